"""Single words of a query: what is stripped, what is kept, what ``*``, ``?``, ``~2``, ``^2`` make of it."""

from __future__ import annotations

import re
import unicodedata
from typing import TypeAlias

from archivist.search.query import Boost, Exact, Fuzzy, Near, Phrase, Prefix, Query, Wildcard, Word
from archivist.texts import _

Notes: TypeAlias = dict[str, None]
"""Diagnostics, each once, in the order they were met."""

MAX_FACTOR = 100
"""The largest boost."""

MAX_DISTANCE = 100
"""The largest n of ``PRES/n`` and ``"a b"~n``, in words."""

DOUBLES = '"“”„‟″＂'
"""Quotation marks that look alike enough to be mixed: whichever opens, any of them closes."""

# Characters that nobody sees are dropped; those that could harm a terminal or a stream become blanks.
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff"))
_UNSEEN |= dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
_HARMFUL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")

OPERATOR = re.compile(r'(ET|AND|OU|OR|SAUF|NOT|(?:PR[EÈ]S|NEAR)/([0-9]+))(?=[\s()"“”„‟″＂«»]|$)')
"""An operator, alone in its blanks; the group 2 is the distance."""

# A word goes on until a blank, a parenthesis, a comma or a quotation mark, save l"eau, étudiant(e)s and 1,5.
_ENDING = r"\([-·•.]?(?:[a-zß-öø-ÿœ]{0,5}[esx]|[A-ZÀ-ÖØ-ÞŒ]{0,5}[ESX])\)"
# Sets of few characters beyond Latin-1 are compiled in a moment, sets of many are not: see ``french.chunks``.
_NO_DOUBLE = '(?!["\u2033])(?![\u201c-\u201f])(?!\uff02)'
_PLAIN = rf"{_NO_DOUBLE}[^\s(),;…«»]"
WORD = re.compile(rf'(?:(?:{_PLAIN})++|(?<=[0-9]),(?=[0-9])|(?<=\w)"(?=\w)|(?<=[^\W\d_])(?:{_ENDING})+)+', re.UNICODE)
"""What is read as one word, with the marks that belong to it and the punctuation around it."""

DIGIT_GROUPS = re.compile(r"[1-9][0-9]{0,2}(?:[ \u00a0\u2009\u202f][0-9]{3})+(?!\w)")
"""A number whose groups of three digits are kept apart by blanks."""

SUFFIX = re.compile(r"(?:~[0-9]*|\^[0-9]+(?:[.,][0-9]+)?)*")
"""What may follow a closing quotation mark, a closing parenthesis or a saved search."""

_MARK = re.compile(r"~(?P<edits>[0-9]*)|\^(?P<factor>[0-9]+(?:[.,][0-9]+)?)")
_QUOTED = re.compile(rf"(?:{_NO_DOUBLE}[^\s,;…]|(?<=[0-9]),(?=[0-9]))+")
_HEAD = re.compile(r"[1-9][0-9]{0,2}")
_LAST_GROUP = re.compile(r"[0-9]{3}(?!\w)")
_STARS = re.compile(r"\*+")
_DOTTED = re.compile(r"(?<![^\W_])[^\W\d_](?:\.[^\W\d_])+\Z")
_KEPT_AFTER = "%‰°+#€$£"


def clean(text: str) -> str:
    """Return ``text`` in NFC, without characters that cannot be seen; control characters become blanks."""
    return unicodedata.normalize("NFC", _HARMFUL.sub(" ", text.translate(_UNSEEN)))


def belongs_to_word(character: str) -> bool:
    """Tell whether a character is a letter, a digit or a mark that combines with one."""
    return character.isalnum() or unicodedata.category(character)[0] == "M"


def trim(token: str, before: str = "", after: str = "") -> str:
    """Strip the punctuation around a token, save the characters of ``before`` and ``after`` at its ends.

    Marks that belong to words stay at the end: ``20%``, ``n°``, ``C++``, ``ami(e)``, ``O.C.P.``.
    """
    start, end = 0, len(token)
    while start < end and not (token[start].isalnum() or token[start] in before):
        start += 1
    after += _KEPT_AFTER
    opened = token.find("(", start)
    while end > start and not (belongs_to_word(token[end - 1]) or token[end - 1] in after):
        if token[end - 1] == ")" and 0 <= opened < end - 1:
            break
        end -= 1
    if token[end : end + 1] == "." and _DOTTED.search(token, start, end):
        end += 1
    return token[start:end]


def read_leaf(token: str, notes: Notes) -> Query | None:
    """Read one word with its marks: ``Word``, ``Prefix``, ``Wildcard``, ``Fuzzy``, or a ``Boost`` of these.

    None where the token has no letter and no digit.
    """
    if token.isalnum():
        return _word(token)
    body, tilde, factor = _without_marks(token, notes)
    node: Query | None = _read_body(body)
    if node is None:
        if "*" in body:
            notes.setdefault(_("A * alone stands for no word: write the beginning of a word, as in inno*."))
        return None
    if tilde is not None:
        if isinstance(node, Word):
            node = Fuzzy(node.text, _edits(tilde, notes))
        else:
            notes.setdefault(_("~ goes with a whole word, not with * or ?: it was left out."))
    return node if factor is None else Boost(node, factor)


def _without_marks(token: str, notes: Notes) -> tuple[str, str | None, float | None]:
    """Take ``~2`` and ``^2`` from the end of a token: its body, the digits after ``~``, the factor."""
    tilde: str | None = None
    factor: float | None = None
    while True:
        token = trim(token, "*?", "*?~^")
        if token.endswith("?"):
            token = _without_question(token)
        bare = len(token.rstrip("~^0123456789.,"))
        start = min((at for at in (token.find("~", bare), token.find("^", bare)) if at >= 0), default=-1)
        if start < 0:
            return token, tilde, factor
        new_tilde, new_factor = read_marks(token[start:], notes)
        tilde = new_tilde if tilde is None else tilde
        factor = new_factor if factor is None else factor
        token = token[:start]


def _without_question(token: str) -> str:
    """Strip ``?`` from the end of a token that is no pattern otherwise: ``Qui finance?``."""
    bare = trim(token, "*?", "~^")
    pattern = "*" in token[len(bare) :] or ("://" not in bare and ("*" in bare or "?" in bare))
    return token if pattern else bare


def read_marks(run: str, notes: Notes) -> tuple[str | None, float | None]:
    """Read ``~5``, ``^2``, ``~5^2``: the digits after ``~`` (None without ``~``), the factor of a boost."""
    tilde: str | None = None
    factor: float | None = None
    for mark in _MARK.finditer(run):
        if mark["factor"] is None:
            tilde = mark["edits"]
            continue
        typed = float(mark["factor"].replace(",", "."))
        factor = round(min(typed, MAX_FACTOR), 2) or None
        if factor != typed:
            notes.setdefault(
                _("A boost lies between 0.01 and {most}: ^{typed} was changed.").format(
                    most=MAX_FACTOR, typed=mark["factor"][:20]
                )
            )
    return tilde, factor


def _edits(digits: str, notes: Notes) -> int:
    edits = min(max(int(digits or 1), 1), 2)
    if digits and edits != int(digits):
        notes.setdefault(
            _("A word may differ by 1 or 2 letters: ~{typed} was read as ~{edits}.").format(
                typed=digits[:20], edits=edits
            )
        )
    return edits


def read_distance(digits: str, notes: Notes) -> int:
    """Read the n of ``PRES/n`` and ``"a b"~n``, in words, held between 1 and 100."""
    distance = min(max(int(digits), 1), MAX_DISTANCE)
    if distance != int(digits):
        notes.setdefault(
            _("A distance lies between 1 and {most} words: {typed} was read as {distance}.").format(
                most=MAX_DISTANCE, typed=digits[:20], distance=distance
            )
        )
    return distance


def _word(text: str) -> Word:
    """Return a ``Word`` that is printed as a word, even if punctuation made it one: ``(a, ET, b)``."""
    return Word(text.lower() if OPERATOR.fullmatch(text) else text)


def _read_body(body: str) -> Word | Prefix | Wildcard | None:
    core = trim(body)
    if not core:
        return None
    before, _core, after = body.partition(core)
    if "://" in core and before == "":  # an address: ? and * inside it are its own
        return Prefix(core) if "*" in after else Word(core)
    lead = _STARS.sub("*", "".join(mark for mark in before if mark in "*?"))
    tail = _STARS.sub("*", "".join(mark for mark in after if mark in "*?"))
    core = _STARS.sub("*", core)
    plain = "*" not in core and "?" not in core
    if plain and not lead and "*" not in tail:
        return _word(core)
    return Prefix(core) if plain and not lead and tail == "*" else Wildcard(lead + core + tail)


def read_quoted(content: str, run: str, notes: Notes) -> Query | None:
    """Read a quotation and the marks after it: ``Exact``, ``Phrase``, ordered ``Near``, or a ``Boost``.

    None where no letter and no digit is between them.
    """
    typed = _QUOTED.findall(content)
    words = _joined_digits([word for word in map(trim, typed) if word])
    if not words:
        return None
    if any(word.endswith("*") for word in typed):
        notes.setdefault(_("Between quotation marks * is a mere character: inno* works without them."))
    tilde, factor = read_marks(run, notes)
    node: Query = Exact(words[0]) if len(words) == 1 else Phrase(tuple(words))
    if tilde and len(words) > 1:
        node = Near(tuple(map(Exact, words)), read_distance(tilde, notes), ordered=True)
    elif tilde is not None:
        notes.setdefault(_('After quotation marks ~ needs two words and a number, as in "a b"~5: it was left out.'))
    return node if factor is None else Boost(node, factor)


def _joined_digits(words: list[str]) -> list[str]:
    """Join digit groups: ``["1", "500", "emplois"]`` gives ``["1 500", "emplois"]``."""
    joined: list[str] = []
    open_number = False
    for word in words:
        if open_number and _LAST_GROUP.match(word):
            joined[-1] += f" {word}"
            open_number = len(word) == 3
        else:
            joined.append(word)
            open_number = bool(_HEAD.fullmatch(word))
    return joined
