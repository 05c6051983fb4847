"""Article to document: which fields are indexed, where their words stand, and how much each counts.

All text of a document shares one row of positions; each field has its own stretch of it (its *zone*), so that a
search in one field is a search of some positions. The weight of a term in a document is its BM25F pseudo-frequency:
occurrences times the weight of their field, normalised by the length of the field (Robertson and Zaragoza, *The
Probabilistic Relevance Framework: BM25 and Beyond*, 2009, section 3.6). It is computed here, once, so that every engine
ranks alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from archivist.article import Article
from archivist.engine.zones import APART, LAST_POSITION, QUOTED, UNDATED, ZONES
from archivist.french import analyze
from archivist.french.acronyms import introduced
from archivist.french.closing import closing_start
from archivist.french.quotes import quotations
from archivist.search.clauses import SOURCE_MARK
from archivist.search.query import FieldName

_TITLE_END, _BODY_START = ZONES["title"][1], ZONES["body"][0]
_QUOTATIONS = ZONES["quotation"][0]


@dataclass(frozen=True, slots=True)
class FieldWeight:
    """How a field counts: its ``weight``, its usual ``length`` in words, and how much length matters (``b``)."""

    weight: float
    length: int
    b: float


# Lengths are medians of real press releases; weights are set by benchmarks/relevance.
TITLE = FieldWeight(4.0, 12, 0.4)
LEAD = FieldWeight(1.0, 45, 0.3)
BODY = FieldWeight(1.0, 360, 0.7)
METADATA = FieldWeight(1.0, 3, 0.0)
CLOSING = 0.3
"""What a word of the closing part ("À propos de ...", press contact) counts, next to one of the body."""


TITLE_PART, METADATA_PART, LEAD_PART, BODY_PART, CLOSING_PART, QUOTATION_PART = range(6)
"""What a section counts as; quotations are in the body already, and weigh nothing a second time."""


class Weigher(NamedTuple):
    """What one occurrence counts in each part of a document, in their order, but for quotations.

    The body proper is ``lead_end`` to ``closing_start``.
    """

    in_title: float
    in_metadata: float
    in_lead: float
    in_body: float
    in_closing: float
    lead_end: int
    closing_start: int

    def of_part(self, part: int) -> float:
        """Return what one occurrence counts in a ``part`` of a document."""
        return 0.0 if part == QUOTATION_PART else float(self[part])

    def of(self, positions: list[int]) -> float:
        """Return the pseudo-frequency of a term from its rising positions in the document."""
        weight = 0.0
        for position in positions:
            if position >= _QUOTATIONS:
                break
            if position >= self.closing_start:
                weight += self.in_closing
            elif position >= self.lead_end:
                weight += self.in_body
            elif position >= _BODY_START:
                weight += self.in_lead
            elif position < _TITLE_END:
                weight += self.in_title
            else:
                weight += self.in_metadata
        return weight


class Section(NamedTuple):
    """A stretch of a document: the ``chunks`` of its text as they are written, and the ``part`` it counts as.

    It begins at the position ``offset``, counted from the end of the section before it where it ``follows`` that.
    """

    part: int
    chunks: list[str]
    offset: int
    follows: bool = False


@dataclass(frozen=True)
class Document:
    """What an engine stores of an article.

    ``sections`` rise in the row of positions; ``marked`` are terms that no text gives (of the source, and that there
    are quotations), each with its position. ``first`` and ``last`` are the days ``yyyymmdd`` between which its date
    lies, ``UNDATED`` without one. ``acronyms`` are those that the article introduces, each with its long form.
    ``signature`` tells whether the article has changed since it was indexed.
    """

    id: str
    title: str
    sections: tuple[Section, ...]
    marked: tuple[tuple[str, int], ...]
    first: int
    last: int
    place: str
    issuer: str
    source: str
    tags: tuple[str, ...]
    original: str
    acronyms: tuple[tuple[str, str], ...]
    signature: str

    @cached_property
    def layout(self) -> Layout:
        """Where each section stands."""
        return layout_of(self.sections, (_width(section.chunks) for section in self.sections))

    @property
    def weigher(self) -> Weigher:
        """What its words weigh."""
        return self.layout.weigher

    @property
    def words(self) -> int:
        """How many positions its body has."""
        return self.layout.words

    @cached_property
    def occurrences(self) -> analyze.Occurrences:
        """Where each term stands, as rising positions, by its key: for engines that take terms one by one."""
        occurrences: analyze.Occurrences = {}
        for section, start in zip(self.sections, self.layout.starts, strict=True):
            analyze.collect(section.chunks, start, occurrences)
        for key, position in self.marked:
            occurrences.setdefault(key, []).append(position)
        return occurrences


class Layout(NamedTuple):
    """Where the sections of a document start, how many positions its body has, and what its words weigh."""

    starts: list[int]
    words: int
    weigher: Weigher


def document_of(article: Article, signature: str = "") -> Document:
    """Return the analysed fields of ``article``; ``signature`` is that of its file in the corpus."""
    text = article.text
    quoted = tuple(_quotations(text))
    return Document(
        article.id,
        article.title,
        (
            *_metadata(article),
            *_body(text, len(article.lead)),
            *quoted,
        ),
        (
            *(_source(article.source) if article.source else ()),
            *(((analyze.term_key((QUOTED, QUOTED)), _QUOTATIONS),) if quoted else ()),
        ),
        article.date.first if article.date else UNDATED,
        article.date.last if article.date else UNDATED,
        article.place or "",
        article.issuer or "",
        article.source or "",
        article.tags,
        article.original or "",
        tuple((found.short, found.long) for found in introduced(text)),
        signature,
    )


def layout_of(sections: Iterable[Section], widths: Iterable[int]) -> Layout:
    """Return where sections stand that take ``widths`` positions each."""
    starts = []
    end = title = 0
    lead_end = body_end = closing_start = _BODY_START
    for section, width in zip(sections, widths, strict=True):
        start = section.offset + end if section.follows else section.offset
        starts.append(start)
        end = start + width
        if section.part == TITLE_PART:
            title = width
        elif section.part == LEAD_PART:
            lead_end = end
        elif section.part == BODY_PART:
            closing_start = end
        elif section.part == CLOSING_PART:
            body_end = end
    words = body_end - _BODY_START
    return Layout(starts, words, _weigher(title, lead_end, closing_start, words))


def _metadata(article: Article) -> Iterator[Section]:
    yield _section(TITLE_PART, "title", article.title)
    if article.issuer:
        yield _section(METADATA_PART, "issuer", article.issuer)
    if article.place:
        yield _section(METADATA_PART, "place", article.place)
    if article.tags:
        yield _section(METADATA_PART, "tag", " ".join(article.tags))


def _section(part: int, zone: FieldName, text: str) -> Section:
    start, end = ZONES[zone]
    # A word is at least one character and one separator: this bounds the number of positions.
    return Section(part, analyze.chunks_in(text[: end - start]), start)


def _source(source: str) -> Iterator[tuple[str, int]]:
    start, end = ZONES["source"]
    for token in analyze.tokens(source[: end - start]):
        for _, form in token.piece.terms:
            if form:
                marked = f"{SOURCE_MARK}{form}"
                yield analyze.term_key((marked, marked)), start + token.position


def _body(text: str, lead_end: int) -> Iterator[Section]:
    closing = max(lead_end, closing_start(text))
    lead, body, closing_part = map(analyze.chunks_in, (text[:lead_end], text[lead_end:closing], text[closing:]))
    room = LAST_POSITION - _BODY_START
    if len(text) > room:
        # No text has more words than characters; where one may be too long, its words are counted.
        for chunks in (lead, body, closing_part):
            room -= _cut(chunks, room)
    yield Section(LEAD_PART, lead, _BODY_START)
    yield Section(BODY_PART, body, 0, follows=True)
    yield Section(CLOSING_PART, closing_part, 0, follows=True)


def _quotations(text: str) -> Iterator[Section]:
    room = ZONES["quotation"][1] - _QUOTATIONS
    for number, quotation in enumerate(quotations(text)):
        # No quotation has more words than characters.
        room -= len(quotation.text) + APART
        if room < 0:
            return
        chunks = analyze.chunks_in(quotation.text)
        yield Section(QUOTATION_PART, chunks, APART, True) if number else Section(QUOTATION_PART, chunks, _QUOTATIONS)


def _width(chunks: Iterable[str]) -> int:
    return sum(analyze.analyze_chunk(raw).width for raw in chunks)


def _cut(chunks: list[str], room: int) -> int:
    """Take off the chunks that have no room; return how many positions the others take."""
    taken = 0
    for number, raw in enumerate(chunks):
        width = analyze.postings_of(raw)[0]
        if taken + width > room:
            del chunks[number:]
            break
        taken += width
    return taken


def _unit(field: FieldWeight, length: int) -> float:
    return field.weight / (1 - field.b + field.b * length / field.length)


def _weigher(title_length: int, lead_end: int, closing_position: int, body_length: int) -> Weigher:
    in_body = _unit(BODY, body_length)
    return Weigher(
        in_title=_unit(TITLE, title_length),
        in_metadata=_unit(METADATA, 1),
        in_lead=in_body + _unit(LEAD, lead_end - ZONES["body"][0]),
        in_body=in_body,
        in_closing=CLOSING * in_body,
        lead_end=lead_end,
        closing_start=closing_position,
    )
