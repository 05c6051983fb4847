"""Posting lists as arrays: how the list of a stem is gathered, and how it is stored and read again.

A list is one value: how many documents there are, their numbers, their pseudo-frequencies, where the places of each
end, and the places, ``position << 8 | variant``. Four arrays are written and read in hardly more time than four
numbers, which a posting each would need tens of thousands of times.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from itertools import accumulate, chain
from typing import NamedTuple

MOST_VARIANTS = 255
"""Forms of one stem that are told apart in a shard; the last number is for any beyond."""

STANDS_FOR_NONE = 0
"""The variant of a stem where it stands for no form of its own."""

_NUMBER_BYTES = 4


class PostingList(NamedTuple):
    """The documents of a stem, by their rising numbers: the places of row ``n`` are ``places[ends[n - 1]:ends[n]]``.

    ``forms`` are those of the stem, by their variants from 1 on; ``is_loose`` tells that it also stands for words whose
    form has another home.
    """

    numbers: array[int]
    weights: array[float]
    ends: array[int]
    places: array[int]
    forms: tuple[str, ...]
    is_loose: bool

    def to_bytes(self) -> bytes:
        """Return the list as it is stored, in the byte order of this machine: an index never leaves it."""
        names = "\n".join(self.forms).encode("utf-8", "surrogatepass")
        head = array("I", (len(self.numbers), len(names), self.is_loose))
        columns = (head, self.numbers, self.weights, self.ends, self.places)
        return b"".join((*(column.tobytes() for column in columns), names))

    @classmethod
    def from_bytes(cls, value: bytes) -> PostingList:
        """Read what ``to_bytes`` returned."""
        head, numbers, weights, ends, places = array("I"), array("I"), array("f"), array("I"), array("I")
        at = 3 * _NUMBER_BYTES
        head.frombytes(value[:at])
        size, end = head[0] * _NUMBER_BYTES, len(value) - head[1]
        numbers.frombytes(value[at : at + size])
        weights.frombytes(value[at + size : at + 2 * size])
        ends.frombytes(value[at + 2 * size : at + 3 * size])
        places.frombytes(value[at + 3 * size : end])
        names = value[end:].decode("utf-8", "surrogatepass")
        return cls(numbers, weights, ends, places, tuple(names.split("\n")) if names else (), bool(head[2]))

    def variants_of(self, forms: frozenset[str]) -> frozenset[int]:
        """Return the variants that some forms are here."""
        return frozenset(min(index, MOST_VARIANTS) for index, form in enumerate(self.forms, 1) if form in forms)

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


def merged(rows_of: dict[str, Rows]) -> PostingList:
    """Return the list of a stem from the rows of its forms; the empty form is that of words with another home."""
    forms = tuple(form for form in rows_of if form)
    is_loose = len(forms) < len(rows_of)
    variants = {form: min(index, MOST_VARIANTS) for index, form in enumerate(forms, 1)}
    if len(rows_of) == 1:
        [(form, rows)] = rows_of.items()
        variant = variants.get(form, STANDS_FOR_NONE)
        places = array("I", [position << 8 | variant for position in rows.positions])
        return PostingList(rows.numbers, rows.weights, array("I", accumulate(rows.counts)), places, forms, is_loose)
    weights: dict[int, float] = {}
    places_of: dict[int, list[int]] = {}
    for form, rows in rows_of.items():
        variant = variants.get(form, STANDS_FOR_NONE)
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
        forms,
        is_loose,
    )
