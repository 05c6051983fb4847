"""What is taken away from the room: passages, citations and addresses to the clipboard, releases and hits to files."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType

from archivist.display import citation
from archivist.search.results import Hit
from archivist.texts import _, ngettext
from archivist.tui import messages
from archivist.tui.exporting import article_content, hits_content, write_new
from archivist.tui.opening import address_of
from archivist.tui.questions import Sort
from archivist.tui.screens.room import Room


class TakingAway(Room):
    """Copies and exports."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "copy_passage", show=False, tooltip=_("Copy the selection or the paragraph")),
        Binding("Y", "copy_citation", show=False, tooltip=_("Copy the citation")),
        Binding("L", "copy_link", show=False, tooltip=_("Copy the address or the id")),
        Binding("e", "export", _("export"), tooltip=_("Export the article, or the results from the list")),
    ]

    def action_copy_passage(self) -> None:
        """Copy what the mouse has selected, or the paragraph of the current match."""
        selected = self.get_selected_text()
        self.post_message(messages.Copied(selected or self.pane.reader.passage, _("The passage is copied.")))

    def action_copy_citation(self) -> None:
        """Copy who published it, under which title, where and when."""
        if self.hit is not None:
            self.in_background(partial(self._copy_citation, self.hit), "copy")

    def _copy_citation(self, hit: Hit) -> None:
        said = citation(self.archive.read(hit.id))
        self.post_message(messages.Copied(said, _("The citation is copied.")))

    def action_copy_link(self) -> None:
        """Copy the address that the article comes from, or its id."""
        if self.hit is not None:
            self.in_background(partial(self._copy_link, self.hit), "copy")

    def _copy_link(self, hit: Hit) -> None:
        address = address_of(self.archive, hit)
        said = _("The address is copied.") if address else _("It has no address; its id is copied.")
        self.post_message(messages.Copied(address or hit.id, said))

    @on(messages.Copied)
    def _copy(self, message: messages.Copied) -> None:
        if message.text:
            self.app.copy_to_clipboard(message.text)
            self.tell(message.sentence)

    def action_export(self) -> None:
        """Write the article to a file, or from the list all that was found."""
        results = self.results.results
        if self.is_reading and self.pane.article is not None:
            article = self.pane.article
            question = _("Export the article to (.md .txt .json):")
            self.ask(question, partial(self._export_article, article.id), value=f"{article.id}.md", paths=True)
        elif results is not None and self.results.answered is not None:
            self.ask(_("Export the results to (.md .json .csv):"), self._export_hits, value="results.csv", paths=True)

    def _export_article(self, id: str, name: str) -> None:
        self.in_background(partial(self._write_article, id, name), "export")

    def _write_article(self, id: str, name: str) -> None:
        path = Path(name.strip()).expanduser()
        write_new(path, article_content(self.archive.read(id), path.suffix.lower()))
        self.post_message(messages.Done(_("Written: {path}").format(path=path.absolute())))

    def _export_hits(self, name: str) -> None:
        answered, results = self.results.answered, self.results.results
        if answered is not None and results is not None:
            count = results.total or results.partial_total
            self.in_background(partial(self._write_hits, answered.query, answered.sort, count, name), "export")

    def _write_hits(self, query: str, sort: Sort, count: int, name: str) -> None:
        path = Path(name.strip()).expanduser()
        hits_content((), query, path.suffix.lower())  # an ending that is none is told before the search
        hits = self.archive.search(query, limit=max(count, 1), sort=sort).hits
        write_new(path, hits_content(hits, query, path.suffix.lower()))
        said = ngettext("Written: {path} ({count} article)", "Written: {path} ({count} articles)", len(hits))
        self.post_message(messages.Done(said.format(path=path.absolute(), count=len(hits))))
