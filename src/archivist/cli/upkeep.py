"""``archivist reindex`` and ``archivist check``: keep the archive sound."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import click

from archivist.cli.command import Command, engine_option, format_option, jobs_option
from archivist.cli.context import open_archive, style_of
from archivist.cli.output import Style, one_line, out, write_json
from archivist.cli.progress import ProgressBar
from archivist.display import article_count, labelled, shown_number
from archivist.texts import _, ngettext

if TYPE_CHECKING:
    from archivist.reports import CheckReport


@click.command(
    "reindex",
    cls=Command,
    examples=("archivist reindex", "archivist reindex --jobs 1", "archivist reindex --engine tantivy"),
    help=_(
        "Build the index again from the corpus. Searches go on meanwhile.\n\n"
        "--engine moves the archive to another engine, which finds the same: whoosh needs nothing else, tantivy "
        "is faster in archives of tens of thousands of articles and needs "
        "pip install 'archivist[tantivy]'."
    ),
)
@engine_option
@jobs_option
@click.pass_context
def reindex_command(ctx: click.Context, engine: str | None, jobs: int | None) -> None:
    """Build the index again and say how many articles it has."""
    began = time.perf_counter()
    with open_archive(ctx) as archive, ProgressBar() as bar:
        count = archive.reindex(bar, engine=engine, jobs=jobs)
    seconds = time.perf_counter() - began
    out(_("{articles} indexed in {seconds} s").format(articles=article_count(count), seconds=shown_number(seconds, 1)))


@click.command(
    "check",
    cls=Command,
    examples=("archivist check", "archivist check --repair"),
    help=_(
        "Look for damage, and mend it if asked.\n\n"
        "Every article of the corpus can be read, no id is there twice, originals are as they were received, "
        "and the index agrees with the corpus: or else it says what is wrong and what to do."
    ),
)
@click.option("--repair", is_flag=True, help=_("Mend what can be mended."))
@format_option("text", "json")
@click.pass_context
def check_command(ctx: click.Context, repair: bool, form: str) -> None:
    """Print the problems of the archive; leave with 1 where one is left."""
    with open_archive(ctx) as archive:
        report = archive.check(repair=repair)
    if form == "json":
        write_json(check_as_json(report))
    else:
        out("\n".join(check_lines(report, style_of(ctx))))
    if any(not problem.repaired for problem in report.problems):
        ctx.exit(1)


def check_as_json(report: CheckReport) -> dict[str, Any]:
    """Return what was checked and what is wrong, as an object."""
    return {
        "articles": report.articles,
        "problems": [
            {"path": found.path, "problem": found.problem, "remedy": found.remedy, "repaired": found.repaired}
            for found in report.problems
        ],
    }


def check_lines(report: CheckReport, style: Style) -> list[str]:
    """Return each problem with its remedy, or that it was repaired, and how many there are."""
    lines = []
    for found in report.problems:
        lines.append(labelled(style.bold(one_line(found.path)), one_line(found.problem)))
        lines.append("    " + (_("Repaired.") if found.repaired else one_line(found.remedy)))
    checked = article_count(report.articles)
    left = sum(not found.repaired for found in report.problems)
    mended = len(report.problems) - left
    if not report.problems:
        lines.append(_("{articles} checked: all is well.").format(articles=checked))
    elif not left:
        sentence = ngettext(
            "{articles} checked, {count} problem repaired.",
            "{articles} checked, {count} problems repaired.",
            mended,
        )
        lines.append(sentence.format(articles=checked, count=shown_number(mended)))
    else:
        sentence = ngettext(
            "{articles} checked, {mended} repaired, {count} problem left.",
            "{articles} checked, {mended} repaired, {count} problems left.",
            left,
        )
        lines.append(sentence.format(articles=checked, mended=shown_number(mended), count=shown_number(left)))
    return lines
