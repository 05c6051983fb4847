"""The terminal interface: a reading room for one archive.

It knows ``Archive`` and the values that it answers with, and nothing below. Textual is imported when ``run``
is called.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from archivist.archive import Archive


def run(archive: Archive, query: str = "", *, plain: bool = False) -> None:
    """Open the reading room on an archive and return when the reader leaves it.

    ``query`` is in the search field at the start. ``plain`` shows one pane at a time, without box drawing,
    in the terminal's own colours, for screen readers and simple terminals. The archive stays open.
    """
    from archivist.tui.app import ArchivistApp

    ArchivistApp(archive, query, plain=plain).run()
