"""One shard: an index of tantivy that is written once, and beside it what is kept of every document.

tantivy would keep one index up to date by itself, and change its files under the seal that proves them ours: a process
killed between the two would leave an index that nobody may open. Shards are written, sealed, and named; never changed.

``stored.jsonl`` has a line a document. ``records.bin`` has their records one after the other, and ``ends.bin`` where
each ends: tantivy would keep them packed, several together, and a hundred of them take as long to unpack as all the
rest of a search. ``forms.txt`` (see ``forms``) is read by a slip of the pen ten times faster than its dictionary.
"""

from __future__ import annotations

import heapq
import json
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import tantivy
from tantivy import Occur, Order, Query

from archivist.engine import Stored
from archivist.engine.forms import Content, lines_of, mapped, spellings, spellings_of_all
from archivist.engine.tantivy.fields import SCHEMA, create_index, fields_of, written
from archivist.engine.tantivy.record import Record
from archivist.french.analyze import Term

if TYPE_CHECKING:
    from archivist.engine.schema import Document
    from archivist.engine.shard_writer import Task

STORED, RECORDS, ENDS, FORMS = "stored.jsonl", "records.bin", "ends.bin", "forms.txt"
HEAP_BYTES = 200_000_000
"""Memory of the writer, above which tantivy writes a segment: fewer segments are searched faster."""

TOLD = 100
"""Documents after which a worker says how far it is."""

ALL_VALUES = 1_000_000

Found = tuple[float, int, int]
"""The score of a document, or what it is sorted by; its shard, and its number there."""


def write_part(task: Task, tell: Callable[[int], None]) -> list[dict[str, Any]]:
    """Write the shards of some documents, synced to disk; this is what workers do."""
    from archivist.engine.shard_writer import written_as_shards

    return written_as_shards(task, lambda folder, documents: write_shard(folder, documents, tell))


def write_shard(folder: Path, documents: Iterable[Document], tell: Callable[[int], None]) -> list[str]:
    """Write ``documents`` to an empty ``folder`` as a shard; return their ids. Without documents, write nothing.

    ``tell`` is told how many more are done.
    """
    ids: list[str] = []
    writer: tantivy.IndexWriter | None = None
    ends = array("Q")
    forms: Counter[str] = Counter()
    try:
        with (
            (folder / STORED).open("w", encoding="utf-8", errors="surrogatepass") as stored,
            (folder / RECORDS).open("wb") as records,
        ):
            for number, document in enumerate(documents):
                fields, record = fields_of(document, number)
                with _failing_as_files_do():
                    if writer is None:
                        writer = create_index(folder).writer(HEAP_BYTES, 1)
                    writer.add_document(fields)
                ids.append(document.id)
                stored.write(json.dumps(_stored(document), ensure_ascii=False) + "\n")
                records.write(record)
                ends.append(records.tell())
                forms.update(document.occurrences.keys())
                if len(ids) % TOLD == 0:
                    tell(TOLD)
        tell(len(ids) % TOLD)
        (folder / ENDS).write_bytes(ends.tobytes())
        (folder / FORMS).write_bytes(lines_of(forms.items()))
        if writer is not None:
            with _failing_as_files_do():
                writer.commit()
    finally:
        if writer is not None:
            # Its threads would go on writing, whatever becomes of the folder.
            with suppress(ValueError):
                writer.wait_merging_threads()
    return ids


@contextmanager
def _failing_as_files_do() -> Iterator[None]:
    """Raise OSError where tantivy says ValueError of a full disk, or of a folder that is gone."""
    try:
        yield
    except ValueError as error:
        raise OSError(None, str(error)) from error


def _stored(document: Document) -> Stored:
    return Stored(
        document.id,
        document.title,
        document.first,
        document.last,
        document.place,
        document.issuer,
        document.source,
        document.original,
        document.words,
        document.signature,
    )


class Shard:
    """A shard, read. Numbers of documents count from 0 within it. Safe between threads."""

    def __init__(self, folder: Path, entry: dict[str, Any]) -> None:
        self.entry = entry
        self.count: int = entry["documents"]
        self.deleted = frozenset(entry["deleted"])
        self.alive: int = self.count - len(self.deleted)
        """Documents that are not deleted."""
        self._folder = folder

    @cached_property
    def searcher(self) -> tantivy.Searcher:
        """What searches the index."""
        index = tantivy.Index.open(str(self._folder))
        # Nothing changes here: no thread need watch for it.
        index.config_reader("manual")
        return index.searcher()

    @cached_property
    def _excluded(self) -> Query | None:
        return Query.term_set_query(SCHEMA, "number", sorted(self.deleted)) if self.deleted else None

    def alive_of(self, query: Query) -> Query:
        """Return the documents of a query that are not deleted."""
        if self._excluded is None:
            return query
        return Query.boolean_query([(Occur.Must, query), (Occur.MustNot, self._excluded)])

    def numbers_of(self, ids: set[str]) -> set[int]:
        """Return the numbers of the documents that have some of ``ids``."""
        _count, found = self.search(Query.term_set_query(SCHEMA, "id", sorted(ids)), self.count)
        return {number for _, number in found}

    def search(
        self, query: Query, most: int, order: str | None = None, *, rising: bool = False
    ) -> tuple[int, list[tuple[float, int]]]:
        """Return how many documents a query finds, deleted ones and all, and the first by score or by a field."""
        found: Any = self.searcher.search(
            query,
            limit=max(1, min(most, self.count)),
            order_by_field=order,
            order=Order.Asc if rising else Order.Desc,
        )
        hits = found.hits[:most]
        numbers: Any = self.searcher.fast_field_values("number", [address for _, address in hits]) if hits else ()
        return found.count, [(score, number) for (score, _), number in zip(hits, numbers, strict=True)]

    def record(self, number: int) -> Record:
        """Return the record of a document."""
        ends = self._ends
        return Record(self._records[ends[number - 1] if number else 0 : ends[number]])

    def spellings(self, start: str, letters: range | None = None) -> Iterator[tuple[Term, int]]:
        """Yield terms whose form begins with ``start``, with their number of documents, in the order of bytes."""
        yield from spellings(self._forms, start, letters)

    @cached_property
    def _ends(self) -> array[int]:
        return array("Q", (self._folder / ENDS).read_bytes())

    @cached_property
    def _records(self) -> Content:
        return mapped(self._folder / RECORDS)

    @cached_property
    def _forms(self) -> Content:
        return mapped(self._folder / FORMS)

    def ids(self) -> list[str]:
        """Return the ids of the documents that are not deleted, by their numbers."""
        return [one.id for one in self.stored()]

    def stored(self) -> Iterator[Stored]:
        """Yield what is kept of every document that is not deleted."""
        with (self._folder / STORED).open(encoding="utf-8", errors="surrogatepass") as lines:
            for number, line in enumerate(lines):
                if number not in self.deleted:
                    yield Stored(*json.loads(line))


class Shards:
    """The shards of an index as one."""

    def __init__(self, readers: Sequence[Shard]) -> None:
        self.readers = tuple(readers)
        self._alive = sum(reader.alive for reader in self.readers)
        self.kept_rows: dict[object, list[tuple[str, ...]] | None] = {}
        """Which rows of tokens some phrases are, as a translator has found."""

    def count(self) -> int:
        """Return how many documents there are."""
        return self._alive

    def matching(self, query: Query) -> int:
        """Return how many documents a query finds."""
        return sum(reader.search(reader.alive_of(query), 0)[0] for reader in self.readers)

    def best(
        self, query: Query, most: int, order: str | None = None, *, rising: bool = False
    ) -> tuple[int, list[Found]]:
        """Return how many documents a query finds, and the ``most`` of highest scores, or by the field ``order``."""
        total = 0
        found: list[Found] = []
        for shard, reader in enumerate(self.readers):
            count, hits = reader.search(reader.alive_of(query), most, order, rising=rising)
            total += count
            found += [(score, shard, number) for score, number in hits]
        if len(self.readers) > 1:
            choose = heapq.nsmallest if rising else heapq.nlargest
            found = choose(most, found, key=_score)
        return total, found

    def record(self, found: Found) -> Record:
        """Return the record of a document."""
        _, shard, number = found
        return self.readers[shard].record(number)

    def spellings(self, start: str, letters: range | None = None) -> Iterator[tuple[Term, int]]:
        """Yield terms whose form begins with ``start``, each with its number of documents, deleted ones and all."""
        return spellings_of_all(self.readers, start, letters)

    def terms(self, field: str, start: str) -> dict[str, int]:
        """Return the terms of a field that begin with ``start``, each with its documents, deleted ones and all."""
        start = written(start)
        if len(self.readers) == 1:
            return dict(self.readers[0].searcher.terms_with_prefix(field, start))
        counts: dict[str, int] = {}
        for reader in self.readers:
            for term, count in reader.searcher.terms_with_prefix(field, start):
                counts[term] = counts.get(term, 0) + count
        return counts

    def has_deleted(self) -> bool:
        """Tell whether documents are deleted that still count for ``terms``."""
        return any(reader.deleted for reader in self.readers)

    def values(self, query: Query, field: str) -> dict[str, int]:
        """Return how many of the documents of a query have each value of a field."""
        counts: dict[str, int] = {}
        asked = {"values": {"terms": {"field": field, "size": ALL_VALUES, "segment_size": ALL_VALUES}}}
        for reader in self.readers:
            for bucket in reader.searcher.aggregate(reader.alive_of(query), asked)["values"]["buckets"]:
                value = str(bucket["key"])
                counts[value] = counts.get(value, 0) + bucket["doc_count"]
        return counts


def _score(found: Found) -> float:
    return found[0]
