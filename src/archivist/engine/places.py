"""Where clauses stand in documents: zones, exact forms, phrases, closeness."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence as Rising
from functools import lru_cache

from archivist.engine.postings import PostingSource
from archivist.engine.spelling import expand
from archivist.engine.zones import ZONES
from archivist.french.analyze import analyze_chunk
from archivist.french.chunks import CHUNK, plain_word
from archivist.french.stem import is_grammatical
from archivist.search.clauses import Clause, OneOf, Sequence, Spelling, Term, terms_of
from archivist.search.query import FieldName
from archivist.search.rows import in_rows, rows_of_words

Interval = tuple[int, int]
"""The first and the last position of a match."""

FAR = 40
"""Words further apart than this are as good as in different articles."""


class Places:
    """Reads positions from a posting source, each list once."""

    def __init__(self, source: PostingSource) -> None:
        self.source = source

    def weights(self, term: Term) -> dict[int, float]:
        """Return the documents of a term that asks for forms or for a zone, with their pseudo-frequencies."""
        total: dict[int, float] = {}
        for stem, forms in _lookups(term):
            weights = self.source.weights(stem)
            numbers = list(weights)
            everywhere = self.source.positions(stem, None, numbers)
            wanted = everywhere if forms is None else self.source.positions(stem, forms, numbers)
            for number, positions in wanted.items():
                kept = _in_zone(positions, term.zone)
                if kept:
                    # The stem's weight is shared out over the places where it stands.
                    share = weights[number] * len(kept) / len(everywhere[number])
                    total[number] = max(total.get(number, 0.0), share)
        return total

    def of(self, clause: Clause, among: Rising[int]) -> dict[int, list[Interval]]:
        """Return where a clause stands in the documents ``among``; documents where it does not are left out."""
        match clause:
            case Term():
                return {
                    number: [(position, position) for position in positions]
                    for number, positions in self._positions(clause, among).items()
                }
            case Spelling():
                return self.of(expand(clause, self.source), among)
            case OneOf(parts):
                return _union([self.of(part, among) for part in parts])
            case Sequence(parts, distance, ordered):
                return self._row(parts, distance, ordered, among)
            case _:
                return {}

    def _row(
        self, parts: tuple[Clause, ...], distance: int, ordered: bool, among: Rising[int]
    ) -> dict[int, list[Interval]]:
        if all(isinstance(part, Term) for part in parts):
            return self._row_of_words([part for part in parts if isinstance(part, Term)], distance, ordered, among)
        places: list[dict[int, list[Interval]]] = []
        left = among
        for part in parts:
            places.append(self.of(part, left))
            left = sorted(places[-1])
        rows = {number: in_rows([found[number] for found in places], distance, ordered, _joined) for number in left}
        return {number: intervals for number, intervals in rows.items() if intervals}

    def _row_of_words(
        self, terms: list[Term], distance: int, ordered: bool, among: Rising[int]
    ) -> dict[int, list[Interval]]:
        if ordered and distance == 1:
            return self._phrase(terms, among)
        places: list[dict[int, list[int]]] = []
        left = among
        for term in terms:
            places.append(self._positions(term, left))
            left = sorted(places[-1])
        rows = {number: rows_of_words([found[number] for found in places], distance, ordered) for number in left}
        return {number: intervals for number, intervals in rows.items() if intervals}

    def _phrase(self, terms: list[Term], among: Rising[int]) -> dict[int, list[Interval]]:
        """Return where words stand in a row; the rarest are read first, so that few places of common ones are."""
        frequencies = [sum(len(self.source.weights(stem)) for stem, _ in _lookups(term)) for term in terms]
        rarest, *others = sorted(range(len(terms)), key=frequencies.__getitem__)
        # Where the rarest word stands; what is left of these places after each further word.
        found = self._positions(terms[rarest], among)
        for index in others:
            apart = index - rarest
            left = {}
            for number, positions in self._positions(terms[index], sorted(found)).items():
                there = {*positions}
                kept = [place for place in found[number] if place + apart in there]
                if kept:
                    left[number] = kept
            found = left
        before, after = rarest, len(terms) - 1 - rarest
        return {number: [(place - before, place + after) for place in places] for number, places in found.items()}

    def weights_of_rows(self, sequence: Sequence, rows: dict[int, list[Interval]]) -> dict[int, float]:
        """Return the pseudo-frequency of a sequence: where it stands, it weighs as much as its rarest word there."""
        numbers = sorted(rows)
        rarest: dict[int, tuple[int, float]] = {}
        for term in terms_of(sequence):
            if not isinstance(term, Term) or term.grammatical:
                continue
            for stem, _forms in _lookups(term):
                weights = self.source.weights(stem)
                for number, count in self.source.counts(stem, numbers).items():
                    if number not in rarest or count < rarest[number][0]:
                        rarest[number] = (count, weights[number])
        total = {}
        for number, found in rows.items():
            count, weight = rarest.get(number, (1, 1.0))
            total[number] = len(found) * weight / count
        return total

    def exact(self, term: Term, among: Rising[int]) -> set[int]:
        """Return the documents that have a term in the very form that was typed."""
        found: set[int] = set()
        for stem, form in term.exact:
            for number, positions in self.source.positions(stem, frozenset((form,)), among).items():
                if _in_zone(positions, term.zone):
                    found.add(number)
        return found

    def in_title(self, clause: Clause, among: Rising[int]) -> dict[int, set[int]]:
        """Return the positions of the title where a clause stands; documents of another title are left out."""
        end = ZONES["title"][1]
        found: dict[int, set[int]] = {}
        for number, intervals in self.of(clause, among).items():
            # Intervals rise, and the title comes first.
            if intervals[0][0] < end:
                found[number] = {
                    position for first, last in intervals if first < end for position in range(first, last + 1)
                }
        return found

    def title_words(self, number: int) -> int:
        """Return how many words the title of a document has beside grammatical ones, at least 1."""
        return sum(_telling_words(title) for title in self.source.values("title", number)) or 1

    def _positions(self, term: Term, among: Rising[int]) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for stem, forms in _lookups(term):
            for number, positions in self.source.positions(stem, forms, among).items():
                kept = _in_zone(positions, term.zone)
                if kept:
                    found[number] = sorted({*found[number], *kept}) if number in found else kept
        return found


def _lookups(term: Term) -> list[tuple[str, frozenset[str] | None]]:
    """Return what to look up: whole stems, and stems of which only some forms are wanted."""
    by_stem: dict[str, set[str]] = {}
    for stem, form in term.forms:
        by_stem.setdefault(stem, set()).add(form)
    stems: list[tuple[str, frozenset[str] | None]] = [(stem, None) for stem in term.stems]
    return stems + [(stem, frozenset(forms)) for stem, forms in by_stem.items()]


def _in_zone(positions: list[int], zone: FieldName | None) -> list[int]:
    if zone is None or zone not in ZONES:
        return positions
    start, end = ZONES[zone]
    return positions[bisect_left(positions, start) : bisect_left(positions, end)]


def _union(several: list[dict[int, list[Interval]]]) -> dict[int, list[Interval]]:
    total: dict[int, list[Interval]] = {}
    for found in several:
        for number, intervals in found.items():
            total[number] = sorted({*total[number], *intervals}) if number in total else intervals
    return total


def _joined(row: Interval, place: Interval) -> Interval:
    return min(row[0], place[0]), max(row[1], place[1])


def nearness(left: list[int] | None, right: list[int] | None) -> float:
    """Return 1 / distance of the two closest of rising positions, 0 where they are far apart or there are none."""
    if not left or not right:
        return 0.0
    closest = FAR
    for position in left:
        at = bisect_left(right, position)
        for neighbour in right[max(0, at - 1) : at + 1]:
            apart = abs(neighbour - position)
            # A little further away when the order is not that of the query.
            closest = min(closest, max(1, apart) if neighbour >= position else apart + 1)
    return 1.0 / closest if closest < FAR else 0.0


@lru_cache(maxsize=20_000)
def _telling_words(title: str) -> int:
    count = 0
    for raw in CHUNK.findall(title):
        word = plain_word(raw)
        if word:
            count += not is_grammatical(word)
        else:
            count += sum(not piece.grammatical and not piece.joined for piece in analyze_chunk(raw).pieces)
    return count
