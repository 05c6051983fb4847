"""The help: the keys of where you are, and of the other places."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len
from textual.content import Content

from archivist.tui.screens.sheet import Sheet

Section = tuple[str, tuple[tuple[str, str], ...]]
"""The name of a place, and its keys, each with what it does."""


class Help(Sheet):
    """A sheet of keys over the room."""

    def __init__(self, places: tuple[Section, ...]) -> None:
        super().__init__(_columns(places))
        self.places = places


def _columns(places: tuple[Section, ...]) -> Iterator[tuple[str, Content]]:
    widest = max((cell_len(keys) for _name, rows in places for keys, _does in rows), default=0)
    for name, rows in places:
        lines = [Content.assemble((keys.rjust(widest), "$primary bold"), "   ", does) for keys, does in rows]
        yield name, Content("\n").join(lines)
