"""Cleaning: what changes, what must not, and that twice is once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.ingest.clean import clean_line, clean_text, is_boilerplate, repair_mojibake

CHANGES = [
    ("L’Ã©tÃ© Ã  la plage", "L’été à la plage"),
    ("lâ€™eau â€“ â€œbienâ€\x9d", "l’eau – “bien”"),
    ("Â« mot Â»", "« mot »"),
    ("Å“uvre, cÅ“ur", "œuvre, cœur"),
    ("ÃƒÂ©tat", "état"),
    ("5Â€", "5Â€"),
    ("e\u0301te\u0301", "été"),
    ("conven\u00adtion", "convention"),
    ("zéro\u200blargeur\ufeff", "zérolargeur"),
    ("sonnette\x07 et \x1b[31mrouge", "sonnette et [31mrouge"),
    ("l\x92eau", "l’eau"),
    ("ﬁnance et ﬂeuve", "finance et fleuve"),
    ("un\tdeux   trois", "un deux trois"),
    ("un\u00a0deux", "un deux"),
    ("un\r\n\r\ndeux", "un\n\ndeux"),
    ("un\n \n\n\ndeux", "un\n\ndeux"),
    ("• un\n• deux", "- un\n- deux"),
    ("* un\n* deux", "- un\n- deux"),
    ("\u202etrompeur", "trompeur"),
]
STAYS = [
    "SÃO PAULO et NAÇÕES",
    "12\u00a0000 dirhams",
    "« mot »".replace(" ", "\u00a0"),
    "Un paragraphe\u00a0: deux points",
    "## Intertitre\n\nTexte",
    "- un\n- deux",
    "1. un\n2. deux",
    "| a | b |\n| --- | --- |\n| 1 | 2 |",
    "> citation",
    "Partager les fruits de la croissance est notre but.",
    "[bold]attention[/bold] et <fichier>",
]


@pytest.mark.parametrize(("before", "after"), CHANGES)
def test_changes(before: str, after: str) -> None:
    assert clean_text(before) == after


@pytest.mark.parametrize("text", STAYS)
def test_stays(text: str) -> None:
    assert clean_text(text) == text


def test_hard_wrapped_lines_become_paragraphs() -> None:
    text = (
        "COMMUNIQUÉ\nLe conseil de la coopérative Argane du Littoral s'est réuni le mardi\n"
        "3 mars à Essaouira sous la présidence de Mme Exemple pour signer les con-\n"
        "ventions. Les délégués de Rabat-\nSalé sont venus nombreux, et peut-\nêtre ceux du Sud.\n\n"
        "Les comptes de l'année ont été approuvés à l'unanimité par les délégués, puis\n"
        "transmis aux communes de la province avec le rapport de la commissaire.\n"
    )
    assert clean_text(text).split("\n\n") == [
        "COMMUNIQUÉ",
        "Le conseil de la coopérative Argane du Littoral s'est réuni le mardi 3 mars à Essaouira sous la présidence de "
        "Mme Exemple pour signer les conventions. Les délégués de Rabat-Salé sont venus nombreux, et peut-être ceux "
        "du Sud.",
        "Les comptes de l'année ont été approuvés à l'unanimité par les délégués, puis transmis aux communes de la "
        "province avec le rapport de la commissaire.",
    ]


def test_lines_that_are_paragraphs_stay_apart() -> None:
    line = "Cette ligne est un paragraphe entier, que personne n’a coupé à une marge. " * 3
    assert clean_text(f"{line}\n{line}\n{line}").count("\n\n") == 2


def test_address_lines_stay_apart() -> None:
    assert clean_text("Contact presse\nMme Exemple\nTél. 05 00 00 00 00").count("\n\n") == 2


@pytest.mark.parametrize(
    "line",
    [
        "Lire aussi : un autre article",
        "À lire également",
        "Partager",
        "Partager sur Facebook",
        "Facebook | Twitter | LinkedIn",
        "Imprimer",
        "Télécharger le communiqué",
        "Télécharger le communiqué (PDF, 120 Ko)",
        "Envoyer à un ami | Version imprimable",
        "Nous utilisons des cookies pour mesurer l’audience de ce site.",
        "Tout accepter",
        "Inscrivez-vous à notre newsletter",
        "© 2024 Exemplia. Tous droits réservés.",
        "Page 2 / 3",
        "Retour à la liste",
        "- Accueil",
        "Temps de lecture : 3 min",
    ],
)
def test_boilerplate(line: str) -> None:
    assert is_boilerplate(line)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Partager la valeur créée avec les salariés est l’un des engagements du groupe.",
        "Le menu du festival change chaque jour.",
        "La biscuiterie Exemple vend ses cookies à Rabat et à Fès depuis 2010.",
        "Lire et écrire : un programme pour tous",
        "Publié le 30 mai 2024",
        "Contact presse : presse@exemplia.example",
        "Imprimer un livre en relief",
    ],
)
def test_no_boilerplate(line: str) -> None:
    assert not is_boilerplate(line)


def test_a_title_is_one_line() -> None:
    assert clean_line("  Un\n titre\u00a0 \t long ") == "Un titre long"


@given(st.text(max_size=300))
def test_twice_is_once(text: str) -> None:
    once = clean_text(text)
    assert clean_text(once) == once


@given(
    st.lists(
        st.sampled_from(
            ["mot", "• un", "- deux", "conven-", "tions", "LIRE", "Imprimer", "\n", "\n\n", "Ã©", "##", "|", "1. x"]
        )
    )
)
def test_twice_is_once_on_what_it_changes(pieces: list[str]) -> None:
    for glue in (" ", "\n"):
        once = clean_text(glue.join(pieces))
        assert clean_text(once) == once


@given(st.text(alphabet=st.characters(codec="cp1252"), max_size=80))
def test_mojibake_of_french_is_repaired(text: str) -> None:
    accents = "".join(c for c in text if c in "éèàçùêîôûëïœ’«»–") or "é"
    assert repair_mojibake(accents.encode("utf-8").decode("latin-1")) == accents
