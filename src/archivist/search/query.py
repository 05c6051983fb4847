"""The query tree: what was asked, as frozen nodes that every engine, the highlighter and the printer read.

``archivist.search.parse.parse`` makes trees from what people type; ``str(node)`` prints a tree in canonical
form, with French operators and field names, so that it reads back as the same tree. Nodes hold words as they
were typed: what terms a word stands for (stems, elision, compounds) is the business of ``archivist.french``.

    printed                     tree
    startup* ET "deep tech"     And((Prefix("startup"), Phrase(("deep", "tech"))))
    eau SAUF lieu:Rabat         And((Word("eau"), Not(Field("place", Word("Rabat")))))

From loosest to tightest: OU, then ET (or a mere blank), then SAUF, then PRES/n.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias, get_args

from archivist.search.fields import FIELDS as FIELDS
from archivist.search.fields import FieldName as FieldName
from archivist.search.fields import field_named as field_named
from archivist.values import value


class _Node:
    __slots__ = ()

    def __str__(self) -> str:
        return print_query(self)  # type: ignore[arg-type]  # every child of _Node is part of Query


@value
class Everything(_Node):
    """The empty query: every article. Only ever the whole tree."""


@value
class Word(_Node):
    """One word with its inflections: ``conventions``, ``l'innovation``, ``Rabat-Salé``, ``R&D``, ``1 500``.

    ``text`` is what was typed (NFC), without the punctuation around it; it may analyse into several terms.
    """

    text: str


@value
class Exact(_Node):
    """One quoted word, that form only: ``"convention"`` does not find ``conventions``."""

    text: str


@value
class Phrase(_Node):
    """Two or more quoted words in a row, each in that form only: ``"état de droit"``."""

    words: tuple[str, ...]


@value
class Prefix(_Node):
    """Every unstemmed form that begins with ``text``: ``inno*`` is ``Prefix("inno")``."""

    text: str


@value
class Wildcard(_Node):
    """Every unstemmed form of a pattern, ``*`` for any letters and ``?`` for one: ``m?t``, ``in*tion``."""

    pattern: str


@value
class Fuzzy(_Node):
    """Every form at most ``edits`` (1 or 2) letters away: ``mot~``, ``mot~2``."""

    text: str
    edits: int


@value
class Near(_Node):
    """Parts close to each other: each is found at most ``distance`` words from the next.

    ``distance`` 1 is the neighbouring word. ``"a b"~5`` is ordered and its parts are ``Exact``;
    ``a PRES/5 b PRES/5 c`` is in any order and its parts are words, phrases, patterns, or an ``Or`` of those.
    """

    parts: tuple[Place, ...]
    distance: int
    ordered: bool


@value
class And(_Node):
    """All parts, two or more, none an ``And``: ``a b``, ``a ET b``. ``a SAUF b`` is ``And((a, Not(b)))``."""

    parts: tuple[Query, ...]


@value
class Or(_Node):
    """Any of the parts, two or more, none of them an ``Or``: ``a OU b``."""

    parts: tuple[Query, ...]


@value
class Not(_Node):
    """All articles but those that ``part`` finds: ``SAUF a``, ``-a``. ``part`` is never a ``Not``."""

    part: Query


@value
class Field(_Node):
    """``part`` in one field only: ``titre:(eau OU climat)``; a field inside overrules. Never ``date``."""

    name: FieldName
    part: Query


@value
class Present(_Node):
    """Articles that have the field: ``lieu:*``."""

    field: FieldName


@value
class Dates(_Node):
    """Articles whose date may lie between two days ``yyyymmdd``, both included; None is an open end.

    ``date:2024-05`` is ``Dates(20240501, 20240531)``; ``date:<2020`` is ``Dates(None, 20191231)``.
    """

    first: int | None
    last: int | None


@value
class Saved(_Node):
    """A saved search by its name: ``@veille``."""

    name: str


@value
class Boost(_Node):
    """``part`` counts ``factor`` times (0.01 to 100) in the ranking: ``eau^2``, ``(eau climat)^1.5``."""

    part: Query
    factor: float


Leaf: TypeAlias = Word | Exact | Phrase | Prefix | Wildcard | Fuzzy
"""What stands for words of the text; ``Near`` joins these."""

Place: TypeAlias = Leaf | Or
"""A part of ``Near``: a leaf, or an ``Or`` of leaves."""

Query: TypeAlias = Everything | Leaf | Near | And | Or | Not | Field | Present | Dates | Saved | Boost
"""A query tree: one of the nodes above."""

_LEAVES = get_args(Leaf)


def all_of(parts: Iterable[Query]) -> Query:
    """Return the conjunction of one or more parts, flat: an ``And`` among them gives its own parts."""
    flat = tuple(inner for part in parts for inner in (part.parts if isinstance(part, And) else (part,)))
    return flat[0] if len(flat) == 1 else And(flat)


def any_of(parts: Iterable[Query]) -> Query:
    """Return the disjunction of one or more parts, flat: an ``Or`` among them gives its own parts."""
    flat = tuple(inner for part in parts for inner in (part.parts if isinstance(part, Or) else (part,)))
    return flat[0] if len(flat) == 1 else Or(flat)


def none_of(part: Query) -> Query:
    """Return the negation of ``part``; twice negated is the part itself."""
    return part.part if isinstance(part, Not) else Not(part)


def children(query: Query) -> tuple[Query, ...]:
    """Return the nodes directly under ``query``, in order; a leaf has none."""
    if isinstance(query, And | Or | Near):
        return query.parts
    if isinstance(query, Not | Field | Boost):
        return (query.part,)
    return ()


def walk(query: Query) -> Iterator[Query]:
    """Yield ``query`` and every node under it, parents before children, in the order of the printed form."""
    waiting = [query]
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(reversed(children(node)))


def sought(query: Query) -> Iterator[tuple[FieldName | None, Leaf]]:
    """Yield what can be seen in an article that is found: each leaf that is not negated, with its field.

    The parts of ``Near`` are yielded one by one.
    """
    waiting: list[tuple[FieldName | None, Query]] = [(None, query)]
    while waiting:
        field, node = waiting.pop()
        if isinstance(node, _LEAVES):
            yield field, node
        elif isinstance(node, Field):
            waiting.append((node.name, node.part))
        elif not isinstance(node, Not):
            waiting.extend((field, child) for child in reversed(children(node)))


def height(query: Query) -> int:
    """Return how many nodes the longest way down the tree has; a leaf has the height 1."""
    level, count = [query], 0
    while level:
        level = [child for node in level for child in children(node)]
        count += 1
    return count


def print_query(query: Query) -> str:
    """Print a tree in its canonical form, which ``parse`` reads as the same tree; ``Everything`` is empty.

    Holds for every tree that ``parse`` returns and whose canonical form has at most 4,000 characters.
    """
    match query:
        case Everything():
            return ""
        case Word(text):
            return text
        case Exact(text):
            return f'"{text}"'
        case Phrase(words):
            return f'"{" ".join(words)}"'
        case Prefix(text):
            return f"{text}*"
        case Wildcard(pattern):
            return pattern
        case Fuzzy(text, edits):
            return f"{text}~" if edits == 1 else f"{text}~{edits}"
        case Near(parts, distance, True):
            text = " ".join(part.text for part in parts if isinstance(part, Exact))
            return f'"{text}"~{distance}'
        case Near(parts, distance, _):
            return f" PRES/{distance} ".join(_grouped(part, Or) for part in parts)
        case And(parts):
            printed = [_grouped(part, Or) for part in parts]
            joins = (" " if isinstance(part, Not) else " ET " for part in parts[1:])
            return printed[0] + "".join(join + part for join, part in zip(joins, printed[1:], strict=True))
        case Or(parts):
            return " OU ".join(_grouped(part, And) for part in parts)
        case Not(part):
            return f"SAUF {_grouped(part, And, Or, Near)}"
        case Field(name, part):
            return f"{FIELDS[name][0]}:{_value(part)}"
        case Present(field):
            return f"{FIELDS[field][0]}:*"
        case Dates(first, last):
            from archivist.search.periods import print_period

            return f"date:{print_period(first, last)}"
        case Saved(name):
            return f"@{name}"
        case Boost(part, factor):
            return f"{_grouped(part, And, Or, Not, Near, Field, Boost)}^{factor:g}"


def _grouped(query: Query, *kinds: type) -> str:
    """Print ``query``, between parentheses if it is one of ``kinds``; an ordered ``Near`` has its quotes."""
    quoted = isinstance(query, Near) and query.ordered
    return f"({query})" if isinstance(query, kinds) and not quoted else str(query)


def _value(query: Query) -> str:
    """Print what follows a colon: a leaf as it is, with its boost; anything else between parentheses."""
    if isinstance(query, Boost):
        part = f"({query.part})" if isinstance(query.part, Boost) else _value(query.part)
        return f"{part}^{query.factor:g}"
    bare = isinstance(query, _LEAVES) or (isinstance(query, Near) and query.ordered)
    return str(query) if bare else f"({query})"
