"""The timeline: one line, a bar for each year or month; a bar that is chosen narrows the dates."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget

from archivist.display import article_count
from archivist.texts import _
from archivist.tui.counts import Bar
from archivist.tui.filters import label
from archivist.tui.messages import Toggled

BLOCKS = "▁▂▃▄▅▆▇█"
LABEL = 8
"""Cells of the period at either end, with a blank: ``01/2024``."""


class Timeline(Widget, can_focus=True):
    """Bars to walk along and choose from."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"timeline--bar", "timeline--chosen", "timeline--cursor", "timeline--label"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "choose", _("choose"), tooltip=_("Choose a year or month")),
        Binding("right,l", "move(1)", _("later"), tooltip=_("Later year or month")),
        Binding("left,h", "move(-1)", _("earlier"), tooltip=_("Earlier year or month")),
        Binding("end,G", "go_last", show=False, tooltip=_("Last year or month")),
        Binding("home,g", "go_first", show=False, tooltip=_("First year or month")),
    ]
    bars: reactive[tuple[Bar, ...]] = reactive(())
    chosen: reactive[tuple[str, ...]] = reactive(())
    cursor: reactive[int] = reactive(0)

    def watch_bars(self, before: tuple[Bar, ...], bars: tuple[Bar, ...]) -> None:
        """Stand at the last bar, or at the one that was chosen where there are others now."""
        if [bar.period for bar in before] != [bar.period for bar in bars]:
            periods = [bar.period for bar in bars]
            at = next((periods.index(period) for period in self.chosen if period in periods), len(bars) - 1)
            self.cursor = max(at, 0)
        self.set_class(len(bars) > 1, "-shown")

    def validate_cursor(self, cursor: int) -> int:
        """Stay on a bar."""
        return max(0, min(cursor, len(self.bars) - 1))

    @property
    def _cells(self) -> int:
        """Cells of a bar with the gap before the next."""
        return max(1, min(4, self._room // max(len(self.bars), 1)))

    @property
    def _room(self) -> int:
        """Cells for the bars, between the two labels."""
        return max(self.content_size.width - 2 * LABEL, 1)

    @property
    def _first(self) -> int:
        """The index of the first bar that is drawn, where there is not room for all."""
        room = self._room
        return 0 if len(self.bars) <= room else max(0, min(self.cursor - room // 2, len(self.bars) - room))

    def render(self) -> Content:
        """Draw the bars between the first period and the last; above them, while it has the focus, what one is."""
        if not self.bars:
            return Content()
        most = max(bar.articles for bar in self.bars)
        cells, first = self._cells, self._first
        last = min(first + self._room, len(self.bars))
        parts: list[tuple[str, Style]] = []
        if self.content_size.height > 1:
            at = self.bars[self.cursor]
            said = f"{label('date', at.period)} · {article_count(at.articles)}" if self.has_focus else ""
            parts.append((f"{said}\n", self._style("chosen")))
        parts.append((_short(self.bars[first].period).ljust(LABEL), self._style("label")))
        for index, bar in enumerate(self.bars[first:last], first):
            style = self._style("chosen" if self._is_chosen(bar) else "bar")
            if index == self.cursor and self.has_focus:
                style = self._style("cursor")
            block = BLOCKS[max(-(-bar.articles * 8 // most) - 1, 0)] if bar.articles and most else " "
            gap = 1 if cells > 2 else 0
            parts += [(block * (cells - gap), style), (" " * gap, self._style("bar"))]
        parts.append((f" {_short(self.bars[last - 1].period)}", self._style("label")))
        return Content.assemble(*parts)

    def _style(self, name: str) -> Style:
        return self.get_visual_style(f"timeline--{name}", partial=True)

    def _is_chosen(self, bar: Bar) -> bool:
        return any(bar.period == period or bar.period.startswith(f"{period}-") for period in self.chosen)

    def action_move(self, step: int) -> None:
        """Go to the next bar or the previous one."""
        self.cursor += step

    def action_go_first(self) -> None:
        """Go to the first bar."""
        self.cursor = 0

    def action_go_last(self) -> None:
        """Go to the last bar."""
        self.cursor = len(self.bars) - 1

    def action_choose(self) -> None:
        """Narrow the dates to the bar, or no longer."""
        if self.bars:
            self.post_message(Toggled("date", self.bars[self.cursor].period))

    def on_click(self, event: events.Click) -> None:
        """Choose the bar under the mouse."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        index = self._first + (offset.x - LABEL) // self._cells
        if offset.x >= LABEL and 0 <= index < len(self.bars):
            self.cursor = index
            self.action_choose()


def _short(period: str) -> str:
    """Return a period in seven cells at most: ``2024``, ``05/2024``."""
    return "/".join(reversed(period.split("-")))
