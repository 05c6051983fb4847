"""Bytes to str: UTF-8 first, then what is declared, then Windows-1252.

Most French files that declare an encoding wrongly are UTF-8 called Latin-1 or Windows-1252 called UTF-8. Text that
decodes as strict UTF-8 and has accents is UTF-8 beyond reasonable doubt, so what the bytes are counts more than
what they say. No statistics: on paragraphs of Windows-1252 they are wrong more often than this order.
"""

from __future__ import annotations

import codecs
import html
import re

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,30})""", re.IGNORECASE)
_LATIN = ("iso8859_1", "latin_1", "ascii")
_FORBIDDEN = ("idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "utf_7")
_HUGE = re.compile(
    r"&#(?:[xX]0*[0-9a-fA-F]{7,}|0*[0-9]{8,});?"
)  # Python refuses to read numbers of thousands of digits
_WINDOW = 4096  # bytes at the start where a page declares its encoding


def decode(data: bytes, declared: str | None = None) -> str:
    """Return ``data`` as text; never fails.

    ``declared`` is what came with the bytes (a header); a ``charset`` or ``encoding`` at the start of ``data`` is
    used where it is None. The label iso-8859-1 means Windows-1252, as it does in every browser. Bytes that
    Windows-1252 does not have become U+FFFD.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data.decode(encoding, "replace").removeprefix("\ufeff")
    if wide := _wide_without_mark(data):
        return data.decode(wide, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    for label in (declared, _label_in(data)):
        text = _try(data, label)
        if text is not None:
            return text
    return _mixed(data)


def looks_binary(data: bytes) -> bool:
    """Tell whether the first 64 kB are no text in any encoding that ``decode`` knows."""
    head = data[:65536]
    if head.startswith(tuple(mark for mark, encoding in _BOMS)) or _wide_without_mark(head):
        return False
    if head.count(0) > len(head) // 500:
        return True
    controls = sum(head.count(bytes([code])) for code in range(32) if code not in (0, 8, 9, 10, 12, 13, 27))
    return controls > len(head) // 50


def _wide_without_mark(data: bytes) -> str | None:
    """UTF-16 without a byte order mark: Western text has a zero in nearly every second byte."""
    head = data[:4096]
    half = len(head) // 2
    if half < 8:
        return None
    if head[1::2].count(0) > 0.8 * half and head[0::2].count(0) < 0.05 * half:
        return "utf-16-le"
    if head[0::2].count(0) > 0.8 * half and head[1::2].count(0) < 0.05 * half:
        return "utf-16-be"
    return None


def _label_in(data: bytes) -> str | None:
    match = _DECLARED.search(data[:_WINDOW])
    return match[1].decode("ascii") if match else None


def _try(data: bytes, label: str | None) -> str | None:
    if not label:
        return None
    try:
        name = codecs.lookup(label).name.replace("-", "_")
        if name in _LATIN or name in _FORBIDDEN or name.startswith(("utf_16", "utf_32")):
            return None
        return data.decode(name)
    except (LookupError, ValueError):  # also a codec that makes no text, such as "base64"
        return None


def _mixed(data: bytes) -> str:
    """Windows-1252; in a file that mixes it with UTF-8, each line by itself."""
    lines = []
    for line in data.splitlines(keepends=True):
        try:
            lines.append(line.decode("utf-8"))
        except UnicodeDecodeError:
            lines.append(line.decode("cp1252", "replace"))
    return "".join(lines)


def unescaped(text: str) -> str:
    """Return ``text`` with its HTML references as characters; a number that no character has is U+FFFD."""
    return html.unescape(_HUGE.sub("\ufffd", text))
