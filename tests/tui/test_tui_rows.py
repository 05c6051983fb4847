"""Hits and notes as lines."""

from rich.cells import cell_len

from archivist.article import PartialDate
from archivist.search.results import Hit, SearchResults, Snippet
from archivist.tui.rows import HitRow, NoteRow, SuggestionRow, Tone, lay_out, rows_of
from archivist.values import replaced

HIT = Hit("id", "Un titre", PartialDate(2024, 5, 1), "Azrou", "Atelier", None, 1.0, True, ())
NOTHING = SearchResults("mot", "mot", 0, 0, 1.0, ())


def drawn(row, width: int = 40) -> list[str]:
    return ["".join(text for text, _tone, _match in line) for line in lay_out(row, width)]


def marked(row, width: int = 40) -> list[str]:
    return [text for line in lay_out(row, width) for text, _tone, match in line if match]


def test_a_hit_shows_title_metadata_and_passages() -> None:
    hit = replaced(
        HIT, snippets=(Snippet("… dans un mot …", ((10, 13),)), Snippet("Et un mot.", ((6, 9),)), Snippet("Fin."))
    )
    assert drawn(HitRow(hit)) == [
        "Un titre",
        "1 May 2024 · Azrou · Atelier",
        "… dans un mot … Et un mot. … Fin.",
        "",
    ]
    assert marked(HitRow(hit)) == ["mot", "mot"]


def test_the_match_of_a_long_passage_is_among_the_lines_shown() -> None:
    text = "avant " * 40 + "Casablanca " + "après " * 40
    start = text.index("Casablanca")
    row = HitRow(replaced(HIT, snippets=(Snippet(text, ((start, start + 10),)),)))
    shown = drawn(row)
    assert len(shown) == 6
    assert marked(row) == ["Casablanca"]
    assert shown[2].startswith("…")
    assert shown[4].endswith("…")
    assert all(cell_len(line) <= 40 for line in shown)


def test_a_long_title_ends_with_an_ellipsis() -> None:
    row = HitRow(replaced(HIT, title="Un très long titre " * 9, title_spans=((8, 12),)))
    assert len(drawn(row, 30)) == 4
    assert drawn(row, 30)[1].endswith("…")
    assert marked(row, 30) == ["long"]


def test_a_title_is_shown_from_its_beginning() -> None:
    title = "Le titre commence ici " * 5 + "et finit à Casablanca"
    start = title.index("Casablanca")
    assert drawn(HitRow(replaced(HIT, title=title, title_spans=((start, start + 10),))), 30)[0].startswith("Le titre")


def test_an_article_without_title_is_called_by_its_id() -> None:
    assert drawn(HitRow(replaced(HIT, title="", date=None, place=None)))[:2] == ["id", "undated · Atelier"]


def test_partial_hits_come_after_a_divider_that_counts_them() -> None:
    partial = replaced(HIT, id="b", complete=False)
    rows = rows_of(replaced(NOTHING, total=1, partial_total=3, hits=(HIT, partial, partial)), 10)
    assert [type(row) for row in rows] == [HitRow, NoteRow, HitRow, HitRow]
    assert rows[1].text == "3 others with some of the words"


def test_nothing_found_says_so_and_suggests() -> None:
    rows = rows_of(replaced(NOTHING, suggestions=("mots", "motte")), 10)
    assert [row.text for row in rows if isinstance(row, NoteRow)] == ["No article was found.", "Try:", ""]
    assert [row.query for row in rows if isinstance(row, SuggestionRow)] == ["mots", "motte"]


def test_only_partial_matches_say_that_they_are() -> None:
    rows = rows_of(replaced(NOTHING, partial_total=1, hits=(replaced(HIT, complete=False),)), 10)
    assert rows[0].text == "No article has all of these words."
    assert rows[1].text == "1 article with some of the words"
    assert isinstance(rows[2], HitRow)


def test_an_empty_archive_says_how_to_fill_it() -> None:
    rows = rows_of(NOTHING, 0)
    assert any(row.text == "archivist ingest PATH" and row.tone is Tone.COMMAND for row in rows)


def test_hostile_titles_and_suggestions_are_harmless() -> None:
    assert drawn(HitRow(replaced(HIT, title="a\x1b]0;x\x07\nb")))[0] == "a␛]0;x␇ b"
    assert drawn(SuggestionRow("[red]\x9b")) == ["[red]\ufffd"]
