"""The words of a page to its lines, in the order in which a person reads them: columns one after the other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from statistics import median

from archivist.ingest.formats.pdf.glyphs import Word

_GAP = 1.6  # ems between two words from which they are not of one line: a gutter, the cells of a table
_WIDEST_GAP = 3.0  # ems between two words of one line, if it is justified and has few words
_APART = 6.0  # ems between two pieces of one line from which they have nothing to do with each other
_SAME_LINE = 0.5  # ems by which baselines on one line differ: superscripts
_DEEPEST = 3  # columns beside each other, and one more
_BAND = 2.5  # ems of white between two parts of a page
_FEWEST = 3  # lines that make a column
_CANDIDATES = 12  # edges that are tried, those of most lines first
_ALIGNED = 3.0  # points by which the left edges of a column differ
_FEWEST_CELLS = 6  # of a table
_SHORTEST = 14  # characters of the middling line of a column of prose: shorter ones are the cells of a table


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page, in points; ``left`` and ``right`` are the edges of its column, ``page`` counts from 0.

    ``cells`` has the pieces of a row of a table, and is empty for a line of text. ``column`` counts the columns of
    the page in the order of reading: lines with one number stand below each other.
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    page: int = 0
    left: float = 0.0
    right: float = 0.0
    column: int = 0
    cells: tuple[str, ...] = ()


def lines_of(words: Sequence[Word], page: int) -> list[Line]:
    """Return the lines of a page in reading order."""
    columns: list[list[Line]] = []
    _read_region(_pieces(words, page), columns, depth=0)
    return [
        replace(line, column=number, left=min(one.x0 for one in column), right=_right_edge(column))
        for number, column in enumerate(columns)
        for line in column
    ]


def _right_edge(column: list[Line]) -> float:
    """Where most long lines end: one that stands out is no measure."""
    ends = sorted(line.x1 for line in column)
    return ends[int(0.95 * (len(ends) - 1))]


def _pieces(words: Sequence[Word], page: int) -> list[Line]:
    """Words that follow each other on one baseline, parted at wide gaps."""
    runs: list[list[Word]] = []
    base: Word | None = None  # the largest word of the run, which stands on its baseline
    for word in words:
        if base is not None:
            last = runs[-1][-1]
            em = max(last.size, word.size, 1.0)
            if abs(word.y - base.y) < _SAME_LINE * em and -0.5 * em < word.x0 - last.x1 < _WIDEST_GAP * em:
                runs[-1].append(word)
                base = max(base, word, key=lambda one: one.size)
                continue
        runs.append([word])
        base = word
    return [_piece(part, page) for run in runs for part in _parted(run)]


def _parted(run: list[Word]) -> list[list[Word]]:
    """Split a line at its wide gaps, but not between the words of a justified line, whose gaps are all alike."""
    usual = median(two.x0 - one.x1 for one, two in pairwise(run)) if len(run) > 1 else 0.0
    parts = [[run[0]]]
    for one, two in pairwise(run):
        gap = two.x0 - one.x1
        if gap > _GAP * max(one.size, two.size) and gap > 1.5 * usual:
            parts.append([two])
        else:
            parts[-1].append(two)
    return parts


def _piece(run: list[Word], page: int) -> Line:
    size = Counter({round(word.size, 1): 0 for word in run})
    for word in run:
        size[round(word.size, 1)] += len(word.text)
    text = ""
    for number, word in enumerate(run):
        # A superscript that follows at once belongs to its word: "4" + "ème".
        joined = number and word.x0 - run[number - 1].x1 < 0.08 * word.size and word.size < 0.8 * run[number - 1].size
        text += word.text if joined or not text else " " + word.text
    letters = [word for word in run if re.search(r"\w", word.text)]
    main = size.most_common(1)[0][0]
    return Line(
        text=text,
        x0=run[0].x0,
        x1=max(word.x1 for word in run),
        y=next(word.y for word in run if round(word.size, 1) == main),
        size=main,
        bold=bool(letters) and all(word.bold for word in letters),
        page=page,
    )


def _read_region(pieces: list[Line], columns: list[list[Line]], depth: int) -> None:
    """Append the columns of a region of a page: what runs across its gutter parts it into bands."""
    gutter = _gutter(pieces) if depth < _DEEPEST else None
    if gutter is None:
        _read_bands(pieces, columns, depth)
        return
    whole: list[Line] = []
    from_top = sorted(pieces, key=lambda piece: -piece.y)
    for crosses, run in groupby(from_top, key=lambda piece: piece.x0 < gutter < piece.x1):
        band = list(run)
        while whole and len(band) > 1 and not crosses and _follows(whole[-1], band[0], band[1]):
            whole.append(band.pop(0))
        left = [piece for piece in band if piece.x1 <= gutter]
        right = [piece for piece in band if piece.x0 >= gutter]
        if crosses or not (_is_column(left) or _is_column(right)) or not (left and right):
            whole += band
            continue
        if whole:
            columns.append(_rows(whole))
            whole = []
        _read_region(left, columns, depth + 1)
        _read_region(right, columns, depth + 1)
    if whole:
        columns.append(_rows(whole))


def _follows(last: Line, piece: Line, following: Line) -> bool:
    """Tell whether a piece above two columns is the short last line of what runs across them."""
    alike = abs(last.size - piece.size) < 0.5 and last.bold == piece.bold
    return alike and last.y - piece.y < 2 * piece.size and piece.y - following.y > 0.5 * piece.size


def _read_bands(pieces: list[Line], columns: list[list[Line]], depth: int) -> None:
    """Append the columns of a region without a gutter from top to bottom: parts of it may have one."""
    bands: list[list[Line]] = []
    for piece in sorted(pieces, key=lambda piece: -piece.y):
        if bands and bands[-1][-1].y - piece.y < _BAND * max(piece.size, bands[-1][-1].size):
            bands[-1].append(piece)
        else:
            bands.append([piece])
    is_parted = depth < _DEEPEST and len(bands) > 1
    for has_gutter, run in groupby(bands, key=lambda band: is_parted and _gutter(band) is not None):
        if not has_gutter:
            columns.append(_rows([piece for band in run for piece in band]))
            continue
        for band in run:
            _read_region(band, columns, depth + 1)


def _gutter(pieces: list[Line]) -> float | None:
    """Where a gutter between two columns of prose runs from top to bottom, with few lines across it."""
    if len(pieces) < 2 * _FEWEST:
        return None
    left, right = min(piece.x0 for piece in pieces), max(piece.x1 for piece in pieces)
    width = right - left
    edges = Counter(round(piece.x0 / _ALIGNED) for piece in pieces)
    # A scan may lie askew: an edge is as wide as four steps.
    counts = {edge: sum(edges[edge + step] for step in range(4)) for edge in edges}
    for edge in sorted(counts, key=lambda edge: (-counts[edge], edge))[:_CANDIDATES]:
        x = edge * _ALIGNED - _ALIGNED
        if not left + 0.2 * width < x < left + 0.85 * width:
            continue
        after = [piece for piece in pieces if piece.x0 >= x]
        across = [piece for piece in pieces if piece.x0 < x < piece.x1]
        before = [piece for piece in pieces if piece.x1 <= x]
        if len(across) > 0.6 * len(pieces) or min(len(before), len(after)) < _FEWEST:
            continue
        beside = [one for one in before if min(two.y for two in after) - 1 <= one.y <= max(two.y for two in after) + 1]
        if _is_column(beside) and _is_column(after):
            return x
    return None


def _is_column(pieces: list[Line]) -> bool:
    """Tell whether pieces are lines of prose below each other, and not the cells of a table."""
    if len(pieces) < _FEWEST:
        return False
    heights = sorted((piece.y for piece in pieces), reverse=True)
    steps = [one - two for one, two in pairwise(heights) if one - two > 1]
    size = median(piece.size for piece in pieces)
    widths = sorted(piece.x1 - piece.x0 for piece in pieces)
    return (
        bool(steps)
        and median(steps) < 2.2 * size
        and median(len(piece.text) for piece in pieces) >= _SHORTEST
        and median(widths) > 0.6 * widths[int(0.9 * (len(widths) - 1))]
    )


def _rows(pieces: list[Line]) -> list[Line]:
    """The lines of a column from the top; pieces on one baseline are one line, the row of a table, or stay apart."""
    rows: list[list[Line]] = []
    for piece in sorted(pieces, key=lambda piece: -piece.y):
        if rows and abs(rows[-1][0].y - piece.y) < 0.4 * min(rows[-1][0].size, piece.size):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    rows = [sorted(row, key=lambda piece: piece.x0) for row in rows]
    lines: list[Line] = []
    at = 0
    while at < len(rows):
        end = at + 1
        while end < len(rows) and len(rows[at]) > 1 and _is_next_row(rows[end - 1], rows[end]):
            end += 1
        if end - at >= 2 and (end - at) * len(rows[at]) >= _FEWEST_CELLS:
            lines += _table_or_columns(rows[at:end])
        else:
            lines += _parts(rows[at])
            end = at + 1
        at = end
    return lines


def _table_or_columns(rows: list[list[Line]]) -> list[Line]:
    """The rows of a table; where its cells go on from row to row it is text in columns, read one after the other."""
    cells = [piece.text for row in rows for piece in row]
    if sum(cell[0].islower() for cell in cells) > 0.4 * len(cells):
        return [piece for column in zip(*rows, strict=True) for piece in column]
    return [_joined(row, cells=tuple(piece.text for piece in row)) for row in rows]


def _is_next_row(row: list[Line], following: list[Line]) -> bool:
    """Tell whether two rows are of one table: as many cells, each aligned on one side with the one above it."""
    if len(row) != len(following) or row[0].y - following[0].y > 4 * row[0].size:
        return False
    return all(
        min(abs(one.x0 - two.x0), abs(one.x1 - two.x1), abs(one.x0 + one.x1 - two.x0 - two.x1) / 2) < 2 * _ALIGNED
        for one, two in zip(row, following, strict=True)
    )


def _parts(row: list[Line]) -> list[Line]:
    """The pieces of one baseline, joined where the gap between them is that of a tab."""
    parts = [[row[0]]]
    for piece in row[1:]:
        if piece.x0 - parts[-1][-1].x1 < _APART * piece.size:
            parts[-1].append(piece)
        else:
            parts.append([piece])
    return [_joined(part) for part in parts]


def _joined(row: list[Line], cells: tuple[str, ...] = ()) -> Line:
    if len(row) == 1:
        return row[0]
    return replace(
        row[0],
        text=" ".join(piece.text for piece in row),
        x1=max(piece.x1 for piece in row),
        size=max(piece.size for piece in row),
        bold=all(piece.bold for piece in row),
        cells=cells,
    )
