"""What an engine that keeps plain posting lists shows to the evaluator."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, Protocol

from archivist.french.analyze import Term


class Dates(NamedTuple):
    """The first and the last day that the date of a document may mean, as ``yyyymmdd``; 0 without a date."""

    first: int
    last: int


class Dictionary(Protocol):
    """The words of documents."""

    def spellings(self, start: str, letters: range | None = None) -> Iterator[tuple[Term, int]]:
        """Yield the terms whose form begins with ``start``, each with its number of documents.

        Where ``letters`` are given, only forms of so many letters.
        """


class PostingSource(Dictionary, Protocol):
    """Documents by number, from 0; numbers of deleted documents are left out of every answer."""

    def documents(self) -> Iterable[int]:
        """Return the number of every document, rising."""

    def count(self) -> int:
        """Return how many documents there are."""

    def weights(self, stem: str) -> dict[int, float]:
        """Return the documents of a stem, in rising order, each with its pseudo-frequency."""

    def positions(self, stem: str, forms: frozenset[str] | None, among: Sequence[int]) -> dict[int, list[int]]:
        """Return where a stem stands in the documents ``among`` (rising), or only some of its forms; rising."""

    def counts(self, stem: str, among: Sequence[int]) -> dict[int, int]:
        """Return how often a stem stands in the documents ``among`` (rising), each form at a place counted."""

    def id(self, document: int) -> str:
        """Return the id of a document."""

    def dated(self, first: int | None, last: int | None) -> Iterable[int]:
        """Return the documents with a date of which a day (``yyyymmdd``) may lie from ``first`` to ``last``, rising."""

    def dates(self, document: int) -> Dates:
        """Return the dates of a document."""

    def values(self, field: str, document: int) -> tuple[str, ...]:
        """Return the values of ``title``, ``place``, ``issuer``, ``source`` or ``tag`` of a document, as written."""
