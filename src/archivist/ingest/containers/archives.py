"""ZIP and tar archives: their members in order, in memory, within bounds; nothing is unpacked to disk."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import stat
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from typing import BinaryIO, Protocol

from archivist.ingest.containers.enclosed import Budget, Enclosed, Opened
from archivist.ingest.formats.decoding import decode
from archivist.ingest.sources import LARGEST, Unreadable, is_counted
from archivist.texts import _

DAMAGE = (
    OSError, EOFError, ValueError, OverflowError, IndexError, KeyError, struct.error, MemoryError, RecursionError,
    NotImplementedError, zlib.error, lzma.LZMAError, tarfile.TarError, zipfile.BadZipFile, zipfile.LargeZipFile,
)  # fmt: skip
"""What the standard library raises on archives that are damaged or meant to do harm."""

_LARGEST_DIRECTORY = 24 * 1024 * 1024  # bytes of the list of members at the end of a ZIP file
_END, _END_64 = b"PK\x05\x06", b"PK\x06\x06"
_BLOCK = 1 << 16


class _Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...


class Counted:
    """A stream of unpacked bytes that counts what is read from it; ``read`` raises TooMuch."""

    def __init__(self, stream: _Readable, budget: Budget) -> None:
        self._stream = stream
        self._budget = budget

    def read(self, size: int = -1) -> bytes:
        """Return at most ``size`` bytes."""
        content = self._stream.read(size if 0 <= size <= _BLOCK else _BLOCK)
        self._budget.take(len(content))
        return content

    def read_up_to(self, size: int) -> bytes:
        """Return all that is left, or a little more than ``size`` bytes where there is more."""
        parts, left = [], size + 1
        while left > 0 and (part := self.read(min(left, _BLOCK))):
            parts.append(part)
            left -= len(part)
        return b"".join(parts)


def unpacked(stream: BinaryIO, head: bytes) -> io.BufferedIOBase:
    """Return the content of a gzip, bzip2 or xz file, which begins with ``head``, as a stream."""
    stream.seek(0)
    if head.startswith(b"\x1f\x8b"):
        return gzip.GzipFile(fileobj=stream)
    return bz2.BZ2File(stream) if head.startswith(b"BZh") else lzma.LZMAFile(stream)


def unpacked_head(stream: BinaryIO, head: bytes, size: int) -> bytes:
    """Return the first bytes of the content of a packed file, up to ``size`` and to where it is damaged."""
    content, start = unpacked(stream, head), bytearray()
    with suppress(*DAMAGE):
        while len(start) < size and (part := content.read1(4096)):
            start += part
    return bytes(start)


def is_tar(head: bytes) -> bool:
    """Tell whether the first 512 bytes are the header of a tar member: its checksum is right."""
    try:
        tarfile.TarInfo.frombuf(head[:512], "utf-8", "surrogateescape")
    except (tarfile.TarError, ValueError):
        return False
    return True


def read_tar(stream: Counted, opened: Opened) -> Iterator[Enclosed | Unreadable]:
    """Yield the regular files of a tar archive, of which ``stream`` is the unpacked content."""
    try:
        with tarfile.open(
            fileobj=stream,
            mode="r|",
            encoding="utf-8",
            errors="surrogateescape",  # type: ignore[call-overload]
        ) as archive:
            for member in archive:
                if not member.isreg() or not _counts(member.name):
                    continue
                opened.budget.take_member()
                place = opened.within(decode(member.name.encode("utf-8", "surrogateescape")))
                content = archive.extractfile(member) if member.size <= LARGEST else None
                yield place.release(content.read()) if content else place.too_large()
    except DAMAGE:
        yield opened.unreadable(_("{name} is a damaged archive or was cut short; its other members are not read."))


def is_document(stream: BinaryIO) -> bool:
    """Tell whether a ZIP file is one document (DOCX, ODT, EPUB, XLSX ...) and not an archive of files."""
    try:
        if _directory_size(stream) > _LARGEST_DIRECTORY:
            return False
        with zipfile.ZipFile(stream) as archive:
            names = {name for name in archive.namelist()[:5000] if "/" not in name}
            if "mimetype" in names:
                with archive.open("mimetype") as file:
                    return file.read(100).startswith(b"application/")
            return "[Content_Types].xml" in names
    except (*DAMAGE, RuntimeError):
        return False


def read_zip(stream: BinaryIO, opened: Opened) -> Iterator[Enclosed | Unreadable]:
    """Yield the files of a ZIP archive in its order."""
    try:
        if _directory_size(stream) > _LARGEST_DIRECTORY:
            yield opened.unreadable(_("{name} has too many members; split it."))
            return
        archive = zipfile.ZipFile(stream)
        members = archive.infolist()
    except DAMAGE:
        yield opened.unreadable(_("{name} is a damaged ZIP archive; send it again."))
        return
    for member in members:
        name = _name_in_zip(member)
        kind = stat.S_IFMT(member.external_attr >> 16)
        if member.is_dir() or kind not in (0, stat.S_IFREG) or not _counts(name):
            continue
        opened.budget.take_member()
        yield _zipped(archive, member, opened.within(name))


def _zipped(archive: zipfile.ZipFile, member: zipfile.ZipInfo, place: Opened) -> Enclosed | Unreadable:
    if member.flag_bits & 1:
        return place.unreadable(_("{name} is encrypted; unpack it with its password and ingest the files."))
    if member.file_size > LARGEST:
        return place.too_large()
    try:
        with archive.open(member) as file:
            content = Counted(file, place.budget).read_up_to(LARGEST)
    except NotImplementedError:
        return place.unreadable(_("{name} is packed in a way that is not read here; pack the archive again."))
    except (*DAMAGE, RuntimeError):
        return place.unreadable(_("{name} is damaged in its archive; send it again."))
    return place.release(content) if len(content) <= LARGEST else place.too_large()


def _counts(name: str) -> bool:
    return all(is_counted(part) for part in name.replace("\\", "/").split("/") if part not in ("", ".", ".."))


def _name_in_zip(member: zipfile.ZipInfo) -> str:
    """Return the name of a member as it was meant: it may be UTF-8, cp850 or cp437 where nothing says which."""
    if member.flag_bits & 0x800:
        return member.filename
    try:
        raw = member.filename.encode("cp437")
    except UnicodeEncodeError:
        return member.filename
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        # The two agree on é, è, à, ç; what are lines of boxes in cp437 are capitals with accents in cp850.
        boxes = any("\u2500" <= character <= "\u259f" for character in member.filename)
        return raw.decode("cp850") if boxes else member.filename


def _directory_size(stream: BinaryIO) -> int:
    """Return the bytes of the list of members, which zipfile reads at once; raise an error of DAMAGE for no ZIP."""
    size = stream.seek(0, 2)
    stream.seek(max(0, size - (1 << 16) - 200))
    tail = stream.read((1 << 16) + 200)
    at = tail.rfind(_END)
    if at < 0:
        raise zipfile.BadZipFile
    directory = int(struct.unpack_from("<I", tail, at + 12)[0])
    if directory == 0xFFFFFFFF and (at := tail.rfind(_END_64, 0, at)) >= 0:
        directory = int(struct.unpack_from("<Q", tail, at + 40)[0])
    return directory
