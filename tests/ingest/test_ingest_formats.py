"""Decoding, detection by content, Markdown with front matter, text with a masthead."""

from __future__ import annotations

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.ingest.formats import detect
from archivist.ingest.formats.decoding import decode
from archivist.ingest.pipeline import read_release

PHRASE = "L’été où l’œuvre coûta 5 € à Besançon, « déjà »…"
LATIN = "L'été où l'œuvre coûta 5 € à Besançon"


@pytest.mark.parametrize(
    "data",
    [
        PHRASE.encode(),
        b"\xef\xbb\xbf" + PHRASE.encode(),
        PHRASE.encode("utf-16"),
        PHRASE.encode("utf-16-le"),
        PHRASE.encode("utf-16-be"),
        PHRASE.encode("utf-32"),
        PHRASE.encode("cp1252"),
    ],
)
def test_every_usual_encoding_is_decoded(data: bytes) -> None:
    assert decode(data) == PHRASE


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("iso-8859-1", "cp1252"),
        ("latin1", "cp1252"),
        ("windows-1252", "cp1252"),
        ("utf-8", "cp1252"),
        ("iso-8859-1", "utf-8"),
        ("iso-8859-15", "iso-8859-15"),
        ("macintosh", "mac-roman"),
        ("no-such-charset", "cp1252"),
        ("base64", "cp1252"),
        ("utf-16", "cp1252"),
        ("unicode_escape", "cp1252"),
    ],
)
def test_what_bytes_are_counts_more_than_what_they_say(declared: str, encoding: str) -> None:
    data = f'<meta charset="{declared}">{LATIN}'.encode(encoding)
    assert decode(data).endswith(LATIN)


def test_a_file_that_mixes_two_encodings_is_decoded_line_by_line() -> None:
    assert decode("été\n".encode() + "œuvre".encode("cp1252")) == "été\nœuvre"


@given(st.binary(max_size=200))
def test_decoding_never_fails(data: bytes) -> None:
    assert isinstance(decode(data), str)


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        ("<!DOCTYPE html><html><body><p>Texte</p></body></html>", "page.txt", "html"),
        ("<!-- note --><html><p>Texte", "page", "html"),
        ("<p>Un fragment</p><p>Un autre</p>", "a.txt", "html"),
        ("<b>Gras</b> et texte", "a", "html"),
        ("---\ntitle: Un titre\n---\n\nTexte", "a.txt", "markdown"),
        ("# Un titre\n\nTexte", "a.txt", "markdown"),
        ("Texte avec un [lien](https://exemple.example/a).", "-", "markdown"),
        ("Texte simple.", "a.md", "markdown"),
        ("Un <b>mot</b> en gras.", "a.md", "markdown"),
        ("Texte simple.\n\nUn autre.", "a.html", "text"),
        ("Il faut 3 < 5 et 7 > 2.", "a.html", "text"),
        ("[bold]attention[/bold] <fichier> &eacute;", "a.txt", "text"),
        ("n° 1 # pas un titre", "a.txt", "text"),
    ],
)
def test_the_content_says_what_a_file_is(data: str, name: str, kind: str) -> None:
    assert detect(data.encode(), name) == kind


def test_gzip_is_unpacked_whatever_its_name() -> None:
    data = gzip.compress("<p>Le Moulin Bleu ouvre un atelier à Fès.</p>".encode())
    assert read_release(data, "page.html").text == "Le Moulin Bleu ouvre un atelier à Fès."


ARTICLE = """---
id: 2024-05-le-moulin-bleu
title: 'Le Moulin Bleu : deux ateliers'
date: 2024-05
place: M'diq
issuer: Moulin Bleu
tags:
- artisanat
- eau
source: moulin.txt
evidence:
  date: dateline
original: 00aa.txt
---

Le Moulin Bleu ouvre deux ateliers.

## La suite

- un
- deux
"""


def test_an_article_of_a_corpus_comes_back_as_it_was() -> None:
    draft = read_release(ARTICLE.encode(), "2024-05-le-moulin-bleu.md")
    assert draft.title == "Le Moulin Bleu : deux ateliers"
    assert str(draft.date) == "2024-05"
    assert (draft.place, draft.issuer, draft.tags) == ("M'diq", "Moulin Bleu", ("artisanat", "eau"))
    assert draft.text == "Le Moulin Bleu ouvre deux ateliers.\n\n## La suite\n\n- un\n- deux"
    assert draft.evidence["date"] == "front matter"


@pytest.mark.parametrize(
    ("matter", "title", "date"),
    [
        ("title: Un titre\ndate: 2024-05-30", "Un titre", "2024-05-30"),
        ("titre: Un titre\ndate: 30 mai 2024", "Un titre", "2024-05-30"),
        ("title: Bilan : une année pleine\ndate: 2024-05", "Bilan : une année pleine", "2024-05"),
        ("title: Un titre\ndate: 2024-05-30 10:00:00", "Un titre", "2024-05-30"),
        ("title: Un titre\ndate: 2024", "Un titre", "2024"),
        ("title: Un titre\ndate: bientôt", "Un titre", "None"),
        ("title: Un titre\ndate: 9999-99-99", "Un titre", "None"),
        ("title: 2024", "2024", "None"),
        ("title: [a, b]", "Le Moulin Bleu ouvre un atelier", "None"),
        ("", "Le Moulin Bleu ouvre un atelier", "None"),
        ("- a\n- b", "Le Moulin Bleu ouvre un atelier", "None"),
    ],
)
def test_front_matter_is_tolerated(matter: str, title: str, date: str) -> None:
    draft = read_release(f"---\n{matter}\n---\nLe Moulin Bleu ouvre un atelier.\n".encode(), "a.md")
    assert (draft.title, str(draft.date)) == (title, date)
    assert draft.text == "Le Moulin Bleu ouvre un atelier."


def test_the_first_heading_is_the_title() -> None:
    draft = read_release(
        "# Un **beau** titre\n\n**Oujda, le 22 mars 2022** – Les amandiers ont fleuri.".encode(), "a.md"
    )
    assert (draft.title, draft.place, str(draft.date)) == ("Un beau titre", "Oujda", "2022-03-22")
    assert draft.text == "Les amandiers ont fleuri."


PROSE = "Le Moulin Bleu ouvre un atelier de teinture au bord de l’oued, où vingt personnes apprendront le métier."


@pytest.mark.parametrize(
    ("head", "title", "date", "place", "issuer"),
    [
        ("COMMUNIQUÉ DE PRESSE\n\nUn atelier au bord de l’oued\n\nFès, le 3 mars 2023 – ",
         "Un atelier au bord de l’oued", "2023-03-03", "Fès", None),
        ("Communiqué de presse | Fès, vendredi 3 mars 2023\n\nUn atelier au bord de l’oued\n\n",
         "Un atelier au bord de l’oued", "2023-03-03", "Fès", None),
        ("Titre : Un atelier\nDate : 3 mars 2023\nLieu : Fès\nÉmetteur : Moulin Bleu\n\n", "Un atelier", "2023-03-03",
         "Fès", "Moulin Bleu"),
        ("Un atelier au bord de l’oued\nPublié le 03/03/2023 à 10h15\n\n", "Un atelier au bord de l’oued", "2023-03-03",
         None, None),
        ("Communiqué commun : Moulin Bleu et Régie des Ponts\n\nUn atelier au bord de l’oued\n\n",
         "Un atelier au bord de l’oued", "None", None, "Moulin Bleu"),
        (" date 2023-03 Fès — ", PROSE[:-1], "2023-03", "Fès", None),
    ],
)  # fmt: skip
def test_lines_above_the_text(head: str, title: str, date: str, place: str | None, issuer: str | None) -> None:
    draft = read_release((head + PROSE).encode(), "a.txt")
    assert (draft.title, str(draft.date), draft.place, draft.issuer) == (title, date, place, issuer)
    assert draft.text == PROSE


def test_a_lead_before_the_dateline_stays() -> None:
    lead = "Un atelier de teinture ouvre au bord de l’oued, et la ville entière est invitée à le visiter dimanche."
    draft = read_release(f"Un atelier au bord de l’oued\n\n{lead}\n\nFès, le 3 mars 2023 – {PROSE}".encode(), "a.txt")
    assert draft.text.startswith(lead)
    assert PROSE in draft.text


@pytest.mark.parametrize(
    ("name", "date"),
    [("2023-03-03_atelier.txt", "2023-03-03"), ("cp 20230303.txt", "2023-03-03"), ("2023-03 atelier.txt", "2023-03"),
     ("atelier-2023.txt", "None"), ("202303.txt", "None"), ("tel-0520230303.txt", "None")],
)  # fmt: skip
def test_a_date_in_the_file_name_is_the_last_resort_and_a_doubt(name: str, date: str) -> None:
    draft = read_release(PROSE.encode(), name)
    assert str(draft.date) == date
    assert (draft.evidence.get("date") == "file name") is (date != "None")
    assert ("date" in draft.doubts) is (date != "None")


def test_a_date_at_the_foot_is_read() -> None:
    draft = read_release(f"{PROSE}\n\nFait à Fès, le 3 mars 2023".encode(), "a.txt")
    assert (str(draft.date), draft.place, draft.evidence["date"]) == ("2023-03-03", "Fès", "closing line")


def test_no_date_is_taken_from_the_text() -> None:
    draft = read_release(f"{PROSE} Il a été fondé le 3 mars 1998 et agrandi en mai 2010.".encode(), "a.txt")
    assert draft.date is None


def test_a_dateline_that_contradicts_the_file_is_a_doubt() -> None:
    draft = read_release(f"---\ntitle: Un titre\ndate: 2022-01-01\n---\nFès, le 3 mars 2023 – {PROSE}".encode(), "a.md")
    assert str(draft.date) == "2022-01-01"
    assert "2023-03-03" in draft.doubts["date"]
