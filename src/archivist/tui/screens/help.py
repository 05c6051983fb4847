"""The help: the keys of where you are, and of the other places."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from archivist.texts import _

Section = tuple[str, tuple[tuple[str, str], ...]]
"""The name of a place, and its keys, each with what it does."""


class Help(ModalScreen[None]):
    """A sheet of keys over the room."""

    CSS_PATH = "help.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,f1,enter", "dismiss", _("close")),
        Binding("j", "scroll(1)", show=False),
        Binding("k", "scroll(-1)", show=False),
    ]

    def __init__(self, sections: tuple[Section, ...]) -> None:
        super().__init__()
        self._sections = sections

    def compose(self) -> ComposeResult:
        """Lay out the sections."""
        with VerticalScroll(id="sheet"):
            widest = max((cell_len(keys) for _name, rows in self._sections for keys, _does in rows), default=0)
            for name, rows in self._sections:
                yield Static(Content(name), classes="place", markup=False)
                lines = [Content.assemble((keys.rjust(widest), "$primary bold"), "   ", does) for keys, does in rows]
                yield Static(Content("\n").join(lines), classes="keys", markup=False)
            yield Static(Content(_("esc closes this sheet")), classes="hint", markup=False)

    def on_click(self) -> None:
        """Close the sheet wherever it is clicked."""
        self.dismiss()

    def action_scroll(self, lines: int) -> None:
        """Scroll the sheet."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)
