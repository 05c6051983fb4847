"""An article as a page to read: blocks, lines of a width, and the pieces that each line is drawn with."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum, Flag, auto
from itertools import pairwise
from typing import NamedTuple

from archivist.article import Article
from archivist.display import about, harmless
from archivist.search.results import Span
from archivist.texts import _
from archivist.tui.finding import find
from archivist.tui.wrap import wrap

_SOURCE_LINE = re.compile(
    r"(?P<blank>[^\S\n]*(?:\n|\Z))|[ ]{0,3}(?:(?P<heading>\#{1,6}[ ]+)|(?P<quote>(?:>[ ]?)+)"
    r"|(?P<bullet>[-*+•][ ]+)|(?P<number>\d{1,3}[.)][ ]+))?",
    re.VERBOSE,
)
_BOLD = re.compile(r"\*\*(?=\S)(?:[^*\n]|\*(?!\*))+?(?<=\S)\*\*")


class Kind(Enum):
    """What a block is to its reader."""

    TITLE = auto()
    ABOUT = auto()
    PARAGRAPH = auto()
    HEADING = auto()
    QUOTE = auto()
    ENTRY = auto()
    BLANK = auto()


class Look(Flag):
    """How a piece of a line stands out from its line."""

    PLAIN = 0
    BOLD = auto()
    MATCH = auto()
    CURRENT = auto()


class Block(NamedTuple):
    """A run of the page's text that is wrapped as one; ``mark`` hangs before its first line."""

    start: int
    end: int
    kind: Kind
    mark: str = ""


PageLine = tuple[int, int, int, bool]
"""One line as drawn: start and end in characters, the index of its block, whether it is the first of it.

A plain tuple, for a megabyte has twenty thousand: it is soon made, and no collector of cycles follows it.
"""


INDENTS = {Kind.QUOTE: 4}
"""How many cells the lines of a kind are moved to the right; a mark hangs in its own width besides."""


def _blocks(text: str, start: int, end: int) -> list[Block]:
    blocks: list[Block] = []
    position = start
    while position < end:
        match = _SOURCE_LINE.match(text, position, end)
        newline = text.find("\n", position, end)
        stop = end if newline < 0 else newline
        if match is None or match["blank"] is not None:
            if blocks and blocks[-1].kind is not Kind.BLANK:
                blocks.append(Block(position, position, Kind.BLANK))
        elif match["heading"]:
            blocks.append(Block(match.end(), stop, Kind.HEADING))
        elif match["quote"]:
            blocks.append(Block(match.end(), stop, Kind.QUOTE))
        elif match["bullet"]:
            blocks.append(Block(match.end(), stop, Kind.ENTRY, "• "))
        elif match["number"]:
            blocks.append(Block(match.end(), stop, Kind.ENTRY, match["number"].rstrip() + " "))
        else:
            blocks.append(Block(position, stop, Kind.PARAGRAPH))
        position = stop + 1
    return blocks


@dataclass(frozen=True, slots=True)
class Page:
    """An article ready to be drawn. Offsets are in characters of ``text``, which is harmless to a terminal.

    ``text`` is the title (``title`` characters), one line about it, the text as the archive has it (at ``body``),
    and where it comes from. ``bold`` are its bold passages with their asterisks, ``spans`` the matches, in order.
    """

    id: str
    text: str
    body: Span
    title: int
    blocks: tuple[Block, ...]
    bold: tuple[Span, ...] = ()
    spans: tuple[Span, ...] = ()
    article: Article | None = None

    def with_matches(self, spans: Sequence[Span], title_spans: Sequence[Span]) -> Page:
        """Return the page with its matches, given in characters of the article's text and of its title."""
        start, end = self.body
        marked = [(first, last) for first, last in title_spans if 0 <= first < last <= self.title]
        marked += [(first + start, last + start) for first, last in spans if 0 <= first < last <= end - start]
        return replace(self, spans=tuple(marked))

    def with_found(self, wanted: str) -> Page:
        """Return the page with what is found of some words in its title and its text in place of its matches."""
        return replace(self, spans=(*find(self.text, wanted, 0, self.title), *find(self.text, wanted, *self.body)))

    def block_at(self, offset: int) -> str:
        """Return the text of the block that an offset is in, without the asterisks of bold passages."""
        index = max(bisect_right(self.blocks, offset, key=lambda block: block.start) - 1, 0)
        return self.text[self.blocks[index].start : self.blocks[index].end].replace("**", "")

    def lay_out(self, width: int) -> list[PageLine]:
        """Wrap the page to lines of at most ``width`` cells; in order, and none without a block."""
        lines: list[PageLine] = []
        for index, (start, end, kind, mark) in enumerate(self.blocks):
            room = max(width - INDENTS.get(kind, 0) - len(mark), 8)
            wrapped = wrap(self.text, room, start, end) or [(start, start)]
            first = True
            for line_start, line_end in wrapped:
                lines.append((line_start, line_end, index, first))
                first = False
        return lines

    def pieces(self, line: PageLine, current: int | None = None) -> list[tuple[str, Look]]:
        """Return what to draw of a line, in order, each piece with its look.

        ``current`` is the index in ``spans`` of the match that the reader is at. The asterisks of
        ``**bold**`` are left out.
        """
        first, last, _block, _is_first = line
        matches = _touching(self.spans, first, last)
        bold = self.bold[_touching(self.bold, first, last)]
        cuts = {first, last}
        for start, end in bold:
            cuts.update((start, start + 2, end - 2, end))
        for start, end in self.spans[matches]:
            cuts.update((start, end))
        pieces: list[tuple[str, Look]] = []
        for start, end in pairwise(sorted(cut for cut in cuts if first <= cut <= last)):
            look = Look.PLAIN
            asterisks = False
            for bold_start, bold_end in bold:
                if bold_start <= start < bold_end:
                    look = Look.BOLD
                    asterisks = start < bold_start + 2 or start >= bold_end - 2
            if asterisks:
                continue
            for index in range(matches.start, matches.stop):
                if self.spans[index][0] <= start < self.spans[index][1]:
                    look |= Look.CURRENT if index == current else Look.MATCH
            pieces.append((self.text[start:end], look))
        return pieces


def _touching(spans: Sequence[Span], start: int, end: int) -> slice:
    """Return which of the spans, sorted and disjoint, have a character from ``start`` to ``end``."""
    first = bisect_right(spans, start, key=lambda span: span[1])
    return slice(first, bisect_left(spans, end, lo=first, key=lambda span: span[0]))


def one_line(text: str) -> str:
    """Return a text harmless and without line breaks, character for character."""
    return harmless(text.replace("\n", " ").replace("\t", " "))


def make_page(article: Article) -> Page:
    """Make the page of an article, without matches."""
    title = one_line(article.title)
    subtitle = one_line(about(article.date, article.place, article.issuer))
    text = harmless(article.text.replace("\t", " "))
    tags = _("Tags: {tags}").format(tags=", ".join(article.tags)) if article.tags else None
    note = article.extra.get("note")
    note = _("Note: {note}").format(note=note) if isinstance(note, str) and note else None
    origin = "\n".join(one_line(part) for part in (note, tags, article.source, article.id) if part)
    head = f"{title}\n{subtitle}\n\n"
    body = len(head)
    foot = body + len(text) + 2
    blocks = [
        Block(0, len(title), Kind.TITLE),
        Block(len(title), len(title), Kind.BLANK),
        Block(len(title) + 1, len(title) + 1 + len(subtitle), Kind.ABOUT),
        Block(body - 1, body - 1, Kind.BLANK),
    ]
    shown = f"{head}{text}\n\n{origin}"
    blocks += _blocks(shown, body, body + len(text))
    if blocks[-1].kind is not Kind.BLANK:
        blocks.append(Block(foot - 1, foot - 1, Kind.BLANK))
    for line in origin.split("\n"):
        blocks.append(Block(foot, foot + len(line), Kind.ABOUT))
        foot += len(line) + 1
    bold = tuple(match.span() for match in _BOLD.finditer(shown, body, body + len(text)))
    return Page(article.id, shown, (body, body + len(text)), len(title), tuple(blocks), bold, article=article)
