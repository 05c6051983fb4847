"""archivist: a searchable archive of French press releases. See ``Archive``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from archivist.version import __version__

if TYPE_CHECKING:
    from archivist.archive import Archive
    from archivist.article import Article, PartialDate
    from archivist.errors import ArchivistError
    from archivist.search.results import Facet, Hit, SearchResults, Snippet

__all__ = [
    "Archive",
    "ArchivistError",
    "Article",
    "Facet",
    "Hit",
    "PartialDate",
    "SearchResults",
    "Snippet",
    "__version__",
]

_HOMES = {
    "Archive": "archivist.archive",
    "ArchivistError": "archivist.errors",
    "Article": "archivist.article",
    "Facet": "archivist.search.results",
    "Hit": "archivist.search.results",
    "PartialDate": "archivist.article",
    "SearchResults": "archivist.search.results",
    "Snippet": "archivist.search.results",
}


def __getattr__(name: str) -> Any:
    # A name is imported when it is first used, so that `import archivist` costs nothing.
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
