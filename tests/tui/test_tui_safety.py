"""Article text is hostile: nothing of it reaches the terminal raw, nothing of it is markup."""

from __future__ import annotations

import re

from looking import NARROW, WIDE, answered, reading, room, said, search, seen, until, whole
from tui_fake import FakeArchive, release

from archivist.errors import CorpusError, QueryError
from archivist.tui.app import ArchivistApp

MARKUP = "[bold red]gras[/bold red] [@click=app.quit]x[/] \\["
EVIL = f"\x1b[31m\x1b]0;titre\x07\x9b2J\x7f\u202eetsoh\u2066 \x00\r\v\x85 {MARKUP}"
SHOWN = f"␛[31m␛]0;titre␇\ufffd2J␡\ufffdetsoh\ufffd ␀␍␋\ufffd {MARKUP}"
RAW = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def hostile() -> FakeArchive:
    archive = FakeArchive(
        [
            release(
                0,
                title=f"safran {EVIL}",
                text=f"{EVIL}\n\nsafran {EVIL}",
                place=EVIL,
                issuer=EVIL,
                source=EVIL,
            ),
            release(3),
        ]
    )
    archive.suggestions = (f"safran {EVIL}",)
    archive.diagnostics = (f"Le mot {EVIL} est pris comme il est.",)
    archive.notices = [f"Note {EVIL}"]
    return archive


async def test_nothing_raw_is_drawn_anywhere() -> None:
    async with ArchivistApp(hostile(), f"safran {EVIL}").run_test(size=(200, 50)) as pilot:
        await until(pilot, lambda: reading(pilot))
        assert RAW.search(whole(pilot)) is None
        assert " ".join(f"safran {SHOWN}".split()) in " ".join(seen(room(pilot).pane.reader).split())
        await pilot.press("enter", "enter", "n", "question_mark")
        assert RAW.search(whole(pilot)) is None


async def test_markup_in_hits_and_metadata_is_text() -> None:
    async with ArchivistApp(hostile(), "safran").run_test(size=NARROW) as pilot:
        await answered(pilot, "safran")
        drawn = seen(room(pilot).results.hits)
        assert RAW.search(drawn) is None
        assert "[bold red]gras[/bold red]" in re.sub(r"\n\W*", " ", drawn)
        assert "[bold red]gras" in said(pilot, "#reading")


async def test_suggestions_errors_and_the_query_are_text() -> None:
    archive = hostile()
    async with ArchivistApp(archive).run_test(size=WIDE) as pilot:
        await search(pilot, "absent")
        assert SHOWN[:40] in seen(room(pilot).results.hits)
        for error in (QueryError(f"Erreur {EVIL}"), CorpusError(f"Fichier {EVIL}")):
            archive.failure = error
            room(pilot).results.ask(f"[red]{type(error).__name__}")
            await pilot.pause(0.2)
            assert RAW.search(whole(pilot)) is None
        assert "[bold red]gras" in said(pilot, "#reading")
        assert any("[bold red]gras" in note.message for note in pilot.app._notifications)
        await pilot.press(*"[b]x")
        assert "[b]x" in room(pilot).field.value


async def test_wide_and_joined_characters_stay_in_their_columns() -> None:
    text = "東京都は首都である。" * 30 + " 👩‍🚀👍🏽 e\u0301te\u0301 " * 30 + "\n\n" + "\u0301\u200d\ufe0f" * 50
    async with ArchivistApp(FakeArchive([release(0, title="東京 👩‍🚀 " * 20, text=text)])).run_test(size=WIDE) as pilot:
        await until(pilot, lambda: reading(pilot))
        for widget in (room(pilot).pane.reader, room(pilot).results.hits):
            for y in range(widget.size.height):
                strip = widget.render_line(y)
                assert strip.cell_length == widget.scrollable_content_region.width
                assert strip.cell_length == sum(segment.cell_length for segment in strip)
