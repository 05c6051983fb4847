"""All that is given to ingest, paths and addresses, as releases: files found, addresses fetched, containers opened."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from archivist.ingest.containers import Found, expanded
from archivist.ingest.sources import find_sources

if TYPE_CHECKING:
    from archivist.ingest.addresses import Fetcher


def incoming(
    paths: Iterable[str], fetcher: Fetcher | None = None, *, leave_out: Iterable[Path] = ()
) -> Iterator[Found]:
    """Yield a source for each release of ``paths``, in their order; see ``find_sources`` and ``expand``.

    Addresses are fetched by ``fetcher`` when it is their turn; without one they are taken for paths.
    """
    avoided = tuple(leave_out)
    for is_web, group in groupby(paths, key=is_address):
        if is_web and fetcher:
            yield from expanded(map(fetcher.fetch, group))
        else:
            yield from expanded(find_sources(group, leave_out=avoided))


def is_address(text: str) -> bool:
    """Tell whether ``text`` is an address of the web and no path."""
    return text[:8].lower().startswith(("http://", "https://"))
