"""Files and addresses to articles: what ``archivist ingest`` does, in an order that a crash at any moment cannot spoil.

For a batch of releases: read and clean them, give them ids, announce the ids in the journal, write the originals, write
the articles (each whole or not at all), and only then report them. The index follows.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from archivist.article import Article
from archivist.corpus import Corpus, new_id, original_name, suffix_of
from archivist.errors import ArchivistError, CorpusError, UnreadableSource
from archivist.front_matter import CLEANER, FAMILY, FORMER, SOURCES, inherited, is_edited, noted
from archivist.index import Index
from archivist.ingest.containers import Enclosed, Found, Unchanged
from archivist.ingest.draft import Draft, article_of
from archivist.ingest.incoming import arrived, incoming, is_address
from archivist.ingest.names import Spellings, read_spellings
from archivist.ingest.pipeline import CLEANER as CLEANER_VERSION
from archivist.ingest.pipeline import read_release
from archivist.ingest.sources import Source, Unreadable
from archivist.reports import IngestedFile, IngestReport, Progress, Status
from archivist.texts import _
from archivist.twins import Texts

BATCH = 100
"""Releases that are announced in the journal together."""

BATCH_BYTES = 64 * 1024 * 1024
"""Bytes of releases out of containers above which a batch is full: they are in memory."""

ADDRESSES = "addresses.json"
"""The file in ``index/`` that keeps what feeds say of their last change."""

INDEXED_TOGETHER = 10_000
"""Articles after which the index is brought up to date, so that memory stays bounded."""


@dataclass(slots=True)
class _Known:
    """What the archive has: id of each source and of each original, all ids, the texts, how names are spelt."""

    by_source: dict[str, str]
    by_original: dict[str, str]
    ids: set[str]
    texts: Texts
    spellings: Spellings


@dataclass(frozen=True, slots=True)
class _Prepared:
    """An article that is ready to be written, and the bytes it was made from."""

    article: Article
    original: bytes
    suffix: str
    location: str
    is_new: bool


@dataclass(frozen=True, slots=True)
class _Copy:
    """Bytes that hold the text of an article which is there already, and where they came from."""

    id: str
    original: bytes
    suffix: str
    location: str
    identity: str | None


def ingest(
    index: Index,
    corpus: Corpus,
    root: Path,
    paths: Iterable[str],
    *,
    dry_run: bool,
    progress: Callable[[Progress], None] | None,
    allow_private: bool = False,
    ocr: bool = False,
) -> IngestReport:
    """Take in the files and addresses of ``paths``; see ``Archive.ingest``.

    What comes from the web or from standard input is waited for before others are kept from writing.
    """
    given = list(paths)
    fetcher = None
    if any(map(is_address, given)):
        from archivist.ingest.addresses import Fetcher

        fetcher = Fetcher(allow_private=allow_private, memory=index.folder / ADDRESSES)
    files: list[IngestedFile] = []
    is_settled = True
    for some in _rounds(arrived(given, fetcher)):
        found = incoming(some, leave_out=(corpus.folder, index.folder))
        more, all_written = _take_in(index, corpus, root, found, len(files), dry_run, progress, ocr)
        files += more
        is_settled = is_settled and all_written
    if fetcher and not dry_run and is_settled:
        fetcher.keep()
    return IngestReport(tuple(files))


def _rounds(arriving: Iterator[str | Found]) -> Iterator[list[str | Found]]:
    """Yield what arrives: all of it where it fits in memory, else a part that does, and then the next."""
    some: list[str | Found] = []
    size = rounds = 0
    for one in arriving:
        some.append(one)
        size += _bytes_of(one)
        if size > BATCH_BYTES:
            yield some
            some, size, rounds = [], 0, rounds + 1
    if some or not rounds:  # what others left undone is finished even where nothing is given
        yield some


def _bytes_of(source: str | Found) -> int:
    return len(source.content) + len(source.original) if isinstance(source, Enclosed) else 0


def _take_in(
    index: Index,
    corpus: Corpus,
    root: Path,
    found: Iterator[Found],
    before: int,
    dry_run: bool,
    progress: Callable[[Progress], None] | None,
    ocr: bool,
) -> tuple[list[IngestedFile], bool]:
    """Take in what was found, under the lock of writers; also tell whether all that could be read was written.

    ``before`` counts the files that were reported before.
    """
    with index.writing() as engine:
        index.catch_up()
        # Damaged files are in no index; their ids are taken all the same.
        texts = Texts(index.folder, corpus)
        known = _Known({}, {}, {filed.id for filed in corpus.files()}, texts, read_spellings(root))
        texts.load({stored.id: stored.signature for stored in engine.stored()})
        known.by_original.update(texts.originals())
        for stored in engine.stored():
            known.ids.add(stored.id)
            if stored.source:
                known.by_source[stored.source] = stored.id
            if stored.original:
                known.by_original[stored.original.split(".")[0]] = stored.id
        files: list[IngestedFile] = []
        pending: list[str] = []
        is_settled = True
        try:
            for batch in _batches(found):
                prepared: list[_Prepared | _Copy] = []
                outcomes: list[IngestedFile | _Prepared | _Copy] = []
                for source in batch:
                    outcome = _prepare(source, known, corpus, root, ocr)
                    outcomes.append(outcome)
                    if not isinstance(outcome, IngestedFile):
                        prepared.append(outcome)
                        _remember(outcome, known)
                    if progress:
                        progress(Progress(before + len(files) + len(outcomes), None, source.name))
                if prepared and not dry_run:
                    ids = [one.id if isinstance(one, _Copy) else one.article.id for one in prepared]
                    # From here on they may be in the corpus, whatever stops the rest.
                    pending += ids
                    index.announce(ids, _new_originals(prepared, corpus))
                for outcome in outcomes:
                    file = outcome if isinstance(outcome, IngestedFile) else _write(outcome, corpus, dry_run)
                    is_settled = is_settled and (file is outcome or file.status != "skipped")
                    files.append(file)
                if not dry_run:
                    texts.written()
                if len(pending) >= INDEXED_TOGETHER and is_settled:
                    index.update(pending)
                    pending = []
        except BaseException:
            # What was written is indexed even when the rest is given up (Ctrl-C, a full disk).
            index.settle()
            raise
        if pending and is_settled:
            index.update(pending)
        elif pending:
            index.settle()
        if not dry_run:
            texts.save()
    return files, is_settled


def _batches(found: Iterator[Found]) -> Iterator[list[Found]]:
    batch: list[Found] = []
    size = 0
    for source in found:
        batch.append(source)
        size += _bytes_of(source)
        if len(batch) == BATCH or size > BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _prepare(source: Found, known: _Known, corpus: Corpus, root: Path, ocr: bool) -> IngestedFile | _Prepared | _Copy:
    if isinstance(source, Unreadable):
        return IngestedFile(source.location, "skipped", None, source.reason)
    if isinstance(source, Unchanged):
        return IngestedFile(source.location, "unchanged")
    try:
        content = source.read()
        original, said = (source.original, source.said) if isinstance(source, Enclosed) else (content, None)
        twin = known.by_original.get(hashlib.sha256(original).hexdigest())
        if twin is not None:
            return IngestedFile(source.location, "unchanged", twin)
        draft = known.spellings.applied(read_release(content, source.name, said, ocr=ocr))
        identity = _identity(source, root)
        former = known.by_source.get(identity) if identity else None
        article = _article(draft, identity, former, known, corpus)
        like = known.texts.twin_of(article) if former is None else None
        if like is not None and like.kinship == "same":
            return _Copy(like.id, original, suffix_of(source.name), source.location, identity)
        if like is not None:
            article = replace(article, extra={**article.extra, FAMILY: known.texts.family_of(like.id)})
    except UnreadableSource as error:
        return IngestedFile(source.location, "skipped", None, str(error))
    except CorpusError as error:
        return IngestedFile(source.location, "skipped", former, str(error))
    return _Prepared(article, original, suffix_of(source.name), source.location, former is None)


def _article(draft: Draft, identity: str | None, former: str | None, known: _Known, corpus: Corpus) -> Article:
    added = datetime.now(UTC).isoformat(timespec="milliseconds")
    replaced: list[str] = []
    before: Article | None = None
    if former is not None:
        before = corpus.read(former)
        if is_edited(before):
            raise CorpusError(
                _(
                    "{path} has been edited by hand and is kept; delete it and ingest again to replace it by the new "
                    "version of its source."
                ).format(path=corpus.path(former))
            )
        added = before.added or added
        replaced = [*before.extra.get(FORMER, ()), *([before.original] if before.original else ())]
    article = article_of(draft, former or new_id(draft.shown_title, draft.date, known.ids), identity)
    history = {FORMER: replaced} if replaced else {}
    article = replace(article, added=added, extra={**article.extra, **history, CLEANER: str(CLEANER_VERSION)})
    return inherited(article, before) if before else article


def _new_originals(prepared: list[_Prepared | _Copy], corpus: Corpus) -> list[str]:
    names = [original_name(one.original, one.suffix) for one in prepared]
    return [name for name in names if not corpus.original_path(name).exists()]


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


def _remember(prepared: _Prepared | _Copy, known: _Known) -> None:
    if isinstance(prepared, _Copy):
        original = hashlib.sha256(prepared.original).hexdigest()
        known.by_original[original] = prepared.id
        known.texts.add_copy(prepared.id, original)
        return
    article = prepared.article
    known.texts.add(article)
    known.ids.add(article.id)
    known.by_original[hashlib.sha256(prepared.original).hexdigest()] = article.id
    if article.source:
        known.by_source[article.source] = article.id


def _write(prepared: _Prepared | _Copy, corpus: Corpus, dry_run: bool) -> IngestedFile:
    if isinstance(prepared, _Copy):
        return _write_copy(prepared, corpus, dry_run)
    status: Status = "added" if prepared.is_new else "updated"
    if not dry_run:
        try:
            original = corpus.write_original(prepared.original, prepared.suffix)
            corpus.write(_with_original(prepared.article, original))
        except ArchivistError as error:
            return IngestedFile(prepared.location, "skipped", None, str(error))
    return IngestedFile(prepared.location, status, prepared.article.id)


def _write_copy(copy: _Copy, corpus: Corpus, dry_run: bool) -> IngestedFile:
    """Keep the bytes of a copy, and note in its article where else the text came from."""
    if not dry_run:
        try:
            original = corpus.write_original(copy.original, copy.suffix)
            article = corpus.read(copy.id)
            former = article.extra.get(SOURCES)
            moment = datetime.now(UTC).isoformat(timespec="milliseconds")
            source = {"source": copy.identity or copy.location, "original": original, "added": moment}
            corpus.write(noted(article, SOURCES, [*(former if isinstance(former, list) else ()), source]))
        except ArchivistError as error:
            return IngestedFile(copy.location, "skipped", None, str(error))
    return IngestedFile(copy.location, "unchanged", copy.id)


def _with_original(article: Article, original: str) -> Article:
    return replace(article, original=original)
