"""Rows of places, against every combination."""

from __future__ import annotations

from itertools import pairwise, product

from hypothesis import given
from hypothesis import strategies as st

from archivist.search.rows import in_rows, rows_of_words

positions = st.lists(st.integers(0, 25), max_size=6, unique=True).map(sorted)
intervals = st.lists(st.tuples(st.integers(0, 25), st.integers(0, 2)), max_size=5).map(
    lambda found: sorted({(start, start + length) for start, length in found})
)


def joined(row: tuple[int, int], place: tuple[int, int]) -> tuple[int, int]:
    return min(row[0], place[0]), max(row[1], place[1])


def every_row(parts: list[list[tuple[int, int]]], distance: int, ordered: bool) -> set[tuple[tuple[int, int], ...]]:
    """Return all rows by looking at every combination of places."""

    def near(left: tuple[int, int], right: tuple[int, int]) -> bool:
        forward, backward = right[0] - left[1], left[0] - right[1]
        return 1 <= forward <= distance or (not ordered and 1 <= backward <= distance)

    return {row for row in product(*parts) if all(near(left, right) for left, right in pairwise(row))}


@given(st.lists(intervals, min_size=1, max_size=3), st.integers(1, 6), st.booleans())
def test_a_row_is_found_for_each_place_that_ends_one(
    parts: list[list[tuple[int, int]]], distance: int, ordered: bool
) -> None:
    every = every_row(parts, distance, ordered)
    extents = {(min(place[0] for place in row), max(place[1] for place in row)) for row in every}
    found = in_rows(parts, distance, ordered, joined)
    assert found == sorted(set(found))
    assert set(found) <= extents
    assert bool(found) == bool(every)
    lasts = {row[-1] for row in every}
    assert len(found) <= len(lasts)
    assert all(any(start <= place[0] and place[1] <= end for start, end in found) for place in lasts)


@given(st.lists(positions, min_size=1, max_size=4), st.integers(1, 6), st.booleans())
def test_rows_of_words_are_rows(parts: list[list[int]], distance: int, ordered: bool) -> None:
    places = [[(position, position) for position in part] for part in parts]
    assert rows_of_words(parts, distance, ordered) == in_rows(places, distance, ordered, joined)
