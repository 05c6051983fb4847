"""E-mail: the release in a mail, and those attached to it.

The header gives title, date and sender (weakly: the release itself is believed first), the best part of the body the
text, and a message forwarded in it, attached or quoted, counts instead of it.
"""

from __future__ import annotations

import email
import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from email.message import Message
from typing import Any

from archivist.ingest.containers import headers
from archivist.ingest.containers.enclosed import Enclosed, Opened
from archivist.ingest.containers.letters import Letter, read_letter
from archivist.ingest.formats.decoding import decode
from archivist.ingest.said import Said
from archivist.ingest.senders import is_institution
from archivist.ingest.sources import LARGEST, Unreadable
from archivist.texts import _

MOST_PARTS = 5000
"""Parts of a mail above which it is not taken apart."""

_PASSED_OVER = (
    "image/", "audio/", "video/", "font/", "text/calendar", "text/vcard", "text/x-vcard", "text/directory", "text/css",
    "application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature", "application/ics",
    "application/pgp-keys", "message/delivery-status", "message/disposition-notification", "text/rfc822-headers",
    "message/external-body", "message/partial",
)  # fmt: skip
"""Types of parts that hold no release."""

_COVER = re.compile(
    r"\bci[- ]?joint|pièces? jointes?|\bpj\b|\ben annexe|\battach(?:ed|é)|fichier joint|document joint", re.IGNORECASE
)
_COVER_LETTERS, _LONG_COVER_LETTERS = 250, 900
_PLAIN, _HTML = 0, 1


@dataclass(slots=True)
class _Parts:
    """What a message is made of."""

    bodies: list[tuple[int, str]] = field(default_factory=list)
    attached: list[tuple[str, bytes]] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)
    encrypted: bool = False


def read_mail(data: bytes, opened: Opened) -> Iterator[Enclosed | Unreadable]:
    """Yield the release in the body of a mail, then those attached to it.

    The body is left out where it only introduces what is attached. What is kept as the original of the body is the
    whole mail.
    """
    if _is_laborious(data):
        yield opened.unreadable(_("{name} is a mail of too many parts; save the article in it as a file of its own."))
        return
    try:
        message = email.message_from_bytes(data.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n"))
        found = list(_read_message(message, data, opened))
    except RecursionError:
        found = [opened.unreadable(_("{name} is nested too deeply to be read."))]
    yield from found or [opened.unreadable(_("{name} is a mail without text and without attachments."))]


def _is_laborious(data: bytes) -> bool:
    """Tell whether the library would take long: it looks for every open boundary on every line."""
    lower = data.lower()
    boundaries = lower.count(b"boundary=") + 2 * lower.count(b"message/rfc822")
    return (
        data.count(b"\n--") > MOST_PARTS or boundaries > MOST_PARTS // 10 or boundaries * data.count(b"\n") > 20_000_000
    )


def _read_message(message: Message, data: bytes, opened: Opened) -> Iterator[Enclosed | Unreadable]:
    parts = _Parts()
    _collect(message, parts)
    page = _saved_page(message, parts, opened, data)
    if page:
        yield page
        return
    subject = headers.header(message, "subject")
    letter, is_html = _best(parts.bodies)
    said = _said(message, subject, letter)
    forwarded = [inner for inner in parts.messages if _letters_in(inner) >= _COVER_LETTERS]
    if not (forwarded or _is_cover(letter, bool(parts.attached))):
        yield opened.release(_document(letter.content, said.title, is_html), original=data, said=said)
    elif parts.encrypted:
        yield opened.unreadable(_("{name} is encrypted; open it in your mail program and save the article."))
    for number, inner in enumerate(parts.messages, 1):
        if len(parts.messages) == 1 and forwarded:
            yield from _read_message(inner, data, opened)
        else:
            yield from _attached_message(inner, opened.within(f"message-{number}"))
    weak = replace(said, weak=frozenset(("title", "date", "issuer")))
    seen: set[str] = set()
    for number, (name, content) in enumerate(parts.attached, 1):
        name = name if name not in seen else f"{number}-{name}"
        seen.add(name)
        opened.budget.take_member()
        place = opened.within(name)
        yield place.release(content, said=weak) if len(content) <= LARGEST else place.too_large()


def _attached_message(inner: Message, place: Opened) -> Iterator[Enclosed | Unreadable]:
    try:
        data = inner.as_bytes()
    except (ValueError, LookupError, TypeError, AttributeError):  # the library cannot write all that it can read
        data = b""
    if data:
        yield from _read_message(inner, data, place)


def _collect(part: Message, parts: _Parts) -> None:
    """Take a part apart: its text, what is attached, messages in it; of alternatives the best one."""
    kind = part.get_content_type()
    content = part.get_payload() if part.is_multipart() else None  # of a leaf it may fail, and is not needed here
    if kind == "multipart/alternative" and isinstance(content, list):
        choices = []
        for inner in _messages(content):
            choice = _Parts()
            _collect(inner, choice)
            choices.append(choice)
        best = _richest([choice.bodies for choice in choices])
        parts.bodies += best
        for choice in choices:
            parts.attached += choice.attached
            parts.messages += choice.messages
    elif isinstance(content, list):
        parts.encrypted = parts.encrypted or kind == "multipart/encrypted"
        for inner in _messages(content):
            if kind in ("message/rfc822", "message/global"):
                parts.messages.append(inner)
            elif kind != "message/delivery-status":
                _collect(inner, parts)
    else:
        _collect_leaf(part, kind, parts)


def _messages(content: list[Any]) -> list[Message]:
    return [inner for inner in content if isinstance(inner, Message)]


def _collect_leaf(part: Message, kind: str, parts: _Parts) -> None:
    name = _file_name(part)
    attached = part.get_content_disposition() == "attachment" or bool(name)
    if kind.startswith(_PASSED_OVER) or (kind == "application/octet-stream" and part.get("content-id") and not name):
        return
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes) or not content.strip():
        return
    if kind in ("text/plain", "text/html", "text/enriched") and not attached:
        charset = part.get_content_charset()
        text = decode(content, charset)
        if kind == "text/plain" and str(part.get_param("format", "")).lower() == "flowed":
            text = _unflowed(text)
        parts.bodies.append((_HTML if kind == "text/html" else _PLAIN, text.replace("\r\n", "\n")))
    elif kind.startswith("application/pgp-encrypted"):
        parts.encrypted = True
    elif attached:
        parts.attached.append((name or f"attachment.{kind.rsplit('/', 1)[-1][:8]}", content))


def _richest(choices: list[list[tuple[int, str]]]) -> list[tuple[int, str]]:
    """Return the HTML among alternatives, unless it says much less than the plain text."""
    sized = [(_size(bodies), any(kind == _HTML for kind, _text in bodies), bodies) for bodies in choices if bodies]
    plain = max((one for one in sized if not one[1]), key=lambda one: one[0], default=None)
    rich = max((one for one in sized if one[1]), key=lambda one: one[0], default=None)
    if rich and (not plain or rich[0] >= plain[0] // 2):
        return rich[2]
    return plain[2] if plain else []


def _size(bodies: list[tuple[int, str]]) -> int:
    return sum(read_letter(text, kind == _HTML).letters for kind, text in bodies)


def _best(bodies: list[tuple[int, str]]) -> tuple[Letter, bool]:
    """Return the release in the text of a mail: its parts of one kind, as one, and whether it is HTML."""
    rich = "\n<hr>\n".join(text for kind, text in bodies if kind == _HTML)
    plain = "\n\n".join(text for kind, text in bodies if kind == _PLAIN)
    in_rich, in_plain = read_letter(rich, True), read_letter(plain, False)
    is_html = bool(rich) and in_rich.letters >= in_plain.letters // 2
    return (in_rich if is_html else in_plain), is_html


def _letters_in(message: Message) -> int:
    parts = _Parts()
    _collect(message, parts)
    return _best(parts.bodies)[0].letters or (_COVER_LETTERS if parts.attached or parts.messages else 0)


def _is_cover(letter: Letter, has_attachments: bool) -> bool:
    """Tell whether a text says no more than "see the attachment"; an empty one says less."""
    if not has_attachments:
        return not letter.letters
    limit = _LONG_COVER_LETTERS if _COVER.search(letter.content) else _COVER_LETTERS
    return letter.letters < limit


def _said(message: Message, subject: str, letter: Letter) -> Said:
    """Return what the header says, or the header of the message that was forwarded in the text."""
    inner = letter.header
    subject = inner.get("subject") or subject
    date = headers.day_of(inner.get("date", "")) or headers.day_of(headers.header(message, "date"))
    issuer = headers.header(message, "organization") if not inner else ""
    issuer = issuer or headers.sender_of(inner.get("from") or headers.header(message, "from")) or ""
    doubts = {}
    if issuer and not is_institution(issuer):
        doubts["issuer"] = _("The issuer {issuer} is only the sender of the mail.").format(issuer=issuer)
    if headers.is_passed_on(subject) and not inner:
        doubts["date"] = _("The date {date} is that of a mail that was passed on.").format(date=date)
    return Said("mail header", headers.title_of(subject), date, issuer or None, doubts=doubts)


def _document(content: str, title: str | None, is_html: bool) -> bytes:
    """Return the text of a mail as a file that the readers of formats know."""
    if is_html:
        content = f"<title>{html.escape(title or '')}</title>\n{content}"
    return content.encode("utf-8", "replace")


def _saved_page(message: Message, parts: _Parts, opened: Opened, data: bytes) -> Enclosed | None:
    """Return the page where the mail is none: browsers save pages as mails (MHTML)."""
    address = headers.header(message, "snapshot-content-location")
    saved = address or headers.header(message, "from").lower().startswith("<saved by")
    page = next((text for kind, text in parts.bodies if kind == _HTML), None)
    if not saved or page is None:
        return None
    said = Said("address", address=address if address.startswith(("http://", "https://")) else None)
    return opened.release(page.encode("utf-8", "replace"), original=data, said=said)


def _file_name(part: Message) -> str:
    try:
        return headers.decoded(part.get_filename() or "")
    except (ValueError, LookupError, TypeError):
        return ""


def _unflowed(text: str) -> str:
    """Join the lines that end in a blank (RFC 3676)."""
    return re.sub(r"(?<=[^\n-]) \r?\n(?=[^\s>])", " ", text)
