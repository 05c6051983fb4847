"""Files, folders and standard input to sources: where releases come from, one at a time and never all in memory."""

from __future__ import annotations

import os
import re
import stat
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from archivist.errors import UnreadableSource
from archivist.texts import _

LARGEST = 50 * 1024 * 1024
"""Bytes above which a file is not read: fifty times the largest press release that was ever seen."""

_PASSED_OVER = ("thumbs.db", "desktop.ini", "__macosx")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Source:
    """One file, or standard input, that may hold a release.

    ``name`` is the file's own name; ``location`` says where the release comes from, for people and for the front
    matter: the path as it was given, with ``/``, or ``-`` for standard input. ``path`` is None for standard input.
    """

    name: str
    location: str
    path: Path | None = None

    def read(self) -> bytes:
        """Return the whole content; raise ``UnreadableSource`` where it cannot be read or is too large."""
        if self.path is None:
            content = sys.stdin.buffer.read(LARGEST + 1)
        else:
            try:
                # A file may be replaced by a fifo after it was looked at: opening must not wait for a writer.
                descriptor = os.open(self.path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
                with open(descriptor, "rb") as file:  # noqa: PTH123 - a descriptor, not a path
                    content = file.read(LARGEST + 1) or b""
            except OSError as error:
                raise UnreadableSource(_cannot_be_read(self.location, error)) from None
        if len(content) > LARGEST:
            raise UnreadableSource(
                _("{name} is larger than {size} MB; split it into its articles.").format(
                    name=self.location, size=LARGEST >> 20
                )
            )
        return content


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A path that cannot be a source; ``reason`` is the sentence for people that names it and says why."""

    name: str
    location: str
    reason: str


def find_sources(paths: Iterable[str], *, leave_out: Iterable[Path] = ()) -> Iterator[Source | Unreadable]:
    """Yield a source for each file of ``paths``, in their order; the files of a folder are sorted by name.

    Folders are read with all their folders; ``-`` is standard input. Hidden files and the droppings of other
    systems are passed over inside folders, and so is a folder that was already read (symbolic links may go in
    circles). The folders ``leave_out``, an archive's own ``corpus`` and ``index``, are never read. Whatever cannot be
    read becomes an ``Unreadable`` and stops nothing.
    """
    avoided = {os.path.realpath(folder) for folder in leave_out}
    visited: set[tuple[int, int]] = set()
    for given in paths:
        if given == "-":
            yield Source(name="-", location="-")
        elif _is_within(os.path.realpath(given), avoided):
            location = _shown(given)
            reason = _("{name} belongs to the archive itself; it is not ingested again.").format(name=location)
            yield Unreadable(Path(location).name, location, reason)
        else:
            yield from _walk(given, visited, avoided)


def _walk(path: str, visited: set[tuple[int, int]], avoided: set[str]) -> Iterator[Source | Unreadable]:
    waiting = [path]
    while waiting:
        path = waiting.pop()
        try:
            status = os.stat(path)  # noqa: PTH116 - a path here may hold bytes that are no text
        except (OSError, ValueError) as error:
            yield _unreadable(path, _cannot_be_read(_shown(path), error))
            continue
        if not stat.S_ISDIR(status.st_mode):
            yield _file(path, status)
            continue
        if (status.st_dev, status.st_ino) in visited or os.path.realpath(path) in avoided:
            continue
        visited.add((status.st_dev, status.st_ino))
        try:
            names = sorted(os.listdir(path))  # noqa: PTH208
        except OSError as error:
            yield _unreadable(path, _cannot_be_read(_shown(path), error))
            continue
        waiting += [os.path.join(path, name) for name in reversed(names) if is_counted(name)]  # noqa: PTH118


def is_counted(name: str) -> bool:
    """Tell whether a file or folder of this name is looked at inside a folder: hidden ones are not, nor droppings."""
    return not name.startswith((".", "~$")) and name.lower() not in _PASSED_OVER


def _file(path: str, status: os.stat_result) -> Source | Unreadable:
    location = _shown(path)
    if location != path.replace(os.sep, "/"):
        reason = _("The name of {name} is not valid UTF-8 or has control characters; rename the file.")
        return _unreadable(path, reason.format(name=location))
    if not stat.S_ISREG(status.st_mode):
        reason = _("{name} is not a regular file (a pipe, a socket or a device); give a file.")
        return _unreadable(path, reason.format(name=location))
    return Source(name=Path(path).name, location=location, path=Path(path))


def _unreadable(path: str, reason: str) -> Unreadable:
    location = _shown(path)
    return Unreadable(name=Path(location).name, location=location, reason=reason)


def _shown(path: str) -> str:
    """The path in characters that can be printed and written: others become escapes such as ``\\xff``."""
    text = os.fsencode(path).decode("utf-8", "backslashreplace").replace(os.sep, "/")
    return _CONTROL.sub(lambda control: f"\\x{ord(control[0]):02x}", text)


def _is_within(path: str, folders: set[str]) -> bool:
    return any(path == folder or path.startswith(folder.rstrip(os.sep) + os.sep) for folder in folders)


def _cannot_be_read(location: str, error: OSError | ValueError) -> str:
    if isinstance(error, FileNotFoundError):
        return _("{name} does not exist; check the path.").format(name=location)
    if isinstance(error, PermissionError):
        return _("{name} may not be read by you; change its permissions.").format(name=location)
    if isinstance(error, OSError) and error.strerror:
        return _("{name} cannot be read: {reason}.").format(name=location, reason=error.strerror)
    return _("{name} cannot be read.").format(name=location)
