"""Clauses to queries of tantivy: which documents a clause finds, exactly, and roughly how well each answers it.

The scores of queries choose candidates; the model of every engine then puts them in order. A stem scores by the levels
of its weights, a phrase as its rarest word, a pattern as its most frequent forms.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise, product
from math import prod
from typing import Any

from tantivy import FieldType, Occur, Query

from archivist.engine.evaluate import K1
from archivist.engine.parts import inverse_frequency, needed, variant_factor
from archivist.engine.spelling import expand
from archivist.engine.tantivy.fields import (
    IN_TERM,
    LONGER,
    OF_TOKEN,
    SCHEMA,
    TEXTS,
    TOKENS,
    terms_of,
    token_term,
    weight_of,
    written,
)
from archivist.engine.tantivy.shard import Shards
from archivist.engine.zones import QUOTED, ZONES
from archivist.french.analyze import Term as FrenchTerm
from archivist.search.clauses import (
    AllOf,
    Anything,
    Clause,
    Days,
    Having,
    Named,
    OneOf,
    Sequence,
    Spelling,
    Term,
    Weighted,
    Without,
)
from archivist.search.spelling import literal_start

MOST_SCORED = 12
"""Stems by whose weights a pattern of many forms is scored."""

MOST_PHRASES = 300
"""Rows of tokens that a phrase may be; where there are more, it is looked for in the records of documents."""

MOST_KEPT = 1_000
"""Long phrases (acronyms stand for such) whose rows are remembered while an index is open."""

Near = Callable[[Sequence, Query], Query]
"""Makes an exact query of a sequence that is none of tantivy's, and of one that finds more."""


class Translator:
    """Translates the clauses of one request; keeps what several steps need."""

    def __init__(self, shards: Shards, verified: Near) -> None:
        self._shards = shards
        self._verified = verified
        self._queries: dict[Clause, Query] = {}
        self._counts: dict[Clause, int] = {}
        self._levels: dict[str, dict[str, int]] = {}
        self._tokens: dict[str, list[str]] = {}
        self._expanded: dict[Spelling, Term] = {}
        self._spelled: dict[tuple[str, range | None], dict[FrenchTerm, int]] = {}
        self._fitting: dict[str, dict[FrenchTerm, int]] = {}

    # What the dictionaries of the index know

    def spellings(self, start: str, letters: range | None = None) -> Iterator[tuple[FrenchTerm, int]]:
        """Yield the terms of the index whose form begins with ``start``, each with its number of documents."""
        asked = start, letters
        if asked not in self._spelled:
            self._spelled[asked] = dict(self._shards.spellings(start, letters))
        yield from self._spelled[asked].items()

    def fitting(self, start: str, _letters: range | None = None) -> Iterator[tuple[FrenchTerm, int]]:
        """Yield what ``spellings`` yields, as far as a pattern of the request that begins so fits it."""
        yield from self._fitting.get(start, {}).items()

    def stems_of_patterns(self) -> set[str]:
        """Return the stems of all that fits a pattern of the request."""
        return {stem for fitting in self._fitting.values() for stem, _ in fitting}

    def expanded(self, spelling: Spelling) -> Term:
        """Return the term that stands for the forms of a pattern."""
        term = self._expanded.get(spelling)
        if term is None:
            term = self._expanded[spelling] = expand(spelling, self)
            start = literal_start(spelling)
            known = [spelled for (begun, _), spelled in self._spelled.items() if begun == start]
            counts = self._fitting.setdefault(start, {})
            counts.update((form, spelled[form]) for spelled in known for form in term.forms if form in spelled)
        return term

    def levels(self, stem: str) -> dict[str, int]:
        """Return the levels of a stem, as they are written with it, each with its number of documents."""
        if stem not in self._levels:
            self._levels[stem] = self._shards.terms("stem", f"{stem}{IN_TERM}")
        return self._levels[stem]

    def tokens(self, stem: str, form: str | None = None) -> list[str]:
        """Return the tokens that hold a stem, or a stem in one form."""
        if stem not in self._tokens:
            start = f"{stem}{OF_TOKEN}"
            self._tokens[stem] = [term[len(start) :] for term in self._shards.terms("token", start)]
        if form is None:
            return self._tokens[stem]
        wanted = token_term(stem, form)
        return [token for token in self._tokens[stem] if token == wanted or wanted in terms_of(token)]

    # What clauses find

    def frequency(self, clause: Clause) -> int:
        """Return how many documents a clause finds."""
        count = self._counts.get(clause)
        if count is None:
            count = self._counts[clause] = self._count(clause)
        return count

    def query(self, clause: Clause) -> Query:
        """Return the query of a clause, with its scores."""
        query = self._queries.get(clause)
        if query is None:
            query = self._queries[clause] = self._query(clause)
        return query

    def _count(self, clause: Clause) -> int:
        if isinstance(clause, Spelling):
            return self.frequency(self.expanded(clause))
        if isinstance(clause, Term):
            if _is_stem(clause) and not self._shards.has_deleted():
                return sum(self.levels(clause.stems[0]).values())
            return self._shards.matching(self._documents(clause))
        if isinstance(clause, Sequence):
            return self._shards.matching(self._row(clause))
        return self._shards.matching(self.query(clause))

    def _query(self, clause: Clause) -> Query:
        match clause:
            case Term():
                return self._scored(clause, self._documents, clause)
            case Spelling():
                return self.query(self.expanded(clause))
            case Sequence():
                return self._scored(clause, self._row, self._rarest(clause))
            case AllOf(parts):
                return self._all_of(parts)
            case OneOf((typed, *others), True):
                ways = (Query.boost_query(self.query(other), variant_factor(typed, other)) for other in others)
                return Query.disjunction_max_query([self.query(typed), *ways])
            case OneOf(parts):
                return _any_of(self.query(part) for part in parts)
            case Without(part):
                return Query.boolean_query([(Occur.Must, ANY), (Occur.MustNot, self.query(part))])
            case Weighted(part, factor):
                return Query.boost_query(self.query(part), factor)
            case Days(first, last):
                return _days(first, last)
            case Having("date"):
                return _days(None, None)
            case Having("quotation"):
                return _unscored(self._stem(QUOTED, 0.0))
            case Having(field) if field in TEXTS:
                return _unscored(Query.exists_query(field))
            case Having() | Anything():
                return ANY
            case Named(id, prefix):
                return _unscored(_named(written(id.casefold()), prefix))
            case _:
                return Query.empty_query()

    def _all_of(self, parts: tuple[Clause, ...]) -> Query:
        asked = needed(parts)
        wanted = [(Occur.Must, self.query(part)) for part in asked if not isinstance(part, Without)]
        excluded = [(Occur.MustNot, self.query(part.part)) for part in asked if isinstance(part, Without)]
        return Query.boolean_query([*(wanted or [(Occur.Must, ANY)]), *excluded])

    # Words

    def _scored(self, clause: Any, found: Callable[[Any], Query], scoring: Term | None) -> Query:
        """Return the query of a word or a sequence that scores by the weights of the stems of ``scoring``."""
        stems = list(dict.fromkeys((*scoring.stems, *(stem for stem, _ in scoring.forms)))) if scoring else []
        factor = inverse_frequency(self._shards.count(), self.frequency(clause)) * (K1 + 1)
        levels = [self._stem(stem, factor) for stem in stems[:MOST_SCORED]]
        scores = Query.disjunction_max_query(levels) if len(levels) > 1 else levels[0] if levels else None
        if isinstance(clause, Term) and not clause.forms and clause.zone not in ZONES:
            return scores or Query.empty_query()
        query = _unscored(found(clause))
        return Query.boolean_query([(Occur.Must, query), (Occur.Should, scores)]) if scores else query

    def _stem(self, stem: str, factor: float) -> Query:
        """Return the documents of a stem, each with the score of its level."""
        scored = []
        for level in self.levels(stem):
            weight = weight_of(level[-1])
            term = Query.term_query(SCHEMA, "stem", level, "basic")
            scored.append((Occur.Should, Query.const_score_query(term, factor * weight / (weight + K1))))
        return Query.boolean_query(scored)

    def _documents(self, term: Term) -> Query:
        """Return the documents of a word, whatever their scores."""
        if term.zone in ZONES:
            return Query.term_set_query(SCHEMA, f"in_{term.zone}", self._tokens_of(term))
        found = [self._stem(stem, 0.0) for stem in term.stems]
        if term.forms:
            found.append(Query.term_set_query(SCHEMA, "form", [token_term(*form) for form in term.forms]))
        return found[0] if len(found) == 1 else _any_of(found)

    def _tokens_of(self, term: Term) -> list[str]:
        tokens = [token for stem in term.stems for token in self.tokens(stem)]
        tokens += [token for stem, form in term.forms for token in self.tokens(stem, form)]
        return list(dict.fromkeys(tokens))

    # Rows of words

    def _row(self, sequence: Sequence) -> Query:
        """Return the documents of a sequence."""
        if sequence.ordered and sequence.distance == 1:
            terms = [self._term(part) for part in sequence.parts]
            phrase = self._phrase([term for term in terms if term]) if all(terms) else None
            if phrase:
                return phrase
        return self._verified(sequence, self._nearly(sequence))

    def _term(self, clause: Clause) -> Term | None:
        term = self.expanded(clause) if isinstance(clause, Spelling) else clause
        return term if isinstance(term, Term) else None

    def _phrase(self, terms: list[Term], slop: int = 0) -> Query | None:
        """Return the documents where words stand in a row, in some zone; None where they have too many tokens."""
        asked = {term.zone for term in terms if term.zone in ZONES}
        tokens = [self._tokens_of(term) for term in terms]
        if len(asked) > 1 or not all(tokens):
            return Query.empty_query()
        if len(terms) == 1:
            return self._documents(terms[0])
        zones = [f"in_{zone}" for zone in asked or ZONES]
        rows = list(product(*tokens)) if prod(map(len, tokens)) <= MOST_PHRASES else None
        if rows is None and not slop:
            asked_for = (*zones, *map(tuple, tokens))
            kept = self._shards.kept_rows
            if asked_for not in kept:
                if len(kept) >= MOST_KEPT:
                    kept.clear()
                kept[asked_for] = self._rows_that_are_there(zones, tokens)
            rows = kept[asked_for]
        return None if rows is None else _rows_in(zones, rows, slop)

    def _rows_that_are_there(self, zones: list[str], tokens: list[list[str]]) -> list[tuple[str, ...]] | None:
        """Return the rows of tokens, one of each list, of which all but the last are found somewhere; None for many."""
        rows: list[tuple[str, ...]] = [(token,) for token in tokens[0]]
        for place, several in enumerate(tokens[1:], start=2):
            rows = [(*row, token) for row in rows for token in several]
            if place < len(tokens):
                rows = [row for row in rows if self._shards.matching(_rows_in(zones, [row], 0))]
            if len(rows) > MOST_PHRASES:
                return None
        return rows

    def _nearly(self, clause: Clause) -> Query:
        """Return the documents of a sequence, and others: those where its words are about as near as they must be."""
        match clause:
            case Term() | Spelling():
                return self._documents(self._term(clause) or Term(""))
            case OneOf(parts):
                return _any_of(self._nearly(part) for part in parts)
            case Sequence(parts, distance):
                asked = [(Occur.Must, self._nearly(part)) for part in parts]
                for pair in pairwise(parts):
                    terms = [term for term in map(self._term, pair) if term]
                    # tantivy counts two words in the wrong order as two moves further apart.
                    near = self._phrase(terms, TOKENS * (distance + 1)) if len(terms) == len(pair) else None
                    if near:
                        asked.append((Occur.Must, near))
                return Query.boolean_query(asked)
            case _:
                return self.query(clause)

    def _rarest(self, sequence: Sequence) -> Term | None:
        terms = [part for part in sequence.parts if isinstance(part, Term) and not part.grammatical]
        return min(terms, key=self.frequency, default=None)


ANY = Query.const_score_query(Query.all_query(), 0.0)


def _unscored(query: Query) -> Query:
    return Query.const_score_query(query, 0.0)


def _any_of(queries: Iterable[Query]) -> Query:
    return Query.boolean_query([(Occur.Should, query) for query in queries])


def _is_stem(term: Term) -> bool:
    return len(term.stems) == 1 and not term.forms and term.zone not in ZONES


def _placed(row: tuple[str, ...], *, apart: bool) -> list[str | tuple[int, str]]:
    """Return the tokens of places that follow each other: with their positions, or only in their order."""
    return [(TOKENS * place + token.startswith(LONGER), token) if apart else token for place, token in enumerate(row)]


def _rows_in(zones: list[str], rows: Iterable[tuple[str, ...]], slop: int) -> Query:
    """Return the documents that have some of ``rows`` in some of ``zones``."""
    placed = [_placed(row, apart=not slop) for row in rows]
    return _any_of(Query.phrase_query(SCHEMA, zone, row, slop) for zone in zones for row in placed)


def _escaped(text: str) -> str:
    return re.sub(r"[^\w\x1d-\x1f]", lambda found: "\\" + found.group(), text)


def _days(first: int | None, last: int | None) -> Query:
    """Return the documents with a date of which a day may lie between two days."""
    begun = Query.range_query(SCHEMA, "first", FieldType.Unsigned, upper_bound=99_999_999 if last is None else last)
    ended = Query.range_query(SCHEMA, "last", FieldType.Unsigned, lower_bound=first or 0)
    return _unscored(Query.boolean_query([(Occur.Must, begun), (Occur.Must, ended)]))


def _named(id: str, prefix: bool) -> Query:
    if prefix:
        return Query.regex_query(SCHEMA, "id", f"{_escaped(id)}.*")
    return Query.term_query(SCHEMA, "id", id, "basic")
