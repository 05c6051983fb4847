"""What a page declares about itself, as plain values: JSON-LD and dates that machines wrote."""

from __future__ import annotations

import json
import re
from typing import Any

from archivist.article import PartialDate
from archivist.french.dates import find_date

_ARTICLES = frozenset(
    "Article NewsArticle PressRelease BlogPosting Report ReportageNewsArticle AnalysisNewsArticle WebPage".split()
)
_ENGLISH_MONTHS = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11,
    "dec": 12,
}  # fmt: skip
_ENGLISH = re.compile(
    r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,? )?"
    r"(?:(?P<day>\d{1,2})[ -](?P<month>[a-z]{3})[a-z]*\.?,?[ -](?P<year>\d{4})"
    r"|(?P<month2>[a-z]{3})[a-z]*\.? (?P<day2>\d{1,2})(?:st|nd|rd|th)?,?"
    r"(?: \d\d:\d\d(?::\d\d)? [a-z]{3,4})? (?P<year2>\d{4}))"
    r"(?=\W|$)",
    re.IGNORECASE,
)
_COMPACT = re.compile(r"\s*((?:19|20)\d\d)(\d\d)(\d\d)(?=T|\s*$|\d{4}(?:\d\d)?\s*$)")
_TIMESTAMP = re.compile(r"\s*(\d{4})-(\d\d)(?:-(\d\d))?(?:[T ]|\s*$)")


def read_json_ld(scripts: list[str]) -> dict[str, str]:
    """Return ``headline``, ``date``, ``publisher``, ``author`` and ``lang`` of the article that JSON-LD describes.

    A publisher that is said to be a news medium is ``medium`` instead: it republishes what others issue.
    Keys that it does not have are absent; damaged JSON is passed over.
    """
    said: dict[str, str] = {}
    for script in scripts:
        try:
            nodes = _nodes(json.loads(script.strip().rstrip(";"), strict=False))
        except (ValueError, RecursionError):
            continue
        for node in nodes:
            for key, value in _article(node).items():
                said.setdefault(key, value)
    return said


def machine_date(value: str) -> PartialDate | None:
    """Read a date that a machine wrote (``2024-05-30T10:00:00+02:00``, ``20240530``, ``Thu, 30 May 2024``).

    Any date that French text may have is read too. The day is the one that is written: no time zone is applied.
    """
    match = _TIMESTAMP.match(value[:100]) or _COMPACT.match(value[:100])
    if match:
        try:
            date = PartialDate(int(match[1]), int(match[2]), int(match[3]) if match[3] else None)
        except ValueError:
            return None
        return date if 1500 <= date.year <= 2199 else None
    found = find_date(value[:100])
    return found.date if found else english_date(value[:100])


def english_date(value: str) -> PartialDate | None:
    """Read a date as programs write it in English, at the start: ``Thu, 30 May 2024``, ``May 30, 2024``."""
    match = _ENGLISH.match(value.strip())
    month = _ENGLISH_MONTHS.get((match["month"] or match["month2"]).lower()) if match else None
    if match is None or month is None:
        return None
    try:
        return PartialDate(int(match["year"] or match["year2"]), month, int(match["day"] or match["day2"]))
    except ValueError:
        return None


def _nodes(loaded: Any) -> list[dict[str, Any]]:
    """The objects of a JSON-LD script that describe an article, ``@graph`` and lists opened."""
    waiting: list[Any] = [loaded]
    nodes: list[dict[str, Any]] = []
    while waiting and len(nodes) < 50:
        node = waiting.pop()
        if isinstance(node, list):
            waiting += reversed(node[:50])
        elif isinstance(node, dict):
            waiting += [node[key] for key in ("@graph", "mainEntity") if key in node]
            kind = node.get("@type")
            kinds = kind if isinstance(kind, list) else [kind]
            if any(isinstance(name, str) and name in _ARTICLES for name in kinds):
                nodes.append(node)
    return sorted(nodes, key=lambda node: node.get("@type") == "WebPage")


def _article(node: dict[str, Any]) -> dict[str, str]:
    values = {
        "headline": _line(node.get("headline")),
        "date": _line(node.get("datePublished")),
        "medium" if _is_medium(node.get("publisher")) else "publisher": _name(
            node.get("publisher") or node.get("sourceOrganization")
        ),
        "author": _name(node.get("author")),
        "lang": _line(node.get("inLanguage")),
    }
    return {key: value for key, value in values.items() if value}


def _is_medium(publisher: Any) -> bool:
    kind = publisher.get("@type") if isinstance(publisher, dict) else None
    return kind == "NewsMediaOrganization" or (isinstance(kind, list) and "NewsMediaOrganization" in kind)


def _name(value: Any) -> str:
    if isinstance(value, list) and value:
        value = value[0]
    return _line(value.get("name")) if isinstance(value, dict) else _line(value)


def _line(value: Any) -> str:
    return " ".join(value.split())[:500] if isinstance(value, str) else ""
