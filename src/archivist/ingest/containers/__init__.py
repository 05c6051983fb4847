"""Files that hold several releases: mails and mailboxes, feeds, ZIP and tar archives, web archives.

What a file is, is told from its content. Containers in containers are opened to a depth of three; nothing is written
to disk, and one member is in memory at a time. Whatever cannot be read becomes a sentence and stops nothing.
"""

from __future__ import annotations

import io
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from archivist.errors import UnreadableSource
from archivist.ingest.containers import archives
from archivist.ingest.containers.enclosed import DEEPEST, Budget, Enclosed, Opened, TooMuch, Unchanged
from archivist.ingest.containers.kinds import HEAD, Kind, kind_of
from archivist.ingest.sources import LARGEST, Source, Unreadable
from archivist.texts import _

__all__ = ["Enclosed", "Found", "Unchanged", "expand", "expanded"]


Found = Source | Unreadable | Unchanged
"""What ingest meets: something to read, or a report about something that is not to be read."""


def expanded(found: Iterable[Found]) -> Iterator[Found]:
    """Yield each of ``found`` as it is, or in its place the releases that it holds, one after the other."""
    for source in found:
        if not isinstance(source, Source):
            yield source
        elif source.path is None or isinstance(source, Enclosed):
            yield from _from_memory(source)
        else:
            yield from _from_disk(source, source.path)


def expand(
    data: bytes | BinaryIO, name: str, location: str, path: Path | None = None
) -> Iterator[Source | Unreadable] | None:
    """Return the releases of a container, or None for a file that is none.

    ``data`` is its content, or a file that can be sought: an archive may be larger than memory. ``path`` is where the
    file is, None for what comes from elsewhere. The sources are ``Enclosed``.
    """
    stream = io.BytesIO(data) if isinstance(data, bytes) else data
    size = stream.seek(0, os.SEEK_END)
    return _expand(stream, Opened(name, location, path, Budget(size)))


def _from_memory(source: Source) -> Iterator[Source | Unreadable]:
    try:
        content = source.read()
    except UnreadableSource as error:
        yield Unreadable(source.name, source.location, str(error))
        return
    releases = expand(content, source.name, source.location)
    if releases is None and isinstance(source, Enclosed):
        yield source
    elif releases is None:
        yield Enclosed(source.name, source.location, content=content, original=content)
    else:
        yield from releases


def _from_disk(source: Source, path: Path) -> Iterator[Source | Unreadable]:
    try:
        # A file may be replaced by a fifo after it was looked at: opening must not wait for a writer.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with open(descriptor, "rb") as file:  # noqa: PTH123 - a descriptor, not a path
            releases = expand(file, source.name, source.location, path)
            if releases is not None:
                yield from releases
                return
    except OSError:
        pass  # whoever reads the source says why it cannot be read
    yield source


def _expand(stream: BinaryIO, opened: Opened) -> Iterator[Source | Unreadable] | None:
    stream.seek(0)
    head = stream.read(HEAD) or b""
    stream.seek(0)
    kind = kind_of(head)
    if kind is None or (kind == "zip" and archives.is_document(stream)):
        return None
    if opened.depth > DEEPEST:
        return iter([opened.unreadable(_("{name} is packed too deeply in other files; unpack those first."))])
    found = _in_packed(stream, head, opened) if kind == "packed" else _in_file(stream, kind, opened)
    if found is None:
        return None
    return _walked(found if kind == "feed" else _never_empty(found, opened), opened)


def _never_empty(found: Iterator[Enclosed | Unreadable], opened: Opened) -> Iterator[Enclosed | Unreadable]:
    """Yield what was found, or a sentence where that is nothing."""
    first = next(found, None)
    yield first or opened.unreadable(_("{name} holds nothing that could be an article."))
    yield from found


def _in_file(stream: BinaryIO, kind: Kind, opened: Opened) -> Iterator[Enclosed | Unreadable]:
    """Return the members of a container as its reader gives them; readers are imported on use."""
    stream.seek(0)
    if kind == "zip":
        return archives.read_zip(stream, opened)
    if kind == "tar":
        return archives.read_tar(archives.Counted(stream, opened.budget), opened)
    if kind == "warc":
        from archivist.ingest.containers.warc import read_warc

        return read_warc(stream, opened)
    if kind == "mbox":
        from archivist.ingest.containers.mbox import read_mbox

        return read_mbox(stream, opened)
    content = stream.read(LARGEST + 1)
    if len(content) > LARGEST:
        return iter([opened.too_large()])
    if kind == "feed":
        from archivist.ingest.containers.feed import read_feed

        return read_feed(content, opened)
    from archivist.ingest.containers.mail import read_mail

    return read_mail(content, opened)


def _in_packed(stream: BinaryIO, head: bytes, opened: Opened) -> Iterator[Enclosed | Unreadable] | None:
    """Return what a gzip, bzip2 or xz file holds; None for a gzip file of one release, which formats read.

    A packed tar or web archive is read as it is unpacked and may be large.
    """
    kind = kind_of(archives.unpacked_head(stream, head, HEAD))
    if kind is None and head.startswith(b"\x1f\x8b"):
        return None
    if kind == "warc":
        return _in_file(stream, kind, opened)  # packed record by record
    stream.seek(0)
    content = archives.Counted(archives.unpacked(stream, head), opened.budget)
    return archives.read_tar(content, opened) if kind == "tar" else _one_packed(content, opened)


def _one_packed(stream: archives.Counted, opened: Opened) -> Iterator[Enclosed | Unreadable]:
    try:
        content = stream.read_up_to(LARGEST)
    except archives.DAMAGE:
        yield opened.unreadable(_("{name} is damaged or was cut short; send it again."))
        return
    if len(content) > LARGEST:
        yield opened.too_large()
        return
    yield opened.release(content, name=re.sub(r"(?<=.)\.(?:gz|bz2|xz)$", "", opened.name, flags=re.IGNORECASE))


def _walked(found: Iterator[Enclosed | Unreadable], opened: Opened) -> Iterator[Source | Unreadable]:
    """Yield what was found with containers among it opened; the outermost container ends where it holds too much."""
    try:
        for release in found:
            if isinstance(release, Unreadable) or release.original != release.content:
                yield release
            else:
                yield from _opened_again(release, opened)
    except TooMuch as reason:
        if opened.depth:
            raise
        yield opened.unreadable(_("{name} is refused: {reason}."), reason=reason)
    except Exception as error:  # a fault of ours must not keep the other files out
        if opened.depth or isinstance(error, OSError):
            raise
        sentence = _("{name} is left out from here on: archivist fails on it ({reason}); please report it.")
        yield opened.unreadable(sentence, reason=type(error).__name__)


def _opened_again(release: Enclosed, opened: Opened) -> Iterator[Source | Unreadable]:
    """Yield a member, or what it holds where it is a container itself; what was said of it is said of that."""
    place = Opened(release.name, release.location, release.path, opened.budget, release.inside, opened.depth + 1)
    inner = _expand(io.BytesIO(release.content), place)
    for one in (release,) if inner is None else inner:
        yield replace(one, said=release.said) if isinstance(one, Enclosed) and one.said is None else one
