"""Values to choose from, with how many articles have each; it counts them in the background."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.timer import Timer
from textual.widgets import OptionList
from textual.widgets.option_list import Option
from textual.worker import get_current_worker

from archivist.display import shown_number
from archivist.errors import ArchivistError
from archivist.texts import _
from archivist.tui.counts import Counts, count
from archivist.tui.filters import HEADINGS, Chosen, Filters, label
from archivist.tui.messages import Counted, Toggled
from archivist.tui.wrap import fit

if TYPE_CHECKING:
    from archivist.archive import Archive

PAUSE = 0.2
"""Seconds after an answer before its values are counted: a reader who goes on typing waits for hits, not for bars."""
FEW = 8
"""Values of a field that are shown before more are asked for."""


class FacetList(OptionList):
    """The values of each field, the most frequent first; any number of them can be chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "select", _("choose"), tooltip=_("Choose a value, or no longer")),
        Binding("down,j", "cursor_down", show=False, tooltip=_("Next value")),
        Binding("up,k", "cursor_up", show=False, tooltip=_("Previous value")),
        Binding("home,g", "first", show=False, tooltip=_("First value")),
        Binding("end,G", "last", show=False, tooltip=_("Last value")),
    ]

    def __init__(self, archive: Archive, *, plain: bool = False, id: str | None = None) -> None:
        super().__init__(id=id, markup=False, compact=True)
        self.counts = Counts()
        self.shown: tuple[str, Filters] | None = None
        """What was typed and the filters that the counts are of."""
        self._archive = archive
        self._plain = plain
        self._filters = Filters()
        self._asked: tuple[str, Filters] | None = None
        self._expanded: set[str] = set()
        self._pause: Timer | None = None
        self._choices: dict[str, Chosen] = {}

    def ask(self, typed: str, filters: Filters) -> None:
        """Count what the query finds, once no other has been asked for a moment; ``Counted`` says when it is done."""
        if self._pause is not None:
            self._pause.stop()
        self._asked = (typed, filters)
        self._pause = self.set_timer(PAUSE, partial(self._look_up, self._asked))

    def _look_up(self, asked: tuple[str, Filters]) -> None:
        self.run_worker(partial(self._work, asked), group="count", thread=True, exclusive=True)

    def _work(self, asked: tuple[str, Filters]) -> None:
        worker = get_current_worker()
        try:
            counts = count(self._archive, *asked)
        except ArchivistError:
            return  # the search itself has said it
        if not worker.is_cancelled:
            self.post_message(Counted(asked, counts))

    @on(Counted)
    def _show_counts(self, message: Counted) -> None:
        if message.asked is not self._asked:
            message.stop()
            return
        self.counts, self._filters = message.counts, message.asked[1]
        self.shown = message.asked
        self._fill()

    def on_resize(self) -> None:
        """Draw the bars as long as there is room."""
        self._fill()

    def _fill(self) -> None:
        """Show the values, with the cursor on the one where it was."""
        at = self.highlighted_option.id if self.highlighted_option else None
        options: list[Option] = []
        self._choices = {}
        for field, heading in HEADINGS.items():
            values = self.counts.values.get(field, ())
            chosen = self._filters.values(field)
            values = (*values, *((value, 0) for value in chosen if value not in dict(values) and field != "date"))
            if not values or (field == "source" and not chosen and max(number for _value, number in values) == 1):
                continue  # files that gave one release each narrow nothing
            if options:
                options.append(Option("", disabled=True))
            options.append(Option(Content.styled(heading, "bold $quiet"), disabled=True))
            few = len(values) if field in self._expanded else FEW
            shown = [one for index, one in enumerate(values) if index < few or one[0] in chosen]
            most = max(number for _value, number in values)
            for value, number in shown:
                id = f"value-{field}-{value}"
                self._choices[id] = (field, value)
                options.append(Option(self._line(field, value, number, most, value in chosen), id=id))
            if len(shown) < len(values):
                left = _("{count} more …").format(count=shown_number(len(values) - len(shown)))
                options.append(Option(Content.styled(f"    {left}", "$quiet"), id=f"more-{field}"))
        self.clear_options()
        self.add_options(options)
        ids = [option.id for option in options]
        if at is not None and at in ids:
            self.highlighted = ids.index(at)
        elif self.has_focus:
            self.action_first()

    def _line(self, field: str, value: str, number: int, most: int, chosen: bool) -> Content:
        width = max(self.scrollable_content_region.width - 2, 24)
        room = max(min(width // 4, 16), 4) if not self._plain else 0
        mark = ("[x] " if chosen else "[ ] ") if self._plain else ("● " if chosen else "○ ")
        counted = shown_number(number)
        name = fit(label(field, value), max(width - room - len(mark) - len(counted) - 4, 4))
        gap = " " * max(width - room - len(mark) - cell_len(name) - len(counted) - 3, 1)
        halves = max(round(room * 2 * number / max(most, 1)), 1) if number and room else 0
        bar = "━" * (halves // 2) + "╸" * (halves % 2)
        style = "bold $primary" if chosen else ""
        shown = (counted, "$quiet")
        return Content.assemble((mark, "$primary"), (name, style), gap, shown, "  ", (bar, "$primary 60%"))

    def on_focus(self) -> None:
        """Stand on a value from the beginning."""
        if self.highlighted is None:
            self.action_first()

    @on(OptionList.OptionSelected)
    def _selected(self, message: OptionList.OptionSelected) -> None:
        message.stop()
        id = message.option_id or ""
        if id in self._choices:
            self.post_message(Toggled(*self._choices[id]))
        elif id.startswith("more-"):
            self._expanded.add(id.removeprefix("more-"))
            at = self.highlighted
            self._fill()
            self.highlighted = at
