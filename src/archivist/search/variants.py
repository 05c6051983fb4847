"""Other ways to say a name: acronyms that articles introduce, and what the archive's own list says.

A run of words is compared by its *key*: the stems of its words, grammatical ones left out. ``Université Mohammed VI
Polytechnique`` and ``l'université Mohammed VI polytechnique`` have one key.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Protocol

from archivist.french.analyze import tokens
from archivist.french.lexicon import ORDINALS_IN_WORDS
from archivist.values import value

LONGEST = 10
"""Words of the longest run that is looked up."""


class Variants(Protocol):
    """A source of variants."""

    def of(self, key: str) -> tuple[str, ...]:
        """Return the other ways to say what has the key ``key``, the most usual first."""


def key_of(text: str) -> str:
    """Return the key of a run of words: their stems between blanks, empty where all are grammatical."""
    return " ".join(
        token.piece.terms[0][0] for token in tokens(text) if not token.piece.joined and not token.piece.grammatical
    )


@value
class Listed:
    """Variants from an editable list, a group a line: ``UM6P = Université Mohammed VI Polytechnique``."""

    groups: dict[str, tuple[str, ...]]

    @classmethod
    def parse(cls, lines: Iterable[str]) -> Listed:
        """Read a list; ``#`` begins a comment, what is no group is passed over."""
        groups: dict[str, tuple[str, ...]] = {}
        for line in lines:
            spellings = [spelling.strip() for spelling in line.split("#", 1)[0].split("=")]
            keyed = {key_of(spelling): spelling for spelling in spellings if spelling}
            keyed.pop("", None)
            for key in keyed if len(keyed) > 1 else ():
                others = tuple(spelling for other, spelling in keyed.items() if other != key)
                groups[key] = tuple(dict.fromkeys((*groups.get(key, ()), *others)))
        return cls(groups)

    def of(self, key: str) -> tuple[str, ...]:
        """Return the other spellings of the group that has the key."""
        return self.groups.get(key, ())


@value
class Joined:
    """Several sources of variants as one, the first ones first."""

    sources: tuple[Variants, ...]

    def of(self, key: str) -> tuple[str, ...]:
        """Return the variants of every source."""
        return tuple(dict.fromkeys(variant for source in self.sources for variant in source.of(key)))


def usual(key: str) -> tuple[str, ...]:
    """Return the other ways to say a key that every archive knows: ``vingt et unième``, ``21e``."""
    return _usual().get(key, ())


@cache
def _usual() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for words, figures in ORDINALS_IN_WORDS.items():
        found[key_of(words)] = (figures,)
        found[key_of(figures)] = (words,)
    return found
