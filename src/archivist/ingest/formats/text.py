"""Plain text to Draft: it only has to be decoded; cleaning finds its paragraphs, metadata its title and date."""

from __future__ import annotations

from archivist.ingest.draft import Draft
from archivist.ingest.formats.decoding import decode


def read(data: bytes) -> Draft:
    """Return the text of a plain text file of any encoding."""
    return Draft(text=decode(data))
