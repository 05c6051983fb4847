"""Article to document: which fields are indexed, where their words stand, and how much each counts.

All text of a document shares one row of positions; each field has its own stretch of it (its *zone*), so that a
search in one field is a search of some positions. The weight of a term in a document is its BM25F pseudo-frequency:
occurrences times the weight of their field, normalised by the length of the field (Robertson and Zaragoza, *The
Probabilistic Relevance Framework: BM25 and Beyond*, 2009, section 3.6). It is computed here, once, so that every engine
ranks alike.
"""

from __future__ import annotations

from dataclasses import dataclass
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


class Weigher(NamedTuple):
    """What one occurrence counts in each part of a document; the body proper is ``lead_end`` to ``closing_start``."""

    in_title: float
    in_metadata: float
    in_lead: float
    in_body: float
    in_closing: float
    lead_end: int
    closing_start: int

    def of(self, positions: list[int]) -> float:
        """Return the pseudo-frequency of a term from its rising positions in the document."""
        if positions[0] >= self.lead_end and positions[-1] < self.closing_start:
            return self.in_body * len(positions)
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


@dataclass(frozen=True, slots=True)
class Document:
    """What an engine stores of an article.

    ``first`` and ``last`` are the days ``yyyymmdd`` between which its date lies, ``UNDATED`` without one. ``words``
    counts the positions of its body. ``acronyms`` are those that the article introduces, each with its long form.
    ``signature`` tells whether the article has changed since it was indexed.
    """

    id: str
    title: str
    occurrences: analyze.Occurrences
    weigher: Weigher
    first: int
    last: int
    place: str
    issuer: str
    source: str
    tags: tuple[str, ...]
    original: str
    words: int
    acronyms: tuple[tuple[str, str], ...]
    signature: str


def document_of(article: Article, signature: str = "") -> Document:
    """Return the analysed fields of ``article``; ``signature`` is that of its file in the corpus."""
    occurrences: analyze.Occurrences = {}
    title_length = _collect(article.title, "title", occurrences)
    for zone, value in (
        ("issuer", article.issuer),
        ("place", article.place),
        ("tag", " ".join(article.tags)),
    ):
        if value:
            _collect(value, zone, occurrences)  # type: ignore[arg-type]  # mypy widens the literals
    if article.source:
        _collect_source(article.source, occurrences)
    start = ZONES["body"][0]
    lead_end = analyze.collect(article.lead, start, occurrences)
    begun = len(article.lead)
    closing = max(begun, closing_start(article.text))
    closing_position = analyze.collect(article.text[begun:closing], lead_end, occurrences)
    body_end = analyze.collect(article.text[closing:], closing_position, occurrences)
    if body_end >= LAST_POSITION:
        _cut(occurrences)
    _collect_quotations(article.text, occurrences)
    return Document(
        article.id,
        article.title,
        occurrences,
        _weigher(title_length, lead_end, closing_position, body_end - start),
        article.date.first if article.date else UNDATED,
        article.date.last if article.date else UNDATED,
        article.place or "",
        article.issuer or "",
        article.source or "",
        article.tags,
        article.original or "",
        body_end - start,
        tuple((found.short, found.long) for found in introduced(article.text)),
        signature,
    )


def _collect(text: str, zone: FieldName, occurrences: analyze.Occurrences) -> int:
    start, end = ZONES[zone]
    # A word is at least one character and one separator: this bounds the number of positions.
    return analyze.collect(text[: end - start], start, occurrences) - start


def _collect_source(source: str, occurrences: analyze.Occurrences) -> None:
    start, end = ZONES["source"]
    for token in analyze.tokens(source[: end - start]):
        for _, form in token.piece.terms:
            if form:
                marked = f"{SOURCE_MARK}{form}"
                positions = occurrences.setdefault(analyze.term_key((marked, marked)), [])
                positions.append(start + token.position)


def _collect_quotations(text: str, occurrences: analyze.Occurrences) -> None:
    start = _QUOTATIONS
    for quotation in quotations(text):
        if start == _QUOTATIONS:
            occurrences[analyze.term_key((QUOTED, QUOTED))] = [start]
        if start + len(quotation.text) > ZONES["quotation"][1]:
            break
        start = analyze.collect(quotation.text, start, occurrences) + APART


def _cut(occurrences: analyze.Occurrences) -> None:
    for key, positions in list(occurrences.items()):
        kept = [position for position in positions if position < LAST_POSITION]
        if kept:
            occurrences[key] = kept
        else:
            del occurrences[key]


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
