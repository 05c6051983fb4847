"""Pictures of the reading room, in one command: ``python -m tests.screenshot [FOLDER]``.

Without FOLDER it draws the picture of the README and the pictures that ``tests/tui/test_tui_pictures.py`` compares with;
with it, pictures to look at: each scene at three sizes, in the dark and the light theme. All are SVG, drawn of the
demonstration archive, in the language of ``ARCHIVIST_LANG``.
"""

from __future__ import annotations

import asyncio
import os
import re
import sys
import tempfile
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from pathlib import Path
from unittest.mock import patch

from textual.pilot import Pilot

import archivist
from archivist.archive import Archive
from archivist.cli.demo import make_demo
from archivist.tui import memory
from archivist.tui.app import ArchivistApp
from archivist.tui.screens.reading_room import ReadingRoom
from archivist.tui.widgets.facet_list import FacetList

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "docs" / "reading-room.svg"
PICTURES = ROOT / "tests" / "tui" / "pictures"
RELEASES = Path(archivist.__file__).parent / "demo" / "releases"

SIZES = ((80, 24), (100, 30), (200, 60))
PATIENCE = 20.0
"""Seconds within which a scene must be set."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What is searched and which keys follow, at which size (columns, lines) and in which theme."""

    name: str
    query: str
    keys: tuple[str, ...]
    size: tuple[int, int]
    theme: str = "archivist-dark"
    plain: bool = False


FRONT = Scene("readme", "hydrogène vert", ("enter", "enter", "n", "n"), (120, 34))
SCENES = (
    Scene("results", "eau potable", ("enter", "down"), (80, 24)),
    Scene("reading", "hydrogène", ("enter", "enter", "n", "n"), (100, 30), "archivist-light"),
    Scene("filters", "", ("escape", "f", "down", "enter"), (100, 30)),
    Scene("nothing", "hydrogenne vert zzz", ("enter",), (80, 24), "archivist-light"),
    Scene("plain", "eau potable", ("enter",), (80, 24), "ansi-dark", plain=True),
)


async def picture(archive: Archive, scene: Scene) -> str:
    """Return the SVG of a scene as somebody sees it who comes for the first time; the same at every run.

    Raises AssertionError where the interface does not come to rest.
    """
    with tempfile.TemporaryDirectory() as state, patch.object(memory, "FOLDER", Path(state)):
        return await _drawn(archive, scene)


async def _drawn(archive: Archive, scene: Scene) -> str:
    app = ArchivistApp(archive, scene.query, plain=scene.plain)
    async with app.run_test(size=scene.size) as pilot:
        app.theme = scene.theme
        room = app.screen_stack[0]
        assert isinstance(room, ReadingRoom)
        room.field.cursor_blink = False
        await _at_rest(pilot, room)
        for key in scene.keys:
            await pilot.press(key)
            await _at_rest(pilot, room)
        return app.export_screenshot()


async def _at_rest(pilot: Pilot[None], room: ReadingRoom) -> None:
    """Wait until all that was asked is answered, counted and opened."""
    facets = room.query_one(FacetList)

    def rests() -> bool:
        results = room.results
        read = room.pane.hit is None or room.pane.reader.page is not None
        counted = results.answered is None or facets.shown == (results.answered.typed, results.answered.filters)
        return results.is_answered and counted and read and not pilot.app.workers._workers

    for _turn in range(int(PATIENCE / 0.02)):
        await pilot.pause(0.02)
        if rests():
            await pilot.pause(0.1)  # the pauses before an article is opened beside the list
            if rests():
                return
    raise AssertionError("the interface did not come to rest")


def comparable(svg: str) -> str:
    """Return a picture without what changes though nothing is drawn otherwise: the ids, the style of the frame."""
    svg = re.sub(r"terminal-\d+", "terminal", svg)
    return "\n".join(re.findall(r"\.terminal-r\d+ .*", svg)) + svg.rpartition("</style>")[2]


async def with_demo(draw: Callable[[Archive], Awaitable[None]]) -> None:
    """Call ``draw`` with a demonstration archive of its own."""
    with tempfile.TemporaryDirectory() as folder:
        make_demo(Path(folder) / "demo", RELEASES)
        with Archive.open(Path(folder) / "demo") as archive:
            await draw(archive)


async def _write_ours(archive: Archive) -> None:
    README.write_text(await picture(archive, FRONT), encoding="utf-8")
    PICTURES.mkdir(exist_ok=True)
    for scene in SCENES:
        (PICTURES / f"{scene.name}.svg").write_text(await picture(archive, scene), encoding="utf-8")


async def _write_all(archive: Archive, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for scene in SCENES:
        for size in SIZES:
            for theme in (scene.theme,) if scene.plain else ("archivist-dark", "archivist-light"):
                name = f"{scene.name}-{size[0]}x{size[1]}-{theme.rpartition('-')[2]}.svg"
                svg = await picture(archive, replace(scene, size=size, theme=theme))
                (folder / name).write_text(svg, encoding="utf-8")


def main() -> None:
    for name in ("NO_COLOR", "COLORFGBG", "TEXTUAL_THEME"):
        os.environ.pop(name, None)
    if len(sys.argv) > 1:
        folder = Path(sys.argv[1])
        asyncio.run(with_demo(lambda archive: _write_all(archive, folder)))
    else:
        asyncio.run(with_demo(_write_ours))


if __name__ == "__main__":
    main()
