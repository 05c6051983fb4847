"""What is different between two texts, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Kind = Literal["same", "removed", "added"]

MOST_WORDS = 3_000
"""Words of a passage that are compared one by one: the time it takes grows with their square."""

_WORD = re.compile(r"\s*(?:\w+|[^\w\s])")


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of words that both texts have, or only the first (``removed``) or the second (``added``), as written."""

    kind: Kind
    text: str


def word_diff(before: str, after: str) -> list[Passage]:
    """Return the passages of both texts in order; joined without the added ones they are ``before`` to its last word.

    Paragraphs that are equal are matched first, then the words between them; more than ``MOST_WORDS`` words between two
    equal paragraphs are not matched further.
    """
    passages: list[Passage] = []
    for kind, text in _compared(_paragraphs(before), _paragraphs(after), by_words=True):
        if not text:
            continue
        if passages and passages[-1].kind == kind:
            passages[-1] = Passage(kind, passages[-1].text + text)
        else:
            passages.append(Passage(kind, text))
    return passages


def counts(passages: Sequence[Passage]) -> tuple[int, int]:
    """Return how many words were removed and how many were added."""
    removed = sum(len(passage.text.split()) for passage in passages if passage.kind == "removed")
    added = sum(len(passage.text.split()) for passage in passages if passage.kind == "added")
    return removed, added


def _compared(before: list[str], after: list[str], *, by_words: bool) -> Iterator[tuple[Kind, str]]:
    for tag, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            yield "same", "".join(before[i:j])
            continue
        old, new = "".join(before[i:j]), "".join(after[k:m])
        if by_words and old and new:
            words, others = _words(old), _words(new)
            if max(len(words), len(others)) <= MOST_WORDS:
                yield from _compared(words, others, by_words=False)
                continue
        yield "removed", old
        yield "added", new


def _paragraphs(text: str) -> list[str]:
    """The paragraphs of a text, each with the blank lines before it: a last paragraph is equal to one in the middle."""
    return re.findall(r"\n*(?:[^\n]|\n(?!\n))+", text)


def _words(text: str) -> list[str]:
    return _WORD.findall(text)
