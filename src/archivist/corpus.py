"""The corpus: one Markdown file with YAML front matter per article, and the bytes that were received.

    corpus/2024/2024-05-le-technopark-a-signe.md      an article, readable and mendable by hand
    corpus/undated/sans-date-un-appel.md              an article whose date nobody knows
    corpus/originals/95/95bd740a….txt                 received bytes, named by their SHA-256

The corpus is the only truth of an archive. An id is the name of its file, and says where the file is: reading an
article never lists a folder.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from archivist.article import Article, PartialDate
from archivist.errors import ArticleNotFound, CorpusError
from archivist.files import make_folder, write_whole
from archivist.french.normalize import fold, normalize
from archivist.front_matter import parse_article, render_article
from archivist.texts import _

ID_LENGTH = 72
UNDATED = "undated"
ORIGINALS = "originals"

_DATED = re.compile(r"(\d{4})(?:-|$)")
_SAFE_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_ORIGINAL = re.compile(r"[0-9a-f]{64}(?:\.[a-z0-9]{1,8})?")
# Where an id may be cut, these are no last words: `le-technopark-a-signe-trois`, not `…-trois-conventions-de`.
_NO_LAST_WORDS = frozenset(
    "le la les l un une des du de d au aux et ou a en dans par pour sur avec ce se qu que qui".split()
)


class Filed(NamedTuple):
    """A file of the corpus: the id its name gives, where it is, and a signature that changes when it is changed."""

    id: str
    path: Path
    signature: str


class Corpus:
    """The articles of one archive, on disk."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, id: str) -> Path:
        """Return where the article ``id`` is or would be; raise ArticleNotFound for what can be no id."""
        if len(id) > ID_LENGTH * 2 or not _SAFE_ID.fullmatch(id):
            raise ArticleNotFound(
                _("No article has the id {id}; `archivist list` shows the ids there are.").format(id=repr(id))
            )
        dated = _DATED.match(id)
        return self.folder / (dated[1] if dated else UNDATED) / f"{id}.md"

    def read(self, id: str) -> Article:
        """Return the article ``id``; raise ArticleNotFound, or CorpusError where its file is damaged."""
        path = self.path(id)
        try:
            return parse_article(path.read_bytes(), id, path)
        except FileNotFoundError:
            raise ArticleNotFound(
                _("No article has the id {id}; `archivist list` shows the ids there are.").format(id=id)
            ) from None
        except OSError as error:
            raise _cannot_be_read(path, error) from error

    def write(self, article: Article) -> None:
        """Write an article, whole or not at all; raise CorpusError where that is impossible."""
        path = self.path(article.id)
        try:
            content = render_article(article).encode()
        except UnicodeEncodeError:
            raise CorpusError(
                _("{path} would hold characters that are none (lone surrogates).").format(path=path)
            ) from None
        # What is written can be read again, or is not written.
        parse_article(content, article.id, path)
        self._write(path, content)

    def has(self, id: str) -> bool:
        """Tell whether there is a file for ``id``."""
        return self.path(id).exists()

    def signature(self, id: str) -> str:
        """Return the signature of the file of ``id``: its size and the time of its last change."""
        return _signature(self.path(id).stat())

    def write_original(self, content: bytes, suffix: str) -> str:
        """Keep received bytes; return the name they are kept under, which begins with their SHA-256."""
        name = original_name(content, suffix)
        path = self.original_path(name)
        if not path.exists() or path.stat().st_size != len(content):
            self._write(path, content)
        return name

    def original_path(self, name: str) -> Path:
        """Return where the original called ``name`` is; raise CorpusError for what can be no name of one."""
        if not _ORIGINAL.fullmatch(name):
            raise CorpusError(
                _("{name} can be no original: its name is a SHA-256 and an ending.").format(name=repr(name))
            )
        return self.folder / ORIGINALS / name[:2] / name

    def read_original(self, name: str) -> bytes:
        """Return received bytes; raise CorpusError where they are missing or not those of the digest."""
        path = self.original_path(name)
        try:
            content = path.read_bytes()
        except OSError as error:
            raise CorpusError(
                _("The original {path} cannot be read ({reason}).").format(path=path, reason=error.strerror or error)
            ) from error
        if hashlib.sha256(content).hexdigest() != name.split(".")[0]:
            raise CorpusError(_("The original {path} has been changed: its digest is another.").format(path=path))
        return content

    def files(self) -> Iterator[Filed]:
        """Yield every article file, by folder and name, without reading it."""
        for folder in sorted(self._folders()):
            try:
                with os.scandir(folder) as found:
                    entries = [entry for entry in found if entry.name.endswith(".md") and entry.name[0] != "."]
            except FileNotFoundError:
                continue
            except OSError as error:
                raise _cannot_be_read(folder, error) from error
            for entry in sorted(entries, key=lambda entry: entry.name):
                try:
                    status = entry.stat()
                except OSError:
                    # Removed or renamed meanwhile, or a link that leads nowhere.
                    continue
                if stat.S_ISREG(status.st_mode):
                    yield Filed(entry.name[:-3], folder / entry.name, _signature(status))

    def leftovers(self) -> Iterator[Path]:
        """Yield files that a killed writer has left half written."""
        yield from sorted(self.folder.rglob(".*.part"))

    def originals(self) -> Iterator[Path]:
        """Yield every original."""
        folder = self.folder / ORIGINALS
        if folder.is_dir():
            yield from sorted(path for path in folder.rglob("*") if path.is_file() and path.name[0] != ".")

    def _folders(self) -> list[Path]:
        try:
            return [
                path
                for path in self.folder.iterdir()
                if path.is_dir() and path.name != ORIGINALS and not path.name.startswith(".")
            ]
        except FileNotFoundError:
            return []
        except OSError as error:
            raise _cannot_be_read(self.folder, error) from error

    def _write(self, path: Path, content: bytes) -> None:
        try:
            make_folder(path.parent)
            write_whole(path, content)
        except OSError as error:
            raise CorpusError(
                _("{path} cannot be written ({reason}).").format(path=path, reason=error.strerror or error)
            ) from error


def original_name(content: bytes, suffix: str) -> str:
    """Return the name under which received bytes are kept: their SHA-256 and the ending of their file."""
    return f"{hashlib.sha256(content).hexdigest()}{suffix}"


def new_id(title: str, date: PartialDate | None, is_taken: Mapping[str, Any] | set[str]) -> str:
    """Return a readable id that is a safe file name everywhere and is not taken: date, then words of the title."""
    start = str(date) if date else "sans-date"
    words = re.findall(r"[a-z0-9]+", fold(normalize(title).text))
    id = start
    used: list[str] = []
    for word in words:
        if len(id) + 1 + len(word) > ID_LENGTH or len(used) == 7:
            break
        used.append(word)
        id = f"{start}-{'-'.join(used)}"
    while used and used[-1] in _NO_LAST_WORDS:
        used.pop()
    id = "-".join((start, *used)) if used else f"{start}-communique"
    unique, number = id, 2
    while unique in is_taken:
        unique, number = f"{id}-{number}", number + 1
    return unique


def _signature(status: os.stat_result) -> str:
    return f"{status.st_size}-{status.st_mtime_ns}"


def _cannot_be_read(path: Path, error: OSError) -> CorpusError:
    return CorpusError(
        _("{path} cannot be read ({reason}); check its permissions.").format(path=path, reason=error.strerror or error)
    )


def suffix_of(name: str) -> str:
    """Return the ending of a received file's name, where it is a plain one: ``.html``, ``.txt``; else nothing."""
    suffix = unicodedata.normalize("NFKC", Path(name).suffix.lower())
    return suffix if re.fullmatch(r"\.[a-z0-9]{1,8}", suffix) else ""
