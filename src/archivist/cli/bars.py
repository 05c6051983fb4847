"""Counts as bars: how many articles each year, place or issuer has."""

from __future__ import annotations

from collections.abc import Sequence

from archivist.cli.output import Style, columns, one_line, shorten
from archivist.display import shown_number
from archivist.texts import _, ngettext

MOST_BARS = 10
"""How many of the values that could go on and on, places for one, have a bar."""

_EIGHTHS = " ▏▎▍▌▋▊▉█"

_HEADINGS = {
    "year": _("Years"),
    "month": _("Months"),
    "place": _("Places"),
    "issuer": _("Issuers"),
    "source": _("Sources"),
    "tag": _("Tags"),
}


def counted_lines(field: str, values: Sequence[tuple[str, int]], style: Style) -> list[str]:
    """Return the heading of a field and a bar for each value: all years and months, the first ten of the others.

    Nothing where there is no value.
    """
    if not values:
        return []
    shown = values if field in ("year", "month") else values[:MOST_BARS]
    lines = [style.bold(_HEADINGS[field]), *bar_lines(shown, style)]
    left = len(values) - len(shown)
    if left:
        more = ngettext("and {count} more", "and {count} more", left).format(count=shown_number(left))
        lines.append(style.quiet(f"  {more}"))
    return lines


def bar_lines(values: Sequence[tuple[str, int]], style: Style) -> list[str]:
    """Return a bar for each count, the longest as wide as there is room, to an eighth of a column."""
    names = [shorten(one_line(value), max(style.width // 3, 8)) for value, _count in values]
    counts = [shown_number(count) for _value, count in values]
    name_width, count_width = max(map(columns, names)), max(map(len, counts))
    room = max(style.width - name_width - count_width - 6, 8)
    most = max(count for _value, count in values)
    lines = []
    for name, written, (_value, count) in zip(names, counts, values, strict=True):
        eighths = max(round(room * 8 * count / most), 1) if count else 0
        bar = "█" * (eighths // 8) + _EIGHTHS[eighths % 8].strip()
        lines.append(f"  {name}{' ' * (name_width - columns(name))}  {written:>{count_width}}  {bar}".rstrip())
    return lines
