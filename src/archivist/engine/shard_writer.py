"""A shard, written once: see ``shard`` for what is in it."""

from __future__ import annotations

import os
import shutil
import threading
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from whoosh.columns import VarBytesColumn
from whoosh.filedb.filetables import HashWriter
from whoosh.filedb.structfile import StructFile

from archivist.engine import Divisible, seal
from archivist.engine.gather import MOST_CHUNKS, Gatherer, Vocabulary
from archivist.engine.schema import Document
from archivist.engine.shard import LISTS, TAG_SEPARATOR
from archivist.errors import IndexUnavailable
from archivist.files import sync_tree
from archivist.search.variants import key_of
from archivist.texts import _
from archivist.workers import WorkerFailed, collector_paused, in_order

MOST_PLACES = 20_000_000
"""Places of terms after which a shard is full, so that memory is bounded: four times those of usual articles."""

_CRC32 = 1  # the quickest of the hashes that a hash file knows


WORTH_WORKERS = 2_000
"""Documents from which on several processes share the work: fewer are indexed before those have started."""

TOLD = 100
"""Documents after which a worker says how far it is."""

_vocabulary: Vocabulary | None = None
"""What a worker keeps from one part to the next."""


Task = tuple[Path, str, int, Iterable[Document]]
"""A part of the work: the folder of shards, how the names of new ones begin, documents of a shard, the documents."""

WritePart = Callable[[Task, Callable[[int], None]], list[dict[str, Any]]]
"""Writes the shards of a task, tells how many documents more are done, and returns the entries of the shards."""


def write_shards(
    write: WritePart,
    place: tuple[Path, str, int],
    documents: Iterable[Document],
    progress: Callable[[int], None] | None,
    jobs: int,
) -> list[dict[str, Any]]:
    """Write ``documents`` as shards by ``write``, at the ``place`` that begins its tasks; return an entry for each.

    An entry is what a manifest says of a shard, and its ``ids``. Up to ``jobs`` processes share the work where the
    documents are ``Divisible``.
    """
    counted = _Counted(progress)
    folder, start, shard_documents = place
    if jobs < 2 or not isinstance(documents, Divisible) or len(documents) < WORTH_WORKERS:
        return write((folder, start, shard_documents, documents), counted)
    size = min(shard_documents, -(-len(documents) // jobs))
    entries = []
    tasks = ((None, (folder, start, shard_documents, part)) for part in documents.parts(size))
    for _key, written in in_order(write, tasks, jobs, tell=counted):
        if written is None or isinstance(written, WorkerFailed):
            raise IndexUnavailable(
                _("A process that made a part of the index was killed, perhaps for want of memory; use --jobs 1.")
            )
        entries += written
    return entries


class _Counted:
    """Adds up what several workers have done."""

    def __init__(self, progress: Callable[[int], None] | None) -> None:
        self._progress = progress
        self._done = 0
        self._lock = threading.Lock()

    def __call__(self, more: int) -> None:
        with self._lock:
            self._done += more
            if self._progress:
                self._progress(self._done)


def write_part(task: Task, tell: Callable[[int], None]) -> list[dict[str, Any]]:
    """Write the shards of some documents, synced to disk; this is what workers do."""

    def write(folder: Path, documents: Iterator[Document]) -> list[str]:
        global _vocabulary
        if _vocabulary is None or len(_vocabulary) > MOST_CHUNKS:
            _vocabulary = Vocabulary()
        return write_shard(folder, documents, _vocabulary, tell)

    return written_as_shards(task, write)


def written_as_shards(task: Task, write: Callable[[Path, Iterator[Document]], list[str]]) -> list[dict[str, Any]]:
    """Write the documents of a task to new folders, one a shard, synced to disk; ``write`` returns the ids of one."""
    parent, start, shard_documents, documents = task
    rest = iter(documents)
    entries: list[dict[str, Any]] = []
    while True:
        folder = parent / f"{start}-{os.urandom(6).hex()}"
        folder.mkdir(mode=0o700)
        with collector_paused():
            ids = write(folder, islice(rest, shard_documents))
        if not ids:
            shutil.rmtree(folder)
            return entries
        sync_tree(folder)
        entries.append(
            {"name": folder.name, "documents": len(ids), "deleted": [], "ids": ids, "files": seal.trace(folder)}
        )


def write_shard(
    folder: Path, documents: Iterator[Document], vocabulary: Vocabulary, tell: Callable[[int], None]
) -> list[str]:
    """Write ``documents`` to an empty ``folder`` as a shard; return their ids. Without documents, write nothing.

    Those that are too much for one shard are left in the iterator. ``tell`` is told how many more are done.
    """
    gatherer = Gatherer(vocabulary)
    ids: list[str] = []
    texts: defaultdict[str, list[bytes]] = defaultdict(list)
    firsts, lasts = array("I"), array("I")
    variants: Counter[tuple[str, str]] = Counter()
    for document in documents:
        gatherer.add(document)
        ids.append(document.id)
        for name, text in _texts(document):
            texts[name].append(text.encode())
        firsts.append(document.first)
        lasts.append(document.last)
        for short, long in document.acronyms:
            variants[key_of(short), long] += 1
            variants[key_of(long), short] += 1
        if len(ids) % TOLD == 0:
            tell(TOLD)
        if gatherer.places > MOST_PLACES:
            break
    if len(ids) % TOLD:
        tell(len(ids) % TOLD)
    if ids:
        for name, column in texts.items():
            _write_column(folder / f"{name}.column", column)
        forms = _write_lists(folder / LISTS, gatherer)
        (folder / "numbers.bin").write_bytes(b"".join((*map(array.tobytes, (firsts, lasts, gatherer.words)),)))
        (folder / "forms.txt").write_bytes(b"".join(sorted(forms)))
        (folder / "variants.txt").write_bytes(b"".join(sorted(_variant_lines(variants))))
    return ids


def _texts(document: Document) -> tuple[tuple[str, str], ...]:
    return (
        ("id", document.id),
        ("title", document.title),
        ("signature", document.signature),
        ("place", document.place),
        ("issuer", document.issuer),
        ("source", document.source),
        ("original", document.original),
        ("tag", TAG_SEPARATOR.join(document.tags)),
    )


def _write_column(path: Path, texts: list[bytes]) -> None:
    with path.open("wb") as file:
        writer = VarBytesColumn().writer(StructFile(file))
        for number, text in enumerate(texts):
            writer.add(number, text)
        writer.finish(len(texts))


def _write_lists(path: Path, gatherer: Gatherer) -> list[bytes]:
    """Write the posting lists, each under its stem; return the lines of ``forms.txt``."""
    lines = []
    with path.open("wb") as file:
        writer = HashWriter(StructFile(file), hashtype=_CRC32)
        for stem, postings, forms in gatherer.lists():
            writer.add(stem.encode("utf-8", "surrogatepass"), postings.to_bytes())
            lines += [f"{form}\t{stem}\t{count}\n".encode("utf-8", "surrogatepass") for form, count in forms]
        writer.close()
    return lines


def _variant_lines(variants: Counter[tuple[str, str]]) -> Iterator[bytes]:
    for (key, other), count in variants.items():
        if key:
            yield f"{key}\t{' '.join(other.split())}\t{count}\n".encode("utf-8", "surrogatepass")
