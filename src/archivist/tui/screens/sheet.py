"""A sheet over the room: something to read, closed by a key or a click."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from archivist.texts import _


class Sheet(ModalScreen[None]):
    """Sections under their headings, in a column that scrolls."""

    CSS_PATH = "sheet.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,f1,enter", "dismiss", _("close")),
        Binding("down,j", "scroll(1)", show=False),
        Binding("up,k", "scroll(-1)", show=False),
    ]

    def __init__(self, sections: Iterable[tuple[str, Content]]) -> None:
        super().__init__()
        self._sections = tuple(sections)

    def compose(self) -> ComposeResult:
        """Lay out the sections, and how to close the sheet."""
        with VerticalScroll(id="sheet"):
            for heading, body in self._sections:
                yield Static(Content(heading), classes="heading", markup=False)
                yield Static(body, classes="body", markup=False)
            yield Static(Content(_("esc closes this sheet")), classes="hint", markup=False)

    def on_click(self) -> None:
        """Close the sheet wherever it is clicked."""
        self.dismiss()

    def action_scroll(self, lines: int) -> None:
        """Scroll the sheet."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)
