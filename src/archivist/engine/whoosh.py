"""The embedded engine: Whoosh keeps the postings, in shards (``sharded``).

The list of a stem (``lists``) holds its pseudo-frequency in each document and, for each place, ``position << 8 |
variant``: variants number the forms of a stem, so that one list serves words and exact phrases. The forms themselves
stand in ``forms.txt``, sorted, one a line with its stem and its number of documents.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from archivist.engine import Request
from archivist.engine.evaluate import rank
from archivist.engine.sharded import ShardedEngine
from archivist.search.results import Ranking

if TYPE_CHECKING:
    from archivist.engine.schema import Document
    from archivist.engine.shards import Shards

FORMAT = 6


class WhooshEngine(ShardedEngine["Shards"]):
    """The embedded engine on one folder."""

    shard_documents = 10_000  # measured as the best of memory and speed

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, ("whoosh", FORMAT))

    def search(self, request: Request) -> Ranking:
        """Rank the documents that a clause finds."""
        return rank(self._shards(), request)

    def of(self, key: str) -> tuple[str, ...]:
        """Return the other ways to say what has ``key`` that documents have introduced, the most usual first."""
        return self._shards().variants(key)

    def words(self, start: str) -> Iterator[tuple[str, int]]:
        """Yield the forms that begin with ``start``, with the number of documents of each, in alphabetical order."""
        counts: dict[str, int] = {}
        for (_stem, form), count in self._shards().spellings(start):
            counts[form] = counts.get(form, 0) + count
        yield from sorted(counts.items())

    def forms(self, stem: str) -> frozenset[str] | None:
        """Return the forms that stand under a stem, None where words with another home stand there too."""
        return self._shards().forms(stem)

    def _write_shards(
        self, start: str, documents: Iterable[Document], progress: Callable[[int], None] | None, jobs: int
    ) -> list[dict[str, Any]]:
        from archivist.engine.shard_writer import write_part, write_shards

        return write_shards(write_part, (self.folder, start, self.shard_documents), documents, progress, jobs)

    def _open_shards(self, found: list[tuple[Path, dict[str, Any]]]) -> Shards:
        from archivist.engine.shard import ShardReader
        from archivist.engine.shards import Shards

        return Shards([ShardReader(folder, entry) for folder, entry in found])
