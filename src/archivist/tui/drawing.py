"""What the reader draws besides its text: a selection, and marks beside the scroll bar."""

from __future__ import annotations

from collections.abc import Iterable

from rich.segment import Segment
from rich.style import Style

from archivist.tui.page import Kind

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


def places(rows: Iterable[int], lines: int, height: int, current: int | None) -> dict[int, bool]:
    """Return the lines of a view, ``height`` high, that stand for the rows, among ``lines``, that have matches.

    Each with whether the match of index ``current`` is there.
    """
    found: dict[int, bool] = {}
    for index, row in enumerate(rows):
        y = row * height // lines
        found[y] = found.get(y, False) or index == current
    return found


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
