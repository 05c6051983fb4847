"""What changes the archive from inside: adding files, saving searches, and what is new."""

from __future__ import annotations

from pathlib import Path

from looking import NARROW, WIDE, answered, notes, room, said, seen, until
from tui_fake import FakeArchive, release

from archivist.archive import Archive
from archivist.reports import Progress
from archivist.tui.app import ArchivistApp
from archivist.tui.screens.filling import _paths
from archivist.tui.screens.report import Report
from archivist.tui.widgets.prompt import Prompt
from archivist.tui.widgets.shelf import Shelf
from archivist.tui.widgets.work_line import WorkLine

TEXT = (
    "Ortolan Fictif ouvre un atelier\n\nAzrou, le 3 mai 2024 — {} Communiqué fictif, écrit pour essayer le programme.\n"
)


async def test_files_are_added_while_the_reader_goes_on(real: Archive, tmp_path: Path) -> None:
    folder = tmp_path / "reçus"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.txt").write_text(TEXT.format(f"L’atelier {number} ouvre ses portes aux ortolans."))
    async with ArchivistApp(real).run_test(size=NARROW) as pilot:
        await answered(pilot, "")
        await pilot.press("escape", "a")
        room(pilot).query_one("#answer").value = str(folder)
        await pilot.press("enter")
        await until(pilot, lambda: notes(pilot), seconds=20)
        assert notes(pilot) == ["3 added"]
        await until(pilot, lambda: said(pilot, "#archive") == "fonds · 15 articles")
        assert not room(pilot).query_one(WorkLine).display
        assert real.search("ortolans").total == 3


async def test_what_cannot_be_read_is_listed_with_why(real: Archive, tmp_path: Path) -> None:
    (tmp_path / "image.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    app = ArchivistApp(real)
    async with app.run_test(size=NARROW) as pilot:
        await answered(pilot, "")
        await pilot.press("escape", "a")
        room(pilot).query_one("#answer").value = f"{tmp_path / 'image.png'} {tmp_path / 'absent.txt'}"
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, Report), seconds=20)
        shown = "\n".join(str(widget.render()) for widget in app.screen.query("Static"))
        assert "0 added · 2 not read" in shown and "image.png" in shown and "absent.txt" in shown
        await pilot.press("escape")
        assert app.screen is room(pilot)


async def test_the_line_on_top_shows_how_far_it_is(archive: FakeArchive) -> None:
    async with ArchivistApp(archive).run_test(size=NARROW) as pilot:
        await answered(pilot, "")
        line = room(pilot).query_one(WorkLine)
        line.progress = Progress(30, 120, "avis[b].txt")
        await pilot.pause()
        assert line.display and str(line.render()).strip() == "Adding articles: 30 of 120 · avis[b].txt"
        await pilot.press("escape", "a")
        assert not room(pilot).query_one(Prompt).display
        assert notes(pilot) == ["Articles are being added already; wait for the end."]
        line.progress = Progress(30, None, "")
        assert str(line.render()).strip() == "Adding articles: 30"


def test_paths_are_read_as_a_shell_would(tmp_path: Path) -> None:
    spaced = tmp_path / "un dossier"
    spaced.mkdir()
    assert _paths(str(spaced)) == [str(spaced)]
    assert _paths("a 'b c' -") == ["a", "b c"]
    assert _paths("l'été") == ["l'été"]
    assert _paths("  ") == []


async def test_a_search_is_saved_its_news_counted_and_opened(real: Archive) -> None:
    async with ArchivistApp(real, "safran").run_test(size=WIDE) as pilot:
        await answered(pilot, "safran")
        await pilot.press("enter", "w")
        await pilot.press(*"ma veille", "enter")
        await until(pilot, lambda: notes(pilot))
        assert real.searches.get("ma-veille").query == "safran"
        real.corpus.write(release(300, added="2999-01-01T00:00:00.000+00:00", source=None))
        real.reindex()
        await pilot.press("v")
        shelf = room(pilot).query_one(Shelf)
        await until(pilot, lambda: "ma-veille  1 new" in seen(shelf))
        assert "safran" in seen(shelf) and "Bookmarks" in seen(shelf)
        room(pilot).field.value = ""
        await answered(pilot, "")
        shelf.focus()
        await pilot.press("home", "enter")
        await answered(pilot, "safran")
        await until(pilot, lambda: said(pilot, "#count") == "5 results · newest first")
        assert room(pilot).focused is room(pilot).results.hits
        await pilot.press("v")
        await until(pilot, lambda: shelf.highlighted == 1)
        await pilot.press("d")
        await until(pilot, lambda: real.searches.all() == {})
        await until(pilot, lambda: "None yet" in seen(shelf))
        assert notes(pilot)[-1] == "ma-veille is forgotten; its query was: safran"


async def test_nothing_is_not_saved(archive: FakeArchive) -> None:
    async with ArchivistApp(archive).run_test(size=NARROW) as pilot:
        await answered(pilot, "")
        await pilot.press("escape", "w")
        assert notes(pilot) == ["There is nothing to save: write a query or choose a filter first."]


async def test_an_impossible_name_is_refused(real: Archive) -> None:
    async with ArchivistApp(real, "safran").run_test(size=NARROW) as pilot:
        await answered(pilot, "safran")
        await pilot.press("enter", "w", *"a/b", "enter")
        await until(pilot, lambda: notes(pilot))
        assert "cannot name a saved search" in notes(pilot)[0]
