"""What a person would see of the interface, as text."""

from __future__ import annotations

from collections.abc import Callable

from textual.pilot import Pilot
from textual.widget import Widget

from archivist.tui.app import ArchivistApp
from archivist.tui.rows import HitRow
from archivist.tui.screens.reading_room import ReadingRoom

NARROW = (80, 24)
WIDE = (160, 50)


def room(pilot: Pilot[None]) -> ReadingRoom:
    assert isinstance(pilot.app, ArchivistApp)
    assert isinstance(pilot.app.screen_stack[0], ReadingRoom)
    return pilot.app.screen_stack[0]


def seen(widget: Widget) -> str:
    """The lines of a widget as drawn, trailing blanks left out."""
    return "\n".join(widget.render_line(y).text.rstrip() for y in range(widget.size.height))


def palette_of_room(pilot: Pilot[None]) -> set[str]:
    """What the palette offers, by name."""
    return {command.title for command in pilot.app.get_system_commands(pilot.app.screen)}


def notes(pilot: Pilot[None]) -> list[str]:
    """What the reader has been told."""
    return [note.message for note in pilot.app._notifications]


def said(pilot: Pilot[None], selector: str) -> str:
    return str(room(pilot).query_one(selector).render())


def whole(pilot: Pilot[None]) -> str:
    """The whole screen as the picture of it says."""
    picture = pilot.app.export_screenshot()
    return picture.replace("&#160;", " ")


def titles(pilot: Pilot[None]) -> list[str]:
    return [row.hit.title for row in room(pilot).results.hits.rows if isinstance(row, HitRow)]


def selected(pilot: Pilot[None]) -> str:
    row = room(pilot).results.hits.selected
    assert isinstance(row, HitRow)
    return row.hit.title


def reading(pilot: Pilot[None]) -> str | None:
    page = room(pilot).pane.reader.page
    return page.id if page else None


async def until(pilot: Pilot[None], true: Callable[[], object], seconds: float = 5.0) -> None:
    """Wait until something is so; the threads of the interface take the time they take."""
    for _turn in range(int(seconds / 0.02)):
        if true():
            await pilot.pause()
            return
        await pilot.pause(0.02)
    raise AssertionError("it never happened")


async def search(pilot: Pilot[None], query: str) -> None:
    """Put a query in the field and wait for its answer."""
    room(pilot).field.focus()
    room(pilot).field.value = query
    await answered(pilot, query)


async def type_in(pilot: Pilot[None], query: str) -> None:
    """Type a query in the field, key by key, and wait for its answer."""
    room(pilot).field.focus()
    await pilot.press(*("space" if character == " " else character for character in query))
    await answered(pilot, query)


async def answered(pilot: Pilot[None], query: str) -> None:
    """Wait for the answer to a query, with what is suggested in place of it."""
    results = room(pilot).results
    await until(pilot, lambda: results.results and results.results.query == query and results._pause is None)
