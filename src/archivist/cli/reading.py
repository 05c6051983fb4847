"""``archivist browse`` and ``archivist demo``: the interface, on your archive or on one to try."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from archivist.cli.command import QueryCommand, joined_query
from archivist.cli.completing import query_words
from archivist.cli.context import chosen_folder
from archivist.cli.output import out
from archivist.cli.progress import ProgressBar
from archivist.texts import _

if TYPE_CHECKING:
    from archivist.archive import Archive

_plain_option = click.option(
    "--plain", is_flag=True, help=_("One pane at a time, without drawn lines: for screen readers.")
)


@click.command(
    "browse",
    cls=QueryCommand,
    examples=("archivist browse", "archivist browse startups -rabat"),
    help=_("Open the interface: search as you type, and read."),
)
@click.argument("query", nargs=-1, shell_complete=query_words)
@_plain_option
@click.pass_context
def browse_command(ctx: click.Context, query: tuple[str, ...], plain: bool) -> None:
    """Open the interface on the archive."""
    _need_a_terminal(ctx)
    from archivist.archive import Archive

    # Its notices gather for the interface to tell: printed, they would be drawn over it.
    with Archive.open(chosen_folder(ctx)) as archive:
        _run(archive, query, plain)


@click.command(
    "demo",
    cls=QueryCommand,
    examples=(
        "archivist demo",
        "archivist demo énergie",
        'archivist search --archive "$(archivist demo --path)" énergie',
    ),
    help=_(
        "Open the interface on fictional press releases.\n\n"
        "They come with archivist, which makes an archive of them in your cache folder."
    ),
)
@click.argument("query", nargs=-1)
@click.option("--path", "only_path", is_flag=True, help=_("Print where that archive is instead, for other commands."))
@_plain_option
@click.pass_context
def demo_command(ctx: click.Context, query: tuple[str, ...], only_path: bool, plain: bool) -> None:
    """Make the demonstration archive if need be, then open the interface on it or print its folder."""
    from archivist.cli.demo import open_demo

    if not only_path:
        _need_a_terminal(ctx)
    with ProgressBar() as bar:
        archive = open_demo(bar)
    with archive:
        if only_path:
            out(str(archive.root))
        else:
            _run(archive, query, plain)


def on_a_terminal() -> bool:
    """Tell whether there is a terminal to draw on and to type at, or a web page in its place (``archivist serve``)."""
    return "TEXTUAL_DRIVER" in os.environ or (sys.stdin.isatty() and sys.stdout.isatty())


def _need_a_terminal(ctx: click.Context) -> None:
    if not on_a_terminal():
        raise click.UsageError(_("The interface needs a terminal; in a pipe, use: archivist search QUERY."), ctx)


def _run(archive: Archive, query: tuple[str, ...], plain: bool) -> None:
    """Open the interface; Textual is loaded here and nowhere else in the command line."""
    from archivist import tui

    tui.run(archive, joined_query(query), plain=plain)
