"""What could not be read of what was to be added, each with why."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from archivist.display import shown_number
from archivist.reports import IngestReport
from archivist.texts import _, ngettext
from archivist.tui.page import one_line

MOST = 200
"""Files that are listed; the command line lists them all."""


def summary(report: IngestReport) -> str:
    """Say what became of the files, in one line."""
    parts = [ngettext("{count} added", "{count} added", report.added).format(count=shown_number(report.added))]
    if report.updated:
        updated = ngettext("{count} updated", "{count} updated", report.updated)
        parts.append(updated.format(count=shown_number(report.updated)))
    if report.unchanged:
        unchanged = ngettext("{count} known already", "{count} known already", report.unchanged)
        parts.append(unchanged.format(count=shown_number(report.unchanged)))
    if report.skipped:
        skipped = ngettext("{count} not read", "{count} not read", report.skipped)
        parts.append(skipped.format(count=shown_number(report.skipped)))
    return " · ".join(parts)


class Report(ModalScreen[None]):
    """A sheet over the room."""

    CSS_PATH = "help.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,enter", "dismiss", _("close")),
        Binding("down,j", "scroll(1)", show=False),
        Binding("up,k", "scroll(-1)", show=False),
    ]

    def __init__(self, report: IngestReport) -> None:
        super().__init__()
        self._report = report

    def compose(self) -> ComposeResult:
        """Lay out the files with what was wrong."""
        problems = self._report.problems
        with VerticalScroll(id="sheet"):
            yield Static(Content(summary(self._report)), classes="place", markup=False)
            lines: list[Content] = []
            for file in problems[:MOST]:
                lines += [Content(one_line(file.source)), Content.styled(f"   {one_line(file.reason or '')}", "$quiet")]
            if len(problems) > MOST:
                lines.append(Content(_("… and {count} more").format(count=shown_number(len(problems) - MOST))))
            yield Static(Content("\n").join(lines), classes="keys", markup=False)
            yield Static(Content(_("esc closes this sheet")), classes="hint", markup=False)

    def on_click(self) -> None:
        """Close the sheet wherever it is clicked."""
        self.dismiss()

    def action_scroll(self, lines: int) -> None:
        """Scroll the sheet."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)
