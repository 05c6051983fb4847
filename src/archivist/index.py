"""The index in step with the corpus: built when missing, finished when interrupted, written by one process at a time.

``index/`` holds what the engine computed, the lock of writers and a journal. The journal names the articles that are
being written, before they are; whoever opens the archive next and finds one without its writer indexes those articles
again. So an archive that was killed at any moment is whole again by the next command.
"""

from __future__ import annotations

import gc
import json
import os
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from archivist.corpus import Corpus
from archivist.engine import Engine, open_engine
from archivist.engine.schema import Document, document_of
from archivist.errors import ArchiveLocked, ArticleNotFound, CorpusError, IndexUnavailable
from archivist.files import sync_folder, write_whole
from archivist.reports import Progress
from archivist.texts import _, ngettext

WAIT_SECONDS = 10.0
"""How long a writer waits for another one."""


class Index:
    """The index of one archive. ``notice`` receives the sentences that people should read."""

    def __init__(self, folder: Path, corpus: Corpus, notice: Callable[[str], None]) -> None:
        self.folder = folder
        self.corpus = corpus
        self._notice = notice
        self._engine = open_engine("whoosh", folder / "whoosh")
        self._journal = folder / "journal.jsonl"
        self._depth = 0

    def ready(self) -> Engine:
        """Return the engine, in step with the corpus as far as the program has written it."""
        if self._journal.exists():
            self._finish_interrupted()
        reason = self._engine.fault()
        if reason is not None:
            self._build(reason)
        return self._engine

    @contextmanager
    def writing(self) -> Iterator[Engine]:
        """Hold the lock of writers; raise ArchiveLocked, naming the holder, where another keeps it too long."""
        if self._depth:
            yield self._engine
            return
        with self._locked(WAIT_SECONDS):
            self._depth += 1
            try:
                self._recover()
                reason = self._engine.fault()
                if reason is not None:
                    self.rebuild(reason=reason)
                yield self._engine
            finally:
                self._depth -= 1

    def announce(self, ids: Iterable[str]) -> None:
        """Note in the journal that the articles ``ids`` are about to be written."""
        line = json.dumps(list(ids)) + "\n"
        with self._journal.open("a", encoding="utf-8") as file:
            file.write(line)
            file.flush()
            os.fsync(file.fileno())
        sync_folder(self.folder)

    def update(self, ids: Iterable[str]) -> None:
        """Index articles of the corpus again, or forget those that are no longer there; then clear the journal."""
        present, gone = [], []
        for id in dict.fromkeys((*ids, *self._engine.to_merge())):
            document = self._document(id)
            if document is None:
                gone.append(id)
            else:
                present.append(document)
        with _without_collector():
            self._engine.update(present, gone)
        self._journal.unlink(missing_ok=True)

    def catch_up(self) -> list[str]:
        """Find what was changed in the corpus by hand and index it; return the ids that were concerned."""
        stored = {one.id: one.signature for one in self._engine.stored()}
        changed = []
        for filed in self.corpus.files():
            if stored.pop(filed.id, None) != filed.signature and self._is_in_place(filed.id, filed.path):
                changed.append(filed.id)
        changed += stored
        if changed:
            self.update(changed)
        return changed

    def rebuild(self, progress: Callable[[Progress], None] | None = None, reason: str | None = None) -> int:
        """Build the index again from the corpus, beside the old one; return the number of articles."""
        damaged: list[str] = []

        def count(done: int) -> None:
            if progress:
                progress(Progress(done, None, _("indexing")))

        with _without_collector():
            articles = self._engine.rebuild(self._documents(damaged), count)
        self._journal.unlink(missing_ok=True)
        if reason and articles:
            self._notice(
                ngettext(
                    "{reason}; it has been built from corpus/ ({count} article).",
                    "{reason}; it has been built from corpus/ ({count} articles).",
                    articles,
                ).format(reason=reason, count=articles)
            )
        if damaged:
            self._notice(
                ngettext(
                    "{count} file of the corpus is damaged and is not indexed; `archivist check` names it.",
                    "{count} files of the corpus are damaged and are not indexed; `archivist check` names them.",
                    len(damaged),
                ).format(count=len(damaged))
            )
        return articles

    def close(self) -> None:
        """Release files."""
        self._engine.close()

    def _documents(self, damaged: list[str]) -> Iterator[Document]:
        seen: set[str] = set()
        for filed in self.corpus.files():
            if filed.id in seen or not self._is_in_place(filed.id, filed.path):
                continue
            seen.add(filed.id)
            try:
                yield document_of(self.corpus.read(filed.id), filed.signature)
            except ArticleNotFound:
                continue
            except CorpusError as error:
                damaged.append(str(error))

    def _document(self, id: str) -> Document | None:
        try:
            # The signature first: what is changed between the two is found at the next `catch_up`.
            signature = self.corpus.signature(id)
            return document_of(self.corpus.read(id), signature)
        except (ArticleNotFound, CorpusError, OSError):
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
                self.rebuild(reason=reason)

    def _finish_interrupted(self) -> None:
        try:
            with self._locked(0):
                self._recover()
        except ArchiveLocked:
            # The journal's writer is at work; what it has finished so far can be searched.
            return

    def _recover(self) -> None:
        try:
            lines = self._journal.read_text(encoding="utf-8").splitlines()
        except FileNotFoundError:
            return
        ids: list[str] = []
        for line in lines:
            with suppress(ValueError, TypeError):
                ids += [id for id in json.loads(line) if isinstance(id, str)]
        if self._engine.fault() is None:
            self.update(ids)
            if ids:
                self._notice(_("An interrupted command has been finished: its articles are in the index."))
        else:
            self._journal.unlink(missing_ok=True)

    @contextmanager
    def _locked(self, seconds: float) -> Iterator[None]:
        from filelock import FileLock, Timeout

        holder = self.folder / "writer.json"
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.folder.chmod(0o700)
            lock = FileLock(self.folder / "writer.lock", timeout=seconds)
            lock.acquire()
        except Timeout:
            raise ArchiveLocked(_holder_sentence(holder)) from None
        except OSError as error:
            raise IndexUnavailable(
                _("The index in {folder} cannot be written ({reason}); make the folder writable.").format(
                    folder=self.folder, reason=error.strerror or error
                )
            ) from error
        try:
            with suppress(OSError):
                write_whole(holder, json.dumps({"pid": os.getpid(), "since": int(time.time())}).encode())
            yield
        finally:
            with suppress(OSError):
                holder.unlink()
            lock.release()


def _holder_sentence(holder: Path) -> str:
    try:
        content = json.loads(holder.read_bytes())
        pid, since = int(content["pid"]), time.strftime("%H:%M:%S", time.localtime(int(content["since"])))
    except (OSError, ValueError, KeyError, TypeError):
        return _("Another process is writing to the archive; try again when it has finished.")
    return _("Process {pid} has been writing to the archive since {time}; try again when it has finished.").format(
        pid=pid, time=since
    )


@contextmanager
def _without_collector() -> Iterator[None]:
    """Pause Python's cycle collector: it would walk millions of postings again and again, and find nothing."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
