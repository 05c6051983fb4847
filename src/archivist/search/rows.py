"""Places that stand in a row: what phrases and nearness mean, for engines and for highlights alike.

In a row, each part is at most ``distance`` words from the next; 1 is the neighbouring word. An ordered row goes on to
the right only, in others a place may stand before the one it follows. For each place of the last part there is the row
that its nearest neighbours make: any other says nothing more, and there could be very many.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

Place = TypeVar("Place", bound=tuple[int, ...])
"""Begins with the first and the last position of a match; what follows is its reader's own."""


def in_rows(
    parts: Iterable[Sequence[Place]], distance: int, ordered: bool, joined: Callable[[Place, Place], Place]
) -> list[Place]:
    """Return the rows of places, one of each part; ``joined`` makes one place of two. Rows rise."""
    links: list[tuple[Place, Place]] | None = None
    for places in parts:
        if links is None:
            links = [(place, place) for place in places]
            continue
        ending = sorted(links, key=_by_end)
        ends = [place[1] for place, _ in ending]
        beginning = [] if ordered else sorted(links, key=_by_start)
        starts = [place[0] for place, _ in beginning]
        links = []
        for place in places:
            before = bisect_left(ends, place[0]) - 1
            after = bisect_right(starts, place[1])
            gap = place[0] - ends[before] if before >= 0 else distance + 1
            if after < len(starts) and starts[after] - place[1] <= min(distance, gap - 1):
                links.append((place, joined(beginning[after][1], place)))
            elif gap <= distance:
                links.append((place, joined(ending[before][1], place)))
    return sorted({row for _, row in links or ()})


def rows_of_words(parts: Sequence[Sequence[int]], distance: int, ordered: bool) -> list[tuple[int, int]]:
    """Return what ``in_rows`` returns, several times faster, where every place is one word; positions rise."""
    if ordered and distance == 1:
        ends = set(parts[0])
        for positions in parts[1:]:
            ends = {position for position in positions if position - 1 in ends}
        width = len(parts) - 1
        return [(end - width, end) for end in sorted(ends)]
    if len(parts) == 2:
        return _pairs(parts[0], parts[1], distance, ordered)
    rows = [(position, position, position) for position in parts[0]]
    for positions in parts[1:]:
        at = [last for last, _, _ in rows]
        found = []
        for position in positions:
            before = bisect_left(at, position) - 1
            gap = position - at[before] if before >= 0 else distance + 1
            if not ordered:
                after = bisect_right(at, position, before + 1)
                if after < len(at) and at[after] - position <= min(distance, gap - 1):
                    _, start, end = rows[after]
                    found.append((position, min(start, position), max(end, position)))
                    continue
            if gap <= distance:
                _, start, end = rows[before]
                found.append((position, min(start, position), max(end, position)))
        rows = found
    return sorted({(start, end) for _, start, end in rows})


def _pairs(left: Sequence[int], right: Sequence[int], distance: int, ordered: bool) -> list[tuple[int, int]]:
    """Return the rows of two words, in one walk along both."""
    rows = set()
    at, most = 0, len(left)
    for position in right:
        while at < most and left[at] < position:
            at += 1
        gap = position - left[at - 1] if at else distance + 1
        if not ordered:
            after = at + 1 if at < most and left[at] == position else at
            if after < most and left[after] - position <= min(distance, gap - 1):
                rows.add((position, left[after]))
                continue
        if gap <= distance:
            rows.add((left[at - 1], position))
    return sorted(rows)


def _by_end(link: tuple[Place, Place]) -> tuple[int, int]:
    return link[0][1], link[1][0]


def _by_start(link: tuple[Place, Place]) -> tuple[int, int]:
    return link[0][0], link[1][1]
