"""The index in step with the corpus: built when missing, finished when interrupted, written by one process at a time.

``index/`` holds what the engine computed, the lock of writers and a journal. The journal names the articles that are
being written, before they are, and the originals that come with them; whoever opens the archive next and finds one
without its writer indexes those articles again, and removes what came to nothing: half-written files, originals of
articles that were never written. So an archive that was killed at any moment is whole again by the next command.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from archivist.articles import Articles
from archivist.chosen import ChosenEngine
from archivist.corpus import Corpus, Filed
from archivist.display import shown_number
from archivist.engine import Engine
from archivist.errors import ArchiveLocked, ArticleNotFound, CorpusError, IndexUnavailable
from archivist.files import remove_leftovers, remove_special, sync_folder, write_whole
from archivist.front_matter import originals_of
from archivist.texts import _, ngettext

if TYPE_CHECKING:
    from archivist.reports import Progress

WAIT_SECONDS = 10.0
"""How long a writer waits for another one."""


class Index:
    """The index of one archive. ``notice`` receives the sentences that people should read."""

    def __init__(self, folder: Path, corpus: Corpus, notice: Callable[[str], None]) -> None:
        self.folder = folder
        self.corpus = corpus
        self._notice = notice
        self._chosen = ChosenEngine(folder)
        self._journal = folder / "journal.jsonl"
        self._depth = 0

    def ready(self) -> Engine:
        """Return the engine, in step with the corpus as far as the program has written it."""
        if self._journal.exists():
            self._finish_interrupted()
        reason = self._engine.fault()
        if reason is not None and self._chosen.has_changed():
            # Another process has moved the archive to another engine.
            reason = self._engine.fault()
        if reason is not None:
            self._build(reason)
        return self._engine

    @property
    def _engine(self) -> Engine:
        return self._chosen.engine()

    @contextmanager
    def writing(self, *, whole: bool = True) -> Iterator[Engine]:
        """Hold the lock of writers; raise ArchiveLocked, naming the holder, where another keeps it too long.

        The index can be used then, unless ``whole`` is false: for whoever builds it again anyway.
        """
        if self._depth:
            yield self._engine
            return
        with self._locked(WAIT_SECONDS):
            self._depth += 1
            try:
                self._recover()
                reason = self._engine.fault()
                if reason is not None and whole:
                    self.rebuild(reason=reason)
                yield self._engine
            finally:
                self._depth -= 1

    def announce(self, ids: Iterable[str], originals: Iterable[str] = ()) -> None:
        """Note in the journal that the articles ``ids`` are about to be written, and new ``originals`` before them.

        Raises IndexUnavailable where that is impossible.
        """
        line = json.dumps({"ids": list(ids), "originals": list(originals)}) + "\n"
        try:
            with self._journal.open("a", encoding="utf-8") as file:
                file.write(line)
                file.flush()
                os.fsync(file.fileno())
            sync_folder(self.folder)
        except OSError as error:
            raise _cannot_be_written(self.folder, error) from error

    def update(self, ids: Iterable[str], jobs: int = 1) -> None:
        """Index articles of the corpus again, or forget those that are no longer there; then clear the journal."""
        before = self._engine.count()
        concerned = tuple(dict.fromkeys((*ids, *self._engine.to_merge())))
        self._engine.update(Articles(self.corpus, self._signed(concerned), len(concerned)), concerned, jobs=jobs)
        self._journal.unlink(missing_ok=True)
        self._chosen.grown(before, self._notice)

    def catch_up(self) -> list[str]:
        """Find what was changed in the corpus by hand and index it; return the ids that were concerned."""
        stored = {one.id: one.signature for one in self._engine.stored()}
        changed = [
            filed.id
            for filed in self.corpus.files()
            if stored.pop(filed.id, None) != filed.signature and self._is_in_place(filed.id, filed.path)
        ]
        changed += stored
        if changed:
            self.update(changed)
        return changed

    def rebuild(
        self, progress: Callable[[Progress], None] | None = None, reason: str | None = None, jobs: int = 1
    ) -> int:
        """Build the index again from the corpus, beside the old one; return the number of articles."""
        total = sum(1 for _filed in self._filed())

        def count(done: int) -> None:
            from archivist.reports import Progress

            if progress:
                progress(Progress(done, total, _("indexing")))

        signed = ((filed.id, filed.signature) for filed in self._filed())
        articles = self._engine.rebuild(Articles(self.corpus, signed, total), count, jobs=jobs)
        self._journal.unlink(missing_ok=True)
        if reason and articles:
            self._notice(
                ngettext(
                    "{reason}; it has been built from corpus/ ({count} article).",
                    "{reason}; it has been built from corpus/ ({count} articles).",
                    articles,
                ).format(reason=reason, count=shown_number(articles))
            )
        damaged = self._left_out() if articles < total else 0
        if damaged:
            self._notice(
                ngettext(
                    "{count} file of the corpus is damaged and is not indexed; `archivist check` names it.",
                    "{count} files of the corpus are damaged and are not indexed; `archivist check` names them.",
                    damaged,
                ).format(count=damaged)
            )
        return articles

    def move_to(self, name: str, progress: Callable[[Progress], None] | None = None, jobs: int = 1) -> int:
        """Build the index again with the engine called ``name``, and keep to it; return the number of articles.

        Killed at any moment, the archive is on the one engine or on the other. Raises as ``writing`` and ``rebuild``
        do, and IndexUnavailable, before anything is changed, where the library of the engine is missing.
        """
        with self._locked(WAIT_SECONDS), self._chosen.moving_to(name):
            ids, originals = self._announced()
            self._remove_leftovers()
            articles = self.rebuild(progress, jobs=jobs)
            self._forget_originals(originals, ids)
        return articles

    def close(self) -> None:
        """Release files."""
        self._chosen.close()

    def _filed(self) -> Iterator[Filed]:
        """Yield the files of the corpus that are where their ids say."""
        return (filed for filed in self.corpus.files() if self._is_in_place(filed.id, filed.path))

    def _left_out(self) -> int:
        """Return how many files of the corpus are not in the index that was just built."""
        stored = {one.id for one in self._engine.stored()}
        return sum(filed.id not in stored for filed in self._filed())

    def _signed(self, ids: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Yield the ids whose articles are there, each with the signature of its file."""
        for id in ids:
            # The signature before the article is read: what is changed between the two is found at the next `catch_up`.
            with suppress(ArticleNotFound, OSError):
                yield id, self.corpus.signature(id)

    def _document_path(self, id: str) -> Path | None:
        try:
            return self.corpus.path(id) if self.corpus.has(id) else None
        except ArticleNotFound:
            return None

    def _is_in_place(self, id: str, path: Path) -> bool:
        try:
            return self.corpus.path(id) == path
        except ArticleNotFound:
            return False

    def _build(self, reason: str) -> None:
        with self._locked(WAIT_SECONDS):
            self._recover()
            # Another process may have built it while this one waited.
            if self._engine.fault() is not None:
                from archivist.workers import cores

                self.rebuild(reason=reason, jobs=cores())

    def _finish_interrupted(self) -> None:
        try:
            with self._locked(0):
                self._recover()
        except ArchiveLocked:
            # Its writer is at work: what is finished so far can be searched.
            return
        except IndexUnavailable as error:
            # The disk is full, or this reader may not write: likewise, but nobody is about to finish it.
            self._notice(
                _("An interrupted command cannot be finished, so articles may be missing here. {reason}").format(
                    reason=error
                )
            )

    def _recover(self) -> None:
        if self._journal.exists() and self.settle():
            self._notice(_("An interrupted command has been finished: its articles are in the index."))

    def settle(self) -> bool:
        """Index what the journal names, remove what came to nothing, clear it; tell whether it named any article."""
        ids, originals = self._announced()
        self._remove_leftovers()
        if self._engine.fault() is None:
            self.update(ids)
            self._forget_originals(originals, ids)
            return bool(ids)
        self._journal.unlink(missing_ok=True)
        return False

    def _remove_leftovers(self) -> None:
        for path in self.corpus.leftovers():
            with suppress(OSError):
                path.unlink()

    def _forget_originals(self, announced: set[str], ids: Iterable[str]) -> None:
        """Remove what was received for articles that were then never written, and so were reported to nobody."""
        stored = {one.id: one.original for one in self._engine.stored()}
        if any(id not in stored and self._document_path(id) for id in ids):
            # An article that is damaged may be theirs.
            return
        kept = set(stored.values())
        for id in ids:
            with suppress(ArticleNotFound, CorpusError):
                kept.update(originals_of(self.corpus.read(id)))
        for name in announced.difference(kept):
            with suppress(CorpusError, OSError):
                self.corpus.original_path(name).unlink(missing_ok=True)

    def _announced(self) -> tuple[list[str], set[str]]:
        """Return the ids and the originals of the journal; its last line may be half written."""
        ids: list[str] = []
        originals: set[str] = set()
        try:
            lines = self._journal.read_bytes().splitlines()
        except OSError:
            lines = []
        for line in lines:
            with suppress(ValueError, TypeError, KeyError, RecursionError):
                announced = json.loads(line)
                ids += [id for id in announced["ids"] if isinstance(id, str)]
                originals.update(name for name in announced["originals"] if isinstance(name, str))
        return ids, originals

    @contextmanager
    def _locked(self, seconds: float) -> Iterator[None]:
        from filelock import FileLock, Timeout

        holder = self.folder / "writer.json"
        try:
            remove_special(self.folder)
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.folder.chmod(0o700)
            engines = self._chosen.folders.values()
            for path in (self._journal, self.folder / "writer.lock", *engines):
                remove_special(path)
            lock = FileLock(self.folder / "writer.lock", timeout=seconds)
            lock.acquire()
        except Timeout:
            raise ArchiveLocked(_holder_sentence(holder)) from None
        except OSError as error:
            raise _cannot_be_written(self.folder, error) from error
        try:
            self._chosen.has_changed()
            for folder in (self.folder, *engines):
                remove_leftovers(folder)
            with suppress(OSError):
                write_whole(holder, json.dumps({"pid": os.getpid(), "since": int(time.time())}).encode())
            yield
        finally:
            with suppress(OSError):
                holder.unlink()
            lock.release()


def _cannot_be_written(folder: Path, error: OSError) -> IndexUnavailable:
    return IndexUnavailable(
        _("The index in {folder} cannot be written ({reason}); make the folder writable.").format(
            folder=folder, reason=error.strerror or error
        )
    )


def _holder_sentence(holder: Path) -> str:
    try:
        content = json.loads(holder.read_bytes())
        pid, since = int(content["pid"]), time.strftime("%H:%M:%S", time.localtime(int(content["since"])))
    except (OSError, ValueError, KeyError, TypeError):
        return _("Another process is writing to the archive; try again when it has finished.")
    return _("Process {pid} has been writing to the archive since {time}; try again when it has finished.").format(
        pid=pid, time=since
    )
