"""What a container gives: enclosed releases, bounds that all of one file share, names that can be shown."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from pathlib import Path

from archivist.ingest.said import Said
from archivist.ingest.sources import LARGEST, Source, Unreadable
from archivist.texts import _

DEEPEST = 3
"""Containers in containers that are opened."""
MOST_MEMBERS = 100_000
"""Members of one file, those of its containers included."""
RATIO = 100
"""How many times its own size a file may be once unpacked: text rarely passes 30."""
SMALLEST_LIMIT = 256 * 1024 * 1024
"""Bytes that any file may unpack to, however small it is."""


class TooMuch(Exception):
    """A container holds more than is read; ``str()`` is the sentence about it, without the name of the file."""


class Budget:
    """What one file may still unpack to, in members and bytes; shared with the containers inside it."""

    def __init__(self, packed: int) -> None:
        self._bytes = max(SMALLEST_LIMIT, RATIO * packed)
        self._members = MOST_MEMBERS

    def take(self, size: int) -> None:
        """Count unpacked bytes; raise TooMuch beyond the limit."""
        self._bytes -= size
        if self._bytes < 0:
            raise TooMuch(_("it unpacks to far more than it could honestly hold, and the rest is not read"))

    def take_member(self) -> None:
        """Count a member; raise TooMuch beyond the limit."""
        self._members -= 1
        if self._members < 0:
            raise TooMuch(_("it has more than {count} members, and the rest is not read").format(count=MOST_MEMBERS))


@dataclass(frozen=True, slots=True)
class Enclosed(Source):
    """A release that a file, or an address, holds beside others or in a wrapping.

    ``content`` is what the readers of formats understand. ``original`` is what is kept of it: where it is not
    ``content`` it is a container of its own (a mail, a feed of one entry) that expands to this release first.
    ``location`` is like ``envoi.zip#dossier/x.html``; ``inside`` is what follows the path of the file there.
    ``identity`` is what the release is recognised by wherever it is found (an address, the id of an entry); where it
    is None, its place in its file is. ``said`` is what came with it.
    """

    content: bytes = b""
    original: bytes = b""
    inside: str = ""
    identity: str | None = None
    said: Said | None = None

    def read(self) -> bytes:
        """Return the content; it was read before."""
        return self.content


@dataclass(frozen=True, slots=True)
class Unchanged:
    """A file or an address whose content is what it was when it was last read; ``id`` is its article, where known."""

    name: str
    location: str
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Opened:
    """A container that is being read: a file (``path``; None for standard input and addresses) or part of one."""

    name: str
    location: str
    path: Path | None
    budget: Budget
    inside: str = ""
    depth: int = 0

    def within(self, member: str) -> Opened:
        """Return the container that the member called ``member`` is."""
        member = shown_name(member)
        return replace(
            self,
            name=member.rsplit("/", 1)[-1] or member,
            location=f"{self.location}#{member}",
            inside=f"{self.inside}#{member}",
        )

    def at(self, address: str) -> Opened:
        """Return what is said by the container and found at ``address``: it says where it is by itself."""
        return replace(self, location=address, inside=f"{self.inside}#{address}")

    def release(
        self,
        content: bytes,
        *,
        name: str | None = None,
        original: bytes | None = None,
        identity: str | None = None,
        said: Said | None = None,
    ) -> Enclosed:
        """Return the release that is here, in the place of the whole container."""
        return Enclosed(
            name=name or self.name,
            location=self.location,
            path=self.path,
            content=content,
            original=content if original is None else original,
            inside=self.inside,
            identity=identity,
            said=said,
        )

    def unreadable(self, sentence: str, **values: object) -> Unreadable:
        """Return that nothing can be read here; ``sentence`` says why, with ``{name}`` and places for ``values``."""
        return Unreadable(self.name, self.location, sentence.format(name=self.location, **values))

    def too_large(self) -> Unreadable:
        """Return that what is here is larger than a release."""
        return self.unreadable(_("{name} is larger than {size} MB; split it into its articles."), size=LARGEST >> 20)


def shown_name(name: str) -> str:
    """Return the name of a member in characters that can be printed and written, in at most 300 of them.

    What climbs or is absolute in it (``../``, ``/``, ``C:\\``) is taken off: it names a place in the container only.
    """
    name = unicodedata.normalize("NFC", name.replace("\\", "/"))
    name = "".join(map(_shown, name))
    parts = [part for part in re.sub(r"^[A-Za-z]:(?=/)", "", name).split("/") if part not in ("", ".", "..")]
    shown = "/".join(parts)
    return shown if len(shown) <= 300 else f"{shown[:200]}…{shown[-90:]}"


def _shown(character: str) -> str:
    if character.isprintable():
        return character
    if unicodedata.category(character) == "Zs":  # the no-break spaces of French titles
        return " "
    return f"\\x{ord(character):02x}" if ord(character) < 256 else f"\\u{ord(character):04x}"
