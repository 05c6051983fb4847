"""Which passages of a text show the matches of a query best, and how they read: cut at sentences, marks left out."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable

from archivist.search.results import Snippet, Span

SNIPPET_LENGTH = 220
"""Characters of a snippet, about three lines of a terminal."""

_LONGEST_SENTENCE = 320
# Begins with one set of characters, which a regular expression looks for fastest, and with the first of a row of them.
_SENTENCE_END = re.compile(
    r"[.!?…\n](?:(?<=\n)\n*|(?<!\n)(?<![.!?…]{2})[.!?…]*[»”\")\]]*\s+(?=[«“\"(\[]?\s?[^\W\d_a-zà-ÿ]))"
)
_MARKS = re.compile(r"^(?:#{1,6} |[-*+] |\d+[.)] |> ?)+|\*\*", re.MULTILINE)
# Between two words that both match, these make one passage of it: `[UM6P Ventures]`, not `[UM6P] [Ventures]`.
_BRIDGE = re.compile(r"[ \t\n\u00a0\u202f'’-]{1,2}")

Match = tuple[int, int, int]
"""Where a part of a query matches: start and end in the text, and the number of the part."""


def best_snippets(text: str, matches: list[Match], most: int) -> tuple[Snippet, ...]:
    """Return the ``most`` passages that show rising ``matches`` in ``text`` best; its beginning if there are none."""
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
    spans = joined(((start, end) for start, end, _ in matches if start < end), text)
    snippets = (_snippet(text, start, end, spans) for start, end, _ in sorted(chosen) if start < end)
    return tuple(snippet for snippet in snippets if snippet)


def joined(spans: Iterable[Span], text: str) -> tuple[Span, ...]:
    """Return ``spans`` rising and disjoint, those with hardly anything between them as one."""
    whole: list[Span] = []
    for start, end in sorted(spans):
        if whole and (start <= whole[-1][1] or _BRIDGE.fullmatch(text, whole[-1][1], start)):
            whole[-1] = (whole[-1][0], max(end, whole[-1][1]))
        else:
            whole.append((start, end))
    return tuple(whole)


def _passages(text: str, matches: list[Match]) -> list[tuple[int, int, frozenset[int]]]:
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


def _snippet(text: str, start: int, end: int, spans: tuple[Span, ...]) -> Snippet | None:
    """Return a passage as it reads, without marks of Markdown, with `…` where it is cut; None for marks alone."""
    passage = text[start:end]
    pieces: list[str] = []
    kept: list[Match] = []
    at = length = 0
    # A passage ends before a blank, and that of `1. ` is part of the mark.
    for mark in _MARKS.finditer(text[start : end + 1]):
        at_line_start = not start + mark.start() or text[start + mark.start() - 1] == "\n"
        if not at_line_start and mark.group() != "**":
            continue
        pieces.append(passage[at : mark.start()])
        kept.append((at, mark.start(), length))
        length += mark.start() - at
        at = min(mark.end(), len(passage))
    pieces.append(passage[at:])
    kept.append((at, len(passage), length))
    shown = re.sub(r"\s", " ", "".join(pieces))
    if not shown.strip():
        return None
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
