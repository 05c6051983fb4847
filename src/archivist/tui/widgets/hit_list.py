"""The list of hits, drawn line by line: only what can be seen is styled."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Container, Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.reactive import reactive
from textual.strip import Strip

from archivist.texts import _
from archivist.tui.messages import EndNear, HitHighlighted, RowClicked
from archivist.tui.rows import HitRow, NoteRow, Piece, Row, Tone, choosable, lay_out
from archivist.tui.widgets.keys_line import RESULTS_KEYS
from archivist.tui.widgets.painted import Painted

NEAR = 8
"""How many rows before the end more are asked for."""


class HitList(Painted, can_focus=True, inherit_bindings=False):
    """Hits to walk through and choose from, with notes between them that the cursor passes over.

    Its screen has an action ``choose`` for the row that is selected.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *(f"hit--{tone.value}" for tone in Tone),
        *(f"hit--{name}" for name in ("match", "read", "unread", "bookmark", "selected", "edge")),
    }
    # With priority, for keys that follow each other fast must be obeyed in their order.
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(keys, action, name, show=bool(name), priority=True, tooltip=says)
        for keys, action, name, says in (
            ("enter", "screen.choose", _("read"), _("Read the article")),
            *RESULTS_KEYS,
            ("down,j", "move(1)", "", _("Next article")),
            ("up,k", "move(-1)", "", _("Previous article")),
            ("pagedown,space,ctrl+d", "page(1)", "", _("One page down")),
            ("pageup,ctrl+u", "page(-1)", "", _("One page up")),
            ("home,g", "go_first", "", _("First article")),
            ("end,G", "go_last", "", _("Last article that is loaded")),
        )
    ]
    ALLOW_SELECT = False
    compact: reactive[bool] = reactive(False)

    def __init__(self, *, id: str | None = None, plain: bool = False) -> None:
        super().__init__(id=id)
        self.rows: list[Row] = []
        self.cursor: int | None = None
        """The index in ``rows`` of the row that is selected."""
        self.read: Container[str] = ()
        """The ids of the articles that have been read."""
        self.bookmarks: Container[str] = ()
        self._plain = plain
        self._edge = ">" if plain else "▌"
        self._margin = 2 if plain else 3  # for the edge that marks the cursor, and the marks of the reader
        self._lines: list[list[Piece]] = []
        self._tops: list[int] = []
        self._laid_out_for = 0

    def show(self, rows: Sequence[Row], cursor: int | None = None, scroll: int = 0) -> None:
        """Show these rows from line ``scroll``, with the cursor on a row, or on the first that can be chosen."""
        self.rows = list(rows)
        self.cursor = None
        self._lay_out()
        self.scroll_to(y=scroll, animate=False, immediate=True)
        self._select(choosable(self.rows, 0, 1) if cursor is None else cursor, scroll=False)
        if len(self._lines) < self.size.height:
            self.post_message(EndNear())

    def extend(self, rows: Sequence[Row]) -> None:
        """Add rows at the end; the cursor and the view stay where they are."""
        self.rows.extend(rows)
        self._lay_out(len(self.rows) - len(rows))

    def draw_again(self) -> None:
        """Show what has been read and marked meanwhile."""
        self._strips.clear()
        self.refresh()

    def watch_compact(self) -> None:
        """Lay the rows out again, with the cursor in view."""
        self._lay_out()
        self._show_cursor()

    @property
    def selected(self) -> Row | None:
        """The row that the cursor is on."""
        return None if self.cursor is None else self.rows[self.cursor]

    def _lay_out(self, start: int = 0) -> None:
        """Wrap the rows from index ``start`` on to the width there is."""
        width = self.scrollable_content_region.width
        if not start:
            self._lines, self._tops = [], []
        self._laid_out_for = width
        for row in self.rows[start:]:
            self._tops.append(len(self._lines))
            self._lines += lay_out(row, max(width - self._margin - 1, 8), compact=self.compact)
        self._strips.clear()
        self.virtual_size = Size(width, len(self._lines))
        self.refresh()

    def on_resize(self) -> None:
        """Wrap again where the width has changed, and keep the cursor in view."""
        if self.scrollable_content_region.width != self._laid_out_for:
            self._lay_out()
            self._show_cursor()

    def render_line(self, y: int) -> Strip:
        """Draw one line of what is in view."""
        line = self.scroll_offset.y + y
        width = self.scrollable_content_region.width
        if line >= len(self._lines):
            return Strip.blank(width, self.base)
        strip = self._strips.get(line)
        if strip is None:
            strip = self._strips[line] = self._draw(line).adjust_cell_length(width, self.base)
        return strip

    def _draw(self, line: int) -> Strip:
        pieces = self._lines[line]
        row = bisect_right(self._tops, line) - 1
        selected = row == self.cursor and bool(pieces)
        base = self.component("hit--selected", partial=False) if selected else self.base
        edge = base + self._partial("edge")
        here = selected and not (self._plain and line > self._tops[row])  # a screen reader reads the mark each time
        segments = [Segment(self._edge if here else " ", edge if here else base)]
        shown = self.rows[row]
        read = isinstance(shown, HitRow) and shown.hit.id in self.read
        segments.append(self._mark(shown if line == self._tops[row] else None, base))
        for text, tone, match in pieces:
            style = base + self._partial(tone.value)
            if read and tone is Tone.TITLE:
                style += self._partial("read")
            if match:
                style += self._partial("match")
            segments.append(Segment(text, style))
        if selected:
            width = self.scrollable_content_region.width
            segments.append(Segment(" " * (width - sum(cell_len(text) for text, _s, _c in segments)), base))
        return Strip(segments)

    def _mark(self, row: Row | None, base: Style) -> Segment:
        """Return the mark of a bookmark or of an article that has not been read, where there is one."""
        mark, style = " ", base
        if isinstance(row, HitRow) and row.hit.id in self.bookmarks:
            mark, style = "*" if self._plain else "★", base + self._partial("bookmark")
        elif isinstance(row, HitRow) and row.hit.id not in self.read and not self._plain:
            mark, style = "•", base + self._partial("unread")
        return Segment(mark.ljust(self._margin - 1), style)

    def _partial(self, name: str) -> Style:
        return self.component(f"hit--{name}")

    def _select(self, index: int | None, *, scroll: bool = True) -> None:
        if index != self.cursor:
            self.cursor = index
            self.draw_again()
            row = self.selected
            if isinstance(row, HitRow):
                # The sender is named, for Textual would stop the message where its parent caused it.
                self.post_message(HitHighlighted(row.hit).set_sender(self))
        if scroll:
            self._show_cursor()
        if index is not None and index >= len(self.rows) - NEAR:
            self.post_message(EndNear())

    def _show_cursor(self) -> None:
        """Scroll as far as needed for the selected row, with the notes just before it, to be in view."""
        if self.cursor is None:
            return
        first = self.cursor
        while first and isinstance(self.rows[first - 1], NoteRow):
            first -= 1
        top, bottom = self._tops[first], self._bottom(self.cursor)
        height = self.scrollable_content_region.height
        target = self.scroll_offset.y
        if bottom > target + height:
            target = bottom - height
        if top < target:
            target = top
        if target != self.scroll_offset.y:
            self.scroll_to(y=target, animate=False, immediate=True)

    def _bottom(self, index: int) -> int:
        return self._tops[index + 1] if index + 1 < len(self._tops) else len(self._lines)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Ask for more when the view comes near the end, as with the wheel."""
        super().watch_scroll_y(old_value, new_value)
        if self.rows and new_value + 2 * self.size.height >= len(self._lines):
            self.post_message(EndNear())

    def action_move(self, step: int) -> None:
        """Move the cursor to the next row (``1``) or the previous one (``-1``) that can be chosen."""
        index = choosable(self.rows, 0 if self.cursor is None else self.cursor + step, step)
        if index is not None:
            self._select(index)

    def action_page(self, pages: int) -> None:
        """Move the cursor by as many rows as fit in the view, at least one."""
        if self.cursor is None:
            return
        line = self._tops[self.cursor] + pages * max(self.scrollable_content_region.height - 2, 1)
        index = bisect_right(self._tops, max(0, min(line, len(self._lines) - 1))) - 1
        self._nearest(index if index != self.cursor else index + pages, -1 if pages > 0 else 1)

    def action_go_first(self) -> None:
        """Move the cursor to the first row that can be chosen."""
        self._nearest(0, 1)

    def action_go_last(self) -> None:
        """Move the cursor to the last row."""
        self._nearest(len(self.rows) - 1, -1)

    def _nearest(self, index: int, step: int) -> None:
        found = choosable(self.rows, max(0, min(index, len(self.rows) - 1)), step)
        if found is None:
            found = choosable(self.rows, 0, 1)
        if found is not None:
            self._select(found)

    def on_click(self, event: events.Click) -> None:
        """Choose the row under the mouse."""
        line = self.scroll_offset.y + event.y
        if line < len(self._lines):
            index = bisect_right(self._tops, line) - 1
            if not isinstance(self.rows[index], NoteRow):
                self._select(index)
                self.post_message(RowClicked(self.rows[index]))
