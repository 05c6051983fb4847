"""The application around the room: colours, commands, help, plain mode, speed, what is imported."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import threading
import time

import pytest
from looking import NARROW, WIDE, answered, notes, reading, room, seen, until
from rich.style import Style
from textual.binding import Binding
from textual.selection import Offset, Selection
from tui_fake import FakeArchive, release

from archivist.archive import Archive
from archivist.article import Article
from archivist.tui.app import ArchivistApp
from archivist.tui.page import make_page
from archivist.tui.screens.help import Help
from archivist.tui.widgets.facet_list import FacetList
from archivist.tui.widgets.keys_line import KeysLine
from archivist.tui.widgets.shelf import Shelf
from archivist.tui.widgets.timeline import Timeline


def style_of(pilot, text: str) -> Style:
    """The style of the first piece of the page that is this text."""
    reader = room(pilot).pane.reader
    for y in range(reader.size.height):
        for segment in reader.render_line(y):
            if segment.text == text:
                return segment.style
    raise AssertionError(f"{text} is not in view")


async def test_help_lists_the_keys_of_where_you_are_first(archive: FakeArchive) -> None:
    app = ArchivistApp(archive)
    async with app.run_test(size=NARROW) as pilot:
        await answered(pilot, "")
        await pilot.press("f1")
        assert isinstance(app.screen, Help)
        assert [name for name, _keys in app.screen.places][:2] == [
            "In the search field",
            "Outside the field",
        ]
        await pilot.press("escape", "escape", "question_mark")
        assert isinstance(app.screen, Help)
        names = [name for name, _keys in app.screen.places]
        assert names[:4] == ["In the results", "Outside the field", "In the search field", "In the article"]
        keys = dict(app.screen.places[0][1] + app.screen.places[1][1])
        assert keys["↓ j"] == "Next article"
        assert keys["N"] == "Previous match"
        await pilot.press("q")
        assert app.is_running and not isinstance(app.screen, Help)


async def test_the_palette_has_every_action(archive: FakeArchive) -> None:
    app = ArchivistApp(archive, "safran")
    async with app.run_test(size=NARROW) as pilot:
        await answered(pilot, "safran")
        offered = {command.title: command.callback for command in app.get_system_commands(app.screen)}
        for node in (room(pilot), room(pilot).results.hits, room(pilot).pane.reader):
            for binding in Binding.make_bindings(type(node).__dict__["BINDINGS"]):
                assert binding.tooltip in offered or binding.action.startswith("screen."), binding
        await offered["Last article that is loaded"]()
        assert room(pilot).results.hits.cursor == 9
        await offered["Sort: relevance, newest, oldest"]()
        await until(pilot, lambda: archive.asked[-1][2] == "-date")


async def test_the_line_of_keys_follows_the_focus(archive: FakeArchive) -> None:
    async with ArchivistApp(archive, "safran").run_test(size=NARROW) as pilot:
        await answered(pilot, "safran")
        line = room(pilot).query_one(KeysLine)
        assert str(line.render()) == "↵ results  tab complete  f1 help"
        await pilot.press("enter")
        assert str(line.render()) == "↵ read  / search  f filter  w save  e export  s sort  v saved  ? help"
        await pilot.press("enter")
        await until(pilot, lambda: reading(pilot))
        assert str(line.render()) == "n next match  → next article  esc back  e export  ctrl+f find  ? help"
        await pilot.click(line, offset=(4, 0))
        assert room(pilot).pane.reader.current == 0


@pytest.mark.parametrize("theme", ["archivist-dark", "archivist-light", "ansi-dark", "ansi-light", "nord"])
async def test_every_theme_tells_matches_and_the_current_one_apart(archive: FakeArchive, theme: str) -> None:
    app = ArchivistApp(archive, "safran")
    async with app.run_test(size=WIDE) as pilot:
        app.theme = theme
        await until(pilot, lambda: reading(pilot))
        plain, match = style_of(pilot, "Une saison heureuse"), style_of(pilot, "safran")
        assert match.bold and match.color != plain.color
        await pilot.press("enter", "n")
        current = style_of(pilot, "safran")
        assert current.bgcolor != match.bgcolor


async def test_a_light_terminal_gets_the_light_theme(archive: FakeArchive, monkeypatch: pytest.MonkeyPatch) -> None:
    assert ArchivistApp(archive).theme == "archivist-dark"
    monkeypatch.setenv("COLORFGBG", "0;15")
    assert ArchivistApp(archive).theme == "archivist-light"
    monkeypatch.setenv("COLORFGBG", "15;default")
    assert ArchivistApp(archive).theme == "archivist-dark"
    monkeypatch.setenv("TEXTUAL_THEME", "nord")
    assert ArchivistApp(archive).theme != "archivist-dark"


async def test_no_color_uses_none(archive: FakeArchive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = ArchivistApp(archive, "safran")
    async with app.run_test(size=WIDE) as pilot:
        await until(pilot, lambda: reading(pilot))
        await pilot.press("enter", "n", "n")
        assert style_of(pilot, "safran").underline
        styles = [
            segment.style
            for line in app.screen._compositor.render_strips()
            for segment in line.apply_filter(app._filters[-1], app.screen.background_colors[1])
            if segment.style
        ]
        assert styles
        assert all(style.color is None or style.color.is_default for style in styles)
        assert all(style.bgcolor is None or style.bgcolor.is_default for style in styles)
        assert any(style.reverse for style in styles)


async def test_plain_has_one_pane_and_no_box_drawing(archive: FakeArchive) -> None:
    app = ArchivistApp(archive, "safran", plain=True)
    async with app.run_test(size=WIDE) as pilot:
        await answered(pilot, "safran")
        assert not room(pilot).pane.display
        await pilot.press("enter")
        lines = [strip.text for strip in app.screen._compositor.render_strips()]
        await pilot.press("enter")
        await until(pilot, lambda: reading(pilot))
        assert room(pilot).pane.display and not room(pilot).results.display
        lines += [strip.text for strip in app.screen._compositor.render_strips()]
        assert sum(line.startswith(">") for line in lines) == 1  # said once, though the hit has several lines
        assert any(line.startswith("> La Coopérative") for line in lines)
        assert not any("\u2500" <= character <= "\u25ff" for line in lines for character in line)


async def test_plain_says_everything_in_words_and_lists_the_dates(real: Archive) -> None:
    async with ArchivistApp(real, plain=True).run_test(size=NARROW) as pilot:
        await answered(pilot, "")
        await pilot.press("escape")
        line = str(room(pilot).query_one(KeysLine).render())
        assert line.startswith("enter read  / search") and "t dates" not in line
        await pilot.press("t")
        assert room(pilot).focused is room(pilot).results.hits and not notes(pilot)
        await until(pilot, lambda: room(pilot).query_one(FacetList).counts.bars)
        await pilot.press("f")
        assert "[ ] 2011" in seen(room(pilot).query_one(FacetList))
        assert not room(pilot).query_one(Timeline).display
        await pilot.press("escape", "m", "v")
        await until(pilot, lambda: "* Bookmarks  1 article" in seen(room(pilot).query_one(Shelf)))


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("en", "↵ esc pgdn home space ctrl+f ? f1 ↓ q enter ←→"),
        ("fr", "↵ échap pgsuiv début espace ctrl+f ? f1 ↓ q entrée ←→"),
    ],
)
def test_keys_are_called_as_they_are_written(language: str, names: str) -> None:
    code = (
        "from textual.binding import Binding; from archivist.tui.keys import shown_key; print(*("
        "shown_key(Binding(key, 'x')) for key in ('enter', 'escape', 'pagedown', 'home', 'space', 'ctrl+f', "
        "'question_mark', 'f1', 'down', 'q')), shown_key(Binding('enter', 'x'), spoken=True), "
        "shown_key(Binding('left', 'x')) + shown_key(Binding('right', 'x')))"
    )
    surroundings = os.environ | {"ARCHIVIST_LANG": language, "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=surroundings, encoding="utf-8"
    )
    assert done.stdout.strip() == names


async def test_what_the_mouse_selects_is_copied_without_the_margin(archive: FakeArchive) -> None:
    async with ArchivistApp(archive, "safran").run_test(size=WIDE) as pilot:
        await until(pilot, lambda: reading(pilot))
        reader = room(pilot).pane.reader
        selection = Selection(Offset(reader.margin, 1), Offset(reader.margin + 21, 3))
        assert reader.get_selection(selection) == (
            "La Coopérative Imaginaire n° 0 récolte le safran\n\n1 January 2000 · Azro",
            "\n",
        )


async def test_ctrl_c_does_not_lose_a_place(archive: FakeArchive) -> None:
    app = ArchivistApp(archive)
    async with app.run_test(size=NARROW) as pilot:
        await answered(pilot, "")
        await pilot.press("escape", "ctrl+c")
        assert app.is_running
        assert [note.message for note in app._notifications] == [
            "To leave, press q outside the search field, or ctrl+q."
        ]


def test_a_megabyte_is_a_page_at_once() -> None:
    text = "\n\n".join("L’été, « les conventions » de la Coopérative Imaginaire… " * 8 for _turn in range(2_300))
    assert len(text) > 1_000_000
    spans = tuple((index, index + 3) for index in range(0, len(text) - 3, 500))
    started = time.process_time()
    page = make_page(Article("id", "Titre", text)).with_matches(spans, ())
    lines = page.lay_out(72)
    for line in lines[5000:5050]:
        page.pieces(line)
    assert time.process_time() - started < 0.75  # 0.07 s where it was measured; the machine may be busy


async def test_a_megabyte_opens_and_jumps() -> None:
    text = (
        "\n\n".join(f"Paragraphe {number} : " + "les paniers de menthe, " * 15 for number in range(3_000)) + " safran"
    )
    archive = FakeArchive([release(1, text=text)])
    async with ArchivistApp(archive, "safran").run_test(size=NARROW) as pilot:
        await answered(pilot, "safran")
        archive.found = threading.Event()
        await pilot.press("enter", "enter")
        await until(pilot, lambda: reading(pilot))
        reader = room(pilot).pane.reader
        assert reader.matches == 0  # shown before its matches are found
        await pilot.press("pagedown")
        archive.found.set()
        await until(pilot, lambda: reader.matches)
        assert reader.scroll_offset.y > 0  # and where it was read, it stays
        await pilot.press("n")
        assert "safran" in seen(room(pilot).pane.reader)
        assert room(pilot).pane.reader.scroll_offset.y > 10_000


async def test_the_collector_waits_for_a_moment_when_nobody_does(
    archive: FakeArchive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("archivist.tui.screens.room.REST", 60)
    before = sys.getswitchinterval(), gc.get_threshold()
    collected = []
    gc.callbacks.append(lambda phase, info: collected.append(info["generation"]) if phase == "stop" else None)
    try:
        async with ArchivistApp(archive, "safran").run_test(size=WIDE) as pilot:
            await answered(pilot, "safran")
            assert gc.get_threshold()[2] > 10_000 and sys.getswitchinterval() < before[0]
            collected.clear()
            for query in ("menthe", "safran", "menthe", "coopérative"):
                room(pilot).field.value = query
                await answered(pilot, query)
            assert 2 not in collected
            monkeypatch.setattr("archivist.tui.screens.room.REST", 0.1)
            room(pilot).field.value = "safran"
            await until(pilot, lambda: 2 in collected)
            assert gc.get_freeze_count() > 10_000
    finally:
        gc.callbacks.pop()
    assert (sys.getswitchinterval(), gc.get_threshold()) == before
    assert gc.get_freeze_count() == 0


def test_textual_is_imported_only_to_run() -> None:
    code = "import sys, archivist.tui; print([name for name in ('textual', 'rich') if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
