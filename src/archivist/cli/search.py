"""``archivist search``: ask, and print what was found for a person, a program or a document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import click

from archivist.cli.command import format_option, joined_query, limit_option, period_options
from archivist.cli.completing import query_words
from archivist.cli.context import open_archive, style_of
from archivist.cli.facets import FacetedCommand, facets_option
from archivist.cli.hits import hit_as_json, markdown_lines, text_lines
from archivist.cli.output import out, tell, write_csv, write_json
from archivist.display import harmless
from archivist.texts import _

if TYPE_CHECKING:
    from archivist.article import PartialDate
    from archivist.finding import FacetName
    from archivist.search.results import Hit, SearchResults

CSV_COLUMNS = ("id", "title", "date", "place", "issuer", "source", "score", "complete", "snippet")


@click.command(
    "search",
    cls=FacetedCommand,
    examples=(
        "archivist search UM6P Ventures",
        "archivist search '\"mise en œuvre\" date:2023..2024' --sort -date",
        "archivist search startups -rabat --format json",
        "archivist search startups --facets year,place",
    ),
    help=_(
        "Find articles, the best first.\n\n"
        "Several words must all be there; words in double quotes stand together as written (the shell needs "
        "its own quotes around them); a dash before a word leaves it out. Where no article has everything, "
        "those with a part of it are shown and said to be such."
    ),
)
@click.argument("query", nargs=-1, required=True, shell_complete=query_words)
@limit_option(_("Show at most N articles."))
@click.option("--offset", type=click.IntRange(0), default=0, metavar="N", help=_("Skip the first N."))
@click.option(
    "--sort",
    type=click.Choice(["relevance", "date", "-date"]),
    default="relevance",
    show_default=True,
    help=_("The order: the best, the oldest (date) or the newest (-date) first."),
)
@period_options
@facets_option
@format_option("text", "json", "jsonl", "csv", "markdown")
@click.option("--explain", is_flag=True, help=_("Say first how the query was read, word by word."))
@click.option("--pager", is_flag=True, help=_("Read the text through $PAGER."))
@click.pass_context
def search_command(
    ctx: click.Context,
    query: tuple[str, ...],
    limit: int,
    offset: int,
    sort: Literal["relevance", "date", "-date"],
    since: PartialDate | None,
    until: PartialDate | None,
    facets: tuple[FacetName, ...],
    form: str,
    explain: bool,
    pager: bool,
) -> None:
    """Search the archive and print one page of hits; leave with 1 where nothing at all was found."""
    words = joined_query(query)
    with open_archive(ctx) as archive:
        results = archive.search(words, limit=limit, offset=offset, sort=sort, since=since, until=until, facets=facets)
        explanation = harmless(archive.explain(words)) if explain else ""
    for sentence in results.diagnostics:
        tell(sentence)
    if explanation and form != "text":
        click.echo(explanation, err=True)
    if form == "text":
        lines = text_lines(results, offset, style_of(ctx))
        if explanation:
            lines = [*explanation.splitlines(), "", *lines]
        _write_lines(lines, pager)
    elif form == "json":
        write_json(results_as_json(results))
    elif form == "jsonl":
        for hit in results.hits:
            write_json(hit_as_json(hit), lines=True)
    elif form == "csv":
        write_csv(CSV_COLUMNS, map(_csv_row, results.hits))
    else:
        out("\n".join(markdown_lines(results, offset)))
    if not results.total and not results.partial_total:
        ctx.exit(1)


def _write_lines(lines: list[str], pager: bool) -> None:
    if pager:
        click.echo_via_pager("\n".join(lines), color=True)
    else:
        out("\n".join(lines))


def results_as_json(results: SearchResults) -> dict[str, Any]:
    """Return what a search found with the keys of the JSON contract."""
    return {
        "query": results.query,
        "reading": results.reading,
        "total": results.total,
        "partial_total": results.partial_total,
        "took_ms": round(results.took_ms, 3),
        "hits": [hit_as_json(hit) for hit in results.hits],
        "facets": {
            facet.field: [{"value": value, "count": count} for value, count in facet.values] for facet in results.facets
        },
        "suggestions": list(results.suggestions),
    }


def _csv_row(hit: Hit) -> list[object]:
    known = hit_as_json(hit)
    known["snippet"] = " … ".join(snippet.text for snippet in hit.snippets)
    known["complete"] = "true" if hit.complete else "false"
    return [known[name] for name in CSV_COLUMNS]
