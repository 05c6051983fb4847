"""The articles of a corpus as documents for an engine, which may have several processes make them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from archivist.corpus import Corpus
from archivist.errors import ArticleNotFound, CorpusError

if TYPE_CHECKING:
    from archivist.engine.schema import Document


class Articles:
    """Articles of a corpus as documents, made here or, in parts, in other processes; ``count`` is at most how many."""

    def __init__(self, corpus: Corpus, signed: Iterable[tuple[str, str]], count: int) -> None:
        self._corpus = corpus
        self._signed = signed
        self._count = count

    def __len__(self) -> int:
        """Return how many there are, at most."""
        return self._count

    def __iter__(self) -> Iterator[Document]:
        """Yield the documents of the articles that can be read."""
        from archivist.engine.schema import document_of

        for id, signature in self._signed:
            try:
                article = self._corpus.read(id)
            except (ArticleNotFound, CorpusError):
                # Gone meanwhile, or damaged.
                continue
            yield document_of(article, signature)

    def parts(self, most: int) -> Iterator[Articles]:
        """Yield them in parts of at most ``most`` that can be pickled."""
        rest = iter(self._signed)
        while some := list(islice(rest, most)):
            yield Articles(self._corpus, some, len(some))
