"""How far each kind of evidence can be trusted, as a table.

Set from what was right on 120 saved news pages and 900 press releases: titles from h1 1.00, from the first line 0.99,
from the first sentence 0.44; dates from a dateline or declared 1.00; places from a dateline 0.99; issuers named by the
address of a press contact 3 times of 6. What was not met there stands where its kin stand.
"""

from __future__ import annotations

from typing import Literal

from archivist.front_matter import PERSON

Confidence = Literal["high", "medium", "low"]

CONFIDENCE: dict[str, Confidence] = {
    PERSON: "high", "reader": "high", "front matter": "high",
    "json-ld": "high", "meta": "high", "time": "high", "h1": "high", "heading": "high",
    "header line": "high", "dateline": "high", "closing line": "high",
    "title style": "high", "largest type": "medium", "properties": "medium", "first bold line": "medium",
    "date line": "medium", "first line": "medium", "masthead": "medium", "text": "medium", "about": "medium",
    "page title": "medium", "feed": "medium", "mail header": "medium", "document": "medium", "site": "medium",
    "title element": "low", "first sentence": "low", "contact": "low", "file name": "low", "file time": "low",
    "web archive": "low", "address": "low",
}  # fmt: skip
"""Kind of evidence (see ``draft.Draft``) -> how far it can be trusted."""


def confidence(evidence: str) -> Confidence:
    """Return how far a kind of evidence can be trusted; one that is not known is no better than low."""
    return CONFIDENCE.get(evidence, "low")
