"""The reader: one article as a quiet page, wrapped once per width, drawn where it can be seen."""

from __future__ import annotations

from bisect import bisect_right
from operator import itemgetter
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.selection import Selection
from textual.strip import Strip

from archivist.texts import _
from archivist.tui.drawing import COMPONENTS, MARK, MEASURE, places, select
from archivist.tui.messages import MatchMoved
from archivist.tui.page import INDENTS, Look, Page, PageLine
from archivist.tui.widgets.painted import Painted


class Reader(Painted, can_focus=True, inherit_bindings=False):
    """One article, or nothing."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *COMPONENTS.values(),
        "reader--mark",
        "reader--bold",
        "reader--match",
        "reader--current",
        "reader--place",
        "reader--current-place",
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        # The first five are the screen's: here they are shown before its others.
        Binding("n", "screen.move_match(1)", _("next match")),
        Binding("right,l", "screen.neighbour(1)", _("next article")),
        Binding("escape", "screen.back", _("back")),
        Binding("e", "screen.export", _("export")),
        Binding("ctrl+f", "screen.find", _("find")),
        Binding("down,j", "scroll(1)", show=False, tooltip=_("One line down")),
        Binding("up,k", "scroll(-1)", show=False, tooltip=_("One line up")),
        Binding("pagedown,space,ctrl+d", "page(1)", show=False, tooltip=_("One page down")),
        Binding("pageup,b,ctrl+u", "page(-1)", show=False, tooltip=_("One page up")),
        Binding("home,g", "scroll_home", show=False, tooltip=_("Beginning of the article")),
        Binding("end,G", "scroll_end", show=False, tooltip=_("End of the article")),
    ]
    TOP = 1  # empty lines above the title

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.page: Page | None = None
        self.current: int | None = None
        """The index of the match that the reader stands at; ``None`` before the first jump."""
        self._lines: list[PageLine] = []
        self._laid_out_for = 0
        self._places: frozenset[int] | None = None
        self._current_place = -1

    def show(self, page: Page | None) -> None:
        """Show a page from its beginning, or nothing; only its matches where the text is shown already."""
        same = page is not None and self.page is not None and page.text is self.page.text
        self.page = page
        self.current = None
        self._places = None
        if same:
            self._strips.clear()
            self.refresh()
        else:
            self._lay_out()
            self.scroll_to(y=0, animate=False, immediate=True)
        self.post_message(MatchMoved().set_sender(self))  # so that it goes on beyond a parent that caused it

    @property
    def measure(self) -> int:
        """How wide the column of text is, in cells."""
        return max(min(MEASURE, self.scrollable_content_region.width - 4), 8)

    @property
    def margin(self) -> int:
        """How many cells are left free on the left, so that the column stands in the middle."""
        return max((self.scrollable_content_region.width - self.measure) // 2, 0)

    def _lay_out(self) -> None:
        self._laid_out_for = self.scrollable_content_region.width
        self._strips.clear()
        self._places = None
        self._lines = self.page.lay_out(self.measure) if self.page else []
        self.virtual_size = Size(self._laid_out_for, len(self._lines) + self.TOP + 1 if self._lines else 0)
        self.refresh()

    def on_resize(self) -> None:
        """Wrap again where the width has changed; what was at the top stays there."""
        self._places = None
        if self.scrollable_content_region.width == self._laid_out_for:
            return
        at_top = self.scroll_offset.y
        anchor = None
        if at_top and self._lines:
            anchor = self._offset_at_top()
        self._lay_out()
        if anchor is not None:
            self.scroll_to(y=self._line_of(anchor) + self.TOP, animate=False, immediate=True)

    def _line_of(self, offset: int) -> int:
        return max(bisect_right(self._lines, offset, key=itemgetter(0)) - 1, 0)

    def render_line(self, y: int) -> Strip:
        """Draw one line of what is in view."""
        line = self.scroll_offset.y + y
        width = self.scrollable_content_region.width
        index = line - self.TOP
        if not 0 <= index < len(self._lines):
            return self._with_place(Strip.blank(width, self.base), y)
        selected = None if self.text_selection is None else self.text_selection.get_span(line)
        if selected is not None:
            strip = self._draw(index, selected)
        elif (cached := self._strips.get(index)) is not None:
            strip = cached
        else:
            strip = self._strips[index] = self._draw(index)
        return self._with_place(strip.adjust_cell_length(width, self.base).apply_offsets(0, line), y)

    def _with_place(self, strip: Strip, y: int) -> Strip:
        """Mark on the right, beside the scroll bar, that this part of the page has matches."""
        if self._places is None:
            self._places = self._find_places()
        if y not in self._places:
            return strip
        style = self.component("reader--current-place" if y == self._current_place else "reader--place")
        return Strip.join([strip.crop(0, strip.cell_length - 1), Strip([Segment(MARK, self.base + style)])])

    def _find_places(self) -> frozenset[int]:
        height, lines = self.scrollable_content_region.height, self.virtual_size.height
        if self.page is None or lines <= height or self.screen.has_class("-plain"):
            return frozenset()
        if self.current is None:
            self._current_place = -1
        else:
            self._current_place = (self._line_of(self.page.spans[self.current][0]) + self.TOP) * height // lines
        return places(self.page.spans, self._lines, self.TOP, lines, height)

    def _draw(self, index: int, selected: tuple[int, int] | None = None) -> Strip:
        assert self.page is not None
        line = self._lines[index]
        block = self.page.blocks[line[2]]
        base = self.base
        if block.kind in COMPONENTS:
            base += self.component(COMPONENTS[block.kind])
        indent = self.margin + INDENTS.get(block.kind, 0)
        segments = [Segment(" " * indent, self.base)]
        if block.mark:
            mark = block.mark if line[3] else " " * cell_len(block.mark)
            segments.append(Segment(mark, base + self.component("reader--mark")))
        for text, look in self.page.pieces(line, self.current):
            style = base
            if Look.BOLD in look:
                style += self.component("reader--bold")
            if Look.MATCH in look:
                style += self.component("reader--match")
            elif Look.CURRENT in look:
                style += self.component("reader--current")
            segments.append(Segment(text, style))
        if selected is not None:
            segments = select(segments, *selected, self.screen.get_component_rich_style("screen--selection"))
        return Strip(segments)

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """Return the text that the mouse has selected, without the margin, and what ends it."""
        if self.page is None:
            return None
        lines = [""] * self.TOP
        lines += ("".join(text for text, _s, _c in self._draw(index)) for index in range(len(self._lines)))
        selected = selection.extract("\n".join(lines))
        return "\n".join(
            line[self.margin :] if not line[: self.margin].strip() else line for line in selected.split("\n")
        ), "\n"

    def selection_updated(self, selection: Selection | None) -> None:
        """Draw what the mouse selects."""
        self.refresh()

    @property
    def matches(self) -> int:
        """How many matches the page has."""
        return len(self.page.spans) if self.page else 0

    def move_match(self, step: int) -> None:
        """Go to the next match (``1``) or the previous one (``-1``), around the ends."""
        if self.page is None or not self.page.spans:
            return
        if self.current is None:
            self.current = 0 if step > 0 else self.matches - 1
        else:
            self.current = (self.current + step) % self.matches
        self._strips.clear()
        self._places = None
        line = self._line_of(self.page.spans[self.current][0]) + self.TOP
        height = self.scrollable_content_region.height
        if not self.scroll_offset.y <= line < self.scroll_offset.y + height:
            self.scroll_to(y=line - height // 3, animate=False, immediate=True)
        self.refresh()
        self.post_message(MatchMoved())

    def stand_before(self) -> None:
        """Let the next match be the first one from the top of the view on."""
        if self.page is not None and self.page.spans:
            top = self._offset_at_top()
            before = [index for index, (start, _end) in enumerate(self.page.spans) if start < top]
            self.current = before[-1] if before else None

    def _offset_at_top(self) -> int:
        if not self._lines:
            return 0
        return self._lines[max(0, min(self.scroll_offset.y - self.TOP, len(self._lines) - 1))][0]

    @property
    def passage(self) -> str:
        """The paragraph of the current match, or else the one at the top of the view."""
        if self.page is None:
            return ""
        at = self._offset_at_top() if self.current is None else self.page.spans[self.current][0]
        return self.page.block_at(at)

    def action_scroll(self, lines: int) -> None:
        """Scroll by some lines."""
        self.scroll_to(y=self.scroll_offset.y + lines, animate=False, immediate=True)

    def action_page(self, pages: int) -> None:
        """Scroll by a view, less two lines so that the eye finds its place again."""
        self.action_scroll(pages * max(self.scrollable_content_region.height - 2, 1))

    def action_scroll_home(self) -> None:
        """Go to the beginning."""
        self.scroll_to(y=0, animate=False, immediate=True)

    def action_scroll_end(self) -> None:
        """Go to the end."""
        self.scroll_to(y=self.max_scroll_y, animate=False, immediate=True)
