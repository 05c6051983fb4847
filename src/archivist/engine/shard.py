"""One shard, read: posting lists in a hash file of Whoosh, texts in its columns, forms and numbers beside them.

A Whoosh index of the same lists would cost more to write, a term at a time, and to open: its readers load analyzers,
matchers and scorers that nothing here asks for, a sixth of a cold search.
"""

from __future__ import annotations

import threading
from array import array
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from whoosh.columns import VarBytesColumn
from whoosh.filedb.filetables import HashReader
from whoosh.filedb.structfile import StructFile

from archivist.engine import Stored
from archivist.engine.forms import Content, first_line, mapped, spellings
from archivist.engine.lists import PostingList
from archivist.engine.postings import Dates
from archivist.engine.zones import UNDATED
from archivist.french.analyze import Term

LISTS = "lists.hash"
TAG_SEPARATOR = "\x1f"
"""What stands between the tags of a document in their column."""

_TEXTS = VarBytesColumn()


class _Numbers(NamedTuple):
    """The numbers kept of documents, a column each: three arrays are read at once, where Whoosh reads one by one."""

    first: array[int]
    last: array[int]
    words: array[int]


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
        self._files: dict[str, Content] = {}
        self._kept_numbers: _Numbers | None = None

    def read(self, stem: str) -> PostingList | None:
        """Return the list of a stem, deleted documents and all; None where no document has it."""
        with self._lock:
            if self._kept_lists is None:
                content = self._content(LISTS)
                self._kept_lists = HashReader(StructFile(content), len(content))
            value = self._kept_lists.get(stem.encode("utf-8", "surrogatepass"))
        return None if value is None else PostingList.from_bytes(value)

    def spellings(self, start: str, letters: range | None = None) -> Iterator[tuple[Term, int]]:
        """Yield terms whose form begins with ``start``, with their number of documents, in the order of bytes."""
        yield from spellings(self._content("forms.txt"), start, letters)

    def variants(self, key: str) -> Iterator[tuple[str, int]]:
        """Yield the other ways to say what has ``key``, each with the number of documents that introduce it."""
        lines = self._content("variants.txt")
        start = f"{key}\t".encode("utf-8", "surrogatepass")
        at = first_line(lines, start)
        while at < len(lines):
            end = lines.find(b"\n", at)
            line = lines[at:end]
            if not line.startswith(start):
                return
            _, other, count = line.decode("utf-8", "surrogatepass").split("\t")
            yield other, int(count)
            at = end + 1

    def _content(self, name: str) -> Content:
        lines = self._files.get(name)
        if lines is None:
            lines = mapped(self._folder / name)
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

    def numbers_of(self, ids: set[str]) -> set[int]:
        """Return the numbers of the documents that have some of ``ids``, deleted ones and all."""
        return {number for number in range(self.count) if self.id(number) in ids}

    def ids(self) -> list[str]:
        """Return the ids of the documents that are not deleted, by their numbers."""
        return [self.id(number) for number in range(self.count) if number not in self.deleted]

    def stored(self) -> Iterator[Stored]:
        """Yield what is kept of every document that is not deleted."""
        for number in range(self.count):
            if number not in self.deleted:
                yield self._stored(number)

    def _stored(self, number: int) -> Stored:
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
