"""The engine that an archive is set to, and the way from one engine to another."""

from __future__ import annotations

import shutil
import time
from contextlib import suppress
from pathlib import Path

from archivist.display import shown_number
from archivist.engine import Engine, open_engine
from archivist.settings import ENGINES, FILE_NAME, Settings
from archivist.texts import _

MANY = 15_000
"""Articles from which on the engine that every archive begins with is no longer the best."""

GRACE_SECONDS = 600
"""How long the index of an engine that was left is kept, for searches that have it open."""


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
        """Open the engine called ``name`` in place of that of the settings; raise IndexUnavailable likewise."""
        opened = open_engine(name, self.folders[name])
        self.close()
        self._opened = (name, opened)

    def keep(self) -> None:
        """Write down that the archive is on the engine that is open; the others are left."""
        if self._opened:
            self._settings.choose_engine(self._opened[0])
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
                elif time.time() - folder.stat().st_mtime > GRACE_SECONDS:
                    shutil.rmtree(folder)

    def advice(self, before: int, count: int) -> str | None:
        """Return what to type when an archive of ``before`` articles has outgrown its engine with ``count``, or None.

        It is said once: by whatever command puts in the article that is one too many.
        """
        if self._opened is None or self._opened[0] != ENGINES[0] or not before < MANY <= count:
            return None
        return _(
            "With {count} articles, searches are several times faster after: "
            "pip install 'archivist[tantivy]' && archivist reindex --engine tantivy"
        ).format(count=shown_number(count))

    def close(self) -> None:
        """Release files."""
        if self._opened:
            self._opened[1].close()
            self._opened = None
