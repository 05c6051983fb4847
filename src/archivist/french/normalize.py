"""One spelling of characters, with a map of offsets back to the text as it was written.

Unicode compatibility forms (NFKC), case, apostrophes, hyphens, blanks and the ligatures œ and æ become one form; soft
hyphens and zero-width characters disappear. Accents stay: they are folded later, after stemming.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

APOSTROPHES = "'\u2019\u02bc\u2018\u201b\u00b4\u2032`\uff07\u02b9\u02bb"
HYPHENS = "-\u2010\u2011\u2012\u2013\u2212\ufe63\uff0d"
MIDDLE_DOTS = "\u00b7\u2022\u2027\u2219\u22c5\u30fb"
DROPPED = "\u00ad\u200b\u200c\u200d\u2060\ufeff\u180e"
BLANKS = " \u00a0\u202f\u2007\u2008\u2009\u200a\u2002\u2003"

_ONE_FORM = {
    **{ord(character): "'" for character in APOSTROPHES},
    **{ord(character): "-" for character in HYPHENS},
    **{ord(character): "\u00b7" for character in MIDDLE_DOTS},
    **{ord(character): " " for character in f"{BLANKS}\u1680\u2028\u2029"},
    **{ord(character): "" for character in DROPPED},
    ord("œ"): "oe",
    ord("Œ"): "oe",
    ord("æ"): "ae",
    ord("Æ"): "ae",
}
_WITHOUT_ACCENT = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "ß": "ss"})
# The letters of French, so that most words need no decomposition.
_ACCENTED, _PLAIN = "àâäáãåçéèêëîïíìñôöóòõûùüúÿ", "aaaaaaceeeeiiiinooooouuuuy"
_FRENCH = str.maketrans(_ACCENTED + _ACCENTED.upper(), _PLAIN + _PLAIN.upper())


_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
_LATIN_IN_OTHER_FORMS = re.compile("[ªºµÆæ]")


class Normalized(NamedTuple):
    """Text in one spelling; character ``i`` of it was read from ``original[starts[i]:ends[i]]``."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]


def normalize(text: str) -> Normalized:
    """Return ``text`` in one spelling and lower case, and where each character of it came from."""
    if stays_as_it_is(text):
        return Normalized(text.lower(), tuple(range(len(text))), tuple(range(1, len(text) + 1)))
    characters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at, length = 0, len(text)
    while at < length:
        end = at + 1
        # A base letter and its combining marks are one character to the reader.
        while end < length and (unicodedata.combining(text[end]) or text[end] in DROPPED):
            end += 1
        for character in _one_form(text[at:end]):
            characters.append(character)
            starts.append(at)
            ends.append(end)
        at = end
    return Normalized("".join(characters), tuple(starts), tuple(ends))


def stays_as_it_is(text: str) -> bool:
    """Tell whether only the case of ``text`` may change: most words."""
    if text.isascii():
        return "`" not in text
    return text.isalpha() and max(text) <= "ÿ" and not _LATIN_IN_OTHER_FORMS.search(text)


def _one_form(cluster: str) -> str:
    # Twice: NFKC turns some apostrophes and blanks into others, and `´` into a blank with an accent.
    cluster = unicodedata.normalize("NFKC", cluster.translate(_ONE_FORM))
    return cluster.translate(_ONE_FORM).lower()


def fold(text: str) -> str:
    """Return ``text`` without accents: ``"Énergie"`` becomes ``"Energie"``."""
    if text.isascii():
        return text
    text = text.translate(_FRENCH)
    if text.isascii():
        return text
    return _NOT_ASCII.sub(_without_marks, text)


def _without_marks(found: re.Match[str]) -> str:
    decomposed = unicodedata.normalize("NFD", found[0])
    bare = "".join(character for character in decomposed if not unicodedata.combining(character))
    return bare.translate(_WITHOUT_ACCENT)
