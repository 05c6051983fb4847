"""What kind of container a file is, told from its first bytes."""

from __future__ import annotations

import re
from typing import Literal

from archivist.ingest.containers.archives import is_tar
from archivist.ingest.formats.decoding import decode

Kind = Literal["zip", "tar", "packed", "warc", "mbox", "mail", "feed"]

HEAD = 1 << 16
"""Bytes at the start of a file that are looked at."""

_BEFORE_FEED = re.compile(
    r"\s*(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE\s+rss\b[^>\[]*(?:\[.*?\]\s*)?>)", re.DOTALL | re.IGNORECASE
)
_FEED = re.compile(
    r"\s*(?:<rss[\s>]|<(?:\w{1,20}:)?feed\s[^>]{0,4000}(?:purl\.org/atom|w3\.org/2005/Atom)"
    r"|<rdf:RDF\s[^>]{0,4000}purl\.org/rss/)",
    re.IGNORECASE | re.DOTALL,
)
_FIELD = re.compile(rb"([!-9;-~]{1,76})[ \t]*:[^\r\n]*(?:\r?\n|\r|\Z)")
_FROM_LINE = re.compile(rb"From [^\r\n]{0,1000}\r?\n")
_OF_MACHINES = frozenset(
    b"received message-id mime-version return-path delivered-to x-mailer content-type x-received dkim-signature "
    b"x-unsent x-mozilla-status thread-topic".split()
)
"""Header fields that programs write: text that people begin with "Date: ..." has none of them."""


def kind_of(head: bytes) -> Kind | None:
    """Return what container begins with ``head``, or None for a file that is none.

    DOCX, ODT and EPUB are ZIP files too: whoever opens a ``"zip"`` looks for that. ``"packed"`` is gzip, bzip2 or
    xz, around a container or not. A list of addresses (a sitemap) is no feed.
    """
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK00PK\x03\x04")):
        return "zip"
    if head.startswith((b"\x1f\x8b\x08", b"BZh", b"\xfd7zXZ\x00")):
        return "packed"
    if head.startswith(b"WARC/"):
        return "warc"
    if is_tar(head):
        return "tar"
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    from_line = _FROM_LINE.match(start)
    if from_line and _is_header(start[from_line.end() :], 2):
        return "mbox"
    if _is_header(start, 3):
        return "mail"
    return "feed" if b"<" in head[:4096] and _is_feed(decode(head)) else None


def _is_feed(text: str) -> bool:
    """Tell whether the root element is that of a feed; declarations and comments may come before it."""
    at = 0
    while before := _BEFORE_FEED.match(text, at):
        at = before.end()
    return bool(_FEED.match(text, at))


def _is_header(text: bytes, least: int) -> bool:
    """Tell whether ``text`` begins with at least ``least`` fields of a mail, one that programs write among them."""
    at, names, senders = 0, set[bytes](), False
    for _number in range(500):
        if text[at : at + 1] in (b" ", b"\t") and names:
            at = text.find(b"\n", at) + 1 or len(text)
            continue
        field = _FIELD.match(text, at)
        if not field or field.end() == at:
            break
        names.add(field[1].lower())
        senders = senders or (field[1].lower() == b"from" and b"@" in field[0])
        at = field.end()
    if len(names) < least:
        return False
    return bool(names & _OF_MACHINES) or (senders and bool(names & {b"subject", b"date"}))
