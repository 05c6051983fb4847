"""``archivist similar``: the articles most like another one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from archivist.cli.command import Command, format_option, limit_option
from archivist.cli.completing import article_ids
from archivist.cli.context import open_archive, style_of
from archivist.cli.hits import both_sides, hit_as_json, hit_lines
from archivist.cli.output import Style, one_line, out, write_json
from archivist.display import shown_number
from archivist.texts import _, ngettext

if TYPE_CHECKING:
    from archivist.reports import SimilarArticles


@click.command(
    "similar",
    cls=Command,
    examples=(
        "archivist similar 2024-05-le-technopark-a-signe",
        "archivist similar 2024-05-le-technopark-a-signe --limit 3 --format jsonl",
    ),
    help=_(
        "Find the articles most like another one.\n\n"
        "They share its most telling words. Those that nearly repeat its text, a correction or a repost, are set apart."
    ),
)
@click.argument("id", shell_complete=article_ids)
@limit_option(_("Show at most N articles; near-duplicates come on top of that."))
@format_option("text", "json", "jsonl")
@click.pass_context
def similar_command(ctx: click.Context, id: str, limit: int, form: str) -> None:
    """Print the articles most like another one; leave with 1 where there is none."""
    with open_archive(ctx) as archive:
        similar = archive.similar(id, limit=limit)
    if form == "json":
        write_json(similar_as_json(similar))
    elif form == "jsonl":
        for hit in (*similar.hits, *similar.near_duplicates):
            write_json({**hit_as_json(hit), "near_duplicate": hit in similar.near_duplicates}, lines=True)
    else:
        out("\n".join(similar_lines(similar, style_of(ctx))))
    if not similar.hits and not similar.near_duplicates:
        ctx.exit(1)


def similar_as_json(similar: SimilarArticles) -> dict[str, Any]:
    """Return the similar articles with the keys of the JSON contract."""
    return {
        "id": similar.id,
        "hits": [hit_as_json(hit) for hit in similar.hits],
        "near_duplicates": [hit_as_json(hit) for hit in similar.near_duplicates],
    }


def similar_lines(similar: SimilarArticles, style: Style) -> list[str]:
    """Return the hits for a person, near-duplicates below a line of their own, how many there are, how to read on."""
    found = (*similar.hits, *similar.near_duplicates)
    if not found:
        return [_("No other article is like {id}.").format(id=one_line(similar.id))]
    lines: list[str] = []
    rank_width = len(str(len(found)))
    for rank, hit in enumerate(found, 1):
        if rank == len(similar.hits) + 1:
            repeats = len(similar.near_duplicates)
            lines += [ngettext("Nearly the same text:", "Nearly the same texts:", repeats), ""]
        lines += [*hit_lines(hit, f"{rank:>{rank_width}}  ", style), ""]
    count = ngettext("{count} similar article", "{count} similar articles", len(found))
    hint = f"archivist show {one_line(found[0].id)}"
    return [*lines, *both_sides(count.format(count=shown_number(len(found))), hint, style.width, style)]
