"""``archivist show``: one article, to read, to keep, to pass on; or the bytes that were received."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from archivist.cli.blocks import Block, blocks
from archivist.cli.command import Command, format_option, joined_query
from archivist.cli.completing import article_ids, query_words
from archivist.cli.context import open_archive, style_of
from archivist.cli.output import Style, json_text, marked_lines, one_line, out
from archivist.display import about
from archivist.errors import ArchivistError
from archivist.texts import _

if TYPE_CHECKING:
    from archivist.article import Article
    from archivist.search.results import Span

PAGE_WIDTH = 80
"""Columns of a page: longer lines tire the eye."""


class Matches(NamedTuple):
    """Where a query matches in the title and in the text of an article: sorted, disjoint spans."""

    title: tuple[Span, ...] = ()
    text: tuple[Span, ...] = ()


NONE = Matches()


@click.command(
    "show",
    cls=Command,
    examples=(
        "archivist show 2024-05-le-technopark-a-signe",
        "archivist show 2024-05-le-technopark-a-signe --query startups",
        "archivist show 2024-05-le-technopark-a-signe --format html --output page.html",
        "archivist show 2024-05-le-technopark-a-signe --original > received.html",
    ),
    help=_("Print one article, to read or for another program."),
)
@click.argument("id", shell_complete=article_ids)
@click.option(
    "--query",
    metavar="QUERY",
    default="",
    shell_complete=query_words,
    help=_("Highlight what this query matches (text and html)."),
)
@format_option("text", "markdown", "json", "html")
@click.option("--original", is_flag=True, help=_("Write the bytes as they were received instead of the article."))
@click.option("--output", "-o", metavar="FILE", type=click.Path(dir_okay=False), help=_("Write to a file."))
@click.pass_context
def show_command(ctx: click.Context, id: str, query: str, form: str, original: bool, output: str | None) -> None:
    """Print an article or its original; raise ArticleNotFound for an id that the archive has not."""
    if original and output is None and sys.stdout.isatty():
        raise click.UsageError(
            _("An original may hold anything and terminals obey: add --output FILE, or redirect it."),
            ctx,
        )
    with open_archive(ctx) as archive:
        if original:
            received = archive.original(id)
            if output is None:
                sys.stdout.buffer.write(received)
            else:
                _write(output, received)
            return
        article = archive.read(id)
        words = joined_query([query])
        matches = NONE
        if query:
            matches = Matches(archive.spans(article.title, words, "title"), archive.spans(article.text, words))
    style = Style(colour=False, width=PAGE_WIDTH) if output else style_of(ctx)
    text = _in_format(form, article, matches, style)
    if output is None:
        out(text)
    else:
        _write(output, f"{text}\n".encode("utf-8", "backslashreplace"))


def _in_format(form: str, article: Article, matches: Matches, style: Style) -> str:
    if form == "json":
        return json_text(article_as_json(article))
    if form == "markdown":
        from archivist.cli.markdown import article_as_markdown

        return article_as_markdown(article)
    if form == "html":
        from archivist.cli.page import article_as_html

        return article_as_html(article, matches.title, matches.text)
    return "\n".join(article_lines(article, matches, style))


def _write(output: str, content: bytes) -> None:
    """Write a file that the user named; raise ArchivistError where that cannot be."""
    try:
        Path(output).write_bytes(content)
    except OSError as error:
        message = _("{file} cannot be written: {reason}. Choose another file with --output.")
        raise ArchivistError(message.format(file=output, reason=error.strerror or error)) from error


def article_as_json(article: Article) -> dict[str, Any]:
    """Return every field of an article; the date as ISO text as far as it is known, or ``None``."""
    return {
        "id": article.id,
        "title": article.title,
        "date": str(article.date) if article.date else None,
        "place": article.place,
        "issuer": article.issuer,
        "source": article.source,
        "tags": list(article.tags),
        "evidence": dict(article.evidence),
        "original": article.original,
        "added": article.added,
        "extra": dict(article.extra),
        "text": article.text,
    }


def article_lines(article: Article, matches: Matches, style: Style) -> list[str]:
    """Return the lines of an article as a page to read, with the matches marked."""
    width = min(style.width, PAGE_WIDTH)
    lines = marked_lines(article.title, matches.title, style, width, bold=[(0, len(article.title))])
    lines.append(style.quiet(one_line(about(article.date, article.place, article.issuer))))
    lines.append(style.quiet(one_line(article.id)))
    if article.source:
        lines.append(style.quiet(one_line(article.source)))
    before = None
    for block in blocks(article.text, matches.text):
        if not (block.kind == before == "entry"):
            lines.append("")
        lines += _block_lines(block, style, width)
        before = block.kind
    return lines


def _block_lines(block: Block, style: Style, width: int) -> list[str]:
    margin = {"entry": f"{block.marker} ", "quote": "  > "}.get(block.kind, "")
    rest = "  > " if block.kind == "quote" else " " * len(margin)
    bold = [(0, len(block.text))] if block.kind == "heading" else block.bold
    body = marked_lines(block.text, block.matches, style, max(width - len(margin), 20), bold=bold)
    return [(rest if number else margin) + line for number, line in enumerate(body)]
