"""Plain text and HTML as the lines that a reader sees, each with the place in the source that it was read from."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from archivist.ingest.formats.decoding import unescaped

_TOKEN = re.compile(
    r"<!--.*?(?:-->|\Z)|<(?P<raw>script|style|title)\b.*?(?:</(?P=raw)\s*>|\Z)|<(?P<tag>/?[a-zA-Z][a-zA-Z0-9]*)[^<>]*>?"
    r"|(?P<text>[^<]+|<)",
    re.DOTALL | re.IGNORECASE,
)
_BREAKS = frozenset(
    "p div br tr li h1 h2 h3 h4 h5 h6 table blockquote hr ul ol section article header footer center pre address dd "
    "dt".split()
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it is seen, and ``source[start:end]`` that it was read from."""

    text: str
    start: int
    end: int


def lines_of_text(text: str) -> list[Line]:
    """Return the lines of a plain text."""
    lines, at = [], 0
    for line in text.split("\n"):
        lines.append(Line(line.rstrip("\r"), at, at + len(line)))
        at += len(line) + 1
    return lines


def lines_of_html(source: str) -> list[Line]:
    """Return the lines that a reader sees of HTML, blank ones left out."""
    lines: list[Line] = []
    pieces: list[str] = []
    start = end = 0
    for token in _TOKEN.finditer(source):
        if token["text"]:
            if not pieces:
                start = token.start()
            pieces.append(unescaped(token["text"]))
            end = token.end()
        elif token["tag"] and token["tag"].lower().strip("/") in _BREAKS:
            _add_line(lines, pieces, start, end)
            pieces = []
        elif token["tag"] and pieces and token["tag"].lower() in ("/td", "/th"):
            pieces.append(" ")
    _add_line(lines, pieces, start, end)
    return lines


def _add_line(lines: list[Line], pieces: list[str], start: int, end: int) -> None:
    text = " ".join("".join(pieces).split())
    if text:
        lines.append(Line(text, start, end))


def cut(source: str, lines: Sequence[Line], first: int, last: int, gone: Collection[int]) -> str:
    """Return HTML from the line ``first`` to the line before ``last``; of lines in between that go, the tags stay."""
    begin = lines[first - 1].end if first else 0
    finish = lines[last - 1].end if 0 < last < len(lines) else len(source)
    parts, at = [], begin
    for number in sorted(gone):
        line = lines[number]
        parts.append(source[at : line.start])
        parts += [token[0] for token in _TOKEN.finditer(source, line.start, line.end) if token["tag"]]
        at = line.end
    return "".join([*parts, source[at:finish]])
