"""Adding releases from inside: the files are read in the background while the reader goes on."""

from __future__ import annotations

import shlex
import time
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType

from archivist.errors import ArchivistError
from archivist.reports import Progress
from archivist.texts import _
from archivist.tui import messages
from archivist.tui.screens.report import Report, summary
from archivist.tui.screens.room import Room
from archivist.tui.widgets.work_line import WorkLine

OFTEN = 0.1
"""Seconds between two looks at how far an ingest is."""


class Filling(Room):
    """Puts files into the archive."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "add", _("add"), tooltip=_("Add files or folders to the archive")),
    ]

    def action_add(self) -> None:
        """Ask for files or folders and add them."""
        if self.query_one(WorkLine).progress is not None:
            self.tell(_("Articles are being added already; wait for the end."))
        else:
            self.ask(_("Add files or folders:"), self._add, paths=True)

    def _add(self, written: str) -> None:
        paths = _paths(written)
        if paths:
            self.query_one(WorkLine).progress = Progress(0, None, "")
            self.run_worker(partial(self._ingest, paths), group="ingest", thread=True)

    def _ingest(self, paths: list[str]) -> None:
        shown = 0.0

        def advance(progress: Progress) -> None:
            nonlocal shown
            if time.monotonic() - shown > OFTEN:
                shown = time.monotonic()
                self.post_message(messages.Advanced(progress))

        try:
            with self.writing:
                report = self.archive.ingest(paths, progress=advance)
        except ArchivistError as error:
            self.post_message(messages.Ingested(None, str(error)))
        else:
            self.post_message(messages.Ingested(report))

    @on(messages.Advanced)
    def _advanced(self, message: messages.Advanced) -> None:
        line = self.query_one(WorkLine)
        if line.progress is not None:
            line.progress = message.progress

    @on(messages.Ingested)
    def _ingested(self, message: messages.Ingested) -> None:
        self.query_one(WorkLine).progress = None
        self.results.refresh_hits()
        if message.report is None:
            self.tell(message.failure, failed=True)
        elif message.report.problems:
            self.app.push_screen(Report(message.report))
        else:
            self.tell(summary(message.report))


def _paths(written: str) -> list[str]:
    """Return the paths that were written: one as it is where it exists, else as a shell would read them."""
    written = written.strip()
    if not written or Path(written).expanduser().exists():
        parts = [written] if written else []
    else:
        try:
            parts = shlex.split(written)
        except ValueError:
            parts = [written]
    # A dash would be standard input, which the interface has for itself.
    return [str(Path(part).expanduser()) for part in parts if part != "-"]
