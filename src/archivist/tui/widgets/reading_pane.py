"""What is read: the article, and at which of its matches the reader is; it is fetched in the background."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Static
from textual.worker import get_current_worker

from archivist.display import shown_number
from archivist.errors import ArchivistError
from archivist.search.results import Hit
from archivist.texts import _, ngettext
from archivist.tui.messages import MatchMoved, NotOpened, Opened, Wanted
from archivist.tui.questions import open_page
from archivist.tui.widgets.reader import Reader

if TYPE_CHECKING:
    from archivist.archive import Archive

RESTING = 0.04
"""Seconds that the cursor rests on a hit before its article is opened beside it."""


class ReadingPane(Vertical):
    """One article with the matches of a query."""

    def __init__(self, archive: Archive, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._archive = archive
        self._wanted: Wanted | None = None
        self._rest: Timer | None = None

    def compose(self) -> ComposeResult:
        """Lay out the place above the page."""
        yield Static("", id="place", markup=False)
        yield Reader(id="reader")

    @property
    def reader(self) -> Reader:
        """The reader."""
        return self.query_one(Reader)

    def open(self, hit: Hit, query: str, *, rest: bool = False) -> None:
        """Read the article of a hit; with ``rest``, once no other has been asked for a moment."""
        self._stop_resting()
        if self._wanted is not None and (self._wanted[0].id, self._wanted[1]) == (hit.id, query):
            return
        if rest:
            self._rest = self.set_timer(RESTING, partial(self.open, hit, query))
            return
        self._wanted = (hit, query)
        self.run_worker(partial(self._work, self._wanted), group="read", thread=True, exclusive=True)

    def close(self) -> None:
        """Show no article."""
        self._stop_resting()
        self._wanted = None
        self.workers.cancel_group(self, "read")
        self.reader.show(None)

    def _stop_resting(self) -> None:
        if self._rest is not None:
            self._rest.stop()
            self._rest = None

    def _work(self, wanted: Wanted) -> None:
        worker = get_current_worker()
        try:
            for page in open_page(self._archive, *wanted):
                if worker.is_cancelled:
                    return
                self.post_message(Opened(wanted, page))
        except ArchivistError as error:
            if not worker.is_cancelled:
                self.post_message(NotOpened(wanted, error))

    @on(Opened)
    def _show_page(self, message: Opened) -> None:
        if message.wanted is self._wanted:
            self.reader.show(message.page)
        else:
            message.stop()

    @on(NotOpened)
    def _show_nothing(self, message: NotOpened) -> None:
        if message.wanted is self._wanted:
            self._wanted = None
            self.reader.show(None)
        else:
            message.stop()

    @on(MatchMoved)
    def _say_place(self) -> None:
        reader = self.reader
        said = ""
        if reader.matches:
            count = shown_number(reader.matches)
            if reader.current is None:
                said = ngettext("{count} match", "{count} matches", reader.matches).format(count=count)
            else:
                said = _("{number} of {count}").format(number=shown_number(reader.current + 1), count=count)
        self.query_one("#place", Static).update(Content(said))
