"""The fast engine: tantivy finds the documents and counts them, the model of every engine puts the best in order.

For a request, a clause becomes a query of tantivy (``translate``) that finds exactly the documents of the clause, with
rough scores. The records of the best few hundred (``record``) are then ranked by ``evaluate``, with the numbers of
documents that the whole index has. Where no more than these are found, and that is nearly always, what comes out is
what every other engine says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from archivist.engine import Request
from archivist.engine.acronyms import usual
from archivist.engine.sharded import ShardedEngine
from archivist.engine.tantivy.fields import IN_TERM, OF_TOKEN, terms_of
from archivist.engine.tantivy.searching import Search
from archivist.engine.tantivy.shard import Shard, Shards, write_part
from archivist.search.results import Ranking

if TYPE_CHECKING:
    from archivist.engine.schema import Document

SHARD_DOCUMENTS = 100_000
"""Documents per shard when many are indexed: tantivy keeps no more than a part of them in memory."""

FORMAT = 1


class TantivyEngine(ShardedEngine[Shards]):
    """The engine on one folder; see ``archivist.engine.Engine`` for what each method promises."""

    shard_documents = SHARD_DOCUMENTS

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, ("tantivy", FORMAT, version("tantivy")))

    def search(self, request: Request) -> Ranking:
        """Rank the documents that a clause finds."""
        return Search(self._shards(), request).ranking()

    def of(self, key: str) -> tuple[str, ...]:
        """Return the other ways to say what has ``key`` that documents have introduced, the most usual first."""
        start = f"{key}\t"
        variants = self._shards().terms("variant", start)
        return usual({variant[len(start) :]: count for variant, count in variants.items()})

    def words(self, start: str) -> Iterator[tuple[str, int]]:
        """Yield the forms that begin with ``start``, with the number of documents of each, in alphabetical order."""
        counts: dict[str, int] = {}
        for (_stem, form), count in self._shards().spellings(start):
            counts[form] = counts.get(form, 0) + count
        yield from sorted(counts.items())

    def forms(self, stem: str) -> frozenset[str] | None:
        """Return the forms that stand under a stem, None where words with another home stand there too."""
        start = f"{stem}{OF_TOKEN}"
        tokens = self._shards().terms("token", start)
        terms = {term for token in tokens for term in terms_of(token[len(start) :])}
        forms = {form for form, _, home in (term.partition(IN_TERM) for term in terms) if home == stem}
        return None if "" in forms else frozenset(forms)

    def _write_shards(
        self, start: str, documents: Iterable[Document], progress: Callable[[int], None] | None, jobs: int
    ) -> list[dict[str, Any]]:
        from archivist.engine.shard_writer import write_shards

        return write_shards(write_part, (self.folder, start, self.shard_documents), documents, progress, jobs)

    def _open_shards(self, found: list[tuple[Path, dict[str, Any]]]) -> Shards:
        return Shards([Shard(folder, entry) for folder, entry in found])
