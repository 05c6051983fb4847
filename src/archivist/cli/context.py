"""What a command needs from its surroundings: the archive, whether to use colours, how wide to write."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from archivist.cli.command import ARCHIVE_KEY, COLOUR_KEY
from archivist.cli.output import Style, tell

if TYPE_CHECKING:
    from archivist.archive import Archive

READABLE_WIDTH = 100
"""Columns beyond which results are not spread, however wide the terminal is."""

WIDTH_WITHOUT_TERMINAL = 80


def chosen_folder(ctx: click.Context) -> Path | None:
    """Return the folder named by ``--archive`` or ``ARCHIVIST_ARCHIVE``, ``None`` for neither."""
    folder = ctx.meta.get(ARCHIVE_KEY)
    return Path(folder) if folder else None


def open_archive(ctx: click.Context) -> Archive:
    """Open the archive that was named, or the one around the working directory; notices go to standard error.

    Raises ArchiveNotFound.
    """
    from archivist.archive import Archive

    return Archive.open(chosen_folder(ctx), on_notice=tell)


def colour_wanted(choice: bool | None, stream: TextIO) -> bool:
    """Tell whether to write colours to ``stream``: as chosen, as the environment says, or on a terminal.

    ``NO_COLOR`` (no-color.org) wins over ``FORCE_COLOR`` and ``CLICOLOR_FORCE``; empty, they say nothing.
    """
    if choice is not None:
        return choice
    if os.environ.get("NO_COLOR"):
        return False
    if any(os.environ.get(name, "") not in ("", "0") for name in ("FORCE_COLOR", "CLICOLOR_FORCE")):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def _terminal_width() -> int:
    """Return the columns of the terminal, as ``shutil`` does, whose compressors no search needs to wait for."""
    with suppress(ValueError):
        columns = int(os.environ.get("COLUMNS", ""))
        if columns > 0:
            return columns
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or WIDTH_WITHOUT_TERMINAL
    except (OSError, ValueError, AttributeError):
        return WIDTH_WITHOUT_TERMINAL


def style_of(ctx: click.Context) -> Style:
    """Return how to write text to standard output here."""
    width = _terminal_width() if sys.stdout.isatty() else WIDTH_WITHOUT_TERMINAL
    return Style(
        colour=colour_wanted(ctx.meta.get(COLOUR_KEY), sys.stdout),
        width=min(width, READABLE_WIDTH),
        terminal=sys.stdout.isatty(),
    )
