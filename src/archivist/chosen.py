"""The engine that an archive is set to, and the way from one engine to another."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from archivist.display import shown_number
from archivist.engine import Engine, open_engine
from archivist.engine.sharded import GRACE_SECONDS
from archivist.settings import ENGINES, FILE_NAME, Settings
from archivist.texts import _

MANY = 15_000
"""Articles from which on the engine that every archive begins with is no longer the best."""


class ChosenEngine:
    """The engine of the archive whose index is in ``folder``, opened when it is needed."""

    def __init__(self, folder: Path) -> None:
        self.folders = {name: folder / name for name in ENGINES}
        """Where each engine has its files."""
        self._settings = Settings(folder.parent / FILE_NAME)
        self._opened: tuple[str, Engine] | None = None

    def engine(self) -> Engine:
        """Return the engine; raise IndexUnavailable where its library is missing, CorpusError for bad settings."""
        if self._opened is None:
            self.use(self._settings.engine())
        assert self._opened is not None
        return self._opened[1]

    def use(self, name: str) -> None:
        """Open the engine called ``name``; raise IndexUnavailable where its library is missing."""
        opened = open_engine(name, self.folders[name])
        self.close()
        self._opened = (name, opened)

    @contextmanager
    def moving_to(self, name: str) -> Iterator[None]:
        """Use the engine called ``name`` from now on; write it down, and leave the others, where all goes well."""
        self.use(name)
        try:
            yield
            self._settings.choose_engine(name)
        except BaseException:
            # Back to what the settings say.
            self.close()
            raise
        self.leave_others()

    def has_changed(self) -> bool:
        """Tell whether the archive has been set to another engine than the one that is open, which is then let go."""
        if self._opened is None or self._opened[0] == self._settings.engine():
            return False
        self.close()
        return True

    def leave_others(self) -> None:
        """Remove the indexes of the engines that are not open: they are out of step from now on.

        Whoever searches one goes on with its files for a while, and then finds no manifest there.
        """
        for name, folder in self.folders.items():
            if self._opened is None or name == self._opened[0] or not folder.is_dir():
                continue
            with suppress(OSError):
                manifest = folder / "manifest.json"
                if manifest.exists():
                    manifest.unlink()
                # As long as a shard that was left: for searches that have it open.
                elif time.time() - folder.stat().st_mtime > GRACE_SECONDS:
                    shutil.rmtree(folder)

    def grown(self, before: int, notice: Callable[[str], None]) -> None:
        """Take note of an update of an archive of ``before`` articles: the indexes of other engines are out of step.

        ``notice`` is told what to type, once: when the archive has just outgrown the engine of every beginning.
        """
        self.leave_others()
        count = self.engine().count()
        if self._opened and self._opened[0] == ENGINES[0] and before < MANY <= count:
            notice(
                _(
                    "With {count} articles, searches are faster after: "
                    "pip install 'archivist[tantivy]' && archivist reindex --engine tantivy"
                ).format(count=shown_number(count))
            )

    def close(self) -> None:
        """Release files."""
        if self._opened:
            self._opened[1].close()
            self._opened = None
