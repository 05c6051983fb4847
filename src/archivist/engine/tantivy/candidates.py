"""The documents that may come first, as a posting source: what the model of every engine puts them in order by."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from archivist.engine.postings import Dates
from archivist.engine.tantivy.record import Record
from archivist.engine.zones import UNDATED
from archivist.french.analyze import Term


class Candidates:
    """Some documents of an index, by number: what is counted in all of it (documents, spellings) is asked of it."""

    def __init__(
        self,
        records: Sequence[Record],
        count: int,
        spellings: Callable[[str, range | None], Iterator[tuple[Term, int]]],
    ) -> None:
        self._records = records
        self._count = count
        self._spellings = spellings
        self._rows: dict[str, dict[int, tuple[int, ...]]] = {}

    def look_for(self, stems: Iterable[str]) -> None:
        """Find where many stems stand, as those of a pattern, sooner than one after the other."""
        wanted = {stem.encode("utf-8", "surrogatepass"): self._rows.setdefault(stem, {}) for stem in stems}
        for number, record in enumerate(self._records):
            for stem in record.stems().intersection(wanted):
                wanted[stem][number] = record.rows(stem)

    def documents(self) -> Iterable[int]:
        """Return the number of every document, rising."""
        return range(len(self._records))

    def count(self) -> int:
        """Return how many documents the index has."""
        return self._count

    def weights(self, stem: str) -> dict[int, float]:
        """Return the documents of a stem, in rising order, each with its pseudo-frequency."""
        records = self._records
        return {number: records[number].weight(rows) for number, rows in self._rows_of(stem).items()}

    def positions(self, stem: str, forms: frozenset[str] | None, among: Sequence[int]) -> dict[int, list[int]]:
        """Return where a stem stands in the documents ``among`` (rising), or only some of its forms; rising."""
        rows_of, records = self._rows_of(stem), self._records
        if forms is None:
            return {number: records[number].positions(rows_of[number]) for number in among if number in rows_of}
        written, wanted = (
            stem.encode("utf-8", "surrogatepass"),
            [form.encode("utf-8", "surrogatepass") for form in forms],
        )
        found = {}
        for number in among:
            if number not in rows_of:
                continue
            record = records[number]
            rows = [row for form in wanted for row in record.row_of(written, form)]
            if rows:
                found[number] = record.positions(rows)
        return found

    def counts(self, stem: str, among: Sequence[int]) -> dict[int, int]:
        """Return how often a stem stands in the documents ``among`` (rising), each form at a place counted."""
        rows_of = self._rows_of(stem)
        return {number: self._records[number].count(rows_of[number]) for number in among if number in rows_of}

    def spellings(self, start: str, letters: range | None = None) -> Iterator[tuple[Term, int]]:
        """Yield the terms of the index whose form begins with ``start``, each with its number of documents."""
        return self._spellings(start, letters)

    def id(self, document: int) -> str:
        """Return the id of a document."""
        return self._records[document].id

    def dated(self, first: int | None, last: int | None) -> Iterator[int]:
        """Yield the documents with a date of which a day (``yyyymmdd``) may lie from ``first`` to ``last``, rising."""
        for number, record in enumerate(self._records):
            dates = record.dates
            known = dates.first != UNDATED
            if known and (last is None or dates.first <= last) and (first is None or dates.last >= first):
                yield number

    def dates(self, document: int) -> Dates:
        """Return the dates of a document."""
        return self._records[document].dates

    def values(self, field: str, document: int) -> tuple[str, ...]:
        """Return the values of ``title``, ``place``, ``issuer``, ``source`` or ``tag`` of a document, as written."""
        return self._records[document].values(field)

    def _rows_of(self, stem: str) -> dict[int, tuple[int, ...]]:
        found = self._rows.get(stem)
        if found is None:
            written = stem.encode("utf-8", "surrogatepass")
            found = self._rows[stem] = {
                number: rows for number, record in enumerate(self._records) if (rows := record.rows(written))
            }
        return found
