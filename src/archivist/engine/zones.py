"""Where the words of each field stand in the one row of positions of a document, and the version of all that."""

from __future__ import annotations

from archivist.search.clauses import SOURCE_MARK
from archivist.search.fields import FieldName

VERSION = 3
"""Raised whenever the same article would give another document; an index of another version is built again."""

ZONES: dict[FieldName, tuple[int, int]] = {
    "title": (0, 1_000),
    "issuer": (1_000, 2_000),
    "place": (2_000, 3_000),
    "tag": (3_000, 4_000),
    "source": (4_000, 5_000),
    "body": (5_000, 1 << 23),
    "quotation": (1 << 23, 1 << 24),
}
"""Field -> its first position and the first one after it; a longer field is cut there.

The words of quotations stand in the body, and a second time in a zone of their own, where they weigh nothing: so that
``citation:`` is a search of some positions too.
"""

LAST_POSITION = ZONES["quotation"][0] - 2
QUOTED = SOURCE_MARK
"""The term of documents that have quotations; no word is written so."""

APART = 64
"""Positions between two quotations, so that no phrase goes from one to the next."""

UNDATED = 0
