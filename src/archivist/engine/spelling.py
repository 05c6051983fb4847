"""Patterns of spelling to the forms that the archive has: prefixes, wildcards, words with a slip of the pen."""

from __future__ import annotations

from archivist.engine.postings import Dictionary
from archivist.search.clauses import SOURCE_MARK, Spelling, Term
from archivist.search.spelling import distance, literal_start, matcher
from archivist.values import replaced

SHORTEST, LONG = 5, 8
"""From how many letters a word that no document has may be another with one slip of the pen, or with two."""

MOST_FORMS = 1_000
"""The most frequent forms of a pattern that are looked up; a pattern of more is hardly one."""


def expand(spelling: Spelling, source: Dictionary) -> Term:
    """Return the term that stands for every form of ``spelling`` that the archive has."""
    fits = matcher(spelling)
    start = literal_start(spelling)
    marked = spelling.text.startswith(SOURCE_MARK)
    # What has another length cannot fit a word with a slip of the pen: passed over, it spares most of the work.
    letters = _lengths(spelling.text, spelling.edits) if spelling.kind == "fuzzy" else None
    found = [
        (count, term)
        for term, count in source.spellings(start, letters)
        if term[1].startswith(SOURCE_MARK) == marked and fits(term[1])
    ]
    found.sort(key=lambda pair: (-pair[0], pair[1]))
    forms = tuple(term for _, term in found[:MOST_FORMS])
    return Term(spelling.text, (), forms, (), False, spelling.zone)


def nearest(word: Term, source: Dictionary) -> Term | None:
    """Return the word of the archive that ``word`` may be a slip of the pen for, the most frequent of the nearest.

    A short word has too many neighbours; the first letter is seldom the wrong one.
    """
    typed = word.exact[0][1] if word.exact else ""
    most = 0 if len(typed) < SHORTEST or not typed.isalpha() else 1 if len(typed) < LONG else 2
    if not most:
        return None
    near = [
        (distance(typed, form, most), -count, (stem, form))
        for (stem, form), count in source.spellings(typed[0], _lengths(typed, most))
        if form.isalpha()
    ]
    edits, _count, (stem, form) = min(near, default=(most + 1, 0, ("", "")))
    return replaced(word, stems=(stem,), exact=((stem, form),)) if edits <= most else None


def _lengths(word: str, slips: int) -> range:
    """Return how many letters a word may have that is ``word`` but for so many slips."""
    return range(max(1, len(word) - slips), len(word) + slips + 1)
