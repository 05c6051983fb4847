"""All that is given to ingest, paths and addresses, as releases: files found, addresses fetched, containers opened."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from archivist.errors import UnreadableSource
from archivist.ingest.containers import Enclosed, Found, Unchanged, expanded
from archivist.ingest.sources import Source, Unreadable, find_sources

if TYPE_CHECKING:
    from archivist.ingest.addresses import Fetcher


def arrived(given: Iterable[str], fetcher: Fetcher | None = None) -> Iterator[str | Found]:
    """Yield each of ``given``: paths as they are, addresses fetched, standard input (``-``) read.

    What comes from outside may take long: it is here before a lock is taken. Without a ``fetcher`` addresses are paths.
    """
    for one in given:
        if fetcher and is_address(one):
            yield fetcher.fetch(one)
        elif one == "-":
            yield _standard_input()
        else:
            yield one


def incoming(
    given: Iterable[str | Found],
    *,
    leave_out: Iterable[Path] = (),
    unchanged: Callable[[Source], Unchanged | None] = lambda _: None,
) -> Iterator[Found]:
    """Yield a source for each release of what has ``arrived``, in its order; see ``find_sources`` and ``expanded``.

    A file that is known to be ``unchanged`` is not opened.
    """
    avoided = tuple(leave_out)
    for _is_path, group in groupby(given, key=lambda one: isinstance(one, str)):
        some = list(group)
        yield from expanded(one for one in some if not isinstance(one, str))
        files = find_sources((one for one in some if isinstance(one, str)), leave_out=avoided)
        yield from expanded((unchanged(one) or one) if isinstance(one, Source) else one for one in files)


def is_address(text: str) -> bool:
    """Tell whether ``text`` is an address of the web and no path."""
    return text[:8].lower().startswith(("http://", "https://"))


def _standard_input() -> Enclosed | Unreadable:
    try:
        content = Source("-", "-").read()
    except UnreadableSource as error:
        return Unreadable("-", "-", str(error))
    return Enclosed("-", "-", content=content, original=content)
