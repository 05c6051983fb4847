"""Articles like another one: found by its most telling terms, those that nearly repeat it set apart."""

from __future__ import annotations

import math
from dataclasses import dataclass

from archivist.article import Article
from archivist.engine import Engine, Request
from archivist.engine.schema import document_of
from archivist.french import passages
from archivist.french.analyze import term_of
from archivist.search.clauses import SOURCE_MARK, OneOf, Term, Weighted
from archivist.search.results import RankedDocument

TELLING = 25
"""Terms that stand for an article: more find the same and take longer."""

CANDIDATES = 80
NEAR_DUPLICATE = 0.5
"""Share of common passages above which one article repeats another: a correction or a repost, not a sequel."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """What is like an article: documents about the same, and those that nearly repeat its text, each best first."""

    similar: tuple[RankedDocument, ...]
    near_duplicates: tuple[RankedDocument, ...]


def telling_terms(engine: Engine, article: Article) -> list[tuple[str, float]]:
    """Return the stems that tell ``article`` from the others, each with its weight, the most telling first."""
    document = document_of(article)
    weights: dict[str, float] = {}
    for key, positions in document.occurrences.items():
        stem, _ = term_of(key)
        if not stem.startswith((SOURCE_MARK, "=")):
            weights[stem] = weights.get(stem, 0.0) + document.weigher.of(positions)
    frequent = sorted(weights.items(), key=lambda pair: (-pair[1], pair[0]))[:CANDIDATES]
    total = engine.count()
    scored = []
    for stem, weight in frequent:
        documents = engine.search(Request(Term(stem, (stem,)), limit=0)).total
        # A term that only this article has finds nothing else.
        if documents > 1:
            rarity = math.log(1 + (total - documents + 0.5) / (documents + 0.5))
            scored.append((stem, rarity * weight / (weight + 1)))
    return sorted(scored, key=lambda pair: (-pair[1], pair[0]))[:TELLING]


def rank_similar(engine: Engine, article: Article, limit: int) -> list[RankedDocument]:
    """Return the documents that share the most telling terms of ``article``, best first, without itself."""
    terms = telling_terms(engine, article)
    if not terms:
        return []
    clause = OneOf(tuple(Weighted(Term(stem, (stem,)), weight) for stem, weight in terms))
    ranking = engine.search(Request(clause, limit=limit + 1))
    return [document for document in ranking.documents if document.id != article.id][:limit]


def resemblance(article: Article, other: Article) -> float:
    """Return the share, from 0 to 1, of the passages of the shorter article that both have (runs of four words)."""
    return passages.resemblance(passages.words(article.text), passages.words(other.text))
