"""A seal on files: proof that this user wrote them on this machine, and that nobody has touched them since.

An index holds pickles, and reading a pickle may run a program; an archive may come from anywhere. So the files of an
index are listed with their size and their times, and the list is signed (HMAC-SHA256) with a key that never leaves the
user's own state directory. Files that came by copy, by unpacking or by git have other times, and no valid seal.
"""

from __future__ import annotations

import hmac
import json
import os
import platform
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from archivist.errors import IndexUnavailable
from archivist.texts import _

KEY_BYTES = 32


def sign(content: Mapping[str, Any]) -> str:
    """Return the signature of ``content`` (made of JSON values) by this user on this machine."""
    message = json.dumps([_who(), content], sort_keys=True, ensure_ascii=True).encode()
    return hmac.new(_key(), message, "sha256").hexdigest()


def is_signed(content: Mapping[str, Any], signature: str) -> bool:
    """Tell whether ``signature`` is that of ``content`` by this user on this machine."""
    return hmac.compare_digest(sign(content), signature)


def trace(folder: Path) -> dict[str, list[int]]:
    """Return the files under ``folder``: relative path -> size, time of modification and time of change (ns)."""
    files: dict[str, list[int]] = {}
    for path in sorted(folder.rglob("*")):
        status = path.lstat()
        if not path.is_dir():
            files[path.relative_to(folder).as_posix()] = [
                status.st_size,
                status.st_mtime_ns,
                status.st_ctime_ns,
            ]
    return files


def is_untouched(folder: Path, files: Mapping[str, list[int]]) -> bool:
    """Tell whether ``folder`` holds exactly the files that ``trace`` saw; symbolic links are never followed."""
    try:
        return not folder.is_symlink() and trace(folder) == dict(files)
    except OSError:
        return False


def _who() -> list[str | int]:
    user = os.getuid() if hasattr(os, "getuid") else os.environ.get("USERNAME", "")
    return [user, platform.node(), platform.machine()]


def _key() -> bytes:
    """Return this user's key, made on first use; raise IndexUnavailable where it can be neither read nor kept."""
    path = _state_folder() / "index.key"
    if not path.is_absolute():
        raise IndexUnavailable(
            _("The key that protects indexes has no place: you have no home folder; set XDG_STATE_HOME to a folder.")
        )
    try:
        key = path.read_bytes()
        if len(key) == KEY_BYTES:
            return key
    except FileNotFoundError:
        pass
    except OSError as error:
        raise IndexUnavailable(_unusable(path, error)) from error
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        beside = path.with_name(f"index.key.{os.getpid()}.{os.urandom(4).hex()}")
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(os.urandom(KEY_BYTES))
            file.flush()
            os.fsync(file.fileno())
        try:
            # Two first uses at once: the first key stays.
            os.link(beside, path)
        except FileExistsError:
            if len(path.read_bytes()) != KEY_BYTES:
                beside.replace(path)
        except OSError:
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)
        return path.read_bytes()
    except OSError as error:
        raise IndexUnavailable(_unusable(path, error)) from error


def _state_folder() -> Path:
    """Return where this user's state belongs; a relative path where nobody has a home folder."""
    if sys.platform == "linux":
        # As the XDG Base Directory Specification says, in two lines that every search waits for, not in 5 ms.
        home = os.environ.get("XDG_STATE_HOME", "").strip() or os.path.expanduser("~/.local/state")  # noqa: PTH111 - it never fails
        return Path(home) / "archivist"
    from platformdirs import user_state_path

    try:
        return user_state_path("archivist", appauthor=False)
    except RuntimeError:
        # Newer releases of platformdirs say so where nobody has a home folder; older ones give a relative path.
        return Path("archivist")


def _unusable(path: Path, error: OSError) -> str:
    return _(
        "The key that protects indexes cannot be kept in {path} ({reason}); make that folder writable, or set "
        "XDG_STATE_HOME to one that is."
    ).format(path=path, reason=error.strerror or error)
