"""What an archive holds, at a glance: every article in one line, and how many there are of what."""

from __future__ import annotations

from typing import Literal

from archivist.article import PartialDate
from archivist.engine import Engine, Request
from archivist.reports import Statistics, Summary
from archivist.search.clauses import Anything


def summaries(engine: Engine, sort: Literal["date", "-date", "id"], limit: int | None, offset: int) -> list[Summary]:
    """Return every article in one line; see ``Archive.summaries``."""
    stored = list(engine.stored())
    stored.sort(key=lambda one: one.id)
    if sort == "date":
        stored.sort(key=lambda one: (not one.first, one.first, one.last))
    elif sort == "-date":
        stored.sort(key=lambda one: (not one.first, -one.last, -one.first))
    page = stored[offset:] if limit is None else stored[offset : offset + limit]
    return [
        Summary(
            one.id,
            one.title,
            PartialDate.between(one.first, one.last),
            one.place or None,
            one.issuer or None,
            one.source or None,
        )
        for one in page
    ]


def statistics(engine: Engine) -> Statistics:
    """Return how much the archive holds; see ``Archive.statistics``."""
    ranking = engine.search(Request(Anything(), limit=0, facets=("year", "place", "issuer")))
    counts = {facet.field: facet.values for facet in ranking.facets}
    dates = [(one.first, one.last) for one in engine.stored() if one.first]
    earliest = min(dates, default=(0, 0))
    latest = max(dates, key=lambda days: (days[1], days[0]), default=(0, 0))
    return Statistics(
        articles=ranking.total,
        undated=ranking.total - len(dates),
        words=sum(one.words for one in engine.stored()),
        first=PartialDate.between(*earliest),
        last=PartialDate.between(*latest),
        years=counts["year"],
        places=counts["place"],
        issuers=counts["issuer"],
    )
