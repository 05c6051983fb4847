"""Article, what people read, and PartialDate, a date that knows how much of itself is known."""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A year, a month of a year or a day: ``2024``, ``2024-05``, ``2024-05-30``.

    What is not known stays unknown: ``PartialDate(2024, 5)`` is not the first of May. Raises ``ValueError`` for
    a date that the Gregorian calendar does not have.
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if not 1 <= self.year <= 9999:
            raise ValueError(f"year {self.year} is out of range")
        if self.month is None:
            if self.day is not None:
                raise ValueError("a day needs its month")
            return
        if not 1 <= self.month <= 12:
            raise ValueError(f"month {self.month} is out of range")
        if self.day is not None and not 1 <= self.day <= calendar.monthrange(self.year, self.month)[1]:
            raise ValueError(f"{self.year}-{self.month:02} has no day {self.day}")

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read an ISO 8601 year, month or day; raise ``ValueError`` for anything else."""
        match = _ISO.fullmatch(text.strip())
        if not match:
            raise ValueError(f"{text!r} is not a date like 2024, 2024-05 or 2024-05-30")
        year, month, day = match.groups()
        return cls(int(year), int(month) if month else None, int(day) if day else None)

    @classmethod
    def between(cls, first: int, last: int) -> PartialDate | None:
        """Return the date that means the days from ``first`` to ``last`` (``yyyymmdd``); None for 0, no date."""
        if not first:
            return None
        year, month, day = first // 10000, first // 100 % 100, first % 100
        if first == last:
            return cls(year, month, day)
        return cls(year, month) if first // 100 == last // 100 else cls(year)

    @property
    def first(self) -> int:
        """The first day this date may mean, as the number ``yyyymmdd``."""
        return self.year * 10000 + (self.month or 1) * 100 + (self.day or 1)

    @property
    def last(self) -> int:
        """The last day this date may mean, as the number ``yyyymmdd``."""
        month = self.month or 12
        return self.year * 10000 + month * 100 + (self.day or calendar.monthrange(self.year, month)[1])

    def overlaps(self, other: PartialDate) -> bool:
        """Tell whether some day may be meant by both dates."""
        return self.first <= other.last and other.first <= self.last

    def __str__(self) -> str:
        text = f"{self.year:04}"
        if self.month is not None:
            text += f"-{self.month:02}"
            if self.day is not None:
                text += f"-{self.day:02}"
        return text


@dataclass(frozen=True, slots=True)
class Article:
    """One press release as people read it.

    ``text`` is Markdown: paragraphs separated by blank lines. ``evidence`` says for each of title, date, place and
    issuer what it was read from (``"dateline"``, ``"json-ld"``, ``"meta"``, ``"file name"`` ...). ``original`` is
    the SHA-256 of the bytes that were received, and ``extra`` keeps front matter that others have added.
    """

    id: str
    title: str
    text: str
    date: PartialDate | None = None
    place: str | None = None
    issuer: str | None = None
    source: str | None = None
    tags: tuple[str, ...] = ()
    evidence: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    original: str | None = None
    added: str | None = None
    extra: Mapping[str, Any] = field(default_factory=lambda: _NOTHING)

    @property
    def lead(self) -> str:
        """The first paragraph, where a press release says what it is about."""
        return self.text.split("\n\n", 1)[0]
