"""PDF to Draft: paragraphs and title out of a typeset page; the only home of pypdfium2, an extra (``archivist[pdf]``).

In a process ``apart``, ``document`` asks pdfium for the ``glyphs`` of each page, and ``layout`` makes lines of them in
reading order; ``paragraphs`` makes blocks of the lines. ``recognise`` reads scans.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from archivist.errors import UnreadableSource
from archivist.ingest.draft import Draft
from archivist.ingest.formats.blocks import draft_of
from archivist.ingest.formats.pdf.apart import read_document
from archivist.ingest.formats.pdf.document import Document
from archivist.ingest.formats.pdf.layout import Line
from archivist.ingest.formats.pdf.paragraphs import blocks_of, without_furniture
from archivist.texts import _, ngettext

_FEWEST_LETTERS = 16  # letters on all pages below which there is no text layer
_LOST = re.compile("[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f\x7f-\x9f]")
_MOST_LOST = 0.3  # share of characters without a meaning from which a text layer cannot be read


def read(data: bytes, name: str, *, ocr: bool = False) -> Draft:
    """Return the text of a PDF as Markdown, its title, and what its properties declare.

    ``declared`` has ``author``, ``created`` (the day the file was made, ISO 8601: not always the release's),
    ``description``, ``keywords`` and ``lang`` where they are given. A file that ``needs_ocr`` is read by character
    recognition where ``ocr`` is true (``formats.pdf.recognise``), and said to be so as a doubt about ``text``; so are
    pages without text among others that have some.

    Raises ``UnreadableSource`` for a file that is damaged, encrypted, too long, or without text, and where
    pypdfium2 is not installed.
    """
    document = read_document(data, name)
    recognised = False
    if ocr and needs_ocr(document.pages):
        from archivist.ingest.formats.pdf.recognise import recognise

        document = replace(read_document(recognise(data, name), name), properties=document.properties)
        recognised = True
    if needs_ocr(document.pages):
        raise UnreadableSource(_no_text(document.pages, name, recognised))
    blocks = blocks_of(without_furniture(document.pages, document.heights))
    return replace(draft_of(blocks, document.properties), doubts=_doubts(document, recognised))


def needs_ocr(pages: Sequence[Sequence[Line]]) -> bool:
    """Tell whether pages have no text that can be read: a scan, or fonts that give their letters no meaning."""
    text = "".join(line.text for page in pages for line in page)
    return sum(map(str.isalnum, text)) < _FEWEST_LETTERS or len(_LOST.findall(text)) > _MOST_LOST * len(text)


def _no_text(pages: Sequence[Sequence[Line]], name: str, recognised: bool) -> str:
    if recognised:
        return _("{name} is a scan in which no text was recognised.").format(name=name)
    if any(pages) and sum(len(line.text) for page in pages for line in page) > _FEWEST_LETTERS:
        return _(
            "The fonts of {name} do not say which letters they show; it needs character recognition: "
            "give --ocr, with ocrmypdf or tesseract installed."
        ).format(name=name)
    return _(
        "{name} has no text, it is probably a scan; it needs character recognition: "
        "give --ocr, with ocrmypdf or tesseract installed."
    ).format(name=name)


def _doubts(document: Document, recognised: bool) -> dict[str, str]:
    if recognised:
        return {"text": _("The text was recognised in a scan: it may have faults.")}
    empty = [number for number, page in enumerate(document.pages, 1) if not page]
    if not empty:
        return {}
    sentence = ngettext(
        "Page {pages} has no text: empty, a picture or a scan.",
        "Pages {pages} have no text: empty, pictures or scans.",
        len(empty),
    )
    return {"text": sentence.format(pages=", ".join(map(str, empty)))}
