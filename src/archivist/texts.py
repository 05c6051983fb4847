"""The language of what archivist says to people: English in the code, French from the catalogue.

The language is read once, from ``ARCHIVIST_LANG`` or else from the usual ``LANGUAGE``, ``LC_ALL``,
``LC_MESSAGES`` and ``LANG``. Programs read JSON, which is never translated.
"""

from __future__ import annotations

import gettext
import os
from itertools import takewhile
from pathlib import Path

_LOCALE = Path(__file__).parent / "locale"
_VARIABLES = ("ARCHIVIST_LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


def _languages() -> list[str]:
    """Return the languages that the reader prefers to English, as gettext spells them: ``fr``, ``fr_MA.UTF-8``."""
    chosen = next(filter(None, map(os.environ.get, _VARIABLES)), "")
    spelled = (language.strip().replace("-", "_") for language in chosen.split(":"))
    # English has no catalogue: what comes after it in the list must not be found in its place.
    return list(takewhile(lambda language: language[:2].lower() != "en", filter(None, spelled)))


_catalogue = gettext.translation("archivist", localedir=_LOCALE, languages=_languages(), fallback=True)


def _(message: str) -> str:
    """Return ``message`` in the reader's language; fill in values with ``.format`` afterwards."""
    return _catalogue.gettext(message)


def ngettext(singular: str, plural: str, count: int) -> str:
    """Return the form of the message that goes with ``count``, in the reader's language."""
    return _catalogue.ngettext(singular, plural, count)


def translate_library(domain: str) -> None:
    """Give the sentences of a library our catalogue ``domain``: one that asks gettext's default domain, as click does.

    This holds for the whole process, so only a program may call it. The library finds the language in the
    environment alone: there, ``LANGUAGE`` becomes what archivist has chosen.
    """
    languages = _languages()
    if gettext.find(domain, _LOCALE, languages):
        os.environ["LANGUAGE"] = ":".join(languages)
        gettext.bindtextdomain(domain, _LOCALE)
        gettext.textdomain(domain)
