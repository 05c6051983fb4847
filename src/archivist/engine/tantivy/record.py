"""What is kept of one document beside the lists of tantivy: all of its terms, with their places and their weights.

tantivy tells which documents a query finds, and which are likely to be the best; it shows neither positions nor
weights. Of the few hundred documents that may come first, the records are read, and put in order by the model that
every engine shares. A record is one value: numbers, weights, ends and places as arrays, then the texts, and the
keys of the terms in the same order.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Sequence
from itertools import accumulate, chain
from typing import TYPE_CHECKING

from archivist.engine.postings import Dates

if TYPE_CHECKING:
    from archivist.engine.schema import Document

_HEAD = 5
_WORD = 4
_BETWEEN = "\x1f"
_LINE = b"\n"
_STEM = re.compile(rb"\t(.*)\n")


def record_of(document: Document, weights: array[float]) -> bytes:
    """Return the record of ``document``; ``weights`` are those of its terms, in their order."""
    occurrences = document.occurrences
    texts = (document.id, document.title, document.place, document.issuer, document.source, *document.tags)
    text = _BETWEEN.join(map(_plain, texts)).encode("utf-8", "surrogatepass")
    keys = "\n".join(("", *occurrences, "")).encode("utf-8", "surrogatepass")
    ends = array("I", accumulate(map(len, occurrences.values())))
    head = array("I", (document.first, document.last, len(ends), ends[-1] if ends else 0, len(text)))
    places = array("I", chain.from_iterable(occurrences.values()))
    return b"".join((head.tobytes(), weights.tobytes(), ends.tobytes(), places.tobytes(), text, keys))


def _plain(text: str) -> str:
    return text.replace(_BETWEEN, " ") if _BETWEEN in text else text


class Record:
    """The record of one document, read as far as it is asked."""

    __slots__ = ("_ends", "_keys", "_places", "_texts", "_weights", "dates")

    def __init__(self, value: bytes) -> None:
        numbers = memoryview(value)[: len(value) // _WORD * _WORD].cast("I")
        first, last, terms, places, text = numbers[:_HEAD]
        self.dates = Dates(first, last)
        at = _HEAD + 2 * terms + places
        self._weights = numbers[_HEAD : _HEAD + terms].cast("B").cast("f")
        self._ends = numbers[_HEAD + terms : _HEAD + 2 * terms]
        self._places = numbers[_HEAD + 2 * terms : at]
        self._texts = value[at * _WORD : at * _WORD + text]
        self._keys = value[at * _WORD + text :]

    @property
    def id(self) -> str:
        """The id of the document."""
        return self._texts[: self._texts.index(_BETWEEN.encode())].decode()

    def values(self, field: str) -> tuple[str, ...]:
        """Return the values of ``title``, ``place``, ``issuer``, ``source`` or ``tag``, as written."""
        texts = self._texts.decode("utf-8", "surrogatepass").split(_BETWEEN)
        if field == "tag":
            return tuple(texts[5:])
        value = texts[("id", "title", "place", "issuer", "source").index(field)]
        return (value,) if value else ()

    def rows(self, stem: bytes) -> tuple[int, ...]:
        """Return the rows of the terms of a stem."""
        return self._rows(b"\t%b\n" % stem)

    def row_of(self, stem: bytes, form: bytes) -> tuple[int, ...]:
        """Return the row of a term; none where the document has it not."""
        return tuple(row + 1 for row in self._rows(b"\n%b\t%b\n" % (form, stem)))

    def _rows(self, ending: bytes) -> tuple[int, ...]:
        rows = []
        row, seen, at = -1, 0, self._keys.find(ending)
        while at >= 0:
            row += self._keys.count(_LINE, seen, at)
            rows.append(row)
            seen, at = at, self._keys.find(ending, at + 1)
        return tuple(rows)

    def weight(self, rows: Iterable[int]) -> float:
        """Return the pseudo-frequency of the terms of some rows."""
        return sum(self._weights[row] for row in rows)

    def count(self, rows: Iterable[int]) -> int:
        """Return how many places the terms of some rows have."""
        ends = self._ends
        return sum(ends[row] - (ends[row - 1] if row else 0) for row in rows)

    def positions(self, rows: Sequence[int]) -> list[int]:
        """Return where the terms of some rows stand, rising, each place once."""
        ends, places = self._ends, self._places
        found = [places[ends[row - 1] if row else 0 : ends[row]].tolist() for row in rows]
        return found[0] if len(found) == 1 else sorted(set().union(*found))

    def stems(self) -> set[bytes]:
        """Return the stems of the document."""
        return {*_STEM.findall(self._keys)}
