"""Text to lines of a width in terminal cells, as offsets: what is drawn can be found again in the text."""

from __future__ import annotations

import re
from functools import lru_cache

from rich.cells import cell_len, get_character_cell_size, split_graphemes

NARROW = (
    " -~\xa0-\xac\xae-\u02ff\u0370-\u0482\u2010-\u2027\u202f-\u205e\u20a0-\u20bf\u2150-\u218b\u2400-\u2426"
    "\u2500-\u25fc\ufffd"
)
"""A regular expression class of characters that fill exactly one cell; all others must be measured."""

_MEASURED = re.compile(f"[^{NARROW}]")
_BOUND = re.compile(r" +[»:;?!%€]|(?<=«) |(?<=\d) \d{3}(?!\d)")
"""Blanks where French breaks no line, though they were written as plain ones: « ainsi », 10 000 %."""
_JOINERS = "\u200d\ufe0f"
_BLANKS = re.compile(" *")

Line = tuple[int, int]
"""Start and end (exclusive) of a line, in characters of the text it was wrapped from."""


@lru_cache(maxsize=64)
def _narrow_line(width: int) -> re.Pattern[str]:
    # As many characters as fit, up to a blank that is not bound or the end; else to any blank; else a word too long for
    # the line, cut there.
    fitting = rf".{{0,{width - 1}}}[^ ]"
    return re.compile(rf"(?:{fitting}(?= *\Z|(?!{_BOUND.pattern}) )|{fitting}(?= )|.{{{width}}}|.+)", re.DOTALL)


def wrap(text: str, width: int, start: int = 0, end: int | None = None) -> list[Line]:
    """Cut ``text[start:end]`` into lines of at most ``width`` cells.

    Lines break at blanks, which belong to no line (no-break spaces never break, nor do those before ``»`` or between
    the digits of a number), between wide characters such as Chinese ones, and inside words longer than a line, never
    inside a character made of several code points. A character wider than ``width`` has a line of its own. The time is
    proportional to the text.
    """
    end = len(text) if end is None else end
    width = max(width, 1)
    pattern = _narrow_line(width)
    lines: list[Line] = []
    start = _skip_blanks(text, start, end)
    # The next character that has to be measured; before it, regular expressions do the work.
    found = _MEASURED.search(text, start, end)
    measured = found.start() if found else end
    while start < end:
        match = pattern.match(text, start, end)
        stop = match.end() if match else end
        if stop >= measured < end:
            stop = _measured_line(text, width, start, end)
        lines.append((start, stop))
        start = _skip_blanks(text, stop, end)
        if measured < start:
            found = _MEASURED.search(text, start, end)
            measured = found.start() if found else end
    return lines


def _skip_blanks(text: str, start: int, end: int) -> int:
    match = _BLANKS.match(text, start, end)
    return match.end() if match else start


def _measured_line(text: str, width: int, start: int, end: int) -> int:
    """Return where a line from ``start`` ends when its characters have to be measured one by one."""
    cells, best, bound, previous = 0, start, start, 1
    for index in range(start, end):
        character = text[index]
        if character in _JOINERS:
            return _joined_line(text, width, start, end)
        size = get_character_cell_size(character)
        if character == " " and _BOUND.match(text, index, end):
            bound = index
        elif character == " " or size == 2 or (size and previous == 2):
            best = index
        if cells + size > width:
            best = best if best > start else bound
            return best if best > start else max(index, start + 1)
        cells += size
        previous = size or previous
    return end


def _joined_line(text: str, width: int, start: int, end: int) -> int:
    """Do the same where characters are joined to one or change their width, as in many emoji."""
    reach = width + 16
    while True:
        limit = min(start + reach, end)
        graphemes, total = split_graphemes(text[start:limit])
        if total > width + 2 or limit == end:  # two cells more: the last one may go on after the limit
            break
        reach *= 2
    cells, best, bound, previous = 0, 0, 0, 1
    for first, _last, size in graphemes:
        if text[start + first] == " " and _BOUND.match(text, start + first, end):
            bound = first
        elif text[start + first] == " " or size == 2 or previous == 2:
            best = first
        if cells + size > width:
            return start + (best or bound or first or graphemes[0][1])
        cells, previous = cells + size, size
    return limit


def fit(text: str, width: int) -> str:
    """Cut ``text`` to ``width`` cells at most, with ``…`` where something is missing."""
    if cell_len(text) <= width:
        return text
    if width < 1:
        return ""
    cells, stop = 0, 0
    for _first, last, size in split_graphemes(text[: 4 * width + 16])[0]:
        if cells + size > width - 1:
            break
        cells, stop = cells + size, last
    return text[:stop].rstrip() + "…"
