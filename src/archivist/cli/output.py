"""How results are written: styles, wrapping, marks on matches, JSON, CSV; nothing hostile passes."""

from __future__ import annotations

import os
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import click

from archivist.display import harmless

if TYPE_CHECKING:
    from archivist.search.results import Span

ACCENT = "magenta"
"""The one colour of matches; readable on dark and on light."""

PLAIN_MARK = "**"
"""Stands on both sides of a match where there is no colour."""

# French sets a blank before some signs and inside its quotes: a line never breaks there, blank or not.
_WORD = re.compile(r"(?:« )?[^ ]+(?: [»?!:;%€][»?!:;.,)…]*(?= |$))*")
_BLANKS = str.maketrans("\n\r\t", "   ")
# JSON allows these as they are, and a terminal may obey them or turn the line around.
_UNSAFE_IN_JSON = re.compile(
    "[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
_FORMULA = "=+-@＝＋－＠"


@dataclass(frozen=True, slots=True)
class Style:
    """How to write: with colours or with plain marks, in how many columns, and whether to a terminal."""

    colour: bool
    width: int
    terminal: bool = False

    def quiet(self, text: str) -> str:
        """Return ``text`` in the tone of metadata."""
        return click.style(text, dim=True) if self.colour else text

    def bold(self, text: str) -> str:
        """Return ``text`` as a title."""
        return click.style(text, bold=True) if self.colour else text


def prepare_streams() -> None:
    """Make standard output and error UTF-8 whatever the locale; a lone surrogate is written ``\\udcXX``.

    Streams that the caller has closed (``>&-``) lead nowhere.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:  # the lowest free descriptor is the one that is missing: no file will get it
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115 - for as long as we run
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def out(text: str, newline: bool = True) -> None:
    """Write a result; it holds no other escape sequences than our own colours."""
    click.echo(text, nl=newline, color=True)


def tell(sentence: str) -> None:
    """Write a sentence for people on standard error, under the name of the program."""
    click.echo(f"archivist: {one_line(sentence)}", err=True)


def one_line(text: str) -> str:
    """Return ``text`` harmless and on one line, one character for each of its characters."""
    return harmless(text.translate(_BLANKS))


# Any but the letters and marks of European languages, which take one column each.
_ODD_WIDTH = re.compile("[^\x20-\x7e\xa0-\xac\xae-\u02ff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf]")


def columns(text: str) -> int:
    """Return how many columns ``text`` takes on a terminal (by East Asian Width; combining marks none)."""
    if not _ODD_WIDTH.search(text):
        return len(text)
    return sum(map(_columns_of, text))


def _columns_of(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def shorten(text: str, width: int) -> str:
    """Return ``text`` in at most ``width`` columns, ending in "…" where something was left out."""
    if columns(text) <= width:
        return text
    taken = 0
    for end, character in enumerate(text):
        taken += _columns_of(character)
        if taken > width - 1:
            return text[:end].rstrip() + "…"
    return text


def wrap(text: str, width: int) -> list[Span]:
    """Return where the lines of ``text`` begin and end if broken at blanks to ``width`` columns.

    A word that is longer than a line keeps a line of its own.
    """
    lines: list[Span] = []
    start = end = -1
    for word in _WORD.finditer(text):
        if start < 0:
            start = word.start()
        elif columns(text[start : word.end()]) > width:
            lines.append((start, end))
            start = word.start()
        end = word.end()
    if start >= 0:
        lines.append((start, end))
    return lines


def pieces(text: str, *layers: Sequence[Span]) -> Iterator[tuple[str, tuple[bool, ...]]]:
    """Cut ``text`` where a span of any layer begins or ends; say for each piece which layers cover it."""
    cuts = sorted({0, len(text), *(cut for layer in layers for span in layer for cut in span if cut < len(text))})
    for start, end in pairwise(cuts):
        yield text[start:end], tuple(any(s <= start < e for s, e in layer) for layer in layers)


def within(spans: Iterable[Span], start: int, end: int) -> list[Span]:
    """Return the parts of ``spans`` between ``start`` and ``end``, counted from ``start``."""
    return [(max(s, start) - start, min(e, end) - start) for s, e in spans if s < end and e > start]


def marked_lines(text: str, spans: Sequence[Span], style: Style, width: int, bold: Sequence[Span] = ()) -> list[str]:
    """Wrap ``text`` to ``width`` columns with the matches ``spans`` marked and the spans ``bold`` in bold."""
    text = one_line(text)
    if not style.colour:
        text = "".join(f"{PLAIN_MARK}{piece}{PLAIN_MARK}" if on else piece for piece, (on,) in pieces(text, spans))
        return [text[start:end] for start, end in wrap(text, width)]
    return [
        "".join(
            _painted(piece, match=match, bold=strong)
            for piece, (match, strong) in pieces(text[start:end], within(spans, start, end), within(bold, start, end))
        )
        for start, end in wrap(text, width)
    ]


def _painted(text: str, match: bool, bold: bool) -> str:
    if match:
        return click.style(text, bold=True, fg=ACCENT)
    return click.style(text, bold=True) if bold else text


def json_text(value: Any, lines: bool = False) -> str:
    """Return a value as JSON; ``lines`` for one line without indentation.

    Letters stay letters; controls that a terminal may obey are escaped, which is the same to a JSON reader.
    """
    import json

    text = json.dumps(value, ensure_ascii=False, indent=None if lines else 2, default=str)
    return _UNSAFE_IN_JSON.sub(_json_escape, text)


def _json_escape(match: re.Match[str]) -> str:
    units = match[0].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2))


def write_json(value: Any, lines: bool = False) -> None:
    """Write one JSON value as a result; ``lines`` for one line without indentation."""
    out(json_text(value, lines))


def write_csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write a table as CSV with a header; ``'`` stands before what a spreadsheet would take for a formula."""
    import csv

    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([_cell(value) for value in row] for row in rows)


def _cell(value: object) -> object:
    """Return a value as it may stand in a spreadsheet (OWASP, CSV injection)."""
    if not isinstance(value, str):
        return value
    text = one_line(value)
    return f"'{text}" if text.lstrip()[:1] and text.lstrip()[0] in _FORMULA else text
