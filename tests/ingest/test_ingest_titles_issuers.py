"""Titles made of a first sentence, and issuers read from the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.ingest.issuers import find_issuer, find_subject
from archivist.ingest.pipeline import read_release
from archivist.ingest.titles import LONGEST, first_sentence, is_title, title_from

TITLES = [
    (
        "Le Moulin Bleu a signé deux conventions majeures au salon Exemplia à Tanger, visant à renforcer les ateliers "
        "du Nord et à former leurs apprentis.",
        "Le Moulin Bleu a signé deux conventions majeures au salon Exemplia à Tanger",
    ),
    ("La coopérative ouvre un atelier à Fès.", "La coopérative ouvre un atelier à Fès"),
    (
        "La régie lance un appel à projets pour les communes rurales du bassin, qui pourront déposer leurs dossiers "
        "dès le mois de septembre auprès des guichets.",
        "La régie lance un appel à projets pour les communes rurales du bassin",
    ),
    (
        "Les quarante exploitations de la vallée vont confier, pour deux campagnes, le pilotage de leur irrigation à "
        "un réseau de capteurs enterrés au pied des arbres fruitiers.",
        "Les quarante exploitations de la vallée vont confier, pour deux campagnes, le pilotage de leur irrigation",
    ),
]


@pytest.mark.parametrize(("sentence", "title"), TITLES)
def test_title_is_cut_at_a_natural_point(sentence: str, title: str) -> None:
    assert title_from(sentence) == title


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Mme E. Exemple préside. Elle parle.", "Mme E. Exemple préside."),
        ("Le St. Exemple ouvre. La suite.", "Le St. Exemple ouvre."),
        ("## Un intertitre\n\nLa première phrase du texte. La suite.", "La première phrase du texte."),
        ("« Nous ouvrons ! » La suite est longue.", "« Nous ouvrons ! »"),
        ("Un budget de 1.500 dirhams est voté. La suite.", "Un budget de 1.500 dirhams est voté."),
        ("", ""),
    ],
)
def test_first_sentence(text: str, sentence: str) -> None:
    assert first_sentence(text) == sentence


@pytest.mark.parametrize(
    ("line", "so"),
    [
        ("Une ancienne tannerie devient incubateur", True),
        ("« Premier pas » : vingt projets retenus", True),
        ("LA REGIE OUVRE QUARANTE GUICHETS", True),
        ("La régie ouvre quarante guichets.", False),
        ("la suite d’une phrase coupée", False),
        ("Contact presse :", False),
        ("Trop court", False),
        ("mot " * 100, False),
    ],
)
def test_what_looks_like_a_title(line: str, so: bool) -> None:
    assert is_title(line) is so


@given(st.text(alphabet="abcdef àde,;:.«»()'", max_size=400))
def test_titles_are_short_and_tidy(sentence: str) -> None:
    title = title_from(sentence)
    assert len(title) <= LONGEST
    assert not title.endswith((" ", ",", ";", ":", "."))
    assert title in " ".join(sentence.split(" "))


ISSUERS = [
    ("La tannerie ouvre.\n\nLe Moulin Bleu indique, dans un communiqué, que tout va bien.", "Moulin Bleu", "text"),
    ("Un pont ouvre, a annoncé la Régie des Ponts dans un communiqué publié lundi.", "Régie des Ponts", "text"),
    ("Un pont ouvre, selon un communiqué de la Régie des Ponts.", "Régie des Ponts", "text"),
    ("Dans un communiqué, la Régie des Ponts annonce un pont.", "Régie des Ponts", "text"),
    ("La Régie des Ponts (RDP) a ouvert un pont, a-t-elle indiqué dans un communiqué.", "Régie des Ponts", "text"),
    ("Un pont ouvre.\n\nÀ propos de la Régie des Ponts\n\nElle ouvre des ponts.", "Régie des Ponts", "about"),
    ("Un pont ouvre.\n\n## À propos d’Exemplia\n\nUne jeune entreprise.", "Exemplia", "about"),
    ("Exemplia ouvre un pont.\n\nContact presse : presse@exemplia.example", "Exemplia", "contact"),
    ("L’atelier La Roue ouvre.\n\nContact : presse@laroue.example", "La Roue", "contact"),
    ("La Régie des Ponts (RDP) ouvre.\n\nContact : RDP – presse@rdp.example", "Régie des Ponts", "contact"),
]
SUBJECTS = [
    ("Le ministère de l’Eau annonce un plan. Le texte suit.", "Ministère de l’Eau"),
    ("Exemplia lance un pont. Exemplia en a dix. Exemplia grandit.", "Exemplia"),
    ("Exemplia Capital lance un fonds. Exemplia Capital en a dix.", "Exemplia Capital"),
]
NO_ISSUER = [
    "Un pont ouvre aujourd’hui.",
    "Il annonce un pont. Il en a dix.",
    "La France annonce un pont. La France en a dix. La France grandit.",
    "Jeanne Modèle annonce un pont. Mme Modèle en a dix, et Jeanne Modèle en veut onze avec Jeanne Modèle.",
    "Alpha ouvre avec Beta.\n\nContacts : presse@alpha.example | presse@beta.example",
    "Alpha ouvre.\n\nContact : alpha.presse@gmail.com",
    "Deux villes ouvrent un pont, précise la même source.",
]


@pytest.mark.parametrize(("text", "issuer", "evidence"), ISSUERS)
def test_issuer(text: str, issuer: str, evidence: str) -> None:
    assert find_issuer(text) == (issuer, evidence)


@pytest.mark.parametrize("text", NO_ISSUER)
def test_no_issuer_is_guessed(text: str) -> None:
    assert find_issuer(text) is None
    assert find_subject(text) is None


@pytest.mark.parametrize(("text", "issuer"), SUBJECTS)
def test_the_subject_of_the_first_sentence(text: str, issuer: str) -> None:
    assert find_issuer(text) is None
    assert find_subject(text) == issuer


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (["Décret fictif portant création du Centre des Anses (CDA)", "et fixant ses règles"],
         "Décret fictif portant création du Centre des Anses (CDA) et fixant ses règles"),
        (["Un atelier de verre", "au bord de la rivière Anse"], "Un atelier de verre au bord de la rivière Anse"),
        (["Un atelier de verre", "Au bord de la rivière Anse"], "Un atelier de verre"),
        (["Un atelier de verre", "les souffleurs sont arrivés lundi."], "Un atelier de verre"),
        (["Un atelier de verre"], "Un atelier de verre"),
    ],
)  # fmt: skip
def test_a_title_in_two_lines(lines: list[str], title: str) -> None:
    prose = "Le Moulin Bleu, fabrique fictive de Valombre, ouvre un atelier de verre soufflé qui accueille le public."
    assert read_release("\n\n".join([*lines, prose]).encode(), "a.txt").title == title
