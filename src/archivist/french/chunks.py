"""Chunks of text to words: elision, inclusive writing, acronyms, numbers, ordinals, compounds.

One regular expression cuts a text into chunks; ``parts_of`` reads one chunk. Rules are those of French typography
as the Imprimerie nationale's *Lexique* and the style books of newspapers state them.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from archivist.french import lexicon
from archivist.french.normalize import (
    APOSTROPHES,
    BLANKS,
    DROPPED,
    HYPHENS,
    MIDDLE_DOTS,
    Normalized,
    normalize,
)

_LETTER = r"[^\W\d_]"
# Combining marks and what is dropped stay inside a word; so does the underscore, which is cut later.
_RUN = rf"\w[\w\u0300-\u036f{DROPPED}]*"
_APOSTROPHE = rf"[{APOSTROPHES}]"
_SUFFIXES = "|".join(sorted((*lexicon.INCLUSIVE, "s", "es", "x", "nt", "ent"), key=len, reverse=True))

CHUNK = re.compile(
    # 1 500, 1.500, 110'000, with decimals; `2024 500` has four digits first and is two numbers.
    rf"(?:(?=\d)(?:[1-9]\d{{0,2}}(?:[{BLANKS}.]\d{{3}}|{_APOSTROPHE}\d{{3}})+(?!\d)(?!\.\d)(?:,\d+)?"
    # 3,5 and 3.5, but neither 30.05.2024 nor a number glued to letters.
    rf"|(?<!\d[.,])\d+[.,]\d+(?!\w|[.,]\d))"
    # O.C.P. and I.A.
    rf"|{_LETTER}\.(?:{_LETTER}\.)+(?:{_LETTER}(?!\w))?|{_LETTER}\.{_LETTER}(?!\w|\.\w)"
    # words, and what is written in one with them: l'été, Rabat-Salé, R&D, étudiant·e·s, étudiant(e)s, étudiant.e.s
    rf"|{_RUN}(?:(?:{_APOSTROPHE}|[{HYPHENS}{MIDDLE_DOTS}&]){_RUN}"
    rf"|(?<={_LETTER})\((?:{_SUFFIXES})\)(?:e?s(?!\w))?|(?<={_LETTER})[./](?:{_SUFFIXES})(?:\.?s)?(?!\w|\.\w))*)",
    re.UNICODE,
)

_GROUPED = re.compile(r"[1-9]\d{0,2}(?:[ .']\d{3})+(?:,\d+)?")
_DECIMAL = re.compile(r"\d+[.,]\d+")
_DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]?")
_ORDINAL = re.compile(r"(\d+)(?:er|ère|ere|re|e|è|ème|eme|ième|ieme|nd|nde|ers|res|es|èmes|emes|èmes)")
_ROMAN = re.compile(r"(x{0,3}(?:ix|iv|v?i{0,3}))(?:e|er|ème|eme)")
_BASE = rf"[^\W\d_]{{3,}}"
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
    chunk = normalize(raw)
    if not chunk.text:
        return ()
    letters = [character for character in raw if character.isalpha()]
    capitals = len(letters) > 1 and all(character.isupper() for character in letters)
    whole = _whole(chunk, raw)
    if whole:
        return (Part(whole, 0, chunk.starts[0], chunk.ends[-1]),)
    return tuple(_compound(chunk, capitals))


def _whole(chunk: Normalized, raw: str) -> tuple[str, ...]:
    """Read a chunk that is a number, an ordinal or a dotted acronym; nothing for others."""
    text = chunk.text
    if _GROUPED.fullmatch(text):
        return (re.sub(r"[ .']", "", text).replace(",", "."),)
    if _DECIMAL.fullmatch(text):
        return (text.replace(",", "."),)
    if _DOTTED.fullmatch(text):
        return (text.replace(".", ""),)
    ordinal = _ORDINAL.fullmatch(text)
    if ordinal:
        return (f"{int(ordinal[1])}e",)
    roman = _ROMAN.fullmatch(text)
    # XXIe, with its small e: `vie` and `VIE` are words.
    if roman and roman[1] and raw[: len(roman[1])].isupper() and raw[-1].islower():
        return (f"{_roman(roman[1])}e", text)
    return ()


def _roman(numeral: str) -> int:
    digits = [_ROMAN_DIGITS[character] for character in numeral]
    return sum(
        -digit if digit < after else digit for digit, after in zip(digits, [*digits[1:], 0], strict=True)
    )


def _compound(chunk: Normalized, capitals: bool) -> list[Part]:
    text = chunk.text
    if text.replace("'", "") != text and text in lexicon.WHOLE_WITH_APOSTROPHE:
        return [Part((text.replace("'", ""),), 0, chunk.starts[0], chunk.ends[-1])]
    parts: list[Part] = []
    at = 0
    offset = 0
    # Elision comes off the front: l'un, jusqu'à ce qu'il (each its own position, so that phrases count every word).
    while "'" in text[at:]:
        head, _, rest = text[at:].partition("'")
        if head not in lexicon.ELIDED or not rest or rest[0] not in lexicon.ELISION_BEFORE:
            break
        if text[at:] in lexicon.WHOLE_WITH_APOSTROPHE:
            break
        end = at + len(head) + 1
        parts.append(Part((f"{head}'",), offset, chunk.starts[at], chunk.ends[end - 1], elided=True))
        at, offset = end, offset + 1
    inclusive = _inclusive(text[at:])
    if inclusive:
        parts.append(Part(inclusive, offset, chunk.starts[at], chunk.ends[-1], capitals=capitals))
        return parts
    parts.extend(_hyphenated(chunk, at, offset, capitals))
    return parts


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
    if suffix not in lexicon.INCLUSIVE:
        return ()
    cut, add = lexicon.INCLUSIVE[suffix]
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


def _hyphenated(chunk: Normalized, at: int, offset: int, capitals: bool) -> list[Part]:
    text = chunk.text
    cuts = [match.span() for match in re.finditer(r"[-'&·_]", text[at:])]
    if not cuts:
        return [_word(chunk, at, len(text), offset, capitals)]
    bounds = []
    start = at
    for cut_start, cut_end in cuts:
        bounds.append((start, at + cut_start))
        start = at + cut_end
    bounds.append((start, len(text)))
    bounds = [(first, last) for first, last in bounds if last > first]
    if not bounds:
        return []
    words = [text[first:last] for first, last in bounds]
    joined = "".join(words)
    span = chunk.starts[at], chunk.ends[-1]
    if "'" in text[at:] and words[-1] == "s" and len(words) > 1:
        # Technopark's: the English genitive is not a word.
        return [_word(chunk, at, bounds[-2][1], offset, capitals)]
    # R&D, e-gov, 4-H: a single letter means nothing alone; the whole is the word.
    if len(words) == 1 or len(words[0]) == 1 or (len(words) == 2 and "&" in text[at:]):
        return [Part((joined,), offset, *span, capitals=capitals)]
    if "'" in text[at:] and "-" not in text[at:] and len(words[0]) == 1:
        return [Part((joined,), offset, *span, capitals=capitals)]
    parts = [
        _word(chunk, first, last, offset + index, capitals) for index, (first, last) in enumerate(bounds)
    ]
    # The word written in one: startup for start-up. It stands at both ends, for phrases on either side of it.
    whole = Part((joined,), offset, *span, joined=True, capitals=capitals)
    return [parts[0], whole, *parts[1:], whole._replace(offset=offset + len(parts) - 1)]


def _word(chunk: Normalized, first: int, last: int, offset: int, capitals: bool) -> Part:
    text = chunk.text[first:last]
    words: tuple[str, ...] = (text,)
    ordinal = _ORDINAL.fullmatch(text)
    if ordinal:
        words = (f"{int(ordinal[1])}e",)
    elif text in lexicon.ORDINAL_WORDS:
        words = (text, lexicon.ORDINAL_WORDS[text])
    return Part(words, offset, chunk.starts[first], chunk.ends[last - 1], capitals=capitals)
