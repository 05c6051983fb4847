"""Where a query matches in a text.

One implementation for snippets, ``show`` and the reader. A text is analysed again for the articles of one page only;
spans are offsets of characters in the text as it was written: whole words, never a stem, never the elided article.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from archivist.french.analyze import Chunk, analyze_chunk, term_key, term_of
from archivist.french.chunks import CHUNK, plain_word
from archivist.french.normalize import APOSTROPHES, HYPHENS, fold
from archivist.search.clauses import AllOf, Clause, OneOf, Sequence, Spelling, Term, Weighted, terms_of
from archivist.search.query import FieldName
from archivist.search.results import Snippet, Span
from archivist.search.rows import in_rows
from archivist.search.snippets import best_snippets, joined
from archivist.search.spelling import matcher

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
        return joined(((start, end) for start, end, _ in self._matches(text, zone)), text)

    def snippets(self, text: str, most: int) -> tuple[Snippet, ...]:
        """Return the passages of ``text`` that show the matches best, in their order; its beginning if none does."""
        return best_snippets(text, self._matches(text, "body"), most)

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
