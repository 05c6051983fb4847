"""extract and watch: what ingest would make of a file, and a folder that is ingested as it fills."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from archivist.archive import Archive
from archivist.errors import ArchiveLocked
from archivist.ingest import watching

RELEASE = """\
Le Moulin Bleu ouvre un atelier de verre

Valombre, le 14 mai 2024 – Le Moulin Bleu, fabrique fictive de Valombre, ouvre un atelier de verre soufflé.
"""
MAIL = (
    "From: Moulin Bleu <presse@moulin.example>\nSubject: CP - Le Moulin Bleu embauche\nMIME-Version: 1.0\n"
    "Date: Tue, 14 May 2024 10:00:00 +0200\nContent-Type: text/plain; charset=utf-8\n\n"
    "Le Moulin Bleu, fabrique fictive de Valombre, embauche vingt apprentis verriers dès la rentrée.\n"
)


@pytest.fixture
def release(tmp_path: Path) -> Path:
    path = tmp_path / "cp.txt"
    path.write_text(RELEASE, encoding="utf-8")
    return path


def test_extract_json(run_json: Any, release: Path) -> None:
    answer = run_json("extract", str(release), "--format", "json")
    (found,) = answer["releases"]
    assert answer["skipped"] == []
    assert (found["source"], found["title"]) == (release.as_posix(), "Le Moulin Bleu ouvre un atelier de verre")
    assert (found["date"], found["place"], found["evidence"]["date"]) == ("2024-05-14", "Valombre", "dateline")
    assert found["text"].startswith("Le Moulin Bleu, fabrique fictive")


def test_extract_text_says_what_was_read_from_where(run: Any, tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_text(MAIL, encoding="utf-8")
    lines = run("extract", str(tmp_path / "a.eml")).stdout.splitlines()
    assert lines[0] == "Le Moulin Bleu embauche"
    assert "date read from: mail header" in lines
    assert "The issuer Moulin Bleu is only the sender of the mail." in lines


def test_extract_markdown_is_the_file_of_the_corpus(run: Any, release: Path) -> None:
    output = run("extract", str(release), "--format", "markdown").stdout
    assert output.startswith("---\nid: 2024-05-14-le-moulin-bleu-ouvre")
    assert "\ndate: dateline" in output.replace("  ", "")
    assert output.endswith("verre soufflé.\n")


def test_extract_of_what_cannot_be_read(run: Any, tmp_path: Path) -> None:
    result = run("extract", str(tmp_path / "nothing.txt"), code=1)
    assert "nothing.txt does not exist" in result.stderr
    assert result.stdout == ""
    answer = json.loads(run("extract", "http://127.0.0.1:9/", "--format", "json", code=1).stdout)
    assert "private network" in answer["skipped"][0]["reason"]


def test_extract_needs_no_archive_and_keeps_nothing(run: Any, release: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(release.parent)
    run("extract", release.name)
    assert [path.name for path in release.parent.iterdir()] == ["cp.txt"]


def test_ingest_of_mails_twice(run_json: Any, run: Any, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.eml").write_text(MAIL, encoding="utf-8")
    archive = ("--archive", str(tmp_path / "archive"))
    run("init", *archive)
    first = run_json("ingest", str(tmp_path / "in"), *archive, "--format", "json")
    (file,) = first["files"]
    assert (file["status"], file["id"]) == ("added", "2024-05-14-le-moulin-bleu-embauche")
    assert run("show", file["id"], "--original", *archive).stdout == MAIL
    assert run_json("ingest", str(tmp_path / "in"), *archive, "--format", "json")["unchanged"] == 1
    (tmp_path / "in" / "a.eml").write_text(MAIL.replace("vingt", "trente"), encoding="utf-8")
    again = run_json("ingest", str(tmp_path / "in"), *archive, "--format", "json")
    assert (again["updated"], again["files"][0]["id"]) == (1, file["id"])
    run("check", *archive)


@pytest.fixture
def one_round(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Let ``watch`` offer the files of the folder twice, and end; return what was answered."""
    answers: list[bool] = []

    def watch(folder: Path, on_files: Callable[[list[str]], bool], *, leave_out: Iterable[Path]) -> None:
        paths = [str(path) for path in sorted(folder.iterdir())]
        answers.extend(on_files(paths) for _number in range(2))

    monkeypatch.setattr(watching, "watch", watch)
    return answers


def test_watch(run: Any, release: Path, tmp_path: Path, one_round: list[bool]) -> None:
    run("init", str(tmp_path / "archive"))
    (tmp_path / "in").mkdir()
    release.rename(tmp_path / "in" / "cp.txt")
    (tmp_path / "in" / "x.bin").write_bytes(b"\0\1\2" * 500)
    result = run("watch", str(tmp_path / "in"), "--archive", str(tmp_path / "archive"))
    assert result.stdout == "added  2024-05-14-le-moulin-bleu-ouvre-un-atelier\n"
    assert result.stderr.count("x.bin is a binary file") == 2
    assert one_round == [True, True]


def test_watch_waits_for_another_writer(
    run: Any, release: Path, tmp_path: Path, one_round: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(*ignored: Any, **settings: Any) -> None:
        raise ArchiveLocked("Another process is writing.")

    run("init", str(tmp_path / "archive"))
    monkeypatch.setattr(Archive, "ingest", locked)
    result = run("watch", str(release.parent), "--archive", str(tmp_path / "archive"))
    assert "Another process is writing. It is tried again." in result.stderr
    assert one_round == [False, False]


def test_watch_really(run: Any, release: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("watchfiles", reason="needs archivist[watch]")
    monkeypatch.setattr(watching, "SETTLED", 0.1)
    stop = threading.Event()
    real = watching.watch
    ingest = Archive.ingest

    def ingest_and_stop(self: Archive, paths: Iterable[str], **settings: Any) -> Any:
        stop.set()
        return ingest(self, paths, **settings)

    def watch(folder: Path, on_files: Callable[[list[str]], bool], *, leave_out: Iterable[Path]) -> None:
        real(folder, on_files, leave_out=leave_out, stop=stop, settled=0.1)

    monkeypatch.setattr(watching, "watch", watch)
    monkeypatch.setattr(Archive, "ingest", ingest_and_stop)
    (tmp_path / "in").mkdir()
    release.rename(tmp_path / "in" / "cp.txt")
    run("init", str(tmp_path / "archive"))
    assert run("watch", str(tmp_path / "in"), "--archive", str(tmp_path / "archive")).stdout.startswith(
        "added  2024-05"
    )
