"""How long the interface lets its reader wait: from a key to the first result, to open an article, to turn a page.

    python benchmarks/latency.py ARCHIVE [ARCHIVE ...] [--rounds 9]
    python benchmarks/latency.py --data DATA --sizes 1000,10000,50000 --folder DIR [--rounds 9]

With ``--data`` archives are first made in DIR of the releases of DATA (JSON Lines, as for ``speed.py``), where they are
not there already. Beyond the number of real releases, others are made of them: whole paragraphs of as many releases as
a release has paragraphs, with the title, date, place and issuer of one of them, chosen with a fixed seed.

Each archive is opened in the interface without a terminal, 120 columns by 40 lines, and driven key by key. Printed are
the median and the worst time of the rounds, in milliseconds, and the median of the processor's time (of all threads and
of programs that were run), which a machine shared with others hardly lengthens:

key echoed           from a key in the search field until the field shows it, while the search of the key before runs
first result         from the last key of a word until the hits of the word are shown
open article         from `enter` on a hit until its page is shown, matches included
page down            from the key until the page has moved
next release         from the key until the next article is shown
filters counted      from the answer until the facets and the timeline are shown
1 MB: open           the same for an article of a million characters, until its text is shown (its matches follow)
1 MB: matches        until its matches are shown
1 MB: resize         until it is wrapped for another width

Beside them, where ugrep, ripgrep or grep is installed: the whole of ``PROGRAM -r -i -l WORD corpus`` for the first word
of the same queries. They read every file each time, find no other form of a word, and rank nothing; ``ugrep -Q`` does
this for each key.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

from textual.events import Key
from textual.pilot import Pilot

from archivist.archive import Archive
from archivist.article import Article, PartialDate
from archivist.corpus import new_id
from archivist.tui import memory
from archivist.tui.app import ArchivistApp
from archivist.tui.screens.reading_room import ReadingRoom
from archivist.tui.widgets.facet_list import FacetList
from speed import cpu, releases

PEERS = ("ugrep", "rg", "grep")
WORDS = ("formation", "énergie", "conseil fédéral", "agriculture durable", "santé publique")


SEED = 20240530
SENTENCE = "La formation et l’énergie des équipes fictives de Valombre avancent au même pas, dit-on ici. "
MEGABYTE = 1_000_000


async def wait(true: Callable[[], object], what: str = "") -> None:
    """Let the interface work until something is so; the clock is read as soon as it is."""
    for _turn in range(20_000):
        if true():
            return
        await asyncio.sleep(0.0005)
    raise SystemExit(f"it never happened: {what}")


Times = dict[str, list[tuple[float, float]]]
"""What was measured, each time with what passed on the clock and on the processor, in milliseconds."""


class Watch:
    """Begins when it is made; ``note`` keeps what has passed under a name."""

    def __init__(self, times: Times) -> None:
        self._times = times
        self._clock, self._processor = time.perf_counter(), cpu()

    def note(self, name: str) -> None:
        passed = (time.perf_counter() - self._clock) * 1000, (cpu() - self._processor) * 1000
        self._times.setdefault(name, []).append(passed)


async def in_room(archive: Archive, steps: Callable[[Pilot[None], ReadingRoom], Awaitable[None]]) -> None:
    app = ArchivistApp(archive)
    async with app.run_test(size=(120, 40)) as pilot:
        room = app.screen_stack[0]
        assert isinstance(room, ReadingRoom)
        await wait(lambda: room.results.results)
        await steps(pilot, room)


def measure(archive: Archive, rounds: int) -> Times:
    times: Times = {}

    async def steps(pilot: Pilot[None], room: ReadingRoom) -> None:
        for turn in range(rounds):
            await one_round(pilot, room, WORDS[turn % len(WORDS)], times)

    asyncio.run(in_room(archive, steps))
    return times


def measure_long(folder: Path, rounds: int) -> Times:
    """Open an article of a million characters, in an archive made for it."""
    times: Times = {}
    text = "\n\n".join(
        f"Paragraphe {number} : {SENTENCE * 3}" for number in range(MEGABYTE // (3 * len(SENTENCE) + 20))
    )
    with Archive.create(folder) as archive:
        archive.corpus.write(Article("2024-long", "Un long communiqué fictif", text, date=PartialDate(2024)))
        archive.reindex()

        async def steps(pilot: Pilot[None], room: ReadingRoom) -> None:
            room.field.value = "formation énergie"
            await wait(lambda: (results := room.results.results) and results.hits and results.query, "results")
            await asyncio.sleep(1)
            hit = room.results.results.hits[0]  # type: ignore[union-attr]
            for _turn in range(rounds):
                room.pane.close()
                await asyncio.sleep(0.2)
                watch = Watch(times)
                room.open(hit)
                await wait(lambda: room.pane.reader.page is not None, "page")
                watch.note("1 MB: open")
                await wait(lambda: room.pane.reader.matches, "matches")
                watch.note("1 MB: matches")
                await asyncio.sleep(0.2)
                reader, height = room.pane.reader, room.pane.reader.virtual_size.height
                watch = Watch(times)
                await pilot.resize_terminal(104, 40)
                await wait(lambda: reader.virtual_size.height != height, "wrapped")  # noqa: B023
                watch.note("1 MB: resize")
                await pilot.resize_terminal(120, 40)

        asyncio.run(in_room(archive, steps))
    return times


def measure_peers(root: Path, rounds: int) -> Times:
    times: Times = {}
    for program in filter(shutil.which, PEERS):
        for turn in range(rounds):
            word = WORDS[turn % len(WORDS)].split()[0]
            watch = Watch(times)
            command = [program, *(["-r"] if program != "rg" else []), "-i", "-l", word, str(root / "corpus")]
            subprocess.run(command, capture_output=True, check=False)
            watch.note(f"{program} -r -i -l")
    return times


async def one_round(pilot: Pilot[None], room: ReadingRoom, word: str, times: Times) -> None:
    def press(key: str, character: str | None = None) -> Watch:
        pilot.app.post_message(Key(key, character))
        return Watch(times)

    room.field.focus()
    room.field.value = ""
    await wait(lambda: (results := room.results.results) and results.query == "", "nothing")
    await asyncio.sleep(0.3)
    for index, letter in enumerate(word, 1):
        watch = press("space" if letter == " " else letter, letter)
        await wait(lambda index=index: len(room.field.value) == index, word)  # type: ignore[misc]
        watch.note("key echoed")
        await asyncio.sleep(0.06)
    # From the last key on: its pause of typing is part of what the reader waits for.
    await wait(lambda: (results := room.results.results) and results.query == word, "results")
    watch.note("first result")
    facets = room.query_one(FacetList)
    watch = Watch(times)
    before = facets.counts
    await wait(lambda: facets.counts is not before, "counts")
    watch.note("filters counted")
    room.show_hits()
    await asyncio.sleep(0.3)
    room.pane.close()
    watch = press("enter")
    await wait(lambda: room.pane.reader.page is not None, "page")
    watch.note("open article")
    reader = room.pane.reader
    await wait(lambda: room.is_reading, "reading")
    await asyncio.sleep(0.3)  # a reader looks at the page before turning it
    if reader.max_scroll_y:
        watch = press("pagedown")
        await wait(lambda: reader.scroll_offset.y > 0, "down")
        watch.note("page down")
    page = reader.page
    watch = press("right")
    await wait(lambda: reader.page is not page, "next")
    watch.note("next release")


def make_archive(data: Path, count: int, folder: Path) -> Path:
    """Write an archive of ``count`` releases where there is none yet; return its folder."""
    if folder.exists():
        return folder
    real = list(releases(data, count))
    paragraphs = [paragraph for one in real for paragraph in one["text"].split("\n") if paragraph.strip()]
    chance = random.Random(SEED)
    with Archive.create(folder) as archive:
        taken: set[str] = set()
        for number in range(count):
            one = real[number % len(real)]
            texts = [paragraph for paragraph in one["text"].split("\n") if paragraph.strip()]
            if number >= len(real):
                texts = chance.choices(paragraphs, k=len(texts))
            date = PartialDate.parse(one["date"])
            id = new_id(one["title"], date, taken)
            taken.add(id)
            place, issuer = one["place"] or None, one["issuer"] or None
            archive.corpus.write(Article(id, one["title"], "\n\n".join(texts), date, place, issuer))
        archive.reindex()
    return folder


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archives", nargs="*", type=Path)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--sizes", default="1000,10000,50000")
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--rounds", type=int, default=9)
    chosen = parser.parse_args()
    if chosen.data is not None:
        if chosen.folder is None:
            parser.error("--data needs --folder, where the archives are made")
        for size in map(int, chosen.sizes.split(",")):
            chosen.archives.append(make_archive(chosen.data, size, chosen.folder / str(size)))
    with tempfile.TemporaryDirectory() as folder:
        memory.FOLDER = Path(folder)
        for root in chosen.archives:
            with Archive.open(root) as archive:
                print(f"{root.name}: {archive.search('', limit=1).total} articles")
                show(measure(archive, chosen.rounds))
            show(measure_peers(root, chosen.rounds))
        print("one article of a million characters")
        show(measure_long(Path(folder) / "long", chosen.rounds))


def show(times: Times) -> None:
    for name, values in times.items():
        clock, processor = zip(*values, strict=True)
        worst, spent = max(clock), statistics.median(processor)
        print(
            f"  {name:16} median {statistics.median(clock):7.1f} ms   worst {worst:7.1f} ms   processor {spent:7.1f} ms"
        )


if __name__ == "__main__":
    main()
