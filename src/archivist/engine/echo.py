"""Titles that say what the titles of the best answers say: what a question is about, in words that it does not have.

Who asks for the notice of a resignation finds sheets called "Démission : préavis" first; what else these titles share
("rupture du contrat") is then a sign that an article is about the same. This is feedback from the first answers as
Rocchio described it (*Relevance feedback in information retrieval*, 1971), on titles alone: they are at hand, short
and chosen by their authors to tell what the text is about.
"""

from __future__ import annotations

import math
from functools import lru_cache

from archivist.engine.postings import PostingSource
from archivist.french.analyze import tokens

LISTENED = 5
"""How many of the best titles are listened to."""

AMONG = 50
"""How many of the best documents may move."""


def echoes(best: list[tuple[int, float]], source: PostingSource) -> dict[int, float]:
    """Return how much the title of each of the best documents echoes those of the first ones, from 0 to 1."""
    # Engines round weights differently; who is heard must not hang on that.
    first = sorted((-round(score, 3), source.id(number), number) for number, score in best)[:AMONG]
    highest = first[0][0]
    if not highest or len(first) <= 2:
        return {}
    words = {number: _telling_words(source.values("title", number)) for _, _, number in first}
    heard: dict[str, float] = {}
    for score, _, number in first[:LISTENED]:
        for word in words[number]:
            heard[word] = heard.get(word, 0.0) + (score / highest) ** 2 / math.sqrt(len(words[number]))
    found = {
        number: sum(heard.get(word, 0.0) for word in title) / math.sqrt(len(title))
        for number, title in words.items()
        if title
    }
    loudest = max(found.values(), default=0.0)
    return {number: echo / loudest for number, echo in found.items() if echo} if loudest else {}


@lru_cache(maxsize=20_000)
def _telling_words(titles: tuple[str, ...]) -> tuple[str, ...]:
    """Return the stems of a title, each once, without grammatical words and compounds written in one."""
    pieces = (token.piece for title in titles for token in tokens(title))
    stems = (piece.terms[0][0] for piece in pieces if not piece.grammatical and not piece.joined)
    return tuple(dict.fromkeys(stems))
