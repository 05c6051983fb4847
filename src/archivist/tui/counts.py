"""How what was found is spread over years, months and the values of fields; asked outside the thread that draws."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

from archivist.tui.filters import Filters

if TYPE_CHECKING:
    from archivist.archive import Archive

Counted = tuple[tuple[str, int], ...]
Kind = Literal["place", "issuer", "source", "tag"]
KINDS: tuple[Kind, ...] = ("place", "issuer", "source", "tag")

FEW_YEARS = 2
"""Years, from the first to the last, up to which the timeline has a bar for each month."""


class Bar(NamedTuple):
    """A year (``2024``) or a month (``2024-05``) and how many articles it has."""

    period: str
    articles: int


@dataclass(frozen=True, slots=True)
class Counts:
    """For each field its values with how many articles have them, whatever else is chosen of the same field."""

    values: dict[str, Counted] = field(default_factory=dict)
    bars: tuple[Bar, ...] = ()


def count(archive: Archive, typed: str, filters: Filters) -> Counts:
    """Count what the query finds; a field that is filtered is counted as if it were not, so that more can be chosen.

    Raises what ``Archive.search`` raises.
    """
    free = tuple(kind for kind in KINDS if not filters.values(kind))
    dates = filters.values("date")
    whole = archive.search(
        filters.narrow(typed), limit=0, snippets=0, facets=free if dates else (*free, "year", "month")
    )
    values: dict[str, Counted] = {facet.field: facet.values for facet in whole.facets}
    for kind in KINDS:
        if kind not in free:
            others = archive.search(filters.without(kind).narrow(typed), limit=0, snippets=0, facets=(kind,))
            values[kind] = others.facets[0].values
    if dates:
        others = archive.search(filters.without("date").narrow(typed), limit=0, snippets=0, facets=("year", "month"))
        values.update((facet.field, facet.values) for facet in others.facets)
    years, months = values.pop("year", ()), values.pop("month", ())
    return Counts({"date": years[::-1], **values}, bars(years, months, dates))


def bars(years: Counted, months: Counted, dates: Sequence[str]) -> tuple[Bar, ...]:
    """Return the bars of a timeline, without a gap: years; months where years are few or one of them is chosen.

    A chosen year with one month alone stays among the other years, where others can be chosen.
    """
    chosen = {date[:4] for date in dates}
    within = tuple(one for one in months if one[0][:4] in chosen)
    if len(chosen) == 1 and len(within) > 1:
        months = within
    elif years and int(max(years)[0]) - int(min(years)[0]) >= FEW_YEARS:
        return _without_gaps(years, months=False)
    return _without_gaps(months, months=True)


def _without_gaps(counted: Counted, *, months: bool) -> tuple[Bar, ...]:
    if not counted:
        return ()
    known = dict(counted)
    first, last = min(known), max(known)
    if not months:
        return tuple(Bar(f"{year:04}", known.get(f"{year:04}", 0)) for year in range(int(first), int(last) + 1))
    start, end = int(first[:4]) * 12 + int(first[5:7]) - 1, int(last[:4]) * 12 + int(last[5:7])
    periods = (f"{number // 12:04}-{number % 12 + 1:02}" for number in range(start, end))
    return tuple(Bar(period, known.get(period, 0)) for period in periods)
