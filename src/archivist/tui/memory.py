"""What a reader leaves behind: the queries asked, what has been read, bookmarks. It belongs to the reader.

It is kept in the user's state folder, one JSON file per archive, never in the archive itself. Where that folder cannot
be used, it is forgotten with the window.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from threading import Lock
from typing import Any, Literal

from platformdirs import user_state_path

from archivist.files import make_folder, write_whole

FOLDER = user_state_path("archivist", appauthor=False) / "reading"
LONGEST_HISTORY = 200
MOST_READ = 50_000
"""Articles that are remembered as read; the oldest are forgotten first."""

Step = tuple[Literal["asked", "read", "unread", "marked", "unmarked"], str]


class Memory:
    """The history, the read articles and the bookmarks of one reader in one archive.

    ``history`` is oldest first; ``read`` and ``bookmarks`` are ids in the order in which they came.
    """

    def __init__(self, root: Path, folder: Path | None = None) -> None:
        name = f"{root.name[:40]}-{hashlib.sha256(str(root).encode(errors='surrogateescape')).hexdigest()[:12]}.json"
        self.path = (folder or FOLDER) / name
        self.history: list[str] = []
        self.read: dict[str, None] = {}
        self.bookmarks: dict[str, None] = {}
        self._root = root
        self._steps: list[Step] = []
        self._saving = Lock()
        self._load()

    def ask(self, query: str) -> None:
        """Remember a query as the latest one."""
        query = query.strip()
        if query and (not self.history or self.history[-1] != query):
            self._step(("asked", query))

    def mark_read(self, id: str, read: bool = True) -> None:
        """Remember that an article has been read, or is to count as unread."""
        if (id in self.read) != read:
            self._step(("read" if read else "unread", id))

    def toggle_bookmark(self, id: str) -> bool:
        """Set or remove the bookmark of an article; return whether it has one now."""
        self._step(("unmarked" if id in self.bookmarks else "marked", id))
        return id in self.bookmarks

    @property
    def changed(self) -> bool:
        """Whether there is something to save."""
        return bool(self._steps)

    def save(self) -> None:
        """Write what has changed, over what other windows have written meanwhile; may be called from a thread."""
        with self._saving:
            steps, self._steps = self._steps, []
            if not steps or not self.path.is_absolute():
                return
            other = Memory(self._root, self.path.parent)
            for step in steps:
                other._take(step)
            content = {
                "archive": str(self._root),
                "history": other.history,
                "bookmarks": list(other.bookmarks),
                "read": list(other.read),
            }
            try:
                make_folder(self.path.parent)
                self.path.parent.chmod(0o700)
                write_whole(self.path, json.dumps(content, ensure_ascii=False).encode(errors="surrogatepass"))
            except OSError:
                # A reader without a home folder reads all the same.
                return

    def _step(self, step: Step) -> None:
        self._take(step)
        self._steps.append(step)

    def _take(self, step: Step) -> None:
        does, what = step
        if does == "asked":
            self.history = [*(query for query in self.history if query != what), what][-LONGEST_HISTORY:]
        elif does == "read":
            self.read[what] = None
            for oldest in list(self.read)[: max(len(self.read) - MOST_READ, 0)]:
                del self.read[oldest]
        elif does == "unread":
            self.read.pop(what, None)
        elif does == "marked":
            self.bookmarks[what] = None
        else:
            self.bookmarks.pop(what, None)

    def _load(self) -> None:
        try:
            content: Any = json.loads(self.path.read_bytes()) if self.path.is_absolute() else {}
        except (OSError, ValueError, RecursionError):
            content = {}
        if not isinstance(content, dict):
            content = {}
        self.history = list(_strings(content.get("history")))[-LONGEST_HISTORY:]
        self.read = dict.fromkeys(_strings(content.get("read")))
        self.bookmarks = dict.fromkeys(_strings(content.get("bookmarks")))


def _strings(value: object) -> Iterable[str]:
    return (one for one in value if isinstance(one, str)) if isinstance(value, list) else ()
