"""Who stores postings and ranks: engines are interchangeable and know no French.

An engine receives documents whose terms are already made (``schema.document_of``) and answers clauses
(``archivist.search.clauses``); every engine finds the same documents and ranks them by the same model.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol, runtime_checkable

from archivist.errors import IndexUnavailable
from archivist.search.clauses import Clause
from archivist.search.query import FieldName
from archivist.search.results import Ranking
from archivist.texts import _
from archivist.values import value

if TYPE_CHECKING:
    from archivist.engine.schema import Document

Sort = Literal["relevance", "date", "-date"]


@value
class Request:
    """What is asked of an engine: a clause, how to sort, which page, and which fields to count values of."""

    clause: Clause
    sort: Sort = "relevance"
    limit: int = 10
    offset: int = 0
    facets: tuple[FieldName | Literal["year", "month"], ...] = ()


class Stored(NamedTuple):
    """What an engine keeps of a document beside its terms; see ``schema.Document``. Unknown values are empty."""

    id: str
    title: str
    first: int
    last: int
    place: str
    issuer: str
    source: str
    original: str
    words: int
    signature: str


@runtime_checkable
class Divisible(Protocol):
    """Documents that may be made in parts, each in a process of its own: parts can be pickled."""

    def __len__(self) -> int:
        """Return how many documents there are, at most."""

    def __iter__(self) -> Iterator[Document]:
        """Yield the documents."""

    def parts(self, most: int) -> Iterator[Iterable[Document]]:
        """Yield all documents in parts of at most ``most``."""


class Engine(Protocol):
    """A store of documents that searches them.

    Reading is safe from several threads and while another process writes; only one process writes at a time, which
    the caller sees to. Files that this user did not write on this machine are never opened.
    """

    def fault(self) -> str | None:
        """Return why the index must be built again, as a sentence, or None where it can be used."""

    def rebuild(
        self, documents: Iterable[Document], progress: Callable[[int], None] | None = None, *, jobs: int = 1
    ) -> int:
        """Replace everything by ``documents`` in one step; return how many there are.

        ``progress`` is told how many are done. Up to ``jobs`` processes may share the work where the documents are
        ``Divisible``.
        """

    def update(self, documents: Iterable[Document], removed: Sequence[str] = (), *, jobs: int = 1) -> None:
        """Remove the ids in ``removed``, then add documents, in place of those with the same ids; all in one step."""

    def search(self, request: Request) -> Ranking:
        """Rank the documents that a clause finds."""

    def count(self) -> int:
        """Return how many documents there are."""

    def to_merge(self) -> Sequence[str]:
        """Return the ids of documents that the next ``update`` had better write again, to keep searches fast."""

    def stored(self) -> Iterator[Stored]:
        """Yield what is kept of every document, in no order."""

    def of(self, key: str) -> tuple[str, ...]:
        """Return the other ways to say what has ``key`` (see ``search.variants``) that documents have introduced."""

    def words(self, start: str) -> Iterator[tuple[str, int]]:
        """Yield the forms that begin with ``start``, with the number of documents of each, in alphabetical order."""

    def forms(self, stem: str) -> frozenset[str] | None:
        """Return the forms that stand under a stem, None where nobody knows them all."""

    def close(self) -> None:
        """Release files."""


def open_engine(name: str, folder: Path) -> Engine:
    """Return the engine called ``name`` on its folder, which need not exist yet; it is read when it is needed.

    Raises IndexUnavailable where the library of the engine is not installed, saying how to install it.
    """
    if name == "whoosh":
        from archivist.engine.whoosh import WhooshEngine

        return WhooshEngine(folder)
    if name == "tantivy":
        try:
            import tantivy  # noqa: F401
        except ImportError as error:
            raise IndexUnavailable(
                _(
                    "This archive is searched by tantivy, which cannot be used here ({reason}); install it with: "
                    "pip install 'archivist[tantivy]', or go back to the engine that is always there with: "
                    "archivist reindex --engine whoosh"
                ).format(reason=error)
            ) from error
        from archivist.engine.tantivy import TantivyEngine

        return TantivyEngine(folder)
    raise ValueError(f"there is no engine called {name!r}")
