"""The last line of a screen: the keys that do something where you are."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.screen import Screen
from textual.style import Style
from textual.widgets import Static

from archivist.texts import _

HELP = "app.help"
RESULTS_KEYS = (
    ("slash", "screen.search", _("search"), ""),
    ("f", "screen.facets", _("filter"), ""),
    ("w", "screen.save_search", _("save"), ""),
    ("e", "screen.export", _("export"), ""),
    ("s", "screen.sort", _("sort"), ""),
    ("x", "screen.unfilter", _("unfilter"), ""),
)
"""Keys of the screen that are shown before its others where results have the focus: what is done with results."""
GAP = 2
"""Cells between two keys."""


class KeysLine(Static):
    """The keys of the focused widget, then of the screen, as many as fit, and the help; each can be clicked."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"keys--key"}
    ALLOW_SELECT = False

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, markup=False)

    def on_mount(self) -> None:
        """Follow the focus."""
        self.screen.bindings_updated_signal.subscribe(self, self._changed)

    def on_unmount(self) -> None:
        """Follow no more."""
        self.screen.bindings_updated_signal.unsubscribe(self)

    def _changed(self, _screen: Screen[object]) -> None:
        if self.screen.is_current:  # below a sheet, the actions would be looked for in the sheet
            self.refresh(layout=False)

    def render(self) -> Content:
        """Draw the keys that fit."""
        shown = Content()
        bindings: dict[str, Binding] = {}
        for active in self.screen.active_bindings.values():
            if active.binding.show and active.binding.description and active.enabled:
                bindings.setdefault(active.binding.action, active.binding)
        last = bindings.pop(HELP, None)  # where the other keys are found, it has its place
        texts = {action: self._text(binding) for action, binding in bindings.items()}
        room = self.content_size.width - (cell_len(self._text(last)) + GAP if last else 0)
        fitting: list[Binding] = []
        for action, text in texts.items():
            room -= cell_len(text) + (GAP if fitting else 0)
            if room < 0:
                break
            fitting.append(bindings[action])
        for binding in [*fitting, *([last] if last else [])]:
            key = self.app.get_key_display(binding)
            meta = Style.from_meta({"key": binding.key})
            shown = Content.assemble(
                shown,
                " " * GAP if len(shown) else "",
                (key, self.get_visual_style("keys--key", partial=True) + meta),
                (f" {binding.description}", meta),
            )
        return shown

    def _text(self, binding: Binding) -> str:
        return f"{self.app.get_key_display(binding)} {binding.description}"

    def on_click(self, event: events.Click) -> None:
        """Press the key that was clicked."""
        key = event.style.meta.get("key")
        if key:
            self.app.simulate_key(key)
