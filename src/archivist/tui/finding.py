"""Words inside one article: found as they are typed, whatever their capitals, accents and apostrophes."""

from __future__ import annotations

import re
import unicodedata

from archivist.search.results import Span

_SAME = {0x2019: "'", 0x2018: "'", 0x2BC: "'", 0xA0: " ", 0x202F: " ", 0x2009: " ", 0x0A: " ", 0x2010: "-", 0x2011: "-"}


class _Folding(dict[int, str]):
    """Each character to one that stands for it: small, without accent. Filled as characters come."""

    def __missing__(self, code: int) -> str:
        letter = unicodedata.normalize("NFD", chr(code))[0].lower()
        self[code] = letter if len(letter) == 1 else chr(code)
        return self[code]


_FOLDING = _Folding(_SAME)


def find(text: str, wanted: str, start: int = 0, end: int | None = None) -> tuple[Span, ...]:
    """Return where ``wanted`` stands in ``text[start:end]``, in characters of ``text``: rising, disjoint.

    A blank matches any run of blanks; capitals, accents and the kind of apostrophe do not matter.
    """
    words = wanted.translate(_FOLDING).split()
    if not words:
        return ()
    pattern = re.compile(" +".join(map(re.escape, words)))
    folded = text[start:end].translate(_FOLDING)
    return tuple((match.start() + start, match.end() + start) for match in pattern.finditer(folded))
