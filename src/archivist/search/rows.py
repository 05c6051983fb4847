"""Places that stand in a row: what phrases and nearness mean, for engines and for highlights alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

Place = TypeVar("Place", bound=tuple[int, ...])
"""Begins with the first and the last position of a match; what follows is its reader's own."""


def in_rows(
    parts: Iterable[Sequence[Place]], distance: int, ordered: bool, joined: Callable[[Place, Place], Place]
) -> list[Place]:
    """Return the rows of places, one of each part, in which each is at most ``distance`` words from the next.

    1 is the neighbouring word. ``ordered`` rows go on to the right only; in others a place may stand before the one it
    follows. For each place of the last part there is the row that its nearest neighbours make: any other says
    nothing more, and there could be very many. ``joined`` makes one place of two. Rows rise.
    """
    links: list[tuple[Place, Place]] | None = None
    for places in parts:
        if links is None:
            links = [(place, place) for place in places]
            continue
        ends: dict[int, Place] = {}
        begins: dict[int, Place] = {}
        for (first, last, *_), row in links:
            if last not in ends or row[0] > ends[last][0]:
                ends[last] = row
            if first not in begins or row[1] < begins[first][1]:
                begins[first] = row
        links = []
        for place in places:
            nearest = _nearest(place, ends, {} if ordered else begins, distance)
            if nearest is not None:
                links.append((place, joined(nearest, place)))
    return sorted({row for _, row in links or ()})


def _nearest(place: Place, ends: dict[int, Place], begins: dict[int, Place], distance: int) -> Place | None:
    first, last = place[0], place[1]
    for gap in range(1, distance + 1):
        row = ends.get(first - gap) or begins.get(last + gap)
        if row is not None:
            return row
    return None
