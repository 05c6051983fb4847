"""The last line of a screen: the keys that do something where you are."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.screen import Screen
from textual.style import Style
from textual.widgets import Static

GAP = 2
"""Cells between two keys."""


class KeysLine(Static):
    """The keys of the focused widget, then of the screen, as many as fit; each can be clicked."""

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
        self.refresh(layout=False)

    def render(self) -> Content:
        """Draw the keys that fit."""
        shown = Content()
        room = self.content_size.width
        seen: set[str] = set()
        for active in self.screen.active_bindings.values():
            binding = active.binding
            if not (binding.show and binding.description and active.enabled) or binding.action in seen:
                continue
            seen.add(binding.action)
            key = self.app.get_key_display(binding)
            needed = cell_len(f"{key} {binding.description}") + (GAP if len(shown) else 0)
            if needed > room:
                break
            room -= needed
            meta = Style.from_meta({"key": binding.key})
            shown = Content.assemble(
                shown,
                " " * GAP if len(shown) else "",
                (key, self.get_visual_style("keys--key", partial=True) + meta),
                (f" {binding.description}", meta),
            )
        return shown

    def on_click(self, event: events.Click) -> None:
        """Press the key that was clicked."""
        key = event.style.meta.get("key")
        if key:
            self.app.simulate_key(key)
