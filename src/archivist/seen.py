"""Which files were taken in and have not been touched since: they need not be read to know that they are unchanged.

``index/sources.tsv`` keeps the size and the time of the last change of each file, and the article that it became. As in
git, a time that was quite new when it was noted proves nothing: the file may have been changed again at once.
"""

from __future__ import annotations

import os
import time
from collections.abc import Container
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from archivist.files import write_whole

FILE_NAME = "sources.tsv"
_VERSION = "sources 1"

RACY_NANOSECONDS = 2_000_000_000
"""How much older than its note a change must be: the coarsest times of file systems count two seconds."""


class Touched(NamedTuple):
    """What a system says of a file: its size in bytes and the time of its last change in nanoseconds."""

    size: int
    time: int


class Seen:
    """The files that were taken in; only whoever holds the lock of writers saves it."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE_NAME
        self._noted: dict[str, tuple[Touched, str]] = {}
        self._is_saved = True
        with suppress(OSError, UnicodeDecodeError):
            version, *lines = self._path.read_text(encoding="utf-8").split("\n")
            for line in lines if version == _VERSION else ():
                with suppress(ValueError):
                    path, size, changed, id = line.split("\t")
                    self._noted[path] = Touched(int(size), int(changed)), id

    def article_of(self, path: str, touched: Touched, ids: Container[str]) -> str | None:
        """Return the id, which must be among ``ids``, of the article that the file became, None where it may differ."""
        noted = self._noted.get(path)
        return noted[1] if noted and noted[0] == touched and noted[1] in ids else None

    def note(self, path: str, touched: Touched, id: str) -> None:
        """Note that the file at ``path`` was ``touched`` so before it was read, and is the article ``id`` now."""
        if touched.time < time.time_ns() - RACY_NANOSECONDS and self._noted.get(path) != (touched, id):
            self._noted[path] = touched, id
            self._is_saved = False

    def save(self) -> None:
        """Keep the notes beside the index; what cannot be kept is read again next time."""
        if not self._is_saved:
            lines = (f"{path}\t{size}\t{changed}\t{id}" for path, ((size, changed), id) in self._noted.items())
            with suppress(OSError, UnicodeEncodeError):
                write_whole(self._path, "\n".join((_VERSION, *lines)).encode())
                self._is_saved = True


def touched(path: Path) -> Touched | None:
    """Return what the system says of a file, None where it says nothing."""
    try:
        status = os.stat(path)  # noqa: PTH116 - a path here may hold bytes that are no text
    except (OSError, ValueError):
        return None
    return Touched(status.st_size, status.st_mtime_ns)
