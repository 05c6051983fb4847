"""The keys of every place, read from the bindings that are in force: for the help and for the palette."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from textual.app import App
from textual.binding import Binding
from textual.dom import DOMNode
from textual.keys import format_key

from archivist.texts import _
from archivist.tui.screens.help import Section
from archivist.tui.screens.reading_room import ReadingRoom
from archivist.tui.widgets.facet_list import FacetList
from archivist.tui.widgets.hit_list import HitList
from archivist.tui.widgets.reader import Reader
from archivist.tui.widgets.search_field import SearchField
from archivist.tui.widgets.shelf import Shelf
from archivist.tui.widgets.timeline import Timeline

NAMES = {
    "delete": _("del"),
    "end": _("end"),
    "enter": "↵",
    "escape": _("esc"),
    "home": _("home"),
    "pagedown": _("pgdn"),
    "pageup": _("pgup"),
    "space": _("space"),
    "tab": _("tab"),
}
"""What is written on keys, where Textual has another name for them or only an English one."""

EDITING = (
    (f"← → {NAMES['home']} {NAMES['end']}", _("Move in the query")),
    ("ctrl+w", _("Delete the word before")),
    ("ctrl+u", _("Delete all before")),
)
"""What the field does besides, as in every terminal."""


SPOKEN = {"enter": _("enter"), "up": _("up"), "down": _("down"), "left": _("left"), "right": _("right")}
"""The keys that are otherwise shown as signs, in words for a screen reader."""


def shown_key(binding: Binding, *, spoken: bool = False) -> str:
    """Return what a reader calls a key, in the reader's language: ``ctrl+f``, ``↵`` (``enter`` if spoken), ``?``."""
    *modifiers, key = binding.key.split("+")
    name = SPOKEN.get(key) if spoken else None
    return "+".join((*modifiers, name or NAMES.get(key) or format_key(key)))


class Command(NamedTuple):
    """Something that can be done: what it is called, the keys that do it, the action and whose it is."""

    says: str
    keys: str
    action: str
    node: DOMNode


def commands(app: App[None], node: DOMNode) -> Iterator[Command]:
    """Yield what the node binds keys to, in the order of its classes of ours, the most general first."""
    bindings: dict[str, list[Binding]] = {}
    for kind in reversed(type(node).__mro__):
        if kind.__module__.startswith("archivist."):
            for binding in Binding.make_bindings(kind.__dict__.get("BINDINGS", ())):
                if binding.tooltip:
                    bindings.setdefault(binding.action, []).append(binding)
    for action, same in bindings.items():
        keys = dict.fromkeys(app.get_key_display(binding) for binding in same)
        yield Command(same[0].tooltip, " ".join(keys), action, node)


def sections(app: App[None], room: ReadingRoom) -> tuple[Section, ...]:
    """Return the keys by place, the place where the focus is first."""
    places: list[tuple[str, DOMNode]] = [
        (_("In the search field"), room.query_one(SearchField)),
        (_("In the results"), room.query_one(HitList)),
        (_("In the article"), room.query_one(Reader)),
        (_("In the filters"), room.query_one(FacetList)),
        (_("In the saved searches"), room.query_one(Shelf)),
        (_("In the timeline"), room.query_one(Timeline)),
    ]
    places.sort(key=lambda place: place[1] is not room.focused)
    made = []
    for name, node in places:
        rows = tuple((command.keys, command.says) for command in commands(app, node))
        if isinstance(node, SearchField):
            rows += EDITING
        made.append((name, rows))
    everywhere = tuple((command.keys, command.says) for command in commands(app, room))
    palette = (("ctrl+p", _("All commands")),)
    made.insert(1, (_("Outside the field"), everywhere + palette))
    return tuple(made)
