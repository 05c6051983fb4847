"""Which of the readings of an acronym that articles introduce are searched unasked."""

from __future__ import annotations

from collections.abc import Mapping

from archivist.search.variants import key_of

MOST_SPELLINGS = 3
RARE = 10
"""A reading that is so many times rarer than the usual one is an odd one out."""


def usual(counts: Mapping[str, int]) -> tuple[str, ...]:
    """Return the readings that are searched, the most usual first, of all and how often each is introduced."""
    best = max(counts.values(), default=0)
    seen: dict[str, str] = {}
    for other, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
        # The same long form with another apostrophe or case is one variant.
        if count * RARE >= best:
            seen.setdefault(key_of(other), other)
    return tuple(seen.values())[:MOST_SPELLINGS]
