"""Whether two texts say the same: their words, the runs of words that both have, and a sketch to find such texts by.

A *passage* is a run of four words. A *sketch* is the smallest hashes of all passages of a text (bottom-k sampling;
Broder, *On the resemblance and containment of documents*, 1997): texts that share much share much of their sketches, so
that a look-up of few numbers finds the candidates among many texts.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from heapq import nsmallest
from typing import NamedTuple
from zlib import crc32

from archivist.french.normalize import fold

PASSAGE = 4
"""Words of a passage: fewer are common by chance, more are lost with every corrected word."""

SKETCH = 32
"""Hashes of a sketch: two texts that share a fifth of all their passages have about seven in common."""

# Soft hyphens and combining accents stay inside a word.
_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f\u00ad])*")
_LIGATURES = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "\u00ad": None})
_FIGURE = re.compile(r"\d+")


def words(text: str) -> list[str]:
    """Return the words of a text in small letters without accents; marks and blanks between them do not count."""
    return list(map(_plain, _WORD.findall(text)))


class Fingerprint(NamedTuple):
    """How a text is found again: its number of words, their digest, and its sketch, empty where it is too short."""

    words: int
    digest: str
    sketch: tuple[int, ...]


def fingerprint(text: str, least: int) -> Fingerprint:
    """Return the fingerprint of a text; below ``least`` words it is too short for a sketch."""
    found = words(text)
    return Fingerprint(len(found), digest(found), sketch(found) if len(found) >= least else ())


def digest(text: Sequence[str]) -> str:
    """Return a digest of words, by which the same text is recognised in another typography."""
    return hashlib.sha256(" ".join(text).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def sketch(text: Sequence[str]) -> tuple[int, ...]:
    """Return the smallest 32-bit hashes of the passages of a text, rising, at most ``SKETCH`` of them."""
    hashes = {crc32(" ".join(passage).encode("utf-8", "surrogatepass")) for passage in _passages(text)}
    return tuple(nsmallest(SKETCH, hashes))


def resemblance(text: Sequence[str], other: Sequence[str]) -> float:
    """Return the share, from 0 to 1, of the passages of the shorter text that both have."""
    passages, others = _passages(text), _passages(other)
    shorter = min(len(passages), len(others))
    return len(passages & others) / shorter if shorter else 0.0


def common_share(text: Sequence[str], other: Sequence[str]) -> float:
    """Return the share, from 0 to 1, of the words of the shorter text that both have, wherever they stand."""
    shorter = min(len(text), len(other))
    return (Counter(text) & Counter(other)).total() / shorter if shorter else 0.0


def figures(text: Sequence[str]) -> list[str]:
    """Return the numbers among the words of a text."""
    return [word for word in text if _FIGURE.fullmatch(word)]


def framed(text: Sequence[str], other: Sequence[str], most: int) -> bool:
    """Tell whether one of two texts is the other within a frame of at most ``most`` words at each end."""
    inner, outer = sorted((text, other), key=len)
    room = len(outer) - len(inner)
    return any(outer[start : start + len(inner)] == inner for start in range(max(0, room - most), min(room, most) + 1))


@lru_cache(maxsize=200_000)
def _plain(word: str) -> str:
    return fold(word.translate(_LIGATURES)).lower()


def _passages(text: Sequence[str]) -> set[tuple[str, ...]]:
    return {tuple(text[at : at + PASSAGE]) for at in range(max(1, len(text) - PASSAGE + 1))} if text else set()
