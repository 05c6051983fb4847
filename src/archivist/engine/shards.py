"""The shards of an index as one source of postings."""

from __future__ import annotations

import threading
from bisect import bisect_left, bisect_right
from collections import Counter, OrderedDict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from archivist.engine.acronyms import usual
from archivist.engine.forms import spellings_of_all
from archivist.engine.lists import PostingList
from archivist.engine.postings import Dates
from archivist.engine.shard import TAG_SEPARATOR, ShardReader
from archivist.french.analyze import Term

LATEST = 9999_12_31
KEPT_POSTINGS = 2_000_000
"""Postings kept decoded in memory for the next query."""


class _Kept(NamedTuple):
    """What is kept of a stem for the next query: pseudo-frequencies, rows, and the list of each shard."""

    weights: dict[int, float]
    rows: dict[int, int]
    lists: list[PostingList | None]


class Shards:
    """The shards of an index as one ``PostingSource``: numbers of documents go on from shard to shard."""

    def __init__(self, readers: Sequence[ShardReader]) -> None:
        self.readers = tuple(readers)
        self._starts: list[int] = []
        total = 0
        for reader in self.readers:
            self._starts.append(total)
            total += reader.count
        self._count = sum(reader.alive for reader in self.readers)
        self._lock = threading.Lock()
        self._kept: OrderedDict[str, _Kept] = OrderedDict()
        self._kept_postings = 0

    def documents(self) -> Iterator[int]:
        """Yield the number of every document, rising."""
        for start, reader in zip(self._starts, self.readers, strict=True):
            for number in range(reader.count):
                if number not in reader.deleted:
                    yield start + number

    def dated(self, first: int | None, last: int | None) -> Iterator[int]:
        """Yield the documents with a date of which a day may lie from ``first`` to ``last``, rising."""
        for start, reader in zip(self._starts, self.readers, strict=True):
            for number in reader.dated(first or 0, LATEST if last is None else last):
                yield start + number

    def count(self) -> int:
        """Return how many documents there are."""
        return self._count

    def weights(self, stem: str) -> dict[int, float]:
        """Return the documents of a stem, rising, each with its pseudo-frequency."""
        return self._postings(stem).weights

    def positions(self, stem: str, forms: frozenset[str] | None, among: Sequence[int]) -> dict[int, list[int]]:
        """Return where a stem stands in the documents ``among`` (rising), or only some of its forms."""
        _weights, rows, lists = self._postings(stem)
        found: dict[int, list[int]] = {}
        for start, reader, postings in zip(self._starts, self.readers, lists, strict=True):
            if postings is None:
                continue
            variants = None if forms is None else postings.variants_of(forms)
            inside = among[bisect_left(among, start) : bisect_left(among, start + reader.count)]
            found.update(postings.positions(((number, rows[number]) for number in inside if number in rows), variants))
        return found

    def counts(self, stem: str, among: Sequence[int]) -> dict[int, int]:
        """Return how often a stem stands in the documents ``among`` (rising), each form at a place counted."""
        _weights, rows, lists = self._postings(stem)
        found = {}
        for start, reader, postings in zip(self._starts, self.readers, lists, strict=True):
            if postings is not None:
                ends = postings.ends
                for number in among[bisect_left(among, start) : bisect_left(among, start + reader.count)]:
                    row = rows.get(number)
                    if row is not None:
                        found[number] = ends[row] - (ends[row - 1] if row else 0)
        return found

    def forms(self, stem: str) -> frozenset[str] | None:
        """Return the forms that stand under a stem, None where words with another home stand there too."""
        lists = [postings for postings in self._postings(stem).lists if postings is not None]
        if any(postings.is_loose for postings in lists):
            return None
        return frozenset(form for postings in lists for form in postings.forms)

    def _postings(self, stem: str) -> _Kept:
        with self._lock:
            kept = self._kept.get(stem)
            if kept is None:
                kept = self._kept[stem] = self._read(stem)
                self._kept_postings += len(kept.weights)
                while self._kept_postings > KEPT_POSTINGS and len(self._kept) > 1:
                    _, dropped = self._kept.popitem(last=False)
                    self._kept_postings -= len(dropped.weights)
            else:
                self._kept.move_to_end(stem)
            return kept

    def _read(self, stem: str) -> _Kept:
        kept = _Kept({}, {}, [reader.read(stem) for reader in self.readers])
        for start, reader, postings in zip(self._starts, self.readers, kept.lists, strict=True):
            if postings is None:
                continue
            numbers = [start + number for number in postings.numbers] if start else postings.numbers
            kept.weights.update(zip(numbers, postings.weights, strict=True))
            kept.rows.update(zip(numbers, range(len(numbers)), strict=True))
            for number in reader.deleted:
                kept.weights.pop(start + number, None)
                kept.rows.pop(start + number, None)
        return kept

    def spellings(self, start: str, letters: range | None = None) -> Iterator[tuple[Term, int]]:
        """Return the terms whose form begins with ``start``, each with its number of documents."""
        return spellings_of_all(self.readers, start, letters)

    def variants(self, key: str) -> tuple[str, ...]:
        """Return the other ways to say what has ``key``, the most usual first; odd ones out are left out."""
        counts: Counter[str] = Counter()
        for reader in self.readers:
            for other, count in reader.variants(key):
                counts[other] += count
        return usual(counts)

    def id(self, number: int) -> str:
        """Return the id of a document."""
        reader, inside = self._locate(number)
        return reader.id(inside)

    def dates(self, number: int) -> Dates:
        """Return the dates of a document."""
        reader, inside = self._locate(number)
        return reader.dates(inside)

    def values(self, field: str, number: int) -> tuple[str, ...]:
        """Return the values of a field of a document, as they are written."""
        reader, inside = self._locate(number)
        value = reader.text(field, inside)
        return tuple(value.split(TAG_SEPARATOR)) if value else ()

    def _locate(self, number: int) -> tuple[ShardReader, int]:
        shard = bisect_right(self._starts, number) - 1
        return self.readers[shard], number - self._starts[shard]
