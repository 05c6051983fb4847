"""Feeds: one release per entry of RSS (0.9x, 1.0, 2.0) or Atom.

An entry is recognised by its id or its link, so that the same feed read again brings only what is new or changed.
What is kept of it is a feed of that one entry.
"""

from __future__ import annotations

import hashlib
import html
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import urljoin, urlsplit
from xml.sax.saxutils import quoteattr

from archivist.article import PartialDate
from archivist.french.dates import parse_date
from archivist.ingest.containers.enclosed import Enclosed, Opened
from archivist.ingest.containers.headers import day_of
from archivist.ingest.containers.xml import XML_BASE, Element, UnsafeXml, parse_xml
from archivist.ingest.formats.decoding import decode, unescaped
from archivist.ingest.said import Said
from archivist.ingest.senders import is_institution
from archivist.ingest.sources import Unreadable
from archivist.ingest.web import shown_address
from archivist.texts import _

ENTRIES = ("item", "entry")
MOST_ENTRIES = 10_000

_DATES = ("published", "pubdate", "issued", "date", "created", "updated", "modified", "lastbuilddate")
_ISO = re.compile(r"\s*(\d{4})-(\d\d)-(\d\d)")
_URI = re.compile(r"[a-z][a-z0-9+.-]{1,20}:[^\s<>\"]{1,2000}", re.IGNORECASE)
_CUT_OFF = re.compile(r"(?:\[(?:…|\.\.\.|&#8230;|&hellip;)\]|…|\.\.\.|lire la suite\W*|continue reading\W*)\s*$", re.I)
_MARKUP = re.compile(r"<[a-zA-Z/!][^<>]*>")
_LOGIN = re.compile(r"[a-z0-9._@-]+")
_MOST_TAGS = 30


@dataclass(frozen=True, slots=True)
class _Feed:
    """What a feed says of itself: its kind (``namespace`` of Atom, or none), its title, address and author."""

    is_atom: bool
    namespace: str
    title: str
    base: str
    author: str


def read_feed(data: bytes, opened: Opened) -> Iterator[Enclosed | Unreadable]:
    """Yield the entries of a feed, in its order."""
    try:
        root, broken = parse_xml(decode(data))
    except UnsafeXml:
        yield opened.unreadable(_("{name} is refused: it defines entities or is nested too deeply, as no feed does."))
        return
    top = next(iter(root.elements()), root)
    channel = next((part for part in top.elements() if part.local == "channel"), top)
    holders = (top,) if channel is top else (top, channel)
    entries = [
        part for holder in holders for part in holder.elements() if part.local in ENTRIES and part.is_whole
    ]  # fmt: skip
    base = channel.attributes.get(XML_BASE, "") or opened.location
    base = _link(channel, base) or (base if base.startswith("http") else "")
    is_atom = top.local == "feed"
    feed = _Feed(is_atom, top.namespace, _line(_first(channel, "title")), base, _author(channel) if is_atom else "")
    # A summary that many entries share is the name of their site.
    shared = {words for words, times in Counter(_words(_summary(entry)) for entry in entries).items() if times > 2}
    seen: set[str] = set()
    for entry in entries[:MOST_ENTRIES]:
        opened.budget.take_member()
        release = _release(entry, feed, shared, opened)
        if isinstance(release, Enclosed) and release.identity in seen:  # no id, no link, and the same title
            digest = hashlib.sha256(release.original).hexdigest()[:8]
            release = replace(release, identity=f"{release.identity} {digest}")
        elif isinstance(release, Enclosed) and release.identity:
            seen.add(release.identity)
        yield release
    if len(entries) > MOST_ENTRIES:
        yield opened.unreadable(_("{name} has more than {count} entries; the others are not read."), count=MOST_ENTRIES)
    if broken:
        yield opened.unreadable(
            _("{name} is broken XML ({reason}); the entries before that place are read."), reason=broken
        )


def _release(entry: Element, feed: _Feed, shared: set[str], opened: Opened) -> Enclosed | Unreadable:
    title = _line(_first(entry, "title"))
    link = _link(entry, entry.attributes.get(XML_BASE, feed.base))
    guid = _line(_first(entry, "id", "guid"))
    date = _date(entry)
    scope = feed.title or feed.base or opened.name
    identity = guid if _URI.fullmatch(guid) else link or f"{scope}#{guid or title} {date or ''}".rstrip()
    name = re.sub(r"[\s/\\]+", " ", title)[:80].strip() or guid[:80] or opened.name
    place = opened.at(link) if link else opened.within(title or guid or "entry")
    content = _content(entry, shared)
    issuer = _author(entry) or feed.author
    doubts = {}
    if issuer and not is_institution(issuer):
        doubts["issuer"] = _("The issuer {issuer} is only the author that the feed names.").format(issuer=issuer)
    text = _words(content)
    if not text and not (title and link):
        return place.unreadable(_("{name} is an entry of a feed without a text."))
    if link and (not text or text in shared):
        content = content if text else f"<p>{html.escape(link)}</p>"
        doubts["text"] = _("The feed has only this title; ingest its page: {link}").format(link=link)
    page = (
        f"<!DOCTYPE html>\n<html><head><title>{html.escape(title)}</title></head>\n<body><article>"
        f"<h1>{html.escape(title)}</h1>\n{content}\n</article></body></html>"
    )
    said = Said(
        "feed",
        title=title or None,
        date=date,
        issuer=issuer or None,
        address=link or None,
        tags=_tags(entry),
        weak=frozenset(("issuer",)),
        doubts=doubts,
    )
    return place.release(
        page.encode("utf-8", "replace"),
        name=f"{name}.xml",
        original=_alone(entry, feed, link).encode("utf-8", "replace"),
        identity=identity,
        said=said,
    )


def _alone(entry: Element, feed: _Feed, link: str) -> str:
    """Return a feed that has nothing but one entry."""
    named = f"<title>{html.escape(feed.title, quote=False)}</title>"
    start = '<?xml version="1.0" encoding="utf-8"?>\n'
    if feed.is_atom:
        named += f"<link href={quoteattr(link)}/>" if link else ""
        named += f"<author><name>{html.escape(feed.author)}</name></author>" if feed.author else ""
        return f"{start}<feed xmlns={quoteattr(feed.namespace)}>{named}{entry.markup(feed.namespace)}</feed>\n"
    named += f"<link>{html.escape(link)}</link>" if link else ""
    return f'{start}<rss version="2.0"><channel>{named}{entry.markup()}</channel></rss>\n'


def _first(element: Element, *names: str) -> str:
    """Return the text of the first element inside that has one of ``names`` and is of a feed's own namespaces."""
    parts = element.elements()
    for name in names:
        for part in parts:
            if part.local == name and "media" not in part.namespace and "itunes" not in part.namespace:
                return part.text()
    return ""


def _line(text: str) -> str:
    """Return the text of a title or name; feeds escape markup in it once too often."""
    text = unescaped(text) if re.search(r"&(?:#\d+|#x[0-9a-f]+|[a-z]+);", text, re.IGNORECASE) else text
    return re.sub(r"[ \t\r\n]+", " ", _MARKUP.sub("", text)).strip()[:500]


def _link(element: Element, base: str) -> str:
    """Return the address of the page, in full; empty where there is none."""
    found = ""
    for part in element.elements():
        if part.local == "origlink":
            found = part.text().strip()
            break
        if part.local == "link" and not found and part.attributes.get("rel", "alternate") == "alternate":
            found = (part.attributes.get("href") or part.text()).strip()
        elif part.local == "guid" and not found and part.attributes.get("isPermaLink", "true") == "true":
            found = part.text().strip() if part.text().strip().startswith("http") else found
    try:
        address = urljoin(base, found) if found else ""
        return shown_address(address[:2000]) if urlsplit(address).scheme in ("http", "https") else ""
    except ValueError:
        return ""


def _summary(entry: Element) -> str:
    """Return the summary of an entry as HTML."""
    parts = (part for part in entry.elements() if part.local in ("description", "summary"))
    return max((_as_html(part) for part in parts if "itunes" not in part.namespace), key=len, default="")


def _content(entry: Element, shared: set[str]) -> str:
    """Return the text of an entry as HTML: its content, below its summary where that says something of its own."""
    content = ""
    for part in entry.elements():
        if part.local == "encoded" or (part.local in ("content", "body") and "media" not in part.namespace):
            content = max(content, _as_html(part), key=len)
    summary = _summary(entry)
    if not content or not summary:
        return content or summary
    plain = _words(summary)
    if plain in shared or _CUT_OFF.search(unescaped(_MARKUP.sub("", summary)).strip()) or plain[:60] in _words(content):
        return content
    return f"<div>{summary}</div>\n{content}"


def _as_html(part: Element) -> str:
    kind = part.attributes.get("type", "html" if part.local != "summary" else "text").lower()
    if any(isinstance(inner, Element) for inner in part.content):
        return part.inner()
    text = part.text().strip()
    if kind in ("text", "text/plain") or not (_MARKUP.search(text) or re.search(r"&#?\w{1,8};", text)):
        return "\n".join(f"<p>{html.escape(piece)}</p>" for piece in re.split(r"\n\s*\n", text) if piece.strip())
    return text


def _words(markup: str) -> str:
    return re.sub(r"\W+", "", unescaped(_MARKUP.sub("", markup))).casefold()


def _date(entry: Element) -> PartialDate | None:
    for name in _DATES:
        value = _first(entry, name).strip()[:100]
        match = _ISO.match(value)
        try:
            date = PartialDate(*map(int, match.groups())) if match else day_of(value) or parse_date(value)
        except ValueError:
            continue
        if date and 1970 <= date.year <= 2199:
            return date
    return None


def _author(element: Element) -> str:
    """Return who an entry is by: the name, unless it is a login or an address."""
    for part in element.elements():
        if part.local in ("author", "creator", "publisher"):
            name = _line(next((inner.text() for inner in part.elements() if inner.local == "name"), part.text()))
            name = re.sub(r"^\S+@\S+\s*\((.+)\)$", r"\1", name)
            if 2 <= len(name) <= 120 and not _LOGIN.fullmatch(name) and "@" not in name:
                return name
    return ""


def _tags(entry: Element) -> tuple[str, ...]:
    tags = [
        _line(part.attributes.get("label") or part.attributes.get("term") or part.text())
        for part in entry.elements()
        if part.local in ("category", "subject")
    ]
    return tuple(dict.fromkeys(tag[:100] for tag in tags if tag and not tag.startswith("http")))[:_MOST_TAGS]
