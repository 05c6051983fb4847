"""The tree of terms: what an engine looks up, what the highlighter looks for, and what ``explain`` puts in words.

A *clause* is a frozen node. ``Term`` is one place in a text: any of some stems, or any of some forms. ``Sequence`` is
terms close to each other. ``Spelling`` is a pattern that the engine expands on the forms it has. The others combine.
"""

from __future__ import annotations

from typing import TypeAlias

from archivist.french.analyze import Term as FrenchTerm
from archivist.search.fields import FieldName
from archivist.values import value

SOURCE_MARK = "@"
"""Begins the terms of the field ``source``, which a search finds only when it names the field."""


@value
class Term:
    """One word at one place: any of ``stems``, or any of ``forms`` (each under its stem).

    ``exact`` are the forms that the reader typed, which rank before their inflections. A ``grammatical`` term neither
    makes nor breaks a match of several words. ``zone`` is the field it is looked for in, None for all of the text.
    """

    text: str
    stems: tuple[str, ...] = ()
    forms: tuple[FrenchTerm, ...] = ()
    exact: tuple[FrenchTerm, ...] = ()
    grammatical: bool = False
    zone: FieldName | None = None


@value
class Spelling:
    """Every form that fits: ``kind`` is ``"prefix"``, ``"wildcard"`` or ``"fuzzy"`` (at most ``edits`` away)."""

    kind: str
    text: str
    edits: int = 0
    zone: FieldName | None = None


@value
class Sequence:
    """Parts that stand at most ``distance`` words from one to the next, in their order or in any."""

    parts: tuple[Clause, ...]
    distance: int = 1
    ordered: bool = True


@value
class AllOf:
    """Documents that every part finds."""

    parts: tuple[Clause, ...]


@value
class OneOf:
    """Documents that at least one part finds.

    With ``variants`` the first part is what was typed, and the others are other ways to say it.
    """

    parts: tuple[Clause, ...]
    variants: bool = False


@value
class Without:
    """Documents that the part does not find."""

    part: Clause


@value
class Weighted:
    """The documents of ``part``, with ``factor`` times its score."""

    part: Clause
    factor: float


@value
class Days:
    """Documents whose date may lie between two days ``yyyymmdd``, both included; None is an open end."""

    first: int | None
    last: int | None


@value
class Having:
    """Documents that have a value in the field."""

    field: FieldName


@value
class Named:
    """Documents whose id is ``id``, or begins with it where ``prefix`` is true."""

    id: str
    prefix: bool = False


@value
class Anything:
    """Every document."""


@value
class Nothing:
    """No document: a word that has no letter left."""


Clause: TypeAlias = (
    Term | Spelling | Sequence | AllOf | OneOf | Without | Weighted | Days | Having | Named | Anything | Nothing
)
"""A clause: one of the nodes above."""


def leaves(clause: Clause) -> tuple[Term | Spelling | Sequence, ...]:
    """Return what can be seen in an article that is found: terms, spellings and sequences that are not excluded."""
    match clause:
        case Term() | Spelling() | Sequence():
            return (clause,)
        case AllOf(parts) | OneOf(parts):
            return tuple(leaf for part in parts for leaf in leaves(part))
        case Weighted(part, _):
            return leaves(part)
        case _:
            return ()


def terms_of(clause: Clause) -> tuple[Term | Spelling, ...]:
    """Return the terms and spellings of a clause, those of sequences one by one."""
    found: list[Term | Spelling] = []
    for leaf in leaves(clause):
        if isinstance(leaf, Sequence):
            found.extend(term for part in leaf.parts for term in terms_of(part))
        else:
            found.append(leaf)
    return tuple(found)


def loose_parts(clause: Clause) -> tuple[Clause, ...]:
    """Return what a partial match of ``clause`` may have only some of: its words, those of phrases one by one.

    Another way to say a name stays whole: half of it says something else. What is no word (a date, an exclusion) gives
    nothing.
    """
    match clause:
        case Term():
            # What is typed between quotes (forms, no stems) is asked for, whatever it is.
            return () if clause.grammatical and clause.stems else (clause,)
        case Spelling():
            return (clause,)
        case Sequence(parts):
            return tuple(part for part in parts if not (isinstance(part, Term) and part.grammatical))
        case OneOf((typed, *others), True):
            return tuple(OneOf((word, *others), variants=True) for word in loose_parts(typed))
        case AllOf(parts) | OneOf(parts):
            return tuple(dict.fromkeys(word for part in parts for word in loose_parts(part)))
        case Weighted(part, factor):
            return tuple(Weighted(word, factor) for word in loose_parts(part))
        case _:
            return ()


def loosened(clause: Clause, nearest: tuple[Term, ...] = ()) -> Clause:
    """Return the clause of the partial matches of ``clause``: any of its words, or of what stands for unknown ones."""
    return OneOf((*loose_parts(clause), *nearest))
