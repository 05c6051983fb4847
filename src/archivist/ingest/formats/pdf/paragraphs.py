"""Lines to blocks: what repeats on every page goes, lines become paragraphs, words broken at line ends become whole."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from archivist.ingest.clean import seam
from archivist.ingest.formats.blocks import Block, table
from archivist.ingest.formats.pdf.layout import Line

_MARGIN = 0.14  # share of a page's height, at the top and the foot, where headers and footers stand
_PAGE_NUMBER = re.compile(
    r"(?:page|p\.|[-–—|·•]|folio)?\s?\d{1,4}(?:\s?(?:/|sur|de|of)\s?\d{1,4})?\s?[-–—|·•]?", re.IGNORECASE
)
_ENTRY = re.compile(r"(?:[•●◦▪▫■□‣⁃➢➤✓✔·○❖♦\uf0b7\uf0a7\uf0d8\uf0fc\uf02d]|[-–—*]\s|o\s(?=[A-ZÀ-Þ]))\s*(?=\S)")
_NUMBERED = re.compile(r"(?:\d{1,2}[.)°]|[a-z]\)|[ivx]{1,4}[.)])\s+(?=\S)")
_OPEN_END = re.compile(r"[^.!?…:;»\"”)]$")
_WIDER = 1.35  # times the usual distance between two lines from which a new paragraph begins
_LARGER = 1.12  # times the size of the body from which a short block is a heading
_WIDEST_DISPLAY = 2.6  # ems between two lines of one heading
_LONGEST_HEADING = 180
_FEWEST_STEPS = 6


def without_furniture(pages: Sequence[Sequence[Line]], heights: Sequence[float]) -> list[list[Line]]:
    """Return the pages without page numbers and without the headers and footers that they share.

    A line is shared where the same words, digits apart, stand at the same height on half of the pages, two at the
    least, in the upper or the lower seventh of the page. ``heights`` are those of the pages, in points.
    """
    seen: Counter[tuple[str, int]] = Counter()
    for lines, height in zip(pages, heights, strict=True):
        seen.update({_place(line, height) for line in lines if _in_margin(line, height)})
    shared = {place for place, count in seen.items() if count >= max(2, len(pages) / 2)}
    shared |= {(words, near + step) for words, near in shared for step in (-1, 1)}
    first = {_letters(line.text) for line in pages[0]} if pages else set()
    kept = []
    for number, (lines, height) in enumerate(zip(pages, heights, strict=True)):
        kept.append(
            [
                line
                for line in lines
                if not (
                    _in_margin(line, height)
                    and (
                        _PAGE_NUMBER.fullmatch(line.text.strip())
                        or _place(line, height) in shared
                        or (number and _is_top(line, lines) and _letters(line.text) in first)
                    )
                )
            ]
        )
    return kept


def _in_margin(line: Line, height: float) -> bool:
    return not _MARGIN * height < line.y < (1 - _MARGIN) * height


def _place(line: Line, height: float) -> tuple[str, int]:
    """What a line says without its digits, and how high it stands, in steps of four points."""
    return _letters(re.sub(r"\d+", "", line.text)) or line.text, round(
        (line.y if line.y < height / 2 else line.y - height) / 4
    )


def _is_top(line: Line, lines: Sequence[Line]) -> bool:
    return len(line.text) >= 12 and line.y >= max(one.y for one in lines) - 1


def blocks_of(pages: Sequence[Sequence[Line]]) -> list[Block]:
    """Return the paragraphs, headings, entries of lists and tables of a document, in reading order."""
    lines = _with_telling_bold([line for page in pages for line in page])
    words = Counter(word.casefold() for line in lines for word in re.findall(r"[\w'’-]+\w", line.text))
    usual, body = _usual_steps(lines), _body_size(lines)
    groups: list[list[Line]] = []
    for line in lines:
        if groups and _goes_on(groups[-1], line, usual, body):
            groups[-1].append(line)
        else:
            groups.append([line])
    blocks: list[Block] = []
    for group in _mended(groups):
        if group[0].cells:
            rows = [line.cells for line in group]
            found = table(rows)
            blocks += [found] if found else [Block(cell) for row in rows for cell in row]
        else:
            blocks.append(_block(group, words, body))
    return blocks


def _with_telling_bold(lines: list[Line]) -> list[Line]:
    """The lines, none of them bold where most are: then it is the type of the text."""
    total = sum(len(line.text) for line in lines)
    if 2 * sum(len(line.text) for line in lines if line.bold) < total:
        return lines
    return [replace(line, bold=False) for line in lines]


def _usual_steps(lines: Sequence[Line]) -> dict[int, float]:
    """The usual distance between two lines of each size of type, in points; 0 has that of all sizes, in ems."""
    steps: dict[int, list[float]] = {}
    for one, two in pairwise(lines):
        step = one.y - two.y
        same = (one.page, one.column) == (two.page, two.column) and abs(one.size - two.size) < 0.5
        if same and 0.8 * one.size < step < 3 * one.size:
            steps.setdefault(round(one.size), []).append(step)
            steps.setdefault(0, []).append(step / one.size)
    # Paragraphs may be set apart as often as lines are set close: a lower value than the middle.
    return {
        size: sorted(found)[len(found) // 3]
        for size, found in steps.items()
        if size == 0 or len(found) >= _FEWEST_STEPS
    }


def _body_size(lines: Sequence[Line]) -> float:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _goes_on(group: list[Line], line: Line, usual: dict[int, float], body: float) -> bool:
    """Tell whether a line belongs to the paragraph whose lines ``group`` has."""
    last = group[-1]
    if (last.page, last.column) != (line.page, line.column):
        return False
    if last.cells or line.cells:
        return len(last.cells) == len(line.cells)
    step = last.y - line.y
    if abs(last.size - line.size) > 0.1 * max(last.size, line.size) or step < 0.5 * line.size:
        return False
    widest = _WIDER * usual.get(round(line.size), usual.get(0, 1.25) * line.size)
    is_display = (last.bold and line.bold) or line.size > _LARGER * body
    if is_display and _is_display_pair(last, line):
        return step < max(widest, _WIDEST_DISPLAY * line.size)
    resumes = line.text[0].islower() and _OPEN_END.search(last.text) is not None
    if step > (1.5 if resumes else 1.0) * widest or _begins_entry(line.text):
        return False
    if _is_broken(last.text, line.text):
        return True
    is_full = _is_full(last, line)
    if all(one.bold for one in group) != line.bold:
        # A line that recognition took for bold; a heading ends before the edge, or begins a sentence after it.
        return is_full and (line.text[0].islower() or bool(re.search(r"\b[a-zà]{1,3}$", last.text)))
    if is_display and abs(last.x0 + last.x1 - line.x0 - line.x1) < line.size:
        return _OPEN_END.search(last.text) is not None
    is_indented = line.x0 > (group[1].x0 if len(group) > 1 else last.x0) + 0.7 * line.size
    if is_indented and not (len(group) == 1 and _begins_entry(group[0].text)):
        return resumes
    return is_full or resumes


def _is_full(last: Line, line: Line) -> bool:
    """Tell whether the first word of ``line`` would not have fitted after ``last``."""
    first_word = line.text.split(" ", 1)[0]
    width = (line.x1 - line.x0) / max(1, len(line.text)) * (len(first_word) + 1)
    return last.x1 + width > last.right - 0.3 * line.size


def _is_display_pair(last: Line, line: Line) -> bool:
    """Tell whether two lines of a heading are one sentence: the second begins small, or both are capitals."""
    if _begins_entry(line.text) or not _OPEN_END.search(last.text):
        return False
    both_capitals = last.text.isupper() and line.text.isupper()
    return line.text[0].islower() or (both_capitals and last.x1 - last.x0 > 0.6 * (last.right - last.left))


def _begins_entry(text: str) -> bool:
    return bool(_ENTRY.match(text) or _NUMBERED.match(text))


def _is_broken(text: str, following: str) -> bool:
    return bool(re.search(r"[^\W\d_]-$", text)) and following[0].isalpha()


def _mended(groups: list[list[Line]]) -> list[list[Line]]:
    """Join the two halves of a paragraph that the end of a column or page has parted; notes may stand between."""
    mended: list[list[Line]] = []
    for group in groups:
        first = group[0]
        before = next(
            (
                one
                for one in reversed(mended[-8:])
                if not one[0].cells
                and (one[-1].page, one[-1].column) != (first.page, first.column)
                and abs(one[-1].size - first.size) < 0.5
            ),
            None,
        )
        fits = (
            before is not None and not first.cells and not _begins_entry(first.text) and before[-1].bold == first.bold
        )
        if before is not None and fits and first.page - before[-1].page <= 1 and _is_open(before[-1], first):
            before.extend(group)
        else:
            mended.append(group)
    return mended


def _is_open(last: Line, line: Line) -> bool:
    if _is_broken(last.text, line.text):
        return True
    reaches_edge = last.x1 > last.right - 4 * last.size
    return (line.text[0].islower() and _OPEN_END.search(last.text) is not None) or (
        reaches_edge and _OPEN_END.search(last.text) is not None and len(last.text) > 40 and line.text[0].isdigit()
    )


def _block(group: list[Line], words: Counter[str], body: float) -> Block:
    text = group[0].text
    for line in group[1:]:
        text = _join(text, line.text, words)
    size = median(line.size for line in group)
    bold = all(line.bold for line in group)
    entry = _ENTRY.match(text)
    if entry:
        return Block(text[entry.end() :], kind="entry", size=size)
    is_short = len(text) <= _LONGEST_HEADING and not re.search(r"[.!?;,]\W*$", text) and re.search(r"[^\W\d]{2}", text)
    if is_short and size > _LARGER * body:
        return Block(text, kind="heading", level=2, size=size, bold=bold)
    if is_short and bold and not text.endswith(":"):
        return Block(text, kind="heading", level=3, size=size, bold=bold)
    return Block(text, size=size, bold=bold)


def _join(text: str, following: str, words: Counter[str]) -> str:
    """Join two lines; a word broken at the hyphen becomes whole, unless the document writes it with its hyphen."""
    broken = re.search(r"[\w'’-]*[^\W\d_]-$", text[-60:])
    rest = re.match(r"[^\W\d_][\w-]*", following)
    if not broken or not rest:
        return f"{text} {following}"
    with_hyphen, without = (broken[0] + rest[0]).casefold(), (broken[0][:-1] + rest[0]).casefold()
    if words[with_hyphen] != words[without]:
        return (text if words[with_hyphen] > words[without] else text[:-1]) + following
    start, between = seam(text, following)
    return start + between + following


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()
