"""Files to articles: what ``archivist ingest`` does, in an order that a crash at any moment cannot spoil.

For a batch of files: read and clean them, give them ids, announce the ids in the journal, write the originals, write
the articles (each whole or not at all), and only then report them. The index follows.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from archivist.article import Article
from archivist.corpus import Corpus, new_id, original_name, suffix_of
from archivist.errors import ArchivistError, CorpusError, UnreadableSource
from archivist.front_matter import FORMER, inherited, is_edited
from archivist.index import Index
from archivist.ingest.draft import Draft
from archivist.ingest.pipeline import read_release
from archivist.ingest.sources import Source, Unreadable, find_sources
from archivist.reports import IngestedFile, IngestReport, Progress, Status
from archivist.texts import _

BATCH = 100
"""Files that are announced in the journal together."""

INDEXED_TOGETHER = 10_000
"""Articles after which the index is brought up to date, so that memory stays bounded."""


@dataclass(slots=True)
class _Known:
    """What the archive has: id of each source and of each original, and all ids."""

    by_source: dict[str, str]
    by_original: dict[str, str]
    ids: set[str]


@dataclass(frozen=True, slots=True)
class _Prepared:
    """An article that is ready to be written, and the bytes it was made from."""

    article: Article
    content: bytes
    suffix: str
    location: str
    is_new: bool


def ingest(
    index: Index,
    corpus: Corpus,
    root: Path,
    paths: Iterable[str],
    *,
    dry_run: bool,
    progress: Callable[[Progress], None] | None,
) -> IngestReport:
    """Take in the files of ``paths``; see ``Archive.ingest``."""
    found = find_sources(paths, leave_out=(corpus.folder, index.folder))
    with index.writing() as engine:
        index.catch_up()
        # Damaged files are in no index; their ids are taken all the same.
        known = _Known({}, {}, {filed.id for filed in corpus.files()})
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
            while batch := list(islice(found, BATCH)):
                prepared: list[_Prepared] = []
                outcomes: list[IngestedFile | _Prepared] = []
                for source in batch:
                    outcome = _prepare(source, known, corpus, root)
                    outcomes.append(outcome)
                    if isinstance(outcome, _Prepared):
                        prepared.append(outcome)
                        _remember(outcome, known)
                    if progress:
                        progress(Progress(len(files) + len(outcomes), None, source.name))
                if prepared and not dry_run:
                    ids = [one.article.id for one in prepared]
                    # From here on they may be in the corpus, whatever stops the rest.
                    pending += ids
                    index.announce(ids, _new_originals(prepared, corpus))
                for outcome in outcomes:
                    file = _write(outcome, corpus, dry_run) if isinstance(outcome, _Prepared) else outcome
                    is_settled = is_settled and (file is outcome or file.status != "skipped")
                    files.append(file)
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
    return IngestReport(tuple(files))


def _prepare(source: Source | Unreadable, known: _Known, corpus: Corpus, root: Path) -> IngestedFile | _Prepared:
    if isinstance(source, Unreadable):
        return IngestedFile(source.location, "skipped", None, source.reason)
    try:
        content = source.read()
        twin = known.by_original.get(hashlib.sha256(content).hexdigest())
        if twin is not None:
            return IngestedFile(source.location, "unchanged", twin)
        draft = read_release(content, source.name)
        identity = _identity(source, root)
        former = known.by_source.get(identity) if identity else None
        article = _article(draft, identity, former, known, corpus)
    except UnreadableSource as error:
        return IngestedFile(source.location, "skipped", None, str(error))
    except CorpusError as error:
        return IngestedFile(source.location, "skipped", former, str(error))
    return _Prepared(article, content, suffix_of(source.name), source.location, former is None)


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
    title = draft.title or _("Untitled")
    article = Article(
        id=former or new_id(title, draft.date, known.ids),
        title=title,
        text=draft.text,
        date=draft.date,
        place=draft.place,
        issuer=draft.issuer,
        source=identity,
        tags=draft.tags,
        evidence=dict(draft.evidence),
        added=added,
        extra={
            **({"address": draft.source_url} if draft.source_url else {}),
            **({"doubts": dict(draft.doubts)} if draft.doubts else {}),
            **({FORMER: replaced} if replaced else {}),
        },
    )
    return inherited(article, before) if before else article


def _new_originals(prepared: list[_Prepared], corpus: Corpus) -> list[str]:
    names = [original_name(one.content, one.suffix) for one in prepared]
    return [name for name in names if not corpus.original_path(name).exists()]


def _identity(source: Source, root: Path) -> str | None:
    """Return how a source is recognised later: its path from the archive, or from the root of the disk."""
    if source.path is None:
        return None
    path = source.path.resolve()
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()


def _remember(prepared: _Prepared, known: _Known) -> None:
    article = prepared.article
    known.ids.add(article.id)
    known.by_original[hashlib.sha256(prepared.content).hexdigest()] = article.id
    if article.source:
        known.by_source[article.source] = article.id


def _write(prepared: _Prepared, corpus: Corpus, dry_run: bool) -> IngestedFile:
    status: Status = "added" if prepared.is_new else "updated"
    if not dry_run:
        try:
            original = corpus.write_original(prepared.content, prepared.suffix)
            corpus.write(_with_original(prepared.article, original))
        except ArchivistError as error:
            return IngestedFile(prepared.location, "skipped", None, str(error))
    return IngestedFile(prepared.location, status, prepared.article.id)


def _with_original(article: Article, original: str) -> Article:
    from dataclasses import replace

    return replace(article, original=original)
