"""The demonstration archive: the releases of the package, copied and ingested in the user's cache directory."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout
from platformdirs import user_cache_path

from archivist import __version__
from archivist.cli.output import tell
from archivist.errors import ArchiveLocked, ArchivistError
from archivist.texts import _

if TYPE_CHECKING:
    from archivist.archive import Archive
    from archivist.reports import Progress

STAMP = "made-from.sha256"
"""The file of the demonstration archive that says from which releases it was made; written last."""

LOCK_SECONDS = 30


def open_demo(progress: Callable[[Progress], None] | None = None) -> Archive:
    """Open the demonstration archive, made again if archivist or its releases have changed.

    Raises ArchiveLocked if another process takes too long to make it, ArchivistError if it cannot be made.
    """
    from archivist.archive import Archive

    folder = user_cache_path("archivist") / f"demo-{__version__}"
    with as_file(files("archivist") / "demo" / "releases") as releases:
        digest = folder_digest(releases)
        try:
            folder.parent.mkdir(parents=True, exist_ok=True)
            with FileLock(folder.with_suffix(folder.suffix + ".lock"), timeout=LOCK_SECONDS):
                if _stamp_of(folder) != digest:
                    if folder.exists():
                        shutil.rmtree(folder)
                    make_demo(folder, releases, progress)
                    (folder / STAMP).write_text(digest, encoding="ascii")
        except Timeout as error:
            raise ArchiveLocked(_("Another process is making {folder}.").format(folder=folder)) from error
        except OSError as error:
            message = _("{folder} cannot be made: {reason}. Set XDG_CACHE_HOME to a folder that can be written.")
            raise ArchivistError(message.format(folder=folder, reason=error.strerror or error)) from error
    return Archive.open(folder, on_notice=tell)


def folder_digest(folder: Path) -> str:
    """Return the SHA-256 of the names and the bytes of all files of a folder."""
    digest = hashlib.sha256()
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        content = file.read_bytes()
        digest.update(f"{file.relative_to(folder).as_posix()}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def make_demo(folder: Path, releases: Path, progress: Callable[[Progress], None] | None = None) -> None:
    """Make an archive in ``folder`` of copies of the ``releases``; their sources then read ``releases/<name>``."""
    from archivist.archive import Archive

    copies = folder / "releases"
    copies.mkdir(parents=True)
    for file in releases.iterdir():
        if file.is_file():
            (copies / file.name).write_bytes(file.read_bytes())
    with Archive.create(folder, on_notice=tell) as archive:
        archive.ingest([str(copies)], progress=progress)


def _stamp_of(folder: Path) -> str | None:
    try:
        return (folder / STAMP).read_text(encoding="ascii")
    except (OSError, ValueError):
        return None
