"""Who comes for the first time finds the way on the screen: the keys that matter are there, and a hint says how to go on."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from looking import NARROW, answered, notes, reading, room, said, seen, titles, until
from tui_fake import FakeArchive

from archivist.archive import Archive
from archivist.tui.app import ArchivistApp
from archivist.tui.widgets.facet_list import FacetList
from archivist.tui.widgets.prompt import PromptInput

WALK = """
import asyncio
from looking import NARROW, answered, reading, room, said, until
from tui_fake import FakeArchive, release
from archivist.tui.app import ArchivistApp
from archivist.tui.filters import Filters

async def walk():
    async with ArchivistApp(FakeArchive(release(number) for number in range(30))).run_test(size=NARROW) as pilot:
        def line():
            hint = room(pilot).query_one("#reading")
            assert hint.size.height == 1, hint.render()
            print(said(pilot, "#keys"))
        await answered(pilot, "")
        line()
        room(pilot).field.value = "safran"
        await answered(pilot, "safran")
        await pilot.press("enter")
        line()
        room(pilot).filters = Filters((("place", "Azrou"),))
        await until(pilot, lambda: room(pilot).results.is_answered)
        line()
        await pilot.press("X", "enter")
        await until(pilot, lambda: reading(pilot))
        line()

asyncio.run(walk())
"""


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        (
            "en",
            """↵ results  tab complete  f1 help
↵ read  / search  f filter  w save  e export  s sort  v saved  ? help
↵ read  / search  f filter  w save  e export  s sort  x unfilter  ? help
n next match  → next article  esc back  e export  ctrl+f find  ? help""",
        ),
        (
            "fr",
            """↵ résultats  tab compléter  f1 aide
↵ lire  / chercher  f filtrer  w garder  e exporter  s trier  ? aide
↵ lire  / chercher  f filtrer  w garder  e exporter  s trier  x ôter  ? aide
n passage suivant  → suivant  échap retour  e exporter  ? aide""",
        ),
    ],
)
def test_the_keys_that_lead_on_fit_in_80_columns_and_the_hint_in_one_line(
    language: str, lines: str, tmp_path: Path
) -> None:
    surroundings = os.environ | {
        "ARCHIVIST_LANG": language,
        "PYTHONIOENCODING": "utf-8",
        "PYTHONPATH": str(Path(__file__).parent),
        "XDG_STATE_HOME": str(tmp_path),
        "LOCALAPPDATA": str(tmp_path),
    }
    done = subprocess.run(
        [sys.executable, "-c", WALK], capture_output=True, text=True, check=False, env=surroundings, encoding="utf-8"
    )
    assert done.stdout.strip() == lines, done.stderr


async def test_the_hint_says_how_to_go_on_from_where_one_is(archive: FakeArchive) -> None:
    async with ArchivistApp(archive).run_test(size=NARROW) as pilot:
        await answered(pilot, "")
        assert "enter goes to the results" in said(pilot, "#reading")
        await pilot.press("enter")
        await until(pilot, lambda: "f filters" in said(pilot, "#reading"))
        await pilot.press("enter")
        await until(pilot, lambda: "n goes to the next match" in said(pilot, "#reading"))
        await pilot.press("escape")
        assert "f filters" in said(pilot, "#reading")


async def test_who_has_searched_before_is_told_nothing(archive: FakeArchive) -> None:
    async with ArchivistApp(archive).run_test(size=NARROW) as pilot:
        await answered(pilot, "")
        room(pilot).field.value = "safran"
        await answered(pilot, "safran")
        await pilot.press("enter")
    async with ArchivistApp(archive).run_test(size=NARROW) as pilot:
        await answered(pilot, "")
        await pilot.press("enter")
        assert said(pilot, "#reading") == ""


async def test_a_newcomer_finds_narrows_reads_saves_and_exports(
    real: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The whole way, with the keys that the screen shows at 80 columns."""
    monkeypatch.chdir(tmp_path)
    async with ArchivistApp(real).run_test(size=NARROW) as pilot:
        await answered(pilot, "")
        await pilot.press(*"safran")
        await answered(pilot, "safran")
        await pilot.press("enter", "f")
        facets = room(pilot).query_one(FacetList)
        await until(pilot, lambda: facets.option_count and facets.highlighted is not None)
        await pilot.press("enter")  # the latest year
        await answered(pilot, "date:2009 safran")
        facets.highlighted = facets.get_option_index("value-issuer-Coopérative Imaginaire")
        await pilot.press("enter")
        query = 'date:2009 emetteur:"Coopérative Imaginaire" safran'
        await answered(pilot, query)
        await pilot.press("escape")
        assert len(titles(pilot)) == 1
        await pilot.press("enter")
        await until(pilot, lambda: reading(pilot))
        await pilot.press("n", "n")
        assert said(pilot, "#place") == "2 of 2"
        await pilot.press("escape", "w")
        assert room(pilot).query_one(PromptInput).value == "safran-2009-Coopérative-Imaginaire"
        await pilot.press(*"veille", "enter")  # what is typed takes the place of the name that is proposed
        await until(pilot, lambda: real.searches.all())
        assert real.searches.get("veille").query == query
        await pilot.press("e", "enter")
        await until(pilot, lambda: any(note.startswith("Written: ") for note in notes(pilot)))
        assert (tmp_path / "results.csv").read_text(encoding="utf-8").count("\n") == 2


async def test_a_name_is_proposed_for_a_search(real: Archive) -> None:
    async with ArchivistApp(real, 'titre:safran "la récolte"').run_test(size=NARROW) as pilot:
        await answered(pilot, 'titre:safran "la récolte"')
        await pilot.press("enter", "w", "enter")
        await until(pilot, lambda: real.searches.all())
        assert list(real.searches.all()) == ["titre-safran-la-récolte"]


async def test_a_few_lines_belong_to_the_results(archive: FakeArchive) -> None:
    archive.diagnostics = ("one thing to be told of the query, at some length", "and another one, as long as the first")
    async with ArchivistApp(archive, "safran").run_test(size=(30, 8)) as pilot:
        await answered(pilot, "safran")
        await pilot.pause()
        assert room(pilot).query_one("#reading").size.height == 1
        shown = seen(room(pilot).results.hits).splitlines()
        assert len(shown) == 4 and "La Coopérative" in shown[0]
