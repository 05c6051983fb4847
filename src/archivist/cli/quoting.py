"""``archivist quotes``: who has said what."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

import click

from archivist.cli.command import QueryCommand, format_option, joined_query, limit_option
from archivist.cli.completing import query_words
from archivist.cli.context import open_archive, style_of
from archivist.cli.output import Style, marked_lines, one_line, out, write_json
from archivist.display import shown_date
from archivist.texts import _

if TYPE_CHECKING:
    from archivist.quotations import FoundQuotation


@click.command(
    "quotes",
    cls=QueryCommand,
    examples=(
        "archivist quotes hydrogène",
        "archivist quotes --by 'Odile Vernay'",
        "archivist quotes --format json eau",
    ),
    help=_(
        "Find what people have said, the newest first.\n\n"
        "The words of the query must stand within the quotation. Only quotations whose speaker the text names are "
        "known: who is only “he” or “the minister” is passed over."
    ),
)
@click.argument("query", nargs=-1, shell_complete=query_words)
@click.option("--by", metavar="NAME", default="", help=_("Only by a person of this name, or a part of it."))
@limit_option(_("Show at most N quotations."))
@format_option("text", "json")
@click.pass_context
def quotes_command(ctx: click.Context, query: tuple[str, ...], by: str, limit: int, form: str) -> None:
    """Print quotations with their speakers; leave with 1 where there is none."""
    with open_archive(ctx) as archive:
        found = list(islice(archive.quotations(joined_query(query), by=joined_query([by])), limit))
    if form == "json":
        write_json([quotation_as_json(one) for one in found])
    elif found:
        out("\n".join(line for one in found for line in quotation_lines(one, style_of(ctx))))
    else:
        out(_("No quotation was found."))
    if not found:
        ctx.exit(1)


def quotation_as_json(found: FoundQuotation) -> dict[str, Any]:
    """Return a quotation with the keys of the JSON contract."""
    return {
        "text": found.quotation.text,
        "name": found.quotation.name,
        "role": found.quotation.role,
        "span": [found.quotation.start, found.quotation.end],
        "id": found.id,
        "title": found.title,
        "date": str(found.date) if found.date else None,
    }


def quotation_lines(found: FoundQuotation, style: Style) -> list[str]:
    """Return a quotation, who has said it and in which article, an empty line behind it."""
    quotation = found.quotation
    lines = marked_lines(f"«\xa0{quotation.text}\xa0»", (), style, style.width)
    speaker = f"{quotation.name}, {quotation.role}" if quotation.role else quotation.name
    date = shown_date(found.date) if found.date else _("undated")
    return [
        *lines,
        f"    {style.bold(one_line(speaker))}",
        style.quiet(f"    {one_line(date)} · {one_line(found.id)}"),
        "",
    ]
