"""The file of an article: YAML front matter between two lines of ``---``, a blank line, the text.

People mend these files by hand, and others may have made them: whatever they hold is read as strings, within bounds, or
refused with a sentence that names the file and the line.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from archivist.article import Article, PartialDate
from archivist.errors import CorpusError
from archivist.plain_yaml import YamlError, load_strings
from archivist.texts import _

FORMER = "former"
"""Front matter that names the originals of earlier versions of an article."""

NOTE = "note"
"""Front matter that holds what a reader has noted about an article."""

READER = "reader"
"""The evidence of tags that a reader has chosen: a new version of the source leaves them alone."""

PERSON = "person"
"""The evidence of what a person has said or confirmed: nothing that is read later counts for more."""

DOUBTS = "doubts"
"""Front matter that holds what ingest doubted: field -> sentence."""

SOURCES = "sources"
"""Front matter that lists where else the same text came from, each with its ``original``."""

FAMILY = "family"
"""Front matter that names the article which this one nearly repeats: the first of its family."""

CLEANER = "cleaner"
"""Front matter that says which version of the cleaner has made an article."""

BY_HAND = "by hand"
"""Stands for the digest of an article that no program has written: it counts as edited for ever."""

STATED = ("title", "date", "place", "issuer")
"""Fields that are read from a source, and that a person can state."""

TEXT = "text"
"""The key of what is said of the text among doubts and evidence."""

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
_FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*\r?\n(.*?\r?\n)---[ \t]*(?:\r?\n|\Z)(.*)", re.DOTALL)
_MOST_FRONT_MATTER = 1 << 18
# Blanks of YAML and ends of lines; the no-break spaces of French typography are part of a title.
_BLANKS = re.compile(r"[ \t\r\n\v\f\x1c-\x1f\x85\u2028\u2029]+")


def render_article(article: Article) -> str:
    """Return the file of an article: front matter, a blank line, the text.

    An article that comes from a file keeps its ``made``: whoever writes it again leaves an edit by hand an edit.
    """
    return _with_matter({**_matter(article), "made": article.extra.get("made") or digest(article)}, article.text)


def digest(article: Article) -> str:
    """Return a digest of what the program wrote, by which an edit made by hand is recognised later."""
    same = _as_read(article)
    return hashlib.sha256(_with_matter(_matter(same), same.text).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def is_edited(article: Article) -> bool:
    """Tell whether somebody has changed the file of an article since the program wrote it, or has written it."""
    return bool(article.extra.get("made") != digest(article))


def annotated(article: Article, tags: Sequence[str] | None, note: str | None) -> Article:
    """Return the article with a reader's tags and note; None leaves what there is, the empty note removes it.

    A text that nobody has edited stays one: only the digest of what is written now is another.
    """
    extra = {key: value for key, value in article.extra.items() if key != "made" or is_edited(article)}
    evidence = dict(article.evidence)
    if note is not None:
        extra.pop(NOTE, None)
        line = _line(note)
        if line:
            extra[NOTE] = line
    if tags is not None:
        evidence["tags"] = READER
    kept = article.tags if tags is None else tuple(dict.fromkeys(_strings(list(tags))))
    return replace(article, tags=kept, evidence=evidence, extra=extra)


def noted(article: Article, name: str, value: object) -> Article:
    """Return the article with front matter that the program adds; one that somebody has edited stays edited."""
    extra = {key: kept for key, kept in article.extra.items() if key != "made"}
    if is_edited(article):
        extra["made"] = article.extra.get("made", BY_HAND)
    return replace(article, extra={**extra, name: value})


def inherited(article: Article, former: Article) -> Article:
    """Return a new version of ``former`` with what was added to that.

    People's notes, tags and fields stay theirs; where else the text came from, and what it nearly repeats, stay known.
    """
    kept = {name: former.extra[name] for name in (NOTE, SOURCES, FAMILY) if name in former.extra}
    evidence = dict(article.evidence)
    changes: dict[str, Any] = {}
    for name in STATED:
        if former.evidence.get(name) == PERSON:
            changes[name] = getattr(former, name)
            evidence[name] = PERSON
    if former.evidence.get("tags") == READER:
        changes["tags"] = former.tags
        evidence["tags"] = READER
    checked = {TEXT} if former.evidence.get(TEXT) == PERSON and former.text.strip() == article.text.strip() else set()
    evidence.update(dict.fromkeys(checked, PERSON))
    extra = {**article.extra, **kept}
    doubts = {key: said for key, said in _mapping(extra.pop(DOUBTS, None)).items() if key not in {*changes, *checked}}
    if doubts:
        extra[DOUBTS] = doubts
    return replace(article, evidence=evidence, extra=extra, **changes)


def family_of(article: Article) -> str | None:
    """Return the id of the article that this one nearly repeats, None for an article that repeats no other."""
    family = article.extra.get(FAMILY)
    return family if isinstance(family, str) and family else None


def originals_of(article: Article) -> list[str]:
    """Return the names of all received bytes that belong to an article: its own, former ones, those of its copies."""
    former = article.extra.get(FORMER)
    sources = article.extra.get(SOURCES)
    copies = [_mapping(source).get("original") for source in sources] if isinstance(sources, list) else []
    names = [article.original, *(former if isinstance(former, list) else ()), *copies]
    return [name for name in names if isinstance(name, str) and name]


def _as_read(article: Article) -> Article:
    """Return the article as its file will be read: YAML and the parser leave no trace of some blanks."""
    return replace(
        article,
        title=_line(article.title) or article.id,
        text=_plain_lines(article.text),
        place=_line(article.place),
        issuer=_line(article.issuer),
        source=_line(article.source),
        tags=_strings(list(article.tags)),
        evidence={str(key): _line(value) or "" for key, value in article.evidence.items()},
        original=_line(article.original),
        added=_line(article.added),
        extra={key: _lines(value) for key, value in article.extra.items()},
    )


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
        text=_plain_lines(match[2]),
        date=_date(fields, path),
        place=_string(fields, "place"),
        issuer=_string(fields, "issuer"),
        source=_string(fields, "source"),
        tags=_strings(fields.get("tags")),
        evidence={str(key): _line(value) or "" for key, value in _mapping(fields.get("evidence")).items()},
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

    head = yaml.dump(
        dict(matter),
        Dumper=getattr(yaml, "CSafeDumper", yaml.SafeDumper),
        allow_unicode=True,
        sort_keys=False,
        width=4096,
    )
    return f"---\n{head}---\n\n{text}\n"


def _load(text: str, path: Path) -> dict[str, Any]:
    try:
        fields = load_strings(text)
    except YamlError as error:
        raise CorpusError(
            _("The front matter of {path} is not YAML (line {line}); correct it by hand.").format(
                path=path, line=error.line + 1 if error.line else "?"
            )
        ) from error
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
    return _line(fields.get(name))


def _line(value: object) -> str | None:
    text = _BLANKS.sub(" ", value).strip(" ") if isinstance(value, str) else ""
    return text if text and text != "null" and text != "~" else None


def _lines(value: object) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _lines(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_lines(inner) for inner in value]
    return _line(value) if isinstance(value, str) else value


def _plain_lines(text: str) -> str:
    return re.sub(r"\r\n?", "\n", text).strip("\n")


def _strings(value: object) -> tuple[str, ...]:
    parts = value.split(",") if isinstance(value, str) else value if isinstance(value, list) else []
    return tuple(line for line in map(_line, parts) if line)


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}
