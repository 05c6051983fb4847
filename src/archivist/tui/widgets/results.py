"""What was found: how much, in which order, and the hits; it asks the archive in the background."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from threading import Lock
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.events import Click
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Static
from textual.worker import get_current_worker

from archivist.errors import ArchivistError
from archivist.search.results import SearchResults
from archivist.texts import _
from archivist.tui.filters import Filters
from archivist.tui.messages import Answered, EndNear, NotAnswered
from archivist.tui.questions import PAGE, SORTS, Question, Sort, answer
from archivist.tui.rows import Row, counted, hit_rows, rows_of
from archivist.tui.widgets.facet_list import FacetList
from archivist.tui.widgets.hit_list import HitList
from archivist.tui.widgets.shelf import Shelf
from archivist.tui.widgets.timeline import Timeline

if TYPE_CHECKING:
    from archivist.archive import Archive

TYPING_PAUSE = 0.03
"""Seconds without a key before the archive is asked."""
FINISHED = 0.4
"""Seconds without a key after which a word that is nowhere is taken for finished, and others are suggested."""
PATIENCE = 0.25
"""Seconds of searching before it is said."""


class Results(Vertical):
    """The hits of the last query that was answered.

    ``Answered`` and ``NotAnswered`` go on to the screen where they concern the last question that was asked.
    """

    def __init__(self, archive: Archive, *, plain: bool = False, id: str | None = None) -> None:
        super().__init__(id=id)
        self.results: SearchResults | None = None
        """The first page of the last answer."""
        self.sort: Sort = "relevance"
        self.wording = ""
        """What was typed for the query that was asked last."""
        self.filters = Filters()
        """What that query was narrowed to."""
        self.answered: Question | None = None
        """The question that the hits are an answer to."""
        self.on_detour = False
        """Whether other articles than those that were searched are listed."""
        self._archive = archive
        self._plain = plain
        self._asked: Question | None = None
        self._more: Question | None = None
        self._next = 0
        self._articles: int | None = None
        self._pause: Timer | None = None
        self._patience: Timer | None = None
        self._one_at_a_time = Lock()
        self._kept: tuple[list[Row], int | None, int] = ([], None, 0)

    def compose(self) -> ComposeResult:
        """Lay out the count above the hits."""
        yield Static("", id="count", markup=False)
        yield HitList(id="hits", plain=self._plain)
        yield FacetList(self._archive, plain=self._plain, id="facets")
        yield Shelf(self._archive, plain=self._plain, id="shelf")
        yield Timeline(id="timeline")

    @property
    def is_answered(self) -> bool:
        """Whether no question waits for its answer."""
        return self.answered is not None and self._asked is None and self._more is None and self._pause is None

    @property
    def hits(self) -> HitList:
        """The list of hits."""
        return self.query_one(HitList)

    def ask(self, typed: str, filters: Filters | None = None, *, pause: bool = False, unfinished: bool = False) -> None:
        """Look up what was typed, within ``filters`` (None: the same as before).

        With ``pause`` only once nothing else has been asked for a moment; ``unfinished`` says that the last word may be
        going to be longer.
        """
        if self._pause is not None:
            self._pause.stop()
            self._pause = None
        self.wording = typed
        if filters is not None:
            self.filters = filters
        if pause:
            self._pause = self.set_timer(TYPING_PAUSE, partial(self._typed, typed, True))
            return
        self._asked = Question(typed, self.sort, self.filters, unfinished=unfinished)
        self._more = None
        self._look_up(self._asked)
        if self._patience is None:
            self._patience = self.set_timer(PATIENCE, self._say_searching)

    def _typed(self, typed: str, unfinished: bool) -> None:
        # A timer that is stopped may have gone off already: what it was to ask must not take the place of the next.
        if typed == self.wording:
            self.ask(typed, unfinished=unfinished)

    def finish(self) -> None:
        """Ask for what was typed as it is, where the last word was taken for the beginning of others."""
        waits = self._pause is not None or (self._asked is not None and self._asked.unfinished)
        answered, found = self.answered, self.results is not None and self.results.total
        if waits or (answered is not None and answered.unfinished and (answered.typed != self.wording or not found)):
            self.ask(self.wording)

    def change_sort(self) -> None:
        """Take the next order and ask again; without a query there is no relevance."""
        orders = SORTS if self.wording.strip() else SORTS[1:]
        at = orders.index(self.sort) if self.sort in orders else 0
        self.sort = orders[(at + 1) % len(orders)]
        self.ask(self.wording)

    def detour(self, heading: str, rows: list[Row]) -> None:
        """List other articles, until the reader comes back or searches again."""
        if not self.on_detour:
            self._kept = (self.hits.rows, self.hits.cursor, self.hits.scroll_offset.y)
        self._more = None
        self.on_detour = True
        self.query_one("#count", Static).update(Content(heading), layout=False)
        self.hits.show(rows)

    def come_back(self) -> None:
        """List what was searched again, from where the reader left it."""
        if self.on_detour:
            self.on_detour = False
            rows, cursor, scroll = self._kept
            self.hits.show(rows, cursor, scroll)
            if self.results is not None:
                self._say_count(self.results)

    def show_panel(self, panel: Widget | None) -> None:
        """Slide a panel over the hits, or all of them away."""
        for each in (self.query_one(FacetList), self.query_one(Shelf)):
            each.display = each is panel
        self.hits.display = panel is None

    def refresh_hits(self) -> None:
        """Ask again what was asked last: the archive has changed."""
        self._articles = None
        self.ask(self.wording)

    def _look_up(self, question: Question) -> None:
        # One group: a new query makes a page of the old one pointless too.
        self.run_worker(partial(self._work, question), group="search", thread=True, exclusive=True)

    def _work(self, question: Question) -> None:
        """Answer a question, in a thread; searches that nobody waits for any more are not begun."""
        worker = get_current_worker()
        with self._one_at_a_time:
            if worker.is_cancelled:
                return
            message: Answered | NotAnswered
            try:
                message = Answered(question, answer(self._archive, question, self._articles))
            except ArchivistError as error:
                message = NotAnswered(question, error)
        if not worker.is_cancelled:
            self.post_message(message)

    def on_click(self, event: Click) -> None:
        """Change the order where it is said."""
        if event.widget is self.query_one("#count"):
            self.change_sort()

    @on(Answered)
    def _show_answer(self, message: Answered) -> None:
        question, results = message.question, message.answer.results
        if question is self._more:
            message.stop()
            self._more = None
            self.hits.extend(hit_rows(results, after_complete=question.offset <= results.total))
            self._next = question.end
            return
        if question is not self._asked:
            message.stop()
            return
        self.answered, self._asked = message.answer.question, None
        self.on_detour = False
        self.results, self._next = results, question.end
        self._articles = message.answer.articles
        self._no_patience()
        self.hits.show(rows_of(results, self._articles, filtered=bool(question.filters)))
        self._say_count(results)
        if question.unfinished and not results.total:
            self._pause = self.set_timer(FINISHED, partial(self._typed, question.typed, False))

    @on(NotAnswered)
    def _keep_answer(self, message: NotAnswered) -> None:
        if message.question is self._more:
            self._more = None
        elif message.question is self._asked:
            self._asked = None
            self._no_patience()
            if self.results is not None and not self.on_detour:
                self._say_count(self.results)
        else:
            message.stop()

    @on(EndNear)
    def _load_more(self, message: EndNear) -> None:
        message.stop()
        results, answered = self.results, self.answered
        if results is None or answered is None or self._asked or self._more or self.on_detour:
            return
        if self._next < results.total + results.partial_total:
            self._more = replace(answered, offset=self._next, limit=PAGE)
            self._look_up(self._more)

    def _say_searching(self) -> None:
        self._patience = None
        if self._asked is not None:
            self.query_one("#count", Static).update(Content(_("Searching…")), layout=False)

    def _no_patience(self) -> None:
        if self._patience is not None:
            self._patience.stop()
            self._patience = None

    def _say_count(self, results: SearchResults) -> None:
        """Say how many were found and in which order; where there are none, the list says it in a sentence."""
        asked = self.answered or Question("", self.sort)
        said = counted(results.total, asked.typed, asked.sort) if results.total else ""
        self.query_one("#count", Static).update(Content(said), layout=False)
