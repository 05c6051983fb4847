"""One shard, written once: posting lists in a hash file of Whoosh, texts in its columns, forms and numbers beside them.

A Whoosh index of the same lists would cost more to write, a term at a time, and to open: its readers load analyzers,
matchers and scorers that nothing here asks for, a sixth of a cold search.
"""

from __future__ import annotations

import mmap
import threading
from array import array
from bisect import bisect_left, bisect_right
from collections import Counter, OrderedDict, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from whoosh.columns import VarBytesColumn
from whoosh.filedb.filetables import HashReader, HashWriter
from whoosh.filedb.structfile import StructFile

from archivist.engine import Stored
from archivist.engine.lists import PostingList, Rows, merged
from archivist.engine.postings import Dates
from archivist.engine.zones import UNDATED
from archivist.french.analyze import Term, term_key, term_of
from archivist.search.variants import key_of

if TYPE_CHECKING:
    from archivist.engine.schema import Document

LATEST = 9999_12_31
MOST_VARIANT_SPELLINGS = 3
RARE = 10
"""An acronym's reading that is so many times rarer than its usual one is not searched unasked."""

KEPT_POSTINGS = 2_000_000
"""Postings kept decoded in memory for the next query."""

LISTS = "lists.hash"
_CRC32 = 1  # the quickest of the hashes that a hash file knows

_TEXTS = VarBytesColumn()
_SEPARATOR = "\x1f"


def write_shard(folder: Path, documents: Iterable[Document], progress: Callable[[int], None]) -> list[str]:
    """Write ``documents`` to an empty ``folder`` as a shard; return their ids. Without documents, write nothing."""
    gathered: defaultdict[str, Rows] = defaultdict(Rows.none)
    ids = []
    texts: defaultdict[str, list[bytes]] = defaultdict(list)
    columns_of_numbers = _Numbers(array("I"), array("I"), array("I"))
    variants: Counter[tuple[str, str]] = Counter()
    for number, document in enumerate(documents):
        ids.append(document.id)
        for name, text in _texts(document):
            texts[name].append(text.encode())
        for column, number_of in zip(columns_of_numbers, (document.first, document.last, document.words), strict=True):
            column.append(number_of)
        weigher = document.weigher
        in_body, lead_end, closing = weigher.in_body, weigher.lead_end, weigher.closing_start
        for key, positions in document.occurrences.items():
            numbers, weights, counts, places = gathered[key]
            numbers.append(number)
            count = len(positions)
            counts.append(count)
            # Most words stand in the body alone: no call for them.
            is_plain = positions[0] >= lead_end and positions[-1] < closing
            weights.append(in_body * count if is_plain else weigher.of(positions))
            if count == 1:
                places.append(positions[0])
            else:
                places.extend(positions)
        for short, long in document.acronyms:
            variants[key_of(short), long] += 1
            variants[key_of(long), short] += 1
        progress(len(ids))
    if ids:
        for name, column_of_texts in texts.items():
            _write_column(folder / f"{name}.column", column_of_texts)
        forms = _write_lists(folder / LISTS, gathered)
        (folder / "numbers.bin").write_bytes(b"".join(column.tobytes() for column in columns_of_numbers))
        (folder / "forms.txt").write_bytes(b"".join(sorted(forms)))
        (folder / "variants.txt").write_bytes(b"".join(sorted(_variant_lines(variants))))
    return ids


def _texts(document: Document) -> tuple[tuple[str, str], ...]:
    return (
        ("id", document.id),
        ("title", document.title),
        ("signature", document.signature),
        ("place", document.place),
        ("issuer", document.issuer),
        ("source", document.source),
        ("original", document.original),
        ("tag", _SEPARATOR.join(document.tags)),
    )


def _write_column(path: Path, texts: list[bytes]) -> None:
    with path.open("wb") as file:
        writer = _TEXTS.writer(StructFile(file))
        for number, text in enumerate(texts):
            writer.add(number, text)
        writer.finish(len(texts))


def _write_lists(path: Path, gathered: dict[str, Rows]) -> list[bytes]:
    """Write the posting lists, each under its stem; return the lines of ``forms.txt``."""
    forms_of: defaultdict[str, list[str]] = defaultdict(list)
    for key in gathered:
        stem, form = term_of(key)
        forms_of[stem].append(form)
    lines = []
    with path.open("wb") as file:
        writer = HashWriter(StructFile(file), hashtype=_CRC32)
        for stem, forms in forms_of.items():
            rows_of = {form: gathered.pop(term_key((stem, form))) for form in forms}
            lines += [
                f"{form}\t{stem}\t{len(rows.numbers)}\n".encode("utf-8", "surrogatepass")
                for form, rows in rows_of.items()
                if form
            ]
            writer.add(stem.encode("utf-8", "surrogatepass"), merged(rows_of).to_bytes())
        writer.close()
    return lines


def _variant_lines(variants: Counter[tuple[str, str]]) -> Iterator[bytes]:
    for (key, other), count in variants.items():
        if key:
            yield f"{key}\t{' '.join(other.split())}\t{count}\n".encode("utf-8", "surrogatepass")


class _Numbers(NamedTuple):
    """The numbers kept of documents, a column each: three arrays are read at once, where Whoosh reads one by one."""

    first: array[int]
    last: array[int]
    words: array[int]


class _Kept(NamedTuple):
    """What is kept of a stem for the next query: pseudo-frequencies, rows, and the list of each shard."""

    weights: dict[int, float]
    rows: dict[int, int]
    lists: list[PostingList | None]


class ShardReader:
    """A shard, read. Numbers of documents count from 0 within it. Safe between threads."""

    def __init__(self, folder: Path, entry: dict[str, Any]) -> None:
        self.entry = entry
        self.count: int = entry["documents"]
        self.deleted = frozenset(entry["deleted"])
        self.alive: int = self.count - len(self.deleted)
        """Documents that are not deleted."""
        self._lock = threading.RLock()
        self._folder = folder
        self._kept_lists: Any = None
        self._columns: dict[str, Any] = {}
        self._files: dict[str, mmap.mmap | bytes] = {}
        self._kept_numbers: _Numbers | None = None

    def read(self, stem: str) -> PostingList | None:
        """Return the list of a stem, deleted documents and all; None where no document has it."""
        with self._lock:
            if self._kept_lists is None:
                content = self._content(LISTS)
                self._kept_lists = HashReader(StructFile(content), len(content))
            value = self._kept_lists.get(stem.encode("utf-8", "surrogatepass"))
        return None if value is None else PostingList.from_bytes(value)

    def spellings(self, start: str) -> Iterator[tuple[Term, int]]:
        """Yield terms whose form begins with ``start``, with their number of documents, in the order of bytes."""
        lines = self._content("forms.txt")
        prefix = start.encode("utf-8", "surrogatepass")
        # No byte of UTF-8 is as high as this one.
        last = _first_line(lines, prefix + b"\xff") if prefix else len(lines)
        for line in lines[_first_line(lines, prefix) : last].decode("utf-8", "surrogatepass").split("\n")[:-1]:
            form, stem, count = line.split("\t")
            yield (stem, form), int(count)

    def variants(self, key: str) -> Iterator[tuple[str, int]]:
        """Yield the other ways to say what has ``key``, each with the number of documents that introduce it."""
        lines = self._content("variants.txt")
        start = f"{key}\t".encode("utf-8", "surrogatepass")
        at = _first_line(lines, start)
        while at < len(lines):
            end = lines.find(b"\n", at)
            line = lines[at:end]
            if not line.startswith(start):
                return
            _, other, count = line.decode("utf-8", "surrogatepass").split("\t")
            yield other, int(count)
            at = end + 1

    def _content(self, name: str) -> mmap.mmap | bytes:
        lines = self._files.get(name)
        if lines is None:
            path = self._folder / name
            lines = b""
            if path.stat().st_size:
                with path.open("rb") as file:
                    lines = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            self._files[name] = lines
        return lines

    def id(self, number: int) -> str:
        """Return the id of a document."""
        return self.text("id", number)

    def text(self, column: str, number: int) -> str:
        """Return the value of a document in a column of text, empty where it has none."""
        # Whoosh reads a value by moving a shared place in its file.
        with self._lock:
            texts = self._columns.get(column)
            if texts is None:
                content = self._content(f"{column}.column")
                texts = self._columns[column] = _TEXTS.reader(StructFile(content), 0, len(content), self.count)
            return str(texts[number].decode())

    def stored(self, number: int) -> Stored:
        """Return what is kept of a document beside its terms."""
        dates = self.dates(number)
        return Stored(
            id=self.id(number),
            title=self.text("title", number),
            first=dates.first,
            last=dates.last,
            place=self.text("place", number),
            issuer=self.text("issuer", number),
            source=self.text("source", number),
            original=self.text("original", number),
            words=self._numbers().words[number],
            signature=self.text("signature", number),
        )

    def dated(self, first: int, last: int) -> Iterator[int]:
        """Yield the documents with a date of which a day may lie from ``first`` to ``last``, rising."""
        firsts, lasts, _words = self._numbers()
        for number, (earliest, latest) in enumerate(zip(firsts, lasts, strict=True)):
            if earliest <= last and latest >= first and earliest != UNDATED and number not in self.deleted:
                yield number

    def dates(self, number: int) -> Dates:
        """Return the dates of a document."""
        numbers = self._numbers()
        return Dates(numbers.first[number], numbers.last[number])

    def _numbers(self) -> _Numbers:
        if self._kept_numbers is None:
            content = (self._folder / "numbers.bin").read_bytes()
            columns = _Numbers(array("I"), array("I"), array("I"))
            size = len(content) // len(columns)
            for index, column in enumerate(columns):
                column.frombytes(content[index * size : (index + 1) * size])
            self._kept_numbers = columns
        return self._kept_numbers


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

    def spellings(self, start: str) -> Iterator[tuple[Term, int]]:
        """Return the terms whose form begins with ``start``, each with its number of documents."""
        if len(self.readers) == 1:
            return self.readers[0].spellings(start)
        counts: dict[Term, int] = {}
        for reader in self.readers:
            for term, count in reader.spellings(start):
                counts[term] = counts.get(term, 0) + count
        return iter(counts.items())

    def variants(self, key: str) -> tuple[str, ...]:
        """Return the other ways to say what has ``key``, the most usual first; odd ones out are left out."""
        counts: Counter[str] = Counter()
        for reader in self.readers:
            for other, count in reader.variants(key):
                counts[other] += count
        if not counts:
            return ()
        best = counts.most_common(1)[0][1]
        seen: dict[str, str] = {}
        for other, count in counts.most_common():
            # The same long form with another apostrophe or case is one variant.
            if count * RARE >= best:
                seen.setdefault(key_of(other), other)
        return tuple(seen.values())[:MOST_VARIANT_SPELLINGS]

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
        return tuple(value.split(_SEPARATOR)) if value else ()

    def _locate(self, number: int) -> tuple[ShardReader, int]:
        shard = bisect_right(self._starts, number) - 1
        return self.readers[shard], number - self._starts[shard]


def _first_line(lines: mmap.mmap | bytes, start: bytes) -> int:
    """Return where the first line that is not before ``start`` begins, by bisection over bytes."""
    low, high = 0, len(lines)
    while low < high:
        middle = (low + high) // 2
        begin = lines.rfind(b"\n", 0, middle) + 1
        end = lines.find(b"\n", middle)
        if end < 0:
            end = len(lines)
        if lines[begin:end] < start:
            low = end + 1
        else:
            high = begin
    return low
