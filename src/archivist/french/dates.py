"""Dates as French press releases write them: "jeudi 30 mai 2024", "1er février 2023", "30/05/2024", "mai 2024".

Small tables instead of a date library: they know the forms of a press office, they are fast, and what they do not
know they leave alone. Three promises: the day comes before the month and the two are never swapped to make sense
of a number; what is not written is not invented (``mai 2024`` is a month, ``été 2024`` a year, ``30 mai`` nothing);
a date that the calendar does not have is no date.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass

from archivist.article import PartialDate
from archivist.texts import _

MONTHS: dict[str, int] = {
    "janvier": 1, "janv": 1, "jan": 1,
    "fevrier": 2, "fevr": 2, "fev": 2,
    "mars": 3,
    "avril": 4, "avr": 4,
    "mai": 5,
    "juin": 6,
    "juillet": 7, "juil": 7,
    "aout": 8,
    "septembre": 9, "sept": 9, "sep": 9,
    "octobre": 10, "oct": 10,
    "novembre": 11, "nov": 11,
    "decembre": 12, "dec": 12,
}  # fmt: skip
"""Names and abbreviations of months, folded (no accents, lower case)."""

WEEKDAYS: dict[str, int] = {
    "lundi": 0, "lun": 0,
    "mardi": 1, "mar": 1,
    "mercredi": 2, "mer": 2,
    "jeudi": 3, "jeu": 3,
    "vendredi": 4, "ven": 4,
    "samedi": 5, "sam": 5,
    "dimanche": 6, "dim": 6,
}  # fmt: skip
"""Names and abbreviations of days, folded, as ``calendar.weekday`` numbers them."""

_FOLD = {ord(letter): plain for letter, plain in zip("éèêëÉÈÊËûùüÛÙÜᵉʳ", "eeeeeeeeuuuuuuer", strict=True)}
_MARK = "[\u0300-\u0308]?"  # an accent that is written as a character of its own


def _names(table: dict[str, int]) -> str:
    longest_first = sorted(table, key=len, reverse=True)
    return "|".join(re.sub("[eu]", lambda letter: letter[0] + _MARK, name) for name in longest_first)


_SPACE = r"[ \t\u00a0\u202f\u2009]"
_GAP = rf"(?:{_SPACE}|\n(?!\n)){{1,4}}"  # a line end may fall inside a date, the end of a paragraph may not
_YEAR = r"(?P<{0}>1[5-9]\d\d|2[01]\d\d)(?![\d%]|[.,]\d)"
_DAY = rf"(?P<{{0}}>1{_SPACE}?er|premier|\d\d?)"
_MONTH = rf"(?P<{{0}}>{_names(MONTHS)})\b\.?"
_TO = rf"{_SPACE}*(?:-|–|—|/|\bau\b|\bet\b|\ba\b|\bà\b){_SPACE}*"
_NOT_INSIDE = r"(?<![\w/.,+-])(?<!\d[ \u00a0\u202f])"
_REFERENCE = r"(?<!n°)(?<!n° )(?<!no )(?<!num )(?<!nº)(?<!nº )(?<!ref )(?<!ref\. )(?<!ref\.)(?<!ref : )(?<!art\. )"

_FORMS = re.compile(
    "|".join(
        [
            # jeudi 30 mai 2024, 1er févr. 2023, 30-mai-2024, du 12 au 14 juin 2024, 29 mai au 2 juin 2024
            _NOT_INSIDE
            + rf"(?:(?P<weekday>{_names(WEEKDAYS)})\b[.,]?{_GAP}(?:le{_GAP})?)?"
            + rf"(?:{_DAY.format('from_day')}(?:{_GAP}{_MONTH.format('from_month')})?{_TO})?"
            + rf"{_DAY.format('day')}(?:{_GAP}|-){_MONTH.format('month')}(?:{_GAP}|-){_YEAR.format('year')}",
            # 30/05/2024, 30.5.2024, 30 - 05 - 2024, 30/05/24
            _NOT_INSIDE
            + rf"(?:(?P<n_weekday>{_names(WEEKDAYS)})\b[.,]?{_GAP}(?:le{_GAP})?)?"
            + rf"(?P<n_day>\d{{1,2}}){_SPACE}?(?P<sep>[/.-]){_SPACE}?(?P<n_month>\d{{1,2}}){_SPACE}?(?P=sep){_SPACE}?"
            + r"(?:(?P<n_year>\d{4})|(?P<short_year>\d\d))(?![\d/-]|\.\d)",
            # 2024-05-30, 2024/05/30; the time of day that may follow is left where it is
            _NOT_INSIDE + r"(?P<i_year>\d{4})(?P<i_sep>[-/.])(?P<i_month>\d\d)(?P=i_sep)(?P<i_day>\d\d)(?![\d/-]|\.\d)",
            # 2024-05 (see _is_a_range), and "date 2024"
            _NOT_INSIDE
            + _REFERENCE
            + r"(?:(?P<label>\bdate)[ :]{1,3})?(?P<m_year>\d{4})-(?P<m_month>\d\d)(?![\w/-]|[.,]\d)",
            rf"\bdate[ :]{{1,3}}{_YEAR.format('date_year')}(?![\w/-])",
            # mai 2024, sept. 2023
            rf"(?<![\w-])(?P<w_month>{_names(MONTHS)})\b\.?{_GAP}{_YEAR.format('w_year')}",
            # été 2024: the year is known, and nothing more
            rf"\b(?:ete|printemps|automne|hiver){_GAP}{_YEAR.format('season')}(?!{_SPACE}?[-–/]{_SPACE}?\d)",
        ]
    )
)
_SHORT_YEAR_PIVOT = 70  # 69 is 2069, 70 is 1970: the rule of POSIX strptime, to within a year


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date and the characters of the text it was read from, ``text[start:end]``.

    ``doubt`` is a sentence for people when the date is readable but not certain, such as a day of the week that
    does not go with it.
    """

    date: PartialDate
    start: int
    end: int
    doubt: str | None = None


def find_date(text: str) -> FoundDate | None:
    """Return the first date that ``text`` states with its year, or None.

    Whatever looks like a date and is none (``31/02/2024``, ``05/13/2024``) is passed over as a whole: no part of
    it is read as another date.
    """
    folded = text.translate(_FOLD).lower()
    if len(folded) != len(text):  # a few capitals (İ) grow when they are lowered
        folded = "".join(c.lower() if len(c.lower()) == 1 else c for c in text.translate(_FOLD))
    position = 0
    while match := _FORMS.search(folded, position):
        found = _read(match)
        if found:
            return found
        position = match.end()
    return None


def parse_date(text: str) -> PartialDate | None:
    """Read ``text`` as one date and nothing else; return None where it is anything more, or no date.

    Beyond what ``find_date`` finds in running text, a whole string may also be a year (``2024``) or a month in
    figures (``05/2024``).
    """
    text = text.strip().rstrip(".")
    if re.fullmatch(r"[12]\d{3}", text):
        return PartialDate(int(text))
    if numbers := re.fullmatch(r"(\d{1,2})[/.-](\d{4})", text) or re.fullmatch(r"(\d{4})[-/](\d{2})", text):
        first, second = sorted(map(int, numbers.groups()))
        return _date(second, first)
    found = find_date(text)
    if found is None or text[found.end :].strip(" .") or text[: found.start].strip(" ").lower() not in ("", "le"):
        return None
    return found.date


def _read(match: re.Match[str]) -> FoundDate | None:
    part = match.groupdict()
    doubt = None
    if part["day"]:
        date = _written_out(part)
        doubt = _weekday_doubt(date, part["weekday"]) if not part["from_day"] else None
    elif part["n_day"]:
        if part["short_year"]:
            if part["sep"] != "/":  # 12.05.24 may be a telephone or a version
                return None
            year = int(part["short_year"]) + (2000 if int(part["short_year"]) < _SHORT_YEAR_PIVOT else 1900)
            doubt = _("The year of {text} has two figures; {year} is assumed.").format(text=match.group(), year=year)
        else:
            year = int(part["n_year"])
        date = _date(year, int(part["n_month"]), int(part["n_day"]))
        doubt = _weekday_doubt(date, part["n_weekday"]) or doubt
    elif part["i_day"]:
        date = _date(int(part["i_year"]), int(part["i_month"]), int(part["i_day"]))
    elif part["m_month"]:
        date = _date(int(part["m_year"]), int(part["m_month"]))
        if not part["label"] and _is_a_range(int(part["m_year"]), int(part["m_month"])):
            return None
    elif part["w_month"]:
        date = _date(int(part["w_year"]), _number(MONTHS, part["w_month"]))
    else:
        date = _date(int(part["season"] or part["date_year"]))
    if date is None:
        return None
    return FoundDate(date, match.start(), match.end(), doubt)


def _written_out(part: dict[str, str | None]) -> PartialDate | None:
    """A day in words; "du 12 au 14 juin 2024" is known to the month, "29 mai au 2 juin 2024" to the year."""
    year, month = int(part["year"] or 0), _number(MONTHS, part["month"] or "")
    written = part["day"] or ""
    whole = _date(year, month, 1 if written.endswith(("er", "premier")) else int(written))
    if whole is None or not part["from_day"]:
        return whole
    if part["from_month"] and _number(MONTHS, part["from_month"]) != month:
        return PartialDate(year)
    return PartialDate(year, month)


def _is_a_range(year: int, month: int) -> bool:
    """Tell whether "2008-12" may mean the years 2008 to 2012: then it is not taken for December."""
    return month > year % 100


def _number(table: dict[str, int], name: str) -> int:
    return table[re.sub(r"[\u0300-\u0308.]", "", name)]


def _date(year: int, month: int | None = None, day: int | None = None) -> PartialDate | None:
    if not 1500 <= year <= 2199:
        return None
    try:
        return PartialDate(year, month, day)
    except ValueError:
        return None


def _weekday_doubt(date: PartialDate | None, name: str | None) -> str | None:
    if not name or date is None or date.month is None or date.day is None:
        return None
    if calendar.weekday(date.year, date.month, date.day) == _number(WEEKDAYS, name):
        return None
    return _("{date} is not a {weekday}.").format(date=date, weekday=name)
