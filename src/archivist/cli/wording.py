"""Sentences that several commands say alike."""

from __future__ import annotations

from archivist.article import PartialDate
from archivist.display import shown_date, shown_number
from archivist.texts import _, ngettext


def article_count(count: int) -> str:
    """Say how many articles: "1 article", "1 204 articles"."""
    return ngettext("{count} article", "{count} articles", count).format(count=shown_number(count))


def about(date: PartialDate | None, place: str | None, issuer: str | None) -> str:
    """Say when, where and by whom an article was published; a place or issuer not known is left out."""
    return " · ".join(part for part in (shown_date(date) if date else _("undated"), place, issuer) if part)
