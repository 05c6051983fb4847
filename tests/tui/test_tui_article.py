"""What is done with one article: finding in it, copying, exporting, opening, noting, editing, what is like it."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest
from looking import NARROW, WIDE, answered, notes, reading, room, said, seen, titles, until
from textual.pilot import Pilot
from tui_fake import FakeArchive, release

from archivist.archive import Archive
from archivist.article import Article, PartialDate
from archivist.display import citation
from archivist.search.results import Hit
from archivist.tui import opening
from archivist.tui.app import ArchivistApp
from archivist.tui.exporting import CannotExport, article_content, hits_content, write_new
from archivist.tui.finding import find
from archivist.tui.rows import HitRow, NoteRow
from archivist.tui.widgets.prompt import Prompt, completed_path


@pytest.mark.parametrize(
    ("text", "wanted", "found"),
    [
        ("L’été à Fès", "l'ete", ["L’été"]),
        ("Fès, FES, fés", "fes", ["Fès", "FES", "fés"]),
        ("deux\xa0mots et deux  mots, deuxmots", "deux mots", ["deux\xa0mots", "deux  mots"]),
        ("(a.b) a+b", "a.b", ["a.b"]),
        ("œuvre İstanbul", "istanbul", ["İstanbul"]),
        ("rien", "  ", []),
        ("rien", "x", []),
    ],
)
def test_find(text: str, wanted: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in find(text, wanted)] == found


async def opened(pilot: Pilot[None], query: str = "safran") -> None:
    await answered(pilot, query)
    await pilot.press("enter", "enter")
    await until(pilot, lambda: reading(pilot))


async def test_finding_marks_what_is_typed_and_gives_the_matches_back(archive: FakeArchive) -> None:
    async with ArchivistApp(archive, "safran").run_test(size=NARROW) as pilot:
        await opened(pilot)
        assert said(pilot, "#place") == "2 matches"
        await pilot.press("ctrl+f", *"reunit", "enter")
        reader = room(pilot).pane.reader
        assert said(pilot, "#place") == "1 of 1" and room(pilot).focused is reader
        start, end = reader.page.spans[0]
        assert reader.page.text[start:end] == "réunit"
        await pilot.press("ctrl+f", *"le", "down")
        assert said(pilot, "#place").startswith("2 of ")
        await pilot.press("escape")
        assert said(pilot, "#place") == "2 matches" and room(pilot).focused is reader
        await pilot.press("escape")
        assert room(pilot).results.display


async def test_marks_beside_the_scroll_bar_show_where_matches_are() -> None:
    text = "\n\n".join(f"Paragraphe {number}." for number in range(200)) + "\n\nLe safran.\n\n" + "fin\n\n" * 100
    async with ArchivistApp(FakeArchive([release(1, text=text)]), "safran").run_test(size=NARROW) as pilot:
        await opened(pilot)
        reader = room(pilot).pane.reader
        marks = [y for y in range(reader.size.height) if "▐" in reader.render_line(y).text]
        assert len(marks) == 1 and reader.size.height // 2 <= marks[0] < reader.size.height - 2
        assert reader.render_line(marks[0]).cell_length == reader.scrollable_content_region.width
        await pilot.press("n")
        assert [y for y in range(reader.size.height) if "▐" in reader.render_line(y).text] == marks


async def test_copying(archive: FakeArchive) -> None:
    app = ArchivistApp(archive, "safran")
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot)
        await pilot.press("n", "n", "y")
        await until(pilot, lambda: app.clipboard)
        assert app.clipboard == "Azrou — La Coopérative Imaginaire n° 0 annonce sa récolte de safran."
        await pilot.press("Y")
        await until(pilot, lambda: app.clipboard.startswith("Coop"))
        assert app.clipboard == (
            "Coopérative Imaginaire, “La Coopérative Imaginaire n° 0 récolte le safran”, Azrou, 1 January 2000. "
            "https://example.org/0"
        )
        await pilot.press("L")
        await until(pilot, lambda: app.clipboard == "https://example.org/0")
        assert notes(pilot)[-1] == "The address is copied."


def test_a_citation_says_what_is_known() -> None:
    assert citation(Article("id", "Titre", "")) == "“Titre”."
    article = Article("id", "Titre", "", PartialDate(2024, 5), source="a/b.txt", extra={"address": "https://x.example"})
    assert citation(article) == "“Titre”, May 2024. https://x.example"


async def test_exporting_refuses_to_overwrite(archive: FakeArchive, tmp_path: Path) -> None:
    async with ArchivistApp(archive, "safran").run_test(size=NARROW) as pilot:
        await opened(pilot)
        await pilot.press("e")
        answer = room(pilot).query_one("#answer")
        assert answer.value == "2023-0000-la-cooperative-0.md"
        answer.value = str(tmp_path / "un.md")
        await pilot.press("enter")
        await until(pilot, lambda: (tmp_path / "un.md").exists() and notes(pilot))
        assert (
            (tmp_path / "un.md").read_text().startswith("# La Coopérative Imaginaire n° 0 récolte le safran\n\n1 Jan")
        )
        assert room(pilot).focused is room(pilot).pane.reader
        (tmp_path / "un.md").write_text("à moi")
        await pilot.press("e")
        answer.value = str(tmp_path / "un.md")
        await pilot.press("enter")
        await until(pilot, lambda: any("exists already" in note for note in notes(pilot)))
        assert (tmp_path / "un.md").read_text() == "à moi"
        await pilot.press("escape", "e")
        answer.value = str(tmp_path / "tous.csv")
        await pilot.press("enter")
        await until(pilot, lambda: (tmp_path / "tous.csv").exists() and "40 articles" in notes(pilot)[-1])
        with (tmp_path / "tous.csv").open(encoding="utf-8") as file:
            assert len(list(csv.DictReader(file))) == 40
        await pilot.press("e", "escape")
        assert not room(pilot).query_one(Prompt).display and room(pilot).focused is room(pilot).results.hits


def test_what_is_exported(tmp_path: Path) -> None:
    hit = Hit("id", "=1+1", PartialDate(2024), None, "@moi", None, 1.0, True, ())
    assert hits_content([hit], "q", ".csv").splitlines()[1] == "id,'=1+1,2024,,'@moi,,1.0,True,"
    assert json.loads(hits_content([hit], "q", ".json"))["hits"][0]["title"] == "=1+1"
    assert hits_content([hit], "", ".md") == "# All articles\n\n## =1+1\n\n2024 · @moi\n\nid\n"
    assert json.loads(article_content(release(0), ".json"))["place"] == "Azrou"
    for ending in (".exe", "", ".csv"):
        with pytest.raises(CannotExport, match=r"end its name with one of \.md \.txt \.json"):
            article_content(release(0), ending)
    with pytest.raises(CannotExport, match="cannot be written"):
        write_new(tmp_path / "nowhere" / "x.md", "")


async def test_similar_articles_and_back(real: Archive) -> None:
    async with ArchivistApp(real, "safran").run_test(size=NARROW) as pilot:
        await answered(pilot, "safran")
        before = titles(pilot)
        await pilot.press("enter", "j", "S")
        await until(pilot, lambda: room(pilot).results.on_detour)
        rows = room(pilot).results.hits.rows
        assert isinstance(rows[0], NoteRow) and rows[0].text.startswith("Like: La Coopérative Imaginaire n°")
        assert rows[1] == NoteRow("Nearly the same text:")
        assert any(isinstance(row, HitRow) for row in rows)
        await pilot.press("enter")
        await until(pilot, lambda: reading(pilot))
        await pilot.press("escape", "escape")
        assert titles(pilot) == before and room(pilot).results.hits.cursor == 1


async def test_opening_an_address(archive: FakeArchive, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr(opening.webbrowser, "open", lambda address: not seen.append(address))
    async with ArchivistApp(archive, "safran").run_test(size=NARROW) as pilot:
        await answered(pilot, "safran")
        await pilot.press("enter", "o")
        await until(pilot, lambda: notes(pilot))
        assert seen == ["https://example.org/0"]
        assert notes(pilot) == ["Opened: https://example.org/0"]


def test_only_what_is_shown_is_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"):
        monkeypatch.delenv(name, raising=False)
    for name in ("x.sh", "x.desktop", "x"):
        (tmp_path / name).write_text("")
        with pytest.raises(opening.CannotOpen, match="might be run"):
            opening.open_file(tmp_path / name)
    with pytest.raises(opening.CannotOpen, match="no longer there"):
        opening.open_file(tmp_path / "x.txt")
    (tmp_path / "x.txt").write_text("")
    with pytest.raises(opening.CannotOpen, match="no program to open files here"):
        opening.open_file(tmp_path / "x.txt")
    with pytest.raises(opening.CannotOpen, match="no browser to open here"):
        opening.open_address("https://example.org")
    with pytest.raises(opening.CannotOpen, match="not an address of the web"):
        opening.open_address("file:///etc/passwd")
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr(subprocess.Popen, "wait", lambda self, timeout: 3)
    monkeypatch.setattr(subprocess.Popen, "__init__", lambda self, *args, **kwargs: None)
    monkeypatch.setattr(subprocess.Popen, "__del__", lambda self: None, raising=False)
    with pytest.raises(opening.CannotOpen, match="No program could open"):
        opening.open_file(tmp_path / "x.txt")


async def test_a_note_and_tags_are_kept_in_the_release(real: Archive) -> None:
    async with ArchivistApp(real, "safran").run_test(size=NARROW) as pilot:
        await opened(pilot)
        id = reading(pilot)
        await pilot.press("c")
        await until(pilot, lambda: room(pilot).query_one(Prompt).display)
        await pilot.press(*"à relire", "enter")
        await until(pilot, lambda: "Note: à relire" in (room(pilot).pane.reader.page.text))
        await pilot.press("T")
        await until(pilot, lambda: room(pilot).query_one("#answer").value.startswith("récolte"))
        await pilot.press(*", lu", "enter")
        await until(pilot, lambda: "lu" in real.read(id).tags)
        assert real.read(id).extra["note"] == "à relire"
        assert [hit.id for hit in real.search("tag:lu").hits] == [id]


async def test_an_edit_in_the_editor_is_seen(real: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    editor = tmp_path / "editor.py"
    editor.write_text(
        "import sys, pathlib; path = pathlib.Path(sys.argv[1]); "
        "path.write_text(path.read_text().replace('sa récolte', 'son ortolan'))"
    )
    monkeypatch.setenv("VISUAL", f"{sys.executable} {editor}")
    app = ArchivistApp(real, "safran")
    async with app.run_test(size=NARROW) as pilot:
        await opened(pilot)
        id = reading(pilot)
        # The driver of tests has no terminal to give away.
        monkeypatch.setattr(app._driver.__class__, "can_suspend", True, raising=False)
        monkeypatch.setattr(app._driver.__class__, "suspend_application_mode", lambda self: None, raising=False)
        monkeypatch.setattr(app._driver.__class__, "resume_application_mode", lambda self: None, raising=False)
        await pilot.press("E")
        await until(pilot, lambda: "son ortolan" in seen(room(pilot).pane.reader))
        assert [hit.id for hit in real.search("ortolan").hits] == [id]
        monkeypatch.setenv("VISUAL", "/no/such/editor")
        await pilot.press("E")
        await until(pilot, lambda: any("cannot be run" in note for note in notes(pilot)))


def test_paths_are_completed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "dossier").mkdir()
    (tmp_path / "dossier" / "avis.txt").write_text("")
    (tmp_path / ".caché").write_text("")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert completed_path("do") == "dossier/"
    assert completed_path("dossier/") == "dossier/avis.txt"
    assert completed_path("~/do") == "~/dossier/"
    assert completed_path(f"{tmp_path}/.c") == f"{tmp_path}/.caché"
    for nothing in ("x", "dossier/avis.txt", "no/where/", "\0"):
        assert completed_path(nothing) is None
