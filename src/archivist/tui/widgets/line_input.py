"""One line to write in, as every field of the interface: what is pasted is joined to one line."""

from __future__ import annotations

from textual import events
from textual.suggester import Suggester
from textual.widgets import Input

from archivist.tui.page import one_line

LONGEST = 8_000
"""Characters that a field takes: more than any query may have, so that the archive says what is wrong."""


class LineInput(Input):
    """A line of text without control characters."""

    def __init__(
        self, value: str = "", *, placeholder: str = "", suggester: Suggester | None = None, id: str | None = None
    ) -> None:
        super().__init__(value, placeholder=placeholder, select_on_focus=False, compact=True, id=id)
        self.suggester = suggester

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

    def write(self, text: str) -> None:
        """Put a text in the field, with the cursor behind it."""
        self.value = text
        self.cursor_position = len(self.value)
