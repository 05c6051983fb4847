"""``archivist save``, ``saved`` and ``news``: searches with a name, and what came in for them."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from archivist.article import PartialDate
from archivist.cli.command import Command, QueryCommand, format_option, joined_query
from archivist.cli.completing import query_words, search_names
from archivist.cli.context import open_archive, style_of
from archivist.cli.hits import hit_as_json, hit_lines
from archivist.cli.output import Style, columns, one_line, out, tell, write_json
from archivist.display import article_count, labelled, shown_date, shown_number
from archivist.errors import QueryError
from archivist.texts import _, ngettext

if TYPE_CHECKING:
    from archivist.saved import SavedSearch
    from archivist.search.results import SearchResults

USAGE_EXIT = 2


class News(NamedTuple):
    """What came in for a saved search since ``search.asked``."""

    search: SavedSearch
    results: SearchResults


@click.command(
    "save",
    cls=QueryCommand,
    examples=(
        "archivist save veille 'startups (deep tech OU amorçage)'",
        "archivist search @veille lieu:Rabat",
        "archivist news veille",
    ),
    help=_(
        "Keep a query under a name.\n\n"
        "In queries, @NAME stands for it; news tells what comes in for it. A name that is there already gets the new "
        "query."
    ),
)
@click.argument("name", shell_complete=search_names)
@click.argument("query", nargs=-1, required=True, shell_complete=query_words)
@click.pass_context
def save_command(ctx: click.Context, name: str, query: tuple[str, ...]) -> None:
    """Keep a query under a name and say what it finds today."""
    words = joined_query(query)
    with open_archive(ctx) as archive:
        saved = archive.searches.save(bare(name), words)
        results = archive.search(words, limit=0)
    for sentence in results.diagnostics:
        tell(sentence)
    out(f"@{one_line(saved.name)}  {one_line(results.reading)}")
    found = _("It finds {articles} today. What comes in from now on: archivist news {name}")
    tell(found.format(articles=article_count(results.total), name=saved.name))


@click.command(
    "saved",
    cls=Command,
    examples=("archivist saved", "archivist saved --format json", "archivist saved --remove veille"),
    help=_("List the saved searches, or forget one."),
)
@click.option("--remove", metavar="NAME", shell_complete=search_names, help=_("Forget the search of that name."))
@format_option("text", "json")
@click.pass_context
def saved_command(ctx: click.Context, remove: str | None, form: str) -> None:
    """Print the saved searches that there are, or remove one and say so."""
    with open_archive(ctx) as archive:
        if remove is not None:
            archive.searches.remove(bare(remove))
            tell(_("@{name} is forgotten.").format(name=bare(remove)))
            return
        searches = list(archive.searches.all().values())
    if form == "json":
        write_json([saved_as_json(search) for search in searches])
    elif searches:
        out("\n".join(saved_lines(searches, style_of(ctx))))
    else:
        _tell_how_to_save()


@click.command(
    "news",
    cls=Command,
    examples=("archivist news", "archivist news veille", "archivist news --keep --format json"),
    help=_(
        "Tell what came in for the saved searches since last time.\n\n"
        "For one of them, or without a name for all. What has been told once is not told again."
    ),
)
@click.argument("name", required=False, shell_complete=search_names)
@click.option("--keep", is_flag=True, help=_("Tell the same again next time."))
@format_option("text", "json")
@click.pass_context
def news_command(ctx: click.Context, name: str | None, keep: bool, form: str) -> None:
    """Print what is new for one saved search or for all; a search that cannot be read does not hide the others."""
    told: list[News] = []
    failed = False
    with open_archive(ctx) as archive:
        searches = archive.searches.all() if name is None else {bare(name): archive.searches.get(bare(name))}
        for search in searches.values():
            try:
                told.append(News(search, archive.news(search.name, limit=sys.maxsize, mark=not keep)))
            except QueryError as error:
                tell(labelled(f"@{search.name}", str(error)))
                failed = True
    for sentence in dict.fromkeys(sentence for news in told for sentence in news.results.diagnostics):
        tell(sentence)
    if form == "json":
        write_json([news_as_json(news) for news in told])
    elif told:
        out("\n".join(news_lines(told, style_of(ctx))))
    elif not failed:
        _tell_how_to_save()
    if failed:
        ctx.exit(USAGE_EXIT)


def bare(name: str) -> str:
    """Return the name of a saved search as it is kept: ``@veille``, as queries write it, is ``veille``."""
    return joined_query([name]).removeprefix("@")


def _tell_how_to_save() -> None:
    tell(_("No search is saved. Save one with: archivist save NAME QUERY"))


def saved_as_json(search: SavedSearch) -> dict[str, Any]:
    """Return a saved search with the keys of the JSON contract."""
    return {"name": search.name, "query": search.query, "asked": search.asked}


def saved_lines(searches: Sequence[SavedSearch], style: Style) -> list[str]:
    """Return a line for each saved search: its name, its query, and the day when its news were last asked for."""
    names = [f"@{one_line(search.name)}" for search in searches]
    width = max(map(columns, names))
    lines = []
    for name, search in zip(names, searches, strict=True):
        line = f"{style.bold(name)}{' ' * (width - columns(name))}  {one_line(search.query)}"
        day = _asked_on(search)
        lines.append(f"{line}  {style.quiet(_('(news told up to {day})').format(day=day))}" if day else line)
    return lines


def _asked_on(search: SavedSearch) -> str:
    """Return the day when news were last asked for; empty where that is not known."""
    try:
        return shown_date(PartialDate.parse((search.asked or "")[:10]))
    except ValueError:
        return ""


def news_as_json(news: News) -> dict[str, Any]:
    """Return what is new for a saved search; ``asked`` is the moment since when."""
    hits = [hit_as_json(hit) for hit in news.results.hits]
    return {**saved_as_json(news.search), "total": news.results.total, "hits": hits}


def news_lines(told: Sequence[News], style: Style) -> list[str]:
    """Return how much is new for each search, then the articles, newest first, below the name of their search."""
    names = [f"@{one_line(news.search.name)}" for news in told]
    width = max(map(columns, names))
    lines = [
        f"{style.bold(name)}{' ' * (width - columns(name))}  {_count(news)}"
        for name, news in zip(names, told, strict=True)
    ]
    for name, news in zip(names, told, strict=True):
        hits = news.results.hits
        if hits and len(told) > 1:
            lines += ["", style.bold(name)]
        for rank, hit in enumerate(hits, 1):
            lines += ["", *hit_lines(hit, f"{rank:>{len(str(len(hits)))}}  ", style)]
    return lines


def _count(news: News) -> str:
    if not news.results.total:
        return _("nothing new")
    sentence = ngettext("{count} new article", "{count} new articles", news.results.total)
    return sentence.format(count=shown_number(news.results.total))
