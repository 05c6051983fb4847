"""Values of ``date:``, read and printed: ``2024-05``, ``2023..2024``, ``>=2024``, ``30/05/2024``, ``30j``.

A period is two days as numbers ``yyyymmdd``, both included, either of them unknown for an open end. Articles
with partial dates are compared with it by overlap.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from typing import NamedTuple

from archivist.article import PartialDate
from archivist.errors import QueryError
from archivist.search.fields import fold
from archivist.texts import _

_ISO = re.compile(r"([0-9]{4})(?:[-/]([0-9]{1,2})(?:[-/]([0-9]{1,2}))?)?")
_FRENCH = re.compile(r"(?:([0-9]{1,2})[-/.])?([0-9]{1,2})[-/.]([0-9]{4})")
_RANGE = re.compile(r"(?:\.{2,}|…)")
_COMPARED = re.compile(r"(>=|=>|≥|<=|=<|≤|>|<|=)(.*)", re.DOTALL)
_RELATIVE = re.compile(r"([0-9]{1,5})([^\W\d_]+)")
_COUNT = re.compile(r"[0-9]{1,3}(?![0-9])")
_TWO_YEARS = re.compile(r"([0-9]{4})[^0-9.]+([0-9]{4})")
_EIGHT_DIGITS = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_YEAR = re.compile(r"(?<![0-9])[1-9][0-9]{3}(?![0-9])")

# Units of "30j", folded; the letters are those of both languages, and m is a month in both.
_UNITS = {
    **dict.fromkeys(("j", "jour", "jours", "d", "day", "days"), "day"),
    **dict.fromkeys(("s", "sem", "semaine", "semaines", "w", "week", "weeks"), "week"),
    **dict.fromkeys(("m", "mois", "month", "months"), "month"),
    **dict.fromkeys(("a", "an", "ans", "annee", "annees", "y", "year", "years"), "year"),
}


class Period(NamedTuple):
    """Days from ``first`` to ``last``, both included, as ``yyyymmdd``; ``swapped`` if typed last to first."""

    first: int | None
    last: int | None
    swapped: bool = False


def read_period(text: str, today: date | None = None) -> Period:
    """Read the value of ``date:``; ``30j``, ``2s``, ``6m``, ``1a`` end ``today`` (by default the real one).

    Raises QueryError, with the nearest valid form, for what is no date: ``2024-13``, ``demain``.
    """
    period = _read(text, today)
    if period is None:
        raise QueryError(_complaint(text))
    return period


def _read(text: str, today: date | None) -> Period | None:
    ends = _RANGE.split(text)
    if len(ends) == 2:
        return _between(*ends)
    compared = _COMPARED.fullmatch(text)
    if compared:
        return _beside(compared[1], _partial(compared[2]))
    relative = _RELATIVE.fullmatch(text)
    if relative:
        return _back(int(relative[1]), relative[2], today or date.today())
    day = _partial(text)
    return Period(day.first, day.last) if day else None


def _between(start: str, end: str) -> Period | None:
    first, last = _partial(start), _partial(end)
    if (start and not first) or (end and not last) or not (first or last):
        return None
    if first and last and first.first > last.last:
        return Period(last.first, first.last, swapped=True)
    return Period(first.first if first else None, last.last if last else None)


def _beside(sign: str, day: PartialDate | None) -> Period | None:
    if day is None:
        return None
    if sign == "=":
        return Period(day.first, day.last)
    try:
        if sign in (">", "<"):
            bound = _shift(day.last, 1) if sign == ">" else _shift(day.first, -1)
        else:
            bound = day.last if sign in ("<=", "=<", "≤") else day.first
    except OverflowError:  # after 9999, before 0001
        return None
    return Period(None, bound) if sign in ("<", "<=", "=<", "≤") else Period(bound, None)


def _back(count: int, typed_unit: str, today: date) -> Period | None:
    unit = _UNITS.get(fold(typed_unit))
    if unit is None:
        return None
    if unit in ("day", "week"):
        days = count * (7 if unit == "week" else 1)
        first = date.fromordinal(max(1, today.toordinal() - days))
    else:
        months = today.year * 12 + today.month - 1 - count * (12 if unit == "year" else 1)
        year, month = divmod(months, 12)
        if year < 1:
            first = date.min
        else:  # six months before 31 August is the last of February
            first = date(year, month + 1, min(today.day, calendar.monthrange(year, month + 1)[1]))
    return Period(_number(first), _number(today))


def _partial(text: str) -> PartialDate | None:
    iso, french = _ISO.fullmatch(text), _FRENCH.fullmatch(text)
    if iso:
        year, month, day = iso.groups()
    elif french:
        day, month, year = french.groups()
    else:
        return None
    try:
        return PartialDate(int(year), int(month) if month else None, int(day) if day else None)
    except ValueError:
        return None


def _number(day: date) -> int:
    return day.year * 10000 + day.month * 100 + day.day


def _shift(number: int, days: int) -> int:
    return _number(date(number // 10000, number // 100 % 100, number % 100) + timedelta(days=days))


def _complaint(text: str) -> str:
    return _("“date:{value}” is not a date; write for example {form}.").format(value=text[:40], form=_nearest(text))


def _nearest(text: str) -> str:
    """Return the valid form that is nearest to ``text``, or examples where nothing in it is a date."""
    years = _TWO_YEARS.fullmatch(text)
    if years and _partial(years[1]) and _partial(years[2]):
        return f"date:{years[1]}..{years[2]}"
    iso, french, digits = _ISO.search(text), _FRENCH.search(text), _EIGHT_DIGITS.fullmatch(text)
    candidates = []
    if digits:
        candidates.append("-".join(digits.groups()))
    if french:
        candidates.append(f"{french[3]}-{french[2]}")
    if iso and iso[2]:
        candidates += [iso[0], f"{iso[1]}-{iso[2]}"]
    candidates += _YEAR.findall(text)[:1]
    for candidate in candidates:
        day = _partial(candidate)
        if day:
            return f"date:{day}"
    count = _COUNT.match(text)
    if count:
        return f"date:{int(count[0])}j"
    return "date:2024, date:2024-05, date:2024-05-30, date:2023..2024, date:>=2024-01-01, date:30j"


def print_period(first: int | None, last: int | None) -> str:
    """Print a period as the shortest value of ``date:`` that reads back as the same two days."""
    if first is None or last is None:
        number = first if last is None else last
        if number is None:
            return "*"
        return (">=" if last is None else "<=") + _end(number, last is not None)
    for width in (4, 7, 10):  # 2024, 2024-05, 2024-05-30: both ends told equally closely
        start, end = _iso(first)[:width], _iso(last)[:width]
        opening, closing = PartialDate.parse(start), PartialDate.parse(end)
        if opening.first == first and closing.last == last:
            return start if start == end else f"{start}..{end}"
    raise ValueError(f"{first}..{last} are not two days yyyymmdd")


def _end(number: int, is_last: bool) -> str:
    iso = _iso(number)
    for width in (4, 7):
        short = PartialDate.parse(iso[:width])
        if (short.last if is_last else short.first) == number:
            return iso[:width]
    return iso


def _iso(number: int) -> str:
    return f"{number // 10000:04}-{number // 100 % 100:02}-{number % 100:02}"
