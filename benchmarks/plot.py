"""What benchmarks/speed.py has recorded, as tables in Markdown and as a picture of how each figure grows.

Usage: python benchmarks/plot.py RECORD PICTURE.svg > tables.md

RECORD is the JSON Lines file that ``speed.py --record`` adds to; of several runs of one size the last counts.
"""

from __future__ import annotations

import json
import math
import statistics
import sys
from collections.abc import Callable, Iterator, Sequence
from html import escape
from pathlib import Path
from typing import Any

Record = dict[str, Any]
Lines = dict[str, list[tuple[int, float]]]

NAMES = {
    "on whoosh": "archivist on Whoosh",
    "on tantivy": "archivist on tantivy",
    "whoosh": "stock Whoosh",
    "fts5": "SQLite FTS5",
}
COLOURS = {"on whoosh": "#1f6f8b", "on tantivy": "#c1440e", "whoosh": "#8a8a8a", "fts5": "#b9b9b9"}
WIDTH, HEIGHT, LEFT, TOP = 320, 210, 56, 34


def read(path: Path) -> list[Record]:
    """Return the last record of each size, the smallest size first."""
    by_size = {record["articles"]: record for record in map(json.loads, path.read_text(encoding="utf-8").splitlines())}
    return [by_size[size] for size in sorted(by_size)]


def median(record: Record, name: str, value: Callable[[Record], float]) -> float | None:
    """Return the median of a value over the rounds of an engine, None where it was not measured."""
    rounds = record["engines"].get(name, [])
    try:
        return statistics.median(map(value, rounds)) if rounds else None
    except KeyError:
        return None


def tables(records: Sequence[Record]) -> Iterator[str]:
    """Yield lines of Markdown: indexing by size, then queries by size and kind."""
    yield "| articles | engine | documents a CPU second | a second on the clock | index / text, bytes | memory, MB |"
    yield "|---:|---|---:|---:|---:|---:|"
    for record in records:
        if record["ingest"]:
            taken = record["ingest"]
            rates = f"{taken['documents'] / taken['cpu']:,.0f} | {taken['documents'] / taken['clock']:,.0f}"
            yield f"| {record['articles']:,} | ingest of HTML and text | {rates} | | {taken['memory'] / 1e6:,.0f} |"
        for name, shown in NAMES.items():
            rate = median(record, name, lambda one: one["documents"] / one["cpu"])
            if rate is not None:
                clock = median(record, name, lambda one: one["documents"] / one["clock"])
                size = median(record, name, lambda one: one["bytes"] / one["texts"])
                memory = median(record, name, lambda one: one["memory"] / 1e6)
                cells = (_cell(rate, 0), _cell(clock, 0), _cell(size, 2), _cell(memory, 0))
                yield f"| {record['articles']:,} | {shown} | {' | '.join(cells)} |"
    yield ""
    names = [name for name in NAMES if any(record["engines"].get(name) for record in records)]
    for record in records:
        yield f"{record['articles']:,} articles, CPU milliseconds of a query, median / 95th percentile:"
        yield ""
        yield f"| kind of query | {' | '.join(NAMES[name] for name in names)} |"
        yield f"|---|{'---:|' * len(names)}"
        first = next(iter(record["engines"].values()))[0]
        for kind in (kind for kind, value in first.items() if isinstance(value, list)):
            cells = [
                f"{_cell(median(record, name, lambda one: one[kind][0]), 1)} / "  # noqa: B023 - used at once
                f"{_cell(median(record, name, lambda one: one[kind][1]), 1)}"  # noqa: B023
                for name in names
            ]
            yield f"| {kind} | {' | '.join('–' if cell.startswith('–') else cell for cell in cells)} |"
        for engine, whole in record["cold"].items():
            above = whole["search"] - whole["python"]
            yield ""
            yield (
                f"A whole `archivist search` on {engine}: {whole['search']:.0f} ms, {above:.0f} above Python alone; "
                f"an update of {record['update'][engine]['documents']} articles: "
                f"{record['update'][engine]['cpu']:.1f} s."
            )
        yield ""


def _cell(value: float | None, digits: int) -> str:
    return "–" if value is None else f"{value:,.{digits}f}"


def lines_of(records: Sequence[Record], value: Callable[[Record], float]) -> Lines:
    """Return, for each engine, the points of a value by the number of articles."""
    lines: Lines = {}
    for name in NAMES:
        points = [(record["articles"], median(record, name, value)) for record in records]
        lines[name] = [(size, found) for size, found in points if found is not None]
    return {name: points for name, points in lines.items() if points}


def picture(records: Sequence[Record]) -> str:
    """Return the charts side by side as SVG, both axes logarithmic."""
    charts: tuple[tuple[str, Callable[[Record], float]], ...] = (
        ("two words, median, CPU ms", lambda one: one["two words"][0]),
        ("two words, 95th percentile, CPU ms", lambda one: one["two words"][1]),
        ("documents indexed a CPU second", lambda one: one["documents"] / one["cpu"]),
    )
    parts = [
        _chart(title, lines_of(records, value), index * (WIDTH + LEFT + 20))
        for index, (title, value) in enumerate(charts)
    ]
    legend = "".join(
        f'<g transform="translate({20 + 190 * index},{TOP + HEIGHT + 46})"><rect width="14" height="4" y="-6" '
        f'fill="{COLOURS[name]}"/><text x="20">{escape(shown)}</text></g>'
        for index, (name, shown) in enumerate(NAMES.items())
    )
    width, height = len(charts) * (WIDTH + LEFT + 20), TOP + HEIGHT + 60
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" '
        f'font-size="12"><rect width="100%" height="100%" fill="white"/>{"".join(parts)}{legend}</svg>\n'
    )


def _chart(title: str, lines: Lines, left: int) -> str:
    points = [point for line in lines.values() for point in line]
    sizes = sorted({size for size, _ in points})
    low, high = (math.floor(math.log10(min(v for _, v in points))), math.ceil(math.log10(max(v for _, v in points))))
    high = max(high, low + 1)

    def x(size: int) -> float:
        span = math.log10(sizes[-1] / sizes[0]) or 1
        return LEFT + WIDTH * math.log10(size / sizes[0]) / span

    def y(value: float) -> float:
        return TOP + HEIGHT * (high - math.log10(value)) / (high - low)

    drawn = [f'<text x="{LEFT}" y="{TOP - 14}" font-weight="bold">{escape(title)}</text>']
    for power in range(low, high + 1):
        at = y(10**power)
        drawn.append(f'<path d="M{LEFT},{at:.1f} h{WIDTH}" stroke="#e5e5e5"/>')
        drawn.append(f'<text x="{LEFT - 6}" y="{at + 4:.1f}" text-anchor="end">{10.0**power:g}</text>')
    drawn += [f'<text x="{x(size):.1f}" y="{TOP + HEIGHT + 18}" text-anchor="middle">{size:,}</text>' for size in sizes]
    for name, line in lines.items():
        path = " ".join(f"{'ML'[index > 0]}{x(size):.1f},{y(value):.1f}" for index, (size, value) in enumerate(line))
        drawn.append(f'<path d="{path}" fill="none" stroke="{COLOURS[name]}" stroke-width="2.5"/>')
        drawn += [
            f'<circle cx="{x(size):.1f}" cy="{y(value):.1f}" r="3.5" fill="{COLOURS[name]}"/>' for size, value in line
        ]
    return f'<g transform="translate({left},0)">{"".join(drawn)}</g>'


def main() -> int:
    if len(sys.argv) != 3:
        print(__doc__, file=sys.stderr)
        return 2
    records = read(Path(sys.argv[1]))
    Path(sys.argv[2]).write_text(picture(records), encoding="utf-8")
    print("\n".join(tables(records)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
