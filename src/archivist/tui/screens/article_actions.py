"""What can be done with one article: find in it, copy, export, open elsewhere, note, mark, find others like it."""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import SuspendNotSupported
from textual.binding import Binding, BindingType

from archivist.display import citation
from archivist.errors import ArchivistError
from archivist.search.results import Hit
from archivist.texts import _, ngettext
from archivist.tui import messages
from archivist.tui.exporting import article_content, hits_content, write_new
from archivist.tui.opening import CannotOpen, is_address, open_address, open_file
from archivist.tui.rows import similar_rows
from archivist.tui.screens.room import Room


class ArticleActions(Room):
    """What is done with the article that is read, or with the selected one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+f", "find", _("find"), tooltip=_("Find in the release")),
        Binding("S", "similar", _("similar"), tooltip=_("Releases like this one")),
        Binding("m", "bookmark", show=False, tooltip=_("Set or remove a bookmark")),
        Binding("u", "unread", show=False, tooltip=_("Count as unread, or as read")),
        Binding("o", "open_source", show=False, tooltip=_("Open the address it comes from")),
        Binding("O", "open_original", show=False, tooltip=_("Open the file that was received")),
        Binding("y", "copy_passage", show=False, tooltip=_("Copy the selection or the paragraph")),
        Binding("Y", "copy_citation", show=False, tooltip=_("Copy the citation")),
        Binding("L", "copy_link", show=False, tooltip=_("Copy the address or the id")),
        Binding("e", "export", _("export"), tooltip=_("Export the release, or the results from the list")),
        Binding("T", "tags", show=False, tooltip=_("Change the tags")),
        Binding("c", "note", show=False, tooltip=_("Write a note")),
        Binding("E", "edit", show=False, tooltip=_("Open its file in your editor")),
    ]

    def action_find(self) -> None:
        """Find words inside the article."""
        hit = self.hit
        if self.pane.article is None or (hit is not None and self.pane.article.id != hit.id):
            self.choose(self.results.hits.selected)
            return
        self.add_class("-reading")
        self.pane.find()

    def action_similar(self) -> None:
        """List the articles like this one."""
        if self.hit is not None:
            self._in_background(partial(self._find_similar, self.hit), "list")

    def _find_similar(self, hit: Hit) -> None:
        similar = self.archive.similar(hit.id)
        self.post_message(messages.Listed(_("Similar · esc goes back"), similar_rows(hit.title, similar)))

    def action_bookmark(self) -> None:
        """Set or remove the bookmark of the article."""
        if self.hit is not None:
            marked = self.memory.toggle_bookmark(self.hit.id)
            self.keep_memory()
            self.tell(_("Bookmark set; v lists the bookmarks.") if marked else _("Bookmark removed."))

    def action_unread(self) -> None:
        """Count the article as unread, or as read."""
        if self.hit is not None:
            self.mark_read(self.hit.id, self.hit.id not in self.memory.read)

    def action_open_source(self) -> None:
        """Open the address that the article comes from, or the file where it has none."""
        if self.hit is not None:
            self._in_background(partial(self._open_source, self.hit), "open")

    def _open_source(self, hit: Hit) -> None:
        address = self._address(hit)
        if address is None:
            self._open_original(hit)
        elif self.app.is_web:
            self.post_message(messages.Addressed(address))
        else:
            open_address(address)
            self.post_message(messages.Done(_("Opened: {address}").format(address=address)))

    @on(messages.Addressed)
    def _open_in_browser(self, message: messages.Addressed) -> None:
        self.app.open_url(message.address)

    def _address(self, hit: Hit) -> str | None:
        for known in (hit.source, self.archive.read(hit.id).extra.get("address")):
            if isinstance(known, str) and is_address(known):
                return known
        return None

    def action_open_original(self) -> None:
        """Open the file that was received."""
        if self.hit is not None:
            self._in_background(partial(self._open_original, self.hit), "open")

    def _open_original(self, hit: Hit) -> None:
        path = self.archive.original_path(hit.id)
        if self.app.is_web:
            raise CannotOpen(_("In a browser no file is opened; it is {path}.").format(path=path))
        open_file(path)
        self.post_message(messages.Done(_("Opened: {address}").format(address=path)))

    def action_copy_passage(self) -> None:
        """Copy what the mouse has selected, or the paragraph of the current match."""
        selected = self.get_selected_text()
        self.post_message(messages.Copied(selected or self.pane.reader.passage, _("The passage is copied.")))

    def action_copy_citation(self) -> None:
        """Copy who published it, under which title, where and when."""
        if self.hit is not None:
            self._in_background(partial(self._copy_citation, self.hit), "copy")

    def _copy_citation(self, hit: Hit) -> None:
        said = citation(self.archive.read(hit.id))
        self.post_message(messages.Copied(said, _("The citation is copied.")))

    def action_copy_link(self) -> None:
        """Copy the address that the article comes from, or its id."""
        if self.hit is not None:
            self._in_background(partial(self._copy_link, self.hit), "copy")

    def _copy_link(self, hit: Hit) -> None:
        address = self._address(hit)
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
            question = _("Export the release to (.md .txt .json):")
            self.ask(question, partial(self._export_article, article.id), value=f"{article.id}.md", paths=True)
        elif results is not None and self.results.answered is not None:
            self.ask(_("Export the results to (.md .json .csv):"), self._export_hits, value="results.csv", paths=True)

    def _export_article(self, id: str, name: str) -> None:
        self._in_background(partial(self._write_article, id, name), "export")

    def _write_article(self, id: str, name: str) -> None:
        path = Path(name.strip()).expanduser()
        write_new(path, article_content(self.archive.read(id), path.suffix.lower()))
        self.post_message(messages.Done(_("Written: {path}").format(path=path.absolute())))

    def _export_hits(self, name: str) -> None:
        answered, results = self.results.answered, self.results.results
        if answered is not None and results is not None:
            count = results.total or results.partial_total
            self._in_background(partial(self._write_hits, answered.query, answered.sort, count, name), "export")

    def _write_hits(self, query: str, sort: str, count: int, name: str) -> None:
        path = Path(name.strip()).expanduser()
        hits_content((), query, path.suffix.lower())  # an ending that is none is told before the search
        hits = self.archive.search(query, limit=max(count, 1), sort=sort).hits  # type: ignore[arg-type]
        write_new(path, hits_content(hits, query, path.suffix.lower()))
        said = ngettext("Written: {path} ({count} release)", "Written: {path} ({count} releases)", len(hits))
        self.post_message(messages.Done(said.format(path=path.absolute(), count=len(hits))))

    def action_tags(self) -> None:
        """Let the reader change the tags of the article."""
        if self.hit is not None:
            self._in_background(partial(self._ask_tags, self.hit.id), "write")

    def _ask_tags(self, id: str) -> None:
        tags = ", ".join(self.archive.read(id).tags)
        question = _("Tags, with commas between them:")
        self.post_message(messages.Asking(question, tags, partial(self._annotate, id, "tags")))

    def action_note(self) -> None:
        """Let the reader write a note about the article."""
        if self.hit is not None:
            self._in_background(partial(self._ask_note, self.hit.id), "write")

    def _ask_note(self, id: str) -> None:
        note = self.archive.read(id).extra.get("note")
        value = note if isinstance(note, str) else ""
        self.post_message(messages.Asking(_("Note:"), value, partial(self._annotate, id, "note")))

    @on(messages.Asking)
    def _ask_for(self, message: messages.Asking) -> None:
        self.ask(message.question, message.then, value=message.value)

    def _annotate(self, id: str, what: str, written: str) -> None:
        self._in_background(partial(self._write_annotation, id, what, written), "write")

    def _write_annotation(self, id: str, what: str, written: str) -> None:
        with self.writing:
            if what == "tags":
                self.archive.annotate(id, tags=[tag for tag in map(str.strip, written.split(",")) if tag])
            else:
                self.archive.annotate(id, note=written)
        self.post_message(messages.Done(_("Kept in the release."), changed=True))

    def action_edit(self) -> None:
        """Open the file of the article in the reader's editor, and show what has changed."""
        if self.hit is None:
            return
        editor = os.environ.get("VISUAL") or os.environ.get("EDITOR")
        if not editor:
            self.tell(_("Set EDITOR to the name of your editor, such as EDITOR=nano, to change releases."))
            return
        try:
            with self.app.suspend():
                subprocess.run([*shlex.split(editor), str(self.archive.article_path(self.hit.id))], check=False)
        except SuspendNotSupported:
            self.tell(_("There is no editor in a browser."))
            return
        except (OSError, ValueError, ArchivistError) as error:
            self.tell(_("The editor {editor} cannot be run ({reason}).").format(editor=editor, reason=error), failed=True)
            return
        self.app.refresh()
        self._in_background(partial(self._index_again, self.hit.id), "write")

    def _index_again(self, id: str) -> None:
        with self.writing:
            changed = self.archive.refresh(id)
        self.archive.read(id)  # says what is wrong where the file cannot be read any more
        if changed:
            self.post_message(messages.Done(_("The change is in the archive."), changed=True))

    @on(messages.Done)
    def _done(self, message: messages.Done) -> None:
        self.tell(message.sentence, failed=message.failed)
        if message.changed:
            self.pane.again()
            self.results.refresh_hits()

    def _in_background(self, work: Callable[[], None], group: str) -> None:
        self.run_worker(partial(self._work, work), group=group, thread=True)

    def _work(self, work: Callable[[], None]) -> None:
        try:
            work()
        except (ArchivistError, CannotOpen) as error:
            self.post_message(messages.Done(str(error), failed=True))
