"""``archivist reclean``: articles again from what was received, with the present cleaner."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from archivist.cli.command import Command, format_option, ocr_option
from archivist.cli.completing import article_ids
from archivist.cli.context import open_archive, style_of
from archivist.cli.output import Style, one_line, out, tell, write_json
from archivist.cli.progress import ProgressBar
from archivist.display import labelled, shown_number
from archivist.texts import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archivist.reclean import Recleaned


@click.command(
    "reclean",
    cls=Command,
    examples=("archivist reclean --dry-run", "archivist reclean 2024-05-le-technopark-a-signe"),
    help=_(
        "Make articles again from what was received.\n\n"
        "For when archivist has learnt to read better, or the lists of issuers and places have changed. What people "
        "have written stays: an edited text is left alone, fields and tags of theirs are kept."
    ),
)
@click.argument("ids", metavar="[ID]...", nargs=-1, shell_complete=article_ids)
@click.option("--dry-run", is_flag=True, help=_("Say what would change, and change nothing."))
@ocr_option
@format_option("text", "json")
@click.pass_context
def reclean_command(ctx: click.Context, ids: tuple[str, ...], dry_run: bool, ocr: bool, form: str) -> None:
    """Reclean, say what was kept or could not be read, print what has changed; leave with 1 for something skipped."""
    with open_archive(ctx) as archive, ProgressBar() as bar:
        done = archive.reclean(ids or None, dry_run=dry_run, progress=bar, ocr=ocr)
    for one in done:
        if one.outcome in ("kept", "skipped"):
            tell(labelled(one.id, one.reason or ""))
    if form == "json":
        write_json([recleaned_as_json(one) for one in done])
    else:
        out("\n".join(recleaned_lines(done, dry_run, style_of(ctx))))
    if any(one.outcome == "skipped" for one in done):
        ctx.exit(1)


def recleaned_as_json(one: Recleaned) -> dict[str, Any]:
    """Return what became of an article with the keys of the JSON contract."""
    return {
        "id": one.id,
        "outcome": one.outcome,
        "reason": one.reason,
        "fields": [{"field": name, "before": before, "after": after} for name, before, after in one.fields],
        "removed": one.removed,
        "added": one.added,
    }


def recleaned_lines(done: Sequence[Recleaned], dry_run: bool, style: Style) -> list[str]:
    """Return a line for each article that has changed, with its fields and how many words, and the figures."""
    lines: list[str] = []
    for one in done:
        if one.outcome != "changed":
            continue
        words = _("text: {removed} words removed, {added} added").format(
            removed=shown_number(one.removed), added=shown_number(one.added)
        )
        lines.append(style.bold(one_line(one.id)))
        lines += [labelled(f"    {name}", f"{_value(before)} → {_value(after)}") for name, before, after in one.fields]
        lines += [f"    {words}"] if one.removed or one.added else []
    numbers = {
        outcome: sum(one.outcome == outcome for one in done) for outcome in ("changed", "same", "kept", "skipped")
    }
    figures = ngettext(
        "{changed} article changed, {same} the same, {kept} kept as people made them, {skipped} skipped",
        "{changed} articles changed, {same} the same, {kept} kept as people made them, {skipped} skipped",
        numbers["changed"],
    ).format(**{name: shown_number(count) for name, count in numbers.items()})
    return [*lines, _("{figures} (a dry run: nothing was changed)").format(figures=figures) if dry_run else figures]


def _value(value: str | None) -> str:
    return one_line(value) if value else _("none")
