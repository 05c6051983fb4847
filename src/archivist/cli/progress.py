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
from archivist.texts import _

if TYPE_CHECKING:
    from archivist.reports import Progress

BAR_WIDTH = 24
SECONDS_BETWEEN = 0.1
SECONDS_BEFORE_RATE = 2.0
_CLEAR_LINE = "\r\x1b[K"


class ProgressBar:
    """Draws how far the work is, at most ten times a second; called with each Progress, in a with block."""

    def __init__(self) -> None:
        self._visible = sys.stderr.isatty()
        self._drawn = 0.0
        self._began = time.monotonic()
        self._width = shutil.get_terminal_size().columns

    def __call__(self, progress: Progress) -> None:
        """Draw the bar if it is time to."""
        now = time.monotonic()
        if not self._visible or (now - self._drawn < SECONDS_BETWEEN and progress.done != progress.total):
            return
        self._drawn = now
        line = bar_line(progress, self._width, now - self._began)
        click.echo(_CLEAR_LINE + line, nl=False, err=True, color=True)

    def clear(self) -> None:
        """Take the bar off the terminal."""
        if self._drawn:
            self._drawn = 0.0
            click.echo(_CLEAR_LINE, nl=False, err=True, color=True)

    def __enter__(self) -> ProgressBar:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.clear()


def bar_line(progress: Progress, width: int, seconds: float = 0.0) -> str:
    """Return one line of at most ``width`` columns: the bar, the figures, and what is being done.

    After ``seconds`` of work that tell something, the figures are also how many are done a second, and how long the
    rest will take.
    """
    if progress.total:
        full = min(BAR_WIDTH, BAR_WIDTH * progress.done // progress.total)
        figures = f"{shown_number(progress.done)}/{shown_number(progress.total)}"
        line = f"{'█' * full}{'░' * (BAR_WIDTH - full)} {figures}"
    else:
        line = shown_number(progress.done)
    if seconds > SECONDS_BEFORE_RATE and progress.done:
        rate = progress.done / seconds
        line += "  " + _("{rate}/s").format(rate=shown_number(rate, 0 if rate >= 10 else 1))
        if progress.total and progress.done < progress.total:
            left = duration((progress.total - progress.done) / rate)
            line += "  " + _("{duration} left").format(duration=left)
    room = width - 1 - columns(line) - 2
    return f"{line}  {shorten(one_line(progress.label), room)}" if room >= 8 and progress.label else line


def duration(seconds: float) -> str:
    """Return a time in the two largest units that it has: ``2 min 05 s``, ``1 h 20 min``."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    minutes, rest = divmod(whole, 60)
    if minutes < 60:
        return f"{minutes} min {rest:02} s"
    return f"{minutes // 60} h {minutes % 60:02} min"
