"""Files and addresses to articles: what ``archivist ingest`` does, in an order that a crash at any moment cannot spoil.

For a batch of releases: read and clean them, give them ids, announce the ids in the journal, write the originals, write
the articles (each whole or not at all), and only then report them. The index follows.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from threading import Thread
from typing import NamedTuple

from archivist.corpus import Corpus
from archivist.errors import CorpusError, UnreadableSource
from archivist.french.passages import Fingerprint, fingerprint
from archivist.index import Index
from archivist.ingest.containers import Enclosed, Found, Unchanged
from archivist.ingest.draft import Draft
from archivist.ingest.incoming import arrived, incoming, is_address
from archivist.ingest.pipeline import read_release
from archivist.ingest.said import Said
from archivist.ingest.sources import Source, Unreadable, find_sources
from archivist.known import Known, Received, received
from archivist.outcomes import Outcome, new_originals, reported, written
from archivist.reports import IngestedFile, IngestReport, Progress
from archivist.seen import Seen, Touched, touched
from archivist.texts import _
from archivist.twins import LEAST_WORDS, Texts
from archivist.workers import Tell, WorkerFailed, in_order

BATCH = 100
"""Releases that are announced in the journal together."""

BATCH_BYTES = 64 * 1024 * 1024
"""Bytes of releases above which a batch is full: they are in memory."""

ADDRESSES = "addresses.json"
"""The file in ``index/`` that keeps what feeds say of their last change."""

INDEXED_TOGETHER = 10_000
"""Articles after which the index is brought up to date, so that memory stays bounded."""

FEW = 40
"""Releases that are read in this process: it takes less time than workers take to start."""

LARGE = 256 * 1024
"""Bytes of a release that is read in a process of its own all the same: what it does to that is nobody else's."""

MOST_SECONDS = 120.0
"""Seconds after which a release is given up, where it is read in a process of its own."""

MOST_SECONDS_OCR = 3600.0
"""The same where characters have to be recognised, a page in some seconds."""

WRITERS = 8
"""Threads that wait for the disk: a file system syncs several files in little more time than one."""


class _Task(NamedTuple):
    """What a worker is given of a release."""

    content: bytes
    name: str
    said: Said | None
    ocr: bool


class _Read(NamedTuple):
    """What a worker answers: a draft and the fingerprint of its text, or why there is none."""

    draft: Draft | None
    text: Fingerprint | None
    reason: str


def _read(task: _Task, _tell: Tell) -> _Read:
    """Read a release; this is what workers do."""
    try:
        draft = read_release(task.content, task.name, task.said, ocr=task.ocr)
    except UnreadableSource as error:
        return _Read(None, None, str(error))
    return _Read(draft, fingerprint(draft.text, LEAST_WORDS), "")


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
    jobs: int = 1,
) -> IngestReport:
    """Take in the files and addresses of ``paths``; see ``Archive.ingest``.

    What comes from the web or from standard input is waited for before others are kept from writing.
    """
    given = list(paths)
    fetcher = None
    if any(map(is_address, given)):
        from archivist.ingest.addresses import Fetcher

        fetcher = Fetcher(allow_private=allow_private, memory=index.folder / ADDRESSES)
    intake = _Intake(index, corpus, root, dry_run=dry_run, ocr=ocr, jobs=jobs, progress=progress)
    for some in _rounds(arrived(given, fetcher)):
        intake.take_in(some)
    if fetcher and not dry_run and intake.is_settled:
        fetcher.keep()
    return IngestReport(tuple(intake.files))


def _rounds(arriving: Iterator[str | Found]) -> Iterator[list[str | Found]]:
    """Yield what arrives: all of it where it fits in memory, else a part that does, and then the next."""
    some: list[str | Found] = []
    size = rounds = 0
    for one in arriving:
        some.append(one)
        size += len(one.content) + len(one.original) if isinstance(one, Enclosed) else 0
        if size > BATCH_BYTES:
            yield some
            some, size, rounds = [], 0, rounds + 1
    if some or not rounds:  # what others left undone is finished even where nothing is given
        yield some


class _Intake:
    """One run of ingest: what it is to do, and what has become of each file so far."""

    def __init__(
        self,
        index: Index,
        corpus: Corpus,
        root: Path,
        *,
        dry_run: bool,
        ocr: bool,
        jobs: int,
        progress: Callable[[Progress], None] | None,
    ) -> None:
        self._index = index
        self._corpus = corpus
        self._root = root
        self._dry_run = dry_run
        self._ocr = ocr
        self._jobs = jobs
        self._progress = progress
        self._touched: dict[Path, Touched] = {}
        self._done = 0
        self._last: Path | str | None = None
        self._total: int | None = None
        self.files: list[IngestedFile] = []
        self.is_settled = True
        """Whether all that could be read was written."""

    def take_in(self, some: Iterable[str | Found]) -> None:
        """Take in what has arrived, under the lock of writers."""
        some = list(some)
        if self._progress and any(isinstance(one, str) for one in some):
            Thread(target=self._count, args=(some,), daemon=True).start()
        with self._index.writing() as engine:
            self._index.catch_up()
            texts = Texts(self._index.folder, self._corpus)
            known = Known(self._root, self._corpus, engine, texts)
            seen = Seen(self._index.folder)
            leave_out = (self._corpus.folder, self._index.folder)
            found = incoming(some, leave_out=leave_out, unchanged=partial(self._untouched, seen, known))
            pending: list[str] = []
            try:
                with ThreadPoolExecutor(WRITERS) as writers:
                    for batch in _batches(self._outcomes(found, known)):
                        pending += self._write(batch, writers)
                        self._note(batch, seen)
                        if not self._dry_run:
                            texts.written()
                        if len(pending) >= INDEXED_TOGETHER and self.is_settled:
                            self._index.update(pending, jobs=self._jobs)
                            pending = []
            except BaseException:
                # What was written is indexed even when the rest is given up (Ctrl-C, a full disk).
                self._index.settle()
                raise
            if pending and self.is_settled:
                self._index.update(pending, jobs=self._jobs)
            elif pending:
                self._index.settle()
            if not self._dry_run:
                texts.save()
                seen.save()

    def _count(self, some: Iterable[str | Found]) -> None:
        """Count the files that are to come, while the first of them are read."""
        leave_out = (self._corpus.folder, self._index.folder)
        paths = [one for one in some if isinstance(one, str)]
        before = self._done
        self._total = before + sum(1 for _file in find_sources(paths, leave_out=leave_out))

    def _untouched(self, seen: Seen, known: Known, source: Source) -> Unchanged | None:
        """Tell a file that is known to be unchanged without reading it; note what it looks like before it is read."""
        if source.path is None:
            return None
        looks = touched(source.path)
        if looks is None:
            return None
        id = seen.article_of(_absolute(source.path), looks, known.ids)
        if id is None:
            self._touched[source.path] = looks
            return None
        return Unchanged(source.name, source.location, id)

    def _note(self, outcomes: Iterable[tuple[Found, Outcome]], seen: Seen) -> None:
        for source, outcome in outcomes:
            if isinstance(source, Source) and source.path and not isinstance(source, Enclosed):
                looks = self._touched.pop(source.path, None)
                id = outcome.id
                if looks and id and not (isinstance(outcome, IngestedFile) and outcome.status == "skipped"):
                    seen.note(_absolute(source.path), looks, id)

    def _outcomes(self, found: Iterator[Found], known: Known) -> Iterator[tuple[Found, Outcome]]:
        """Yield each of what was found with what it becomes, in order; workers read it meanwhile."""
        looked = ((one, _task(one, self._ocr)) for one in map(partial(_look, known), found))
        read = in_order(
            _read,
            looked,
            self._jobs,
            alone=lambda task: len(task.content) > LARGE,
            few=FEW,
            seconds=MOST_SECONDS_OCR if self._ocr else MOST_SECONDS,
        )
        for (source, state), answer in read:
            # What one container holds is one file.
            of = source.path if isinstance(source, Enclosed) and source.path else source.location
            self._done += of != self._last
            self._last = of
            if self._progress:
                self._progress(Progress(self._done, self._total, source.name))
            yield source, state if isinstance(state, IngestedFile) else _placed(state, answer, known)

    def _write(self, batch: list[tuple[Found, Outcome]], writers: ThreadPoolExecutor) -> list[str]:
        """Write what a batch has become and report it; return the ids of the articles that may be in the corpus now."""
        outcomes = [outcome for _, outcome in batch]
        prepared = [outcome for outcome in outcomes if not isinstance(outcome, IngestedFile)]
        ids = [one.id for one in prepared]
        if self._dry_run:
            self.files += [reported(outcome) for outcome in outcomes]
            return []
        if prepared:
            self._index.announce(ids, new_originals(prepared, self._corpus))
        # What concerns one article is written in its order; the others need not wait.
        lanes: dict[str, list[int]] = {}
        for number, outcome in enumerate(outcomes):
            if not isinstance(outcome, IngestedFile):
                lanes.setdefault(outcome.id, []).append(number)
        done: dict[int, IngestedFile] = {}

        def write(lane: list[int]) -> None:
            for number in lane:
                done[number] = written(outcomes[number], self._corpus)

        list(writers.map(write, lanes.values()))
        for number, outcome in enumerate(outcomes):
            file = done.get(number) or reported(outcome)
            self.is_settled = self.is_settled and (number not in done or file.status != "skipped")
            self.files.append(file)
        return ids


def _look(known: Known, source: Found) -> tuple[Found, IngestedFile | Received]:
    """Return what is known of a source before it is read, or the bytes that are to be read."""
    if isinstance(source, Unreadable):
        return source, IngestedFile(source.location, "skipped", None, source.reason)
    if isinstance(source, Unchanged):
        return source, IngestedFile(source.location, "unchanged", source.id)
    try:
        release = received(source)
    except UnreadableSource as error:
        return source, IngestedFile(source.location, "skipped", None, str(error))
    twin = known.having(release.digest)
    return source, IngestedFile(source.location, "unchanged", twin) if twin else release


def _task(looked: tuple[Found, IngestedFile | Received], ocr: bool) -> _Task | None:
    source, state = looked
    if isinstance(state, IngestedFile):
        return None
    return _Task(state.content, source.name, source.said if isinstance(source, Enclosed) else None, ocr)


def _placed(release: Received, answer: _Read | WorkerFailed | None, known: Known) -> Outcome:
    """Return what a release becomes that was read."""
    source = release.source
    # The same bytes may have come in while these were being read.
    twin = known.having(release.digest)
    if twin is not None:
        return IngestedFile(source.location, "unchanged", twin)
    if not isinstance(answer, _Read):
        sentence = _("{name} takes too long or too much memory to read; split it into its articles, or simplify it.")
        return IngestedFile(source.location, "skipped", None, sentence.format(name=source.name))
    if answer.draft is None or answer.text is None:
        return IngestedFile(source.location, "skipped", None, answer.reason)
    try:
        return known.placed(release, answer.draft, answer.text)
    except CorpusError as error:
        return IngestedFile(source.location, "skipped", known.former_of(source), str(error))


def _batches(outcomes: Iterator[tuple[Found, Outcome]]) -> Iterator[list[tuple[Found, Outcome]]]:
    batch: list[tuple[Found, Outcome]] = []
    size = 0
    for one in outcomes:
        batch.append(one)
        outcome = one[1]
        size += 0 if isinstance(outcome, IngestedFile) else len(outcome.received.original)
        if len(batch) == BATCH or size > BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _absolute(path: Path) -> str:
    return os.path.abspath(path)  # noqa: PTH100 - links are not followed: each way to a file is noted apart
