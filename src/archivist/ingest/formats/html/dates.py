"""When a page was published: what it declares, what it marks as its date, the line about it, its address.

Dates of machines may be in English (``Fri, 13 Aug 2010``), as programs write them. A day is never taken for a month, a
date of change never for one of publication, and of several dates that nothing tells apart none is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag

from archivist.article import PartialDate
from archivist.french.dates import parse_date
from archivist.ingest.formats.html import furniture
from archivist.ingest.formats.html.body import in_furniture, line_of, names
from archivist.ingest.formats.html.declared import english_date, machine_date
from archivist.ingest.formats.html.layout import short_text

DATES = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "date", "dc.date",
    "dc:date", "dc.date.issued", "dc.date.created", "dcterms.date", "dcterms.issued", "dcterms.created",
    "article:publicationdate", "article_date_original", "citation_publication_date", "publication_date",
    "publicationdate", "publish_date", "publish-date", "publishdate", "pubdate", "pub_date", "parsely-pub-date",
    "sailthru.date", "cxenseparse:recs:publishtime",
)  # fmt: skip
"""Names of meta elements that give the date of publication, the surest first."""

DATE_WORDS = frozenset(
    "date dates datestamp datetime timestamp time published publication publie publié posted paru created".split()
)
"""Words that begin or end the class of a line with the date of the page."""

_PUBLISHED = re.compile(
    r"(?:[^.!?]{0,40}[,|·•–-]\s?)?(?:publiée?|mise? en ligne|diffusée?|postée?|parue?|communiqué)(?: le| du|\s?:)?\s"
    r"(?=(?:\w+\.?\s)?\d)(?P<date>.{4,40})",
    re.IGNORECASE | re.DOTALL,
)
_SAID = re.compile(r"\s*(?:publiée?|mise? en ligne|diffusée?|postée?|parue?) le\s", re.IGNORECASE)
_TIME_OF_DAY = re.compile(r"[\s,|·•–-]*(?:à|at|-|,)?\s*\d{1,2}\s?(?:[h:]\s?\d{0,2}(?::\d\d)?)\b.*$", re.IGNORECASE)
_LABEL = re.compile(
    r"^(?:date|publiée?|mise? en ligne|diffusée?|postée?|parue?|communiqué du)?(?: le| du)?\s?:?\s?", re.I
)
_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)/(0?[1-9]|1[0-2])(?:/(0?[1-9]|[12]\d|3[01]))?(?=[/.-]|$)")
_DATED = ("div", "p", "span", "li", "abbr", "small", "em", "td", "strong")
_MOST_DATES = 200  # elements called a date; a page with more is a list of articles
_SHORT = 120  # characters of a line about the article
_NEAR_BEFORE, _NEAR_AFTER = 8, 12  # texts around the heading in which such a line stands


def date_of(
    soup: BeautifulSoup, metas: dict[str, str], said: dict[str, str], heading: Tag | None, addresses: Iterable[str]
) -> tuple[PartialDate | None, str]:
    """Return the date of publication and the evidence it was read from, None and ``""`` where nothing says it.

    ``metas`` and ``said`` are what the meta elements and JSON-LD declare, ``addresses`` those that the page gives as
    its own.
    """
    date = machine_date(said.get("date", ""))
    if date:
        return date, "json-ld"
    for name in DATES:
        date = machine_date(metas.get(name, ""))
        if date:
            return date, "meta"
    date = _marked(soup)
    if date:
        return date, "time"
    date = _line_near(heading)
    if date:
        return date, "header line"
    date = _classed(soup, heading)
    if date:
        return date, "date line"
    return _in_address(addresses)


def _marked(soup: BeautifulSoup) -> PartialDate | None:
    """The date of what the page marks as published, or else the only ``<time>`` of its text."""
    published = [tag for tag in soup.find_all(itemprop="datePublished", limit=50) if tag.name != "meta"]
    times = [tag for tag in soup.find_all("time", limit=200) if not in_furniture(tag)]
    published += [tag for tag in times if "published" in names(tag) or "entry-date" in names(tag)]
    for tag in published:
        date = _of(tag)
        if date:
            return date
    dates = {_of(tag) for tag in times} - {None}
    return dates.pop() if len(dates) == 1 else None


def _of(tag: Tag) -> PartialDate | None:
    return machine_date(str(tag.get("datetime") or tag.get("content") or short_text(tag, _SHORT) or ""))


def _line_near(heading: Tag | None) -> PartialDate | None:
    """The date of a short line "Publié le 30 mai 2024" just before or after the heading."""
    for line in _near(heading):
        match = _PUBLISHED.match(line) if len(line) <= _SHORT else None
        date = machine_date(match["date"]) if match else None
        if date:
            return date
    return None


def _classed(soup: BeautifulSoup, heading: Tag | None) -> PartialDate | None:
    """The date that is all there is in an element called a date, or follows "Publié le".

    One near the heading counts before all others, and others only where they are all the same.
    """
    near = set(_near(heading))
    dates, dates_near = set(), set()
    for string in soup.find_all(string=_says_when, limit=_MOST_DATES):
        match = _PUBLISHED.match(line_of(string)[:_SHORT])
        date = machine_date(match["date"]) if match else None
        if date and string.parent and not in_furniture(string.parent):
            dates.add(date)
    for tag in islice(filter(_is_called_date, soup.find_all(_DATED)), _MOST_DATES):
        if in_furniture(tag):
            continue
        text = short_text(tag, _SHORT)
        date = whole_date(text) if text else None
        if date:
            dates.add(date)
            if text in near:
                dates_near.add(date)
    for found in (dates_near, dates):
        if len(found) == 1:
            return found.pop()
    return None


def _says_when(string: str | None) -> bool:
    return bool(string and _SAID.match(string))


def _is_called_date(tag: Tag) -> bool:
    return bool(furniture.outer_words_of(names(tag)) & DATE_WORDS)


def whole_date(line: str) -> PartialDate | None:
    """The date that a line is, with its label ("Publié le") and time of day, or None where it says anything else."""
    bare = _TIME_OF_DAY.sub("", line)
    date = parse_date(_LABEL.sub("", bare, count=1)) or english_date(bare)
    return date if date and date.month else None


def _in_address(addresses: Iterable[str]) -> tuple[PartialDate | None, str]:
    for address in addresses:
        match = _IN_ADDRESS.search(address)
        if match:
            try:
                date = PartialDate(int(match[1]), int(match[2]), int(match[3]) if match[3] else None)
            except ValueError:
                continue
            return date, "address"
    return None, ""


def _near(heading: Tag | None) -> list[str]:
    if heading is None:
        return []
    return [*_texts(heading.previous_elements, _NEAR_BEFORE), *_texts(heading.next_elements, _NEAR_AFTER)]


def _texts(elements: Iterable[object], count: int) -> Iterator[str]:
    """The next ``count`` texts, each with all of the element that holds it."""
    for element in elements:
        if isinstance(element, NavigableString) and element.strip() and element.parent:
            yield line_of(element.parent.get_text(" ")[: _SHORT * 4])
            count -= 1
            if not count:
                return
