"""What to try when nothing was found: words of the archive that are close to those that were typed."""

from __future__ import annotations

from collections.abc import Callable
from heapq import nsmallest

from archivist.engine import Engine, Request
from archivist.french.analyze import folded, tokens
from archivist.search import query as q
from archivist.search.clauses import SOURCE_MARK, Anything
from archivist.search.query import Query
from archivist.search.spelling import distance
from archivist.search.terms import clause_of
from archivist.search.variants import Variants

MOST = 3
MOST_UNKNOWN = 5
"""Unknown words beyond which a query is in another language, or about something else."""


def suggestions(engine: Engine, query: Query, variants: Variants, surface: Callable[[str], str]) -> tuple[str, ...]:
    """Return queries like ``query`` that find something: each unknown word replaced by a known one that is close.

    ``surface`` gives back a folded form as articles write it.
    """
    unknown = [
        node
        for node in q.walk(query)
        if isinstance(node, q.Word | q.Exact)
        and not engine.search(Request(clause_of(node, variants=variants), limit=1)).total
    ]
    if not unknown or len(unknown) > MOST_UNKNOWN:
        return ()
    choices = {node: [surface(word) for word in close_words(engine, node.text)] for node in unknown}
    found = []
    for rank in range(MOST):
        chosen = {node: words[min(rank, len(words) - 1)] for node, words in choices.items() if words}
        if not chosen:
            break
        candidate = _replaced(query, chosen)
        if (
            str(candidate) not in found
            and engine.search(Request(clause_of(candidate, variants=variants), limit=1)).total
        ):
            found.append(str(candidate))
    return tuple(found)


def close_words(engine: Engine, typed: str) -> list[str]:
    """Return folded forms of the archive close to ``typed``: the nearest first, the more frequent among equals."""
    pieces = [token.piece for token in tokens(typed) if not token.piece.joined]
    if not pieces:
        return []
    word = pieces[-1].terms[0][1]
    most = 1 if len(word) < 5 else 2
    found = []
    for form, count in engine.words(word[:1]):
        if abs(len(form) - len(word)) <= most and not form.startswith(SOURCE_MARK) and form != word:
            edits = distance(word, form, most)
            if edits <= most:
                found.append((edits, -count, form))
    return [form for _, _, form in sorted(found)[:MOST]]


def _replaced(query: Query, chosen: dict[q.Word | q.Exact, str]) -> Query:
    match query:
        case q.Word() | q.Exact():
            return q.Word(chosen[query]) if query in chosen else query
        case q.And(parts):
            return q.all_of(_replaced(part, chosen) for part in parts)
        case q.Or(parts):
            return q.any_of(_replaced(part, chosen) for part in parts)
        case q.Not(part):
            return q.none_of(_replaced(part, chosen))
        case q.Field(name, part):
            return q.Field(name, _replaced(part, chosen))
        case q.Boost(part, factor):
            return q.Boost(_replaced(part, chosen), factor)
        case _:
            return query


def completions(engine: Engine, typed: str, most: int, surface: Callable[[str], str]) -> list[str]:
    """Return what the last word of ``typed`` may become: a field, a value of its field, or a word of the archive.

    Each completion replaces the last word; values with blanks come between quotes. The most frequent come first.
    """
    last = typed[max(typed.rfind(" "), typed.rfind("(")) + 1 :]
    name, colon, start = last.partition(":")
    if not colon:
        word = folded(last)
        if not word or " " in word:
            return []
        fields = [f"{aliases[0]}:" for aliases in q.FIELDS.values() if any(a.startswith(word) for a in aliases)]
        counted = [(-count, form) for form, count in engine.words(word) if not form.startswith(SOURCE_MARK)]
        words = [surface(form) for _, form in nsmallest(most, counted)]
        return list(dict.fromkeys((*fields, *words)))[:most]
    field = q.field_named(name)
    if field not in ("place", "issuer", "tag"):
        return []
    facet = engine.search(Request(Anything(), limit=0, facets=(field,))).facets[0]
    wanted = folded(start.lstrip('"«“'))
    values = [value for value, _ in facet.values if folded(value).startswith(wanted)]
    return [f'{name}:"{value}"' if " " in value else f"{name}:{value}" for value in values[:most]]
