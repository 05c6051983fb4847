"""A clause in words: which terms a query looks up, one line a clause."""

from __future__ import annotations

from collections.abc import Iterator

from archivist.display import shown_number
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
)
from archivist.texts import _


def explain_clause(clause: Clause, depth: int = 1) -> Iterator[str]:
    """Yield the lines that explain ``clause``, indented by how deep it is."""
    indent = "  " * depth
    match clause:
        case Term():
            yield indent + _term(clause)
        case Spelling(kind, text, edits, zone):
            sentence = {
                "prefix": _("words that begin with “{text}”"),
                "wildcard": _("words like “{text}”"),
                "fuzzy": _("words at most {edits} letters away from “{text}”"),
            }[kind]
            yield indent + sentence.format(text=text, edits=edits) + _in(zone)
        case Sequence(parts, distance, ordered):
            if distance == 1 and ordered:
                yield indent + _("these words in a row:")
            elif ordered:
                yield indent + _("in this order, at most {distance} words apart:").format(distance=distance)
            else:
                yield indent + _("in any order, at most {distance} words apart:").format(distance=distance)
            yield from _all(parts, depth)
        case AllOf(parts):
            yield indent + _("all of:")
            yield from _all(parts, depth)
        case OneOf(parts):
            yield indent + _("one of:")
            yield from _all(parts, depth)
        case Without(part):
            yield indent + _("without:")
            yield from explain_clause(part, depth + 1)
        case Weighted(part, factor):
            yield indent + _("counted {factor} times:").format(factor=shown_number(factor))
            yield from explain_clause(part, depth + 1)
        case Days(first, last):
            yield indent + _("dated from {first} to {last}").format(first=_day(first), last=_day(last))
        case Having(field):
            yield indent + _("with a value in the field {field}").format(field=field)
        case Named(id, prefix):
            sentence = _("whose id begins with {id}") if prefix else _("whose id is {id}")
            yield indent + sentence.format(id=id)
        case Anything():
            yield indent + _("every article")
        case Nothing():
            yield indent + _("nothing: no letter or digit is left of this word")


def _all(parts: tuple[Clause, ...], depth: int) -> Iterator[str]:
    for part in parts:
        yield from explain_clause(part, depth + 1)


def _term(term: Term) -> str:
    if term.stems:
        looked_up = ", ".join(stem.removeprefix("=").removesuffix("+") for stem in term.stems)
        sentence = _("“{text}” in all its forms (stem {terms})")
        if term.grammatical:
            sentence = _("“{text}”, a grammatical word: asked for only where it stands alone")
    else:
        looked_up = ", ".join(dict.fromkeys(form for _stem, form in term.forms))
        sentence = _("“{text}” in this form only ({terms})")
    return sentence.format(text=term.text, terms=looked_up) + _in(term.zone)


def _in(zone: str | None) -> str:
    return _(" in the field {field}").format(field=zone) if zone else ""


def _day(number: int | None) -> str:
    if number is None:
        return "…"
    return f"{number // 10000:04}-{number // 100 % 100:02}-{number % 100:02}"
