"""What goes on meanwhile: others write to the archive, files go, the window changes."""

from __future__ import annotations

import asyncio

import pytest
from looking import NARROW, WIDE, answered, notes, reading, room, said, search, seen, selected, titles, until
from tui_fake import FakeArchive, release

from archivist.archive import Archive
from archivist.tui.app import ArchivistApp
from archivist.tui.rows import HitRow


async def test_searches_are_answered_while_the_index_is_built_again(real: Archive) -> None:
    stop = False

    def rebuild() -> int:
        rebuilt = 0
        with Archive.open(real.root) as other:
            while not stop:
                other.reindex()
                rebuilt += 1
        return rebuilt

    async with ArchivistApp(real).run_test(size=WIDE) as pilot:
        await answered(pilot, "")
        rebuilding = asyncio.create_task(asyncio.to_thread(rebuild))
        try:
            for query in ("safran", "menthe", "azrou"):
                await search(pilot, query)
                assert titles(pilot), query
            await until(pilot, lambda: reading(pilot))
        finally:
            stop = True
            assert await rebuilding >= 1
        assert not notes(pilot)
        await search(pilot, "")
        assert said(pilot, "#count") == "12 articles · newest first"


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_an_article_may_go_while_it_is_read(real: Archive, size: tuple[int, int]) -> None:
    async with ArchivistApp(real, "safran").run_test(size=size) as pilot:
        await answered(pilot, "safran")
        await pilot.press("enter", "enter")
        await until(pilot, lambda: reading(pilot))
        gone = reading(pilot)
        assert gone is not None
        shown = seen(room(pilot).pane.reader)
        real.article_path(gone).unlink()
        await pilot.press("n", "pagedown", "home")
        assert "safran" in seen(room(pilot).pane.reader) and len(seen(room(pilot).pane.reader)) == len(shown)
        await pilot.press("Y")
        await until(pilot, lambda: any(gone in note for note in notes(pilot)))
        await pilot.press("right")
        await until(pilot, lambda: reading(pilot) not in (None, gone))
        await pilot.press("left")
        await until(pilot, lambda: reading(pilot) is None)
        assert room(pilot).focused is room(pilot).results.hits
        assert pilot.app.is_running


async def test_a_timer_that_goes_off_too_late_takes_nobodys_place(archive: FakeArchive) -> None:
    async with ArchivistApp(archive, "safran").run_test(size=WIDE) as pilot:
        await answered(pilot, "safran")
        results, pane = room(pilot).results, room(pilot).pane
        results.ask("men", pause=True)
        assert results._pause is not None
        late = results._pause._callback
        results.ask("menthe", pause=True)
        assert late is not None
        late()  # it had gone off before it was stopped
        await answered(pilot, "menthe")
        assert "men" not in [query for query, _offset, _sort in archive.asked]
        first, second = (row.hit for row in results.hits.rows[2:4] if isinstance(row, HitRow))
        pane.open(first, "menthe", rest=True)
        assert pane._rest is not None
        late = pane._rest._callback
        pane.open(second, "menthe", rest=True)
        assert late is not None
        late()
        await until(pilot, lambda: reading(pilot) == second.id)


async def test_the_window_may_change_during_a_search(archive: FakeArchive) -> None:
    async with ArchivistApp(archive, "safran").run_test(size=WIDE) as pilot:
        await answered(pilot, "safran")
        gate = archive.hold("menthe")
        room(pilot).field.value = "menthe"
        await until(pilot, lambda: ("menthe", 0, "relevance") in archive.asked)
        for size in [NARROW, (100, 30), (30, 8), (200, 60), NARROW]:
            await pilot.resize_terminal(*size)
        await until(pilot, lambda: said(pilot, "#count") == "Searching…")
        gate.set()
        await answered(pilot, "menthe")
        assert selected(pilot).endswith("le menthe")
        assert room(pilot).results.display and not room(pilot).pane.display
        await pilot.resize_terminal(*WIDE)
        await until(pilot, lambda: reading(pilot) == "2023-0001-la-cooperative-1")


async def test_the_hits_keep_their_place_when_the_archive_changes(real: Archive) -> None:
    async with ArchivistApp(real, "récolte").run_test(size=NARROW) as pilot:
        await answered(pilot, "récolte")
        await pilot.press("enter", "down", "down")
        before = selected(pilot)
        with Archive.open(real.root) as other:
            other.corpus.write(release(40, title="Une récolte de plus", source=None))
            other.reindex()
        await pilot.press("m", "v", "escape")
        assert selected(pilot) == before
        await search(pilot, "récolte plus")
        await until(pilot, lambda: "Une récolte de plus" in titles(pilot))
