"""``archivist explain``: why an article is found by a query, or why it is not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from archivist.cli.command import QueryCommand, format_option, joined_query
from archivist.cli.completing import query_or_id
from archivist.cli.context import open_archive, style_of
from archivist.cli.hits import both_sides
from archivist.cli.output import Style, marked_lines, one_line, out, tell, wrap, write_json
from archivist.display import about, shown_date, shown_number
from archivist.texts import _, ngettext

if TYPE_CHECKING:
    from archivist.article import Article
    from archivist.matching import Match, PartMatch

WHERE = {
    "title": _("in the title"),
    "issuer": _("in the issuer"),
    "place": _("in the place"),
    "tag": _("among the tags"),
    "body": _("in the text"),
}
FORMS = 6
"""How many forms of a part are named one by one."""


@click.command(
    "explain",
    cls=QueryCommand,
    examples=(
        "archivist explain startups deep tech 2024-05-le-technopark-a-signe",
        "archivist explain '\"mise en service\" -rabat' 2024-05-le-technopark-a-signe --format json",
    ),
    help=_(
        "Say why an article is found, or is not.\n\n"
        "The id comes last; everything before it is the query. For each part of the query: the forms that matched, "
        "where and how often, in how many articles it is found, and its share of the score; for a part that "
        "does not match, the nearest form that the article has."
    ),
)
@click.argument("query", nargs=-1, required=True, shell_complete=query_or_id)
@click.argument("id")
@format_option("text", "json")
@click.pass_context
def explain_command(ctx: click.Context, query: tuple[str, ...], id: str, form: str) -> None:
    """Print why an article is found by a query or is not; leave with 1 where it is not found at all."""
    words = joined_query(query)
    with open_archive(ctx) as archive:
        article = archive.read(id)
        match = archive.explain_match(words, id)
        articles = archive.search("", limit=0).total
    for sentence in match.diagnostics:
        tell(sentence)
    if form == "json":
        write_json(match_as_json(match, words, articles))
    else:
        out("\n".join(match_lines(match, article, articles, style_of(ctx))))
    if not match.complete and not match.partial:
        ctx.exit(1)


def match_as_json(match: Match, query: str, articles: int) -> dict[str, Any]:
    """Return why an article is found or not, with the keys of the JSON contract."""
    return {
        "id": match.id,
        "query": query,
        "reading": match.reading,
        "complete": match.complete,
        "partial": match.partial,
        "score": match.score,
        "articles": articles,
        "parts": [
            {
                "part": part.part,
                "matched": part.matched,
                "optional": part.optional,
                "found": [{"form": form, "field": field, "count": count} for form, field, count in part.found],
                "nearest": part.nearest,
                "documents": part.documents,
                "score": part.score,
            }
            for part in match.parts
        ],
    }


def match_lines(match: Match, article: Article, articles: int, style: Style) -> list[str]:
    """Return the opening sentence, the article in two lines, then a paragraph for each part of the query."""
    lines = [style.bold(one_line(opening_sentence(match))), ""]
    lines += marked_lines(article.title, (), style, style.width)
    known = one_line(about(article.date, article.place, article.issuer))
    lines += both_sides(known, one_line(article.id), style.width, style)
    total = sum(part.score for part in match.parts)
    for part in match.parts:
        lines += ["", style.bold(one_line(part.part or _("every article")))]
        for sentence in (_evidence(part, article), _weight(part, articles, total if len(match.parts) > 1 else 0.0)):
            text = one_line(sentence)
            lines += [f"  {text[start:end]}" for start, end in wrap(text, style.width - 2)]
    gain = round(100 * (match.score / total - 1)) if match.complete and total else 0
    if gain > 1:
        sentence = _("The title, and words close together, add {percent}% to the score.")
        lines += ["", sentence.format(percent=gain)]
    return lines


def opening_sentence(match: Match) -> str:
    """Say in one sentence whether the article is found, and if not, or in part only, the first thing that fails."""
    if match.complete:
        return _("Found: everything that was asked for matches.")
    failed = next((part for part in match.parts if not part.matched and not part.optional), None)
    if failed is None:
        return _("Not found.")
    named = failed.part if '"' in failed.part else _("“{text}”").format(text=failed.part)
    if match.partial:
        return _("Found in part: {part} does not match.").format(part=named)
    if leaves_out(failed):
        return _("Not found: {part} leaves it out.").format(part=named)
    return _("Not found: {part} does not match.").format(part=named)


def leaves_out(part: PartMatch) -> bool:
    """Tell whether a part says what articles must not have; its canonical form begins with the operator."""
    return part.part.startswith("SAUF ")


def _evidence(part: PartMatch, article: Article) -> str:
    """Say what matched and where, or what comes nearest to it."""
    if part.found:
        named = [_form(form, field, count) for form, field, count in part.found[:FORMS]]
        left = len(part.found) - FORMS
        if left > 0:
            named.append(ngettext("{count} other form", "{count} other forms", left).format(count=left))
        return ", ".join(named)
    if leaves_out(part):
        return _("The article has nothing of it.") if part.matched else _("The article has what this leaves out.")
    if part.part.startswith("date:"):
        date = shown_date(article.date) if article.date else _("undated")
        sentence = _("It matches the date: {date}.") if part.matched else _("It does not match the date: {date}.")
        return sentence.format(date=date)
    if part.matched:
        return _("The article answers to it.")
    if part.nearest:
        return _("It does not match; the nearest form in the article is “{form}”.").format(form=part.nearest)
    return _("It does not match, and no form in the article comes near it.")


def _form(form: str, field: str, count: int) -> str:
    sentence = ngettext("“{form}” {where}", "“{form}” {count} times {where}", count)
    return sentence.format(form=form, where=WHERE[field], count=shown_number(count))


def _weight(part: PartMatch, articles: int, total: float) -> str:
    """Say how many articles a part finds and, out of a ``total`` score of several parts, what is its share."""
    if leaves_out(part):
        sentence = ngettext("leaves {count} of {articles} article", "leaves {count} of {articles} articles", articles)
    else:
        sentence = ngettext(
            "found in {count} of {articles} article", "found in {count} of {articles} articles", articles
        )
    parts = [sentence.format(count=shown_number(part.documents), articles=shown_number(articles))]
    if part.optional:
        parts.append(_("a grammatical word, that an article may lack"))
    share = round(100 * part.score / total) if total else 0
    if share:
        parts.append(_("{percent}% of the score").format(percent=share))
    return " · ".join(parts)
