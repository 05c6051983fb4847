"""The room without what can be done in it: where things stand, what is open, what the parts say."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from threading import Lock
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.reactive import reactive
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Static

from archivist.errors import ArchivistError
from archivist.search.results import Hit
from archivist.texts import _
from archivist.tui import messages
from archivist.tui.calm import REST, Calm
from archivist.tui.filters import Filters
from archivist.tui.memory import Memory
from archivist.tui.opening import CannotOpen
from archivist.tui.page import one_line
from archivist.tui.rows import HitRow, Row, SuggestionRow
from archivist.tui.widgets.chips import Chips
from archivist.tui.widgets.keys_line import KeysLine
from archivist.tui.widgets.prompt import PathSuggester, Prompt
from archivist.tui.widgets.reading import Reading
from archivist.tui.widgets.reading_pane import ReadingPane
from archivist.tui.widgets.results import Results
from archivist.tui.widgets.search_field import SearchField
from archivist.tui.widgets.work_line import WorkLine

if TYPE_CHECKING:
    from archivist.archive import Archive

WIDE = 100
"""Columns from which hits and article are shown side by side."""
LOW = 16
"""Lines below which only the query, the results and the keys are shown."""
SAVING_PAUSE = 1.0
"""Seconds after which what the reader leaves behind is written."""


class Room(Screen[None]):
    """Search field, hits and reader; side by side where there is room, else one at a time."""

    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012 - as Textual declares it
    VERTICAL_BREAKPOINTS = [(0, "-low"), (LOW, "-high")]  # noqa: RUF012
    filters: reactive[Filters] = reactive(Filters(), init=False)
    """The values of fields that narrow the query."""

    def __init__(self, archive: Archive, query: str = "", *, plain: bool = False) -> None:
        super().__init__(classes="-plain" if plain else None)
        self.archive = archive
        self.memory = Memory(archive.root)
        self._first_query = query
        self._plain = plain
        self._is_saving = False
        self._is_newcomer = False
        self._calm = Calm()
        self._resting: Timer | None = None
        self.writing = Lock()
        """Held by the one worker that writes to the archive."""

    def compose(self) -> ComposeResult:
        """Lay out the room from top to bottom."""
        yield WorkLine(id="work")
        with Horizontal(id="masthead"):
            yield Static("archivist", id="name", markup=False)
            yield Static("", id="archive", markup=False)
        with Horizontal(id="question"):
            yield Static(_("Search:") if self._plain else "⌕", id="prompt", markup=False)
            yield SearchField(self.archive, self._first_query, id="field")
        yield Reading(id="reading")
        yield Chips(cross="x" if self._plain else "✕", id="chips")
        with Horizontal(id="room"):
            yield Results(self.archive, plain=self._plain, id="results")
            yield ReadingPane(self.archive, id="pane")
        yield Prompt(id="ask")
        yield KeysLine(id="keys")

    def on_mount(self) -> None:
        """Ask the first question: the query of the command line, or the newest releases."""
        self._calm.begin()
        self.results.hits.read, self.results.hits.bookmarks = self.memory.read, self.memory.bookmarks
        self.field.history = self.memory.history
        self.field.focus()
        self.field.cursor_position = len(self.field.value)
        self.results.ask(self.field.value)
        self.watch(self.field, "completions", partial(setattr, self.query_one(Reading), "completions"))
        self._is_newcomer = not self.memory.history
        self.hint("" if self._first_query else _("Type to search; enter goes to the results, f1 shows all keys."))

    def on_unmount(self) -> None:
        """Keep what the reader leaves behind."""
        self.memory.save()
        self._calm.end()

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

    @property
    def is_reading(self) -> bool:
        """Whether the article has the focus."""
        return self.focused is self.pane.reader

    @property
    def hit(self) -> Hit | None:
        """The hit that keys about an article mean: the one that is read, else the selected one."""
        row = self.results.hits.selected
        if self.is_reading or self.pane.is_finding or not isinstance(row, HitRow):
            return self.pane.hit
        return row.hit

    def open(self, hit: Hit, *, rest: bool = False) -> None:
        """Show the article of a hit in the reader."""
        results = self.results.results
        self.pane.open(hit, results.query if results else "", rest=rest)

    def choose(self, row: Row | None) -> None:
        """Read a hit, or search what a row suggests."""
        if isinstance(row, HitRow):
            self.memory.ask(self.field.value)
            self.mark_read(row.hit.id)
            self.open(row.hit)
            self.add_class("-reading")  # where there is one pane, the article takes the place of the hits
            self.set_focus(self.pane.reader)
            self.hint(_("n goes to the next match, esc back to the results; f1 shows all keys."))
        elif isinstance(row, SuggestionRow):
            self.search(row.query)

    def search(self, query: str) -> None:
        """Search a whole query, without filters, with the query in the field."""
        self.field.write(query)
        self.set_reactive(Room.filters, Filters())
        self.query_one(Chips).filters = Filters()
        self.results.ask(self.field.value, Filters())

    def watch_filters(self, filters: Filters) -> None:
        """Search within the filters."""
        self.query_one(Chips).filters = filters
        self.results.ask(self.field.value, filters)
        self.refresh_bindings()

    def show_hits(self) -> None:
        """Go to the hits."""
        self.remove_class("-reading")
        self.results.show_panel(None)
        self.set_focus(self.results.hits)
        self.hint(_("Arrows choose, enter reads, f filters by year or issuer; f1 shows keys."))

    def hint(self, sentence: str) -> None:
        """Tell who is here for the first time how to go on, where nothing else is to be said of the query."""
        if self._is_newcomer:
            self.query_one(Reading).hint = sentence

    def mark_read(self, id: str, read: bool = True) -> None:
        """Count an article as read, or as unread."""
        self.memory.mark_read(id, read)
        self.keep_memory()

    def keep_memory(self) -> None:
        """Show what the reader has changed, and write it soon."""
        self.results.hits.draw_again()
        self.field.history = self.memory.history
        if self.memory.changed and not self._is_saving:
            self._is_saving = True
            self.set_timer(SAVING_PAUSE, self._save)

    def _save(self) -> None:
        self._is_saving = False
        self.run_worker(self.memory.save, group="memory", thread=True)

    def has_worked(self) -> None:
        """Tidy up when the reader has had what was asked for, and seems to read."""
        if self._resting is not None:
            self._resting.stop()
        self._resting = self.set_timer(REST, self._calm.rest)

    def ask(
        self,
        question: str,
        then: Callable[[str], None],
        *,
        value: str = "",
        proposed: bool = False,
        paths: bool = False,
    ) -> None:
        """Ask the reader something on the line above the keys; ``paths`` are completed from the disk."""
        self.app.clear_notifications()  # they would cover the question
        suggester = PathSuggester() if paths else None
        self.query_one(Prompt).ask(question, then, value=value, proposed=proposed, suggester=suggester)
        self.refresh_bindings()

    def tell(self, sentence: str, *, failed: bool = False) -> None:
        """Say something that the reader need not answer."""
        self.notify(one_line(sentence), severity="error" if failed else "information", markup=False)

    def tell_notices(self) -> None:
        """Say what the archive has to say."""
        while self.archive.notices:
            self.tell(self.archive.notices.pop(0))

    def in_background(self, work: Callable[[], None], group: str) -> None:
        """Do some work in a thread; what goes wrong is said. The work posts messages and touches no widget."""
        self.run_worker(partial(self._work, work), group=group, thread=True)

    def _work(self, work: Callable[[], None]) -> None:
        try:
            work()
        except (ArchivistError, CannotOpen) as error:
            self.post_message(messages.Done(str(error), failed=True))
