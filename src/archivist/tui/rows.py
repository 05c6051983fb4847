"""The rows of the list: hits, and what stands between them, as lines of pieces with a tone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from archivist.display import about, article_count, shown_number
from archivist.reports import SimilarArticles
from archivist.search.results import Hit, SearchResults, Snippet, Span
from archivist.texts import _, ngettext
from archivist.tui.page import one_line
from archivist.tui.questions import Sort
from archivist.tui.wrap import fit, wrap

TITLE_LINES = 2
SNIPPET_LINES = 3


class Tone(Enum):
    """How a piece of a row speaks; the value is the end of its style's name."""

    TITLE = "title"
    ABOUT = "about"
    SNIPPET = "snippet"
    NOTE = "note"
    COMMAND = "command"
    SUGGESTION = "suggestion"


Piece = tuple[str, Tone, bool]
"""A text, its tone, and whether it is a match."""


@dataclass(frozen=True, slots=True)
class HitRow:
    """A hit."""

    hit: Hit


@dataclass(frozen=True, slots=True)
class SuggestionRow:
    """A query that finds something, to be chosen."""

    query: str


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A sentence between the hits; nothing to choose."""

    text: str
    tone: Tone = Tone.NOTE
    space: bool = True


Row = HitRow | SuggestionRow | NoteRow


def lay_out(row: Row, width: int, *, compact: bool = False) -> list[list[Piece]]:
    """Return the lines of a row, each of at most ``width`` cells, with the empty line that follows it.

    A ``compact`` hit has one line for its title and one about it, and nothing between it and the next.
    """
    lines: list[list[Piece]]
    if isinstance(row, HitRow):
        hit = row.hit
        lines = _passage(hit.title or hit.id, hit.title_spans, width, 1 if compact else TITLE_LINES, Tone.TITLE)
        lines.append([(fit(one_line(about(hit.date, hit.place, hit.issuer)), width), Tone.ABOUT, False)])
        if compact:
            return lines
        if hit.snippets:
            text, spans = _joined(hit.snippets)
            lines += _passage(text, spans, width, SNIPPET_LINES, Tone.SNIPPET)
        return [*lines, []]
    if isinstance(row, SuggestionRow):
        return [[(fit(one_line(row.query), width), Tone.SUGGESTION, False)]]
    text = one_line(row.text)
    lines = [[(text[start:end], row.tone, False)] for start, end in wrap(text, width)]
    return [*lines, []] if row.space else lines


def choosable(rows: Sequence[Row], index: int, step: int) -> int | None:
    """Return the index of the first row from ``index`` on, in steps of ``step``, that is no note; None for none."""
    while 0 <= index < len(rows):
        if not isinstance(rows[index], NoteRow):
            return index
        index += step
    return None


def _joined(snippets: Iterable[Snippet]) -> tuple[str, tuple[Span, ...]]:
    """Join passages to one text, with an ellipsis between them where none of them has one there."""
    text = ""
    spans: list[Span] = []
    for snippet in snippets:
        if text:
            text += " " if text.endswith("…") or snippet.text.startswith("…") else " … "
        spans += ((start + len(text), end + len(text)) for start, end in snippet.spans)
        text += snippet.text
    return text, tuple(spans)


def _passage(text: str, spans: Sequence[Span], width: int, most: int, tone: Tone) -> list[list[Piece]]:
    """Wrap a passage to at most ``most`` lines, the first match among them; a title is shown from its start."""
    text = one_line(text)
    wrapped = wrap(text, width)
    first = 0
    if spans and len(wrapped) > most and tone is not Tone.TITLE:
        at = next((i for i, (_start, end) in enumerate(wrapped) if spans[0][0] < end), 0)
        first = max(0, min(at - 1, len(wrapped) - most)) if at >= most else 0
    kept = wrapped[first : first + most]
    lines = [_pieces(text, start, end, spans, tone) for start, end in kept]
    if first + most < len(wrapped):
        start, end = kept[-1]
        room = len(fit(text[start:end] + " …", width)) - 1
        lines[-1] = [*_pieces(text, start, min(end, start + room), spans, tone), ("…", tone, False)]
    if first:
        start, end = kept[0]
        lines[0] = [("…", tone, False), *_pieces(text, start, end, spans, tone)]
        lines[0] = _within(lines[0], width)
    return lines


def _within(pieces: list[Piece], width: int) -> list[Piece]:
    """Cut the last piece of a line so that the line is not wider than ``width``."""
    *before, (text, tone, match) = pieces
    taken = sum(len(piece[0]) for piece in before)
    return [*before, (fit(text, max(width - taken, 1)), tone, match)]


def _pieces(text: str, start: int, end: int, spans: Sequence[Span], tone: Tone) -> list[Piece]:
    cuts = {start, end}
    inside = [(max(first, start), min(last, end)) for first, last in spans if first < end and last > start]
    for first, last in inside:
        cuts.update((first, last))
    return [
        (text[first:last], tone, any(begin <= first < stop for begin, stop in inside))
        for first, last in pairwise(sorted(cuts))
    ]


def rows_of(results: SearchResults, articles: int | None, *, filtered: bool = False) -> list[Row]:
    """Return the rows of the first page of results, with what is said where little or nothing was found.

    ``articles`` is how many the archive has, ``None`` if that is not known; ``filtered`` whether values of fields
    narrow the query.
    """
    if articles == 0 and not results.hits:
        return [
            NoteRow(_("This archive has no articles yet."), Tone.TITLE),
            NoteRow(
                _("Press a outside the search field to put the first ones in, or, from the command line:"), space=False
            ),
            NoteRow("archivist ingest PATH", Tone.COMMAND),
            NoteRow(_("PATH is a file or a folder; folders are read with all they contain.")),
        ]
    rows: list[Row] = []
    if not results.total:
        if results.partial_total:
            rows.append(NoteRow(_("No article has all of these words."), Tone.TITLE))
        else:
            rows.append(NoteRow(_("No article was found."), Tone.TITLE))
        if filtered:
            rows.append(NoteRow(_("x removes the last filter, X all of them.")))
        if results.suggestions:
            rows.append(NoteRow(_("Try:"), space=False))
            rows += map(SuggestionRow, results.suggestions)
            rows.append(NoteRow(""))
        elif not results.partial_total:
            rows.append(NoteRow(_("Use fewer words, or other ones.")))
    return [*rows, *hit_rows(results)]


def counted(total: int, typed: str, sort: Sort) -> str:
    """Say how many articles were found, and in which order; without a query, that is never relevance."""
    orders = {"relevance": _("by relevance"), "-date": _("newest first"), "date": _("oldest first")}
    if not typed.strip():
        return f"{article_count(total)} · {orders['-date' if sort == 'relevance' else sort]}"
    said = ngettext("{count} result", "{count} results", total).format(count=shown_number(total))
    return f"{said} · {orders[sort]}"


def hit_rows(results: SearchResults, *, after_complete: bool = True) -> list[Row]:
    """Return the hits as rows, with a divider before the first partial one if it comes ``after_complete``."""
    rows: list[Row] = []
    for hit in results.hits:
        if not hit.complete and after_complete:
            after_complete = False
            rows.append(NoteRow(divider(results)))
        rows.append(HitRow(hit))
    return rows


def divider(results: SearchResults) -> str:
    """Say how many hits match only a part of the query."""
    count = results.partial_total
    if results.total:
        message = ngettext("{count} other with some of the words", "{count} others with some of the words", count)
    else:
        message = ngettext("{count} article with some of the words", "{count} articles with some of the words", count)
    return message.format(count=shown_number(count))


def similar_rows(title: str, similar: SimilarArticles) -> list[Row]:
    """Return the articles like another one as rows: first those that nearly repeat it, apart from the others."""
    rows: list[Row] = [NoteRow(_("Like: {title}").format(title=title))]
    if similar.near_duplicates:
        rows.append(NoteRow(_("Nearly the same text:")))
        rows += map(HitRow, similar.near_duplicates)
    if similar.hits:
        if similar.near_duplicates:
            rows.append(NoteRow(_("About the same:")))
        rows += map(HitRow, similar.hits)
    if len(rows) == 1:
        rows.append(NoteRow(_("No other article is like it.")))
    return rows
