"""The best documents in their final order, by what scores of single words do not tell.

Titles that say what the query says come first, then words close together before words far apart, and the form that
was typed before its inflections. Each is a factor on the score. The constants were chosen by benchmarks/relevance on
half of the intents of a set of judged questions, and hold on its other half and on titles that look for their release.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from archivist.engine.places import Places, nearness
from archivist.search.clauses import AllOf, Clause, OneOf, Sequence, Term, Weighted, loose_parts, terms_of

IN_TITLE = 1.0
"""What a title that has every word gains; one that has a share of them, by the square of that share."""

ONLY_IN_TITLE = 1.0
"""What a title of nothing but words of the query gains; one that has others, by the square of the share of those."""

CLOSENESS = 0.6
SAME_FORM = 0.1

Scored = list[tuple[int, float]]


def refine(clause: Clause, best: Scored, places: Places, importance: Callable[[Clause], float]) -> Scored:
    """Return the documents of ``best`` with their refined scores, in the order they came in.

    ``importance`` gives the inverse document frequency of a clause, 0 where no document has it.
    """
    units = _units(clause)
    if not best or not units:
        return best
    numbers = sorted(number for number, _ in best)
    titles = _titles(units, numbers, places, importance)
    forms = _same_forms(units, numbers, places)
    close = _closeness(units, numbers, places)
    return [
        (
            number,
            score
            * (1 + titles.get(number, 0.0))
            * (1 + SAME_FORM * forms.get(number, 0.0))
            * (1 + CLOSENESS * close.get(number, 0.0)),
        )
        for number, score in best
    ]


def _units(clause: Clause) -> tuple[Clause, ...]:
    """Return what a query is made of: words, phrases, names with their variants; nothing grammatical, no pattern."""
    match clause:
        case Term(stems=stems, grammatical=grammatical):
            return () if grammatical and stems else (clause,)
        case Sequence():
            return (clause,) if all(isinstance(term, Term) for term in terms_of(clause)) else ()
        case OneOf(_, True):
            return loose_parts(clause)
        case OneOf((Sequence(), *_)):
            return (clause,)
        case AllOf(parts) | OneOf(parts):
            return tuple(dict.fromkeys(unit for part in parts for unit in _units(part)))
        case Weighted(part):
            return _units(part)
        case _:
            return ()


def _titles(
    units: tuple[Clause, ...], numbers: list[int], places: Places, importance: Callable[[Clause], float]
) -> dict[int, float]:
    """Return what the title of each document adds: how much of the query it says, and how little else."""
    weighed = [(unit, weight) for unit in units if (weight := importance(unit))]
    whole = sum(weight for _, weight in weighed)
    covered: dict[int, float] = {}
    words: dict[int, set[int]] = {}
    for unit, weight in weighed:
        for number, positions in places.in_title(unit, numbers).items():
            # Rare words of the query count for more.
            covered[number] = covered.get(number, 0.0) + weight / whole
            words.setdefault(number, set()).update(positions)
    return {
        number: IN_TITLE * share**2 + ONLY_IN_TITLE * min(1.0, len(words[number]) / places.title_words(number)) ** 2
        for number, share in covered.items()
    }


def _same_forms(units: tuple[Clause, ...], numbers: list[int], places: Places) -> dict[int, float]:
    """Return the share of the words of each document that stand there as they were typed."""
    terms = [term for unit in units for term in terms_of(_as_typed(unit)) if isinstance(term, Term)]
    counts: dict[int, float] = {}
    for term in terms:
        if term.stems:
            for number in places.exact(term, numbers):
                counts[number] = counts.get(number, 0.0) + 1 / len(terms)
    return counts


def _as_typed(unit: Clause) -> Clause:
    return unit.parts[0] if isinstance(unit, OneOf) else unit


def _closeness(units: tuple[Clause, ...], numbers: list[int], places: Places) -> dict[int, float]:
    """Return for each document how close the units stand: 1 for neighbours, near 0 for words far apart.

    The mean, over units that follow each other in the query, of 1 / distance where they are closest.
    """
    if len(units) < 2:
        return {}
    pairs = list(pairwise(_positions(unit, numbers, places) for unit in units))
    return {
        number: sum(nearness(left.get(number), right.get(number)) for left, right in pairs) / len(pairs)
        for number in numbers
    }


def _positions(unit: Clause, numbers: list[int], places: Places) -> dict[int, list[int]]:
    if isinstance(unit, OneOf):
        found: dict[int, list[int]] = {}
        for part in unit.parts:
            for number, positions in _positions(part, numbers, places).items():
                found[number] = sorted({*found[number], *positions}) if number in found else positions
        return found
    return {number: [start for start, _ in found] for number, found in places.of(unit, numbers).items()}
