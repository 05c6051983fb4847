"""What can be done with one article: find in it, open it elsewhere, note, mark, find others like it."""

from __future__ import annotations

import os
import shlex
import subprocess
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import SuspendNotSupported
from textual.binding import Binding, BindingType

from archivist.errors import ArchivistError
from archivist.search.results import Hit
from archivist.texts import _
from archivist.tui import messages
from archivist.tui.opening import CannotOpen, address_of, open_address, open_file
from archivist.tui.rows import similar_rows
from archivist.tui.screens.room import Room


class ArticleActions(Room):
    """What is done with the article that is read, or with the selected one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+f", "find", _("find"), tooltip=_("Find in the article")),
        Binding("S", "similar", _("similar"), tooltip=_("Articles like this one")),
        Binding("m", "bookmark", show=False, tooltip=_("Set or remove a bookmark")),
        Binding("u", "unread", show=False, tooltip=_("Mark as unread, or as read")),
        Binding("o", "open_source", show=False, tooltip=_("Open the address it comes from")),
        Binding("O", "open_original", show=False, tooltip=_("Open the file that was received")),
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
            self.in_background(partial(self._find_similar, self.hit), "list")

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
            self.in_background(partial(self._open_source, self.hit), "open")

    def _open_source(self, hit: Hit) -> None:
        address = address_of(self.archive, hit)
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

    def action_open_original(self) -> None:
        """Open the file that was received."""
        if self.hit is not None:
            self.in_background(partial(self._open_original, self.hit), "open")

    def _open_original(self, hit: Hit) -> None:
        path = self.archive.original_path(hit.id)
        if self.app.is_web:
            raise CannotOpen(_("In a browser no file is opened; it is {path}.").format(path=path))
        open_file(path)
        self.post_message(messages.Done(_("Opened: {address}").format(address=path)))

    def action_tags(self) -> None:
        """Let the reader change the tags of the article."""
        if self.hit is not None:
            self.in_background(partial(self._ask_tags, self.hit.id), "write")

    def _ask_tags(self, id: str) -> None:
        tags = ", ".join(self.archive.read(id).tags)
        question = _("Tags, with commas between them:")
        self.post_message(messages.Asking(question, tags, partial(self._annotate, id, "tags")))

    def action_note(self) -> None:
        """Let the reader write a note about the article."""
        if self.hit is not None:
            self.in_background(partial(self._ask_note, self.hit.id), "write")

    def _ask_note(self, id: str) -> None:
        note = self.archive.read(id).extra.get("note")
        value = note if isinstance(note, str) else ""
        self.post_message(messages.Asking(_("Note:"), value, partial(self._annotate, id, "note")))

    @on(messages.Asking)
    def _ask_for(self, message: messages.Asking) -> None:
        self.ask(message.question, message.then, value=message.value)

    def _annotate(self, id: str, what: str, written: str) -> None:
        self.in_background(partial(self._write_annotation, id, what, written), "write")

    def _write_annotation(self, id: str, what: str, written: str) -> None:
        with self.writing:
            if what == "tags":
                self.archive.annotate(id, tags=[tag for tag in map(str.strip, written.split(",")) if tag])
            else:
                self.archive.annotate(id, note=written)
        self.post_message(messages.Done(_("Kept in the article."), changed=True))

    def action_edit(self) -> None:
        """Open the file of the article in the reader's editor, and show what has changed."""
        if self.hit is None:
            return
        editor = os.environ.get("VISUAL") or os.environ.get("EDITOR")
        if not editor:
            self.tell(_("Set EDITOR to the name of your editor, such as EDITOR=nano, to change articles."))
            return
        try:
            with self.app.suspend():
                subprocess.run([*shlex.split(editor), str(self.archive.article_path(self.hit.id))], check=False)
        except SuspendNotSupported:
            self.tell(_("There is no editor in a browser."))
            return
        except (OSError, ValueError, ArchivistError) as error:
            said = _("The editor {editor} cannot be run ({reason}).")
            self.tell(said.format(editor=editor, reason=error), failed=True)
            return
        self.app.refresh()
        self.in_background(partial(self._index_again, self.hit.id), "write")

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
