"""Web archives: the pages and PDF files of a WARC file, each from its address; the only home of warcio."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from typing import Any, BinaryIO
from urllib.parse import unquote, urlsplit

from archivist.ingest.containers.enclosed import Enclosed, Opened, TooMuch, shown_name
from archivist.ingest.said import Said
from archivist.ingest.sources import LARGEST, Unreadable
from archivist.ingest.web import shown_address
from archivist.texts import _

_READABLE = ("text/html", "application/xhtml+xml", "application/pdf")
_PACKED_BY_HTTP = frozenset(("", "identity", "gzip", "x-gzip", "deflate"))


def read_warc(stream: BinaryIO, opened: Opened) -> Iterator[Enclosed | Unreadable]:
    """Yield what was answered with status 200 and is HTML or PDF, and pages that were saved without an answer."""
    try:
        from warcio.archiveiterator import ArchiveIterator
    except ImportError:
        yield opened.unreadable(_("{name} is a WARC web archive; to read it, install: pip install 'archivist[warc]'"))
        return
    logging.getLogger("warcio").setLevel(logging.CRITICAL + 1)  # it would print parts of the file on the terminal
    records = ArchiveIterator(stream)
    records.INC_RECORD = ""  # so it would here
    try:
        for record in records:
            opened.budget.take_member()
            address = _address(record)
            if address:
                yield _release(record, address, opened)
    except TooMuch:
        raise
    except Exception:  # warcio raises what its parsers stumble on, of any kind
        yield opened.unreadable(_("{name} is a damaged web archive or was cut short; the rest is not read."))


def _address(record: Any) -> str | None:
    """Return the address of a record that may be a release, else None."""
    address = str(record.rec_headers.get_header("WARC-Target-URI") or "").strip("<> ")
    if not address.startswith(("http://", "https://")) or re.search(r"[\s\x00-\x20\x7f]", address):
        return None
    if record.rec_type == "resource":
        kind = record.rec_headers.get_header("Content-Type") or ""
    elif record.rec_type == "response" and record.http_headers and record.http_headers.get_statuscode() == "200":
        kind = record.http_headers.get_header("Content-Type") or ""
    else:
        return None
    return shown_address(address[:2000]) if kind.split(";")[0].strip().lower() in _READABLE else None


def _release(record: Any, address: str, opened: Opened) -> Enclosed | Unreadable:
    place = opened.at(address)
    name = unquote(urlsplit(address).path.rstrip("/").rsplit("/", 1)[-1], errors="replace")
    name = shown_name(name) or urlsplit(address).netloc
    coding = record.http_headers.get_header("Content-Encoding") if record.http_headers else None
    if (coding or "").strip().lower() not in _PACKED_BY_HTTP:
        return place.unreadable(
            _("{name} is packed as {coding}, which is not read here."), coding=shown_name(coding or "")
        )
    if record.length and record.length > 2 * LARGEST:  # chunks are read whole
        return place.too_large()
    content = record.content_stream().read(LARGEST + 1)
    opened.budget.take(len(content))
    if len(content) > LARGEST:
        return place.too_large()
    said = Said("web archive", address=address)
    return place.release(content, name=name, identity=address, said=said)
