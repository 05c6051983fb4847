"""What could not be read of what was to be added, each with why."""

from __future__ import annotations

from textual.content import Content

from archivist.display import shown_number
from archivist.reports import IngestReport
from archivist.texts import _, ngettext
from archivist.tui.page import one_line
from archivist.tui.screens.sheet import Sheet

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


class Report(Sheet):
    """A sheet over the room: the figures, with the files and what was wrong with each."""

    def __init__(self, report: IngestReport) -> None:
        lines: list[Content] = []
        for file in report.problems[:MOST]:
            lines += [Content(one_line(file.source)), Content.styled(f"   {one_line(file.reason or '')}", "$quiet")]
        if len(report.problems) > MOST:
            more = shown_number(len(report.problems) - MOST)
            lines.append(Content(_("… and {count} more").format(count=more)))
        super().__init__([(summary(report), Content("\n").join(lines))])
