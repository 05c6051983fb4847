"""Saved searches: queries with a name, in a file that people can read and mend.

    searches.yaml
        language: 1
        searches:
          veille:
            query: startups OU "deep tech"
            asked: '2026-11-23T21:52:08+00:00'

``language`` is the version of the query language they were written in. ``asked`` is when ``archivist news`` last told
what came in. ``@veille`` stands for the query inside another one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from archivist.errors import CorpusError, QueryError
from archivist.files import write_whole
from archivist.plain_yaml import YamlError, load_strings
from archivist.search import query as q
from archivist.search.parse import parse
from archivist.search.query import Query
from archivist.texts import _, ngettext

LANGUAGE_VERSION = 1
FILE_NAME = "searches.yaml"

_NAME = re.compile(r"[^\W_][\w-]{0,63}")


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A query with a name; ``asked`` is the moment (ISO 8601, UTC) up to which its news have been told."""

    name: str
    query: str
    asked: str | None = None


class SavedSearches:
    """The saved searches of one archive. Reads the file when asked, so that an edit by hand counts at once."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def all(self) -> dict[str, SavedSearch]:
        """Return every saved search by name, in alphabetical order; raise CorpusError for a damaged file."""
        try:
            text = self.path.read_text(encoding="utf-8")
        except FileNotFoundError:
            return {}
        except (OSError, UnicodeDecodeError) as error:
            raise CorpusError(
                _("{path} cannot be read ({reason}); it holds the saved searches.").format(path=self.path, reason=error)
            ) from error
        searches = _mapping(_mapping(self._load(text)).get("searches"))
        found = {}
        for name, entry in sorted(searches.items()):
            query = entry if isinstance(entry, str) else _mapping(entry).get("query")
            if isinstance(query, str) and _NAME.fullmatch(name):
                asked = _mapping(entry).get("asked")
                found[name] = SavedSearch(name, query, asked if isinstance(asked, str) else None)
        return found

    def get(self, name: str) -> SavedSearch:
        """Return the saved search ``name``; raise QueryError where there is none."""
        searches = self.all()
        if name not in searches:
            raise QueryError(_unknown(name, searches))
        return searches[name]

    def save(self, name: str, query: str) -> SavedSearch:
        """Keep ``query`` under ``name``, in place of what had that name; raise QueryError for an impossible name."""
        if not _NAME.fullmatch(name):
            raise QueryError(
                _("{name} cannot name a saved search: use letters, digits and hyphens.").format(name=repr(name))
            )
        searches = self.all()
        former = searches.get(name)
        saved = SavedSearch(name, query, former.asked if former and former.query == query else now())
        searches = {**searches, name: saved}
        if name in _names(query, searches):
            raise QueryError(_("@{name} would refer to itself; write its query out.").format(name=name))
        self._store(searches)
        return saved

    def remove(self, name: str) -> None:
        """Forget a saved search; raise QueryError where there is none of that name."""
        searches = self.all()
        if name not in searches:
            raise QueryError(_unknown(name, searches))
        self._store({other: search for other, search in searches.items() if other != name})

    def mark(self, name: str, moment: str) -> None:
        """Note that the news of a saved search have been told up to ``moment``."""
        searches = self.all()
        if name in searches:
            self._store({**searches, name: replace(searches[name], asked=moment)})

    def resolve(self, query: Query) -> tuple[Query, tuple[str, ...]]:
        """Return ``query`` with every ``@name`` replaced by what it stands for, and what had to be read otherwise.

        A name that no saved search has, or that stands for itself, is read as a word: people also type ``@accounts``.
        """
        if not any(isinstance(node, q.Saved) for node in q.walk(query)):
            return query, ()
        notes: dict[str, None] = {}
        return _resolved(query, self.all(), (), notes), tuple(notes)

    def _load(self, text: str) -> object:
        try:
            return load_strings(text)
        except YamlError as error:
            raise CorpusError(_("{path} is not YAML; correct it by hand.").format(path=self.path)) from error

    def _store(self, searches: Mapping[str, SavedSearch]) -> None:
        import yaml

        content = {
            "language": LANGUAGE_VERSION,
            "searches": {
                name: {"query": search.query, **({"asked": search.asked} if search.asked else {})}
                for name, search in sorted(searches.items())
            },
        }
        try:
            write_whole(self.path, yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=4096).encode())
        except OSError as error:
            raise CorpusError(
                _("{path} cannot be written ({reason}).").format(path=self.path, reason=error.strerror or error)
            ) from error


def now() -> str:
    """Return this moment as ISO 8601 in UTC, to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def _resolved(
    query: Query, searches: Mapping[str, SavedSearch], inside: tuple[str, ...], notes: dict[str, None]
) -> Query:
    match query:
        case q.Saved(name):
            if name not in searches or name in inside:
                notes[_unknown(name, searches) + " " + _("It was searched as a word.")] = None
                return q.Word(name)
            return _resolved(parse(searches[name].query).query, searches, (*inside, name), notes)
        case q.And(parts):
            return q.all_of(_resolved(part, searches, inside, notes) for part in parts)
        case q.Or(parts):
            return q.any_of(_resolved(part, searches, inside, notes) for part in parts)
        case q.Not(part):
            return q.none_of(_resolved(part, searches, inside, notes))
        case q.Field(name, part):
            return q.Field(name, _resolved(part, searches, inside, notes))
        case q.Boost(part, factor):
            return q.Boost(_resolved(part, searches, inside, notes), factor)
        case _:
            return query


def _names(query: str, searches: Mapping[str, SavedSearch]) -> set[str]:
    """Return the names of all saved searches that a query refers to, directly or through others."""
    found: set[str] = set()
    waiting = [query]
    while waiting:
        for node in q.walk(parse(waiting.pop()).query):
            if isinstance(node, q.Saved) and node.name not in found:
                found.add(node.name)
                if node.name in searches:
                    waiting.append(searches[node.name].query)
    return found


def _unknown(name: str, searches: Mapping[str, SavedSearch]) -> str:
    """Return the sentence that there is no such saved search, with those whose names are close."""
    from difflib import get_close_matches

    if name in searches:
        return _("The saved search @{name} refers to itself.").format(name=name)
    close = get_close_matches(name, searches, 1) or sorted(searches)[:3]
    if not close:
        return _("There is no saved search @{name}; `archivist save {name} QUERY` makes one.").format(name=name)
    sentence = ngettext(
        "There is no saved search @{name}; there is {others}.",
        "There is no saved search @{name}; there are {others}.",
        len(close),
    )
    return sentence.format(name=name, others=", ".join(f"@{other}" for other in close))


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
