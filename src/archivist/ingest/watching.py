"""A folder that is watched: what arrives in it is passed on when it is whole; the only home of watchfiles."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from threading import Event

from archivist.errors import ArchivistError, UnreadableSource
from archivist.ingest.sources import is_counted
from archivist.texts import _

SETTLED = 1.0
"""Seconds for which size and time of a file must not change: then whoever writes it has finished."""

UNFINISHED = (".part", ".partial", ".crdownload", ".download", ".tmp", ".temp", ".opdownload", ".filepart", ".swp", "~")
"""Endings of files that programs are still writing, and rename when they have finished."""

_Size = tuple[int, int]


def watch(
    folder: Path,
    on_files: Callable[[list[str]], bool],
    *,
    leave_out: Iterable[Path] = (),
    stop: Event | None = None,
    settled: float = SETTLED,
) -> None:
    """Call ``on_files`` with the paths of the files in ``folder``, and below it, that are new or have changed.

    The files that are there at the start are the first. A file that is still being written waits until it is whole;
    files for which ``on_files`` returns False are offered again. ``leave_out`` are folders that are not watched.
    Returns when ``stop`` is set. Raises UnreadableSource where the folder cannot be watched, ArchivistError where
    watchfiles is not installed.
    """
    try:
        from watchfiles import Change
        from watchfiles import watch as changes_in
    except ImportError:
        raise ArchivistError(
            _("To watch a folder, install the library for it: pip install 'archivist[watch]'")
        ) from None
    if not folder.is_dir():
        raise UnreadableSource(_("{name} is not a folder; name the folder to watch.").format(name=folder))
    folder = folder.resolve()
    avoided = tuple(os.path.realpath(path) for path in leave_out)
    waiting: dict[str, tuple[_Size | None, float]] = {}
    step = max(10, int(settled * 500))
    try:
        started = False
        for changes in changes_in(
            folder, watch_filter=None, stop_event=stop, rust_timeout=step, debounce=step * 2, step=min(50, step),
            yield_on_timeout=True, raise_interrupt=True, ignore_permission_denied=True,
        ):  # fmt: skip
            touched = [path for change, path in changes if change is not Change.deleted]
            if not started:  # watching has begun: what arrives from now on is in the changes
                touched, started = [str(folder), *touched], True
            for path in (file for one in touched for file in _files_in(one)):
                if _is_expected(path, folder, avoided):
                    waiting.setdefault(path, (None, 0.0))
            whole = _whole(waiting, settled)
            if whole and on_files(whole):
                for path in whole:
                    waiting.pop(path, None)
    except OSError as error:
        raise UnreadableSource(
            _("{name} cannot be watched: {reason}.").format(name=folder, reason=error.strerror or error)
        ) from None


def is_unfinished(name: str) -> bool:
    """Tell whether the name of a file says that a program is still writing it."""
    return name.lower().endswith(UNFINISHED)


def _whole(waiting: dict[str, tuple[_Size | None, float]], settled: float) -> list[str]:
    """Return the files whose size and time have not changed for a while; forget those that are gone."""
    whole = []
    for path, (before, since) in sorted(waiting.items()):
        size = _size(path)
        if size is None:
            del waiting[path]
        elif size != before:
            waiting[path] = (size, time.monotonic())
        elif size[0] and time.monotonic() - since >= settled:
            whole.append(path)
    return whole


def _size(path: str) -> _Size | None:
    """Return size and time of a regular file, None for anything else."""
    try:
        status = Path(path).stat()
    except (OSError, ValueError):
        return None
    return (status.st_size, status.st_mtime_ns) if Path(path).is_file() else None


def _is_expected(path: str, folder: Path, avoided: tuple[str, ...]) -> bool:
    parts = Path(os.path.relpath(path, folder)).parts
    if not all(map(is_counted, parts)) or is_unfinished(parts[-1]):
        return False
    real = os.path.realpath(path)
    return not any(real == one or real.startswith(one + os.sep) for one in avoided)


def _files_in(path: str) -> list[str]:
    """Return the files of a folder, which may have been moved here with them, or the file itself."""
    if not Path(path).is_dir():
        return [path]
    return [os.path.join(above, name) for above, _folders, names in os.walk(path) for name in names]  # noqa: PTH118
