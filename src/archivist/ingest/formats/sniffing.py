"""What kind of typeset document some bytes are, told from their content and never from a name."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import Literal

TypesetKind = Literal["pdf", "docx", "odt"]

_WINDOW = 1024  # bytes in which a PDF must begin: some programs write a line of their own before it
_CENTRAL_ENTRY, _MOST_PARTS = b"PK\x01\x02", 5000
_LONGEST_LIST = 1 << 20
_HEAD = 65536
WORD_MAIN = re.compile(
    r"""application/vnd\.(?:openxmlformats-officedocument\.wordprocessingml\.(?:document|template)|"""
    r"""ms-word\.(?:document|template)\.macroEnabled(?:Template)?)\.main\+xml"""
)
"""Content types of the part of a package that makes it a Word document."""
_ODT = (b"application/vnd.oasis.opendocument.text", b"application/vnd.oasis.opendocument.text-template")
_ENCRYPTED_OFFICE = "EncryptedPackage".encode("utf-16-le")


def sniff(data: bytes) -> TypesetKind | None:
    """Return what kind of document ``data`` is, None for anything else; never fails.

    A PDF says ``%PDF-`` at its beginning, a DOCX names the type of its main part in ``[Content_Types].xml``, an ODT
    has its type in the member ``mimetype``.
    """
    if b"%PDF-" in data[:_WINDOW] and data[:_WINDOW].lstrip()[:1] != b"<":
        return "pdf"
    if not data.startswith(b"PK\x03\x04") or data.count(_CENTRAL_ENTRY) > _MOST_PARTS:
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = set(package.namelist())
            if "mimetype" in names and _start(package, "mimetype").strip() in _ODT:
                return "odt"
            if "[Content_Types].xml" in names:
                types = _start(package, "[Content_Types].xml").decode("utf-8", "replace")
                if WORD_MAIN.search(types) or "word/document.xml" in names:
                    return "docx"
    except (zipfile.BadZipFile, zlib.error, ValueError, RuntimeError, NotImplementedError, OSError, EOFError):
        return _of_damaged(data[:_HEAD])
    return None


def _of_damaged(head: bytes) -> TypesetKind | None:
    """What a package that was cut short was, by the names at its beginning: its reader says that it is damaged."""
    if b"word/document.xml" in head:
        return "docx"
    return "odt" if b"mimetype" + _ODT[0] in head else None


def is_encrypted_office(data: bytes) -> bool:
    """Tell whether ``data`` is a DOCX (or a workbook, a presentation) that was saved with a password."""
    return data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") and _ENCRYPTED_OFFICE in data


def _start(package: zipfile.ZipFile, name: str) -> bytes:
    with package.open(name) as part:
        return part.read(_LONGEST_LIST)
