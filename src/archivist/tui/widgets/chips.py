"""What is chosen, as chips under the query; each can be taken away with the mouse."""

from __future__ import annotations

from textual import events
from textual.content import Content
from textual.reactive import reactive
from textual.style import Style
from textual.widgets import Static

from archivist.texts import _
from archivist.tui.filters import Chosen, Filters, label
from archivist.tui.messages import Toggled
from archivist.tui.wrap import fit

LONGEST = 32
"""Cells of a chip's value."""

NAMES = {"date": "", "place": "", "issuer": _("issuer: "), "source": _("source: "), "tag": _("tag: ")}
"""What stands before a value that does not say itself of what it is."""


class Chips(Static):
    """One line of chips; nothing, and no line, where nothing is chosen."""

    ALLOW_SELECT = False
    filters: reactive[Filters] = reactive(Filters(), layout=True)

    def __init__(self, *, cross: str = "✕", id: str | None = None) -> None:
        super().__init__(id=id, markup=False)
        self._cross = cross
        self.display = False

    def watch_filters(self, filters: Filters) -> None:
        """Take a line only where there is something to show."""
        self.display = bool(filters)

    def render(self) -> Content:
        """Draw the chips, those that were chosen last first cut off where there is no room."""
        parts: list[Content | tuple[str, str | Style]] = []
        for number, chosen in enumerate(self.filters.chosen):
            meta = Style.from_meta({"chip": number})
            parts += [(self._text(chosen), self.visual_style + meta), (f" {self._cross}", meta), "   "]  # type: ignore[list-item]
        return Content.assemble(*parts)

    def _text(self, chosen: Chosen) -> str:
        field, value = chosen
        return NAMES[field] + fit(label(field, value), LONGEST)

    def on_click(self, event: events.Click) -> None:
        """Take away the chip that was clicked."""
        number = event.style.meta.get("chip")
        if number is not None:
            self.post_message(Toggled(*self.filters.chosen[number]))
