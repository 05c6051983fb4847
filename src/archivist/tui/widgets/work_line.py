"""A thin line on top while there is long work: how far it is, and at what."""

from __future__ import annotations

from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from archivist.display import shown_number
from archivist.reports import Progress
from archivist.texts import _
from archivist.tui.page import one_line
from archivist.tui.wrap import fit


class WorkLine(Static):
    """How far an ingest is; no line where there is none."""

    progress: reactive[Progress | None] = reactive(None)

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, markup=False)
        self.display = False

    def watch_progress(self, progress: Progress | None) -> None:
        """Take a line only while there is work."""
        self.display = progress is not None

    def render(self) -> Content:
        """Draw a bar as long as what is done, behind what is said."""
        if self.progress is None:
            return Content()
        done, total, label = self.progress.done, self.progress.total, self.progress.label
        if total:
            said = _("Adding articles: {done} of {total}").format(done=shown_number(done), total=shown_number(total))
        else:
            said = _("Adding articles: {done}").format(done=shown_number(done))
        width = max(self.content_size.width, 1)
        text = fit(f"{said} · {one_line(label)}" if label else said, width).ljust(width)
        filled = min(width * done // total, width) if total else 0
        return Content.assemble((text[:filled], "$background on $primary"), text[filled:])
