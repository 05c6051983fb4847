"""An engine of dictionaries: as plain as can be, to compare the embedded one with."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from archivist.engine import Request, Stored
from archivist.engine.evaluate import rank
from archivist.engine.postings import Dates
from archivist.engine.schema import Document
from archivist.engine.zones import UNDATED
from archivist.french.analyze import Term, term_of
from archivist.search.results import Ranking


class MemorySource:
    """Documents as a ``PostingSource``; every answer is found by looking at all of them."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._documents = list(documents)

    def documents(self) -> Iterable[int]:
        return range(len(self._documents))

    def count(self) -> int:
        return len(self._documents)

    def weights(self, stem: str) -> dict[int, float]:
        found = {}
        for number, document in enumerate(self._documents):
            weights = [
                document.weigher.of(places) for key, places in document.occurrences.items() if term_of(key)[0] == stem
            ]
            if weights:
                found[number] = sum(weights)
        return found

    def positions(self, stem: str, forms: frozenset[str] | None, among: Sequence[int]) -> dict[int, list[int]]:
        found = {}
        for number in among:
            places: set[int] = set()
            for key, positions in self._documents[number].occurrences.items():
                other, form = term_of(key)
                if other == stem and (forms is None or form in forms):
                    places.update(positions)
            if places:
                found[number] = sorted(places)
        return found

    def counts(self, stem: str, among: Sequence[int]) -> dict[int, int]:
        found: dict[int, int] = {}
        for number in among:
            for key, positions in self._documents[number].occurrences.items():
                if term_of(key)[0] == stem:
                    found[number] = found.get(number, 0) + len(positions)
        return found

    def spellings(self, start: str, letters: range | None = None) -> Iterator[tuple[Term, int]]:
        counts: dict[Term, int] = {}
        for document in self._documents:
            for term in map(term_of, document.occurrences):
                if term[1].startswith(start) and len(term[1]) in (letters or range(1, 1 << 20)):
                    counts[term] = counts.get(term, 0) + 1
        yield from sorted(counts.items(), key=lambda pair: pair[0][1].encode())

    def id(self, document: int) -> str:
        return self._documents[document].id

    def dated(self, first: int | None, last: int | None) -> Iterator[int]:
        for number, document in enumerate(self._documents):
            known = document.first != UNDATED
            if known and (last is None or document.first <= last) and (first is None or document.last >= first):
                yield number

    def dates(self, document: int) -> Dates:
        return Dates(self._documents[document].first, self._documents[document].last)

    def values(self, field: str, document: int) -> tuple[str, ...]:
        if field == "tag":
            return self._documents[document].tags
        value = {"title": "title", "place": "place", "issuer": "issuer", "source": "source"}[field]
        text = str(getattr(self._documents[document], value))
        return (text,) if text else ()


class MemoryEngine:
    """The engine; nothing is kept on disk."""

    def __init__(self) -> None:
        self._documents: dict[str, Document] | None = None

    def fault(self) -> str | None:
        return None if self._documents is not None else "The index was missing"

    def rebuild(self, documents: Iterable[Document], progress: Callable[[int], None] | None = None) -> int:
        self._documents = {document.id: document for document in documents}
        return len(self._documents)

    def update(self, documents: Iterable[Document], removed: Sequence[str] = ()) -> None:
        assert self._documents is not None
        for id in removed:
            self._documents.pop(id, None)
        for document in documents:
            self._documents.pop(document.id, None)
            self._documents[document.id] = document

    def search(self, request: Request) -> Ranking:
        return rank(self._source(), request)

    def count(self) -> int:
        return self._source().count()

    def of(self, key: str) -> tuple[str, ...]:
        return ()

    def forms(self, stem: str) -> frozenset[str] | None:
        return None

    def to_merge(self) -> Sequence[str]:
        return ()

    def stored(self) -> Iterator[Stored]:
        for one in (self._documents or {}).values():
            values = (one.id, one.title, one.first, one.last, one.place, one.issuer, one.source, one.original)
            yield Stored(*values, one.words, one.signature)

    def words(self, start: str) -> Iterator[tuple[str, int]]:
        counts: dict[str, int] = {}
        for (_, form), count in self._source().spellings(start):
            counts[form] = counts.get(form, 0) + count
        yield from sorted(counts.items())

    def close(self) -> None:
        pass

    def _source(self) -> MemorySource:
        assert self._documents is not None
        return MemorySource(self._documents.values())
