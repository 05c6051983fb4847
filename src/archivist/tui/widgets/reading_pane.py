"""What is read: the article, and at which of its matches the reader is; it is fetched in the background."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Input, Static
from textual.worker import get_current_worker

from archivist.article import Article
from archivist.display import shown_number
from archivist.errors import ArchivistError
from archivist.search.results import Hit
from archivist.texts import _, ngettext
from archivist.tui.messages import Displayed, MatchMoved, NotOpened, Opened, Wanted
from archivist.tui.page import Page
from archivist.tui.questions import LONG, find_matches, open_page
from archivist.tui.widgets.line_input import LineInput
from archivist.tui.widgets.reader import Reader

if TYPE_CHECKING:
    from archivist.archive import Archive

RESTING = 0.04
"""Seconds that the cursor rests on a hit before its article is opened beside it."""


DWELLING = 2.0
"""Seconds that an article is shown before it counts as read."""


class FindInput(LineInput):
    """Where the words to find in the article are written."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", _("read on"), tooltip=_("Read on from the match")),
        Binding("down,ctrl+g", "screen.move_match(1)", _("next"), tooltip=_("Next match")),
        Binding("up", "screen.move_match(-1)", show=False, tooltip=_("Previous match")),
    ]


class ReadingPane(Vertical):
    """One article with the matches of a query."""

    def __init__(self, archive: Archive, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._archive = archive
        self._wanted: Wanted | None = None
        self._resting_on: Wanted | None = None
        self._rest: Timer | None = None
        self._dwelling: Timer | None = None
        self._page: Page | None = None

    def compose(self) -> ComposeResult:
        """Lay out the place above the page."""
        yield Static("", id="place", markup=False)
        yield Reader(id="reader")
        with Horizontal(id="find"):
            yield Static(_("Find in the article:"), id="find-label", markup=False)
            yield FindInput(placeholder=_("a word or a passage"), id="wanted")

    @property
    def reader(self) -> Reader:
        """The reader."""
        return self.query_one(Reader)

    @property
    def hit(self) -> Hit | None:
        """The hit whose article is shown or on its way."""
        return self._wanted[0] if self._wanted else None

    @property
    def article(self) -> Article | None:
        """The article that is shown."""
        return self._page.article if self._page else None

    @property
    def is_finding(self) -> bool:
        """Whether words are being looked for inside the article."""
        return self.has_class("-finding")

    def find(self) -> None:
        """Let the reader write what to find in the article."""
        if self._page is not None:
            self.add_class("-finding")
            wanted = self.query_one(FindInput)
            wanted.focus()
            wanted.select_all()
            self._look_for(wanted.value)

    def stop_finding(self) -> None:
        """Mark the matches of the query again."""
        if self.is_finding:
            self.remove_class("-finding")
            self.reader.show(self._page)

    @on(Input.Changed)
    def _wanted_changed(self, message: Input.Changed) -> None:
        message.stop()
        if self.is_finding:
            self._look_for(message.value)

    @on(Input.Submitted)
    def _read_on(self, message: Input.Submitted) -> None:
        message.stop()
        self.reader.focus()

    def _look_for(self, wanted: str) -> None:
        if self._page is not None:
            self.reader.show(self._page.with_found(wanted) if wanted.strip() else self._page)
            if wanted.strip():
                self.reader.stand_before()
                self.reader.move_match(1)

    def again(self) -> None:
        """Read the article that is shown from its file again."""
        if self._wanted is not None:
            hit, query = self._wanted
            self._wanted = None
            self.open(hit, query)

    def open(self, hit: Hit, query: str, *, rest: bool = False) -> None:
        """Read the article of a hit; with ``rest``, once no other has been asked for a moment."""
        self._stop_resting()
        if self._wanted is not None and (self._wanted[0].id, self._wanted[1]) == (hit.id, query):
            return
        if rest:
            self._resting_on = (hit, query)
            self._rest = self.set_timer(RESTING, partial(self._rested, self._resting_on))
            return
        self._wanted = (hit, query)
        self.run_worker(partial(self._work, self._wanted), group="read", thread=True, exclusive=True)

    def _rested(self, on: Wanted) -> None:
        if on is self._resting_on:  # a timer that is stopped may have gone off already
            self.open(*on)

    def close(self) -> None:
        """Show no article."""
        self._stop_resting()
        self._wanted = None
        self.workers.cancel_group(self, "read")
        self._show(None)

    def _stop_resting(self) -> None:
        self._resting_on = None
        if self._rest is not None:
            self._rest.stop()
            self._rest = None

    def _work(self, wanted: Wanted) -> None:
        worker = get_current_worker()
        try:
            page = open_page(self._archive, *wanted)
            if not worker.is_cancelled:
                self.post_message(Opened(wanted, page))
        except ArchivistError as error:
            if not worker.is_cancelled:
                self.post_message(NotOpened(wanted, error))

    def _show(self, page: Page | None) -> None:
        self.remove_class("-finding")
        self._page = page
        self.reader.show(page)
        if self._dwelling is not None:
            self._dwelling.stop()
        self._dwelling = self.set_timer(DWELLING, partial(self._dwelt, page)) if page else None

    def _dwelt(self, page: Page) -> None:
        if self.display:
            self.post_message(Displayed(page.id))

    @on(Opened)
    def _show_page(self, message: Opened) -> None:
        if message.wanted is not self._wanted:
            message.stop()
            return
        self._show(message.page)
        if len(message.page.text) > LONG and not message.page.spans:
            # Only now: the two threads would share one processor, and the text would be shown later.
            self.call_after_refresh(self._find_matches, message.wanted, message.page)

    def _find_matches(self, wanted: Wanted, page: Page) -> None:
        if wanted is self._wanted:
            self.run_worker(partial(self._match, wanted, page), group="read", thread=True, exclusive=True)

    def _match(self, wanted: Wanted, page: Page) -> None:
        worker = get_current_worker()
        try:
            found = find_matches(self._archive, *wanted, page)
        except ArchivistError:
            return  # the search itself has said it
        if found.spans and not worker.is_cancelled:
            self.post_message(Opened(wanted, found))

    @on(NotOpened)
    def _show_nothing(self, message: NotOpened) -> None:
        if message.wanted is self._wanted:
            self._wanted = None
            self._show(None)
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
        self.query_one("#place", Static).update(Content(said), layout=False)
