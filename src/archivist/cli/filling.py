"""``archivist init`` and ``archivist ingest``: make an archive and put articles in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from archivist.cli.command import Command, engine_option, format_option, jobs_option, ocr_option
from archivist.cli.context import chosen_folder, open_archive, style_of
from archivist.cli.output import Style, one_line, out, tell, write_json
from archivist.cli.progress import ProgressBar
from archivist.display import labelled, shown_number
from archivist.texts import _, ngettext

if TYPE_CHECKING:
    from archivist.reports import IngestReport

LISTED = 20
"""How many added or updated articles are named one by one."""


@click.command(
    "init",
    cls=Command,
    examples=("archivist init", "archivist init ~/releases", "archivist init --engine tantivy"),
    help=_("Make an archive in DIR, or in the working directory."),
)
@click.argument("folder", metavar="[DIR]", required=False, type=click.Path(file_okay=False))
@engine_option
@click.pass_context
def init_command(ctx: click.Context, folder: str | None, engine: str | None) -> None:
    """Make an archive and say what comes next."""
    from archivist.archive import Archive

    chosen = Path(folder) if folder else chosen_folder(ctx) or Path()
    was_there = (chosen / "corpus").is_dir() and (chosen / "index").is_dir()
    with Archive.create(chosen, on_notice=tell) as archive:
        if was_there:
            out(_("{folder} is an archive already.").format(folder=one_line(str(archive.root))))
        else:
            out(_("{folder} is an archive now.").format(folder=one_line(str(archive.root))))
        if engine:
            archive.reindex(engine=engine)
    tell(_("Put press releases in with: archivist ingest PATH..."))


@click.command(
    "ingest",
    cls=Command,
    examples=(
        "archivist ingest releases/",
        "archivist ingest --dry-run release.html",
        "archivist ingest mailbox.mbox 2019.zip https://example.org/feed.xml",
        "curl -s https://example.org/release.html | archivist ingest -",
    ),
    help=_(
        "Put press releases in the archive.\n\n"
        "PATH is a file, a folder with everything below it, an address (http or https), or - for standard input. "
        "Mails, feeds, ZIP, tar and WARC archives give each article in them. "
        "What is there already is left alone, what has changed is updated, what cannot be read is reported "
        "and skipped."
    ),
)
@click.argument("paths", metavar="PATH... | -", nargs=-1, required=True, type=click.Path(allow_dash=True))
@click.option("--dry-run", is_flag=True, help=_("Say what would be done, and change nothing."))
@click.option("--allow-private", is_flag=True, help=_("Fetch addresses of private networks too."))
@ocr_option
@jobs_option
@format_option("text", "json")
@click.pass_context
def ingest_command(
    ctx: click.Context,
    paths: tuple[str, ...],
    dry_run: bool,
    allow_private: bool,
    ocr: bool,
    jobs: int | None,
    form: str,
) -> None:
    """Ingest, name the problems on standard error, print the summary; leave with 1 for something skipped."""
    with open_archive(ctx) as archive, ProgressBar() as bar:
        try:
            report = archive.ingest(
                paths, dry_run=dry_run, progress=bar, allow_private=allow_private, ocr=ocr, jobs=jobs
            )
        except KeyboardInterrupt:
            bar.clear()
            tell(_("What was read so far is in the archive; the same command goes on from there."))
            raise
        everything = archive.search("", limit=0).total if report.added and not dry_run else 0
    tell_problems(report)
    if form == "json":
        write_json(report_as_json(report))
    else:
        out("\n".join(text_lines(report, dry_run, style_of(ctx))))
    if form == "text" and everything and everything == report.added:  # the first time
        tell(_("Find them with: archivist search WORDS, or read them with: archivist browse"))
    if report.skipped:
        ctx.exit(1)


def tell_problems(report: IngestReport) -> None:
    """Say of each file that was skipped why."""
    for file in report.problems:
        reason = file.reason or _("it cannot be read.")
        tell(reason if file.source in reason else labelled(file.source, reason))


def report_as_json(report: IngestReport) -> dict[str, Any]:
    """Return what ingest did with the keys of the JSON contract."""
    return {
        "added": report.added,
        "updated": report.updated,
        "unchanged": report.unchanged,
        "skipped": report.skipped,
        "files": [
            {"source": file.source, "status": file.status, "id": file.id, "reason": file.reason}
            for file in report.files
        ],
    }


def text_lines(report: IngestReport, dry_run: bool, style: Style) -> list[str]:
    """Return the articles that are new or changed, the first of them by name, and the figures."""
    if not report.files:
        return [_("There is no file there that archivist can read.")]
    changed = [file for file in report.files if file.status in ("added", "updated")]
    words = {"added": _("added"), "updated": _("updated")}
    width = max(map(len, words.values()))
    lines = [f"{style.quiet(words[file.status].ljust(width))}  {one_line(file.id or '')}" for file in changed[:LISTED]]
    if len(changed) > LISTED:
        more = len(changed) - LISTED
        lines.append(
            style.quiet(ngettext("and {count} more", "and {count} more", more).format(count=shown_number(more)))
        )
    figures = _("{added} added, {updated} updated, {unchanged} unchanged, {skipped} skipped").format(
        added=shown_number(report.added),
        updated=shown_number(report.updated),
        unchanged=shown_number(report.unchanged),
        skipped=shown_number(report.skipped),
    )
    lines.append(_("{figures} (a dry run: nothing was changed)").format(figures=figures) if dry_run else figures)
    return lines
