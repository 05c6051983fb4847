"""Draft: an article on its way in, before it has an id and a place in the corpus."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from archivist.article import Article, PartialDate
from archivist.front_matter import DOUBTS
from archivist.texts import _


@dataclass(frozen=True, slots=True)
class Draft:
    """What has been read from one file so far.

    ``text`` is Markdown: paragraphs, headings, lists and tables separated by blank lines. A field that nobody has
    read is None. ``evidence`` says, for each of ``title``, ``date``, ``place``, ``issuer`` and ``source_url`` that
    is known, what it was read from: ``"front matter"``, ``"json-ld"``, ``"meta"``, ``"time"``, ``"h1"``,
    ``"title element"``, ``"page title"``, ``"heading"``, ``"first line"``, ``"first sentence"``, ``"header line"``,
    ``"dateline"``, ``"date line"``, ``"closing line"``, ``"masthead"``, ``"text"``, ``"about"``, ``"contact"``,
    ``"site"``, ``"address"``, ``"file name"``.
    ``doubts`` has, for
    some of the same names, a sentence for people that says what is uncertain. ``declared`` keeps what the file says
    of itself and no field has taken, under its own name (``"lang"``, ``"author"``, ``"description"``,
    ``"publisher"``, ``"site"`` ...): ``publisher`` and ``site`` may still become the issuer.
    """

    text: str
    title: str | None = None
    date: PartialDate | None = None
    place: str | None = None
    issuer: str | None = None
    tags: tuple[str, ...] = ()
    source_url: str | None = None
    evidence: Mapping[str, str] = field(default_factory=dict)
    doubts: Mapping[str, str] = field(default_factory=dict)
    declared: Mapping[str, str] = field(default_factory=dict)

    @property
    def shown_title(self) -> str:
        """The title, or what an article is called that has none."""
        return self.title or _("Untitled")


def article_of(draft: Draft, id: str, source: str | None) -> Article:
    """Return the article that a draft becomes, as far as the draft alone decides."""
    return Article(
        id=id,
        title=draft.shown_title,
        text=draft.text,
        date=draft.date,
        place=draft.place,
        issuer=draft.issuer,
        source=source,
        tags=draft.tags,
        evidence=dict(draft.evidence),
        extra={
            **({"address": draft.source_url} if draft.source_url else {}),
            **({DOUBTS: dict(draft.doubts)} if draft.doubts else {}),
        },
    )
