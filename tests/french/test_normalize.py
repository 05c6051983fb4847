"""One spelling of characters, and where each of them was read."""

from __future__ import annotations

import itertools
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.french.normalize import (
    APOSTROPHES,
    BLANKS,
    DROPPED,
    HYPHENS,
    MIDDLE_DOTS,
    fold,
    normalize,
)

TEXTS = st.text() | st.text("aeÉœŒæ’'`´-‑·• \u00a0\u200b\u00ad\u0301ﬁ²½ºØßÿ")


@given(TEXTS)
def test_each_character_was_read_inside_the_text_and_in_its_order(text: str) -> None:
    found = normalize(text)
    assert len(found.text) == len(found.starts) == len(found.ends)
    assert list(found.starts) == sorted(found.starts)
    assert list(found.ends) == sorted(found.ends)
    assert all(0 <= start < end <= len(text) for start, end in zip(found.starts, found.ends, strict=True))


@given(TEXTS)
def test_where_characters_were_read_is_cut_between_them(text: str) -> None:
    # Two characters come from the same place (a ligature), or from places that do not overlap.
    found = normalize(text)
    places = sorted(set(zip(found.starts, found.ends, strict=True)))
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(places))


@given(st.text("abcéèàçùïâœÉÇŒ '-"))
def test_composed_and_decomposed_accents_are_one(text: str) -> None:
    assert normalize(unicodedata.normalize("NFD", text)).text == normalize(unicodedata.normalize("NFC", text)).text


@pytest.mark.parametrize("marks", [APOSTROPHES, HYPHENS, MIDDLE_DOTS, BLANKS])
def test_all_marks_of_a_kind_are_one(marks: str) -> None:
    assert {normalize(f"l{mark}eau").text for mark in marks} == {normalize(f"l{marks[0]}eau").text}


@pytest.mark.parametrize("character", DROPPED)
def test_what_nobody_sees_is_dropped_and_belongs_to_the_letter_before_it(character: str) -> None:
    found = normalize(f"in{character}no")
    assert found.text == "inno"
    assert (found.starts, found.ends) == ((0, 1, 3, 4), (1, 3, 4, 5))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ŒUVRE", "oeuvre"),
        ("Cœur", "coeur"),
        ("vitæ", "vitae"),
        ("ÉTÉ", "été"),
        ("efﬁcace", "efficace"),
        ("CO₂", "co2"),
        ("3ᵉ", "3e"),
        ("２０２４", "2024"),
        ("L’été", "l'été"),
        ("Straße", "straße"),
        ("n´est", "n'est"),
    ],
)
def test_one_spelling(text: str, expected: str) -> None:
    assert normalize(text).text == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Énergie", "Energie"),
        ("ÀÇÉÈÊËÎÏÔÙÛÜ", "ACEEEEIIOUUU"),
        ("où", "ou"),
        ("coût", "cout"),
        ("Laâyoune", "Laayoune"),
        ("Łódź", "Lodz".replace("L", "Ł")),
        ("naïf", "naif"),
        ("plain", "plain"),
    ],
)
def test_accents_are_folded(text: str, expected: str) -> None:
    assert fold(text) == expected


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
