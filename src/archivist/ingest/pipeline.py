"""Bytes to a finished Draft: format, cleaning, metadata."""

from __future__ import annotations

from dataclasses import replace

from archivist.errors import UnreadableSource
from archivist.ingest import formats
from archivist.ingest.clean import clean_line, clean_text
from archivist.ingest.draft import Draft
from archivist.ingest.metadata import complete
from archivist.ingest.said import Said
from archivist.texts import _

CLEANER = 3
"""Raised whenever the same bytes would give a better article; `archivist reclean` makes older ones again."""

LONGEST = 5_000_000
"""Characters of a text that is read: a long novel has a million."""


def read_release(data: bytes, name: str, said: Said | None = None, *, ocr: bool = False) -> Draft:
    """Return the release that ``data`` holds, cleaned, with every field that could be read.

    ``name`` is how the file is called: it appears in errors, and a date in it is the last resort. ``said`` is what
    came with it: the header of a mail, the entry of a feed. With ``ocr`` scans are read by character recognition.
    Raises ``UnreadableSource``, and nothing else, with a sentence that names the file.
    """
    try:
        return _read(data, name, said, ocr)
    except UnreadableSource:
        raise
    except Exception as error:  # a fault of ours must not keep the other files out
        raise UnreadableSource(fails_on(name, error)) from error


def fails_on(name: str, error: Exception) -> str:
    """Return the sentence on a file that ``error`` kept from being read, which no file should be able to do."""
    return _("{name} is left out: archivist fails on it ({reason}); please report it.").format(
        name=name, reason=type(error).__name__
    )


def _read(data: bytes, name: str, said: Said | None, ocr: bool) -> Draft:
    if not data.strip():
        raise UnreadableSource(_("{name} is empty.").format(name=name))
    try:
        draft = formats.read(data, name, ocr=ocr)
    except RecursionError:
        raise UnreadableSource(_("{name} is nested too deeply to be read.").format(name=name)) from None
    if said:
        said = replace(
            said,
            title=clean_line(said.title) or None if said.title else None,
            issuer=clean_line(said.issuer) or None if said.issuer else None,
        )
        draft = said.before(draft)
    if len(draft.text) > LONGEST:
        raise UnreadableSource(
            _("{name} is longer than {count} characters; split it into its articles.").format(name=name, count=LONGEST)
        )
    draft = replace(
        draft,
        text=clean_text(draft.text),
        title=clean_line(draft.title) or None if draft.title else None,
        place=clean_line(draft.place) or None if draft.place else None,
        issuer=clean_line(draft.issuer) or None if draft.issuer else None,
        tags=tuple(tag for tag in map(clean_line, draft.tags) if tag),
        declared={key: clean_line(value) for key, value in draft.declared.items()},
    )
    draft = complete(draft, name)
    if said:
        draft = said.after(draft)
    if not any(character.isalnum() for character in draft.text):
        raise UnreadableSource(_("{name} has no text that could be an article.").format(name=name))
    return draft
