"""Documents to posting lists, thousands at a time: the whole of a shard is put in order at once, by numpy.

A document comes in as the numbers of its chunks. What a chunk stands for is looked up for all chunks of a block of
documents together, which gives a row for each place of each term; sorted by stem, the rows are the posting lists. In
Python alone, a step for each of the five million places of ten thousand documents takes most of the time of indexing.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from archivist.engine.lists import MOST_VARIANTS, STANDS_FOR_NONE, PostingList
from archivist.engine.schema import Document, Layout, layout_of
from archivist.french.analyze import postings_of, term_of

BLOCK_CHUNKS = 400_000
"""Chunks that are looked up together: enough to share the work, few enough for the memory of a processor."""

MOST_CHUNKS = 400_000
"""Distinct chunks that a vocabulary remembers from shard to shard: some tens of megabytes."""

_Numbers = NDArray[np.uint32]


class Vocabulary(dict[str, int]):
    """The number of each chunk that was met, and what it stands for; a new chunk is analysed when it is looked up."""

    def __init__(self) -> None:
        super().__init__()
        self.widths = array("I")
        self.counts = array("I")
        """Of each chunk, how many of ``chunk_terms`` and ``chunk_offsets`` are its own; they stand in its order."""
        self.chunk_terms = array("I")
        self.chunk_offsets = array("I")
        self.terms: dict[str, int] = {}
        self.stems: dict[str, int] = {}
        self.term_stems = array("I")

    def __missing__(self, raw: str) -> int:
        width, postings = postings_of(raw)
        self.widths.append(width)
        self.counts.append(len(postings))
        for key, offset in postings:
            self.chunk_terms.append(self.term(key))
            self.chunk_offsets.append(offset)
        number = self[raw] = len(self)
        return number

    def term(self, key: str) -> int:
        """Return the number of the term that has ``key``."""
        number = self.terms.get(key)
        if number is None:
            number = self.terms[key] = len(self.terms)
            self.term_stems.append(self.stems.setdefault(term_of(key)[0], len(self.stems)))
        return number


class Gathered(NamedTuple):
    """The posting list of a stem, and each of its forms with the number of documents that have it."""

    stem: str
    postings: PostingList
    forms: list[tuple[str, int]]


class _Rows(NamedTuple):
    """A row for each place of a term: by rising documents, and by rising positions in each of them."""

    terms: _Numbers
    documents: _Numbers
    positions: _Numbers
    weights: NDArray[np.float64]


class Gatherer:
    """Takes in the documents of one shard, by rising numbers from 0."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._blocks: list[_Rows] = []
        self.places = 0
        """Places of terms that are gathered: each takes some forty bytes while the lists are made."""
        self._documents: list[Document] = []
        self._gathered = 0
        self._chunks = array("I")
        self.words = array("I")
        """How many positions the body of each document has, of those that are gathered."""

    def add(self, document: Document) -> None:
        """Take in the next document."""
        number = self._vocabulary.__getitem__
        for section in document.sections:
            self._chunks.extend(map(number, section.chunks))
        self._documents.append(document)
        if len(self._chunks) >= BLOCK_CHUNKS:
            self._gather()

    def lists(self) -> Iterator[Gathered]:
        """Yield the posting list of every stem; the end of the work of this gatherer."""
        self._gather()
        columns: list[list[NDArray[Any]]] = [list(column) for column in zip(*self._blocks, strict=True)]
        self._blocks.clear()
        # One after the other: the blocks of a column go before the next is put together.
        rows = _Rows(*(np.concatenate(columns.pop(0)) for _ in _Rows._fields))
        yield from _lists(rows, self._vocabulary)

    def _gather(self) -> None:
        """Turn the documents that have come in since the last time into rows."""
        vocabulary = self._vocabulary
        chunks = np.array(self._chunks)
        widths = np.array(vocabulary.widths)[chunks]
        counts = np.array(vocabulary.counts)
        ends = np.concatenate(([0], np.cumsum(widths, dtype=np.int64)))
        sections = _Sections(array("I"), array("q"), array("d"))
        marked = _Marked(array("I"), array("I"), array("I"), array("d"))
        at = 0
        for document in self._documents:
            bounds = [at]
            for section in document.sections:
                at += len(section.chunks)
                bounds.append(at)
            section_ends = ends[bounds].tolist()
            layout = layout_of(document.sections, (end - begin for begin, end in pairwise(section_ends)))
            sections.add(document, layout, section_ends, bounds)
            for key, position in document.marked:
                marked.add(vocabulary.term(key), self._gathered, position, layout.weigher.of([position]))
            self.words.append(layout.words)
            self._gathered += 1
        lengths = np.array(sections.lengths)
        first = self._gathered - len(self._documents)
        numbers = np.repeat(
            np.arange(first, self._gathered, dtype=np.uint32), [len(one.sections) for one in self._documents]
        )
        positions = ends[:-1] + np.repeat(np.array(sections.shifts), lengths)
        # From chunks to terms: most have one; the place of each among the terms of its chunk is counted from behind.
        of_chunk = counts[chunks]
        last = np.cumsum(counts, dtype=np.int64)[chunks]
        row_ends = np.cumsum(of_chunk, dtype=np.int64)
        chunk_of_row = np.repeat(np.arange(len(chunks)), of_chunk)
        source = last[chunk_of_row] - row_ends[chunk_of_row] + np.arange(len(chunk_of_row))
        rows = _Rows(
            np.array(vocabulary.chunk_terms)[source],
            np.repeat(numbers, lengths)[chunk_of_row],
            (positions[chunk_of_row] + np.array(vocabulary.chunk_offsets)[source]).astype(np.uint32),
            np.repeat(np.array(sections.weights), lengths)[chunk_of_row],
        )
        self._blocks += [rows, _Rows(*map(np.array, marked))]
        self.places += len(rows.terms)
        self._documents.clear()
        del self._chunks[:]


class _Sections(NamedTuple):
    """Of each section: its number of chunks, what is added to a running sum of widths to give positions, its weight."""

    lengths: array[int]
    shifts: array[int]
    weights: array[float]

    def add(self, document: Document, layout: Layout, ends: list[int], bounds: list[int]) -> None:
        for index, section in enumerate(document.sections):
            self.lengths.append(bounds[index + 1] - bounds[index])
            self.shifts.append(layout.starts[index] - ends[index])
            self.weights.append(layout.weigher.of_part(section.part))


class _Marked(NamedTuple):
    """The marked terms of documents, in the columns of ``_Rows``."""

    terms: array[int]
    documents: array[int]
    positions: array[int]
    weights: array[float]

    def add(self, term: int, document: int, position: int, weight: float) -> None:
        self.terms.append(term)
        self.documents.append(document)
        self.positions.append(position)
        self.weights.append(weight)


def _lists(rows: _Rows, vocabulary: Vocabulary) -> Iterator[Gathered]:
    documents_of = _documents_of_terms(rows, len(vocabulary.terms))
    forms_of = _forms(vocabulary, documents_of)
    variants = np.full(len(vocabulary.terms), STANDS_FOR_NONE, dtype=np.uint32)
    for forms in forms_of.values():
        for index, (term, _form) in enumerate((one for one in forms if one[1]), 1):
            variants[term] = min(index, MOST_VARIANTS)
    stems = np.array(vocabulary.term_stems)[rows.terms]
    order = _stable_order(stems)
    stems, numbers = stems[order], rows.documents[order]
    places = rows.positions[order] << 8 | variants[rows.terms[order]]
    is_first = np.ones(len(stems), dtype=bool)
    is_first[1:] = (stems[1:] != stems[:-1]) | (numbers[1:] != numbers[:-1])
    firsts = np.flatnonzero(is_first)
    weights = np.add.reduceat(rows.weights[order], firsts).astype(np.float32)
    ends = np.append(firsts[1:], len(stems))
    numbers, stems = numbers[firsts], stems[firsts]
    starts = [0, *(np.flatnonzero(stems[1:] != stems[:-1]) + 1).tolist(), len(stems)]
    names = list(vocabulary.stems)
    for start, end in pairwise(starts):
        stem = int(stems[start])
        first = int(firsts[start])
        forms = forms_of[stem]
        named = [(form, int(documents_of[term])) for term, form in forms if form]
        postings = PostingList(
            array("I", numbers[start:end].tobytes()),
            array("f", weights[start:end].tobytes()),
            array("I", (ends[start:end] - first).astype(np.uint32).tobytes()),
            array("I", places[first : ends[end - 1]].tobytes()),
            tuple(form for form, _ in named),
            len(named) < len(forms),
        )
        yield Gathered(names[stem], postings, named)


def _forms(vocabulary: Vocabulary, documents_of: NDArray[np.int64]) -> dict[int, list[tuple[int, str]]]:
    """Return the terms of each stem that documents have, each with its form."""
    keys = list(vocabulary.terms)
    forms: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)
    for term in np.flatnonzero(documents_of).tolist():
        forms[vocabulary.term_stems[term]].append((term, term_of(keys[term])[1]))
    return forms


def _documents_of_terms(rows: _Rows, terms: int) -> NDArray[np.int64]:
    """Return in how many documents each term stands."""
    order = _stable_order(rows.terms)
    of_term, documents = rows.terms[order], rows.documents[order]
    is_first = np.ones(len(order), dtype=bool)
    is_first[1:] = (of_term[1:] != of_term[:-1]) | (documents[1:] != documents[:-1])
    return np.bincount(of_term[is_first], minlength=terms)


def _stable_order(keys: _Numbers) -> NDArray[np.intp]:
    """Return the order that sorts ``keys`` and leaves equal ones as they are; by halves, which numpy sorts by radix."""
    order = np.argsort((keys & 0xFFFF).astype(np.uint16), kind="stable")
    if len(keys) and int(keys.max()) > 0xFFFF:
        order = order[np.argsort((keys >> 16).astype(np.uint16)[order], kind="stable")]
    return order
