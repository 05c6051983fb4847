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
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from archivist.article import Article, PartialDate
from archivist.errors import ArticleNotFound, CorpusError
from archivist.files import make_folder, write_whole
from archivist.french.normalize import fold, normalize
from archivist.texts import _

ID_LENGTH = 72
UNDATED = "undated"
ORIGINALS = "originals"

_FIELDS = (
    "id",
    "title",
    "date",
    "place",
    "issuer",
    "source",
    "tags",
    "evidence",
    "original",
    "added",
    "made",
)
_DATED = re.compile(r"(\d{4})(?:-|$)")
_SAFE_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*\r?\n(.*?\r?\n)---[ \t]*(?:\r?\n|\Z)(.*)", re.DOTALL)
_MOST_FRONT_MATTER = 1 << 18
_MOST_NODES = 10_000
_ORIGINAL = re.compile(r"[0-9a-f]{64}(?:\.[a-z0-9]{1,8})?")
# Blanks of YAML and ends of lines; the no-break spaces of French typography are part of a title.
_BLANKS = re.compile(r"[ \t\r\n\v\f\x1c-\x1f\x85\u2028\u2029]+")
# Where an id may be cut, these are no last words: `le-technopark-a-signe-trois`, not `…-trois-conventions-de`.
_NO_LAST_WORDS = frozenset(
    "le la les l un une des du de d au aux et ou a en dans par pour sur avec ce se qu que qui".split()
)


@dataclass(frozen=True, slots=True)
class Filed:
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
        self._write(self.path(article.id), render_article(article).encode())

    def has(self, id: str) -> bool:
        """Tell whether there is a file for ``id``."""
        return self.path(id).exists()

    def signature(self, id: str) -> str:
        """Return the signature of the file of ``id``: its size and the time of its last change."""
        return _signature(self.path(id).stat())

    def write_original(self, content: bytes, suffix: str) -> str:
        """Keep received bytes; return the name they are kept under, which begins with their SHA-256."""
        digest = hashlib.sha256(content).hexdigest()
        name = f"{digest}{suffix}"
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


def render_article(article: Article) -> str:
    """Return the file of an article: front matter, a blank line, the text."""
    matter = _matter(article)
    return _with_matter({**matter, "made": digest(article)}, article.text)


def digest(article: Article) -> str:
    """Return a digest of what the program wrote, by which an edit made by hand is recognised later."""
    matter = {key: value for key, value in _matter(article).items() if key != "made"}
    return hashlib.sha256(_with_matter(matter, article.text).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def is_edited(article: Article) -> bool:
    """Tell whether somebody has changed the file of an article since the program wrote it."""
    made = article.extra.get("made")
    plain = replace(article, extra={key: value for key, value in article.extra.items() if key != "made"})
    return made is not None and made != digest(plain)


def parse_article(content: bytes, id: str, path: Path) -> Article:
    """Read the file of an article; raise CorpusError with what is wrong and where."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise CorpusError(
            _("{path} is not UTF-8 (byte {offset}); save it as UTF-8.").format(path=path, offset=error.start)
        ) from error
    match = _FRONT_MATTER.fullmatch(text)
    if not match or len(match[1]) > _MOST_FRONT_MATTER:
        raise CorpusError(
            _("{path} has no front matter: it must begin with lines between two lines of ---.").format(path=path)
        )
    fields = _load(match[1], path)
    return Article(
        id=id,
        title=_string(fields, "title") or id,
        text=match[2].replace("\r\n", "\n").strip("\n"),
        date=_date(fields, path),
        place=_string(fields, "place"),
        issuer=_string(fields, "issuer"),
        source=_string(fields, "source"),
        tags=_strings(fields.get("tags")),
        evidence={str(key): str(value) for key, value in _mapping(fields.get("evidence")).items()},
        original=_string(fields, "original"),
        added=_string(fields, "added"),
        extra={key: value for key, value in fields.items() if key not in _FIELDS or key == "made"},
    )


def stated_id(content: bytes, path: Path) -> str | None:
    """Return the id that the front matter of a file states, which must be that of its name."""
    match = _FRONT_MATTER.fullmatch(content.decode("utf-8", "replace"))
    return _string(_load(match[1], path), "id") if match else None


def _matter(article: Article) -> dict[str, Any]:
    known: dict[str, Any] = {
        "id": article.id,
        "title": article.title,
        "date": str(article.date) if article.date else None,
        "place": article.place,
        "issuer": article.issuer,
        "source": article.source,
        "tags": list(article.tags) or None,
        "evidence": dict(article.evidence) or None,
        "original": article.original,
        "added": article.added,
    }
    extra = {key: value for key, value in article.extra.items() if key != "made"}
    return {**{key: value for key, value in known.items() if value is not None}, **extra}


def _with_matter(matter: Mapping[str, Any], text: str) -> str:
    import yaml

    # NEL and the separators of lines and paragraphs end a line for some readers of YAML; they are no part of a field.
    head = yaml.dump(
        dict(matter),
        Dumper=getattr(yaml, "CSafeDumper", yaml.SafeDumper),
        allow_unicode=True,
        sort_keys=False,
        width=4096,
    )
    return f"---\n{head}---\n\n{text}\n"


def _load(text: str, path: Path) -> dict[str, Any]:
    import yaml

    try:
        # Every scalar stays the string that is written: 2024-05-30 is no Python date, `no` is no Boolean.
        fields = yaml.load(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise CorpusError(
            _("The front matter of {path} is not YAML (line {line}); correct it by hand.").format(
                path=path, line=mark.line + 2 if mark else "?"
            )
        ) from error
    except RecursionError:
        raise CorpusError(_("The front matter of {path} is too deep.").format(path=path)) from None
    if not isinstance(fields, dict):
        raise CorpusError(_("The front matter of {path} must be lines of `name: value`.").format(path=path))
    return {str(key): value for key, value in fields.items()}


def _date(fields: Mapping[str, Any], path: Path) -> PartialDate | None:
    text = _string(fields, "date")
    if text is None:
        return None
    try:
        return PartialDate.parse(text)
    except ValueError as error:
        raise CorpusError(
            _("The date in {path} cannot be read ({reason}); write 2024, 2024-05 or 2024-05-30.").format(
                path=path, reason=error
            )
        ) from error


def _string(fields: Mapping[str, Any], name: str) -> str | None:
    value = fields.get(name)
    text = " ".join(str(value).split()) if isinstance(value, str) else ""
    return text if text and text != "null" and text != "~" else None


def _strings(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return tuple(part.strip() for part in value.split(",") if part.strip())
    return tuple(str(part) for part in value if str(part).strip()) if isinstance(value, list) else ()


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


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
