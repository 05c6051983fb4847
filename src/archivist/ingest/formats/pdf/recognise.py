"""Character recognition of a scanned PDF, by ocrmypdf or tesseract where one of them is installed."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from archivist.errors import UnreadableSource
from archivist.ingest.formats.pdf.apart import read_pictures
from archivist.texts import _

MOST_SECONDS = 600.0
"""Seconds that recognition of one file may take: a page takes a few."""

_LANGUAGE = "fra"
_DENSITY = 300  # dots per inch: what tesseract was trained on


def recognise(data: bytes, name: str) -> bytes:
    """Return the PDF ``data`` with a text layer.

    Runs ``ocrmypdf``, or else ``tesseract`` on pictures of the pages, for French. Raises ``UnreadableSource`` where
    neither is installed, the French language data is missing, or it fails or takes longer than ``MOST_SECONDS``.
    """
    tesseract, ocrmypdf = shutil.which("tesseract"), shutil.which("ocrmypdf")
    if tesseract is None:
        raise UnreadableSource(
            _("{name} is a scan; install ocrmypdf, or tesseract with its French language data, to read it.").format(
                name=name
            )
        )
    if _LANGUAGE not in _run([tesseract, "--list-langs"], name).decode("utf-8", "replace").split():
        raise UnreadableSource(
            _("{name} is a scan; install the French language data of tesseract (tesseract-ocr-fra) to read it.").format(
                name=name
            )
        )
    with tempfile.TemporaryDirectory(prefix="archivist-") as folder:
        result = Path(folder, "text.pdf")
        if ocrmypdf is not None:
            scan = Path(folder, "scan.pdf")
            scan.write_bytes(data)
            options = ["--force-ocr", "--rotate-pages", "--output-type", "pdf", "--optimize", "0", "--quiet"]
            _run([ocrmypdf, *options, "-l", _LANGUAGE, str(scan), str(result)], name)
        else:
            pictures = read_pictures(data, name, Path(folder), _DENSITY)
            listed = Path(folder, "pages.txt")
            listed.write_text("\n".join(map(str, pictures)), encoding="utf-8")
            options = ["-l", _LANGUAGE, "--dpi", str(_DENSITY), "pdf"]
            _run([tesseract, str(listed), str(result.with_suffix("")), *options], name)
        try:
            return result.read_bytes()
        except OSError:
            raise UnreadableSource(_failed(name)) from None


def _run(command: list[str], name: str) -> bytes:
    try:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=True, timeout=MOST_SECONDS)
    except subprocess.TimeoutExpired:
        raise UnreadableSource(
            _("Character recognition of {name} takes longer than {minutes} minutes; split it.").format(
                name=name, minutes=round(MOST_SECONDS / 60)
            )
        ) from None
    except (OSError, subprocess.CalledProcessError):
        raise UnreadableSource(_failed(name)) from None
    return done.stdout


def _failed(name: str) -> str:
    return _("Character recognition of {name} has failed; run ocrmypdf on it to see why.").format(name=name)
