"""``archivist watch``: ingest what arrives in a folder, when it is whole."""

from __future__ import annotations

from pathlib import Path

import click

from archivist.cli.command import Command, ocr_option
from archivist.cli.context import open_archive
from archivist.cli.filling import tell_problems
from archivist.cli.output import one_line, out, tell
from archivist.errors import ArchiveLocked
from archivist.texts import _


@click.command(
    "watch",
    cls=Command,
    examples=("archivist watch ~/press-releases",),
    help=_(
        "Ingest what a folder holds, and what arrives in it.\n\n"
        "It goes on until it is interrupted. Files that are still being written are left until they are whole. "
        "Needs the extra archivist[watch]."
    ),
)
@click.argument("folder", metavar="FOLDER", type=click.Path(exists=True, file_okay=False))
@ocr_option
@click.pass_context
def watch_command(ctx: click.Context, folder: str, ocr: bool) -> None:
    """Print a line for each article that is new or changed; name on standard error what cannot be read."""
    from archivist.ingest.watching import watch

    with open_archive(ctx) as archive:

        def on_files(paths: list[str]) -> bool:
            try:
                report = archive.ingest(paths, ocr=ocr)
            except ArchiveLocked as error:
                tell(_("{reason} It is tried again.").format(reason=error))
                return False
            words = {"added": _("added"), "updated": _("updated")}
            for file in report.files:
                if file.status in words:
                    out(f"{words[file.status]}  {one_line(file.id or '')}")
            tell_problems(report)
            return True

        tell(_("Watching {folder}; Ctrl-C ends it.").format(folder=one_line(folder)))
        watch(Path(folder), on_files, leave_out=(archive.root / "corpus", archive.root / "index"))
