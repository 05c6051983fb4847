"""The search field: completion, history, did-you-mean; and what a reader leaves behind."""

from __future__ import annotations

import json
from pathlib import Path

from looking import NARROW, answered, notes, room, said, search, type_in, until
from tui_fake import FakeArchive

from archivist.archive import Archive
from archivist.tui.app import ArchivistApp
from archivist.tui.memory import LONGEST_HISTORY, Memory


async def test_words_are_completed_with_tab(archive: FakeArchive) -> None:
    archive.words = ("safran", "saffirs")
    async with ArchivistApp(archive).run_test(size=NARROW) as pilot:
        await type_in(pilot, "menthe sa")
        field = room(pilot).field
        await until(pilot, lambda: field.completions)
        assert said(pilot, "#reading").startswith("safran (tab)   saffirs")
        assert field._suggestion == "menthe safran"
        await pilot.press("tab")
        assert field.value == "menthe safran"
        await answered(pilot, "menthe safran")
        await until(pilot, lambda: field.completions == ())
        await pilot.press("tab")
        assert room(pilot).focused is room(pilot).results.hits


async def test_fields_and_values_are_completed(real: Archive) -> None:
    async with ArchivistApp(real).run_test(size=NARROW) as pilot:
        await answered(pilot, "")
        field = room(pilot).field
        await pilot.press(*"lie")
        await until(pilot, lambda: "lieu:" in field.completions)
        await pilot.press("right")
        assert field.value == "lieu:"
        await pilot.press(*"az")
        await until(pilot, lambda: field.completions == ("lieu:Azrou",))
        await pilot.press("tab")
        await answered(pilot, "lieu:Azrou")
        assert said(pilot, "#count").startswith("4 results")


async def test_up_and_down_walk_through_the_history(archive: FakeArchive) -> None:
    async with ArchivistApp(archive).run_test(size=NARROW) as pilot:
        for query in ("safran", "menthe", "menthe", "tri"):
            await search(pilot, query)
            room(pilot).action_leave_field()
        field = room(pilot).field
        field.focus()
        await pilot.pause()
        field.value = "cueil"
        seen = []
        for key in ("up", "up", "up", "up", "down", "down", "down"):
            await pilot.press(key)
            seen.append(field.value)
        assert seen == ["tri", "menthe", "safran", "safran", "menthe", "tri", "cueil"]
        await pilot.press("down")
        assert room(pilot).focused is room(pilot).results.hits
    # And the next one who opens this archive finds it again.
    async with ArchivistApp(archive).run_test(size=NARROW) as pilot:
        await answered(pilot, "")
        await pilot.press("up", "up")
        assert room(pilot).field.value == "tri"


async def test_did_you_mean_is_one_key(archive: FakeArchive) -> None:
    archive.suggestions = ("safran",)
    async with ArchivistApp(archive).run_test(size=NARROW) as pilot:
        await type_in(pilot, "saffrant")
        assert said(pilot, "#reading") == "did you mean safran? (ctrl+y)"
        await pilot.press("ctrl+y")
        await answered(pilot, "safran")
        assert room(pilot).field.value == "safran"


async def test_a_newcomer_is_told_where_the_keys_are(archive: FakeArchive) -> None:
    async with ArchivistApp(archive).run_test(size=NARROW) as pilot:
        await answered(pilot, "")
        assert "f1 shows all keys" in said(pilot, "#reading")
        await pilot.press("a", "enter")
        assert notes(pilot) == []
        await until(pilot, lambda: "f filters" in said(pilot, "#reading"))
        await pilot.press("w")
        assert said(pilot, "#keys") == "↵ done  esc back"  # what can be done there, and nothing else
        await pilot.press("escape", "e")
        await until(pilot, lambda: "tab complete" in said(pilot, "#keys"))


async def test_what_has_been_read_and_marked_is_seen(archive: FakeArchive) -> None:
    async with ArchivistApp(archive, "safran").run_test(size=NARROW) as pilot:
        await answered(pilot, "safran")
        hits = room(pilot).results.hits

        def marks() -> str:
            return "".join(hits.render_line(hits._tops[row] - hits.scroll_offset.y).text[1] for row in range(3))

        assert marks() == "•••"
        await pilot.press("enter", "enter", "escape", "down", "m")
        assert marks() == " ★•"
        assert room(pilot).memory.read == {"2023-0000-la-cooperative-0": None}
        await pilot.press("up", "u", "down", "m", "down", "u")
        assert marks() == "•• "
        await pilot.press("up", "m")
    async with ArchivistApp(archive, "safran").run_test(size=NARROW) as pilot:
        await answered(pilot, "safran")
        await pilot.press("enter", "v")
        await pilot.press("end", "enter")
        await until(pilot, lambda: room(pilot).results.on_detour)
        assert said(pilot, "#count") == "Bookmarks · esc goes back"
        hits = room(pilot).results.hits
        assert [row.hit.id for row in hits.rows] == ["2023-0003-la-cooperative-3"]
        await pilot.press("escape")
        assert not room(pilot).results.on_detour and len(hits.rows) == 10


def test_two_windows_remember_together(tmp_path: Path) -> None:
    first, second = Memory(tmp_path / "fonds", tmp_path), Memory(tmp_path / "fonds", tmp_path)
    first.ask("safran")
    first.mark_read("a")
    second.ask("menthe")
    assert second.toggle_bookmark("b")
    first.save()
    second.save()
    third = Memory(tmp_path / "fonds", tmp_path)
    assert (third.history, list(third.read), list(third.bookmarks)) == (["safran", "menthe"], ["a"], ["b"])
    assert not third.toggle_bookmark("b")
    third.mark_read("a", False)
    third.save()
    assert json.loads(third.path.read_text()) == {
        "archive": str(tmp_path / "fonds"),
        "history": ["safran", "menthe"],
        "bookmarks": [],
        "read": [],
    }


def test_memory_is_bounded_and_survives_damage(tmp_path: Path) -> None:
    memory = Memory(tmp_path / "fonds", tmp_path)
    for number in range(LONGEST_HISTORY + 10):
        memory.ask(f"mot{number}")
    memory.ask("mot209")
    memory.save()
    assert len(Memory(tmp_path / "fonds", tmp_path).history) == LONGEST_HISTORY
    for content in (b"", b"[]", b'{"read": 3, "history": [1, "x"]}', b"\xff", b"[" * 100_000):
        memory.path.write_bytes(content)
        assert Memory(tmp_path / "fonds", tmp_path).read == {}
    (tmp_path / "file").write_text("")
    nowhere = Memory(tmp_path / "fonds", tmp_path / "file")
    nowhere.ask("x")
    nowhere.save()
    assert nowhere.history == ["x"]
