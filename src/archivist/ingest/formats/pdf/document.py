"""The bytes of a PDF to its lines and properties: what pypdfium2 is asked, within bounds.

pdfium knows no threads: only one may call these functions.
"""

from __future__ import annotations

import ctypes
import re
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archivist.article import PartialDate
from archivist.errors import UnreadableSource
from archivist.ingest.formats.pdf.glyphs import TooManyCharacters, words_of
from archivist.ingest.formats.pdf.layout import Line, lines_of
from archivist.texts import _

MOST_PAGES = 500
"""Pages of a PDF above which it is a book and no release."""
MOST_SECONDS = 60.0
"""Seconds after which reading stops at the end of a page."""
MOST_DOTS = 40_000_000
"""Dots of the picture of a page: A3 at 300 dots per inch has 17 million."""

_DATE = re.compile(r"(?:D:)?(\d{4})(?:-?(\d\d)(?:-?(\d\d))?)?")
_LANG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,2}")
_LONGEST = 500  # characters of a property
_PASSWORD, _UNKNOWN_CIPHER = 4, 5  # FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY


@dataclass(frozen=True, slots=True)
class Document:
    """What a PDF has: the lines of each page in reading order, the heights of the pages in points, its properties.

    ``properties`` has those of ``title``, ``author``, ``created`` (ISO 8601), ``description``, ``keywords`` and
    ``lang`` that are given. ``damaged`` counts the pages that could not be read; they have no lines.
    """

    pages: list[list[Line]]
    heights: list[float]
    properties: dict[str, str]
    damaged: int = 0


def open_document(data: bytes, name: str) -> Document:
    """Read a PDF; raise ``UnreadableSource`` where it is damaged, encrypted or too large.

    pdfium may crash on what it is given: ``apart.read_document`` does the same in another process.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code in (_PASSWORD, _UNKNOWN_CIPHER):
            sentence = _("{name} is encrypted; save it without a password, or print it into a new PDF.")
            raise UnreadableSource(sentence.format(name=name)) from None
        raise UnreadableSource(damaged(name)) from None
    try:
        return _read(document, name, pypdfium2.PdfiumError)
    finally:
        document.close()


def damaged(name: str) -> str:
    """Return the sentence about a PDF that cannot be read at all."""
    return _("{name} is a damaged PDF document; ask for it again, or print it into a new one.").format(name=name)


def _read(document: Any, name: str, pdfium_error: type[Exception]) -> Document:
    count = len(document)
    if count > MOST_PAGES:
        raise UnreadableSource(
            _("{name} has {pages} pages, more than {most}; split it into its articles.").format(
                name=name, pages=count, most=MOST_PAGES
            )
        )
    pages: list[list[Line]] = []
    heights: list[float] = []
    lost = 0
    deadline = time.monotonic() + MOST_SECONDS
    for number in range(count):
        if time.monotonic() > deadline:
            raise UnreadableSource(
                _("{name} takes longer than {seconds} seconds to read; print it into a simpler PDF.").format(
                    name=name, seconds=round(MOST_SECONDS)
                )
            )
        try:
            page = document[number]
            try:
                words, height = words_of(page)
            finally:
                page.close()
        except pdfium_error:
            words, height = [], 0.0
            lost += 1
        except TooManyCharacters:
            raise UnreadableSource(
                _("Page {number} of {name} has too many characters to be a page of text.").format(
                    name=name, number=number + 1
                )
            ) from None
        pages.append(lines_of(words, number))
        heights.append(height)
    if lost == count:
        raise UnreadableSource(damaged(name))
    return Document(pages, heights, _properties(document), lost)


def _properties(document: Any) -> dict[str, str]:
    keys = {"Title": "title", "Author": "author", "Subject": "description", "Keywords": "keywords"}
    found = {ours: _property(document, theirs) for theirs, ours in keys.items()}
    found["created"] = _day(_property(document, "CreationDate"))
    found["lang"] = _language(document)
    return {key: value for key, value in found.items() if value}


def _property(document: Any, key: str) -> str:
    from pypdfium2 import raw

    buffer = ctypes.create_string_buffer(2 * (_LONGEST + 1))
    length = raw.FPDF_GetMetaText(document, key.encode() + b"\0", None, 0)
    if not 2 < length <= 1 << 20:
        return ""
    buffer = ctypes.create_string_buffer(length)
    raw.FPDF_GetMetaText(document, key.encode() + b"\0", buffer, length)
    text = buffer.raw[: length - 2].decode("utf-16-le", "replace")
    return " ".join(text.replace("\0", " ").split())[:_LONGEST]


def _language(document: Any) -> str:
    from pypdfium2 import raw

    length = raw.FPDFCatalog_GetLanguage(document, None, 0)
    if not 2 < length <= 100:
        return ""
    buffer = ctypes.create_string_buffer(length)
    raw.FPDFCatalog_GetLanguage(document, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), length)
    text = buffer.raw[: length - 2].decode("utf-16-le", "replace")
    return text if _LANG.fullmatch(text) else ""


def _day(value: str) -> str:
    """``D:20240905115035Z00'00'`` as ``2024-09-05``; an impossible date is none."""
    match = _DATE.match(value)
    if not match:
        return ""
    try:
        return str(PartialDate(*(int(part) for part in match.groups() if part)))
    except ValueError:
        return ""


def draw_pages(data: bytes, name: str, folder: Path, density: int) -> list[Path]:
    """Write each page as a grey picture (PGM) of ``density`` dots per inch into ``folder``; return their paths.

    Pages that cannot be drawn are passed over; a page larger than ``MOST_DOTS`` is drawn with fewer dots.
    """
    import pypdfium2

    pictures: list[Path] = []
    document = pypdfium2.PdfDocument(data)
    try:
        for number in range(len(document)):
            try:
                page = document[number]
                width, height = page.get_size()
                scale = min(density / 72, (MOST_DOTS / max(1.0, width * height)) ** 0.5)
                bitmap = page.render(scale=scale, grayscale=True)
                page.close()
            except (pypdfium2.PdfiumError, ValueError, MemoryError):
                continue
            picture = folder / f"{number:04}.pgm"
            rows = memoryview(bytes(bitmap.buffer))
            with picture.open("wb") as file:
                file.write(f"P5 {bitmap.width} {bitmap.height} 255\n".encode())
                for top in range(0, bitmap.height * bitmap.stride, bitmap.stride):
                    file.write(rows[top : top + bitmap.width])
            bitmap.close()
            pictures.append(picture)
    except pypdfium2.PdfiumError:
        raise UnreadableSource(damaged(name)) from None
    finally:
        document.close()
    return pictures
