"""Addresses of the web to sources: pages, documents and feeds, fetched carefully.

The robots.txt of a site is respected, and a feed is asked for again only if it has changed.
"""

from __future__ import annotations

import json
import re
from contextlib import suppress
from email.message import Message
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit
from urllib.robotparser import RobotFileParser

from archivist.errors import UnreadableSource
from archivist.files import write_whole
from archivist.ingest.containers.enclosed import Enclosed, Unchanged, shown_name
from archivist.ingest.containers.kinds import HEAD, kind_of
from archivist.ingest.formats.decoding import decode, looks_binary
from archivist.ingest.said import Said
from archivist.ingest.sources import LARGEST, Unreadable
from archivist.ingest.web import SECONDS, Answer, canonical, get, shown_address
from archivist.texts import _

MOST_REDIRECTS = 8
MOST_REMEMBERED = 10_000

_REDIRECTS = (301, 302, 303, 307, 308)
_LASTING = (301, 308)
_LARGEST_ROBOTS = 512 * 1024
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,30})", re.IGNORECASE)


class Fetcher:
    """Fetches addresses for one command. ``memory`` is a JSON file that keeps what feeds say of their last change."""

    def __init__(self, *, allow_private: bool = False, memory: Path | None = None, seconds: float = SECONDS) -> None:
        self._allow_private = allow_private
        self._seconds = seconds
        self._memory = memory
        self._robots: dict[str, RobotFileParser | None] = {}
        self._known = _load(memory) if memory else {}
        self._changed = False

    def fetch(self, address: str) -> Enclosed | Unreadable | Unchanged:
        """Return what is at ``address``; never raises: what cannot be fetched is an ``Unreadable``."""
        try:
            parts = urlsplit(canonical(address))
            name = shown_name(unquote(parts.path.rstrip("/").rsplit("/", 1)[-1], errors="replace")) or parts.netloc
            return self._fetch(canonical(address), name)
        except UnreadableSource as error:
            return Unreadable(shown_address(address), shown_address(address), str(error))

    def keep(self) -> None:
        """Remember what the feeds of this command said of their last change, for the next time."""
        if self._memory and self._changed:
            content = json.dumps(self._known, ensure_ascii=False, indent=1, sort_keys=True)
            with suppress(OSError):  # the next fetch is a whole one then
                write_whole(self._memory, content.encode("utf-8", "backslashreplace"))

    def _fetch(self, address: str, name: str) -> Enclosed | Unchanged:
        asked = identity = address
        known = self._known.get(asked, {})
        lasting = True
        for _number in range(MOST_REDIRECTS + 1):
            if not self._is_welcome(address):
                raise UnreadableSource(
                    _("{name} is not fetched: the robots.txt of its site forbids it; save the page yourself.").format(
                        name=shown_address(address)
                    )
                )
            answer = self._get(address, known)
            target = answer.headers.get("Location")
            if answer.status not in _REDIRECTS or not target:
                break
            lasting = lasting and answer.status in _LASTING
            address = canonical(urljoin(address, target))
            identity = address if lasting else identity
        shown = shown_address(asked)
        if answer.status == 304 and known:
            return Unchanged(name, shown)
        if answer.status in _REDIRECTS and target:
            raise UnreadableSource(
                _("{name} cannot be fetched: it redirects more than {count} times.").format(
                    name=shown, count=MOST_REDIRECTS
                )
            )
        if answer.status != 200:
            raise UnreadableSource(
                _("{name} cannot be fetched: the server answers {status} {reason}.").format(
                    name=shown, status=answer.status, reason=shown_name(answer.reason) or "?"
                )
            )
        is_feed = kind_of(answer.content[:HEAD]) == "feed"
        self._remember(asked, answer.headers if is_feed else None)
        content = _in_utf8(answer)
        location = shown_address(address)
        said = None if is_feed else Said("address", address=location)
        return Enclosed(
            name, location, content=content, original=answer.content, identity=shown_address(identity), said=said
        )

    def _get(self, address: str, known: dict[str, str]) -> Answer:
        asked = {}
        if "etag" in known:
            asked["If-None-Match"] = known["etag"]
        if "last_modified" in known:
            asked["If-Modified-Since"] = known["last_modified"]
        return get(address, asked, LARGEST, self._seconds, self._allow_private)

    def _is_welcome(self, address: str) -> bool:
        """Tell whether the robots.txt of the site lets archivist in; a site whose server fails does not (RFC 9309)."""
        parts = urlsplit(address)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._robots:
            try:
                self._robots[origin] = self._read_robots(f"{origin}/robots.txt")
            except UnreadableSource as error:  # the server cannot be reached for anything else either
                sentence = str(error).replace(shown_address(f"{origin}/robots.txt"), shown_address(address))
                raise UnreadableSource(sentence) from None
        robots = self._robots[origin]
        return robots is None or robots.can_fetch("archivist", address)

    def _read_robots(self, address: str) -> RobotFileParser | None:
        """Return the rules of a site, None where it has none."""
        robots = RobotFileParser()
        for _number in range(MOST_REDIRECTS):
            answer = get(address, {}, _LARGEST_ROBOTS, self._seconds, self._allow_private)
            target = answer.headers.get("Location")
            if answer.status not in _REDIRECTS or not target:
                break
            address = canonical(urljoin(address, target))
        if answer.status >= 500 or answer.status in (401, 403, 429):
            robots.parse(["User-agent: *", "Disallow: /"])
        elif answer.status == 200:
            robots.parse(decode(answer.content).splitlines())
        else:
            return None
        return robots

    def _remember(self, address: str, headers: Message | None) -> None:
        said = {"etag": headers.get("ETag"), "last_modified": headers.get("Last-Modified")} if headers else {}
        kept = {key: value for key, value in said.items() if value and len(value) < 500 and value.isprintable()}
        if kept != self._known.get(address, {}):
            self._changed = True
            if kept:
                self._known[address] = kept
            else:
                self._known.pop(address, None)


def _in_utf8(answer: Answer) -> bytes:
    """Return the content; text in an encoding that only the header names becomes UTF-8, for its reader."""
    declared = _CHARSET.search(answer.headers.get("Content-Type", ""))
    content = answer.content
    if not declared or looks_binary(content) or content.startswith((b"\x1f\x8b", b"PK", b"%PDF")):
        return content
    return content if decode(content) == (text := decode(content, declared[1])) else text.encode("utf-8", "replace")


def _load(memory: Path) -> dict[str, dict[str, str]]:
    """Return what was kept; nothing where the file is missing or damaged."""
    try:
        kept = json.loads(memory.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(kept, dict):
        return {}
    return {
        address: {key: value for key, value in said.items() if isinstance(value, str)}
        for address, said in list(kept.items())[-MOST_REMEMBERED:]
        if isinstance(said, dict)
    }
