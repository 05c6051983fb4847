"""Searching, walking through the hits and reading, at two sizes."""

from __future__ import annotations

import pytest
from looking import (
    NARROW,
    WIDE,
    answered,
    reading,
    room,
    said,
    search,
    seen,
    selected,
    titles,
    type_in,
    until,
)
from textual.events import Key, Paste
from tui_fake import FakeArchive, release

from archivist.archive import Archive
from archivist.errors import CorpusError
from archivist.search.results import SearchResults
from archivist.tui.app import ArchivistApp
from archivist.tui.rows import NoteRow, SuggestionRow


async def test_without_a_query_the_newest_releases_come_first(archive: FakeArchive) -> None:
    async with ArchivistApp(archive).run_test(size=NARROW) as pilot:
        await answered(pilot, "")
        dates = [row.hit.date for row in room(pilot).results.hits.rows]
        assert dates == sorted(dates, key=str, reverse=True)
        assert said(pilot, "#count") == "120 articles · newest first"
        assert said(pilot, "#archive") == "fonds · 120 articles"
        assert room(pilot).focused is room(pilot).field


async def test_results_come_while_typing(archive: FakeArchive) -> None:
    async with ArchivistApp(archive).run_test(size=NARROW) as pilot:
        await type_in(pilot, "safran cueilli")
        assert room(pilot).field.value == "safran cueilli"
        assert said(pilot, "#count") == "40 results · by relevance"
        assert said(pilot, "#reading") == "read as: safran ET cueilli"
        assert "récolte le safran" in seen(room(pilot).results.hits)


async def test_a_word_that_is_being_typed_stands_for_those_that_begin_with_it(real: Archive) -> None:
    async with ArchivistApp(real).run_test(size=NARROW) as pilot:
        await answered(pilot, "")
        await pilot.press(*"menthe pan")
        await answered(pilot, "menthe pan*")
        assert said(pilot, "#count") == "8 results · by relevance"
        assert "read as: menthe ET pan*" in said(pilot, "#reading")
        await pilot.press("z")  # and no longer: nothing is suggested before a moment has passed
        await answered(pilot, "menthe panz")
        await pilot.press("backspace")
        await answered(pilot, "menthe pan*")
        await pilot.press("enter")  # the word is finished, and is looked for as it is
        await answered(pilot, "menthe pan")
        assert "No article has all" in seen(room(pilot).results.hits)


async def test_other_words_are_suggested_when_no_key_follows(archive: FakeArchive) -> None:
    archive.suggestions = ("safran",)
    async with ArchivistApp(archive).run_test(size=NARROW) as pilot:
        await answered(pilot, "")
        await pilot.press(*"saffran")
        await until(pilot, lambda: "did you mean safran?" in said(pilot, "#reading"))


async def test_the_query_of_the_command_line_is_asked_first(archive: FakeArchive) -> None:
    async with ArchivistApp(archive, "safran").run_test(size=NARROW) as pilot:
        await answered(pilot, "safran")
        assert archive.asked == [("safran", 0, "relevance"), ("", 0, "relevance")]  # and how many there are
        assert room(pilot).field.value == "safran"
        assert said(pilot, "#archive") == "fonds · 120 articles"


async def test_an_answer_that_comes_late_is_dropped(archive: FakeArchive) -> None:
    gate = archive.hold("menthe")
    async with ArchivistApp(archive).run_test(size=NARROW) as pilot:
        await answered(pilot, "")
        room(pilot).results.ask("menthe")
        await until(pilot, lambda: ("menthe", 0, "relevance") in archive.asked)
        room(pilot).results.ask("safran")
        await pilot.pause(0.05)
        gate.set()
        await answered(pilot, "safran")
        await pilot.pause(0.1)
        results = room(pilot).results.results
        assert results is not None and results.query == "safran"
        assert all("safran" in title for title in titles(pilot))


async def test_searches_nobody_waits_for_are_not_made(archive: FakeArchive) -> None:
    gate = archive.hold("lent")
    async with ArchivistApp(archive).run_test(size=NARROW) as pilot:
        await answered(pilot, "")
        room(pilot).results.ask("lent")
        await until(pilot, lambda: ("lent", 0, "relevance") in archive.asked)
        for query in ("a", "b", "c", "safran"):
            room(pilot).results.ask(query)
        await until(pilot, lambda: said(pilot, "#count") == "Searching…")
        gate.set()
        await answered(pilot, "safran")
        assert [query for query, _offset, _sort in archive.asked if query] == ["lent", "safran"]


async def test_typing_goes_on_while_a_search_is_slow(archive: FakeArchive) -> None:
    gate = archive.hold("s")
    async with ArchivistApp(archive).run_test(size=NARROW) as pilot:
        await answered(pilot, "")
        await pilot.press("s")
        await until(pilot, lambda: ("s", 0, "relevance") in archive.asked)
        await pilot.press(*"afran")
        assert room(pilot).field.value == "safran"
        gate.set()
        await answered(pilot, "safran")


async def test_more_hits_are_loaded_as_one_goes_down(archive: FakeArchive) -> None:
    async with ArchivistApp(archive).run_test(size=NARROW) as pilot:
        await answered(pilot, "")
        assert len(titles(pilot)) == 10
        await pilot.press("escape", "end")
        await until(pilot, lambda: len(titles(pilot)) == 60)
        assert room(pilot).results.hits.cursor == 9
        await pilot.press("G")
        await until(pilot, lambda: len(titles(pilot)) == 110)
        await pilot.press("G")
        await until(pilot, lambda: len(titles(pilot)) == 120)
        await pilot.press("G")
        await pilot.pause(0.1)
        assert len(set(titles(pilot))) == 120
        assert room(pilot).results.hits.cursor == 119


async def test_the_wheel_loads_more_too(archive: FakeArchive) -> None:
    async with ArchivistApp(archive).run_test(size=NARROW) as pilot:
        await answered(pilot, "")
        hits = room(pilot).results.hits
        hits.scroll_to(y=hits.max_scroll_y - 10, animate=False)
        await until(pilot, lambda: len(titles(pilot)) == 60)
        assert hits.cursor == 0


async def test_partial_matches_come_after_a_divider(archive: FakeArchive) -> None:
    async with ArchivistApp(archive).run_test(size=NARROW) as pilot:
        await search(pilot, "azrou martil")
        assert said(pilot, "#count") == ""
        rows = room(pilot).results.hits.rows
        assert isinstance(rows[0], NoteRow) and rows[0].text == "No article has all of these words."
        await search(pilot, "safran 99")
        rows = room(pilot).results.hits.rows
        notes = [index for index, row in enumerate(rows) if isinstance(row, NoteRow)]
        results = room(pilot).results.results
        assert isinstance(results, SearchResults)
        assert notes == [results.total]
        assert rows[notes[0]].text == f"{results.partial_total} others with some of the words"
        await pilot.press("escape", "home", *["down"] * results.total)
        assert room(pilot).results.hits.cursor == results.total + 1


async def test_narrow_shows_one_pane_at_a_time(archive: FakeArchive) -> None:
    async with ArchivistApp(archive).run_test(size=NARROW) as pilot:
        await search(pilot, "safran")
        assert room(pilot).results.display and not room(pilot).pane.display
        await pilot.press("enter", "j", "enter")
        await until(pilot, lambda: reading(pilot))
        assert room(pilot).pane.display and not room(pilot).results.display
        assert reading(pilot) == "2023-0003-la-cooperative-3"
        assert "La Coopérative Imaginaire n° 3 récolte le safran" in seen(room(pilot).pane.reader)
        await pilot.press("escape")
        assert room(pilot).results.display and not room(pilot).pane.display
        assert room(pilot).focused is room(pilot).results.hits


async def test_wide_shows_the_article_beside_the_hits(archive: FakeArchive) -> None:
    async with ArchivistApp(archive).run_test(size=WIDE) as pilot:
        await search(pilot, "safran")
        assert room(pilot).results.display and room(pilot).pane.display
        await until(pilot, lambda: reading(pilot) == "2023-0000-la-cooperative-0")
        await pilot.press("enter", "j", "down")
        await until(pilot, lambda: reading(pilot) == "2023-0006-la-cooperative-6")
        await pilot.press("enter")
        assert room(pilot).focused is room(pilot).pane.reader
        await pilot.press("right")
        await until(pilot, lambda: reading(pilot) == "2023-0009-la-cooperative-9")
        assert room(pilot).focused is room(pilot).pane.reader


async def test_matches_are_counted_and_walked_through(archive: FakeArchive) -> None:
    async with ArchivistApp(archive).run_test(size=NARROW) as pilot:
        await search(pilot, "safran cueillette")
        await pilot.press("enter", "enter")
        await until(pilot, lambda: reading(pilot))
        assert said(pilot, "#place") == "3 matches"
        await pilot.press("n", "n")
        assert said(pilot, "#place") == "2 of 3"
        await pilot.press("n", "n")
        assert said(pilot, "#place") == "1 of 3"
        await pilot.press("N")
        assert said(pilot, "#place") == "3 of 3"


async def test_spans_are_asked_once_for_an_article_and_a_query(archive: FakeArchive) -> None:
    async with ArchivistApp(archive, "safran").run_test(size=NARROW) as pilot:
        await answered(pilot, "safran")
        await pilot.press("enter")
        archive.spans_asked.clear()
        await pilot.press("enter")
        await until(pilot, lambda: reading(pilot))
        await pilot.press("n", "n", "down", "escape", "enter", "pagedown")
        await pilot.pause(0.1)
        assert len(archive.spans_asked) == 1


async def test_sort_goes_round(archive: FakeArchive) -> None:
    async with ArchivistApp(archive, "safran").run_test(size=NARROW) as pilot:
        await answered(pilot, "safran")
        await pilot.press("enter")
        for order, words in (
            ("-date", "newest first"),
            ("date", "oldest first"),
            ("relevance", "by relevance"),
        ):
            await pilot.press("s")
            await until(pilot, lambda words=words: words in said(pilot, "#count"))
            assert archive.asked[-1] == ("safran", 0, order)
        await pilot.click("#count")
        await until(pilot, lambda: "newest first" in said(pilot, "#count"))


async def test_sort_without_a_query_is_by_date(archive: FakeArchive) -> None:
    async with ArchivistApp(archive).run_test(size=NARROW) as pilot:
        await answered(pilot, "")
        await pilot.press("escape", "s")
        await until(pilot, lambda: said(pilot, "#count") == "120 articles · oldest first")
        assert selected(pilot) == "La Coopérative Imaginaire n° 0 récolte le safran"
        await pilot.press("s")
        await until(pilot, lambda: said(pilot, "#count") == "120 articles · newest first")


async def test_keys_of_the_list() -> None:
    async with ArchivistApp(FakeArchive(map(release, range(20)))).run_test(size=NARROW) as pilot:
        await answered(pilot, "")
        await pilot.press("escape")
        hits = room(pilot).results.hits
        for key, cursor in [
            ("j", 1),
            ("down", 2),
            ("k", 1),
            ("up", 0),
            ("up", 0),
            ("G", 19),
            ("g", 0),
            ("end", 19),
        ]:
            await pilot.press(key)
            assert hits.cursor == cursor, key
        await pilot.press("home", "pagedown")
        assert hits.cursor and hits.cursor > 2
        top, bottom = hits.scroll_offset.y, hits.scroll_offset.y + hits.size.height
        assert top <= hits._tops[hits.cursor] < bottom
        await pilot.press("pageup")
        assert hits.cursor == 0


async def test_keys_of_the_reader() -> None:
    long = release(0, text="\n\n".join(f"Paragraphe {number} du texte fictif." for number in range(200)))
    async with ArchivistApp(FakeArchive([long])).run_test(size=NARROW) as pilot:
        await answered(pilot, "")
        await pilot.press("enter", "enter")
        await until(pilot, lambda: reading(pilot))
        reader = room(pilot).pane.reader
        height = reader.size.height
        steps = [
            ("j", 1),
            ("down", 2),
            ("k", 1),
            ("space", height - 1),
            ("pageup", 1),
            ("up", 0),
            ("pagedown", height - 2),
        ]
        for key, line in steps:
            await pilot.press(key)
            assert reader.scroll_offset.y == line, key
        await pilot.press("G")
        assert reader.scroll_offset.y == reader.max_scroll_y
        assert long.id in seen(reader)
        await pilot.press("g")
        assert reader.scroll_offset.y == 0


async def test_the_field_takes_letters_that_are_keys_elsewhere(archive: FakeArchive) -> None:
    async with ArchivistApp(archive).run_test(size=NARROW) as pilot:
        await type_in(pilot, "PRES/5 qsnNjk?é")
        assert room(pilot).field.value == "PRES/5 qsnNjk?é"
        await pilot.press("escape")
        assert room(pilot).focused is room(pilot).results.hits
        await pilot.press("slash")
        assert room(pilot).focused is room(pilot).field
        await pilot.press("x")
        assert room(pilot).field.value == "x"


async def test_q_leaves() -> None:
    app = ArchivistApp(FakeArchive())
    async with app.run_test(size=NARROW) as pilot:
        await answered(pilot, "")
        await pilot.press("escape", "q")
        await pilot.pause(0.1)
        assert not app.is_running


async def test_a_query_that_cannot_be_read_keeps_the_results(archive: FakeArchive) -> None:
    async with ArchivistApp(archive, "safran").run_test(size=NARROW) as pilot:
        await answered(pilot, "safran")
        room(pilot).field.value = "couleur:rouge"
        await until(pilot, lambda: "couleur" in said(pilot, "#reading"))
        assert said(pilot, "#reading") == "There is no field couleur; the nearest is lieu:."
        assert room(pilot).query_one("#reading").has_class("-error")
        assert len(titles(pilot)) == 10
        await search(pilot, "menthe")
        assert not room(pilot).query_one("#reading").has_class("-error")
        assert said(pilot, "#reading") == ""


async def test_another_error_is_notified(archive: FakeArchive) -> None:
    async with ArchivistApp(archive).run_test(size=NARROW) as pilot:
        await answered(pilot, "")
        archive.failure = CorpusError("The file corpus/2023/[x].md is damaged; restore it.")
        room(pilot).field.value = "safran"
        await until(pilot, lambda: pilot.app._notifications)
        assert [note.message for note in pilot.app._notifications] == [
            "The file corpus/2023/[x].md is damaged; restore it."
        ]
        assert len(titles(pilot)) == 10


async def test_notices_of_the_archive_are_told(archive: FakeArchive) -> None:
    archive.notices = ["The index was missing; it has been rebuilt."]
    async with ArchivistApp(archive).run_test(size=NARROW) as pilot:
        await answered(pilot, "")
        assert [note.message for note in pilot.app._notifications] == ["The index was missing; it has been rebuilt."]
        assert archive.notices == []


async def test_an_article_that_is_gone_is_told(archive: FakeArchive) -> None:
    async with ArchivistApp(archive, "safran").run_test(size=NARROW) as pilot:
        await answered(pilot, "safran")
        del archive.kept["2023-0000-la-cooperative-0"]
        await pilot.press("enter", "enter")
        await until(pilot, lambda: pilot.app._notifications)
        assert room(pilot).focused is room(pilot).results.hits
        assert reading(pilot) is None
        await pilot.press("down", "enter")
        await until(pilot, lambda: reading(pilot) == "2023-0003-la-cooperative-3")


async def test_suggestions_are_chosen_with_a_key(archive: FakeArchive) -> None:
    archive.suggestions = ("safran", "menthe")
    async with ArchivistApp(archive).run_test(size=NARROW) as pilot:
        await search(pilot, "saffrant")
        rows = room(pilot).results.hits.rows
        assert [row.query for row in rows if isinstance(row, SuggestionRow)] == ["safran", "menthe"]
        await pilot.press("enter", "enter")
        await answered(pilot, "safran")
        assert room(pilot).field.value == "safran"
        assert len(titles(pilot)) == 10


async def test_suggestions_come_before_partial_matches(archive: FakeArchive) -> None:
    archive.suggestions = ("safran",)
    async with ArchivistApp(archive).run_test(size=WIDE) as pilot:
        await search(pilot, "saffrant martil")
        assert isinstance(room(pilot).results.hits.selected, SuggestionRow)
        await until(pilot, lambda: reading(pilot) == "2023-0001-la-cooperative-1")
        await pilot.press("enter", "down")
        assert selected(pilot) == "La Coopérative Imaginaire n° 1 récolte le menthe"
        await pilot.press("up", "enter")
        await answered(pilot, "safran")


async def test_an_empty_archive_says_how_to_fill_it() -> None:
    async with ArchivistApp(FakeArchive()).run_test(size=NARROW) as pilot:
        await answered(pilot, "")
        assert "archivist ingest PATH" in seen(room(pilot).results.hits)
        await search(pilot, "safran")
        assert "archivist ingest PATH" in seen(room(pilot).results.hits)
        await pilot.press("enter", "enter", "n", "s", "j", "G", "pagedown")


async def test_the_mouse_chooses_and_scrolls(archive: FakeArchive) -> None:
    async with ArchivistApp(archive, "safran").run_test(size=WIDE) as pilot:
        await answered(pilot, "safran")
        hits = room(pilot).results.hits
        await pilot.click(hits, offset=(10, hits._tops[2]))
        await until(pilot, lambda: reading(pilot) == "2023-0006-la-cooperative-6")
        assert room(pilot).focused is hits
        await pilot.resize_terminal(*NARROW)
        await pilot.click(hits, offset=(10, hits._tops[1] - hits.scroll_offset.y))
        await until(pilot, lambda: reading(pilot) == "2023-0003-la-cooperative-3")
        assert room(pilot).pane.display


@pytest.mark.parametrize("focus", ["hits", "reader"])
async def test_resizing_folds_and_unfolds(archive: FakeArchive, focus: str) -> None:
    async with ArchivistApp(archive, "safran").run_test(size=WIDE) as pilot:
        await answered(pilot, "safran")
        await until(pilot, lambda: reading(pilot))
        await pilot.press("enter", *(["enter"] if focus == "reader" else []))
        await pilot.resize_terminal(*NARROW)
        await pilot.pause()
        assert room(pilot).pane.display is (focus == "reader")
        assert room(pilot).results.display is (focus == "hits")
        assert room(pilot).focused is not None and room(pilot).focused.id == focus
        await pilot.resize_terminal(120, 30)
        await pilot.pause()
        assert room(pilot).pane.display and room(pilot).results.display
        for size in [(20, 6), (1, 1), (300, 3), (100, 24), (99, 24)]:
            await pilot.resize_terminal(*size)
            await pilot.pause()


async def test_the_reader_keeps_its_place_when_the_width_changes() -> None:
    text = "\n\n".join(f"Paragraphe {number} : {'mot ' * 60}" for number in range(100))
    async with ArchivistApp(FakeArchive([release(0, text=text)])).run_test(size=(90, 24)) as pilot:
        await answered(pilot, "")
        await pilot.press("enter", "enter")
        await until(pilot, lambda: reading(pilot))
        reader = room(pilot).pane.reader
        page = reader.page
        assert page is not None
        target = page.text.index("Paragraphe 50 ")
        reader.scroll_to(y=reader._line_of(target) + reader.TOP, animate=False)
        await pilot.pause()
        assert seen(reader).lstrip().startswith("Paragraphe 50 ")
        await pilot.resize_terminal(50, 24)
        await pilot.pause()
        assert seen(reader).lstrip().startswith("Paragraphe 50 ")


async def test_a_long_paste_is_refused_calmly(archive: FakeArchive) -> None:

    async with ArchivistApp(archive, "safran").run_test(size=NARROW) as pilot:
        await answered(pilot, "safran")
        room(pilot).field.post_message(Paste("mot suivant\n" * 9_000))
        await until(pilot, lambda: "4,000" in said(pilot, "#reading"))
        assert len(titles(pilot)) == 10
        await search(pilot, "menthe")
        assert len(titles(pilot)) == 10


async def test_a_paste_becomes_one_harmless_line(archive: FakeArchive) -> None:

    async with ArchivistApp(archive).run_test(size=NARROW) as pilot:
        await answered(pilot, "")
        room(pilot).field.post_message(Paste("safran\r\n\tmenthe\x1b[31m"))
        await until(pilot, lambda: room(pilot).field.value)
        assert room(pilot).field.value == "safran  menthe␛[31m"


async def test_keys_that_follow_each_other_at_once_go_where_they_should(archive: FakeArchive) -> None:
    async with ArchivistApp(archive, "safran").run_test(size=NARROW) as pilot:
        await answered(pilot, "safran")
        # Without a pause between them, as a slow connection delivers them.
        for key, character in [
            ("enter", None),
            ("j", "j"),
            ("j", "j"),
            ("enter", None),
            ("n", "n"),
            ("slash", "/"),
            ("m", "m"),
        ]:
            pilot.app.post_message(Key(key, character))
        await answered(pilot, "m")
        assert room(pilot).field.value == "m"
        assert reading(pilot) == "2023-0006-la-cooperative-6"
