"""The program on a real terminal: width, colours, the bar of progress, and what is refused there."""

from __future__ import annotations

import os
import struct
import subprocess
import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are for other systems", allow_module_level=True)

import fcntl
import termios

FAKE = f"""\
import sys, types
sys.path.insert(0, {str(Path(__file__).parent)!r})
from fake_archive import *
module = types.ModuleType("archivist.archive")
module.Archive = FakeArchive
FakeArchive.calls = []
sys.modules["archivist.archive"] = module
from archivist.cli import main
main()
"""


def on_a_terminal(*args: str, width: int, **env: str) -> tuple[int, str]:
    """Run the program on a terminal of ``width`` columns; return its exit code and what was written."""
    ours, theirs = os.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, width, 0, 0))
    hidden = {"COLUMNS", "NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE"}
    surroundings = {name: value for name, value in os.environ.items() if name not in hidden}
    process = subprocess.Popen(
        [sys.executable, "-c", FAKE, *args],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={**surroundings, "TERM": "xterm-256color", "PYTHONUTF8": "1", **env},
    )
    os.close(theirs)
    written = b""
    while True:
        try:
            chunk = os.read(ours, 4096)
        except OSError:  # Linux says so when the other side is closed
            break
        if not chunk:
            break
        written += chunk
    os.close(ours)
    return process.wait(), written.decode("utf-8").replace("\r\n", "\n")


def test_search_uses_colours_and_the_width_that_is_there() -> None:
    code, text = on_a_terminal("search", "bassin", width=44)
    assert code == 0
    lines = text.splitlines()
    assert lines[0] == "1  \x1b[1mLe port de Valombre agrandit son bassin\x1b[0m"
    assert "\x1b[35m\x1b[1mbassin\x1b[0m" in text
    assert lines[1:3] == [
        "   \x1b[2mMay 2024 · Valombre · Port de Valombre\x1b[0m",
        "   \x1b[2m2024-05-le-port-de-valombre-agrandit\x1b[0m",
    ]


def test_no_color_is_respected() -> None:
    assert "\x1b" not in on_a_terminal("search", "bassin", width=80, NO_COLOR="1")[1]


def test_ingest_draws_a_bar_and_clears_it() -> None:
    code, text = on_a_terminal("ingest", "some", width=80)
    assert code == 0
    assert "\r\x1b[K████████████░░░░░░░░░░░░ 1/2  a\r\x1b[K" in text


def test_original_bytes_are_refused() -> None:
    code, text = on_a_terminal("show", "2024-05-le-port-de-valombre-agrandit", "--original", width=80)
    assert code == 2
    assert "--output FILE" in text
