"""Files that are there whole or not at all: written beside, synced to disk, renamed."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path


def write_whole(path: Path, content: bytes) -> None:
    """Write ``content`` to ``path`` so that whoever reads sees the old bytes or the new ones, even after a crash."""
    beside = path.with_name(f".{path.name[:80]}.{os.urandom(4).hex()}.part")
    try:
        with beside.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def make_folder(folder: Path) -> None:
    """Make ``folder`` and those above it that are missing, each synced into the one that holds it."""
    missing = [above for above in (folder, *folder.parents) if not above.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    for made in reversed(missing):
        sync_folder(made.parent)


def remove_leftovers(folder: Path) -> None:
    """Remove what killed writers have left half written in ``folder``, not below it."""
    for path in folder.glob(".*.part"):
        with suppress(OSError):
            path.unlink()


def remove_special(path: Path) -> None:
    """Remove ``path`` where it is a link, a pipe or a device, by which a foreign archive would lead a writer astray."""
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return
    if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
        path.unlink()


def sync_folder(folder: Path) -> None:
    """Ask that the names in ``folder`` be on disk; systems that cannot open a folder sync names with files."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_tree(folder: Path) -> None:
    """Ask that every file under ``folder``, and their names, be on disk."""
    for path in folder.rglob("*"):
        if path.is_file():
            descriptor = os.open(path, os.O_RDONLY if os.name != "nt" else os.O_RDWR)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
    sync_folder(folder)
