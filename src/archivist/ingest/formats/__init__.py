"""What a file is, told from its content and not from its name, and the reader for each kind.

One module per format; each has a function ``read`` that returns a Draft, and is imported when the first file of its
kind comes, so that nobody waits for the readers of files they do not have.
"""

from __future__ import annotations

import re
import zlib
from typing import Literal

from archivist.errors import UnreadableSource
from archivist.ingest.draft import Draft
from archivist.ingest.formats.decoding import decode, looks_binary
from archivist.ingest.formats.sniffing import is_encrypted_office, sniff
from archivist.texts import _

Kind = Literal["html", "markdown", "text"]

LARGEST = 50 * 1024 * 1024
"""Bytes of a file, packed or unpacked, above which it is not read."""


_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"{\\rtf", _("an RTF document")),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _("an old Word, Excel or Outlook file")),
    (b"\x89PNG\r\n", _("a PNG image")),
    (b"\xff\xd8\xff", _("a JPEG image")),
    (b"GIF8", _("a GIF image")),
    (b"II*\x00", _("a TIFF image")),
    (b"MM\x00*", _("a TIFF image")),
    (b"RIFF", _("an image, a sound or a film")),
    (b"\x00\x00\x00 ftyp", _("a film")),
    (b"ID3", _("a sound")),
    (b"OggS", _("a sound")),
    (b"7z\xbc\xaf'\x1c", _("a 7z archive")),
    (b"Rar!\x1a\x07", _("a RAR archive")),
    (b"BZh", _("a bzip2 file")),
    (b"\xfd7zXZ\x00", _("an xz file")),
    (b"(\xb5/\xfd", _("a zstd file")),
    (b"SQLite format 3\x00", _("an SQLite database")),
    (b"\x7fELF", _("a program")),
    (b"MZ\x90", _("a program")),
    (b"WARC/", _("a WARC web archive")),
)
"""First bytes of files that are no text, with the words that say what they are."""

_ZIP_INSIDE = (
    (b"word/", _("a Word document (DOCX)")),
    (b"xl/", _("an Excel workbook")),
    (b"ppt/", _("a PowerPoint presentation")),
    (b"opendocument.text", _("an OpenDocument text (ODT)")),
    (b"opendocument.", _("an OpenDocument file")),
    (b"epub+zip", _("an EPUB book")),
)
_HTML = re.compile(
    r"<(?:!doctype\s+html|html|head|header|body|title|meta|link|script|style|div|p|h[1-6]|article|section|main|nav|footer|table|tr|td|"
    r"ul|ol|li|dl|br|hr|img|font|center|span|b|i|u|strong|em|a)\b",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"</(?:html|head|body|title|div|p|h[1-6]|article|section|main|table|ul|ol|li|span|b|i|strong|em|a)\s*>",
    re.I,
)
_FEED = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,500}?-->\s*)*<(rss|feed|rdf:RDF|sitemapindex|urlset)\b", re.I | re.S
)
_MAIL = re.compile(r"(?:From [^\n]+\n)?(?:(?:[A-Za-z][A-Za-z0-9-]*):[ \t][^\n]*\n(?:[ \t][^\n]*\n)*){3,}")
_MAIL_HEADER = re.compile(r"^(?:received|message-id|mime-version|return-path|delivered-to|x-mailer)\s*:", re.I | re.M)
_FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*\r?\n.{0,20000}?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.S)
_MARKDOWN = re.compile(
    r"^(?:#{1,6} \S|```|\|.{1,500}\|[ ]*\n\|[ :|-]{3,200}\|)|\[[^\[\]\n]{1,200}\]\(https?://[^()\s]{1,500}\)|\*\*[^*\n]{1,300}\*\*",
    re.M,
)


def read(data: bytes, name: str, *, ocr: bool = False) -> Draft:
    """Return what the file says, before cleaning; raise ``UnreadableSource`` for a kind that is not read.

    ``ocr`` lets scanned PDFs be read by character recognition, which takes seconds for a page.
    """
    data = unpack(data, name)
    typeset = sniff(data)
    if typeset == "pdf":
        from archivist.ingest.formats import pdf

        return pdf.read(data, name, ocr=ocr)
    if typeset == "docx":
        from archivist.ingest.formats import docx

        return docx.read(data, name)
    if typeset == "odt":
        from archivist.ingest.formats import odt

        return odt.read(data, name)
    if is_encrypted_office(data):
        raise UnreadableSource(_("{name} is encrypted; save it without a password.").format(name=name))
    kind = detect(data, name)
    if kind == "html":
        from archivist.ingest.formats import html

        try:
            return html.read(data)
        except html.TooManyTags:
            raise UnreadableSource(
                _("{name} is a page with more than {count} tags; save the article alone.").format(
                    name=name, count=html.MOST_MARKS
                )
            ) from None
    if kind == "markdown":
        from archivist.ingest.formats import markdown

        return markdown.read(data)
    from archivist.ingest.formats import text

    return text.read(data)


def unpack(data: bytes, name: str) -> bytes:
    """Return the content of a gzip file, and any other data as it is.

    Raises ``UnreadableSource`` where the content is damaged or larger than ``LARGEST``.
    """
    if not data.startswith(b"\x1f\x8b\x08"):
        return data
    unpacker = zlib.decompressobj(wbits=31)
    try:
        content = unpacker.decompress(data, LARGEST + 1)
    except zlib.error:
        raise UnreadableSource(_("{name} is a damaged gzip file; send it again.").format(name=name)) from None
    if len(content) > LARGEST:
        raise UnreadableSource(
            _("{name} is larger than {size} MB once unpacked.").format(name=name, size=LARGEST >> 20)
        )
    if not unpacker.eof:
        raise UnreadableSource(_("{name} is a gzip file that was cut short; send it again.").format(name=name))
    return content


def detect(data: bytes, name: str) -> Kind:
    """Tell the format of ``data``; ``name`` only names the file in the error, and settles a doubtful Markdown.

    Raises ``UnreadableSource`` with a sentence that says what the file is where it is no HTML, Markdown or text.
    """
    what = _what_it_is(data)
    if what:
        raise UnreadableSource(
            _(
                "{name} is {what}; archivist reads HTML, Markdown, plain text, PDF, Word (DOCX) and OpenDocument "
                "(ODT): export it as one of these."
            ).format(name=name, what=what)
        )
    head = decode(data[:65536])
    if _FRONT_MATTER.match(head):
        return "markdown"
    start = head.lstrip()
    if start.startswith("<!--"):
        start = start[start.find("-->") + 3 :].lstrip()
    if _HTML.match(start):
        return "html"
    if _HTML.search(head) and _CLOSING.search(head) and not _named_markdown(name):
        return "html"
    return "markdown" if _named_markdown(name) or _MARKDOWN.search(head) else "text"


def _what_it_is(data: bytes) -> str | None:
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            return what
    if data.startswith(b"PK\x03\x04"):
        return next((words for mark, words in _ZIP_INSIDE if mark in data[:65536]), _("a ZIP archive"))
    if data[257:262] == b"ustar":
        return _("a tar archive")
    if data[4:8] == b"ftyp":
        return _("a film")
    if looks_binary(data):
        return _("a binary file")
    head = decode(data[:65536])
    if _FEED.match(head):
        return _("a feed")
    mail = _MAIL.match(head)
    if mail and _MAIL_HEADER.search(mail.group()):
        return _("an e-mail")
    return None


def _named_markdown(name: str) -> bool:
    return name.lower().endswith((".md", ".markdown", ".mdown"))
