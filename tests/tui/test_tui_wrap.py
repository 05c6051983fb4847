"""Lines of a width in cells, as offsets in the text."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len, get_character_cell_size

from archivist.tui.wrap import NARROW, fit, wrap


def lines(text: str, width: int) -> list[str]:
    return [text[start:end] for start, end in wrap(text, width)]


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("", 10, []),
        ("   ", 10, []),
        ("un deux trois", 13, ["un deux trois"]),
        ("un deux trois", 12, ["un deux", "trois"]),
        ("un  deux   trois ", 7, ["un", "deux", "trois"]),
        ("anticonstitutionnellement dit", 10, ["anticonsti", "tutionnell", "ement dit"]),
        ("dit :\u00a0« oui »", 8, ["dit :\u00a0«", "oui »"]),
        ("il dit « oui »", 13, ["il dit", "« oui »"]),  # written with plain blanks
        ("il dit « oui » ici", 14, ["il dit « oui »", "ici"]),
        ("« oui  » ?", 5, ["« oui", "» ?"]),  # where nothing else fits
        ("dit-il : non", 7, ["dit-il", ": non"]),
        ("vraiment oui ! non", 13, ["vraiment", "oui ! non"]),
        ("plus de 10 000 euros", 10, ["plus de", "10 000", "euros"]),
        ("soit 12,5 % de 2019 et 2020", 9, ["soit", "12,5 % de", "2019 et", "2020"]),
        ("東 dit « oui »", 11, ["東 dit", "« oui »"]),
        ("☀️ dit « oui »", 11, ["☀️ dit", "« oui »"]),
        ("le\u202fprix", 4, ["le\u202fp", "rix"]),
        ("東京都は日本", 4, ["東京", "都は", "日本"]),
        ("a 東京", 4, ["a 東", "京"]),
        ("東", 1, ["東"]),
        ("e\u0301te\u0301 ici", 3, ["e\u0301te\u0301", "ici"]),
        ("👩‍🚀👩‍🚀", 2, ["👩‍🚀", "👩‍🚀"]),
        ("Bravo 👍🏽 à tous", 9, ["Bravo 👍🏽", "à tous"]),
        ("☀️☀️☀️", 4, ["☀️☀️", "☀️"]),
    ],
)
def test_lines_break_where_readers_expect(text: str, width: int, expected: list[str]) -> None:
    assert lines(text, width) == expected


def test_only_the_part_asked_for_is_wrapped() -> None:
    assert wrap("un deux trois", 20, 3, 7) == [(3, 7)]


def test_what_is_taken_for_narrow_fills_one_cell() -> None:
    narrow = re.compile(f"[{NARROW}]")
    characters = [chr(code) for code in range(0x110000) if not 0xD800 <= code <= 0xDFFF]
    wrong = [c for c in characters if narrow.match(c) and get_character_cell_size(c) != 1]
    assert wrong == []


mixed = st.text(st.sampled_from("ab é’«»\u00a0東京한👍e\u0301\u200d\ufe0f☀-"), max_size=80)


@given(mixed, st.integers(2, 20))
def test_nothing_is_lost_and_nothing_too_wide(text: str, width: int) -> None:
    made = wrap(text, width)
    position = 0
    for start, end in made:
        assert start < end
        assert text[position:start].strip(" ") == ""
        assert cell_len(text[start:end]) <= width
        position = end
    assert text[position:].strip(" ") == ""


@pytest.mark.parametrize(
    "text",
    [
        "L’été, « les conventions »… " * 36_000,
        "mot 👍 " * 160_000,
        "e\u0301le\u0300ve " * 160_000,
        "x" * 1_000_000,
    ],
)
def test_a_megabyte_is_wrapped_at_once(text: str) -> None:
    started = time.process_time()
    wrap(text, 72)
    assert time.process_time() - started < 1.5


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("court", 5, "court"),
        ("trop long", 5, "trop…"),
        ("東京都", 5, "東京…"),
        ("東京都", 4, "東…"),
        ("a", 0, ""),
    ],
)
def test_fit_says_where_something_is_missing(text: str, width: int, expected: str) -> None:
    assert fit(text, width) == expected
