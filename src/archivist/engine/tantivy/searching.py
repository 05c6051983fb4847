"""One request, answered: the documents that tantivy finds, the best of them in the order that every engine gives."""

from __future__ import annotations

from collections.abc import Iterable

from tantivy import FieldType, Occur, Query

from archivist.engine import Request
from archivist.engine.evaluate import ENOUGH, Evaluator, facet, facet_of, page_of
from archivist.engine.parts import is_filter, or_near, partial_clause
from archivist.engine.places import Places
from archivist.engine.tantivy.candidates import Candidates
from archivist.engine.tantivy.fields import SCHEMA
from archivist.engine.tantivy.shard import Found, Shards
from archivist.engine.tantivy.translate import Translator
from archivist.search.clauses import AllOf, Clause, OneOf, Sequence, Term, Weighted
from archivist.search.results import Facet, Ranking

CANDIDATES = 200
"""Documents that the model puts in order, at least: more than its finer part looks at."""

MOST_EQUALS = 2_000
"""Documents of one date that are read, to put them in order by their ids."""

READ_TOGETHER = 500
"""Records in memory at once while the documents of a row of words are sought."""


class Search:
    """What one request needs in several steps."""

    def __init__(self, shards: Shards, request: Request) -> None:
        self._shards = shards
        self._request = request
        self._translator = Translator(shards, self._verified)
        self._nearest: list[Term] = []

    def ranking(self) -> Ranking:
        """Return the answer."""
        request, translator = self._request, self._translator
        if not request.limit and not request.facets:
            total = translator.frequency(request.clause)
            if total >= ENOUGH:
                return Ranking((), total, 0)
        query = translator.query(request.clause)
        wanted = request.offset + request.limit
        total, found = self._best(request.clause, query, wanted)
        partial_total = 0
        partly: list[Found] = []
        looser = self._looser(request.clause) if total < ENOUGH else None
        if looser:
            also = Query.boolean_query([(Occur.Must, translator.query(looser)), (Occur.MustNot, query)])
            partial_total, partly = self._best(looser, also, max(0, wanted - total))
            if not total:
                query = also
        candidates = self._candidates([*found, *partly])
        evaluator = Evaluator(candidates, translator.frequency)
        complete = evaluator.evaluate(request.clause)
        partial = {}
        if looser:
            scores = evaluator.evaluate(looser).items()
            partial = {number: score for number, score in scores if number not in complete}
        shown = complete or partial
        is_whole = len(shown) == (total or partial_total)
        return Ranking(
            page_of(evaluator, request, complete, partial) if request.limit else (),
            total,
            partial_total,
            tuple(
                facet_of(candidates, field, shown) if is_whole else self._facet(field, query)
                for field in request.facets
            ),
            tuple(self._nearest),
        )

    def _best(self, clause: Clause, query: Query, wanted: int) -> tuple[int, list[Found]]:
        """Return how many documents a query finds, and those that may be among the ``wanted`` first."""
        request = self._request
        most = max(CANDIDATES, wanted + CANDIDATES // 2) if request.limit else 1
        if request.sort == "date":
            return self._by_date(query, wanted, "oldest", rising=True)
        if request.sort == "-date":
            return self._by_date(query, wanted, "newest", rising=False)
        if _has_no_score(clause):
            # What only narrows a search says nothing of how well a document answers: the newest come first.
            return self._by_date(query, most, "newest", rising=False)
        return self._shards.best(query, most)

    def _by_date(self, query: Query, wanted: int, order: str, *, rising: bool) -> tuple[int, list[Found]]:
        total, found = self._shards.best(query, wanted, order, rising=rising)
        if not found or len(found) == total:
            return total, found
        last = int(found[-1][0])
        same = Query.range_query(SCHEMA, order, FieldType.Unsigned, lower_bound=last, upper_bound=last)
        equals = Query.boolean_query([(Occur.Must, query), (Occur.Must, same)])
        before = [one for one in found if one[0] != last]
        return total, before + self._shards.best(equals, max(MOST_EQUALS, wanted - len(before)), order)[1]

    def _candidates(self, found: Iterable[Found]) -> Candidates:
        records = [self._shards.record(one) for one in found]
        candidates = Candidates(records, self._shards.count(), self._translator.fitting)
        candidates.look_for(self._translator.stems_of_patterns())
        return candidates

    def _looser(self, clause: Clause) -> Clause | None:
        return partial_clause(clause, self._or_near)

    def _or_near(self, word: Clause) -> Clause:
        """Return what is looked for in partial matches: a word, or the nearest one where no document has it."""
        wanted = word if self._translator.frequency(word) else or_near(word, self._translator)
        if isinstance(wanted, Weighted) and isinstance(wanted.part, Term) and wanted is not word:
            self._nearest.append(wanted.part)
        return wanted

    def _verified(self, sequence: Sequence, nearly: Query) -> Query:
        """Return the query of the documents of ``nearly`` where a sequence stands."""
        _total, found = self._shards.best(nearly, max(1, self._shards.count()))
        ids: list[str] = []
        for start in range(0, len(found), READ_TOGETHER):
            candidates = self._candidates(found[start : start + READ_TOGETHER])
            ids += map(candidates.id, Places(candidates).of(sequence, list(candidates.documents())))
        return Query.term_set_query(SCHEMA, "id", ids)

    def _facet(self, field: str, query: Query) -> Facet:
        counts = self._shards.values(query, field)
        if field == "month":
            counts = {f"{month[:-2]}-{month[-2:]}": count for month, count in counts.items()}
        return facet(field, counts)


def _has_no_score(clause: Clause) -> bool:
    match clause:
        case AllOf(parts) | OneOf(parts):
            return all(map(_has_no_score, parts))
        case Weighted(part, _):
            return _has_no_score(part)
        case _:
            return is_filter(clause)
