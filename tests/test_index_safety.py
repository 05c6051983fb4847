"""The index may be missing, damaged, old, foreign or hostile: it is built again with one notice, and never believed."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import pickle
import shutil
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from archivist.archive import Archive
from archivist.engine import seal
from archivist.errors import ArchivistError, IndexUnavailable
from engines import ON_DISK, engine_on, settings_of
from releases import mark, write_releases

NOTICE = "it has been built from corpus/ (6 articles)."


@pytest.fixture(params=ON_DISK)
def archive(request: pytest.FixtureRequest, tmp_path: Path) -> Archive:
    """An archive of six releases in two shards, one document deleted, with each engine."""
    folder = tmp_path / "une archive"
    archive = Archive.create(folder)
    settings_of(folder).choose_engine(request.param)
    archive.ingest([str(path) for path in write_releases(tmp_path / "in", 4)])
    archive.ingest([str(path) for path in write_releases(tmp_path / "in", 2, 4)])
    (tmp_path / "in" / "communique-000.md").write_text("---\ntitle: Rectificatif\n---\n\nAutre texte.")
    archive.ingest([str(tmp_path / "in" / "communique-000.md")])
    assert archive.notices == []
    return archive


def reopened(archive: Archive) -> Archive:
    return Archive.open(archive.root)


def assert_whole(archive: Archive) -> None:
    for number in range(1, 6):
        assert archive.search(mark(number)).total == 1
    assert archive.search("rectificatif").total == 1
    assert len(archive.summaries()) == 6


def engine_folder(archive: Archive) -> Path:
    return archive.root / "index" / settings_of(archive.root).engine()


def in_place(archive: Archive, path: str) -> Path:
    """Return a path of an archive in which ENGINE stands for the name of its engine."""
    return archive.root / path.replace("ENGINE", settings_of(archive.root).engine())


def index_files(archive: Archive) -> list[Path]:
    """Return the manifest and the files of the shards it names."""
    manifest = engine_folder(archive) / "manifest.json"
    shards = [entry["name"] for entry in json.loads(manifest.read_bytes())["content"]["shards"]]
    files = (path for name in shards for path in (engine_folder(archive) / name).rglob("*") if path.is_file())
    return [manifest, *sorted(files)]


def test_an_index_in_order_is_opened_without_a_word(archive: Archive) -> None:
    again = reopened(archive)
    assert_whole(again)
    assert again.notices == []


def test_the_folder_is_for_its_owner_alone(archive: Archive) -> None:
    folders = [
        archive.root / "index",
        engine_folder(archive),
        *(path for path in engine_folder(archive).iterdir() if path.is_dir()),
    ]
    assert [stat.S_IMODE(path.stat().st_mode) for path in folders] == [0o700] * len(folders)
    (archive.root / "index").chmod(0o755)
    archive.reindex()
    assert stat.S_IMODE((archive.root / "index").stat().st_mode) == 0o700


@pytest.mark.parametrize("missing", ["index", "index/ENGINE", "index/ENGINE/manifest.json"])
def test_a_missing_index(archive: Archive, missing: str) -> None:
    path = in_place(archive, missing)
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()
    again = reopened(archive)
    assert_whole(again)
    assert again.notices == [f"The index was missing; {NOTICE}"]
    assert reopened(archive).search(mark(1)).total == 1


def kind_of(path: Path) -> str:
    # The files of a segment of tantivy have the name of the segment, and say by their ending what they are.
    return path.suffix if len(path.stem) == 32 else path.name


@pytest.mark.parametrize("damage", ["truncate", "flip", "remove"])
def test_every_file_damaged_in_turn(archive: Archive, damage: str) -> None:
    archive.reindex()
    kinds = {kind_of(path) for path in index_files(archive) if path.stat().st_size}
    assert len(kinds) >= 5
    for kind in sorted(kinds):
        path = next(path for path in index_files(archive) if kind_of(path) == kind and path.stat().st_size)
        content, times = path.read_bytes(), path.stat()
        middle = len(content) // 2
        match damage:
            case "truncate":
                path.write_bytes(content[:middle])
            case "flip":
                path.write_bytes(content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :])
            case "remove":
                path.unlink()
        if path.exists():
            os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
        again = reopened(archive)
        assert again.search(mark(1)).total == 1
        assert len(again.notices) == 1, (path, again.notices)
        assert again.notices[0].endswith(NOTICE), path
    assert_whole(reopened(archive))


def test_damage_while_it_is_open_is_found_by_the_next_command(archive: Archive) -> None:
    assert_whole(archive)
    for path in index_files(archive):
        path.write_bytes(b"junk")
    again = reopened(archive)
    assert_whole(again)
    assert len(again.notices) == 1


def sealed_again(folder: Path, change: Callable[[dict[str, object]], None]) -> None:
    manifest = json.loads((folder / "manifest.json").read_bytes())
    change(manifest["content"])
    manifest["seal"] = seal.sign(manifest["content"])
    (folder / "manifest.json").write_text(json.dumps(manifest))


def test_another_version(archive: Archive) -> None:
    sealed_again(engine_folder(archive), lambda content: content.update(version=["any", 0, 0, 0]))
    again = reopened(archive)
    assert_whole(again)
    assert again.notices == [f"The index was of another version; {NOTICE}"]


@pytest.mark.parametrize(
    "manifest",
    [
        "",
        "{}",
        "[]",
        "null",
        '{"content": 1, "seal": 2}',
        '{"content": {"version": 1}, "seal": []}',
        "[" * 100_000,
        '{"content":',
    ],
)
def test_a_manifest_that_is_none(archive: Archive, manifest: str) -> None:
    (engine_folder(archive) / "manifest.json").write_text(manifest)
    again = reopened(archive)
    assert_whole(again)
    assert len(again.notices) == 1


@pytest.mark.parametrize("path", ["index/ENGINE/manifest.json", "index/journal.jsonl", "index/writer.lock"])
def test_pipes_in_the_place_of_files_make_nobody_wait(archive: Archive, path: str) -> None:
    in_place(archive, path).unlink(missing_ok=True)
    os.mkfifo(in_place(archive, path))
    again = reopened(archive)
    assert_whole(again)
    again.reindex()
    assert_whole(again)


@pytest.mark.parametrize(
    "path", ["index/journal.jsonl", "index/writer.lock", "index/writer.json", "index/ENGINE/manifest.json"]
)
def test_links_to_files_of_the_user_are_never_written_through(archive: Archive, tmp_path: Path, path: str) -> None:
    precious = tmp_path / "precious"
    precious.write_text("precious")
    in_place(archive, path).unlink(missing_ok=True)
    in_place(archive, path).symlink_to(precious)
    again = reopened(archive)
    again.ingest([str(path) for path in write_releases(tmp_path / "more", 1, 9)])
    again.reindex()
    assert precious.read_text() == "precious"
    assert again.search(mark(9)).total == 1


@pytest.mark.parametrize("how", ["copytree", "unzip", "move"])
def test_an_archive_that_came_from_elsewhere(archive: Archive, tmp_path: Path, how: str) -> None:
    target = tmp_path / "arrivée"
    if how == "copytree":
        shutil.copytree(archive.root, target)
    elif how == "unzip":
        shutil.make_archive(str(tmp_path / "a"), "zip", archive.root)
        shutil.unpack_archive(str(tmp_path / "a.zip"), target)
    else:
        archive.root.rename(target)
    again = Archive.open(target)
    assert_whole(again)
    # Moved on the same disk, nothing has touched the files.
    assert again.notices == ([] if how == "move" else [f"The index was damaged; {NOTICE}"])


def test_the_index_of_another_user(archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "another user"))
    again = reopened(archive)
    assert_whole(again)
    assert again.notices == [f"The index was not made by you on this machine; {NOTICE}"]


class Bomb:
    """Writes a file where it is unpickled."""

    def __init__(self, marker: Path) -> None:
        self.marker = marker

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return os.mkdir, (str(self.marker),)


@pytest.mark.parametrize("signed_by", ["nobody", "the attacker", "the old manifest"])
def test_a_planted_pickle_is_never_read(archive: Archive, tmp_path: Path, signed_by: str) -> None:
    marker = tmp_path / "exploded"
    bomb = pickle.dumps(Bomb(marker), protocol=2)
    manifest = json.loads((engine_folder(archive) / "manifest.json").read_bytes())
    for path in index_files(archive):
        if path.name != "manifest.json":
            path.write_bytes(bomb)
    if signed_by != "the old manifest":
        for entry in manifest["content"]["shards"]:
            entry["files"] = seal.trace(engine_folder(archive) / entry["name"])
        key = b"" if signed_by == "nobody" else b"attacker"
        message = json.dumps(manifest["content"], sort_keys=True).encode()
        manifest["seal"] = hmac.new(key, message, hashlib.sha256).hexdigest()
        (engine_folder(archive) / "manifest.json").write_text(json.dumps(manifest))
    again = reopened(archive)
    assert_whole(again)
    again.check()
    again.reindex()
    assert len(again.notices) == 1
    assert not marker.exists()
    pickle.loads(bomb)
    assert marker.exists(), "the bomb is one"


def test_a_linked_shard_is_not_followed(archive: Archive, tmp_path: Path) -> None:
    shard = next(path for path in engine_folder(archive).iterdir() if path.is_dir())
    shard.rename(tmp_path / "elsewhere")
    shard.symlink_to(tmp_path / "elsewhere")
    again = reopened(archive)
    assert_whole(again)
    assert again.notices == [f"The index was damaged; {NOTICE}"]
    assert (tmp_path / "elsewhere").is_dir()


def test_a_journal_of_junk(archive: Archive) -> None:
    (archive.root / "index" / "journal.jsonl").write_bytes(
        b'\xff\xfe\n3\n"x"\n{"ids": 3, "originals": []}\n{"ids": ["../../x", "no-such", 4], '
        b'"originals": ["../../x", "/etc/passwd"]}\n' + b"[" * 100_000 + b"\n{"
    )
    again = reopened(archive)
    assert_whole(again)
    assert not (archive.root / "index" / "journal.jsonl").exists()
    assert again.check().problems == ()


# Where nothing can be written


def test_a_file_in_the_place_of_the_index(archive: Archive) -> None:
    shutil.rmtree(archive.root / "index")
    (archive.root / "index").write_text("x")
    for act in (
        lambda: reopened(archive).search("eau"),
        lambda: reopened(archive).ingest([]),
        reopened(archive).reindex,
    ):
        with pytest.raises(IndexUnavailable, match=r"index.* cannot be .*\.$"):
            act()


@pytest.mark.parametrize("place", ["index", "index/ENGINE"])
def test_a_link_in_the_place_of_the_index_leads_nowhere(archive: Archive, tmp_path: Path, place: str) -> None:
    """A foreign archive must not have anything written, nor any permission changed, in a folder that it points at."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir(mode=0o755)
    (elsewhere / ".a.part").write_text("x")
    shutil.rmtree(in_place(archive, place))
    in_place(archive, place).symlink_to(elsewhere)
    again = reopened(archive)
    assert_whole(again)
    assert again.notices == [f"The index was missing; {NOTICE}"]
    assert [path.name for path in elsewhere.iterdir()] == [".a.part"]
    assert stat.S_IMODE(elsewhere.stat().st_mode) == 0o755


def test_no_place_for_the_key(archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("x")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    with pytest.raises(IndexUnavailable, match="set XDG_STATE_HOME"):
        reopened(archive).search("eau")


def test_a_reader_who_may_not_write_finds_what_is_finished(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    """A journal was left behind, and the archive is now on a disk that is read only."""
    (archive.root / "index" / "journal.jsonl").write_text('{"ids": ["2024-x"], "originals": []}\n')

    def read_only(*_: object, **__: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr("filelock.FileLock.acquire", read_only)
    again = reopened(archive)
    assert_whole(again)
    assert set(again.notices) == {
        "An interrupted command cannot be finished, so articles may be missing here. "
        f"The index in {archive.root / 'index'} cannot be written (Read-only file system); make the folder writable."
    }
    with pytest.raises(IndexUnavailable, match="Read-only file system"):
        again.ingest([])


WRITING = {"whoosh": "whoosh.filedb.filetables.HashWriter.close", "tantivy": "tantivy.Index"}


@pytest.mark.parametrize("call", ["os.fsync", "the library"])
def test_a_full_disk_while_the_index_is_written(archive: Archive, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    def full(*_: object, **__: object) -> None:
        if call != "os.fsync" and engine_folder(archive).name == "tantivy":
            # It has no other kind of error.
            raise ValueError("No space left on device")
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(WRITING[engine_folder(archive).name] if call == "the library" else call, full)
        with pytest.raises(ArchivistError, match="No space left on device"):
            archive.reindex()
    assert_whole(archive)
    again = reopened(archive)
    assert_whole(again)
    assert again.notices == []


@pytest.mark.parametrize("name", ON_DISK)
def test_the_engine_alone_says_why_it_cannot_be_used(name: str, tmp_path: Path) -> None:
    engine = engine_on(name, tmp_path)
    assert engine.fault() == "The index was missing"
    engine.rebuild([])
    assert engine.fault() is None
    assert engine.count() == 0
    assert list(engine.stored()) == []
