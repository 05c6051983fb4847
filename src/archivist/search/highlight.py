"""Where a query matches in a text, and which passages show it best.

One implementation for snippets, ``show`` and the reader. A text is analysed again for the articles of one page only;
spans are offsets of characters in the text as it was written: whole words, never a stem, never the elided article.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from archivist.french.analyze import Chunk, analyze_chunk, term_key, term_of
from archivist.french.chunks import CHUNK, plain_word
from archivist.french.normalize import APOSTROPHES, HYPHENS, fold
from archivist.search.query import FieldName
from archivist.search.results import Snippet, Span
from archivist.search.rows import in_rows
from archivist.search.spelling import matcher
from archivist.search.terms import AllOf, Clause, OneOf, Sequence, Spelling, Term, Weighted, terms_of

SNIPPET_LENGTH = 220
"""Characters of a snippet, about three lines of a terminal."""

_LONGEST_SENTENCE = 320
# Begins with one set of characters, which a regular expression looks for fastest, and with the first of a row of them.
_SENTENCE_END = re.compile(
    r"[.!?…\n](?:(?<=\n)\n*|(?<!\n)(?<![.!?…]{2})[.!?…]*[»”\")\]]*\s+(?=[«“\"(\[]?\s?[^\W\d_a-zà-ÿ]))"
)
# Between two words that both match, these make one passage of it: `[UM6P Ventures]`, not `[UM6P] [Ventures]`.
_BRIDGE = re.compile(r"[ \t\n\u00a0\u202f'’-]{1,2}")
_MARKS = re.compile(r"^(?:#{1,6} |[-*+] |\d+[.)] |> ?)+|\*\*", re.MULTILINE)


_COMPOUND = re.compile(
    rf"[A-ZÀ-ÖØ-Þ]?[a-zà-öø-ÿ]+(?:[{APOSTROPHES}{HYPHENS}][A-ZÀ-ÖØ-Þ]?[a-zà-öø-ÿ]+)+"
    rf"|[A-Za-z][{APOSTROPHES}][A-ZÀ-ÖØ-Þ]?[a-zà-öø-ÿ]+"
)
_MARKS_INSIDE = re.compile(f"[{APOSTROPHES}{HYPHENS}]")


class _Place(NamedTuple):
    position: int
    start: int
    end: int
    leaf: int


class Highlighter:
    """Finds the matches of one clause in texts; keeps what it learns about words from text to text.

    For texts that are indexed, ``forms`` tells which words stand under a stem (see ``Engine.forms``): the others need
    not be analysed to know that they do not match.
    """

    def __init__(self, clause: Clause, forms: Callable[[str], frozenset[str] | None] | None = None) -> None:
        self._clause = clause
        self._shown = _shown(clause)
        self._terms = tuple(dict.fromkeys(term for leaf in self._shown for term in _parts(leaf)))
        self._patterns = [
            (number, matcher(term)) for number, term in enumerate(self._terms) if isinstance(term, Spelling)
        ]
        self._stems: dict[str, list[int]] = {}
        self._forms: dict[tuple[str, str], list[int]] = {}
        for number, term in enumerate(self._terms):
            if isinstance(term, Term):
                for stem in term.stems:
                    self._stems.setdefault(stem, []).append(number)
                for form in term.forms:
                    self._forms.setdefault(form, []).append(number)
        self._keys = frozenset(map(term_key, self._forms))
        self._in_rows = any(not isinstance(leaf, Term | Spelling) for leaf in self._shown)
        self._last: tuple[str, FieldName, list[tuple[int, int, int]]] | None = None
        """What was found last, for the snippets of a text of which the spans were asked, or the other way round."""
        self._words = self._wanted(forms) if forms else None
        # `vingt-cinquième` is also 25e.
        self._is_numbered = any(word[:1].isdigit() for word in self._words or ())
        self._widths: dict[str, int] = {}
        self._matching: dict[str, tuple[tuple[int, int, int, int], ...]] = {}

    def spans(self, text: str, zone: FieldName = "body") -> tuple[Span, ...]:
        """Return where the clause matches in ``text``, the content of ``zone``: rising, disjoint, neighbours joined."""
        return _joined(((start, end) for start, end, _ in self._matches(text, zone)), text)

    def snippets(self, text: str, most: int) -> tuple[Snippet, ...]:
        """Return the passages of ``text`` that show the matches best, in their order; its beginning if none does."""
        matches = self._matches(text, "body")
        if not matches:
            # Nothing to show: how the article begins.
            begin = len(text) - len(text.lstrip())
            matches = [(begin, begin, 0)]
        passages = _passages(text, matches)
        chosen: list[tuple[int, int, frozenset[int]]] = []
        seen: set[int] = set()
        while passages and len(chosen) < most:
            best = max(passages, key=lambda passage: _worth(passage, seen))
            if chosen and _worth(best, seen) <= 0.2 * _worth(chosen[0], set()):
                break
            chosen.append(best)
            seen |= best[2]
            passages = [passage for passage in passages if passage[1] <= best[0] or passage[0] >= best[1]]
        spans = _joined(((start, end) for start, end, _ in matches if start < end), text)
        return tuple(_snippet(text, start, end, spans) for start, end, _ in sorted(chosen) if start < end)

    def _matches(self, text: str, zone: FieldName) -> list[tuple[int, int, int]]:
        """Return ``(start, end, number of the leaf)`` of every match, rising."""
        if not self._terms:
            return []
        if self._last is not None and self._last[0] is text and self._last[1] == zone:
            return self._last[2]
        # What stands between chunks, and the chunks: strings alone, several times faster than a match object each.
        pieces = CHUNK.split(text)
        raws = pieces[1::2]
        self._learn({*raws}.difference(self._widths))
        places: list[list[_Place]] = [[] for _ in self._terms]
        matching = self._matching
        found = [at for at, raw in enumerate(raws) if raw in matching]
        if found:
            starts = list(accumulate(map(len, pieces)))
            # Only rows of words ask which place a word has in the row.
            positions = list(accumulate(map(self._widths.__getitem__, raws), initial=0)) if self._in_rows else None
            for at in found:
                start, position = starts[2 * at], positions[at] if positions else 0
                for number, offset, first, last in matching[raws[at]]:
                    places[number].append(_Place(position + offset, start + first, start + last, number))
            if any(term.zone == "quotation" for term in self._terms):
                self._keep_quoted(places, text, zone)
        matches = self._leaf_matches(dict(zip(self._terms, places, strict=True)), zone)
        self._last = (text, zone, matches)
        return matches

    def _keep_quoted(self, places: list[list[_Place]], text: str, zone: FieldName) -> None:
        """Leave out the places outside quotations of the terms that are looked for in these."""
        stretches: list[Span] = []
        if zone == "quotation":
            stretches = [(0, len(text))]
        elif zone == "body":
            from archivist.french.quotes import quotations  # only here: its tables take a while to compile

            stretches = [(found.start, found.end) for found in quotations(text)]
        for number, term in enumerate(self._terms):
            if term.zone == "quotation":
                places[number] = [
                    place
                    for place in places[number]
                    if any(start <= place.start and place.end <= end for start, end in stretches)
                ]

    def _learn(self, raws: set[str]) -> None:
        """Note how many positions each chunk takes, and ``(term, offset, start, end)`` for each term that it has."""
        widths, stems, forms = self._widths, self._stems, self._keys
        passed = self._passed_over(raws)
        widths.update(dict.fromkeys(passed, 1))
        for raw in raws - passed:
            chunk = analyze_chunk(raw)
            widths[raw] = chunk.width
            single = chunk.single
            # Most chunks are words that nothing asks for.
            if single and not self._patterns and term_of(single)[0] not in stems and single not in forms:
                continue
            found = self._found_in(chunk)
            if found:
                self._matching[raw] = found

    def _passed_over(self, raws: set[str]) -> set[str]:
        """Return the chunks that surely match nothing, and take one position if positions count: without analysis."""
        words = self._words
        if words is None:
            return set()
        plain = _plain_among(raws)
        passed = plain.difference(*(_written.get(word, ()) for word in words))
        if self._patterns:
            return {raw for raw in passed if not self._fits(raw.lower())}
        if not self._in_rows and not self._is_numbered:
            # Whatever the parts of a compound and its joined form are, they are within its letters.
            for raw in raws - plain:
                letters = _letters(raw)
                if letters and not any(word in letters for word in words):
                    passed.add(raw)
        return passed

    def _fits(self, word: str) -> bool:
        return any(fits(spelling) for _, fits in self._patterns for spelling in (word, fold(word)))

    def _found_in(self, chunk: Chunk) -> tuple[tuple[int, int, int, int], ...]:
        found: dict[tuple[int, int, int, int], None] = {}
        for piece in chunk.pieces:
            for stem, form in piece.terms:
                numbers = [*self._stems.get(stem, ()), *self._forms.get((stem, form), ())]
                if form:
                    numbers += [number for number, fits in self._patterns if fits(form)]
                for number in numbers:
                    found[number, piece.offset, piece.start, piece.end] = None
        return tuple(found)

    def _wanted(self, forms: Callable[[str], frozenset[str] | None]) -> frozenset[str] | None:
        """Return the words that may match, folded or with accents that count; None where that is not known."""
        words = {form for _, form in self._forms}
        for stem in self._stems:
            known = forms(stem)
            if known is None:
                return None
            words |= known
        return frozenset(words)

    def _leaf_matches(self, places: dict[Term | Spelling, list[_Place]], zone: FieldName) -> list[tuple[int, int, int]]:
        matches: set[tuple[int, int, int]] = set()
        for number, leaf in enumerate(self._shown):
            for _, _, start, end in _intervals(leaf, places, zone):
                matches.add((start, end, number))
        return sorted(matches)


_MOST_REMEMBERED = 300_000
_plain: set[str] = set()
_written: dict[str, set[str]] = {}


def _plain_among(raws: Iterable[str]) -> set[str]:
    """Return the chunks that are one plain word; remembers under each word the chunks that are it, whatever their case.

    What is known of words is known of all texts: sets then tell at once which words of a text are asked for.
    """
    found = {*raws}
    if len(_plain) < _MOST_REMEMBERED:
        for raw in found - _plain:
            word = plain_word(raw)
            if word:
                for spelling in (word, fold(word)):
                    _written.setdefault(spelling, set()).add(raw)
                # Last, for other threads: what is in this set is under its word.
                _plain.add(raw)
    return found & _plain


@lru_cache(maxsize=100_000)
def _letters(raw: str) -> str:
    """Return the letters of words with apostrophes and hyphens, with accents and without; none of any other chunk."""
    if not _COMPOUND.fullmatch(raw):
        return ""
    letters = _MARKS_INSIDE.sub("", raw).lower()
    return f"{letters} {fold(letters)}"


def _shown(clause: Clause) -> tuple[Clause, ...]:
    """Return the parts of a clause whose matches are shown; grammatical words only where there is nothing else."""
    found = tuple(dict.fromkeys(_visible(clause)))
    telling = tuple(leaf for leaf in found if not (isinstance(leaf, Term) and leaf.grammatical and leaf.stems))
    return telling or found


def _visible(clause: Clause) -> Iterable[Clause]:
    match clause:
        case Term() | Spelling() | Sequence():
            return (clause,)
        case AllOf(parts) | OneOf(parts):
            return [leaf for part in parts for leaf in _visible(part)]
        case Weighted(part, _):
            return _visible(part)
        case _:
            return ()


def _parts(leaf: Clause) -> tuple[Term | Spelling, ...]:
    return (leaf,) if isinstance(leaf, Term | Spelling) else terms_of(leaf)


_Interval = tuple[int, int, int, int]
"""First and last position, start and end offset."""


def _intervals(clause: Clause, places: dict[Term | Spelling, list[_Place]], zone: FieldName) -> list[_Interval]:
    match clause:
        case Term() | Spelling():
            # Quotations stand in the body; whatever is outside of them has been left out before.
            if clause.zone not in (None, zone, "quotation"):
                return []
            return [(place.position, place.position, place.start, place.end) for place in places.get(clause, ())]
        case OneOf(parts):
            return sorted({interval for part in parts for interval in _intervals(part, places, zone)})
        case Sequence(parts, distance, ordered):
            return in_rows([_intervals(part, places, zone) for part in parts], distance, ordered, _joined_interval)
        case _:
            return []


def _joined_interval(row: _Interval, place: _Interval) -> _Interval:
    return min(row[0], place[0]), max(row[1], place[1]), min(row[2], place[2]), max(row[3], place[3])


def _joined(spans: Iterable[Span], text: str) -> tuple[Span, ...]:
    """Return ``spans`` rising and disjoint, those with hardly anything between them as one."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and (start <= joined[-1][1] or _BRIDGE.fullmatch(text, joined[-1][1], start)):
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def _passages(text: str, matches: list[tuple[int, int, int]]) -> list[tuple[int, int, frozenset[int]]]:
    """Return candidates for snippets: for each match, the passage that begins with its sentence."""
    passages = []
    ends = [match.end() for match in _SENTENCE_END.finditer(text)]
    covered = -1
    for index, (start, end, _) in enumerate(matches):
        if end <= covered:
            continue
        at = bisect_left(ends, start + 1)
        sentence_start = ends[at - 1] if at else 0
        sentence_end = ends[at] if at < len(ends) else len(text)
        first, last = _cut(text, start, end, sentence_start, sentence_end)
        inside: set[int] = set()
        following = index
        while following < len(matches) and matches[following][1] <= last:
            inside.add(matches[following][2])
            following += 1
        passages.append((first, last, frozenset(inside)))
        covered = matches[following - 1][1] if following > index else end
    return passages


def _cut(text: str, start: int, end: int, sentence_start: int, sentence_end: int) -> Span:
    """Return the passage around a match: its sentence where that fits, else what fits around it, cut between words."""
    if sentence_end - sentence_start <= _LONGEST_SENTENCE:
        first, last = sentence_start, sentence_end
        paragraph_end = text.find("\n\n", last)
        paragraph_end = len(text) if paragraph_end < 0 else paragraph_end
        if last - first < SNIPPET_LENGTH and not text[first:last].endswith("\n"):
            last = _word_end(text, min(paragraph_end, first + SNIPPET_LENGTH), last)
    else:
        first = max(sentence_start, start - SNIPPET_LENGTH // 3)
        if first > sentence_start:
            blank = text.find(" ", first, start)
            first = blank + 1 if blank >= 0 else start
        last = _word_end(text, min(sentence_end, max(end, first + SNIPPET_LENGTH)), end)
    while last > first and text[last - 1].isspace():
        last -= 1
    while first < last and text[first].isspace():
        first += 1
    return first, last


def _word_end(text: str, last: int, least: int) -> int:
    """Return the last end of a word at or before ``last``, but not before ``least``."""
    if last >= len(text) or text[last].isspace():
        return max(last, least)
    blank = text.rfind(" ", least, last)
    return blank if blank >= 0 else least if least > 0 else last


def _worth(passage: tuple[int, int, frozenset[int]], seen: set[int]) -> float:
    """Return how much a passage shows: matches of parts that no chosen passage has, above all."""
    return len(passage[2] - seen) + 0.2 * len(passage[2])


def _snippet(text: str, start: int, end: int, spans: tuple[Span, ...]) -> Snippet:
    """Return a passage as it reads, without marks of Markdown, with `…` where it is cut."""
    passage = text[start:end]
    pieces: list[str] = []
    kept: list[tuple[int, int, int]] = []
    at = length = 0
    for mark in _MARKS.finditer(passage):
        at_line_start = not start + mark.start() or text[start + mark.start() - 1] == "\n"
        if not at_line_start and mark.group() != "**":
            continue
        pieces.append(passage[at : mark.start()])
        kept.append((at, mark.start(), length))
        length += mark.start() - at
        at = mark.end()
    pieces.append(passage[at:])
    kept.append((at, len(passage), length))
    shown = re.sub(r"\s", " ", "".join(pieces))
    before = "… " if text[:start].strip() and text[start - 1] != "\n" and not _begins_sentence(text, start) else ""
    after = " …" if end < len(text) and text[end] != "\n" and text[end - 1] not in ".!?…»”" else ""

    def place(offset: int) -> int:
        # What stands in a mark goes to where the mark was.
        first, target = next((first, target) for first, last, target in kept if offset - start <= last)
        return len(before) + target + max(0, offset - start - first)

    inside = [(max(first, start), min(last, end)) for first, last in spans if first < end and last > start]
    placed = [(place(first), place(last)) for first, last in inside]
    return Snippet(f"{before}{shown}{after}", tuple((first, last) for first, last in placed if first < last))


def _begins_sentence(text: str, start: int) -> bool:
    return any(match.end() == start for match in _SENTENCE_END.finditer(text, max(0, start - 20), start + 2))
