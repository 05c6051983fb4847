"""Mailboxes: the messages of an mbox file, one at a time, however large the file is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from archivist.ingest.containers.enclosed import Enclosed, Opened
from archivist.ingest.sources import LARGEST, Unreadable

_FROM_LINE = re.compile(rb"From \S+.*\d")  # "From presse@office.example Thu May 30 10:12:00 2024"
_ESCAPED = re.compile(rb"^>(>*From )", re.MULTILINE)
_MESSAGE_ID = re.compile(rb"^message-id\s*:\s*<?([^<>\s]{1,200})>?", re.IGNORECASE | re.MULTILINE)
_LONGEST_LINE = 1 << 20


def read_mbox(stream: BinaryIO, opened: Opened) -> Iterator[Enclosed | Unreadable]:
    """Yield each message, with its escaped ``>From `` lines as they were written.

    A message is called by its Message-ID, so that it is the same one when the mailbox has grown or shrunk. A file with
    one message is that message.
    """
    messages = _messages(stream)
    first, second = next(messages, None), next(messages, None)
    if first is None:
        return
    if second is None:
        yield opened.release(first) if first else opened.too_large()
        return
    seen: set[str] = set()
    number = 0
    message: bytes | None = first
    while message is not None:
        number += 1
        opened.budget.take_member()
        found = _MESSAGE_ID.search(message[: 1 << 16])
        name = found[1].decode("ascii", "replace") if found else str(number)
        if name in seen:
            name = f"{name}-{number}"
        seen.add(name)
        place = opened.within(name)
        yield place.release(message, name=f"{place.name}.eml") if message else place.too_large()
        message, second = second, next(messages, None)


def _messages(stream: BinaryIO) -> Iterator[bytes]:
    """Yield the bytes of each message; none for one that is too large."""
    message = bytearray()
    size, after_blank = 0, True
    while line := stream.readline(_LONGEST_LINE):
        if after_blank and line.startswith(b"From ") and _FROM_LINE.match(line):
            if message.strip() or size > LARGEST:
                yield _whole(message, size)
            message.clear()
            size, after_blank = 0, False
            continue
        after_blank = line in (b"\n", b"\r\n")
        size += len(line)
        if size <= LARGEST:
            message += line
        else:
            message.clear()
    if message.strip() or size > LARGEST:
        yield _whole(message, size)


def _whole(message: bytearray, size: int) -> bytes:
    return _ESCAPED.sub(rb"\1", bytes(message)) if size <= LARGEST else b""
