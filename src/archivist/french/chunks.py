"""Chunks of text to words: elision, inclusive writing, acronyms, numbers, ordinals, compounds.

One regular expression cuts a text into chunks; ``parts_of`` reads one chunk. Rules are those of French typography
as the Imprimerie nationale's *Lexique* and the style books of newspapers state them.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from archivist.french.lexicon import names, writing
from archivist.french.normalize import (
    APOSTROPHES,
    DROPPED,
    HYPHENS,
    MIDDLE_DOTS,
    Normalized,
    fold,
    normalize,
    stays_as_it_is,
)

# Some of the apostrophes count as letters: they never are. (Few characters beyond Latin-1 in a set, or a pattern takes
# long to compile, which every start waits for.)
_NO_LETTERS = "".join(filter(str.isalpha, APOSTROPHES))
_WORD = rf"[^\W{_NO_LETTERS}]"
_LETTER = rf"[^\W\d_{_NO_LETTERS}]"
_BLANK = r"[^\S\x00-\x1f\x85]"
# Combining marks and what is dropped stay inside a word; so does the underscore, which is cut later.
_RUN = rf"{_WORD}+(?:[\u0300-\u036f{DROPPED}]+{_WORD}*)*"
_APOSTROPHE = rf"[{APOSTROPHES}]"
_SUFFIXES = "|".join(sorted((*writing.INCLUSIVE, "s", "es", "x", "nt", "ent"), key=len, reverse=True))


def _name(name: str) -> str:
    """Return the pattern of a name of several words, its accents written or not."""
    letters = (
        _BLANK if letter == " " else letter if fold(letter) == letter else rf"(?:{letter}|{fold(letter)}\u0301?)"
        for letter in name
    )
    return "".join(letters)


# The first letters spare most words the comparison.
_FIRST_LETTERS = "".join(sorted({letter for name in names.JOINED_NAMES for letter in name[0] + name[0].upper()}))
_NAME = rf"(?=[{_FIRST_LETTERS}])(?i:{'|'.join(map(_name, names.JOINED_NAMES))})(?!{_WORD})"
_AMPERSAND = rf"{_LETTER}{_BLANK}&{_BLANK}{_LETTER}(?!{_WORD})"
NAME = re.compile(rf"(?:{_NAME}|{_AMPERSAND})(?![*?~])")
"""A name of two words that is also written in one, and ``R & D``; a query has it as one word, unless a mark follows."""

# Most words stand between blanks and are neither elided, numbered nor the first of a name: told by one look.
_LETTERS = "a-zà-öø-ÿœ"
_PLAIN_WORD = rf"(?![{_FIRST_LETTERS}])[{_LETTERS}]{{2,}}(?=[ ,\n])"

CHUNK = re.compile(
    rf"({_PLAIN_WORD}|(?={_WORD})(?:"
    # 1 500, 1.500, 110'000, with decimals; `2024 500` has four digits first and is two numbers.
    rf"(?:(?=\d)(?:[1-9]\d{{0,2}}(?:(?:{_BLANK}|\.|{_APOSTROPHE})\d{{3}})+(?!\d)(?!\.\d)(?:,\d+)?"
    # 3,5 and 3.5, but neither 30.05.2024 nor a number glued to letters.
    rf"|(?<!\d[.,])\d+[.,]\d+(?!{_WORD}|[.,]\d))"
    # O.C.P. and I.A., after an article too
    rf"|(?=\w[uU]?[.{APOSTROPHES}])(?:(?:[cdjlmnstCDJLMNST]|[Qq]u){_APOSTROPHE})?"
    rf"(?:{_LETTER}\.(?:{_LETTER}\.)+(?:{_LETTER}(?!{_WORD}))?|{_LETTER}\.{_LETTER}(?!{_WORD}|\.{_WORD}))"
    # R & D
    rf"|(?=\w{_BLANK}&){_AMPERSAND}"
    # Ben Guerir
    rf"|(?:[dlDL]{_APOSTROPHE})?{_NAME}"
    # words, and what is written in one with them: l'été, Rabat-Salé, R&D, étudiant·e·s, étudiant(e)s, étudiant.e.s
    rf"|{_RUN}(?:[{HYPHENS}{APOSTROPHES}{MIDDLE_DOTS}&]{_RUN}"
    rf"|(?<={_LETTER})\((?:{_SUFFIXES})\)(?:e?s(?!{_WORD}))?"
    rf"|(?<={_LETTER})[./](?:{_SUFFIXES})(?:\.?s)?(?!{_WORD}|\.{_WORD}))*)))",
    re.UNICODE,
)
"""One chunk, as the only group: ``split`` gives the chunks and what stands between them."""

_GROUPED = re.compile(r"[1-9]\d{0,2}(?:[ .']\d{3})+(?:,\d+)?")
_DECIMAL = re.compile(r"\d+[.,]\d+")
_CUT = re.compile(r"[-'&·_ ]")
_DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]?")
_ORDINAL = re.compile(r"(\d+)(?:er|ère|ere|re|e|è|ème|eme|ième|ieme|nd|nde|ers|res|es|èmes|emes|èmes)")
_ROMAN = re.compile(r"(x{0,3}(?:ix|iv|v?i{0,3}))(?:e|er|ème|eme)")
_BASE = r"[^\W\d_]{3,}"
_INCLUSIVE = re.compile(
    rf"({_BASE}?)(?:\((?P<in>{_SUFFIXES})\)(?P<plural>e?s)?|(?P<mark>[·./-])(?P<after>{_SUFFIXES})(?:(?P=mark)?(?P<last>s))?)"
)
_ROMAN_DIGITS = {"i": 1, "v": 5, "x": 10}


class Part(NamedTuple):
    """A word of a chunk, in lower case with its accents; several ``words`` where the writing stands for several."""

    words: tuple[str, ...]
    offset: int
    start: int
    end: int
    elided: bool = False
    joined: bool = False
    capitals: bool = False


def parts_of(raw: str) -> tuple[Part, ...]:
    """Return the words of one chunk, in the order of their positions."""
    word = plain_word(raw)
    if word:
        return (Part((word,), 0, 0, len(raw)),)
    chunk = normalize(raw)
    text = chunk.text
    if not text:
        return ()
    if "'" in text and text in writing.WHOLE_WITH_APOSTROPHE:
        return (Part((text.replace("'", ""),), 0, chunk.starts[0], chunk.ends[-1]),)
    parts: list[Part] = []
    at = 0
    # Elision comes off the front: l'un, jusqu'à ce qu'il (each its own position, so that phrases count every word).
    while "'" in text[at:]:
        head, _, rest = text[at:].partition("'")
        if not _is_elided(head, rest) or text[at:] in writing.WHOLE_WITH_APOSTROPHE:
            break
        end = at + len(head) + 1
        parts.append(Part((f"{head}'",), len(parts), chunk.starts[at], chunk.ends[end - 1], elided=True))
        at = end
    rest, written = text[at:], raw[chunk.starts[at] :]
    if at and rest in writing.WHOLE_WITH_APOSTROPHE:
        # The article before a word that has an apostrophe of its own: d'aujourd'hui.
        return (*parts, Part((rest.replace("'", ""),), len(parts), chunk.starts[at], chunk.ends[-1]))
    words = _whole(rest, written) or _inclusive(rest)
    if words:
        capitals = _in_capitals(written)
        return (*parts, Part(words, len(parts), chunk.starts[at], chunk.ends[-1], capitals=capitals))
    return (*parts, *_hyphenated(chunk, raw, at, len(parts)))


def plain_word(raw: str) -> str | None:
    """Return the one word that a chunk is, in lower case, as most are; None for capitals, numerals and the rest."""
    if raw.isalpha() and (raw.islower() or (raw[1:].islower() and raw[0] not in "IVX")) and stays_as_it_is(raw):
        word = raw.lower()
        return None if word in writing.ORDINAL_WORDS else word
    return None


def _is_elided(head: str, rest: str) -> bool:
    return head in writing.ELIDED and bool(rest) and rest[0] in writing.ELISION_BEFORE


def _in_capitals(raw: str) -> bool:
    letters = [character for character in raw if character.isalpha()]
    return len(letters) > 1 and all(character.isupper() for character in letters)


def _whole(text: str, raw: str) -> tuple[str, ...]:
    """Read a number, an ordinal or a dotted acronym, which ``raw`` is as it was written; nothing for others."""
    if _GROUPED.fullmatch(text):
        return (re.sub(r"[ .']", "", text).replace(",", "."),)
    if _DECIMAL.fullmatch(text):
        return (text.replace(",", "."),)
    if _DOTTED.fullmatch(text):
        return (text.replace(".", ""),)
    ordinal = _ORDINAL.fullmatch(text)
    if ordinal:
        return (f"{int(ordinal[1])}e",)
    if "-" in text and text in writing.ORDINAL_WORDS:
        return (text.replace("-", ""), writing.ORDINAL_WORDS[text])
    roman = _ROMAN.fullmatch(text)
    # XXIe, with its small e: `vie` and `VIE` are words.
    if roman and roman[1] and raw[: len(roman[1])].isupper() and raw[-1].islower():
        return (f"{_roman(roman[1])}e", text)
    return ()


def _roman(numeral: str) -> int:
    digits = [_ROMAN_DIGITS[character] for character in numeral]
    return sum(-digit if digit < after else digit for digit, after in zip(digits, [*digits[1:], 0], strict=True))


def _inclusive(text: str) -> tuple[str, ...]:
    match = _INCLUSIVE.fullmatch(text)
    if not match:
        return ()
    base = match[1]
    suffix = match["in"] or match["after"]
    plural = bool(match["plural"] or match["last"])
    if suffix in ("s", "x"):
        return (base, base + suffix)
    if suffix in ("nt", "ent"):
        return (base, base + suffix)
    if suffix == "es":
        suffix, plural = "e", True
    if suffix not in writing.INCLUSIVE:
        return ()
    cut, add = writing.INCLUSIVE[suffix]
    if match["mark"] == "-" and not (base.endswith(cut) and (plural or len(suffix) <= 2)):
        return ()
    masculine = base
    if cut and not base.endswith(cut):
        # chercheur·se keeps its -eu-; others only get the ending.
        cut = ""
    if suffix == "se" and base.endswith(("r", "x")):
        cut = base[-1]
    feminine = base.removesuffix(cut) + add if cut else base + add
    if plural:
        return (masculine + "s", feminine + "s", masculine, feminine)
    return (masculine, feminine)


def _hyphenated(chunk: Normalized, raw: str, at: int, offset: int) -> list[Part]:
    """Read what is left of a chunk from ``at``: one word, or a compound with its parts and its joined form."""
    text = chunk.text
    bounds = []
    start = at
    for cut in _CUT.finditer(text, at):
        bounds.append((start, cut.start()))
        start = cut.end()
    bounds.append((start, len(text)))
    bounds = [(first, last) for first, last in bounds if last > first]
    if not bounds:
        return []
    words = [text[first:last] for first, last in bounds]
    joined = "".join(words)
    span = chunk.starts[at], chunk.ends[-1]
    rest = text[at:]
    if "'" in rest and words[-1] == "s" and len(words) > 1:
        # Technopark's: the English genitive is not a word.
        return [_word(chunk, raw, at, bounds[-2][1], offset)]
    if len(words) == 1 and text[bounds[0][0] : bounds[0][1]] == rest:
        return [_word(chunk, raw, at, len(text), offset)]
    # R&D, e-gov, 4-H: a single letter means nothing alone; the whole is the word.
    if len(words) == 1 or len(words[0]) == 1 or (len(words) == 2 and "&" in rest):
        return [Part((joined,), offset, *span, capitals=_in_capitals(raw[span[0] :]))]
    parts = [_word(chunk, raw, first, last, offset + index) for index, (first, last) in enumerate(bounds)]
    # The word written in one: startup for start-up. It stands at both ends, for phrases on either side of it.
    whole = Part((joined,), offset, *span, joined=True, capitals=_in_capitals(raw[span[0] :]))
    return [parts[0], whole, *parts[1:], whole._replace(offset=offset + len(parts) - 1)]


def _word(chunk: Normalized, raw: str, first: int, last: int, offset: int) -> Part:
    text = chunk.text[first:last]
    start, end = chunk.starts[first], chunk.ends[last - 1]
    if chunk.text[last : last + 1] == "'" and _is_elided(text, chunk.text[last + 1 :]):
        # The article inside a compound: chef-d'œuvre.
        return Part((f"{text}'",), offset, start, chunk.ends[last], elided=True)
    words: tuple[str, ...] = (text,)
    ordinal = _ORDINAL.fullmatch(text)
    if ordinal:
        words = (f"{int(ordinal[1])}e",)
    elif text in writing.ORDINAL_WORDS:
        words = (text, writing.ORDINAL_WORDS[text])
    return Part(words, offset, start, end, capitals=_in_capitals(raw[start:end]))
