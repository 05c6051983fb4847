"""What the header of a mail says: subject, sender and date, however they are encoded, as a release would have them."""

from __future__ import annotations

import email.utils
import re
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message

from archivist.article import PartialDate
from archivist.french.dates import find_date
from archivist.ingest.formats.decoding import decode

_LONGEST = 20_000  # characters of a field that are looked at
_PREFIX = re.compile(
    r"\s*(?:"
    r"(?:re|ré|tr|fw|fwd|wg|rv|i|pi|fyi|rép|trans|suivi)\s?(?:\[\d{1,3}\]|\(\d{1,3}\))?\s?:"
    r"|\[(?:externe?|external|ext|spam|pub|urgent|presse|cp|dp|communiqu[ée]s?(?: de presse)?|[a-z0-9._-]{2,30})\]"
    r"|\*{3,}\s?spam\s?\*{3,}"
    r"|(?:(?:cp|dp|communiqu[ée](?: de presse)?|press release|invitation presse|dossier de presse|info presse|"
    r"information presse|note aux (?:rédactions|médias)|alerte presse|(?:à|pour) (?:diffusion|publication)"
    r"(?: immédiate)?|diffusion immédiate|urgent|rappel|important)"
    r"(?:\s+du\s+[^:|–—-]{4,25})?\s*(?:[-–—:|/_]+|\.\s|\s(?=[«\"“]))))\s*",
    re.IGNORECASE,
)
"""What stands before the title in a subject: who passed it on, what it is."""

_NO_TITLE = re.compile(
    r"\W*(?:cp|dp|communiqu[ée]s?(?: de presse)?|press release|dossier de presse|invitation(?: presse)?|"
    r"info(?:rmation)?s?(?: presse)?|à (?:diffuser|publier)|(?:pour|à) (?:diffusion|publication)|article|texte|"
    r"document|sans objet|no subject|aucun objet|newsletter|urgent)?"
    r"(?:\s+(?:n°\s?\d+|du\s.{4,25}|immédiate|\d[\d/. -]{0,12}))?\W*",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"(?:(?:le )?services? (?:de )?(?:la |de )?(?:presse|communication)s?|bureau de presse|"
    r"relations?[ -](?:presse|médias|publiques)|presse|press|communication|com|comm|contact|info|infos|information|"
    r"newsletter|no-?reply|ne pas répondre|nepasrepondre|"
    r"direction de la communication|cellule (?:de )?communication|attachée? de presse|médias|"
    r"webmaster|secrétariat|accueil|admin|rédaction)",
    re.IGNORECASE,
)
_OFFICE_OF = re.compile(
    rf"(?:{_OFFICE.pattern})\s*(?:[-–—|:,/@]\s*|\s(?:de la|de l['’]|du|des|de|d['’])\s*)", re.IGNORECASE
)
_ASIDE = re.compile(r"\s*(?:[(\[](?P<inside>[^()\[\]]{2,80})[)\]]|\b(?:via|par l'intermédiaire de|for|pour)\b.*)\s*$")
_MONTH_FIRST = re.compile(r"\b([A-Z][a-z]{2,8})\.? (\d{1,2}), (\d{4})(?: at)?")
_ADDRESS = re.compile(r"[^\s<>@]{1,100}@[^\s<>@]{1,200}")


def header(message: Message, name: str) -> str:
    """Return a field of the header as one line of text, decoded; empty where there is none.

    The parser of the library's newer policies fails on some broken fields; nothing fails here. Bytes that no encoding
    was declared for are read as the text of files is.
    """
    for key, value in message.raw_items():
        if key.lower() == name:
            return decoded(str(value))
    return ""


def decoded(value: str) -> str:
    """Return the value of a field with its encoded words decoded."""
    value = value[:_LONGEST]
    if any("\udc80" <= character <= "\udcff" for character in value):
        value = decode(value.encode("utf-8", "surrogateescape"))
    if "=?" in value:
        try:
            pieces = decode_header(value.replace("\r", "").replace("\n", ""))
        except (HeaderParseError, ValueError):
            pieces = [(value, None)]
        value = "".join(part if isinstance(part, str) else _as_text(part, charset) for part, charset in pieces)
    return re.sub(r"[\x00-\x20\x7f-\x9f]+", " ", value.encode("utf-8", "replace").decode("utf-8")).strip()


def _as_text(part: bytes, charset: str | None) -> str:
    return decode(part, charset) if charset else part.decode("raw_unicode_escape", "replace")


def title_of(subject: str) -> str | None:
    """Return the title that a subject is, without ``Tr:``, ``[Externe]``, ``CP -``; None where it says nothing."""
    while match := _PREFIX.match(subject):
        if match.end() == len(subject):
            break
        subject = subject[match.end() :]
    if len(subject) < 8 or len(re.findall(r"\w", subject)) < 6 or _NO_TITLE.fullmatch(subject):
        return None
    return subject.strip(" _-–—|:")[:300]


def is_passed_on(subject: str) -> bool:
    """Tell whether a subject says that somebody has forwarded or answered the mail."""
    return bool(re.match(r"\s*(?:\[[^\]]{1,30}\]\s*)?(?:tr|fw|fwd|wg|rv|re|ré)\s?:", subject, re.IGNORECASE))


def sender_of(value: str) -> str | None:
    """Return who a ``From`` field names, as far as it may be an organisation; None for a bare address or an office."""
    value = value[:500]
    name = email.utils.parseaddr(value)[0] if value.count('"') % 2 == 0 else ""
    name = name or re.split(r"[<\[(]?[^\s<>@]{1,100}@", value, maxsplit=1)[0]
    name = " ".join(name.strip(" \t\"'<[(*,;").split())
    aside = _ASIDE.search(name)
    if aside and aside.start():
        inside = aside["inside"]
        name = inside if inside and not _OFFICE.fullmatch(inside) else name[: aside.start()]
    name = re.sub(
        rf"\s*[-–—|,]\s*(?:{_OFFICE.pattern})\s*$", "", _OFFICE_OF.sub("", name, count=1), flags=re.IGNORECASE
    )
    if not 2 <= len(name) <= 120 or _ADDRESS.search(name) or _OFFICE.fullmatch(name) or "@" in name:
        return None
    return name if any(map(str.isalpha, name)) and not name.isdigit() else None


def day_of(value: str) -> PartialDate | None:
    """Return the day of a ``Date`` field, as written and in no other time zone; also of French mail programs."""
    found = find_date(value[:200])
    if found and found.date.day:
        return found.date if 1970 <= found.date.year <= 2199 else None
    try:
        parsed = email.utils.parsedate_tz(_MONTH_FIRST.sub(r"\2 \1 \3", value[:200]))
        return PartialDate(*parsed[:3]) if parsed and 1970 <= parsed[0] <= 2199 else None
    except (ValueError, IndexError, TypeError):
        return None
