"""Patterns of spelling, against their plain definitions."""

from __future__ import annotations

import re
import time
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.engine.forms import lines_of, spellings
from archivist.search.clauses import Spelling
from archivist.search.spelling import distance, literal_start, matcher, within

WORDS = st.text("abcé-1", max_size=9)


@cache
def edits(word: str, other: str) -> int:
    """Optimal string alignment, as its definition says it."""
    if not word or not other:
        return len(word) + len(other)
    best = min(
        edits(word[:-1], other) + 1,
        edits(word, other[:-1]) + 1,
        edits(word[:-1], other[:-1]) + (word[-1] != other[-1]),
    )
    if len(word) > 1 and len(other) > 1 and word[-1] == other[-2] and word[-2] == other[-1]:
        best = min(best, edits(word[:-2], other[:-2]) + 1)
    return best


@given(WORDS, WORDS, st.integers(0, 4))
def test_distance_is_what_it_is_defined_to_be(word: str, other: str, most: int) -> None:
    assert distance(word, other, most) == min(edits(word, other), most + 1)
    assert within(word, other, most) == (edits(word, other) <= most)


@pytest.mark.parametrize(
    ("word", "other", "expected"),
    [
        ("safran", "safran", 0),
        ("safran", "safrans", 1),
        ("safran", "afran", 1),
        ("safran", "safron", 1),
        ("safran", "safarn", 1),
        ("safran", "asfrna", 2),
        ("ca", "abc", 3),
        ("", "ab", 2),
    ],
)
def test_distances(word: str, other: str, expected: int) -> None:
    assert distance(word, other, 5) == distance(other, word, 5) == expected


PATTERNS = st.text("ab*?", min_size=1, max_size=8)


@given(PATTERNS, st.text("ab.[", max_size=10))
def test_a_wildcard_is_any_letters_and_one_letter(pattern: str, form: str) -> None:
    plain = "".join({"*": ".*", "?": "."}.get(character, re.escape(character)) for character in pattern)
    fits = matcher(Spelling("wildcard", pattern))(form)
    assert fits == (re.fullmatch(plain, form) is not None)
    assert not fits or form.startswith(literal_start(Spelling("wildcard", pattern)))


@given(st.text("ab", min_size=1, max_size=4), st.text("ab", max_size=8))
def test_a_prefix_begins_the_form(prefix: str, form: str) -> None:
    assert matcher(Spelling("prefix", prefix))(form) == form.startswith(prefix)
    assert literal_start(Spelling("prefix", prefix)) == prefix


@given(WORDS, WORDS, st.integers(1, 2))
def test_the_literal_start_of_a_fuzzy_word(word: str, form: str, most: int) -> None:
    spelling = Spelling("fuzzy", word, most)
    assert matcher(spelling)(form) == (edits(word, form) <= most)
    assert word.startswith(literal_start(spelling))
    if most == 2 or len(word) <= 4:
        assert literal_start(spelling) == ""


@pytest.mark.parametrize(
    ("pattern", "form"),
    [
        ("*a*a*a*a*a*a*a*b", "a" * 5_000),
        ("a*a*a*a*a*a*a*a*b", "a" * 5_000),
        ("*?*?*?*?*?*?*?*b", "a" * 5_000),
        ("*ab*ab*ab*ab*c", "ab" * 2_500),
    ],
)
def test_many_stars_take_no_longer_than_a_few(pattern: str, form: str) -> None:
    """A hostile article may hold a word of thousands of letters."""
    started = time.process_time()
    assert not matcher(Spelling("wildcard", pattern))(form)
    assert time.process_time() - started < 1.0


@given(
    st.lists(
        st.text(st.characters(exclude_characters="\t\n", exclude_categories=["Cs"]), min_size=1, max_size=9),
        max_size=20,
    ),
    st.text(max_size=2),
    st.integers(0, 9),
    st.integers(0, 9),
)
def test_forms_of_some_lengths_are_those_of_all_lengths_sifted(
    forms: list[str], start: str, shortest: int, more: int
) -> None:
    lines = lines_of({f"{form}\t{form[:2]}": number for number, form in enumerate(forms)}.items())
    letters = range(shortest, shortest + more)
    found = list(spellings(lines, start, letters))
    assert found == [(term, count) for term, count in spellings(lines, start) if len(term[1]) in letters]
