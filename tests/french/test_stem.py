"""Which words find which: the tables of the lexicon, each with what it joins and what it must not.

``pairs/same.txt`` are words that find each other, ``pairs/apart.txt`` words that must not, ``pairs/one_way.txt`` words
of which only the first finds the second.
"""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from archivist.french.analyze import analyze_chunk
from archivist.french.conjugation import base_in_er, form_in_er, verb_of
from archivist.french.lexicon import adjectives, families, names, nouns
from archivist.french.lexicon.conjugations import CONJUGATIONS
from archivist.french.lexicon.verbs_in_er import VERBS_IN_ER
from archivist.french.normalize import fold
from archivist.french.stem import stems_of

PAIRS = Path(__file__).parent / "pairs"


def lines(name: str) -> list[list[str]]:
    text = (PAIRS / name).read_text(encoding="utf-8")
    return [line.split() for line in text.splitlines() if line and not line.startswith("#")]


def finds(query: str, word: str) -> bool:
    stems = {stem for piece in analyze_chunk(word).pieces for stem, _ in piece.terms}
    return any(stem in stems for piece in analyze_chunk(query).pieces for stem in piece.wanted_stems)


SAME = [(first, other) for first, *others in lines("same.txt") for other in others]
APART = [(first, other) for first, other in lines("apart.txt")]
ONE_WAY = [(first, other) for first, other in lines("one_way.txt")]


@pytest.mark.parametrize(("first", "other"), SAME, ids="-".join)
def test_forms_of_one_word_find_each_other(first: str, other: str) -> None:
    assert finds(first, other)
    assert finds(other, first)


@pytest.mark.parametrize(("first", "other"), APART, ids="-".join)
def test_words_that_look_alike_do_not_find_each_other(first: str, other: str) -> None:
    assert not finds(first, other)
    assert not finds(other, first)


@pytest.mark.parametrize(("query", "word"), ONE_WAY, ids="-".join)
def test_some_words_are_found_one_way_only(query: str, word: str) -> None:
    assert finds(query, word)
    assert not finds(word, query)


def test_there_are_as_many_words_apart_as_together() -> None:
    assert len(APART) >= 400
    assert len(SAME) >= 400


@pytest.mark.parametrize(
    "table",
    [
        families.FAMILIES,
        names.NAME_VARIANTS,
    ],
    ids=["families", "name variants"],
)
def test_a_word_is_of_one_family(table: str) -> None:
    forms = [form for line in table.splitlines() for form in set(line.split())]
    assert sorted(forms) == sorted(set(forms))


@pytest.mark.parametrize("line", families.FAMILIES.splitlines() + names.NAME_VARIANTS.splitlines())
def test_a_family_has_one_stem_and_its_forms_find_each_other(line: str) -> None:
    first, *others = line.split()
    assert all(finds(first, other) and finds(other, first) for other in others)


@pytest.mark.parametrize("table", ["FEMININE_ADDS_E", "NOT_FEMININE"])
def test_tables_of_adjectives_have_no_word_twice(table: str) -> None:
    words = getattr(adjectives, table).split()
    assert len(words) == len(set(words))


@pytest.mark.parametrize("masculine", adjectives.FEMININE_ADDS_E.split())
def test_a_feminine_that_adds_an_e_finds_its_masculine(masculine: str) -> None:
    assert finds(masculine, f"{masculine}e")
    assert finds(f"{masculine}es", masculine)


@pytest.mark.parametrize("word", adjectives.NOT_FEMININE.split())
def test_a_noun_that_looks_like_a_feminine_is_no_masculine(word: str) -> None:
    assert not finds(word, word[:-1])
    assert finds(word, f"{word}s")


@pytest.mark.parametrize(
    "word",
    f"{nouns.NOUNS_IN_ENT} {nouns.NOUNS_IN_ANT} {nouns.NOUNS_IN_ONS} {nouns.APART_IN_MENT} {nouns.APART_IN_ATION}".split(),
)
def test_a_noun_that_looks_like_a_form_of_a_verb_is_none(word: str) -> None:
    plural = word if word.endswith("s") else f"{word}s"
    assert finds(word, plural)
    verb = form_in_er(fold(word)) or form_in_er(fold(plural))
    assert verb is None or verb not in stems_of(word).wanted


@pytest.mark.parametrize(("form", "verb"), [line.split() for line in nouns.ALSO.splitlines()])
def test_whoever_looks_for_a_verb_finds_a_form_that_is_a_noun_first(form: str, verb: str) -> None:
    assert finds(verb, form)


@pytest.mark.parametrize(("noun", "verb"), [line.split() for line in nouns.SAME_AS.splitlines()])
def test_a_noun_of_an_action_and_its_verb_find_each_other(noun: str, verb: str) -> None:
    assert finds(noun, verb)
    assert finds(verb, noun if noun.endswith("s") else f"{noun}s")


def test_every_verb_of_a_class_ends_as_the_class_says() -> None:
    for paragraph in CONJUGATIONS.split("\n\n"):
        infinitives, _, changes = paragraph.partition("=")
        cut = changes.partition(":")[0].strip()
        assert all(verb.endswith(cut) for verb in infinitives.split()), cut
        assert infinitives.split() == list(dict.fromkeys(infinitives.split()))


@pytest.mark.parametrize(
    ("form", "verb"),
    [
        ("veuillent", "vouloir"),
        ("mets", "mettre"),
        ("iront", "aller"),
        ("naquit", "naitre"),
        ("resolvent", "resoudre"),
        ("conclue", "conclure"),
        ("requierent", "requerir"),
        ("accru", "accroitre"),
        ("mange", None),
        ("plus", None),
        ("bois", None),
        ("mettrions", "mettre"),
        ("maison", None),
    ],
)
def test_forms_of_verbs_that_are_not_in_er(form: str, verb: str | None) -> None:
    assert verb_of(form) == verb


@pytest.mark.parametrize(
    ("base", "known"),
    [
        ("commenc", "commenc"),
        ("mange", "mang"),
        ("emploi", "employ"),
        ("appell", "appel"),
        ("jett", "jet"),
        ("dematerialis", "dematerialis"),
        ("densifi", "densifi"),
        ("dat", "dat"),
        ("datt", None),
        ("goutt", None),
        ("franc", None),
        ("anglais", None),
        ("", None),
        ("l", None),
    ],
)
def test_bases_of_verbs_in_er(base: str, known: str | None) -> None:
    assert base_in_er(base) == known


def test_verbs_in_er_are_in_order_and_end_in_er() -> None:
    verbs = VERBS_IN_ER.split()
    assert all(verb.endswith("er") and len(verb) > 3 for verb in verbs)
    assert all(fold(before) <= fold(after) for before, after in pairwise(verbs))
    assert len(verbs) == len(set(verbs))


@pytest.mark.parametrize(
    ("word", "other"),
    [("générait", "généra"), ("précèdent", "précéder"), ("crée", "créer"), ("créée", "créer"), ("agréée", "agréer")],
)
def test_accents_that_decide_an_ending(word: str, other: str) -> None:
    assert finds(word, other)


@pytest.mark.parametrize(
    ("query", "word"), [("précéder", "précédent"), ("présider", "président"), ("cadre", "cadrer"), ("cadré", "cadre")]
)
def test_accents_that_decide_an_ending_join_nothing_else(query: str, word: str) -> None:
    assert not finds(query, word)
