"""The search field, and the line under it that says how the query was read."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input, Static

from archivist.search.results import SearchResults
from archivist.texts import _
from archivist.tui.page import one_line

LONGEST = 8_000
"""Characters that the field takes: more than any query may have, so that the archive says what is wrong."""


LEAVE = "screen.leave_field"


class SearchField(Input):
    """Where the query is written. It keeps one line: what is pasted is joined to one.

    Its screen has an action ``leave_field``.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        # With priority the focus moves before the next key is read, however fast it follows.
        Binding("enter", LEAVE, _("results"), key_display="↵", priority=True, tooltip=_("Go to the results")),
        Binding("down", LEAVE, show=False, priority=True, tooltip=_("Go to the results")),
        Binding("escape", LEAVE, show=False, priority=True, tooltip=_("Go to the results")),
        Binding("f1", "app.help", _("help"), key_display="f1", tooltip=_("Show the keys")),
    ]

    def __init__(self, query: str, *, id: str | None = None) -> None:
        super().__init__(
            query,
            placeholder=_("Search the archive"),
            select_on_focus=False,
            compact=True,
            id=id,
        )

    def validate_value(self, value: str) -> str:
        """Take only what can be drawn on one line, whoever put it in."""
        return one_line(value)[:LONGEST]

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Tell that the slash is for writing too; Textual does not know its name."""
        return key == "slash" or super().check_consume_key(key, character)

    def _on_paste(self, event: events.Paste) -> None:
        """Insert the pasted text as one line."""
        text = " ".join(event.text.splitlines())[: 2 * LONGEST]
        if self.selection.is_empty:
            self.insert_text_at_cursor(text)
        else:
            self.replace(text, *self.selection)
        event.stop()
        event.prevent_default()


class Reading(Static):
    """How the query was read, or why it could not be."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, markup=False)

    def show_results(self, results: SearchResults) -> None:
        """Show the reading where it differs from what was written, and what was read otherwise than meant."""
        self.remove_class("-error")
        said = []
        if _plain(results.reading) not in ("", _plain(results.query)):
            said.append(_("read as: {reading}").format(reading=results.reading))
        said += results.diagnostics
        self.update(Content(one_line(" · ".join(said))))

    def show_error(self, sentence: str) -> None:
        """Show why there is no answer."""
        self.add_class("-error")
        self.update(Content(one_line(sentence)))


def _plain(query: str) -> str:
    return " ".join(query.casefold().split())
