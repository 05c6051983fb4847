"""``archivist extract``: what ingest would make of a file or an address, without an archive."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from archivist.cli.command import Command, format_option, ocr_option
from archivist.cli.context import style_of
from archivist.cli.output import Style, one_line, out, tell, write_json
from archivist.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archivist.article import Article
    from archivist.ingest.containers import Found
    from archivist.ingest.draft import Draft


@click.command(
    "extract",
    cls=Command,
    examples=(
        "archivist extract release.html",
        "archivist extract https://example.org/communique.html --format json",
        "archivist extract mailbox.mbox --format markdown",
    ),
    help=_(
        "Print what ingest would make of a file or an address.\n\n"
        "No archive is needed and nothing is kept: this is for looking at one page that is not read as it should. "
        "A file that holds several articles (a mail, a feed, an archive) gives them all."
    ),
)
@click.argument("path", metavar="FILE|ADDRESS|-", type=click.Path(allow_dash=True))
@format_option("text", "markdown", "json")
@click.option("--allow-private", is_flag=True, help=_("Fetch addresses of private networks too."))
@ocr_option
@click.pass_context
def extract_command(ctx: click.Context, path: str, form: str, allow_private: bool, ocr: bool) -> None:
    """Print each release as it is read; name what cannot be read on standard error, and leave with 1 for it."""
    skipped: list[dict[str, str]] = []
    releases: list[dict[str, Any]] = []
    count = 0
    for source, draft in _drafts(path, allow_private, ocr, skipped):
        count += 1
        if form == "json":
            releases.append(draft_as_json(source, draft))
            continue
        article = _article(source, draft)
        if form == "markdown":
            from archivist.front_matter import render_article

            out(render_article(article), newline=False)
        else:
            out("\n".join(text_lines(article, draft, style_of(ctx))) + "\n")
    if form == "json":
        write_json({"releases": releases, "skipped": skipped})
    for problem in skipped:
        tell(problem["reason"])
    if not count and not skipped:
        tell(_("{name} holds no article.").format(name=path))
    if skipped or not count:
        ctx.exit(1)


def _drafts(path: str, allow_private: bool, ocr: bool, skipped: list[dict[str, str]]) -> Iterator[tuple[str, Draft]]:
    """Yield where each release is from and what is read; add to ``skipped`` what is not."""
    from archivist.errors import UnreadableSource
    from archivist.ingest.containers import Enclosed
    from archivist.ingest.pipeline import read_release
    from archivist.ingest.sources import Source

    for source in _found(path, allow_private):
        if isinstance(source, Source):
            try:
                said = source.said if isinstance(source, Enclosed) else None
                yield source.location, read_release(source.read(), source.name, said, ocr=ocr)
            except UnreadableSource as error:
                skipped.append({"source": source.location, "reason": str(error)})
        else:
            reason = getattr(source, "reason", _("{name} has not changed.").format(name=source.location))
            skipped.append({"source": source.location, "reason": reason})


def _found(path: str, allow_private: bool) -> Iterator[Found]:
    from archivist.ingest.incoming import arrived, incoming, is_address

    fetcher = None
    if is_address(path):
        from archivist.ingest.addresses import Fetcher

        fetcher = Fetcher(allow_private=allow_private)
    return incoming(arrived([path], fetcher))


def _article(source: str, draft: Draft) -> Article:
    """Return the article that ingest would write, as far as it depends on the release alone."""
    from archivist.corpus import new_id
    from archivist.ingest.draft import article_of

    return article_of(draft, new_id(draft.shown_title, draft.date, set()), source)


def draft_as_json(source: str, draft: Draft) -> dict[str, Any]:
    """Return everything that was read of one release, with what it was read from."""
    return {
        "source": source,
        "title": draft.title,
        "date": str(draft.date) if draft.date else None,
        "place": draft.place,
        "issuer": draft.issuer,
        "address": draft.source_url,
        "tags": list(draft.tags),
        "evidence": dict(draft.evidence),
        "doubts": dict(draft.doubts),
        "declared": dict(draft.declared),
        "text": draft.text,
    }


def text_lines(article: Article, draft: Draft, style: Style) -> list[str]:
    """Return the release as a page to read, and below it what each field was read from and what is doubtful."""
    from archivist.cli.show import NONE, article_lines

    names = {
        "title": _("title"), "date": _("date"), "place": _("place"), "issuer": _("issuer"), "source_url": _("address"),
    }  # fmt: skip
    read_from = [
        _("{field} read from: {evidence}").format(field=names.get(key, key), evidence=evidence)
        for key, evidence in draft.evidence.items()
    ]
    below = [style.quiet(one_line(line)) for line in (*read_from, *draft.doubts.values())]
    return [*article_lines(article, NONE, style), "", *below] if below else article_lines(article, NONE, style)
