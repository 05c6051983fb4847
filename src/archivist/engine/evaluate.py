"""Clauses to rankings, over plain posting lists: the model that every engine follows.

A clause is evaluated to the documents it finds, each with its score: BM25 over the pseudo-frequencies that
``schema`` made (BM25F). A query of several words asks for all of them; where few documents have all, those that have
some follow, marked as partial. ``refine`` then puts the best in order; the newest come first among equals.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from itertools import groupby

from archivist.engine import Request
from archivist.engine.parts import inverse_frequency, needed, or_near, partial_clause, variant_factor
from archivist.engine.places import Places
from archivist.engine.postings import PostingSource
from archivist.engine.refine import refine
from archivist.engine.spelling import expand
from archivist.engine.zones import QUOTED, UNDATED
from archivist.search.clauses import (
    AllOf,
    Anything,
    Clause,
    Days,
    Having,
    Named,
    Nothing,
    OneOf,
    Sequence,
    Spelling,
    Term,
    Weighted,
    Without,
    loose_parts,
)
from archivist.search.results import Facet, RankedDocument, Ranking

K1 = 2.0
ENOUGH = 10
"""Partial matches are offered where fewer documents than this have every word."""

REFINED = 100
"""How many of the best documents are put in their final order by more than their scores."""

FACET_VALUES = 50

Scores = dict[int, float]


def rank(source: PostingSource, request: Request) -> Ranking:
    """Return the page of documents that ``request`` asks for, with totals and facets."""
    evaluator = Evaluator(source)
    complete, partial = evaluator.matches(request.clause)
    return Ranking(
        page_of(evaluator, request, complete, partial),
        len(complete),
        len(partial),
        tuple(facet_of(source, field, complete or partial) for field in request.facets),
        tuple(evaluator.nearest),
    )


def page_of(evaluator: Evaluator, request: Request, complete: Scores, partial: Scores) -> tuple[RankedDocument, ...]:
    """Return the page that ``request`` asks for of the documents that match it whole and those that match a part."""
    source = evaluator.source
    wanted = request.offset + request.limit
    ordered = _order(source, evaluator, request, complete, wanted)
    if partial and len(ordered) < wanted:
        ordered = ordered + _order(source, evaluator, request, partial, wanted - len(ordered))
    return tuple(
        RankedDocument(source.id(number), round(score, 4), number in complete)
        for number, score in ordered[request.offset : wanted]
    )


def _order(
    source: PostingSource, evaluator: Evaluator, request: Request, found: Scores, wanted: int
) -> list[tuple[int, float]]:
    if request.sort == "relevance":
        best = _best(source, found, max(wanted, REFINED))
        refined = refine(request.clause, best[:REFINED], evaluator.places, evaluator.importance)
        ordered = _newest_first_among_equals(source, [(number, round(score, 4)) for number, score in refined])
        exact = dict(refined)
        return ([(number, exact[number]) for number, _ in ordered] + best[REFINED:])[:wanted]
    dates = {number: source.dates(number) for number in found}
    undated = [number for number in found if dates[number].first == UNDATED]
    dated = [number for number in found if dates[number].first != UNDATED]
    if request.sort == "date":
        dated.sort(key=lambda number: dates[number])
    else:
        dated.sort(key=lambda number: (-dates[number].last, -dates[number].first))
    by_date: list[int] = []
    for _same, group in groupby((*dated, *undated), key=lambda number: dates[number]):
        if len(by_date) >= wanted:
            break
        # Numbers change when shards are merged, ids do not.
        by_date += sorted(group, key=source.id)
    return [(number, found[number]) for number in by_date[:wanted]]


def _best(source: PostingSource, found: Scores, most: int) -> list[tuple[int, float]]:
    """Return the documents of the highest scores, the newest first among equals; reads dates where they decide."""
    if len(found) > most:
        least = heapq.nlargest(most, found.values())[-1]
        above = [number for number, score in found.items() if score > least]
        equal = (number for number, score in found.items() if score == least)
        numbers = above + heapq.nsmallest(most - len(above), equal, key=lambda number: _age(source, number))
    else:
        numbers = list(found)
    return _newest_first_among_equals(source, [(number, found[number]) for number in numbers])


def _newest_first_among_equals(source: PostingSource, scored: list[tuple[int, float]]) -> list[tuple[int, float]]:
    """Return documents by falling score; ages, which have to be read, are only read where scores are equal."""
    ordered: list[tuple[int, float]] = []
    for _score, group in groupby(sorted(scored, key=lambda pair: -pair[1]), key=lambda pair: pair[1]):
        equals = list(group)
        ordered += sorted(equals, key=lambda pair: _age(source, pair[0])) if len(equals) > 1 else equals
    return ordered


def _age(source: PostingSource, number: int) -> tuple[int, int, str]:
    dates = source.dates(number)
    return (-dates.last, -dates.first, source.id(number))


def facet_of(source: PostingSource, field: str, found: Iterable[int]) -> Facet:
    """Return the values of a field among the documents ``found``."""
    counts: Counter[str] = Counter()
    if field in ("year", "month"):
        for number in found:
            first, last = source.dates(number)
            if field == "year" and first and first // 10000 == last // 10000:
                counts[f"{first // 10000}"] += 1
            elif field == "month" and first and first // 100 == last // 100:
                counts[f"{first // 10000}-{first // 100 % 100:02}"] += 1
    else:
        for number in found:
            counts.update(source.values(field, number))
    return facet(field, counts)


def facet(field: str, counts: Mapping[str, int]) -> Facet:
    """Return the facet of values that have been counted: years and months in their order, others by frequency."""
    if field in ("year", "month"):
        return Facet(field, tuple(sorted(counts.items())))
    return Facet(field, tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:FACET_VALUES]))


class Evaluator:
    """Evaluates the clauses of one request; keeps what several steps need.

    Where ``source`` has only some documents of an index, ``frequency`` gives the number that a clause finds in all.
    """

    def __init__(self, source: PostingSource, frequency: Callable[[Clause], int] | None = None) -> None:
        self.source = source
        self._frequency = frequency
        self.places = Places(source)
        self.found: dict[Clause, Scores] = {}
        self.nearest: list[Term] = []

    def matches(self, clause: Clause) -> tuple[Scores, Scores]:
        """Return the documents that match the whole clause, and those that match a part of it where few do."""
        complete = self.evaluate(clause)
        if len(complete) >= ENOUGH:
            return complete, {}
        looser = partial_clause(clause, self._or_near)
        partial = self.evaluate(looser) if looser else {}
        return complete, {number: score for number, score in partial.items() if number not in complete}

    def evaluate(self, clause: Clause) -> Scores:
        """Return the documents of a clause with their scores."""
        found = self.found.get(clause)
        if found is None:
            found = self.found[clause] = self._evaluate(clause)
        return found

    def _evaluate(self, clause: Clause) -> Scores:
        match clause:
            case Term():
                return self._score(clause, self._term(clause))
            case Spelling():
                return self._score(clause, self._term(expand(clause, self.source)))
            case Sequence():
                return self._sequence(clause)
            case AllOf(parts):
                return self._all_of(parts)
            case OneOf((typed, *others), True):
                return self._variants(typed, others)
            case OneOf(parts):
                return _sum(self.evaluate(part) for part in parts)
            case Without(part):
                excluded = self.evaluate(part)
                return {number: 0.0 for number in self.source.documents() if number not in excluded}
            case Weighted(part, factor):
                return {number: score * factor for number, score in self.evaluate(part).items()}
            case Days(first, last):
                return dict.fromkeys(self.source.dated(first, last), 0.0)
            case Having("date"):
                return dict.fromkeys(self.source.dated(None, None), 0.0)
            case Having("quotation"):
                return dict.fromkeys(self.source.weights(QUOTED), 0.0)
            case Having("place" | "issuer" | "source" | "tag" as field):
                return self._select(lambda number: bool(self.source.values(field, number)))
            case Having() | Anything():
                return self._select(lambda number: True)
            case Named(id, prefix):
                sought = id.casefold()
                if prefix:
                    return self._select(lambda number: self.source.id(number).startswith(sought))
                return self._select(lambda number: self.source.id(number) == sought)
            case Nothing():
                return {}

    def _select(self, accepts: Callable[[int], bool]) -> Scores:
        return {number: 0.0 for number in self.source.documents() if accepts(number)}

    def _term(self, term: Term) -> Scores:
        """Return the pseudo-frequencies of a term."""
        pure = not term.forms and not term.zone
        if pure and len(term.stems) == 1:
            weights = self.source.weights(term.stems[0])
        elif pure:
            weights = {}
            for stem in term.stems:
                for number, weight in self.source.weights(stem).items():
                    # The same word under its two stems counts once.
                    if weight > weights.get(number, 0.0):
                        weights[number] = weight
        else:
            weights = self.places.weights(term)
        return weights

    def _sequence(self, sequence: Sequence) -> Scores:
        candidates = self._documents_of_all(sequence.parts)
        places = self.places.of(sequence, candidates)
        if not places:
            return {}
        # A phrase counts as each of its words would, were they as rare and as frequent as the phrase.
        scores = self._score(sequence, self.places.weights_of_rows(sequence, places))
        parts = len(loose_parts(sequence)) or 1
        return {number: score * parts for number, score in scores.items()}

    def _variants(self, typed: Clause, others: Iterable[Clause]) -> Scores:
        """Return the best scores of several ways to say one thing; another way counts as many words as were typed."""
        best = dict(self.evaluate(typed))
        for other in others:
            factor = variant_factor(typed, other)
            for number, score in self.evaluate(other).items():
                best[number] = max(best.get(number, 0.0), factor * score)
        return best

    def _documents_of_all(self, parts: Iterable[Clause]) -> list[int]:
        found = sorted((self.candidates(part) for part in parts), key=len)
        if not found:
            return []
        common = found[0]
        for other in found[1:]:
            common = {number for number in common if number in other}
        return sorted(common)

    def candidates(self, clause: Clause) -> set[int]:
        """Return the documents that may match a part of a sequence: those that have its stems."""
        match clause:
            case Term():
                stems = {*clause.stems, *(stem for stem, _ in clause.forms)}
                found: set[int] = set()
                for stem in stems:
                    found.update(self.source.weights(stem))
                return found
            case Spelling():
                return self.candidates(expand(clause, self.source))
            case Sequence(parts):
                return set(self._documents_of_all(parts))
            case OneOf(parts):
                return set().union(*(self.candidates(part) for part in parts))
            case _:
                return set(self.evaluate(clause))

    def _score(self, clause: Clause, weights: Scores) -> Scores:
        if not weights:
            return {}
        inverse = inverse_frequency(self.source.count(), self._documents(clause, weights)) * (K1 + 1)
        return {number: inverse * weight / (weight + K1) for number, weight in weights.items()}

    def _documents(self, clause: Clause, found: Scores) -> int:
        return self._frequency(clause) if self._frequency else len(found)

    def _all_of(self, parts: tuple[Clause, ...]) -> Scores:
        asked = needed(parts)
        excluded = [self.evaluate(part.part) for part in asked if isinstance(part, Without)]
        found = sorted((self.evaluate(part) for part in asked if not isinstance(part, Without)), key=len)
        if not found:
            found = [dict.fromkeys(self.source.documents(), 0.0)]
        common = found[0].items()
        return {
            number: score + sum(other[number] for other in found[1:])
            for number, score in common
            if all(number in other for other in found[1:]) and not any(number in other for other in excluded)
        }

    def _or_near(self, word: Clause) -> Clause:
        """Return what is looked for in partial matches: a word, or the nearest one where no document has it."""
        wanted = word if self.evaluate(word) else or_near(word, self.source)
        if isinstance(wanted, Weighted) and isinstance(wanted.part, Term) and wanted is not word:
            self.nearest.append(wanted.part)
        return wanted

    def importance(self, clause: Clause) -> float:
        """Return the inverse document frequency of a clause, 0 where no document has it."""
        found = self.evaluate(clause)
        documents = self._documents(clause, found)
        return inverse_frequency(self.source.count(), documents) if documents else 0.0


def _sum(several: Iterable[Scores]) -> Scores:
    total: Scores = {}
    for scores in several:
        if not total:
            total = dict(scores)
            continue
        for number, score in scores.items():
            total[number] = total.get(number, 0.0) + score
    return total
