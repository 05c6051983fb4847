"""What readers add to an article: tags and a note, and changes by hand that are indexed at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from archivist.archive import Archive
from archivist.errors import ArticleNotFound, CorpusError
from archivist.front_matter import is_edited

TEXT = "Atelier Fictif ouvre ses portes\n\nAzrou, le 3 mai 2024 — {}\n\nCommuniqué fictif, écrit pour essayer.\n"


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.create(tmp_path / "fonds") as archive:
        yield archive


@pytest.fixture
def received(archive: Archive, tmp_path: Path) -> tuple[Path, str]:
    path = tmp_path / "avis.txt"
    path.write_text(TEXT.format("L’atelier reçoit les tisserands."), encoding="utf-8")
    id = archive.ingest([str(path)]).files[0].id
    assert id is not None
    return path, id


def test_tags_and_note_are_kept_and_found(archive: Archive, received: tuple[Path, str]) -> None:
    _path, id = received
    article = archive.annotate(id, tags=["À relire", "", "tissage", "tissage"], note="  Demander\nla suite ")
    assert article.tags == ("À relire", "tissage")
    assert article.extra["note"] == "Demander la suite"
    assert article.evidence["tags"] == "reader"
    assert [hit.id for hit in archive.search('tag:"À relire"').hits] == [id]
    assert not is_edited(article)
    article = archive.annotate(id, note="")
    assert "note" not in article.extra and article.tags == ("À relire", "tissage")


def test_a_new_version_of_the_source_leaves_them_alone(archive: Archive, received: tuple[Path, str]) -> None:
    path, id = received
    archive.annotate(id, tags=["tissage"], note="à suivre")
    path.write_text(TEXT.format("L’atelier reçoit les potiers."), encoding="utf-8")
    report = archive.ingest([str(path)])
    assert [(file.status, file.id) for file in report.files] == [("updated", id)]
    article = archive.read(id)
    assert "potiers" in article.text
    assert (article.tags, article.extra["note"]) == (("tissage",), "à suivre")
    assert not is_edited(article)


def test_an_edit_by_hand_stays_one(archive: Archive, received: tuple[Path, str]) -> None:
    path, id = received
    file = archive.article_path(id)
    file.write_text(file.read_text(encoding="utf-8").replace("tisserands", "tisserandes"), encoding="utf-8")
    assert archive.search('"tisserandes"').total == 0
    assert archive.refresh(id)
    assert not archive.refresh(id)
    assert [hit.id for hit in archive.search('"tisserandes"').hits] == [id]
    archive.annotate(id, note="corrigé")
    assert is_edited(archive.read(id))
    path.write_text(TEXT.format("Tout autre chose."), encoding="utf-8")
    assert archive.ingest([str(path)]).skipped == 1
    assert "tisserandes" in archive.read(id).text


def test_a_file_that_is_gone_is_forgotten(archive: Archive, received: tuple[Path, str]) -> None:
    _path, id = received
    archive.article_path(id).unlink()
    assert archive.refresh(id)
    assert archive.search("").total == 0
    with pytest.raises(ArticleNotFound):
        archive.annotate(id, note="trop tard")


def test_originals_have_a_path(archive: Archive, received: tuple[Path, str]) -> None:
    path, id = received
    assert archive.original_path(id).read_bytes() == path.read_bytes()
    file = archive.article_path(id)
    file.write_text(file.read_text(encoding="utf-8").replace("original:", "ancien:"), encoding="utf-8")
    with pytest.raises(CorpusError, match="has no original"):
        archive.original_path(id)
