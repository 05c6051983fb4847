"""The same text once, its corrections beside it, names in one spelling. All organisations and people are invented."""

from __future__ import annotations

from pathlib import Path

import pytest

from archivist.archive import Archive
from archivist.article import Article, PartialDate
from archivist.errors import CorpusError
from archivist.french import passages
from archivist.ingest.names import Names, read_spellings
from archivist.twins import DAYS, FILE_NAME, kinship_of

TITLE = "La Coopérative des Sept Norias ouvre un atelier à Tizerine"
BODY = (
    "La Coopérative des Sept Norias annonce l'ouverture d'un atelier de tissage à Tizerine, une ville imaginaire où "
    "travaillent déjà quarante artisanes. L'atelier comptera 24 métiers et formera 60 apprenties par an.\n\n"
    "Les inscriptions sont ouvertes du 3 au 28 juin. Le projet coûte 3,2 millions de dirhams, dont la moitié vient "
    "d'un emprunt auprès de la Banque fictive du Littoral, et l'autre des ventes de tapis de l'an passé.\n\n"
    "Communiqué fictif : ces organisations n'existent pas."
)


def text(body: str = BODY, title: str = TITLE, dateline: str = "Tizerine, le 30 mai 2024 – ") -> str:
    return f"{title}\n\n{dateline}{body}\n"


def page(body: str = BODY, dateline: str = "Tizerine, le 30 mai 2024 – ") -> str:
    paragraphs = "".join(f"<p>{one}</p>" for one in f"{dateline}{body}".split("\n\n"))
    return f"<html><head><title>Site fictif</title></head><body><article><h1>{TITLE}</h1>{paragraphs}</article></body></html>"


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive.create(tmp_path / "archive")


def take(archive: Archive, name: str, content: str) -> tuple[str, str | None]:
    path = archive.root.parent / name
    path.write_text(content, encoding="utf-8")
    (file,) = archive.ingest([str(path)]).files
    assert file.status != "skipped", file.reason
    return file.status, file.id


def test_the_same_text_in_another_wrapper_is_one_article_with_two_sources(archive: Archive) -> None:
    added, id = take(archive, "a.txt", text())
    assert added == "added" and id
    assert take(archive, "b.html", page()) == ("unchanged", id)
    (source,) = archive.read(id).extra["sources"]
    assert source["source"].endswith("b.html") and source["original"].endswith(".html")
    assert archive.corpus.read_original(source["original"]).decode() == page()
    assert archive.check().problems == ()
    # Met again, it is known by its bytes, and nothing is noted twice.
    assert take(archive, "b.html", page()) == ("unchanged", id)
    assert take(archive, "c.html", page()) == ("unchanged", id)
    assert len(archive.read(id).extra["sources"]) == 1


def test_copies_in_one_batch_and_after_a_dry_run(archive: Archive) -> None:
    folder = archive.root.parent / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(text(), encoding="utf-8")
    (folder / "b.html").write_text(page(), encoding="utf-8")
    (folder / "c.txt").write_text("Service de presse. Pour diffusion immédiate.\n\n" + text(), encoding="utf-8")
    tried = archive.ingest([str(folder)], dry_run=True)
    assert (tried.added, tried.unchanged) == (1, 2)
    done = archive.ingest([str(folder)])
    assert (done.added, done.unchanged) == (1, 2)
    assert len(archive.read(done.files[0].id or "").extra["sources"]) == 2
    assert archive.check().problems == ()


def test_a_copy_leaves_an_edit_by_hand_an_edit(archive: Archive) -> None:
    _status, id = take(archive, "a.txt", text())
    assert id
    path = archive.article_path(id)
    path.write_text(path.read_text("utf-8").replace("quarante", "cinquante"), encoding="utf-8")
    archive.refresh(id)
    copy = text(BODY.replace("quarante", "cinquante"))
    assert take(archive, "b.txt", copy) == ("unchanged", id)
    (archive.root.parent / "a.txt").write_text(text("Un autre texte fictif."), encoding="utf-8")
    (file,) = archive.ingest([str(archive.root.parent / "a.txt")]).files
    assert file.status == "skipped" and "edited by hand" in (file.reason or "")


def test_a_correction_joins_the_family(archive: Archive) -> None:
    _status, first = take(archive, "a.txt", text())
    correction = text(
        BODY.replace("24 métiers", "26 métiers"), f"RECTIFICATIF : {TITLE}", "Tizerine, le 3 juin 2024 – "
    )
    status, second = take(archive, "b.txt", correction)
    assert status == "added" and second != first
    repost = text(BODY + "\n\n" + "Une visite aura lieu lundi avec la presse fictive de la région. " * 5)
    _status, third = take(archive, "c.txt", repost)
    assert [archive.read(id or "").extra.get("family") for id in (first, second, third)] == [None, first, first]
    hits = {hit.id: hit.family for hit in archive.search("tissage").hits}
    assert hits == {first: None, second: first, third: first}
    # A new version of its source does not take it out of its family.
    assert take(archive, "b.txt", correction.replace("26 métiers", "27 métiers")) == ("updated", second)
    assert archive.read(second or "").extra["family"] == first


def test_what_is_known_of_texts_is_made_again(archive: Archive) -> None:
    _status, id = take(archive, "a.txt", text())
    file = archive.root / "index" / FILE_NAME
    for damage in (b"", b"texts 1\nx\ty", b"\xff\xfe", b"texts 0\n"):
        file.write_bytes(damage)
        assert take(archive, f"b{len(damage)}.html", page().replace("Site", f"Site {len(damage)}")) == ("unchanged", id)
    file.unlink()
    assert take(archive, "z.html", page().replace("Site", "Autre site")) == ("unchanged", id)


def article(body: str, date: str | None, title: str = TITLE, evidence: str = "dateline") -> Article:
    day = PartialDate.parse(date) if date else None
    return Article("x", title, body, day, evidence={"date": evidence} if day else {})


SERIES = BODY.replace("24", "31").replace("60", "72").replace("du 3 au 28", "du 5 au 26").replace("3,2", "4,7")
KINSHIPS = [
    ("the same text", article(BODY, "2024-05-30"), "same"),
    ("whose date nobody knows", article(BODY, None), "same"),
    ("under another title", article(BODY, "2024-05-30", "Un atelier de plus"), "same"),
    ("with a date that is only that of its mail", article(BODY, "2024-07-30", evidence="mail header"), "same"),
    ("of another day: a repost", article(BODY, "2025-05-30"), "family"),
    ("with a header and a footer", article(f"Service de presse.\n\n{BODY}\n\nImprimer.", "2024-05-30"), "same"),
    ("with a paragraph more", article(BODY + " Et nous ajoutons ceci." * 10, "2024-05-30"), "family"),
    ("with another figure", article(BODY.replace("24", "26"), "2024-06-03"), "family"),
    ("too long after it", article(BODY.replace("24", "26"), "2024-06-30"), None),
    ("with all other figures", article(SERIES, "2024-06-03"), None),
    (
        "of which nobody knows the date, under another title",
        article(BODY.replace("24", "26"), None, "Un atelier"),
        None,
    ),
    ("about something else", article("Le port fictif de Valombre agrandit son bassin. " * 9, "2024-05-30"), None),
]


@pytest.mark.parametrize(("other", "kinship"), [case[1:] for case in KINSHIPS], ids=[case[0] for case in KINSHIPS])
def test_kinship(other: Article, kinship: str | None) -> None:
    one = article(BODY, "2024-05-30")
    texts = passages.words(one.text), passages.words(other.text)
    assert kinship_of(one, texts[0], other, texts[1]) == kinship
    assert kinship_of(other, texts[1], one, texts[0]) == kinship
    assert DAYS < 28


def test_short_texts_are_known_by_their_title_too() -> None:
    one, other = (
        article("Voir le document joint.", "2024-05-30"),
        article("Voir le document joint.", "2024-05-30", "Autre"),
    )
    texts = passages.words(one.text)
    assert kinship_of(one, texts, one, texts) == "same"
    assert kinship_of(one, texts, other, texts) is None


# Names


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Ben Guerir", "Benguerir"), ("BENGUÉRIR", "Benguerir"), ("Ben-Guérir", "Benguerir"), ("Fez", "Fès"),
        ("Beni-Mellal", "Béni Mellal"), ("Laayoune", "Laâyoune"), ("Casa", "Casablanca"), ("Casablanca", "Casablanca"),
        ("Valombre", "Valombre"), ("La Roche", "La Roche"), ("Salé", "Salé"), ("Salernes", "Salernes"),
    ],
)  # fmt: skip
def test_towns_have_one_spelling(written: str, name: str, tmp_path: Path) -> None:
    assert read_spellings(tmp_path).places.of(written) == name


def test_a_list_of_names() -> None:
    names = Names.parse(["# les nôtres", "Norias = Les Sept Norias = SEPT-NORIAS", "Port = Les Sept Norias", "", "= ="])
    assert [names.of(name) for name in ("les sept norias", "Sept Norias", "norias", "Port", "Autre")] == [
        "Norias", "Norias", "Norias", "Port", "Autre",
    ]  # fmt: skip


def test_the_lists_of_an_archive_count_at_ingest(archive: Archive) -> None:
    (archive.root / "emetteurs.txt").write_text("Sept Norias = Coopérative des Sept Norias\n", encoding="utf-8")
    (archive.root / "lieux.txt").write_text("Tizerine-Ville = Tizerine\n", encoding="utf-8")
    content = f"---\ntitle: {TITLE}\nissuer: La Coopérative des Sept Norias\nplace: TIZERINE\n---\n\n{BODY}\n"
    _status, id = take(archive, "a.md", content)
    kept = archive.read(id or "")
    assert (kept.issuer, kept.place) == ("Sept Norias", "Tizerine-Ville")
    (archive.root / "lieux.txt").write_bytes(b"\xff")
    with pytest.raises(CorpusError, match=r"lieux\.txt"):
        take(archive, "b.md", content)
