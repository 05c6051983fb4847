"""An engine of shards that are written once and never changed: their manifest, its seal, what is merged and what goes.

The folder of an engine holds ``manifest.json`` and folders, each a *shard*. The manifest lists the shards, the
documents of each that are deleted, and the seal of their files; it is replaced by one rename, so a reader sees either
the old state or the new one, and whatever a killed writer left is not in it. No library syncs its files to disk; a
shard is synced before a manifest names it.
"""

from __future__ import annotations

import json
import os
import shutil
import stat
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from archivist.engine import Stored, seal, zones
from archivist.errors import IndexUnavailable
from archivist.files import remove_special, sync_folder, write_whole
from archivist.french import analyze
from archivist.texts import _

if TYPE_CHECKING:
    from archivist.engine.schema import Document

SMALL = 5_000
"""Documents below which a shard is small: many small ones are written again as one."""

MOST_SHARDS = 8
GRACE_SECONDS = 600
"""How long a shard that the manifest names no more is kept, for readers that opened it before."""


class Readable(Protocol):
    """A shard that is read: what every engine of shards needs to know of it."""

    entry: dict[str, Any]
    count: int
    deleted: frozenset[int]
    alive: int

    def numbers_of(self, ids: set[str]) -> set[int]:
        """Return the numbers of the documents that have some of ``ids``, deleted ones and all."""

    def ids(self) -> list[str]:
        """Return the ids of the documents that are not deleted, by their numbers."""

    def stored(self) -> Iterator[Stored]:
        """Yield what is kept of every document that is not deleted."""


class SeveralShards(Protocol):
    """The shards of an index as one."""

    @property
    def readers(self) -> Sequence[Readable]:
        """The shards."""

    def count(self) -> int:
        """Return how many documents there are."""


Opened = TypeVar("Opened", bound=SeveralShards)


class ShardedEngine(Generic[Opened]):
    """An engine of shards on one folder: how they are written, named, sealed, merged and collected.

    See ``archivist.engine.Engine`` for what each method promises. Engines say what a shard is: ``_write_shards``,
    ``_open_shards``, and the ``version`` of its files.
    """

    shard_documents: int
    """Documents per shard when many are indexed."""

    def __init__(self, folder: Path, version: Sequence[int | str]) -> None:
        self.folder = folder
        self._version = [*version, zones.VERSION, analyze.VERSION]
        self._manifest_path = folder / "manifest.json"
        self._opened: tuple[tuple[int, int], Opened] | None = None

    def _write_shards(
        self, start: str, documents: Iterable[Document], progress: Callable[[int], None] | None, jobs: int
    ) -> list[dict[str, Any]]:
        """Write documents to new folders whose names begin with ``start``; return entries of the manifest, with ids."""
        raise NotImplementedError

    def _open_shards(self, found: list[tuple[Path, dict[str, Any]]]) -> Opened:
        """Return shards from their folders and their entries in the manifest."""
        raise NotImplementedError

    def fault(self) -> str | None:
        """Return why the index must be built again, as a sentence, or None where it can be used."""
        try:
            self._shards()
        except _Unusable as reason:
            return str(reason)
        return None

    def rebuild(
        self, documents: Iterable[Document], progress: Callable[[int], None] | None = None, *, jobs: int = 1
    ) -> int:
        """Replace everything by ``documents`` in one step; return how many there are."""
        entries = self._write(documents, progress, jobs)
        self._publish(entries)
        return sum(entry["documents"] for entry in entries)

    def update(self, documents: Iterable[Document], removed: Sequence[str] = (), *, jobs: int = 1) -> None:
        """Remove the ids in ``removed``, then add documents, in place of those with the same ids; all in one step."""
        shards = self._shards()
        added = self._write(documents, None, jobs)
        replaced = set(removed)
        for entry in added:
            replaced.update(entry.pop("ids"))
        kept = []
        for shard in shards.readers:
            deleted = set(shard.deleted)
            if replaced:
                deleted |= shard.numbers_of(replaced)
            if len(deleted) < shard.count:
                kept.append({**shard.entry, "deleted": sorted(deleted)})
        self._publish(kept + added)

    def count(self) -> int:
        """Return how many documents there are."""
        return self._shards().count()

    def to_merge(self) -> Sequence[str]:
        """Return the ids of the documents of small shards, where so many have gathered that searches slow down."""
        small = [shard for shard in self._shards().readers if shard.alive < SMALL]
        if len(small) <= MOST_SHARDS:
            return ()
        # The smallest, as far as none outweighs those before it: a document is written again a few times in all.
        small.sort(key=lambda shard: shard.alive)
        merged, documents = 2, small[0].alive + small[1].alive
        while merged < len(small) and small[merged].alive <= documents:
            documents += small[merged].alive
            merged += 1
        return [id for shard in small[:merged] for id in shard.ids()]

    def stored(self) -> Iterator[Stored]:
        """Yield what is kept of every document, in the order of shards."""
        for shard in self._shards().readers:
            yield from shard.stored()

    def close(self) -> None:
        """Release files."""
        if self._opened:
            self._opened = None

    def _shards(self) -> Opened:
        """Return the shards of the manifest as it is now; raise _Unusable where they must not be opened."""
        for _attempt in range(5):
            try:
                status = self._manifest_path.stat()
            except FileNotFoundError:
                raise _Unusable(_("The index was missing")) from None
            except OSError as error:
                raise IndexUnavailable(
                    _("The index in {folder} cannot be read ({reason}); check its permissions.").format(
                        folder=self.folder, reason=error.strerror
                    )
                ) from error
            if not stat.S_ISREG(status.st_mode):
                raise _Unusable(_("The index was damaged"))
            version = (status.st_mtime_ns, status.st_ino)
            if self._opened and self._opened[0] == version:
                return self._opened[1]
            try:
                shards = self._open_shards([self._located(entry) for entry in self._manifest()["shards"]])
            except _Moved:
                # A writer has published another manifest meanwhile.
                continue
            self._opened = (version, shards)
            return shards
        raise _Unusable(_("The index was damaged"))

    def _manifest(self) -> dict[str, Any]:
        try:
            manifest = json.loads(self._manifest_path.read_bytes())
            content, signature = manifest["content"], manifest["seal"]
            version = content["version"]
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            raise _Unusable(_("The index was damaged")) from None
        if not isinstance(signature, str) or not seal.is_signed(content, signature):
            raise _Unusable(_("The index was not made by you on this machine"))
        if version != self._version:
            raise _Unusable(_("The index was of another version"))
        return dict(content)

    def _located(self, entry: dict[str, Any]) -> tuple[Path, dict[str, Any]]:
        folder = self.folder / entry["name"]
        if not seal.is_untouched(folder, entry["files"]):
            if not folder.exists() and entry["name"] not in self._named():
                raise _Moved
            raise _Unusable(_("The index was damaged"))
        return folder, entry

    def _named(self) -> set[str]:
        """Return the names of the shards that the manifest lists now, whoever wrote it."""
        try:
            content = json.loads(self._manifest_path.read_bytes())["content"]
            return {str(entry["name"]) for entry in content["shards"]}
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return set()

    def _write(
        self, documents: Iterable[Document], progress: Callable[[int], None] | None, jobs: int
    ) -> list[dict[str, Any]]:
        """Write documents to shards that no manifest names yet; return their entries."""
        started = os.urandom(6).hex()
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.folder.chmod(0o700)
            return self._write_shards(f"shard-{started}", documents, progress, jobs)
        except BaseException as error:
            # A full disk needs its room back.
            for folder in self.folder.glob(f"shard-{started}-*"):
                shutil.rmtree(folder, ignore_errors=True)
            if isinstance(error, OSError):
                raise self._cannot_be_written(error) from error
            raise

    def _publish(self, entries: list[dict[str, Any]]) -> None:
        for entry in entries:
            entry.pop("ids", None)
        content = {"version": self._version, "shards": entries}
        manifest = {"content": content, "seal": seal.sign(content)}
        try:
            remove_special(self._manifest_path)
            former = self._named()
            sync_folder(self.folder)
            write_whole(self._manifest_path, json.dumps(manifest).encode())
        except OSError as error:
            raise self._cannot_be_written(error) from error
        self._collect_garbage({entry["name"] for entry in entries}, former)

    def _cannot_be_written(self, error: OSError) -> IndexUnavailable:
        return IndexUnavailable(
            _(
                "The index in {folder} cannot be written ({reason}). The articles in corpus/ are safe; "
                "make room, then run: archivist reindex"
            ).format(folder=self.folder, reason=error.strerror or error)
        )

    def _collect_garbage(self, named: set[str], former: set[str]) -> None:
        now = time.time()
        for path in self.folder.glob("shard-*"):
            try:
                if path.name in named:
                    continue
                if path.name in former:
                    # Readers may have it open still: its time of grace begins now.
                    os.utime(path)
                elif now - path.stat().st_mtime > GRACE_SECONDS:
                    shutil.rmtree(path)
            except OSError:
                # Still open elsewhere, on systems that then refuse; the next writer tries again.
                continue


class _Unusable(IndexUnavailable):
    """The index must be built again; the message says why, without its full stop."""


class _Moved(Exception):
    """A shard has gone because another manifest was published."""
