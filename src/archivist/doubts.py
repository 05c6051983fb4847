"""What a person should look at: fields of articles that may be wrong or are missing, each with what settles it.

Ingest writes what it doubted in the front matter, a sentence a field. The rest is seen from what stands there: the
evidence of a field, a date that has not come yet. What a person has said or confirmed is no longer in doubt.
"""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from archivist.article import Article
from archivist.display import shown_date
from archivist.front_matter import DOUBTS, PERSON
from archivist.ingest.confidence import Confidence, confidence
from archivist.texts import _

DoubtField = Literal["date", "title", "issuer", "place", "text"]

FIELDS: tuple[DoubtField, ...] = ("date", "title", "issuer", "place", "text")
"""The fields that can be in doubt, what misleads most first."""

GAPS: frozenset[DoubtField] = frozenset(("issuer", "place"))
"""Fields that many good releases do not state: that one is missing is told only where it is asked for."""

FIRST_YEAR = 1900


@dataclass(frozen=True, slots=True)
class Doubt:
    """One field of an article that a person should look at.

    ``value`` is what stands there, None where nothing does and for the text; ``evidence`` what it was read from.
    ``sentence`` says what is doubtful. ``remedy`` is a command that confirms what stands there, or would give a value;
    ``gap`` tells that the field is only missing.
    """

    id: str
    title: str
    field: DoubtField
    value: str | None
    evidence: str | None
    confidence: Confidence | None
    sentence: str
    remedy: str
    gap: bool


def doubts_of(article: Article, today: date) -> list[Doubt]:
    """Return what is doubtful in an article on the day ``today``, at most one doubt a field."""
    stored = article.extra.get(DOUBTS)
    told = stored if isinstance(stored, Mapping) else {}
    found = []
    for field in FIELDS:
        if article.evidence.get(field) == PERSON:
            continue
        said = told.get(field)
        sentence = said if isinstance(said, str) and said else _sentence(article, field, today)
        if sentence:
            found.append(_doubt(article, field, sentence))
    return found


def _sentence(article: Article, field: DoubtField, today: date) -> str | None:
    if field == "date" and article.date is not None:
        if article.date.first > today.year * 10000 + today.month * 100 + today.day:
            return _("{date} has not come yet.").format(date=_capital(shown_date(article.date)))
        if article.date.year < FIRST_YEAR:
            return _("The date {date} is before 1900.").format(date=article.date)
    value = getattr(article, field)
    if field == "text":  # only what ingest said of it is doubtful
        return None
    if not value:
        return {
            "date": _("Nothing says when it was published."),
            "title": _("It has no title."),
            "issuer": _("Nothing says who published it."),
            "place": _("Nothing says where it was published."),
        }[field]
    evidence = article.evidence.get(field)
    if evidence and confidence(evidence) == "low":
        return {
            "first sentence": _("No line looks like a title; this is the beginning of the text."),
            "title element": _("Only the title of the page says so, which may be that of the site."),
            "file name": _("Only the name of the file says so."),
            "file time": _("Only the time of the file says so: it may be that of a copy."),
        }.get(evidence) or _("Only a weak sign says so ({evidence}).").format(evidence=evidence)
    return None


def _doubt(article: Article, field: DoubtField, sentence: str) -> Doubt:
    value = None if field == "text" else getattr(article, field)
    evidence = article.evidence.get(field)
    # A value that may be right can be confirmed as it is; what is missing has to be written.
    known = shlex.quote(str(value)) if value else {"date": "YYYY-MM-DD"}.get(field, "NAME")
    return Doubt(
        id=article.id,
        title=article.title,
        field=field,
        value=str(value) if value else None,
        evidence=evidence,
        confidence=confidence(evidence) if evidence and value else None,
        sentence=sentence,
        remedy=f"archivist edit {article.id} " + ("--text-checked" if field == "text" else f"--{field} {known}"),
        gap=not value and field in GAPS,
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
