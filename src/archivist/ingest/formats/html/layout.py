"""A tree of elements to Markdown: paragraphs, headings, lists and tables keep their shape, words never touch."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bs4.element import NavigableString, PreformattedString, Tag

BLOCKS = frozenset(
    "[document] address article aside blockquote body caption center dd details dir div dl dt fieldset figcaption "
    "figure "
    """
    footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section summary table tbody td tfoot th
    thead tr ul
    """.split()
)
"""Elements that begin on a line of their own."""

_BLANKS = re.compile(r"[ \t\r\n\f\v]+")
_HEADINGS = {"h1": "##", "h2": "##", "h3": "###", "h4": "####", "h5": "####", "h6": "####"}
_LONGEST_CELL = 160  # characters; a table with longer cells is there for the layout of the page


def to_markdown(root: Tag, leave_out: Tag | None = None) -> str:
    """Return the text below ``root`` as Markdown blocks separated by blank lines.

    A line break of the page is a line break here. ``leave_out`` is the heading that became the title.
    """
    writer = _Writer(leave_out)
    writer.element(root)
    writer.flush()
    return "\n\n".join(writer.blocks)


def text_of(tag: Tag) -> str:
    """Return what an element says on one line: words touch where they do on the page, and no line break glues two."""
    pieces: list[str] = []
    for child in tag.descendants:
        if isinstance(child, NavigableString) and not isinstance(child, PreformattedString):
            pieces.append(child)
        elif isinstance(child, Tag) and (child.name == "br" or child.name in BLOCKS):
            pieces.append(" ")
    return " ".join("".join(pieces).split())


def short_text(tag: Tag, most: int) -> str | None:
    """Return what an element says on one line, None where that is more than ``most`` characters.

    No more is read than that, whatever the element holds.
    """
    pieces: list[str] = []
    length = 0
    for string in tag.strings:
        length += len(string.strip())
        if length > most:
            return None
        pieces.append(string)
    return " ".join(" ".join(pieces).split())


class _Writer:
    def __init__(self, leave_out: Tag | None) -> None:
        self.leave_out = leave_out
        self.blocks: list[str] = []
        self.inline: list[str] = []
        self.prefix = ""
        self.linked = 0  # characters of the current block that are links

    def element(self, tag: Tag) -> None:
        """Write one element; the depth of recursion is the depth of the tree, which the guard has bounded."""
        if tag is self.leave_out:
            return
        if tag.name == "br":
            self.inline.append("\n")
        elif tag.name == "hr":
            self.flush()
        elif tag.name == "table":
            self._table(tag)
        elif tag.name in ("ul", "ol"):
            self._list(tag)
        elif tag.name in _HEADINGS:
            self._block(tag, _HEADINGS[tag.name] + " ")
        elif tag.name == "blockquote":
            self._block(tag, "> ")
        elif tag.name in BLOCKS:
            self._block(tag, self.prefix)
        else:
            self._children(tag)

    def _children(self, tag: Tag) -> None:
        for child in tag.children:
            if isinstance(child, Tag):
                self.element(child)
            elif isinstance(child, NavigableString) and not isinstance(child, PreformattedString):
                text = _BLANKS.sub(" ", child)
                self.inline.append(text)
                if tag.name == "a":
                    self.linked += len(text)

    def _block(self, tag: Tag, prefix: str) -> None:
        self.flush()
        before, self.prefix = self.prefix, prefix
        self._children(tag)
        self.flush()
        self.prefix = before

    def _list(self, tag: Tag) -> None:
        self.flush()
        first, before = len(self.blocks), self.prefix
        number = 1
        for child in tag.children:
            if isinstance(child, Tag):
                self.prefix = f"{number}. " if tag.name == "ol" else "- "
                number += child.name == "li"
                if child.name in ("ul", "ol"):
                    self._list(child)
                else:
                    self._children(child)
                    self.flush()
            elif isinstance(child, NavigableString) and child.strip():
                self.inline.append(_BLANKS.sub(" ", child))
        self.flush()
        self.prefix = before
        written = self.blocks[first:]
        if written:
            self.blocks[first:] = ["\n".join(written)]

    def _table(self, tag: Tag) -> None:
        self.flush()
        rows = [
            [_cell(cell) for cell in row.find_all(["td", "th"], recursive=False)]
            for row in tag.find_all("tr")
            if row.find_parent("table") is tag
        ]
        rows = [row for row in rows if any(row)]
        width = max((len(row) for row in rows), default=0)
        longest = max((len(cell) for row in rows for cell in row), default=0)
        if width < 2 or len(rows) < 2 or longest > _LONGEST_CELL or tag.find("table"):
            self._block(tag, self.prefix)
            return
        caption = tag.find("caption")
        if caption:
            self.blocks.append(_cell(caption))
        lines = ["| " + " | ".join([*row, *[""] * (width - len(row))]) + " |" for row in rows]
        lines.insert(1, "|" + " --- |" * width)
        self.blocks.append("\n".join(lines))

    def flush(self) -> None:
        """End the block that is being written; links alone are no text."""
        text = _tidy(self.inline)
        length = len(text)
        only_links = self.linked > 0.8 * length and length < 200 and not re.search(r"[.!?…]\W*$", text)
        if text and not (only_links and self.prefix != ""):
            if self.prefix:
                text = self.prefix + text.replace("\n", " ")
            self.blocks.append(text)
        self.inline, self.linked = [], 0


def _tidy(pieces: Iterable[str]) -> str:
    text = re.sub(r" {2,}", " ", "".join(pieces))
    text = re.sub(r" ?\n ?", "\n", text)
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def _cell(cell: Tag) -> str:
    return " ".join(cell.get_text(" ").split()).replace("|", "/")
