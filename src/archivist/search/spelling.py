"""Patterns of spelling: which forms a prefix, a wildcard or a word with a slip of the pen stands for."""

from __future__ import annotations

import re
from collections.abc import Callable

from archivist.search.clauses import Spelling


def literal_start(spelling: Spelling) -> str:
    """Return the letters that every form of the pattern begins with."""
    if spelling.kind == "prefix":
        return spelling.text
    if spelling.kind == "wildcard":
        return re.split(r"[*?]", spelling.text, maxsplit=1)[0]
    # The first letter is seldom the wrong one, except in a short word.
    return spelling.text[:1] if spelling.edits == 1 and len(spelling.text) > 4 else ""


def matcher(spelling: Spelling) -> Callable[[str], bool]:
    """Return the function that tells whether a folded form fits the pattern."""
    if spelling.kind == "prefix":
        return lambda form: form.startswith(spelling.text)
    if spelling.kind == "wildcard":
        pattern = re.compile(_wildcard(spelling.text))
        return lambda form: pattern.fullmatch(form) is not None
    if spelling.edits == 1:
        return _one_slip(spelling.text)
    return lambda form: within(spelling.text, form, spelling.edits)


def _one_slip(word: str) -> Callable[[str], bool]:
    # One edit leaves one end of a word as it is; two exchanged letters may lie on either side of the middle.
    half = (len(word) - 1) // 2
    start, end = word[:half], word[len(word) - half :]
    return lambda form: (form.startswith(start) or form.endswith(end)) and within(word, form, 1)


def _wildcard(text: str) -> str:
    """Return the regular expression of a wildcard; it tries each place once, however many stars there are."""
    first, *rest = (re.escape(piece).replace(r"\?", ".") for piece in text.split("*"))
    if not rest:
        return first
    return first + "".join(f"(?>.*?{piece})" for piece in rest[:-1]) + ".*" + rest[-1]


def within(word: str, other: str, edits: int) -> bool:
    """Tell whether two words are at most ``edits`` edits apart: a letter more, less, other, or two exchanged."""
    return distance(word, other, edits) <= edits


def distance(word: str, other: str, most: int) -> int:
    """Return the number of edits between two words (optimal string alignment), or ``most + 1`` if there are more."""
    # An edit changes the length by one at most, and which letters there are by two: that sorts out nearly all words.
    if abs(len(word) - len(other)) > most or len({*word} ^ {*other}) > 2 * most:
        return most + 1
    before_last: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(word, start=1):
        current = [row]
        for column, other_letter in enumerate(other, start=1):
            cost = letter != other_letter
            best = min(last[column] + 1, current[column - 1] + 1, last[column - 1] + cost)
            if row > 1 and column > 1 and letter == other[column - 2] and word[row - 2] == other_letter:
                best = min(best, before_last[column - 2] + 1)
            current.append(best)
        if min(current) > most:
            return most + 1
        before_last, last = last, current
    return min(last[-1], most + 1)
