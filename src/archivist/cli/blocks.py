"""The text of an article cut into what is drawn: paragraphs, headings, list entries, quotes.

Article text is light Markdown. Its markers are taken out here, and the matches that were found in the text
as it is written are moved to where they stand in each block.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from archivist.search.results import Span

Kind = Literal["paragraph", "heading", "entry", "quote"]

_MARKER = re.compile(r"(?P<heading>#{1,6}) +|(?P<entry>[-*+]|\d{1,3}[.)]) +|(?P<quote>>) ?")
_BOLD = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*")


@dataclass(frozen=True, slots=True)
class Block:
    """A block of text on one line, without its marker.

    ``marker`` is what stood there: ``##``, ``-``, ``2.``, ``>`` or nothing. ``matches``
    and ``bold`` are spans of ``text``.
    """

    kind: Kind
    marker: str
    text: str
    matches: tuple[Span, ...]
    bold: tuple[Span, ...]


def blocks(text: str, matches: Sequence[Span] = ()) -> Iterator[Block]:
    """Yield the blocks of a text; ``matches`` are spans of the whole text, sorted and disjoint."""
    kind: Kind = "paragraph"
    marker = ""
    lines: list[Span] = []
    at = 0
    for line in text.splitlines(keepends=True):
        found = _MARKER.match(line)
        start = at + (found.end() if found else len(line) - len(line.lstrip()))
        end = at + len(line.rstrip())
        at += len(line)
        more = start < end and kind != "heading" and (found is None or found.lastgroup == kind == "quote")
        if lines and not more:
            yield _block(kind, marker, text, lines, matches)
            lines = []
        if start < end:
            if not lines:
                kind, marker = _opened(found)
            lines.append((start, end))
    if lines:
        yield _block(kind, marker, text, lines, matches)


def _opened(found: re.Match[str] | None) -> tuple[Kind, str]:
    """Return the kind and the marker of the block that a line begins."""
    if found is None:
        return "paragraph", ""
    for kind in ("heading", "entry", "quote"):
        if found[kind]:
            return kind, found[kind]
    raise AssertionError(found)


def _block(kind: Kind, marker: str, text: str, lines: Sequence[Span], matches: Sequence[Span]) -> Block:
    """Join the lines of a block with blanks, take out the stars of bold passages, move the spans along."""
    kept = [place for start, end in lines for place in (*range(start, end), end)][:-1]
    joined = "".join(" " if text[place].isspace() else text[place] for place in kept)
    bold = [(found.start(), found.end()) for found in _BOLD.finditer(joined)]
    stars = {place for start, end in bold for place in (start, start + 1, end - 2, end - 1)}
    left = [index for index in range(len(kept)) if index not in stars]
    places = [kept[index] for index in left]
    return Block(
        kind,
        marker,
        "".join(joined[index] for index in left),
        _moved(matches, places),
        _moved(bold, left),
    )


def _moved(spans: Sequence[Span], places: Sequence[int]) -> tuple[Span, ...]:
    """Return the spans counted in ``places``, the sorted positions of the characters that were kept."""
    moved = ((bisect_left(places, start), bisect_left(places, end)) for start, end in spans)
    return tuple((start, end) for start, end in moved if start < end)
