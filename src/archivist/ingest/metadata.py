"""Title, date, place and issuer of a draft, each with the evidence it was read from.

What the file declares counts first, then the lines above the text (masthead, labelled lines, title, dateline), then
the text. What nobody says stays unknown.
"""

from __future__ import annotations

import re
from dataclasses import replace

from archivist.article import PartialDate
from archivist.french.dates import find_date, parse_date
from archivist.ingest.clean import clean_line
from archivist.ingest.dateline import LABELS, read_dateline
from archivist.ingest.draft import Draft
from archivist.ingest.formats.markdown import plain
from archivist.ingest.issuers import as_called, find_issuer, find_subject, tidy_name
from archivist.ingest.senders import first_body, labelled_sender, site_owner, without_sender
from archivist.ingest.titles import first_sentence, is_title, title_from
from archivist.texts import _

HEADER_LINES: dict[str, str] = {
    "titre": "title", "objet": "title", "title": "title", "sujet": "title",
    "date": "date", "date de publication": "date", "publié le": "date", "publication": "date",
    "date de diffusion": "date",
    "lieu": "place", "ville": "place",
    "communiqué commun": "issuer", "communiqué conjoint": "issuer", "communiqué de presse commun": "issuer",
    "expéditeur": "issuer", "émetteur": "issuer", "emetteur": "issuer", "organisme": "issuer",
    "organisation": "issuer", "émis par": "issuer",
}  # fmt: skip
"""Labels of lines above a text ("Émetteur : Agence du Littoral") and the field that each gives."""

_HEADER_LINE = re.compile(rf"({'|'.join(HEADER_LINES)})\s?:\s*(\S.*)", re.IGNORECASE)
_PUBLISHED = re.compile(
    r"(?:publié|mis en ligne|diffusé|posté|paru)e?(?: le)?\s?:?\s(?P<date>[^()]{6,40}?)(?:,? (?:à|"
    r"-) ?\d\d? ?[h:] ?(?:\d\d)?)?"
    r"(?:,? par (?P<by>.{2,80}))?",
    re.IGNORECASE,
)
_OPENING_MARKS = re.compile(r"^(\*{1,2}|_{1,2})(\S.{2,120}?)\1")
_CLOSING = re.compile(r"Fait à (?P<place>[A-ZÀ-Þ][\w’' -]{1,40}), le ", re.UNICODE)
_ACRONYM_AFTER = re.compile(r"\s\([A-ZÉÈ0-9&.-]{2,12}\)$")
_FILE_DATE = re.compile(r"(?<!\d)(20\d\d|19\d\d)([-_.]?)(0[1-9]|1[0-2])(?:\2(0[1-9]|[12]\d|3[01]))?(?!\d)")
_MOST_LINES = 8  # blocks above the text that may be title, masthead and dateline
_CLOSING_BLOCKS = 8  # blocks at the end of a text in which its sender may be named
_PROSE = 60  # characters of a block that is more than a line about the release
_LAST_YEAR, _FIRST_YEAR = 2100, 1900


def complete(draft: Draft, name: str) -> Draft:
    """Return ``draft`` with every field that can be read, its text without the lines that are fields now."""
    draft = _read_head(draft)
    if draft.date is None:
        draft = _date_elsewhere(draft, name)
    if not draft.title:
        title = title_from(plain(first_sentence(draft.text)))
        draft = _with(draft, "title", title or None, "first sentence")
    if not draft.title:
        draft = _with(draft, "title", clean_line(name.rsplit(".", 1)[0]) or name, "file name")
    draft = _issuer(draft) if not draft.issuer else replace(draft, issuer=_ACRONYM_AFTER.sub("", draft.issuer))
    if draft.date and draft.date.year < _FIRST_YEAR and "date" not in draft.doubts:
        doubt = _("The date {date} is before 1900.").format(date=draft.date)
        draft = replace(draft, doubts={**draft.doubts, "date": doubt})
    return draft


def _read_head(draft: Draft) -> Draft:
    """Take the masthead, labelled lines, the title and the dateline off the top of the text."""
    blocks = draft.text.split("\n\n")
    at = 0
    rest: list[str] = []
    while at < min(len(blocks), _MOST_LINES):
        block = blocks[at]
        bare = plain(re.sub(r"^#{1,6} ", "", block))
        label = _HEADER_LINE.fullmatch(bare) if len(bare) < 500 else None
        line = bare if len(bare) < 300 else _OPENING_MARKS.sub(r"\2", block)
        dateline = read_dateline(line)
        published = _PUBLISHED.fullmatch(bare)
        if LABELS.fullmatch(bare.strip(" |:–—-*")) or _same(bare, draft.title):
            pass
        elif label and _takes(label[1], label[2]):
            draft = _labelled(draft, label[1], label[2])
        elif published and parse_date(published["date"]):
            draft = _published(draft, published)
        elif dateline and (not rest or (dateline.alone and not bare.startswith("Fait "))):
            draft = _from_dateline(draft, dateline.place, dateline.date, dateline.doubt)
            if not dateline.alone:
                blocks[at] = _capitalised(line[dateline.end :])
                break
        elif not draft.title and is_title(bare) and at + 1 < len(blocks) and _begins_text(blocks[at + 1 :]):
            evidence = "heading" if block.startswith("#") else "first line"
            if evidence == "first line" and _goes_on(bare, blocks[at + 1]):
                at += 1
                bare = f"{bare} {plain(blocks[at])}"
            draft = _with(draft, "title", bare, evidence)
        else:
            if dateline and dateline.date and not dateline.alone:  # after a lead: read, and left where it is
                draft = _from_dateline(draft, dateline.place, dateline.date, dateline.doubt)
            rest.append(block)
            if dateline or len(block) > 200 or len(rest) > 2:
                at += 1
                break
        at += 1
    else:
        at = min(len(blocks), _MOST_LINES)
    return replace(draft, text="\n\n".join([*rest, *blocks[at:]]).strip())


def _takes(label: str, value: str) -> bool:
    field = HEADER_LINES[label.lower()]
    return len(value) < (400 if field == "issuer" else 200) and (field != "date" or parse_date(value) is not None)


def _labelled(draft: Draft, label: str, value: str) -> Draft:
    field = HEADER_LINES[label.lower()]
    if getattr(draft, field):
        return draft
    if field == "issuer":
        return _with(draft, field, first_body(re.split(r" et (?=[A-ZÀ-Þ])| & ", value)[0]), "header line")
    return _with(draft, field, parse_date(value) if field == "date" else clean_line(value), "header line")


def _published(draft: Draft, line: re.Match[str]) -> Draft:
    """ "Publié le 22/11/2018 par X": who is named may be the issuer, where the text names it too."""
    if draft.date is None:
        draft = _with(draft, "date", parse_date(line["date"]), "header line")
    if line["by"]:
        draft = replace(draft, declared={"author": line["by"], **draft.declared})
    return draft


def _from_dateline(draft: Draft, place: str | None, date: PartialDate | None, doubt: str | None) -> Draft:
    if place and not draft.place:
        draft = _with(draft, "place", place, "dateline")
    if date and not draft.date:
        draft = _with(draft, "date", date, "dateline")
        if doubt:
            draft = replace(draft, doubts={**draft.doubts, "date": doubt})
    elif draft.evidence.get("date") == "dateline":
        pass  # the day of an event, most often: the first line is the dateline
    elif date and draft.date and not date.overlaps(draft.date) and "date" not in draft.doubts:
        sentence = _("The dateline says {other}, the file declares {date}.").format(other=date, date=draft.date)
        draft = replace(draft, doubts={**draft.doubts, "date": sentence})
    return draft


def _goes_on(line: str, following: str) -> bool:
    """Tell whether a title that is set in two lines goes on in the second: "et fixant ses règles de fonctionnement"."""
    goes_on = following[:1].islower() and len(following) < 150 and not following.endswith((".", "!", "?", ":", ";"))
    return (goes_on and line[-1:].isalnum()) or (goes_on and line.endswith((")", "»", ",")))


def _begins_text(blocks: list[str]) -> bool:
    """Tell whether prose follows: a line above other short lines need not be the title."""
    return any(len(block) > 80 for block in blocks[:4])


def _date_elsewhere(draft: Draft, name: str) -> Draft:
    """A date at the foot of the text ("Fait à Rabat, le 30 mai 2024"), or in the name of the file."""
    for block in reversed(draft.text.split("\n\n")[-4:]):
        closing = _CLOSING.match(block) if len(block) < 120 else None
        found = find_date(block) if closing else None
        if closing and found:
            if not draft.place:
                draft = _with(draft, "place", closing["place"], "closing line")
            return _with(draft, "date", found.date, "closing line")
    match = _FILE_DATE.search(name)
    if match and (match[4] or match[2]):
        try:
            date = PartialDate(int(match[1]), int(match[3]), int(match[4]) if match[4] else None)
        except ValueError:
            return draft
        draft = _with(draft, "date", date, "file name")
        doubt = _("The date {date} is only in the name of the file.").format(date=date)
        return replace(draft, doubts={**draft.doubts, "date": doubt})
    return draft


def _issuer(draft: Draft) -> Draft:
    """Who published it: a labelled line, a phrase of the text, what the page declares; the weakest signs last."""
    blocks = draft.text.split("\n\n")
    closing = blocks[-_CLOSING_BLOCKS:]
    sender = labelled_sender(line for block in closing for line in block.split("\n")) or draft.declared.get("sender")
    if sender:
        text = "\n\n".join([*blocks[:-_CLOSING_BLOCKS], *without_sender(closing)])
        draft = replace(draft, text=text) if text.strip() else draft
        return _with(draft, "issuer", sender, "header line")
    found = find_issuer(draft.text)
    if found and found[1] != "contact":
        return _with(draft, "issuer", *found)
    if draft.declared.get("about"):
        return _with(draft, "issuer", draft.declared["about"], "about")
    prose = "\n".join(block for block in blocks if len(block) >= _PROSE)
    for key, source in (("publisher", "json-ld"), ("site", "site"), ("author", "header line")):
        name = tidy_name(draft.declared.get(key, ""))
        if name and _names(prose, name):
            return _with(draft, "issuer", as_called(name, draft.text), source)
    for key, source in (("publisher", "json-ld"), ("site", "site")):
        owner = site_owner(draft.declared.get(key, ""))
        if owner:
            return _with(draft, "issuer", owner, source)
    if found:
        return _with(draft, "issuer", *found)
    return _with(draft, "issuer", find_subject(draft.text), "text")


def _names(text: str, name: str) -> bool:
    """Tell whether a text has a name, with a capital, and not as the beginning of a longer one."""
    found = re.finditer(rf"(?<!\w){re.escape(name)}(?!\w|(?-i:\s[A-ZÀ-Þ]))", text, re.IGNORECASE)
    return any(match[0][0].isupper() for match in found)


def _with(draft: Draft, field: str, value: object, evidence: str) -> Draft:
    if value is None:
        return draft
    changes: dict[str, object] = {field: value, "evidence": {**draft.evidence, field: evidence}}
    return replace(draft, **changes)  # type: ignore[arg-type]


def _capitalised(text: str) -> str:
    text = text.lstrip()
    return text[:1].upper() + text[1:]


def _same(one: str, other: str | None) -> bool:
    if not other:
        return False
    return re.sub(r"\W+", "", one).casefold() == re.sub(r"\W+", "", other).casefold()
