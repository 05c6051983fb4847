"""Markdown to Draft: the front matter gives the fields, the first heading the title.

An article of a corpus, which is a Markdown file with front matter, comes back as it was.
"""

from __future__ import annotations

import datetime
import re
from typing import Any

import yaml

from archivist.article import PartialDate
from archivist.french.dates import parse_date
from archivist.ingest.draft import Draft
from archivist.ingest.formats.decoding import decode

FIELDS: dict[str, str] = {
    "title": "title", "titre": "title",
    "date": "date", "published": "date", "publication": "date",
    "place": "place", "lieu": "place", "ville": "place", "location": "place",
    "issuer": "issuer", "émetteur": "issuer", "emetteur": "issuer", "organisation": "issuer", "publisher": "issuer",
    "tags": "tags", "mots-clés": "tags", "mots-cles": "tags", "keywords": "tags",
    "source": "source_url", "url": "source_url", "lien": "source_url", "link": "source_url",
}  # fmt: skip
"""Keys of front matter, in lower case, and the field of a Draft that each gives."""

_FRONT_MATTER = re.compile(r"\s*---[ \t]*\r?\n(?P<yaml>.{0,20000}?\n)??(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_HEADING = re.compile(r"\s*(?:#{1,2}[ \t]+(?P<atx>[^\n]{1,300}?)[ \t]*#*|(?P<setext>[^\n]{1,300})\n=+)[ \t]*(?:\n|\Z)")
_LONGEST = 500  # characters of a value that is declared


def read(data: bytes) -> Draft:
    """Return the text and the declared fields of a Markdown file; damaged front matter is read line by line."""
    text = decode(data).replace("\r\n", "\n").replace("\r", "\n")
    declared: dict[str, Any] = {}
    matter = _FRONT_MATTER.match(text)
    if matter:
        declared = _load(matter["yaml"] or "")
        text = text[matter.end() :]
    fields, rest = _fields(declared)
    heading = _HEADING.match(text)
    if heading:
        said = plain(heading["atx"] or heading["setext"])
        if not fields.get("title"):
            fields["title"] = said
            text = text[heading.end() :]
            evidence = {"title": "heading"}
        else:
            evidence = {"title": "front matter"}
            if said.casefold() == str(fields["title"]).casefold():
                text = text[heading.end() :]
    else:
        evidence = {}
    evidence = {name: evidence.get(name, "front matter") for name in fields if name != "tags"}
    return Draft(text=text, evidence=evidence, declared=rest, **fields)


def plain(markdown: str) -> str:
    """Return one line of Markdown without its inline marks: links become their text."""
    text = re.sub(r"!?\[([^\[\]]{0,300})\]\([^()]{0,500}\)", _link_text, markdown)
    return re.sub(r"(\*\*|__|`)(?=\S)([^*_`]{1,300}?)(?<=\S)\1", r"\2", text).strip()


def _link_text(link: re.Match[str]) -> str:
    return "" if link[0].startswith("!") else link[1]


def _load(source: str) -> dict[str, Any]:
    try:
        loaded = yaml.safe_load(source)
    except (yaml.YAMLError, RecursionError, ValueError):
        # "title: Technopark : bilan" is no YAML, and the most natural line in the world.
        lines = re.findall(r"^([\w-]{2,30})[ ]*:[ ]*(.*)$", source, re.MULTILINE)
        loaded = {key: value.strip().strip("\"'") for key, value in lines}
    return loaded if isinstance(loaded, dict) else {}


def _fields(declared: dict[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    fields: dict[str, Any] = {}
    rest: dict[str, str] = {}
    for key, value in declared.items():
        name = FIELDS.get(str(key).lower())
        if name == "tags":
            fields[name] = _tags(value)
        elif name == "date":
            date = _date(value)
            if date:
                fields.setdefault(name, date)
        elif isinstance(value, str | int | float) and not isinstance(value, bool) and str(value).strip():
            line = " ".join(str(value).split())[:_LONGEST]
            if name:
                fields.setdefault(name, line)
            elif len(rest) < 50:
                rest[str(key)[:50]] = line
    return fields, rest


def _tags(value: Any) -> tuple[str, ...]:
    parts = value.split(",") if isinstance(value, str) else value if isinstance(value, list) else []
    words = [" ".join(str(part).split())[:100] for part in parts[:100] if isinstance(part, str | int)]
    return tuple(dict.fromkeys(word for word in words if word))


def _date(value: Any) -> PartialDate | None:
    if isinstance(value, datetime.date):  # a datetime is one too
        return PartialDate(value.year, value.month, value.day)
    return parse_date(str(value)[:100]) if isinstance(value, str | int) else None
