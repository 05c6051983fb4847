"""How long the interface lets its reader wait: from a key to the first result, to open an article, to turn a page.

    python benchmarks/latency.py ARCHIVE [ARCHIVE ...] [--rounds 9]

Each archive is opened in the interface without a terminal, 120 columns by 40 lines, and driven key by key. Printed are
the median and the worst time of the rounds, in milliseconds, for each archive:

key echoed           from a key in the search field until the field shows it, while a search runs
first result         from the last key of a word until the hits of the word are shown
open article         from `enter` on a hit until its page is shown, matches included
page down            from the key until the page has moved
next release         from the key until the next article is shown
filters counted      from the answer until the facets and the timeline are shown
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from textual.events import Key
from textual.pilot import Pilot

from archivist.archive import Archive
from archivist.tui import memory
from archivist.tui.app import ArchivistApp
from archivist.tui.screens.reading_room import ReadingRoom
from archivist.tui.widgets.facet_list import FacetList

WORDS = ("formation", "énergie", "conseil fédéral", "agriculture durable", "santé publique")


async def wait(true: Callable[[], object], what: str = "") -> None:
    """Let the interface work until something is so; the clock is read as soon as it is."""
    for _turn in range(20_000):
        if true():
            return
        await asyncio.sleep(0.0005)
    raise SystemExit(f"it never happened: {what}")


async def measure(archive: Archive, rounds: int) -> dict[str, list[float]]:
    times: dict[str, list[float]] = {}
    app = ArchivistApp(archive)
    async with app.run_test(size=(120, 40)) as pilot:
        room = app.screen_stack[0]
        assert isinstance(room, ReadingRoom)
        await wait(lambda: room.results.results)
        for turn in range(rounds):
            await one_round(pilot, room, WORDS[turn % len(WORDS)], times)
    return times


async def one_round(pilot: Pilot[None], room: ReadingRoom, word: str, times: dict[str, list[float]]) -> None:
    def note(name: str, started: float) -> None:
        times.setdefault(name, []).append((time.perf_counter() - started) * 1000)

    def press(key: str, character: str | None = None) -> float:
        pilot.app.post_message(Key(key, character))
        return time.perf_counter()

    room.field.focus()
    room.field.value = ""
    await wait(lambda: (results := room.results.results) and results.query == "", "nothing")
    await asyncio.sleep(0.3)
    for index, letter in enumerate(word, 1):
        started = press("space" if letter == " " else letter, letter)
        await wait(lambda index=index: len(room.field.value) == index, word)  # type: ignore[misc]
        note("key echoed", started)
        await asyncio.sleep(0.06)
    # From the last key on: its pause of typing is part of what the reader waits for.
    await wait(lambda: (results := room.results.results) and results.query == word, "results")
    times.setdefault("first result", []).append((time.perf_counter() - started) * 1000)
    facets = room.query_one(FacetList)
    started = time.perf_counter()
    before = facets.counts
    await wait(lambda: facets.counts is not before, "counts")
    note("filters counted", started)
    room.show_hits()
    await asyncio.sleep(0.3)
    room.pane.close()
    started = press("enter")
    await wait(lambda: room.pane.reader.page is not None, "page")
    note("open article", started)
    reader = room.pane.reader
    await wait(lambda: room.is_reading, "reading")
    await asyncio.sleep(0.3)  # a reader looks at the page before turning it
    if reader.max_scroll_y:
        started = press("pagedown")
        await wait(lambda: reader.scroll_offset.y > 0, "down")
        note("page down", started)
    page = reader.page
    started = press("right")
    await wait(lambda: reader.page is not page, "next")
    note("next release", started)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archives", nargs="+", type=Path)
    parser.add_argument("--rounds", type=int, default=9)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        memory.FOLDER = Path(folder)
        for root in chosen.archives:
            with Archive.open(root) as archive:
                print(f"{root.name}: {archive.search('', limit=1).total} articles")
                times = asyncio.run(measure(archive, chosen.rounds))
            for name, values in times.items():
                print(f"  {name:16} median {statistics.median(values):7.1f} ms   worst {max(values):7.1f} ms")


if __name__ == "__main__":
    main()
