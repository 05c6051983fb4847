"""Why an article is found, or is not: each part of a query against one article."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from archivist.article import Article
from archivist.engine import Engine, Request
from archivist.french.analyze import tokens
from archivist.search import query as q
from archivist.search.clauses import AllOf, Clause, Named, Term, Without, terms_of
from archivist.search.highlight import Highlighter
from archivist.search.query import FieldName, Query
from archivist.search.spelling import distance
from archivist.search.terms import clause_of
from archivist.search.variants import Variants

_FIELDS: tuple[FieldName, ...] = ("title", "issuer", "place", "tag", "body")
_NEAREST = 3
"""Edits beyond which a word of the article is no near form of the one that was typed."""


@dataclass(frozen=True, slots=True)
class PartMatch:
    """One part of a query: whether the article satisfies it, and by what.

    ``found`` has the forms as they are written, each with the field it stands in and how often. ``nearest`` is the
    closest form of the article where nothing matched. ``documents`` counts the articles that the part finds, and
    ``score`` is its share of the article's score: the rarer the word and the more it stands there, the higher.
    ``optional`` parts, grammatical words, neither make nor break a match.
    """

    part: str
    matched: bool
    optional: bool
    found: tuple[tuple[str, str, int], ...]
    nearest: str | None
    documents: int
    score: float


@dataclass(frozen=True, slots=True)
class Match:
    """Why an article is found by a query, or is not. ``score`` is 0 where it is not found.

    ``diagnostics`` are sentences on what was read otherwise than it may have been meant.
    """

    id: str
    reading: str
    complete: bool
    partial: bool
    score: float
    parts: tuple[PartMatch, ...]
    diagnostics: tuple[str, ...] = ()


def explain_match(engine: Engine, article: Article, query: Query, variants: Variants) -> Match:
    """Return how ``article`` answers ``query``, part by part."""
    parts = query.parts if isinstance(query, q.And) else (query,)
    clause = clause_of(query, variants=variants)
    ranking = engine.search(Request(AllOf((clause, Named(article.id))), limit=1))
    document = ranking.documents[0] if ranking.documents else None
    return Match(
        id=article.id,
        reading=str(query),
        complete=document is not None and document.complete,
        partial=document is not None and not document.complete,
        score=document.score if document else 0.0,
        parts=tuple(_part(engine, article, part, variants, len(parts) > 1) for part in parts),
    )


def _part(engine: Engine, article: Article, part: Query, variants: Variants, among_others: bool) -> PartMatch:
    clause = clause_of(part, variants=variants)
    here = engine.search(Request(AllOf((clause, Named(article.id))), limit=1))
    matched = here.total > 0
    return PartMatch(
        part=str(part),
        matched=matched,
        optional=among_others and isinstance(clause, Term) and clause.grammatical and bool(clause.stems),
        found=_found(article, clause) if not isinstance(clause, Without) else (),
        nearest=None if matched else _nearest(article, clause),
        documents=engine.search(Request(clause, limit=0)).total,
        score=here.documents[0].score if matched and here.documents else 0.0,
    )


def _found(article: Article, clause: Clause) -> tuple[tuple[str, str, int], ...]:
    highlighter = Highlighter(clause)
    counts: Counter[tuple[str, str]] = Counter()
    for field in _FIELDS:
        text = _text(article, field)
        for start, end in highlighter.spans(text, field):
            counts[" ".join(text[start:end].split()), field] += 1
    return tuple((form, field, count) for (form, field), count in counts.most_common())


def _nearest(article: Article, clause: Clause) -> str | None:
    """Return the form of the article that is closest to a word of the clause, as it is written."""
    exact = [form for term in terms_of(clause) if isinstance(term, Term) for _, form in term.exact]
    present = {form for field in _FIELDS for token in tokens(_text(article, field)) for _, form in token.piece.terms}
    # A short word is near to everything; a word that the article has is not what is missing.
    wanted = [form for form in exact if len(form) > 3 and form not in present]
    best: tuple[int, str] | None = None
    seen: set[str] = set()
    for field in _FIELDS:
        text = _text(article, field)
        for token in tokens(text):
            form = token.piece.terms[0][1]
            if form in seen or token.piece.joined:
                continue
            seen.add(form)
            for word in wanted:
                # A word of the same beginning is nearer than one that only looks alike.
                edits = distance(word, form, _NEAREST)
                if len(word) > 4 and word[:5] == form[:5]:
                    edits = min(edits, 1)
                if 0 < edits <= min(_NEAREST, max(1, len(word) // 3)) and (best is None or edits < best[0]):
                    best = (edits, text[token.start : token.end])
    return best[1] if best else None


def _text(article: Article, field: FieldName) -> str:
    values: dict[FieldName, str] = {
        "title": article.title,
        "issuer": article.issuer or "",
        "place": article.place or "",
        "tag": " ".join(article.tags),
        "body": article.text,
    }
    return values.get(field, "")
