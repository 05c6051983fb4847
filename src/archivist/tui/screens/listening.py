"""What the parts of the room say, and what comes of it."""

from __future__ import annotations

from textual import on
from textual.widgets import Input, Static

from archivist.display import article_count
from archivist.errors import QueryError
from archivist.tui import messages
from archivist.tui.page import one_line
from archivist.tui.rows import HitRow
from archivist.tui.screens.room import Room
from archivist.tui.widgets.facet_list import FacetList
from archivist.tui.widgets.reading import Reading
from archivist.tui.widgets.timeline import Timeline


class Listening(Room):
    """Answers, hits that are pointed at, articles that are opened or gone."""

    @on(Input.Changed, "#field")
    def _query_changed(self, message: Input.Changed) -> None:
        if message.value != self.results.wording:
            self.results.ask(message.value, pause=True)

    @on(messages.Answered)
    def _answered(self, message: messages.Answered) -> None:
        results, articles = message.answer.results, message.answer.articles
        question = message.question
        self.query_one(Reading).show_results(results, question.typed, question.filters)
        said = f"{one_line(self.archive.root.name)} · {article_count(articles)}"
        masthead = self.query_one("#archive", Static)
        if said != masthead.content:  # another width, and the whole screen is laid out again
            masthead.update(said)
        if not question.offset:
            self.query_one(FacetList).ask(message.answer.question.typed, question.filters)
        if not results.hits:
            self.pane.close()
        elif self.wide and not isinstance(self.results.hits.selected, HitRow):
            self.open(results.hits[0], rest=True)  # the cursor is on a suggestion
        self.tell_notices()
        self.refresh_bindings()
        self.has_worked()

    @on(messages.NotAnswered)
    def _not_answered(self, message: messages.NotAnswered) -> None:
        if isinstance(message.error, QueryError):
            self.query_one(Reading).show_error(str(message.error))
        else:
            self.tell(str(message.error), failed=True)
        self.tell_notices()

    @on(messages.Counted)
    def _counted(self, message: messages.Counted) -> None:
        timeline = self.query_one(Timeline)
        timeline.chosen = message.asked[1].values("date")
        timeline.bars = message.counts.bars

    @on(messages.Opened)
    def _opened(self) -> None:
        self.has_worked()

    @on(messages.NotOpened)
    def _not_opened(self, message: messages.NotOpened) -> None:
        self.notify(one_line(str(message.error)), severity="warning", markup=False)
        self.show_hits()

    @on(messages.HitHighlighted)
    def _highlighted(self, message: messages.HitHighlighted) -> None:
        if self.wide:
            self.open(message.hit, rest=True)

    @on(messages.RowClicked)
    def _clicked(self, message: messages.RowClicked) -> None:
        if self.wide and isinstance(message.row, HitRow):
            self.open(message.row.hit)  # beside the list, where the mouse is
        else:
            self.choose(message.row)

    @on(messages.MatchMoved)
    def _match_moved(self) -> None:
        self.refresh_bindings()

    @on(messages.Displayed)
    def _displayed(self, message: messages.Displayed) -> None:
        self.mark_read(message.id)

    def on_resize(self) -> None:
        """Fold to one pane or unfold to two; nothing that was open is lost."""
        row = self.results.hits.selected
        if self.wide and isinstance(row, HitRow):
            self.open(row.hit)
        self.set_class(self.is_reading or self.pane.is_finding, "-reading")
