"""``archivist serve``: the interface in a web page, on this machine alone."""

from __future__ import annotations

import click

from archivist.cli.command import Command
from archivist.cli.context import open_archive
from archivist.cli.output import tell
from archivist.texts import _


@click.command(
    "serve",
    cls=Command,
    examples=("archivist serve", "archivist serve --port 9000"),
    help=_(
        "Show the interface in a web page, for you on this machine.\n\n"
        "It needs textual-serve: pip install 'archivist[serve]'. The page asks for no password, and who opens it "
        "can do what you can: read and change the archive, write files. So it is on 127.0.0.1 only, and must not be "
        "put on a network, neither by a tunnel nor by a proxy. On a machine that others use too, do not leave it open."
    ),
)
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help=_("Where it listens."))
@click.option("--plain", is_flag=True, help=_("One pane at a time, without drawn lines: for screen readers."))
@click.pass_context
def serve_command(ctx: click.Context, port: int, plain: bool) -> None:
    """Serve the interface until it is interrupted."""
    from archivist.tui.serving import HOST, serve

    with open_archive(ctx) as archive:
        root = archive.root
    tell(_("The archive is at http://{address} (ctrl+c ends it).").format(address=f"{HOST}:{port}"))
    tell(_("It is for you on this machine: there is no password, so do not put it on a network."))
    serve(root, port, plain=plain)
