"""Many files: read by several processes, in the same order and to the same end; what is unchanged is not even read."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from archivist import Archive
from archivist.engine import shard_writer
from archivist.ingest.sources import Source
from archivist.reports import Progress

COUNT = 60


def write_releases(folder: Path) -> None:
    folder.mkdir()
    old = time.time() - 60
    for number in range(COUNT):
        path = folder / f"{number:03}.txt"
        if number % 20 == 7:
            path.write_bytes(b"\x00\x01\x02 no text")
        elif number % 20 == 9:
            path.write_bytes((folder / f"{number - 1:03}.txt").read_bytes())
        else:
            path.write_text(
                f"Le port de Valombre ouvre son bassin numéro {number}\n\nValombre, le {number % 28 + 1} mai 2024 – "
                f"Le port fictif de Valombre a ouvert le bassin {number} à {number * 37} navires de {number * 11} villes."
            )
        os.utime(path, (old, old))


def contents(archive: Archive) -> dict[str, object]:
    return {
        filed.id: (article.title, article.text, article.date, article.source, article.original)
        for filed in archive.corpus.files()
        for article in [archive.read(filed.id)]
    }


def test_several_processes_do_what_one_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("archivist.intake.FEW", 5)
    monkeypatch.setattr("archivist.intake.BATCH", 16)
    monkeypatch.setattr(shard_writer, "WORTH_WORKERS", 10)
    releases = tmp_path / "releases"
    write_releases(releases)
    one, several = (Archive.create(tmp_path / name) for name in ("one", "several"))
    progress: list[Progress] = []
    alone = one.ingest([str(releases)], jobs=1)
    shared = several.ingest([str(releases)], jobs=3, progress=progress.append)
    assert shared == alone
    assert (shared.added, shared.unchanged, shared.skipped) == (COUNT - 6, 3, 3)
    assert contents(several) == contents(one)
    assert [seen.done for seen in progress] == sorted(seen.done for seen in progress)
    assert progress[-1].done == COUNT
    assert progress[-1].total in (COUNT, None), "the files are counted meanwhile, which may take longer than reading"
    several.reindex(jobs=3)
    assert len(several._index._engine._shards().readers) == 3  # type: ignore[attr-defined]
    for query in ("bassin", "navires villes", '"numéro 12"', "fictif -12", "lieu:Valombre", "port*", "date:2024-05-03"):
        found, expected = several.search(query, limit=100), one.search(query, limit=100)
        assert [hit.id for hit in found.hits] == [hit.id for hit in expected.hits], query
        assert [hit.score for hit in found.hits] == [hit.score for hit in expected.hits], query


def test_a_damaged_article_is_counted_whoever_indexes_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shard_writer, "WORTH_WORKERS", 10)
    releases = tmp_path / "releases"
    write_releases(releases)
    with Archive.create(tmp_path / "archive") as archive:
        archive.ingest([str(releases)], jobs=1)
        path = next(archive.corpus.files()).path
        path.write_text("no front matter")
        assert archive.reindex(jobs=2) == COUNT - 7
        assert archive.notices == ["1 file of the corpus is damaged and is not indexed; `archivist check` names it."]


def test_what_is_unchanged_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    releases = tmp_path / "releases"
    write_releases(releases)
    archive = Archive.create(tmp_path / "archive")
    first = archive.ingest([str(releases)])
    read: list[str] = []
    as_it_is = Source.read
    monkeypatch.setattr(Source, "read", lambda source: (read.append(source.name), as_it_is(source))[1])
    again = archive.ingest([str(releases)])
    assert again.unchanged == COUNT - first.skipped
    assert [file.id for file in again.files] == [file.id for file in first.files]
    assert len(read) == first.skipped, "what could not be read is tried again"
    # Another content of the same size and, at the first look, the same time.
    touched = releases / "003.txt"
    touched.write_text(touched.read_text().replace("bassin numéro 3", "bassin numéro 8"))
    gone = first.files[4].id
    assert gone
    archive.corpus.path(gone).unlink()
    read.clear()
    third = archive.ingest([str(releases)])
    assert (third.updated, third.added) == (1, 1)
    assert {"003.txt", "004.txt"} <= set(read)
    assert third.files[3].status == "updated"


def test_a_file_that_may_have_changed_within_the_same_tick_is_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = Archive.create(tmp_path / "archive")
    release = tmp_path / "release.txt"
    release.write_text("Un port fictif\n\nLe port fictif de Valombre ouvre 11 bassins.")
    archive.ingest([str(release)])
    status = release.stat()
    release.write_text("Un port fictif\n\nLe port fictif de Valombre ouvre 22 bassins.")
    os.utime(release, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert archive.ingest([str(release)]).updated == 1


def test_a_dry_run_notes_nothing(tmp_path: Path) -> None:
    releases = tmp_path / "releases"
    write_releases(releases)
    archive = Archive.create(tmp_path / "archive")
    assert archive.ingest([str(releases)], dry_run=True).added == COUNT - 6
    assert archive.ingest([str(releases)]).added == COUNT - 6
