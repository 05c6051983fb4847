"""A bar on standard error for what takes long; nothing where that is no terminal."""

from __future__ import annotations

import shutil
import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING

import click

from archivist.cli.output import columns, one_line, shorten
from archivist.display import shown_number

if TYPE_CHECKING:
    from archivist.reports import Progress

BAR_WIDTH = 24
SECONDS_BETWEEN = 0.1
_CLEAR_LINE = "\r\x1b[K"


class ProgressBar:
    """Draws how far the work is, at most ten times a second; called with each Progress, in a with block."""

    def __init__(self) -> None:
        self._visible = sys.stderr.isatty()
        self._drawn = 0.0
        self._width = shutil.get_terminal_size().columns

    def __call__(self, progress: Progress) -> None:
        """Draw the bar if it is time to."""
        now = time.monotonic()
        if not self._visible or (now - self._drawn < SECONDS_BETWEEN and progress.done != progress.total):
            return
        self._drawn = now
        click.echo(_CLEAR_LINE + bar_line(progress, self._width), nl=False, err=True, color=True)

    def __enter__(self) -> ProgressBar:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._drawn:
            click.echo(_CLEAR_LINE, nl=False, err=True, color=True)


def bar_line(progress: Progress, width: int) -> str:
    """Return one line of at most ``width`` columns: the bar, the figures, and what is being done."""
    if progress.total:
        full = min(BAR_WIDTH, BAR_WIDTH * progress.done // progress.total)
        figures = f"{shown_number(progress.done)}/{shown_number(progress.total)}"
        line = f"{'█' * full}{'░' * (BAR_WIDTH - full)} {figures}"
    else:
        line = shown_number(progress.done)
    room = width - 1 - columns(line) - 2
    return f"{line}  {shorten(one_line(progress.label), room)}" if room >= 8 and progress.label else line
