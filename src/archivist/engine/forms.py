"""The forms of a shard, a sorted text file: one a line, with its stem and its number of documents."""

from __future__ import annotations

import mmap
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from archivist.engine.postings import Dictionary
from archivist.french.analyze import Term

Content = mmap.mmap | bytes


def mapped(path: Path) -> Content:
    """Return the bytes of a file that nobody changes."""
    if not path.stat().st_size:
        return b""
    with path.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


def lines_of(counts: Iterable[tuple[str, int]]) -> bytes:
    """Return the file of terms, by their keys, each with its number of documents; the empty form is left out."""
    lines = (f"{key}\t{count}\n".encode("utf-8", "surrogatepass") for key, count in counts if key[0] != "\t")
    return b"".join(sorted(lines))


def spellings(lines: Content, start: str, letters: range | None = None) -> Iterator[tuple[Term, int]]:
    """Yield the terms whose form begins with ``start``, with their number of documents, in the order of bytes.

    Of a form as long as ``letters`` says, where it is said: one pattern passes over the others.
    """
    prefix = start.encode("utf-8", "surrogatepass")
    # No byte of UTF-8 is as high as this one.
    last = first_line(lines, prefix + b"\xff") if prefix else len(lines)
    text = lines[first_line(lines, prefix) : last].decode("utf-8", "surrogatepass")
    if letters is None:
        for line in text.split("\n")[:-1]:
            form, stem, count = line.split("\t")
            yield (stem, form), int(count)
    elif letters and letters[-1]:
        length = f"{{{max(letters[0], 1)},{letters[-1]}}}"
        # Each line by the end of the one before: for a character, not for a place, the search is quick.
        for form, stem, count in re.findall(rf"\n([^\t\n]{length})\t([^\t\n]*)\t([0-9]+)(?=\n)", f"\n{text}"):
            yield (stem, form), int(count)


def spellings_of_all(
    readers: Sequence[Dictionary], start: str, letters: range | None = None
) -> Iterator[tuple[Term, int]]:
    """Return what the ``spellings`` of several shards are together."""
    if len(readers) == 1:
        return readers[0].spellings(start, letters)
    counts: dict[Term, int] = {}
    for reader in readers:
        for term, count in reader.spellings(start, letters):
            counts[term] = counts.get(term, 0) + count
    return iter(counts.items())


def first_line(lines: Content, start: bytes) -> int:
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
