"""Posting lists as arrays: how the list of a stem is stored and read again.

A list is one value: how many documents there are, their numbers, their pseudo-frequencies, where the places of each
end, and the places, ``position << 8 | variant``. Four arrays are written and read in hardly more time than four
numbers, which a posting each would need tens of thousands of times.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
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
