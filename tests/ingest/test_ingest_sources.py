"""Sources: the files of folders in order, and one sentence for each that cannot be read."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import pytest

from archivist.errors import UnreadableSource
from archivist.ingest import sources
from archivist.ingest.sources import Source, Unreadable, find_sources


def names(*paths: object, leave_out: tuple[Path, ...] = ()) -> list[str]:
    return [found.name for found in find_sources(map(str, paths), leave_out=leave_out)]


def test_folders_are_read_in_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", ".cache", "~$a.docx", "Thumbs.db", "sub/c.txt", "sub/.git/d.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("texte")
    assert names(tmp_path) == ["a.txt", "b.txt", "c.txt"]


def test_a_hidden_file_that_is_named_is_read(tmp_path: Path) -> None:
    (tmp_path / ".note").write_text("texte")
    assert names(tmp_path / ".note") == [".note"]


def test_location_is_the_path_as_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_bytes(b"texte")
    monkeypatch.chdir(tmp_path)
    (source,) = find_sources(["in"])
    assert isinstance(source, Source)
    assert (source.location, source.read()) == ("in/a.txt", b"texte")


@pytest.mark.skipif(sys.platform == "win32", reason="symbolic links need a privilege on Windows")
def test_circles_of_links_end(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.txt").write_text("texte")
    (tmp_path / "sub" / "up").symlink_to(tmp_path, target_is_directory=True)
    assert names(tmp_path) == ["a.txt"]


def test_the_archive_is_left_out(tmp_path: Path) -> None:
    for folder in ("corpus", "index", "releases"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / f"{folder}.txt").write_text("texte")
    own = (tmp_path / "corpus", tmp_path / "index")
    assert names(tmp_path, leave_out=own) == ["releases.txt"]
    (refused,) = find_sources([str(tmp_path / "corpus" / "corpus.txt")], leave_out=own)
    assert isinstance(refused, Unreadable)
    assert "corpus.txt" in refused.reason


def test_what_does_not_exist_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("texte")
    missing, source = find_sources([str(tmp_path / "missing.txt"), str(tmp_path / "a.txt")])
    assert isinstance(missing, Unreadable)
    assert "missing.txt does not exist" in missing.reason
    assert isinstance(source, Source)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this system")
def test_a_pipe_is_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (found,) = find_sources([str(tmp_path)])
    assert isinstance(found, Unreadable)
    assert "not a regular file" in found.reason


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="the system allows only UTF-8 names")
@pytest.mark.parametrize("name", [b"caf\xe9.txt", b"deux\nlignes.txt", b"\x1b[31m.txt"])
def test_names_that_cannot_be_shown_are_refused_in_a_safe_line(tmp_path: Path, name: bytes) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path / "x")[:-1] + name)).write_bytes(b"texte")
    (found,) = find_sources([str(tmp_path)])
    assert isinstance(found, Unreadable)
    assert found.reason.isprintable()
    found.location.encode("utf-8")


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("texte")
    (tmp_path / "a.txt").chmod(0)
    (source,) = find_sources([str(tmp_path)])
    assert isinstance(source, Source)
    with pytest.raises(UnreadableSource, match=r"a\.txt"):
        source.read()


def test_a_file_that_is_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "LARGEST", 10)
    (tmp_path / "a.txt").write_bytes(b"x" * 11)
    (source,) = find_sources([str(tmp_path / "a.txt")])
    assert isinstance(source, Source)
    with pytest.raises(UnreadableSource, match=r"a\.txt is larger"):
        source.read()


def test_a_file_that_vanishes_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"x")
    (source,) = find_sources([str(tmp_path / "a.txt")])
    (tmp_path / "a.txt").unlink()
    assert isinstance(source, Source)
    with pytest.raises(UnreadableSource, match="does not exist"):
        source.read()


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO("été".encode())))
    (source,) = find_sources(["-"])
    assert isinstance(source, Source)
    assert (source.location, source.read()) == ("-", "été".encode())
