"""Posting lists as arrays: how the list of a stem is gathered, and how it is stored and read again.

A list is one value: how many documents there are, their numbers, their pseudo-frequencies, where the places of each
end, and the places, ``position << 8 | variant``. Four arrays are written and read in hardly more time than four
numbers, which a posting each would need tens of thousands of times.
"""

from __future__ import annotations

from array import array
from sys import byteorder
from typing import NamedTuple

MOST_VARIANTS = 255
"""Forms of one stem that are told apart in a shard; the last number is for any beyond."""

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

    def positions(self, row: int, variants: frozenset[int] | None) -> list[int]:
        """Return the rising positions of the document in a row, or only those of some variants."""
        places = self.places[self.ends[row - 1] if row else 0 : self.ends[row]]
        if variants is None:
            found = [place >> 8 for place in places]
        else:
            found = [place >> 8 for place in places if place & 255 in variants]
        # Several forms at one place (inclusive writing) are one place.
        return found if len({*found}) == len(found) else sorted({*found})


class Gathering:
    """The list of one stem while documents come in, by rising numbers."""

    __slots__ = ("forms", "list")

    def __init__(self) -> None:
        self.list = PostingList(array("I"), array("f"), array("I"), array("I"))
        self.forms: dict[str, list[int]] = {}
        """Form -> its variant and its number of documents; 0 is the variant of a stem that stands for none."""

    def add(self, number: int, weight: float, form: str, positions: list[int]) -> None:
        """Add where a form of the stem stands in a document."""
        numbers, weights, ends, places = self.list
        variant = 0
        if form:
            known = self.forms.get(form)
            if known is None:
                known = self.forms[form] = [min(len(self.forms) + 1, MOST_VARIANTS), 0]
            known[1] += 1
            variant = known[0]
        if len(positions) == 1:
            places.append(positions[0] << 8 | variant)
        else:
            places.extend([position << 8 | variant for position in positions])
        if numbers and numbers[-1] == number:
            # Another form of the stem in the same document.
            weights[-1] += weight
            start = ends[-2] if len(ends) > 1 else 0
            places[start:] = array("I", sorted(places[start:]))
            ends[-1] = len(places)
        else:
            numbers.append(number)
            weights.append(weight)
            ends.append(len(places))
