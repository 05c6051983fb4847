"""Patterns of spelling to the forms that the archive has: prefixes, wildcards, words with a slip of the pen."""

from __future__ import annotations

from archivist.engine.postings import PostingSource
from archivist.search.spelling import literal_start, matcher
from archivist.search.terms import SOURCE_MARK, Spelling, Term

MOST_FORMS = 1_000
"""The most frequent forms of a pattern that are looked up; a pattern of more is hardly one."""


def expand(spelling: Spelling, source: PostingSource) -> Term:
    """Return the term that stands for every form of ``spelling`` that the archive has."""
    fits = matcher(spelling)
    start = literal_start(spelling)
    marked = spelling.text.startswith(SOURCE_MARK)
    found = [
        (count, term)
        for term, count in source.spellings(start)
        if term[1].startswith(SOURCE_MARK) == marked and fits(term[1])
    ]
    found.sort(key=lambda pair: (-pair[0], pair[1]))
    forms = tuple(term for _, term in found[:MOST_FORMS])
    return Term(spelling.text, (), forms, (), False, spelling.zone)
