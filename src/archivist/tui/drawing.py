"""What the reader draws besides its text: a selection, and marks beside the scroll bar."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style

from archivist.search.results import Span
from archivist.tui.page import Kind, PageLine

MARK = "▐"

MEASURE = 76
"""The widest that a line of text gets, in cells: what the eye follows without losing the next line."""

COMPONENTS = {
    Kind.TITLE: "reader--title",
    Kind.ABOUT: "reader--about",
    Kind.HEADING: "reader--heading",
    Kind.QUOTE: "reader--quote",
}
"""The styles of the lines that are not plain paragraphs."""


def places(spans: Sequence[Span], drawn: Sequence[PageLine], top: int, lines: int, height: int) -> frozenset[int]:
    """Return the lines of a view, ``height`` high, that stand for a part of the page with matches.

    The page has ``lines`` lines: ``top`` empty ones, those that are ``drawn``, and maybe others.
    """
    found = set()
    for y in range(height):
        # The lines that this one stands for, and with them the characters.
        first, last = (max(-(-edge * lines // height) - top, 0) for edge in (y, y + 1))
        if first < min(last, len(drawn)):
            begin = bisect_left(spans, drawn[first][:1])
            end = bisect_left(spans, drawn[last][:1]) if last < len(drawn) else len(spans)
            if begin < end:
                found.add(y)
    return frozenset(found)


def select(segments: list[Segment], start: int, end: int, style: Style) -> list[Segment]:
    """Give the characters from ``start`` to ``end`` (``-1``: to the end) the style of a selection."""
    selected: list[Segment] = []
    at = 0
    for text, own, _control in segments:
        first = max(0, min(start - at, len(text)))
        last = len(text) if end == -1 else max(first, min(end - at, len(text)))
        for piece, chosen in ((text[:first], False), (text[first:last], True), (text[last:], False)):
            if piece:
                selected.append(Segment(piece, (own or Style()) + style if chosen else own))
        at += len(text)
    return selected
