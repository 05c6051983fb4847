"""The language of what archivist says to people: English in the code, French from the catalogue.

The language is read once, from ``ARCHIVIST_LANG`` or else from the usual ``LANGUAGE``, ``LC_ALL``,
``LC_MESSAGES`` and ``LANG``. Programs read JSON, which is never translated.
"""

from __future__ import annotations

import gettext
import os
from pathlib import Path


def _languages() -> list[str] | None:
    chosen = os.environ.get("ARCHIVIST_LANG")
    return [chosen] if chosen else None


_catalogue = gettext.translation(
    "archivist", localedir=Path(__file__).parent / "locale", languages=_languages(), fallback=True
)


def _(message: str) -> str:
    """Return ``message`` in the reader's language; fill in values with ``.format`` afterwards."""
    return _catalogue.gettext(message)


def ngettext(singular: str, plural: str, count: int) -> str:
    """Return the form of the message that goes with ``count``, in the reader's language."""
    return _catalogue.ngettext(singular, plural, count)
