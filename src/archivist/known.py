"""What an archive has, and what a release that comes in becomes beside it: an article, a new version, a copy."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from archivist.article import Article
from archivist.corpus import Corpus, new_id, suffix_of
from archivist.engine import Engine
from archivist.errors import CorpusError
from archivist.french.passages import Fingerprint
from archivist.front_matter import CLEANER, FAMILY, FORMER, inherited, is_edited
from archivist.ingest.containers import Enclosed
from archivist.ingest.draft import Draft, article_of
from archivist.ingest.incoming import is_address
from archivist.ingest.names import read_spellings
from archivist.ingest.pipeline import CLEANER as CLEANER_VERSION
from archivist.ingest.sources import Source
from archivist.texts import _
from archivist.twins import Texts


@dataclass(frozen=True, slots=True)
class Received:
    """A release whose bytes are new: ``content`` to read, the ``original`` to keep, and the digest of that."""

    source: Source
    content: bytes
    original: bytes
    digest: str

    @property
    def suffix(self) -> str:
        """The ending of the name under which the original is kept."""
        return suffix_of(self.source.name)


@dataclass(frozen=True, slots=True)
class Prepared:
    """An article that is ready to be written, and what it was made from."""

    article: Article
    received: Received
    is_new: bool

    @property
    def id(self) -> str:
        """The id of the article."""
        return self.article.id


@dataclass(frozen=True, slots=True)
class Copy:
    """Bytes that hold the text of an article which is there already, and how their source is recognised."""

    id: str
    received: Received
    identity: str | None


class Known:
    """What an archive has while ingest runs: its sources, originals, ids and texts, and how it spells names."""

    def __init__(self, root: Path, corpus: Corpus, engine: Engine, texts: Texts) -> None:
        self._root = root
        self._corpus = corpus
        self._texts = texts
        self._spellings = read_spellings(root)
        # Damaged files are in no index; their ids are taken all the same.
        self.ids = {filed.id for filed in corpus.files()}
        self._by_source: dict[str, str] = {}
        everything = list(engine.stored())
        texts.load({stored.id: stored.signature for stored in everything})
        self._by_original = dict(texts.originals())
        for stored in everything:
            self.ids.add(stored.id)
            if stored.source:
                self._by_source[stored.source] = stored.id
            if stored.original:
                self._by_original[stored.original.split(".")[0]] = stored.id

    def having(self, digest: str) -> str | None:
        """Return the id of the article that was made from bytes with this SHA-256."""
        return self._by_original.get(digest)

    def placed(self, received: Received, draft: Draft, text: Fingerprint) -> Prepared | Copy:
        """Return what a draft becomes, and know it from now on; raise CorpusError for what people have edited.

        ``text`` is the fingerprint of its text.
        """
        draft = self._spellings.applied(draft)
        identity = _identity(received.source, self._root)
        former = self._by_source.get(identity) if identity else None
        article = self._article(draft, identity, former)
        like = self._texts.twin_of(article, text) if former is None else None
        if like is not None and like.kinship == "same":
            self._by_original[received.digest] = like.id
            self._texts.add_copy(like.id, received.digest)
            return Copy(like.id, received, identity)
        if like is not None:
            article = replace(article, extra={**article.extra, FAMILY: self._texts.family_of(like.id)})
        self._texts.add(article, text)
        self.ids.add(article.id)
        self._by_original[received.digest] = article.id
        if article.source:
            self._by_source[article.source] = article.id
        return Prepared(article, received, former is None)

    def former_of(self, source: Source) -> str | None:
        """Return the id of the article that this source gave before."""
        identity = _identity(source, self._root)
        return self._by_source.get(identity) if identity else None

    def _article(self, draft: Draft, identity: str | None, former: str | None) -> Article:
        added = datetime.now(UTC).isoformat(timespec="milliseconds")
        replaced: list[str] = []
        before: Article | None = None
        if former is not None:
            before = self._corpus.read(former)
            if is_edited(before):
                raise CorpusError(
                    _(
                        "{path} has been edited by hand and is kept; delete it and ingest again to replace it by the "
                        "new version of its source."
                    ).format(path=self._corpus.path(former))
                )
            added = before.added or added
            replaced = [*before.extra.get(FORMER, ()), *([before.original] if before.original else ())]
        article = article_of(draft, former or new_id(draft.shown_title, draft.date, self.ids), identity)
        history = {FORMER: replaced} if replaced else {}
        article = replace(article, added=added, extra={**article.extra, **history, CLEANER: str(CLEANER_VERSION)})
        return inherited(article, before) if before else article


def received(source: Source) -> Received:
    """Read a source; raise UnreadableSource."""
    content = source.read()
    original = source.original if isinstance(source, Enclosed) else content
    return Received(source, content, original, hashlib.sha256(original).hexdigest())


def _identity(source: Source, root: Path) -> str | None:
    """Return how a source is recognised later: its path from the archive, or from the root of the disk.

    A release in a container is recognised by its place there, one of the web by its address or id.
    """
    inside = source.inside if isinstance(source, Enclosed) else ""
    if isinstance(source, Enclosed) and source.identity:
        return source.identity
    if source.path is None:
        return source.location if is_address(source.location) else None
    path = source.path.resolve()
    return f"{path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()}{inside}"
