"""Doubts, what people say, and articles made again. All organisations and people are invented."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from archivist.archive import Archive
from archivist.article import Article, PartialDate
from archivist.doubts import doubts_of
from archivist.editing import edited, rewritten
from archivist.errors import CorpusError
from archivist.front_matter import digest, inherited, is_edited, render_article
from archivist.ingest.confidence import CONFIDENCE, confidence
from archivist.ingest.draft import Draft

TODAY = date(2026, 3, 1)
BODY = "Le port fictif de Valombre ouvre un bassin d'essai. Ce communiqué est imaginaire."
SURE = {"title": "h1", "date": "dateline", "place": "dateline", "issuer": "json-ld"}


def article(**changes: object) -> Article:
    values: dict[str, object] = {
        "id": "2024-05-30-un-bassin", "title": "Un bassin", "text": BODY, "date": PartialDate(2024, 5, 30),
        "place": "Valombre", "issuer": "Port de Valombre", "evidence": SURE,
    }  # fmt: skip
    return Article(**{**values, **changes})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({}, []),
        ({"evidence": {}}, []),
        ({"date": None}, ["date"]),
        ({"date": PartialDate(2026, 3, 1)}, []),
        ({"date": PartialDate(2026, 3, 2)}, ["date"]),
        ({"date": PartialDate(2026)}, []),
        ({"date": PartialDate(1899)}, ["date"]),
        ({"evidence": {**SURE, "date": "file name"}}, ["date"]),
        ({"evidence": {**SURE, "title": "first sentence"}}, ["title"]),
        ({"evidence": {**SURE, "issuer": "text"}}, []),
        ({"evidence": {**SURE, "title": "title element"}}, ["title"]),
        ({"evidence": {**SURE, "title": "page title", "date": "date line"}}, []),
        ({"evidence": {**SURE, "date": "address"}}, ["date"]),
        ({"evidence": {**SURE, "issuer": "a kind that is not known"}}, ["issuer"]),
        ({"issuer": None, "place": None}, ["issuer", "place"]),
        ({"extra": {"doubts": {"date": "The day name is wrong."}}}, ["date"]),
        ({"extra": {"doubts": {"date": "..."}}, "evidence": {**SURE, "date": "person"}}, []),
        ({"date": None, "evidence": {**SURE, "date": "person"}}, []),
        ({"extra": {"doubts": "not a mapping"}}, []),
        ({"extra": {"doubts": {"text": "The text was recognised in a scan."}}}, ["text"]),
        ({"extra": {"doubts": {"text": "..."}}, "evidence": {**SURE, "text": "person"}}, []),
    ],
)
def test_what_is_in_doubt(changes: dict[str, object], fields: list[str]) -> None:
    assert [doubt.field for doubt in doubts_of(article(**changes), TODAY)] == fields


def test_a_remedy_can_be_typed() -> None:
    weak = article(title="L'eau; rm -rf /", evidence={**SURE, "title": "file name"}, date=None)
    day, title = doubts_of(weak, TODAY)
    assert day.remedy == "archivist edit 2024-05-30-un-bassin --date YYYY-MM-DD"
    assert title.remedy == "archivist edit 2024-05-30-un-bassin --title 'L'\"'\"'eau; rm -rf /'"
    assert (title.confidence, day.confidence, day.value, day.gap) == ("low", None, None, False)


def test_every_evidence_that_is_documented_has_a_confidence() -> None:
    import re

    said = " ".join((Draft.__doc__ or "").split()).split("what it was read from:")[1].split("``doubts``")[0]
    kinds = re.findall(r'``"([^"]+)"``', said)
    assert len(kinds) > 15 and [kind for kind in kinds if kind not in CONFIDENCE] == []
    assert confidence("nonsense") == "low"


def test_an_edit_settles_a_doubt_and_is_no_edit_of_the_text() -> None:
    one = article(extra={"doubts": {"date": "...", "title": "..."}})
    one = article(extra={**one.extra, "made": digest(one)})
    now = edited(one, {"date": PartialDate(2024, 6), "issuer": None})
    assert (now.date, now.issuer, now.evidence["date"], now.evidence["issuer"]) == (
        PartialDate(2024, 6), None, "person", "person",
    )  # fmt: skip
    assert now.extra["doubts"] == {"title": "..."} and "made" not in now.extra
    with pytest.raises(CorpusError, match="empty"):
        edited(one, {"title": None})


@pytest.mark.parametrize("made", [None, "0123456789abcdef"])
def test_what_was_written_by_hand_stays_so(made: str | None) -> None:
    one = article(extra={"made": made} if made else {})
    assert is_edited(edited(one, {"place": "Tizerine"}))
    assert is_edited(edited(one, {}, tags=["eau"]))


def test_a_file_that_was_rewritten(tmp_path: Path) -> None:
    one = article()
    one = article(extra={"made": digest(one)})
    content = render_article(one)
    fields = rewritten(one, content.replace("'2024-05-30'", "2024-06").encode(), tmp_path)
    assert fields.evidence["date"] == "person" and not fields.extra.get("made") and fields.text == one.text
    text = rewritten(one, content.replace("imaginaire", "inventé").encode(), tmp_path)
    assert is_edited(text) and text.evidence == SURE and text.extra["made"] == one.extra["made"]
    for broken in ("title: Un bassin", "date: '2024-05-30'"):
        with pytest.raises(CorpusError):
            rewritten(
                one,
                content.replace(broken, f"{broken.split(':')[0]}: ").replace("date: \n", "date: x\n").encode(),
                tmp_path,
            )


# In an archive

RELEASE = "Le port de Valombre ouvre un bassin\n\nValombre, le 30 mai 2024 – " + BODY + "\n"


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    (tmp_path / "2019-04-02_note.txt").write_text("Note fictive sans ligne de date ni titre.\n", encoding="utf-8")
    (tmp_path / "a.txt").write_text(RELEASE, encoding="utf-8")
    archive = Archive.create(tmp_path / "archive")
    assert archive.ingest([str(tmp_path / "a.txt"), str(tmp_path / "2019-04-02_note.txt")]).added == 2
    return archive


def ids(archive: Archive) -> tuple[str, str]:
    note, release = sorted(summary.id for summary in archive.summaries())
    return release, note


def test_what_a_person_says_outlives_a_new_version_of_the_source(archive: Archive) -> None:
    id, _note = ids(archive)
    archive.edit(id, {"place": "Tizerine", "date": None}, tags=["port"])
    assert [hit.id for hit in archive.search("lieu:Tizerine tag:port").hits] == [id]
    source = archive.root.parent / "a.txt"
    source.write_text(RELEASE.replace("bassin d'essai", "second bassin"), encoding="utf-8")
    assert archive.ingest([str(source)]).updated == 1
    kept = archive.read(id)
    assert "second bassin" in kept.text and kept.title.startswith("Le port")
    assert (kept.place, kept.date, kept.tags, kept.evidence["place"]) == ("Tizerine", None, ("port",), "person")
    assert archive.check().problems == ()


def test_doubts_of_an_archive_and_their_end(archive: Archive) -> None:
    _id, note = ids(archive)
    fields = [(doubt.id, doubt.field) for doubt in archive.doubts(today=TODAY) if not doubt.gap]
    assert fields == [(note, "date"), (note, "title")]
    archive.edit(note, {"date": PartialDate(2019, 4, 2), "title": "Une note"})
    assert [doubt for doubt in archive.doubts(today=TODAY) if not doubt.gap] == []


def test_reclean(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    id, note = ids(archive)
    assert [one.outcome for one in archive.reclean()] == ["same", "same"]
    (archive.root / "lieux.txt").write_text("Valombre-sur-Mer = Valombre\n", encoding="utf-8")
    archive.edit(note, {"title": "Une note"})
    tried = {one.id: one for one in archive.reclean(dry_run=True)}
    assert tried[id].fields == (("place", "Valombre", "Valombre-sur-Mer"),) and archive.read(id).place == "Valombre"
    done = {one.id: one.outcome for one in archive.reclean()}
    assert done == {id: "changed", note: "same"}
    assert archive.read(id).place == "Valombre-sur-Mer" and archive.read(note).title == "Une note"
    assert [hit.id for hit in archive.search('lieu:"Valombre-sur-Mer"').hits] == [id]
    assert archive.check().problems == ()


def test_reclean_with_a_better_cleaner(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    from archivist import reclean
    from archivist.ingest import pipeline

    id, _note = ids(archive)
    monkeypatch.setattr(reclean, "CLEANER_VERSION", 99)
    assert [one.outcome for one in archive.reclean([id])] == ["same"] and archive.read(id).extra["cleaner"] == str(
        pipeline.CLEANER
    )
    clean = pipeline.clean_text
    monkeypatch.setattr(
        pipeline, "clean_text", lambda text: clean(text).replace("imaginaire", "inventé de part en part")
    )
    (one,) = archive.reclean([id, id])
    assert (one.outcome, one.removed, one.added) == ("changed", 1, 5)
    assert archive.read(id).extra["cleaner"] == "99"


def test_reclean_leaves_people_their_text(archive: Archive) -> None:
    id, note = ids(archive)
    (archive.root / "lieux.txt").write_text("Valombre-sur-Mer = Valombre\n", encoding="utf-8")
    path = archive.article_path(id)
    path.write_text(path.read_text("utf-8").replace("imaginaire", "inventé"), encoding="utf-8")
    archive.original_path(note).unlink()
    outcomes = {one.id: (one.outcome, one.reason or "") for one in archive.reclean()}
    assert outcomes[id] == ("kept", "It has been edited by hand.")
    assert outcomes[note][0] == "skipped" and "original" in outcomes[note][1]
    assert "inventé" in archive.read(id).text


def test_a_text_that_a_person_has_checked_is_in_doubt_no_longer() -> None:
    doubtful = article(extra={"doubts": {"text": "The text was recognised in a scan.", "date": "Another day."}})
    (_day, text) = doubts_of(doubtful, TODAY)
    assert text.remedy == "archivist edit 2024-05-30-un-bassin --text-checked"
    checked = edited(doubtful, {}, text_checked=True)
    assert [doubt.field for doubt in doubts_of(checked, TODAY)] == ["date"]
    assert [doubt.field for doubt in doubts_of(inherited(doubtful, checked), TODAY)] == ["date"]
    other = inherited(article(text=f"{BODY} Et un quai.", extra=doubtful.extra), checked)
    assert [doubt.field for doubt in doubts_of(other, TODAY)] == ["date", "text"]


FEED = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>Port de Valombre (organisation fictive)</title>
<item><title>Un bassin d'essai ouvre</title><link>https://valombre.example/bassin</link>
<author>redaction@valombre.example (Rédaction de Valombre)</author>
<description>Lire sur le site</description><pubDate>Thu, 30 May 2024 09:00:00 +0000</pubDate></item>
<item><title>Un quai ferme</title><link>https://valombre.example/quai</link>
<description>Lire sur le site</description><pubDate>Fri, 31 May 2024 09:00:00 +0000</pubDate></item>
<item><title>Une digue change de nom</title><link>https://valombre.example/digue</link>
<description>Lire sur le site</description><pubDate>Mon, 3 Jun 2024 09:00:00 +0000</pubDate></item></channel></rss>
"""
MAIL = """From: Port de Valombre <presse@valombre.example>
Subject: Un bassin d'essai ouvre
Date: Thu, 30 May 2024 09:00:00 +0000
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=coupe

--coupe
Content-Type: text/plain; charset=utf-8

Bonjour, voici notre annonce.
--coupe
Content-Type: text/plain; charset=utf-8; name=annonce.txt
Content-Disposition: attachment; filename=annonce.txt

Le bassin fictif accueille ses premiers bateaux, et le quai ferme.
--coupe--
"""


@pytest.mark.parametrize(("name", "content", "doubtful"), [("a.xml", FEED, "text"), ("a.eml", MAIL, "issuer")])
def test_reclean_keeps_the_doubts_of_a_container(tmp_path: Path, name: str, content: str, doubtful: str) -> None:
    """The mail or the feed is not read again, so what it left in doubt stays so."""
    archive = Archive.create(tmp_path / "archive")
    (tmp_path / name).write_text(content, encoding="utf-8")
    archive.ingest([str(tmp_path / name)])
    before = {one.id: one.extra["doubts"] for one in archive.articles()}
    assert before
    assert all(doubtful in doubts for doubts in before.values())
    assert {one.outcome for one in archive.reclean()} == {"same"}
    assert {one.id: one.extra["doubts"] for one in archive.articles()} == before
