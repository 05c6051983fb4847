"""A page of a PDF to the words on it, each with its place, its size and whether it is bold."""

from __future__ import annotations

import ctypes
import math
import re
from typing import Any, NamedTuple

MOST_CHARACTERS = 200_000
"""Characters of a page above which it is no page of text: a newspaper's has 20,000."""

_BOLD = re.compile(r"bold|black|heavy|demi|(?:^|[-_,])bd", re.IGNORECASE)
_HEAVY = 600  # weight of a font from which it is bold, as in CSS
_HYPHEN = "\x02\ufffe"  # what pdfium writes for a hyphen at the end of a line
_BLANK = " \t\r\n\x0b\x0c\u00a0\u3000\x00"
_RAISED = 0.8  # times the size of the word: a digit that is smaller may be a superscript
_UNITS = ("m", "km", "cm", "mm")
_POWERS = {"2": "²", "3": "³"}


class TooManyCharacters(Exception):
    """A page has more than ``MOST_CHARACTERS``."""


class Word(NamedTuple):
    """A word on a page, in points from the lower left corner; ``y`` is its baseline, ``size`` that of its type."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool


def words_of(page: Any) -> tuple[list[Word], float]:
    """Return the words of a ``pypdfium2.PdfPage`` in the order of the file, and the height of the page in points.

    The direction in which most words run is the horizontal; words that run otherwise (in a margin, a watermark) and
    words outside the page are left out. Raises ``TooManyCharacters``.
    """
    left, bottom, right, top = page.get_bbox()
    textpage = page.get_textpage()
    try:
        count = textpage.count_chars()
        if count > MOST_CHARACTERS:
            raise TooManyCharacters
        words = _Reader(textpage, (left, bottom, right, top)).words(count)
    finally:
        textpage.close()
    turns = [turn for turn, word in words]
    upright = max(set(turns), key=turns.count, default=0)
    foot = (bottom, -right, -top, left)[upright]
    height = right - left if upright % 2 else top - bottom
    return [word._replace(y=word.y - foot) for turn, word in words if turn == upright], height


class _Reader:
    """The calls of pdfium for one page, with the memory that they write to."""

    def __init__(self, textpage: Any, bounds: tuple[float, float, float, float]) -> None:
        from pypdfium2 import raw

        self.raw = raw
        self.page = textpage
        self.left, self.bottom, self.right, self.top = bounds
        self.x, self.y = ctypes.c_double(), ctypes.c_double()
        self.box, self.matrix = raw.FS_RECTF(), raw.FS_MATRIX()
        self.name, self.flags = ctypes.create_string_buffer(128), ctypes.c_int()
        self.fonts: dict[bytes, bool] = {}

    def words(self, count: int) -> list[tuple[int, Word]]:
        """The words, each with the quarter turns that it is written in."""
        found: list[tuple[int, Word] | None] = []
        letters, first = "", 0
        for index in range(count):
            letter = chr(self.raw.FPDFText_GetUnicode(self.page, index))
            if "\ud800" <= letter <= "\udfff":
                letter = "\ufffd"
            ends_line = letters.endswith(tuple(_HYPHEN)) and self.origin(index)[1] != self.origin(first)[1]
            if letters and (letter in _BLANK or ends_line):
                found.append(self.word(letters, first, index - 1))
                letters = ""
            if letter in _BLANK:
                continue
            if not letters:
                first = index
            if letter in "0123456789" and letters and not letters[-1].isdigit() and self.is_raised(first, index):
                letters = _with_raised(letters, letter)
            else:
                letters += letter
        if letters:
            found.append(self.word(letters, first, count - 1))
        return [word for word in found if word is not None]

    def word(self, letters: str, first: int, last: int) -> tuple[int, Word] | None:
        x, y = self.origin(first)
        if not (self.left - 1 <= x <= self.right + 1 and self.bottom - 1 <= y <= self.top + 1):
            return None
        size = self.size(first)
        turn = round(math.atan2(self.matrix.b, self.matrix.a) / (math.pi / 2)) % 4
        boxes = []
        for index in (first, last):
            self.raw.FPDFText_GetLooseCharBox(self.page, index, self.box)
            boxes += [(self.box.left, self.box.bottom), (self.box.right, self.box.top)]
        low, high = (min(point[turn % 2] for point in boxes), max(point[turn % 2] for point in boxes))
        # As if the page were turned upright: text that runs upwards has its next line on the right, and so on.
        start, end = (low, high) if turn < 2 else (-high, -low)
        baseline = (y, -x, -y, x)[turn]
        text = re.sub(f"[{_HYPHEN}]", "-", letters)
        return turn, Word(text, start, end, baseline, size, self.is_bold(first))

    def origin(self, index: int) -> tuple[float, float]:
        self.raw.FPDFText_GetCharOrigin(self.page, index, self.x, self.y)
        return self.x.value, self.y.value

    def size(self, index: int) -> float:
        """The size of a character on the page; ``self.matrix`` is that of the character afterwards."""
        self.raw.FPDFText_GetMatrix(self.page, index, self.matrix)
        scale = math.hypot(self.matrix.c, self.matrix.d)
        return float(self.raw.FPDFText_GetFontSize(self.page, index)) * scale

    def is_raised(self, first: int, index: int) -> bool:
        """Tell whether a digit is smaller than the word before it and stands above its baseline."""
        size = self.size(first)
        return self.size(index) < _RAISED * size and self.origin(index)[1] > self.origin(first)[1] + 0.1 * size

    def is_bold(self, index: int) -> bool:
        self.raw.FPDFText_GetFontInfo(self.page, index, self.name, 128, self.flags)
        name = self.name.value
        if name not in self.fonts:
            is_heavy = self.raw.FPDFText_GetFontWeight(self.page, index) >= _HEAVY
            self.fonts[name] = is_heavy or _BOLD.search(name.decode("latin-1")) is not None
        return self.fonts[name]


def _with_raised(letters: str, digit: str) -> str:
    """A raised digit is a power after a unit ("km²"), and else the number of a note ("emploi[1]")."""
    if letters in _UNITS and digit in _POWERS:
        return letters + _POWERS[digit]
    if letters.endswith("]"):
        return f"{letters[:-1]}{digit}]"
    return f"{letters}[{digit}]"
