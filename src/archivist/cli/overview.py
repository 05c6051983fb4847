"""``archivist list`` and ``archivist stats``: what the archive holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import click

from archivist.article import PartialDate
from archivist.cli.bars import counted_lines
from archivist.cli.command import Command, format_option, period_options
from archivist.cli.context import open_archive, style_of
from archivist.cli.output import Style, columns, one_line, out, shorten, tell, write_csv, write_json
from archivist.display import article_count, shown_date, shown_number
from archivist.texts import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archivist.reports import Statistics, Summary

LIST_COLUMNS = ("id", "title", "date", "place", "issuer", "source")
LEAST_TITLE = 24
"""Columns that a title must have beside its id; with fewer it stands below."""


@click.command(
    "list",
    cls=Command,
    examples=("archivist list --limit 20", "archivist list --since 2024-03 --until 2024-05 --format csv"),
    help=_("List the articles, the newest first."),
)
@click.option(
    "--sort",
    type=click.Choice(["-date", "date", "id"]),
    default="-date",
    show_default=True,
    help=_("The order: the newest (-date) or the oldest (date) first, or by id."),
)
@click.option("--limit", type=click.IntRange(1), metavar="N", help=_("List at most N articles; without it, all."))
@click.option("--offset", type=click.IntRange(0), default=0, metavar="N", help=_("Skip the first N."))
@period_options
@format_option("text", "json", "jsonl", "csv")
@click.pass_context
def list_command(
    ctx: click.Context,
    sort: Literal["date", "-date", "id"],
    limit: int | None,
    offset: int,
    since: PartialDate | None,
    until: PartialDate | None,
    form: str,
) -> None:
    """Print one line, object or row for each article."""
    with open_archive(ctx) as archive:
        if since is None and until is None:
            found = archive.summaries(sort=sort, limit=limit, offset=offset)
        else:
            found = [one for one in archive.summaries(sort=sort) if in_period(one.date, since, until)]
            found = found[offset:][:limit]
    rows = [summary_as_json(one) for one in found]
    if form == "json":
        write_json(rows)
    elif form == "jsonl":
        for row in rows:
            write_json(row, lines=True)
    elif form == "csv":
        write_csv(LIST_COLUMNS, ([row[name] for name in LIST_COLUMNS] for row in rows))
    elif found:
        out("\n".join(list_lines(found, style_of(ctx))))
    else:
        tell(_("No articles to list. Put some in with: archivist ingest PATH..."))


def in_period(date: PartialDate | None, since: PartialDate | None, until: PartialDate | None) -> bool:
    """Tell whether some day that ``date`` may mean lies in the period; a date that is not known does not."""
    if date is None:
        return False
    return (since is None or date.last >= since.first) and (until is None or date.first <= until.last)


def summary_as_json(summary: Summary) -> dict[str, Any]:
    """Return what a list says about an article; the date as ISO text as far as it is known, or ``None``."""
    return {
        "id": summary.id,
        "title": summary.title,
        "date": str(summary.date) if summary.date else None,
        "place": summary.place,
        "issuer": summary.issuer,
        "source": summary.source,
    }


def list_lines(found: Sequence[Summary], style: Style) -> list[str]:
    """Return a line for each article: id and title, the title shortened on a terminal only."""
    id_width = max(columns(one_line(one.id)) for one in found)
    room = style.width - id_width - 2
    lines = []
    for one in found:
        id, title = one_line(one.id), one_line(one.title)
        padding = " " * (id_width - columns(id))
        if not style.terminal:
            lines.append(f"{id}{padding}  {title}")
        elif room >= LEAST_TITLE:
            lines.append(f"{style.quiet(id)}{padding}  {shorten(title, room)}")
        else:
            lines += [shorten(title, style.width), f"  {style.quiet(id)}"]
    return lines


@click.command(
    "stats",
    cls=Command,
    examples=("archivist stats", "archivist stats --format json"),
    help=_("Count the articles by year, place and issuer."),
)
@format_option("text", "json")
@click.pass_context
def stats_command(ctx: click.Context, form: str) -> None:
    """Print the figures of the archive, drawn as bars or as JSON."""
    with open_archive(ctx) as archive:
        figures = archive.statistics()
    if form == "json":
        write_json(statistics_as_json(figures))
    else:
        out("\n".join(statistics_lines(figures, style_of(ctx))))


def statistics_as_json(figures: Statistics) -> dict[str, Any]:
    """Return the figures as an object; dates as ISO text or ``None``, counts as ``{"value", "count"}``."""
    counted = {"years": figures.years, "places": figures.places, "issuers": figures.issuers}
    return {
        "articles": figures.articles,
        "undated": figures.undated,
        "words": figures.words,
        "first": str(figures.first) if figures.first else None,
        "last": str(figures.last) if figures.last else None,
        **{name: [{"value": value, "count": count} for value, count in values] for name, values in counted.items()},
    }


def statistics_lines(figures: Statistics, style: Style) -> list[str]:
    """Return the figures for a person: what there is in all, then bars by year, place and issuer."""
    words = ngettext("{count} word", "{count} words", figures.words).format(count=shown_number(figures.words))
    parts = [article_count(figures.articles), words]
    if figures.first and figures.last:
        parts.append(_("from {first} to {last}").format(first=shown_date(figures.first), last=shown_date(figures.last)))
    if figures.undated:
        parts.append(_("{count} undated").format(count=shown_number(figures.undated)))
    lines = [style.bold(" · ".join(parts))]
    for field, values in (("year", figures.years), ("place", figures.places), ("issuer", figures.issuers)):
        if values:
            lines += ["", *counted_lines(field, values, style)]
    return lines
