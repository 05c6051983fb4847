"""Opening an address or a file with the program that the system has for it; called in a thread, it may take long."""

from __future__ import annotations

import os
import subprocess
import sys
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from archivist.search.results import Hit
from archivist.texts import _

if TYPE_CHECKING:
    from archivist.archive import Archive

SHOWN = frozenset(
    ".txt .md .html .htm .xhtml .xml .rss .atom .json .csv .pdf .doc .docx .odt .rtf .eml .mbox .msg .epub".split()
)
"""Endings of files that a program shows. Others a system may run, so they are never opened."""

SOON = 3.0
"""Seconds within which an opener fails, if it does."""


class CannotOpen(Exception):
    """What was to be opened cannot be; the message is a sentence that says why and what to do."""


def is_address(text: str | None) -> bool:
    """Tell whether a text is an address of the web."""
    return text is not None and urlsplit(text).scheme in ("http", "https") and bool(urlsplit(text).netloc)


def address_of(archive: Archive, hit: Hit) -> str | None:
    """Return the address of the web that an article comes from, or None; raise what ``Archive.read`` raises."""
    for known in (hit.source, archive.read(hit.id).extra.get("address")):
        if isinstance(known, str) and is_address(known):
            return known
    return None


def open_address(address: str) -> None:
    """Show an address of the web in the browser; raise CannotOpen."""
    if not is_address(address):
        raise CannotOpen(_("{address} is not an address of the web.").format(address=address[:80]))
    if not _has_a_desktop():
        raise CannotOpen(_("There is no browser to open here; L copies the address."))
    try:
        opened = webbrowser.open(address)
    except (webbrowser.Error, OSError):
        opened = False
    if not opened:
        raise CannotOpen(_("No browser could be opened; L copies the address."))


def open_file(path: Path) -> None:
    """Show a file with the program of its kind; raise CannotOpen."""
    if path.suffix.lower() not in SHOWN:
        raise CannotOpen(
            _("{path} is not opened: a file of its kind might be run. Open it by hand if you trust it.").format(
                path=path
            )
        )
    if not path.is_file():
        raise CannotOpen(_("The file {path} is no longer there.").format(path=path))
    if not _has_a_desktop():
        raise CannotOpen(_("There is no program to open files here; the file is {path}.").format(path=path))
    try:
        if sys.platform == "win32":
            os.startfile(path)
            return
        opener = "open" if sys.platform == "darwin" else "xdg-open"
        process = subprocess.Popen(
            [opener, str(path)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        code = process.wait(SOON)
    except subprocess.TimeoutExpired:
        return  # it shows the file for as long as its reader wants
    except OSError as error:
        code = error.errno or 1
    if code:
        raise CannotOpen(_("No program could open {path}.").format(path=path))


def _has_a_desktop() -> bool:
    """Tell whether a window can be opened; a browser for terminals would draw over the reading room."""
    if sys.platform in ("win32", "darwin"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"))
