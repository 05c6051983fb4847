"""What archivist reports of its work: frozen values for the command line, the interface and programs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from archivist.article import PartialDate
from archivist.search.results import Hit

Status = Literal["added", "updated", "unchanged", "skipped"]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a long work is: ``done`` of ``total`` (None where nobody knows), and what is at hand."""

    done: int
    total: int | None
    label: str


@dataclass(frozen=True, slots=True)
class IngestedFile:
    """What became of one file. ``id`` names its article, ``reason`` is the sentence that says why it was skipped."""

    source: str
    status: Status
    id: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What became of every file, in the order in which they were read."""

    files: tuple[IngestedFile, ...]

    @property
    def added(self) -> int:
        """How many files became new articles."""
        return self._count("added")

    @property
    def updated(self) -> int:
        """How many files gave a new text to an article they had given before."""
        return self._count("updated")

    @property
    def unchanged(self) -> int:
        """How many files were in the archive already."""
        return self._count("unchanged")

    @property
    def skipped(self) -> int:
        """How many files could not be taken in."""
        return self._count("skipped")

    @property
    def problems(self) -> tuple[IngestedFile, ...]:
        """The files that were skipped."""
        return tuple(file for file in self.files if file.status == "skipped")

    def _count(self, status: Status) -> int:
        return sum(file.status == status for file in self.files)


@dataclass(frozen=True, slots=True)
class Summary:
    """An article in one line."""

    id: str
    title: str
    date: PartialDate | None
    place: str | None
    issuer: str | None
    source: str | None


@dataclass(frozen=True, slots=True)
class Statistics:
    """What an archive holds. Years rise; places and issuers come most frequent first."""

    articles: int
    undated: int
    words: int
    first: PartialDate | None
    last: PartialDate | None
    years: tuple[tuple[str, int], ...]
    places: tuple[tuple[str, int], ...]
    issuers: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with an archive: where, what, what to do, and whether it has been done."""

    path: str
    problem: str
    remedy: str
    repaired: bool = False


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check has found in so many articles."""

    articles: int
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class SimilarArticles:
    """The articles most like ``id``, best first, and apart from them those that nearly repeat its text."""

    id: str
    hits: tuple[Hit, ...]
    near_duplicates: tuple[Hit, ...]
