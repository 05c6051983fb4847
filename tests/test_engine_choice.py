"""The engine of an archive: chosen, remembered, changed and changed back, and the same is found."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from archivist import chosen
from archivist.archive import Archive
from archivist.cli import program
from archivist.errors import ArchivistError, CorpusError, IndexUnavailable
from archivist.search.results import SearchResults
from engines import ON_DISK, settings_of
from releases import mark, write_releases

pytestmark = pytest.mark.skipif(len(ON_DISK) < 2 or bool(ON_DISK[1].marks[0].args[0]), reason="needs tantivy")

DEMO = Path(__file__).parents[1] / "src" / "archivist" / "demo" / "releases"
QUERIES = """eau
l'eau et l'énergie
"eau potable"
entreprises PRES/5 ligne
étudiant* OU capteur?
bibliotheque flotante
sechersse~
titre:eau SAUF lieu:Rabat
date:2019..2021
lieu:*
citation:eau
UPHZ
zzzz
station^3 OU eau
"""


def answers(archive: Archive) -> list[tuple[object, ...]]:
    """Return what the archive says to many queries, without how long it took."""
    return [
        told(archive.search(query, sort=sort, limit=30, facets=("year", "month", "place", "issuer", "tag")))  # type: ignore[arg-type]
        for query in (*QUERIES.splitlines(), "")
        for sort in ("relevance", "date", "-date")
    ]


def told(results: SearchResults) -> tuple[object, ...]:
    hits = [(hit.id, round(hit.score, 2), hit.complete, hit.snippets, hit.title_spans) for hit in results.hits]
    return results.reading, results.total, results.partial_total, hits, results.facets, results.suggestions


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    archive = Archive.create(tmp_path / "archive")
    archive.ingest([str(path) for path in write_releases(tmp_path / "in", 4)])
    return archive


def folder_of(archive: Archive, engine: str) -> Path:
    return archive.root / "index" / engine


def test_an_archive_moves_to_another_engine_and_back(tmp_path: Path) -> None:
    archive = Archive.create(tmp_path / "archive")
    archive.ingest([str(DEMO)])
    before = answers(archive)
    similar = [archive.similar(hit.id, limit=5) for hit in archive.search("eau").hits[:3]]
    assert archive.reindex(engine="tantivy") == len(archive.summaries())
    assert settings_of(archive.root).engine() == "tantivy"
    assert answers(archive) == answers(Archive.open(archive.root)) == before
    assert [archive.similar(one.id, limit=5) for one in similar] == similar
    assert archive.reindex(engine="whoosh") == len(archive.summaries())
    assert answers(archive) == answers(Archive.open(archive.root)) == before
    assert archive.notices == []
    # Neither the corpus nor what people wrote has changed, and one index is in use.
    assert not (folder_of(archive, "tantivy") / "manifest.json").exists()


def test_whoever_has_the_archive_open_follows(archive: Archive, tmp_path: Path) -> None:
    reader, writer = Archive.open(archive.root), Archive.open(archive.root)
    assert reader.search(mark(1)).total == writer.search(mark(1)).total == 1
    archive.reindex(engine="tantivy")
    writer.ingest([str(path) for path in write_releases(tmp_path / "more", 1, 7)])
    assert reader.search(mark(1)).total == reader.search(mark(7)).total == 1
    assert reader.notices == writer.notices == []
    assert not (folder_of(archive, "whoosh") / "manifest.json").exists()


def test_the_index_that_was_left_is_removed_after_a_while(archive: Archive, tmp_path: Path) -> None:
    archive.reindex(engine="tantivy")
    left = folder_of(archive, "whoosh")
    assert left.is_dir()
    os.utime(left, (time.time() - 86400, time.time() - 86400))
    archive.ingest([str(path) for path in write_releases(tmp_path / "more", 1, 7)])
    assert not left.exists()


def test_a_move_that_fails_leaves_the_archive_where_it_was(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", full)
        with pytest.raises(ArchivistError, match="No space left"):
            archive.reindex(engine="tantivy")
    assert settings_of(archive.root).engine() == "whoosh"
    for again in (archive, Archive.open(archive.root)):
        assert again.search(mark(1)).total == 1
        assert again.notices == []


def test_what_people_write_in_the_settings_stays(archive: Archive) -> None:
    path = settings_of(archive.root).path
    path.write_text('# notre archive\nengine = "whoosh" # par défaut\n[autre]\nclé = 1\n'.replace("clé", "cle"))
    archive.reindex(engine="tantivy")
    assert path.read_text() == '# notre archive\nengine = "tantivy"\n[autre]\ncle = 1\n'
    path.write_text("[autre]\ncle = 1\n")
    archive.reindex(engine="tantivy")
    assert path.read_text() == 'engine = "tantivy"\n[autre]\ncle = 1\n'


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ('engine = "lucene"', "names the engine lucene, which there is not; write one of: whoosh, tantivy"),
        ("engine = 3", "names the engine 3"),
        ("engine = ", "cannot be understood"),
        (b"\xff", "cannot be read"),
    ],
)
def test_settings_that_say_nothing(archive: Archive, content: str | bytes, sentence: str) -> None:
    settings_of(archive.root).path.write_bytes(content.encode() if isinstance(content, str) else content)
    with pytest.raises(CorpusError, match=sentence):
        Archive.open(archive.root).search("eau")


def test_where_the_library_is_missing(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    archive.reindex(engine="tantivy")
    monkeypatch.setitem(__import__("sys").modules, "tantivy", None)
    again = Archive.open(archive.root)
    with pytest.raises(IndexUnavailable, match=r"pip install 'archivist\[tantivy\]'.*reindex --engine whoosh"):
        again.search(mark(1))
    with pytest.raises(IndexUnavailable):
        again.reindex()
    again.reindex(engine="whoosh")
    assert again.search(mark(1)).total == 1
    with pytest.raises(IndexUnavailable):
        again.reindex(engine="tantivy")
    assert again.search(mark(1)).total == Archive.open(archive.root).search(mark(1)).total == 1
    assert again.notices == []


def test_an_archive_that_outgrows_its_engine_is_told_once(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chosen, "MANY", 6)
    for number in range(4, 9):
        archive.ingest([str(path) for path in write_releases(tmp_path / "more", 1, number)])
    (notice,) = archive.notices
    assert notice.startswith("With 6 articles,")
    assert notice.endswith("archivist reindex --engine tantivy")
    archive.reindex(engine="tantivy")
    archive.ingest([str(path) for path in write_releases(tmp_path / "more", 9, 10)])
    assert archive.notices == [notice]


def test_the_commands(tmp_path: Path) -> None:
    root = tmp_path / "a"

    def run(*args: str) -> Result:
        return CliRunner().invoke(program, list(args), prog_name="archivist")

    assert run("init", str(root), "--engine", "tantivy").exit_code == 0
    assert settings_of(root).path.read_text() == 'engine = "tantivy"\n'
    (path,) = write_releases(tmp_path / "in", 1)
    assert run("--archive", str(root), "ingest", str(path)).exit_code == 0
    assert mark(0) in run("--archive", str(root), "search", mark(0), "--format", "json").output
    assert (root / "index" / "tantivy" / "manifest.json").exists()
    done = run("--archive", str(root), "reindex", "--engine", "whoosh")
    assert (done.exit_code, settings_of(root).engine()) == (0, "whoosh")
    assert "1 article indexed" in done.output
    refused = run("--archive", str(root), "reindex", "--engine", "lucene")
    assert refused.exit_code == 2
    assert settings_of(root).engine() == "whoosh"
