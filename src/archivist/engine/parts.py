"""Which parts of a clause a document must have, which it may lack, and what they count: the same for every engine."""

from __future__ import annotations

import math
from collections.abc import Callable

from archivist.engine.postings import Dictionary
from archivist.engine.spelling import nearest
from archivist.search.clauses import AllOf, Clause, OneOf, Term, Weighted, Without, loose_parts, terms_of

NEAR = 0.6
"""What a word counts that stands for one that no document has, in partial matches."""

VARIANT = 0.5
"""What another way to say a name counts beside the one that was typed."""


def inverse_frequency(all_documents: int, documents: int) -> float:
    """Return what a word counts that so many of all documents have."""
    return math.log(1 + (all_documents - documents + 0.5) / (documents + 0.5))


def variant_factor(typed: Clause, other: Clause) -> float:
    """Return what another way to say ``typed`` counts: as many words as were typed, at a discount."""
    return VARIANT * (len(loose_parts(typed)) or 1) / (len(loose_parts(other)) or 1)


def partial_clause(clause: Clause, or_near: Callable[[Clause], Clause]) -> Clause | None:
    """Return the clause of the documents that have some of the words of a clause that asks for several, or None.

    ``or_near`` gives for each word what is looked for: the nearest one where no document has it.
    """
    parts = clause.parts if isinstance(clause, AllOf) else (clause,)
    filters = [part for part in parts if is_filter(part)]
    words = [word for part in parts if part not in filters for word in loose_parts(part)]
    if len(words) < 2:
        return None
    narrowed = (part if isinstance(part, Without) else Weighted(part, 0.0) for part in filters)
    return AllOf((OneOf(tuple(map(or_near, words))), *narrowed))


def or_near(word: Clause, source: Dictionary) -> Clause:
    """Return the nearest word that documents have, at a discount, for one that none has; otherwise ``word``."""
    near = nearest(word, source) if isinstance(word, Term) and word.stems else None
    return Weighted(near, NEAR) if near else word


def needed(parts: tuple[Clause, ...]) -> tuple[Clause, ...]:
    """Return the parts that a document must satisfy: grammatical words only where there is nothing else."""
    telling = tuple(part for part in parts if not _is_grammatical(part))
    return telling if any(terms_of(part) for part in telling) else parts


def _is_grammatical(clause: Clause) -> bool:
    # What is typed between quotes (forms, no stems) is asked for, whatever it is.
    return isinstance(clause, Term) and clause.grammatical and bool(clause.stems)


def is_filter(clause: Clause) -> bool:
    """Tell whether a part narrows a search rather than says what it is about: no words, or words of metadata."""
    terms = terms_of(clause)
    return all(term.zone in ("place", "issuer", "tag", "source") for term in terms)
