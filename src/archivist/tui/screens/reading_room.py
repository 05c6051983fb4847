"""The reading room: the query on top, what was found, what is read."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input, Static

from archivist.display import shown_number
from archivist.errors import QueryError
from archivist.search.results import Hit
from archivist.texts import _, ngettext
from archivist.tui import messages
from archivist.tui.page import one_line
from archivist.tui.rows import HitRow, Row, SuggestionRow
from archivist.tui.widgets.keys_line import KeysLine
from archivist.tui.widgets.reading_pane import ReadingPane
from archivist.tui.widgets.results import Results
from archivist.tui.widgets.search_field import Reading, SearchField

if TYPE_CHECKING:
    from archivist.archive import Archive

WIDE = 100
"""Columns from which hits and article are shown side by side."""


class ReadingRoom(Screen[None]):
    """Search field, hits and reader; side by side where there is room, else one at a time."""

    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012 - as Textual declares it
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "move_match(1)", _("next match"), key_display="n", tooltip=_("Next match")),
        Binding("N", "move_match(-1)", show=False, tooltip=_("Previous match")),
        Binding("escape", "back", _("back"), key_display="esc", priority=True, tooltip=_("Back to the results")),
        Binding("right,l", "neighbour(1)", show=False, tooltip=_("Read the next release")),
        Binding("left,h", "neighbour(-1)", show=False, tooltip=_("Read the previous release")),
        Binding("slash", "search", _("search"), key_display="/", priority=True, tooltip=_("Write a query")),
        Binding("s", "sort", _("sort"), tooltip=_("Sort: relevance, newest, oldest")),
        Binding("question_mark", "app.help", _("help"), key_display="?", tooltip=_("Show the keys")),
        Binding("f1", "app.help", show=False, tooltip=_("Show the keys")),
        Binding("q", "app.quit", _("quit"), tooltip=_("Leave the reading room")),
    ]

    def __init__(self, archive: Archive, query: str = "", *, plain: bool = False) -> None:
        super().__init__(classes="-plain" if plain else None)
        self._archive = archive
        self._first_query = query
        self._plain = plain

    def compose(self) -> ComposeResult:
        """Lay out the room from top to bottom."""
        with Horizontal(id="masthead"):
            yield Static("archivist", id="name", markup=False)
            yield Static("", id="archive", markup=False)
        with Horizontal(id="question"):
            yield Static(_("Search:") if self._plain else "⌕", id="prompt", markup=False)
            yield SearchField(self._first_query, id="field")
        yield Reading(id="reading")
        with Horizontal(id="room"):
            yield Results(self._archive, plain=self._plain, id="results")
            yield ReadingPane(self._archive, id="pane")
        yield KeysLine(id="keys")

    def on_mount(self) -> None:
        """Ask the first question: the query of the command line, or the newest releases."""
        self.field.focus()
        self.field.cursor_position = len(self.field.value)
        self.results.ask(self.field.value)

    @property
    def field(self) -> SearchField:
        """The search field."""
        return self.query_one(SearchField)

    @property
    def results(self) -> Results:
        """What was found."""
        return self.query_one(Results)

    @property
    def pane(self) -> ReadingPane:
        """What is read."""
        return self.query_one(ReadingPane)

    @property
    def wide(self) -> bool:
        """Whether hits and article are side by side."""
        return not self._plain and self.app.size.width >= WIDE

    # What happens

    @on(Input.Changed)
    def _query_changed(self, message: Input.Changed) -> None:
        if message.value != self.results.wording:
            self.results.ask(message.value, pause=True)

    @on(messages.Answered)
    def _answered(self, message: messages.Answered) -> None:
        results, articles = message.answer.results, message.answer.articles
        self.query_one(Reading).show_results(results)
        count = ngettext("{count} release", "{count} releases", articles).format(count=shown_number(articles))
        self.query_one("#archive", Static).update(Content(f"{one_line(self._archive.root.name)} · {count}"))
        if not results.hits:
            self.pane.close()
        elif self.wide and not isinstance(self.results.hits.selected, HitRow):
            self._open(results.hits[0], rest=True)  # the cursor is on a suggestion
        self._tell_notices()
        self.refresh_bindings()

    @on(messages.NotAnswered)
    def _not_answered(self, message: messages.NotAnswered) -> None:
        if isinstance(message.error, QueryError):
            self.query_one(Reading).show_error(str(message.error))
        else:
            self.notify(one_line(str(message.error)), severity="error", markup=False)
        self._tell_notices()

    @on(messages.NotOpened)
    def _not_opened(self, message: messages.NotOpened) -> None:
        self.notify(one_line(str(message.error)), severity="warning", markup=False)
        self.action_back()

    @on(messages.HitHighlighted)
    def _highlighted(self, message: messages.HitHighlighted) -> None:
        if self.wide:
            self._open(message.hit, rest=True)

    @on(messages.RowClicked)
    def _clicked(self, message: messages.RowClicked) -> None:
        if self.wide and isinstance(message.row, HitRow):
            self._open(message.row.hit)  # beside the list, where the mouse is
        else:
            self._choose(message.row)

    @on(messages.MatchMoved)
    def _match_moved(self) -> None:
        self.refresh_bindings()

    def on_resize(self) -> None:
        """Fold to one pane or unfold to two; nothing that was open is lost."""
        row = self.results.hits.selected
        if self.wide and isinstance(row, HitRow):
            self._open(row.hit)
        self.set_class(self.focused is self.pane.reader, "-reading")

    def _open(self, hit: Hit, *, rest: bool = False) -> None:
        results = self.results.results
        self.pane.open(hit, results.query if results else "", rest=rest)

    def _choose(self, row: Row | None) -> None:
        if isinstance(row, HitRow):
            self._open(row.hit)
            self.add_class("-reading")  # where there is one pane, the article takes the place of the hits
            self.set_focus(self.pane.reader)
        elif isinstance(row, SuggestionRow):
            self.field.value = row.query
            self.field.cursor_position = len(self.field.value)
            self.results.ask(self.field.value)

    def _tell_notices(self) -> None:
        while self._archive.notices:
            self.notify(one_line(self._archive.notices.pop(0)), markup=False)

    # What keys and commands do

    def action_search(self) -> None:
        """Go to the search field, with the query selected so that typing begins a new one."""
        self.remove_class("-reading")
        self.set_focus(self.field)
        self.field.select_all()

    def action_leave_field(self) -> None:
        """Go from the field to the hits."""
        self.set_focus(self.results.hits)

    def action_choose(self) -> None:
        """Read the selected hit, or search what is suggested."""
        self._choose(self.results.hits.selected)

    def action_back(self) -> None:
        """Go back to the hits."""
        self.remove_class("-reading")
        self.set_focus(self.results.hits)

    def action_sort(self) -> None:
        """Change the order of the hits."""
        self.results.change_sort()

    def action_move_match(self, step: int) -> None:
        """Go to another match of the article."""
        self.pane.reader.move_match(step)

    def action_neighbour(self, step: int) -> None:
        """Read another hit without going back to the list."""
        self.results.hits.action_move(step)
        row = self.results.hits.selected
        if isinstance(row, HitRow):
            self._open(row.hit)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what does something where the reader is."""
        if not self.is_mounted:
            return True
        reading = self.focused is self.pane.reader
        if action == "move_match":
            return bool(self.pane.reader.matches) and (self.wide or reading)
        if action in ("back", "neighbour"):
            return reading
        return True
