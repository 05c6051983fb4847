"""Acronyms that a text introduces: "Université Mohammed VI Polytechnique (UM6P)", "UM6P (Université …)".

A pair counts only where the letters of the short form are, in their order, the initials of the long one (grammatical
words may be passed over, Roman numerals may stand for digits): the rule of Schwartz and Hearst, *A Simple Algorithm for
Identifying Abbreviation Definitions in Biomedical Text* (2003), kept to initials because French acronyms are made so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from archivist.french.normalize import fold, normalize
from archivist.french.stem import is_grammatical

_SHORT = r"[^\W\d_a-zà-öø-ÿ](?:[.&-]?[^\W_]){1,9}\.?"
_SHORT_INSIDE = re.compile(rf"\(\s*(?:ci-après\s+)?[«\"]?\s*({_SHORT})\s*[»\"]?\s*\)")
_LONG_INSIDE = re.compile(r"\(\s*([^()]{8,120}?)\s*[,)]")
_SHORT_BEFORE = re.compile(rf"(?<!\w)({_SHORT})\s$")
_WORD = re.compile(r"[^\W_]+")
_ROMAN = {
    "i": "1",
    "ii": "2",
    "iii": "3",
    "iv": "4",
    "v": "5",
    "vi": "6",
    "vii": "7",
    "viii": "8",
    "ix": "9",
    "x": "10",
}
_EDGES = " ,«»\"'’"
_REACH = 160
"""Characters before the parenthesis in which the long form is looked for."""


class Introduced(NamedTuple):
    """An acronym and what it stands for, as the text writes them."""

    short: str
    long: str


def introduced(text: str) -> Iterator[Introduced]:
    """Yield the acronyms that ``text`` introduces."""
    at = text.find("(")
    while at >= 0:
        inside = _SHORT_INSIDE.match(text, at)
        if inside:
            # A long form does not reach over the end of a sentence or of another parenthesis.
            before = re.split(r"[.;:!?()\n]", text[max(0, at - _REACH) : at])[-1]
            long = _ending_of(before, inside[1]) if _is_acronym(inside[1]) else None
            if long:
                yield Introduced(inside[1], long)
        else:
            short = _SHORT_BEFORE.search(text, max(0, at - 16), at)
            long_inside = _LONG_INSIDE.match(text, at) if short and _is_acronym(short[1]) else None
            if short and long_inside and _spells(_WORD.findall(long_inside[1]), short[1]):
                yield Introduced(short[1], long_inside[1].strip(_EDGES))
        at = text.find("(", at + 1)


def _is_acronym(short: str) -> bool:
    letters = [character for character in short if character.isalnum()]
    capitals = sum(character.isupper() for character in letters)
    return len(letters) >= 2 and capitals * 2 > len(letters) and capitals >= 2


def _ending_of(before: str, short: str) -> str | None:
    """Return the end of ``before`` that the letters of ``short`` are the initials of, the surest of several."""
    letters = _letters(short)
    words = list(_WORD.finditer(before))[-2 * len(letters) - 4 :]
    plain = [_plain(word.group()) for word in words]
    loose = None
    for first in range(len(words) - 2, -1, -1):
        if is_grammatical(plain[first]) or _initials(plain[first : first + 1])[0] != letters[0]:
            continue
        if _spells_strictly(plain[first:], letters):
            return before[words[first].start() :].strip(_EDGES)
        # With its grammatical words counted, a long form is one only if it is written like a name.
        if loose is None and words[first].group()[0].isupper() and _spells_loosely(plain[first:], letters):
            loose = before[words[first].start() :].strip(_EDGES)
    return loose


def _spells(words: list[str], short: str) -> bool:
    plain = [_plain(word) for word in words]
    return _spells_strictly(plain, _letters(short)) or _spells_loosely(plain, _letters(short))


@lru_cache(maxsize=10_000)
def _plain(word: str) -> str:
    return fold(normalize(word).text)


def _letters(short: str) -> str:
    return "".join(character for character in fold(normalize(short).text) if character.isalnum())


def _spells_strictly(words: list[str], letters: str) -> bool:
    """Tell whether the letters are the initials of the words that are not grammatical, two or more."""
    telling = [word for word in words if not is_grammatical(word) and len(word) > 1]
    return len(telling) >= 2 and _initials(telling) == letters


def _spells_loosely(words: list[str], letters: str) -> bool:
    """Tell whether the letters are initials where some grammatical words count, or a word gives more than one letter.

    "Office de l'Eau et …" (OEE), "Université Polytechnique du Haouz" (UPHZ): every telling word gives its initial.
    """
    if sum(not is_grammatical(word) and len(word) > 1 for word in words) < 2:
        return False
    reached = {0}
    for word in words:
        taken = {end for at in reached for end in _taken(word, letters, at)}
        reached = taken | reached if is_grammatical(word) or len(word) == 1 else taken
        if not reached:
            return False
    return len(letters) in reached


def _taken(word: str, letters: str, at: int) -> list[int]:
    """Return where the letters may go on after ``word`` has given its initial, and perhaps more of its letters."""
    initial = _initials([word])
    if not letters.startswith(initial, at):
        return []
    end = at + len(initial)
    ends = [end]
    inside = 1
    while end < len(letters) and len(ends) < 3:
        inside = word.find(letters[end], inside) + 1
        if not inside:
            break
        end += 1
        ends.append(end)
    return ends


def _initials(words: list[str]) -> str:
    return "".join(_ROMAN.get(word, word if word.isdigit() else word[0]) for word in words)
