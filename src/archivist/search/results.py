"""What a search answers with: frozen values that the command line prints and the interface shows."""

from __future__ import annotations

from archivist.article import PartialDate
from archivist.search.clauses import Term
from archivist.values import value

Span = tuple[int, int]
"""Start and end (exclusive) of a match, in characters (code points) of the text it belongs to."""


@value
class Snippet:
    """A passage of an article, as written, and where the matches are in it."""

    text: str
    spans: tuple[Span, ...] = ()


@value
class Hit:
    """An article that was found. ``complete`` is false where only a part of the query matches it.

    ``family`` is the id of the article that it nearly repeats, of which it is a correction or a repost; None for most.
    """

    id: str
    title: str
    date: PartialDate | None
    place: str | None
    issuer: str | None
    source: str | None
    score: float
    complete: bool
    snippets: tuple[Snippet, ...]
    title_spans: tuple[Span, ...] = ()
    family: str | None = None


@value
class Facet:
    """The values of one field among the articles found, each with how many have it, most frequent first."""

    field: str
    values: tuple[tuple[str, int], ...]


@value
class RankedDocument:
    """One document of a ranking: who it is and how well it answers."""

    id: str
    score: float
    complete: bool


@value
class Ranking:
    """What an engine answers: one page of documents, and how many there are in all."""

    documents: tuple[RankedDocument, ...]
    total: int
    partial_total: int
    facets: tuple[Facet, ...] = ()
    nearest: tuple[Term, ...] = ()
    """The words that stood, in partial matches, for words that no document has."""


@value
class SearchResults:
    """One page of hits, with what was understood and what could be tried instead.

    ``query`` is what was typed and ``reading`` how it was read; ``diagnostics`` are sentences about words that were
    read otherwise than their writer may have meant. ``total`` counts the articles that match the whole query,
    ``partial_total`` those that match a part of it. ``took_ms`` is wall time, in milliseconds. ``suggestions`` are
    queries that find something.
    """

    query: str
    reading: str
    total: int
    partial_total: int
    took_ms: float
    hits: tuple[Hit, ...]
    facets: tuple[Facet, ...] = ()
    suggestions: tuple[str, ...] = ()
    diagnostics: tuple[str, ...] = ()
