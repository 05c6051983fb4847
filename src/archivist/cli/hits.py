"""A page of hits: as a person reads it, on a terminal or in a Markdown document, and as JSON for programs."""

from __future__ import annotations

import shlex
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from archivist.cli.bars import counted_lines
from archivist.cli.markdown import escaped, in_bold
from archivist.cli.output import Style, columns, marked_lines, one_line, pieces
from archivist.display import about, article_count, shown_date, shown_number
from archivist.texts import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from archivist.search.results import Facet, Hit, SearchResults

GAP = 3
"""Columns that stay free between what stands on the left and what stands on the right of a line."""

FACET_WIDTH = 48
"""Columns of the bars below hits, which must not draw the eye away from these."""


def text_lines(results: SearchResults, offset: int, style: Style) -> list[str]:
    """Return the lines that show one page of hits to a person; ``offset`` is how many hits came before."""
    if not results.total and not results.partial_total:
        return _nothing_found(results, style)
    lines: list[str] = []
    rank_width = len(str(offset + len(results.hits)))
    told = False
    for rank, hit, others in folded(results.hits, offset + 1):
        if not hit.complete and not told:
            lines += [partial_sentence(results), ""]
            told = True
        lines += hit_lines(hit, f"{rank:>{rank_width}}  ", style)
        lines += [*(" " * (rank_width + 2) + line for line in _family_lines(hit, others, style)), ""]
    if not results.hits and offset < results.total + results.partial_total:
        lines += [_("What is found here has gone from corpus/ or is damaged; `archivist check` names it."), ""]
    elif not results.hits:
        lines += [_("There are no more articles after the first {count}.").format(count=offset), ""]
    if results.suggestions:
        lines += [*_suggestion_lines(results), ""]
    lines += facet_lines(results.facets, style)
    return [*lines, *_last_lines(results, offset, style)]


def folded(hits: Sequence[Hit], first: int) -> list[tuple[int, Hit, list[Hit]]]:
    """Return each hit of a page with its rank, the others of its family behind the one that was found best."""
    found: dict[str, tuple[int, Hit, list[Hit]]] = {}
    for rank, hit in enumerate(hits, first):
        family = hit.family or hit.id
        if family in found and found[family][1].complete == hit.complete:
            found[family][2].append(hit)
        else:
            found.setdefault(family if family not in found else hit.id, (rank, hit, []))
    return list(found.values())


def _family_lines(hit: Hit, others: Sequence[Hit], style: Style) -> list[str]:
    """Return the other articles of a family, each in a line, and how to see what is different."""
    if not others:
        return []
    lines = [ngettext("Another version:", "Other versions:", len(others))]
    for other in others:
        date = shown_date(other.date) if other.date else _("undated")
        lines.append(f"    {one_line(other.id)}  {date}")
    lines.append(f"    archivist diff {one_line(hit.id)} {one_line(others[0].id)}")
    return [style.quiet(line) for line in lines]


def hit_lines(hit: Hit, margin: str, style: Style) -> list[str]:
    """Return the lines that show one hit: title, what is known about it with the id to copy, snippets."""
    indent = " " * len(margin)
    width = max(style.width - len(margin), 20)
    titles = marked_lines(hit.title, hit.title_spans, style, width, bold=[(0, len(hit.title))]) or [""]
    lines = [prefix + line for prefix, line in zip([margin] + [indent] * len(titles), titles, strict=False)]
    known = one_line(about(hit.date, hit.place, hit.issuer))
    lines += [indent + line for line in both_sides(known, one_line(hit.id), width, style)]
    for snippet in hit.snippets:
        lines += [indent + line for line in marked_lines(snippet.text, snippet.spans, style, width)]
    return lines


def facet_lines(facets: Iterable[Facet], style: Style) -> list[str]:
    """Return bars for the values of each facet that has some, an empty line after each."""
    narrow = replace(style, width=min(style.width, FACET_WIDTH))
    lines: list[str] = []
    for facet in facets:
        if facet.values:
            lines += [*counted_lines(facet.field, facet.values, narrow), ""]
    return lines


def both_sides(left: str, right: str, width: int, style: Style) -> list[str]:
    """Put two texts on the left and the right of a line of ``width`` columns, or below each other."""
    if not right:
        return [style.quiet(left)]
    gap = width - columns(left) - columns(right)
    if gap < GAP:
        return [style.quiet(left), style.quiet(right)]
    return [style.quiet(left + " " * gap + right)]


def partial_sentence(results: SearchResults) -> str:
    """Say how many articles have only a part of the query."""
    count = results.partial_total
    if results.total:
        sentence = ngettext("{count} other with some of the words:", "{count} others with some of the words:", count)
    else:
        sentence = ngettext(
            "No article has all of the words. {count} has some of them:",
            "No article has all of the words. {count} have some of them:",
            count,
        )
    return sentence.format(count=shown_number(count))


def _last_lines(results: SearchResults, offset: int, style: Style) -> list[str]:
    """Say how many there are, how long it took, and how to read on."""
    shown = len(results.hits)
    found = results.total + results.partial_total
    parts = [_found(results)]
    if shown < found and shown:
        parts.append(_("{first}–{last} shown").format(first=offset + 1, last=offset + shown))
    parts.append(_("{time} ms").format(time=shown_number(round(results.took_ms))))
    hint = f"archivist show {one_line(results.hits[0].id)}" if results.hits else ""
    return both_sides(" · ".join(parts), hint, style.width, style)


def _found(results: SearchResults) -> str:
    """Say how many articles match, or match in part where none does wholly."""
    if results.total or not results.partial_total:
        return article_count(results.total)
    sentence = ngettext("{count} partial match", "{count} partial matches", results.partial_total)
    return sentence.format(count=shown_number(results.partial_total))


def _nothing_found(results: SearchResults, style: Style) -> list[str]:
    """Say what was looked for, and which queries would find something."""
    lines = [
        style.bold(_("Nothing found.")),
        _("Looked for: {reading}").format(reading=one_line(results.reading)),
    ]
    return [*lines, "", *_suggestion_lines(results)] if results.suggestions else lines


def _suggestion_lines(results: SearchResults) -> list[str]:
    """Return queries that find something, ready to be copied."""
    queries = [f"    archivist search {shlex.quote(one_line(query))}" for query in results.suggestions]
    return [_("These find something:"), *queries]


def markdown_lines(results: SearchResults, offset: int) -> list[str]:
    """Return one page of hits as a Markdown list, matches in bold."""
    lines = [f"# {escaped(results.query)}", ""]
    told = False
    for rank, hit, others in folded(results.hits, offset + 1):
        if not hit.complete and not told:
            lines += [partial_sentence(results), ""]
            told = True
        known = escaped(about(hit.date, hit.place, hit.issuer))
        lines += [f"{rank}. **{escaped(hit.title)}**  ", f"   {known} · `{one_line(hit.id)}`"]
        for snippet in hit.snippets:
            quoted = "".join(
                in_bold(piece) if on else escaped(piece) for piece, (on,) in pieces(snippet.text, snippet.spans)
            )
            lines += ["", f"   > {quoted}"]
        lines += ["", *(f"   - {escaped(other.title)} · `{one_line(other.id)}`" for other in others)] if others else []
        lines.append("")
    return [*lines, _found(results)]


def hit_as_json(hit: Hit) -> dict[str, Any]:
    """Return a hit with the keys of the JSON contract; spans count characters (code points)."""
    return {
        "id": hit.id,
        "title": hit.title,
        "date": str(hit.date) if hit.date else None,
        "place": hit.place,
        "issuer": hit.issuer,
        "source": hit.source,
        "score": hit.score,
        "complete": hit.complete,
        "snippets": [
            {"text": snippet.text, "spans": [list(span) for span in snippet.spans]} for snippet in hit.snippets
        ],
    }
