"""What people are shown: texts made harmless to a terminal, dates, numbers, one line about an article.

Article texts come from anywhere. A control character in one of them could move the cursor, change the title
of the window or write to the clipboard; a direction override could show a sentence in another order than it
was written. Everything that is printed or drawn goes through ``harmless`` first.
"""

from __future__ import annotations

import re
from functools import lru_cache

from archivist.article import Article, PartialDate
from archivist.texts import _, ngettext

_DANGEROUS = (
    "\x00-\x1f\x7f-\x9f"  # C0, DEL and C1: what terminals obey
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # direction marks, embeddings, overrides and isolates
    "\u2028\u2029"  # line and paragraph separators: new lines to some programs only
    "\u206a-\u206f\ufff9-\ufffb"  # deprecated format characters, interlinear annotation
    "\U000e0000-\U000e007f"  # tags: text that nobody sees
    "\ud800-\udfff"  # surrogates, which no terminal encoding can carry
)

MONTHS = (
    _("January"),
    _("February"),
    _("March"),
    _("April"),
    _("May"),
    _("June"),
    _("July"),
    _("August"),
    _("September"),
    _("October"),
    _("November"),
    _("December"),
)
"""The names of the months in the reader's language, as they stand inside a date."""


_NO_CONTROLS = "\u00a0\u202f"
"""Blanks of French typography, which Python does not count as printable."""


@lru_cache(maxsize=8)
def _dangerous(keep: str) -> re.Pattern[str]:
    kept = "".join(f"(?!{re.escape(character)})" for character in keep)
    return re.compile(f"{kept}[{_DANGEROUS}]")


def _picture(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else "\ufffd"


def harmless(text: str, *, keep: str = "\n") -> str:
    """Return ``text`` with everything that a terminal could obey replaced by a symbol that can be seen.

    C0 controls and DEL become their Unicode pictures (ESC is ``␛``); C1 controls, direction controls, tags,
    other dangerous format characters and surrogates become U+FFFD. Each character is replaced by exactly
    one, so that offsets stay valid. The control characters in ``keep`` are left as they are.
    """
    # Most text can be printed as it is, and the pattern takes a moment to be made.
    bare = text
    for character in (*keep, *_NO_CONTROLS):
        bare = bare.replace(character, "")
    return text if bare.isprintable() else _dangerous(keep).sub(_picture, text)


def shown_date(date: PartialDate) -> str:
    """Return a date in words, with no more than is known: ``30 May 2024``, ``May 2024``, ``2024``."""
    if date.month is None:
        return str(date.year)
    month = MONTHS[date.month - 1]
    if date.day is None:
        return _("{month} {year}").format(month=month, year=date.year)
    if date.day == 1:  # French writes an ordinal for the first alone: 1er mai
        return _("1 {month} {year}").format(month=month, year=date.year)
    return _("{day} {month} {year}").format(day=date.day, month=month, year=date.year)


_WRITTEN = _("1,234.5")
_MARKS = str.maketrans({",": _WRITTEN[1], ".": _WRITTEN[5]})
"""What sets thousands and decimals apart in the reader's language, read from how it writes one number."""


def shown_number(number: float, decimals: int | None = None) -> str:
    """Return a number as the reader's language writes it: ``12,040`` and ``3.5``; ``12 040`` and ``3,5`` in French.

    With ``decimals`` it has so many; else those that it needs.
    """
    written = f"{number:,}".removesuffix(".0") if decimals is None else f"{number:,.{decimals}f}"
    return written.translate(_MARKS)


def article_count(count: int) -> str:
    """Say how many articles: "1 article", "1,204 articles"."""
    return ngettext("{count} article", "{count} articles", count).format(count=shown_number(count))


def labelled(label: str, sentence: str) -> str:
    """Say of what a sentence is, as "avis.txt: It cannot be read."; French has a space before the colon."""
    return _("{label}: {sentence}").format(label=label, sentence=sentence)


def about(date: PartialDate | None, place: str | None, issuer: str | None) -> str:
    """Say in one line when, where and by whom an article was published; what is not known is left out."""
    return " · ".join(part for part in (shown_date(date) if date else _("undated"), place, issuer) if part)


def citation(article: Article) -> str:
    """Return how an article is cited, in one line: issuer, title, place, date, and where it comes from."""
    parts = [article.issuer, _("“{title}”").format(title=article.title), article.place]
    if article.date:
        parts.append(shown_date(article.date))
    line = ", ".join(part for part in parts if part)
    address = article.extra.get("address")
    source = article.source if article.source and "://" in article.source else address
    return f"{line}. {source}" if isinstance(source, str) and source else f"{line}."
