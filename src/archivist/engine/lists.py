"""Posting lists as arrays: how the list of a stem is gathered, and how it is stored and read again.

A list is one value: how many documents there are, their numbers, their pseudo-frequencies, where the places of each
end, and the places, ``position << 8 | variant``. Four arrays are written and read in hardly more time than four
numbers, which a posting each would need tens of thousands of times.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from itertools import accumulate, chain
from sys import byteorder
from typing import NamedTuple

MOST_VARIANTS = 255
"""Forms of one stem that are told apart in a shard; the last number is for any beyond."""

STANDS_FOR_NONE = 0
"""The variant of a stem where it stands for no form of its own."""

_NUMBER_BYTES = 4


class PostingList(NamedTuple):
    """The documents of a stem, by their rising numbers: the places of row ``n`` are ``places[ends[n - 1]:ends[n]]``."""

    numbers: array[int]
    weights: array[float]
    ends: array[int]
    places: array[int]

    def to_bytes(self) -> bytes:
        """Return the list as it is stored, in the byte order of this machine: an index never leaves it."""
        return b"".join((array("I", [len(self.numbers)]).tobytes(), *(column.tobytes() for column in self)))

    @classmethod
    def from_bytes(cls, value: bytes) -> PostingList:
        """Read what ``to_bytes`` returned."""
        size = int.from_bytes(value[:_NUMBER_BYTES], byteorder) * _NUMBER_BYTES
        at = _NUMBER_BYTES
        numbers, weights, ends, places = array("I"), array("f"), array("I"), array("I")
        numbers.frombytes(value[at : at + size])
        weights.frombytes(value[at + size : at + 2 * size])
        ends.frombytes(value[at + 2 * size : at + 3 * size])
        places.frombytes(value[at + 3 * size :])
        return cls(numbers, weights, ends, places)

    def positions(
        self, rows: Iterable[tuple[int, int]], variants: frozenset[int] | None
    ) -> Iterator[tuple[int, list[int]]]:
        """Yield the rising positions of documents in their rows, ``(number, row)`` each, or those of some variants."""
        all_places, ends = self.places, self.ends
        for number, row in rows:
            places = all_places[ends[row - 1] if row else 0 : ends[row]]
            if variants is None:
                found = [place >> 8 for place in places]
            else:
                found = [place >> 8 for place in places if place & 255 in variants]
                if not found:
                    continue
            # Several forms at one place (inclusive writing) are one place.
            if len(found) > 1 and len({*found}) < len(found):
                found = sorted({*found})
            yield number, found


class Rows(NamedTuple):
    """Where one form stands, while documents come in by rising numbers: a row of each column for each of them."""

    numbers: array[int]
    weights: array[float]
    counts: array[int]
    positions: array[int]

    @classmethod
    def none(cls) -> Rows:
        """Return columns without a row."""
        return cls(array("I"), array("f"), array("I"), array("I"))


def merged(forms: list[tuple[int, Rows]]) -> PostingList:
    """Return the list of a stem from the rows of its forms, each with its variant."""
    if len(forms) == 1:
        [(variant, rows)] = forms
        places = array("I", [position << 8 | variant for position in rows.positions])
        return PostingList(rows.numbers, rows.weights, array("I", accumulate(rows.counts)), places)
    weights: dict[int, float] = {}
    places_of: dict[int, list[int]] = {}
    for variant, rows in forms:
        start = 0
        all_places = [position << 8 | variant for position in rows.positions]
        for number, weight, count in zip(rows.numbers, rows.weights, rows.counts, strict=True):
            end = start + count
            if number in weights:
                weights[number] += weight
                places_of[number] += all_places[start:end]
            else:
                weights[number] = weight
                places_of[number] = all_places[start:end]
            start = end
    numbers = sorted(weights)
    in_order = [sorted(places_of[number]) for number in numbers]
    return PostingList(
        array("I", numbers),
        array("f", [weights[number] for number in numbers]),
        array("I", accumulate(map(len, in_order))),
        array("I", chain.from_iterable(in_order)),
    )
