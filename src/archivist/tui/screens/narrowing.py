"""Narrowing what is found: facets, the timeline, chips; and the shelf of saved searches."""

from __future__ import annotations

import re
from functools import partial
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType

from archivist.errors import ArchivistError
from archivist.search.results import Hit
from archivist.texts import _
from archivist.tui import messages
from archivist.tui.filters import Filters
from archivist.tui.page import one_line
from archivist.tui.rows import HitRow, NoteRow
from archivist.tui.screens.room import Room
from archivist.tui.widgets.facet_list import FacetList
from archivist.tui.widgets.shelf import Shelf
from archivist.tui.widgets.timeline import Timeline

LONGEST_NAME = 40
"""Characters of the name that is proposed for a saved search."""


class Narrowing(Room):
    """What changes the question."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f", "facets", _("filter"), tooltip=_("Filter: years, places, issuers, tags")),
        Binding("x", "unfilter", _("unfilter"), tooltip=_("Remove the last filter")),
        Binding("X", "unfilter_all", show=False, tooltip=_("Remove all filters")),
        Binding("w", "save_search", _("save"), tooltip=_("Save the search under a name")),
        Binding("v", "shelf", _("saved"), tooltip=_("Saved searches, news and bookmarks")),
        Binding("t", "timeline", _("dates"), tooltip=_("Walk along the timeline")),
    ]

    @on(messages.Toggled)
    def _toggled(self, message: messages.Toggled) -> None:
        self.filters = self.filters.toggled(message.field, message.value)

    def action_facets(self) -> None:
        """Slide the values to choose from over the hits, or away."""
        self._toggle_panel(self.query_one(FacetList))

    def action_shelf(self) -> None:
        """Slide the saved searches over the hits, or away."""
        shelf = self.query_one(Shelf)
        shelf.fill(len(self.memory.bookmarks))
        self._toggle_panel(shelf)

    def _toggle_panel(self, panel: FacetList | Shelf) -> None:
        if panel.display:
            self.show_hits()
        else:
            self.remove_class("-reading")
            self.results.show_panel(panel)
            self.set_focus(panel)
        self.refresh_bindings()

    def action_timeline(self) -> None:
        """Go to the timeline."""
        timeline = self.query_one(Timeline)
        self.remove_class("-reading")
        if timeline.display:
            self.set_focus(timeline)
        else:
            self.tell(_("There is no timeline: what was found is of one time."))

    def action_unfilter(self) -> None:
        """Take the filter away that was chosen last."""
        self.filters = Filters(self.filters.chosen[:-1])

    def action_unfilter_all(self) -> None:
        """Take all filters away."""
        self.filters = Filters()

    def action_take_suggestion(self) -> None:
        """Search what is suggested in place of what was written."""
        results = self.results.results
        if results is not None and results.suggestions and not results.total:
            self.search(results.suggestions[0])

    def action_save_search(self) -> None:
        """Ask for a name and save the search with its filters under it."""
        query = self.filters.narrow(self.field.value).strip()
        if not query:
            self.tell(_("There is nothing to save: write a query or choose a filter first."))
            return
        words = re.findall(r"\w+", " ".join([self.field.value, *(value for _field, value in self.filters.chosen)]))
        name = "-".join(words)[:LONGEST_NAME].strip("-")
        self.ask(_("Save the search as:"), partial(self._save_search, query), value=name, proposed=True)

    def _save_search(self, query: str, name: str) -> None:
        name = "-".join(name.split())
        if name:
            self.run_worker(partial(self._save_in_archive, name, query), group="write", thread=True)

    def _save_in_archive(self, name: str, query: str) -> None:
        try:
            saved = self.archive.searches.save(name, query)
            said = _("Saved; @{name} stands for it in a query, v shows its news.").format(name=saved.name)
            done = messages.Done(said)
        except ArchivistError as error:
            done = messages.Done(str(error), failed=True)
        self.post_message(done)

    @on(messages.SearchOpened)
    def _open_saved(self, message: messages.SearchOpened) -> None:
        if message.new:
            self.results.sort = "-date"
            self.run_worker(partial(self._mark_told, message.saved.name), group="write", thread=True)
        self.search(message.saved.query)
        self.show_hits()

    def _mark_told(self, name: str) -> None:
        try:
            self.archive.news(name, limit=1)
        except ArchivistError as error:
            self.post_message(messages.Done(str(error), failed=True))

    @on(messages.SearchForgotten)
    def _forgotten(self, message: messages.SearchForgotten) -> None:
        saved = message.saved
        self.tell(_("{name} is forgotten; its query was: {query}").format(name=saved.name, query=saved.query))
        self.query_one(Shelf).fill(len(self.memory.bookmarks))

    @on(messages.ShelfFailed)
    def _shelf_failed(self, message: messages.ShelfFailed) -> None:
        self.tell(str(message.error), failed=True)

    @on(messages.BookmarksChosen)
    def _list_bookmarks(self) -> None:
        self.show_hits()
        self.run_worker(partial(self._read_bookmarks, tuple(self.memory.bookmarks)), group="list", thread=True)

    def _read_bookmarks(self, ids: tuple[str, ...]) -> None:
        rows: list[HitRow | NoteRow] = []
        for id in reversed(ids):
            try:
                article = self.archive.read(id)
            except ArchivistError as error:
                rows.append(NoteRow(one_line(str(error))))
                continue
            found = (article.id, article.title, article.date, article.place, article.issuer, article.source)
            rows.append(HitRow(Hit(*found, score=0.0, complete=True, snippets=())))
        if not rows:
            rows.append(NoteRow(_("No article has a bookmark yet: m sets one.")))
        self.post_message(messages.Listed(_("Bookmarks · esc goes back"), list(rows)))

    @on(messages.Listed)
    def _list(self, message: messages.Listed) -> None:
        self.show_hits()
        self.results.detour(message.heading, message.rows)
