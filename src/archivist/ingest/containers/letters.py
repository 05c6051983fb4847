"""The release in the text of a mail: without what forwarded it, greetings, signatures and legal notices.

Plain text and HTML are looked at in the same way, as lines with their offsets; what is cut off is cut off the source,
so that HTML keeps its structure for the reader of HTML.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from archivist.ingest.containers.lines import Line, cut, lines_of_html, lines_of_text

_NAMES: dict[str, str] = {
    "de": "from", "from": "from", "expéditeur": "from", "expediteur": "from", "von": "from",
    "envoyé": "date", "envoyé le": "date", "envoye": "date", "date": "date", "sent": "date", "date d'envoi": "date",
    "objet": "subject", "sujet": "subject", "subject": "subject",
    "à": "to", "a": "to", "to": "to", "pour": "to", "destinataire": "to", "destinataires": "to",
    "cc": "cc", "copie": "cc", "copie à": "cc", "cci": "cc", "bcc": "cc",
    "répondre à": "reply", "reply-to": "reply", "répondre-à": "reply", "importance": "reply",
    "pièces jointes": "reply", "attachments": "reply",
}  # fmt: skip
"""Names of the header fields that mail programs write above a forwarded message, and what each is."""

MARKERS: tuple[str, ...] = (
    (
        r"[-_*=\s]*(?:début du )?(?:message|mail|courriel) (?:transféré|transmis|réexpédié|d'origine|original|suivi)"
        r"[^@]{0,40}"
    ),
    r"[-_*=\s]*(?:begin )?(?:forwarded|original) message[-_*=\s:]*",
    r"[-_*=\s]*message transféré de .{0,100}",
    r"[-_*]{20,}",
)
"""Whole lines that stand above the header of a forwarded message, in lower case with plain apostrophes."""

GREETINGS: tuple[str, ...] = (
    r"(?:bonjour|bonsoir|salut|hello|hi|dear)\b.{0,60}",
    r"(?:chère?s?|mesdames?|messieurs|madame|monsieur)\b.{0,80}[,.!]",
    (
        r"(?:veuillez (?:bien )?trouver|vous (?:trouverez|voudrez)|merci de (?:trouver|bien vouloir)|"
        r"(?:je|nous) vous \w+|(?:ci-joint|ci-dessous|ci-après)\b|"
        r"(?:pour|à titre d')\s?(?:votre )?(?:info|information|diffusion|publication)\b).{0,250}"
    ),
    r"(?:bien )?(?:cordialement|à vous|cdlt|sincèrement|respectueusement)\b.{0,30}",
    r"bonne (?:réception|journée|lecture).{0,60}",
    r"(?:fyi|pi|pour info|à relayer|à publier|merci|merci d'avance).{0,20}",
)
"""Whole lines above the text of a release that are the sender's own, in lower case with plain apostrophes."""

NOTICES: tuple[str, ...] = (
    r"(?:ce|le présent|cet) (?:message|courriel|e-?mail|mail)\b.{0,200}\b(?:confidentiel|destinataires?|virus)",
    r"ce (?:message|courriel|e-?mail) (?:et|ainsi que) (?:toutes |tous |ses |les |éventuelle)",
    r"les informations contenues dans (?:ce|cet) (?:message|courriel|e-?mail)",
    r"(?:avis|clause|note) (?:de|relative à la) confidentialité|(?:confidentiality notice|disclaimer)\W*$",
    r"this (?:e-?mail|message)\b.{0,200}\b(?:confidential|intended|recipient|virus)",
    r"si vous (?:n'êtes pas le destinataire|avez reçu ce (?:message|courriel|mail) par erreur|recevez ce)",
    r"if you (?:are not the|have received this)",
    (
        r"(?:pensez|merci de penser|avant d'imprimer|n'imprimez|please consider|think before)\b.{0,80}"
        r"(?:imprim|environne|print)"
    ),
    r"vous (?:recevez|avez reçu) (?:ce|cet|cette) (?:message|mail|courriel|e-?mail|lettre|newsletter)",
    r"(?:pour|afin de) (?:vous désinscrire|vous désabonner|ne plus recevoir|se désabonner)|si vous ne souhaitez plus",
    r"(?:se désinscrire|se désabonner|me désinscrire|désinscription|désabonnement|unsubscribe)\b.{0,80}",
    r"si (?:ce (?:message|mail|courriel|e-?mail)|cette lettre|vous ne visualisez|vous ne voyez)\b.{0,80}",
    r"(?:voir|lire|visualiser|consulter|afficher)\b.{0,40}\b(?:version (?:en ligne|web)|dans (?:votre|le) navigateur)",
    r"(?:envoyé|sent) (?:de|depuis|à partir de|avec|from) (?:mon|my|ma|l'app|yahoo|outlook|proton|orange|gmail|un )",
    r"(?:télécharge[zr]|obtenez|get) outlook (?:pour|for)",
    r"(?:sans virus|l'absence de virus|garanti sans virus|virus-free)\b.{0,80}",
)
"""How paragraphs begin that mail programs and legal services add, in lower case with plain apostrophes."""

_MARKER = re.compile("|".join(f"(?:{pattern})" for pattern in MARKERS))
_GREETING = re.compile("|".join(f"(?:{pattern})" for pattern in GREETINGS))
_NOTICE = re.compile("|".join(f"(?:{pattern})" for pattern in NOTICES))
_CLOSING = re.compile(
    r"(?:bien |très )?(?:cordialement|à vous|cdlt|sincères salutations|meilleures salutations)\b.{0,40}"
)
_CONTACT = re.compile(
    r"contacts?\b|à propos|service (?:de )?(?:la )?(?:presse|communication)|relations? (?:presse|médias)"
)
_HEADER = re.compile(r"[>\s*]*([A-Za-zÀ-ÿ][A-Za-zÀ-ÿ'’ -]{0,18}?)[\s*\u00a0]*:[\s*\u00a0]*(.*)", re.DOTALL)
LONGEST = 500_000
"""Characters of a text above which it is left as it is: it is no release in a mail."""

_ENOUGH = 200  # letters of a text that may be a release
_HEAD_LINES, _TAIL_LINES = 12, 25


@dataclass(frozen=True, slots=True)
class Letter:
    """The release in a mail: its text or HTML, and the header (``from``, ``date``, ``subject``) above it inside."""

    content: str
    header: dict[str, str] = field(default_factory=dict)
    letters: int = 0


def read_letter(source: str, is_html: bool) -> Letter:
    """Return the innermost release in the text of a mail, forwarded any number of times, without what is around it."""
    if len(source) > LONGEST:
        return Letter(source, {}, len(source) // 2)
    lines = lines_of_html(source) if is_html else lines_of_text(source)
    start, end, header = _innermost(lines)
    first, last = _trimmed_top(lines, start, end), _trimmed_end(lines, start, end)
    first = first if first < last else start
    gone = _notices(lines, first, last, is_html)
    kept = [line for number, line in enumerate(lines[first:last], first) if number not in gone]
    text = "\n".join(line.text for line in kept)
    content = cut(source, lines, first, last, gone) if is_html else _unquoted(text)
    return Letter(content, header, len(re.findall(r"\w", text)))


def _innermost(lines: Sequence[Line]) -> tuple[int, int, dict[str, str]]:
    """Return the first and last line of the deepest text of some length, and the header above it."""
    blocks = _headers(lines)
    starts = [0, *(content for _, content, _ in blocks)]
    ends = [*(start for start, _, _ in blocks), len(lines)]
    headers = [{}, *(header for _, _, header in blocks)]
    sizes = [
        sum(len(re.findall(r"\w", line.text)) for line in lines[start:end])
        for start, end in zip(starts, ends, strict=True)
    ]
    enough = [number for number, size in enumerate(sizes) if size >= _ENOUGH]
    best = enough[-1] if enough else max(range(len(sizes)), key=sizes.__getitem__)
    return starts[best], ends[best], headers[best]


def _headers(lines: Sequence[Line]) -> list[tuple[int, int, dict[str, str]]]:
    """Return each header of a forwarded message: where it begins, where its message begins, its fields."""
    found = []
    at = 0
    while at < len(lines):
        name = _field(lines[at].text)
        if not name:
            at += 1
            continue
        header, end = _header_at(lines, at)
        above = next((number for number in range(at - 1, max(-1, at - 4), -1) if lines[number].text.strip()), None)
        marked = above is not None and bool(_MARKER.fullmatch(_plain(lines[above].text)))
        sure = "@" in header.get("from", "") or "subject" in header
        if "from" in header and len(header) >= (2 if marked else 3) and (marked or sure):
            found.append((above if marked and above is not None else at, end, header))
            at = end
        else:
            at += 1
    return found


def _header_at(lines: Sequence[Line], at: int) -> tuple[dict[str, str], int]:
    header: dict[str, str] = {}
    end = at
    for number in range(at, min(at + 40, len(lines))):
        text = lines[number].text
        said = _field(text)
        if said and said[0] not in header:
            header[said[0]] = said[1]
            end = number + 1
        elif not text.strip(" >\t\u00a0"):
            if number > end:  # two blank lines
                break
        elif said or number - end >= 2 or not any(_field(line.text) for line in lines[number + 1 : number + 3]):
            break  # a line that goes on must have a field soon after it
    return header, end


def _field(text: str) -> tuple[str, str] | None:
    match = _HEADER.match(text[:2000])
    name = _NAMES.get(match[1].strip().lower().replace("’", "'")) if match else None
    return (name, match[2].strip()) if match and name else None


def _trimmed_top(lines: Sequence[Line], start: int, end: int) -> int:
    """Return the first line after the sender's own words, where the text begins with some."""
    first = start
    full = [number for number in range(start, end) if lines[number].text.strip()]
    for number in full[:_HEAD_LINES]:
        text = _plain(lines[number].text)
        if _GREETING.fullmatch(text):
            first = number + 1
        elif first == start or len(text) > 90:
            break
    return first


def _trimmed_end(lines: Sequence[Line], start: int, end: int) -> int:
    """Return the line after the last one that is no signature."""
    for number in range(start + 1, end):
        if re.fullmatch(r"[>\s]*--[\s\u00a0]*", lines[number].text):
            rest = [line.text for line in lines[number + 1 : end]]
            if len(rest) <= 2 * _TAIL_LINES and all(len(text) < 120 for text in rest):
                end = number
                break
    full = [number for number in range(start, end) if lines[number].text.strip()]
    for number in full[-_TAIL_LINES // 2 :]:
        rest = [_plain(lines[after].text) for after in range(number + 1, end)]
        if (
            number > start
            and _CLOSING.fullmatch(_plain(lines[number].text))
            and all(len(text) < 100 and not _CONTACT.match(text) for text in rest)
        ):
            return number
    return end


def _notices(lines: Sequence[Line], first: int, last: int, is_html: bool) -> set[int]:
    """Return the numbers of the lines of legal notices: whole paragraphs of plain text, lines of HTML."""
    gone: set[int] = set()
    inside = False
    for number in range(first, last):
        text = _plain(lines[number].text)
        starts = is_html or number == first or not lines[number - 1].text.strip()
        if starts:
            inside = bool(_NOTICE.match(text))
        if (inside and text) or (not starts and _NOTICE.match(text)):
            inside = True
            gone.add(number)
    return gone


def _unquoted(text: str) -> str:
    """Return a text without the ``>`` before its lines, where nearly all have it."""
    lines = text.split("\n")
    full = [line for line in lines if line.strip()]
    if full and sum(line.startswith(">") for line in full) > 0.8 * len(full):
        lines = [re.sub(r"^(?:> ?)+", "", line) for line in lines]
    return "\n".join(lines).strip("\n")


def _plain(text: str) -> str:
    return text.strip(" \t*>_|\u00a0").lower().replace("’", "'").replace("\u00a0", " ")
