"""archivist show: a page to read, formats for others, the bytes that were received."""

from __future__ import annotations

import dataclasses
import json
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from fake_archive import BASIN, HOSTILE, UNDATED
from hypothesis import given
from hypothesis import strategies as st

from archivist.cli.blocks import blocks
from archivist.cli.markdown import article_as_markdown, escaped, in_bold, without_html
from archivist.cli.page import article_as_html

HOSTILE_ARTICLE = dataclasses.replace(
    BASIN,
    id="hostile",
    title=HOSTILE,
    place=HOSTILE,
    text=f"{HOSTILE}\n\n## {HOSTILE}\n\n- <img src=x onerror=alert(1)> &lt;b&gt;",
)


def test_text(run: Any, fake: Any) -> None:
    assert run("show", BASIN.id).stdout == (
        "Le port de Valombre agrandit son bassin\n"
        "May 2024 · Valombre · Port de Valombre\n"
        "2024-05-le-port-de-valombre-agrandit\n"
        "bassin.html\n"
        "\n"
        "Le port de Valombre agrandit son bassin d'essai, a annoncé sa directrice.\n"
        "\n"
        "Un chantier\n"
        "\n"
        "- des quais plus longs\n"
        "- des grues neuves\n"
        "\n"
        "  > « Nous y croyons », dit Odile Vernay.\n"
        "\n"
        "Communiqué fictif.\n"
    )


def test_query_marks_title_and_text(run: Any, fake: Any) -> None:
    lines = run("show", BASIN.id, "--query", "bassin").stdout.splitlines()
    assert lines[0] == "Le port de Valombre agrandit son **bassin**"
    assert "son **bassin** d'essai" in lines[5]
    zones = [(call["text"], call["zone"]) for name, call in fake.calls if name == "spans"]
    assert zones == [(BASIN.title, "title"), (BASIN.text, "body")]


def test_query_of_the_title_marks_the_title_alone(run: Any, demo: Path) -> None:
    id = "2022-05-17-hydrogene-vert-solhyane-choisit-guercif-pour-son"
    title, text = run("show", id, "--query", "titre:hydrogène").stdout.split("\n", 1)
    assert title.startswith("**Hydrogène** vert")
    assert "**" not in text


def test_query_in_colour(run: Any, fake: Any) -> None:
    text = run("show", BASIN.id, "--query", "grues", "--color").stdout
    assert "- des \x1b[35m\x1b[1mgrues\x1b[0m neuves\n" in text
    assert "a annoncé sa \x1b[1mdirectrice\x1b[0m.\n" in text
    assert "\x1b[1mUn chantier\x1b[0m\n" in text
    assert "**" not in text


def test_long_paragraphs_and_entries_are_wrapped(run: Any, fake: Any) -> None:
    words = "mot " * 60
    article = dataclasses.replace(BASIN, text=f"{words}\n\n- {words}\n\n> {words}")
    fake.articles_there = (article,)
    lines = run("show", BASIN.id).stdout.splitlines()
    assert max(map(len, lines)) <= 80
    assert {line[:4] for line in lines[5:]} == {"mot ", "", "- mo", "  mo", "  > "}


def test_unknown_id(run: Any, fake: Any) -> None:
    result = run("show", "nope", code=1)
    assert (result.stdout, result.stderr) == ("", "archivist: No article has the id nope.\n")


def test_json_has_every_field(run_json: Any, fake: Any) -> None:
    assert run_json("show", BASIN.id, "--format", "json") == {
        "id": BASIN.id,
        "title": BASIN.title,
        "date": "2024-05",
        "place": "Valombre",
        "issuer": "Port de Valombre",
        "source": "bassin.html",
        "tags": ["port"],
        "evidence": {"date": "dateline"},
        "original": "ab" * 32,
        "added": "2025-01-02T03:04:05Z",
        "extra": {"note": "relue"},
        "text": BASIN.text,
    }
    assert {field.name for field in dataclasses.fields(BASIN)} == set(run_json("show", UNDATED.id, "--format", "json"))


def test_markdown(run: Any, fake: Any) -> None:
    text = run("show", BASIN.id, "--format", "markdown").stdout
    assert text.startswith(
        "# Le port de Valombre agrandit son bassin\n\n"
        "May 2024 · Valombre · Port de Valombre · `2024-05-le-port-de-valombre-agrandit` · bassin.html\n\n"
        "Le port"
    )
    assert text.endswith(f"{BASIN.text}\n")


def test_html(run: Any, fake: Any) -> None:
    text = run("show", BASIN.id, "--format", "html", "--query", "grues").stdout
    body = text.split("<article>\n")[1].split("\n</article>")[0]
    assert body == (
        "<h1>Le port de Valombre agrandit son bassin</h1>\n"
        '<p class="about">May 2024 · Valombre · Port de Valombre<br>\n'
        "2024-05-le-port-de-valombre-agrandit<br>\n"
        "bassin.html</p>\n"
        "<p>Le port de Valombre agrandit son bassin d&#x27;essai, a annoncé sa "
        "<strong>directrice</strong>.</p>\n"
        "<h2>Un chantier</h2>\n"
        "<ul>\n"
        "<li>des quais plus longs</li>\n"
        "<li>des <strong><mark>grues</mark></strong> neuves</li>\n"
        "</ul>\n"
        "<blockquote><p>« Nous y croyons », dit Odile Vernay.</p></blockquote>\n"
        "<p>Communiqué fictif.</p>"
    )
    assert "<title>Le port de Valombre agrandit son bassin</title>" in text
    assert "default-src 'none'" in text


def test_html_obeys_nothing_of_the_article() -> None:
    seen: list[str] = []

    class Tags(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            seen.append(tag)

    page = article_as_html(HOSTILE_ARTICLE)
    Tags().feed(page)
    assert set(seen) == {
        *("html", "head", "meta", "title", "style", "body", "article"),
        *("h1", "h2", "p", "br", "ul", "li", "strong"),
    }
    assert "&amp;lt;b&amp;gt;" in page
    assert not any(character in page for character in "\x1b\x07\x9b\u202e")


@pytest.mark.parametrize("form", ["text", "markdown", "html", "json"])
def test_hostile_text_is_shown_and_not_obeyed(run: Any, fake: Any, form: str) -> None:
    fake.articles_there = (HOSTILE_ARTICLE,)
    text = run("show", "hostile", "--format", form, "--color").stdout
    assert "\x1b]" not in text
    assert not any(character in text for character in "\x07\x9b\u202e")
    if form == "markdown":
        assert "<script" not in text and "<img" not in text


def test_output_is_written_to_a_file_without_colours(run: Any, fake: Any, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    result = run("show", BASIN.id, "--output", str(page), "--color")
    assert result.stdout == ""
    assert page.read_text(encoding="utf-8") == run("show", BASIN.id).stdout


def test_a_file_that_cannot_be_written(run: Any, fake: Any, tmp_path: Path) -> None:
    result = run("show", BASIN.id, "-o", str(tmp_path / "none" / "page.txt"), code=5)
    assert result.stderr.startswith(f"archivist: {tmp_path / 'none' / 'page.txt'} cannot be written: ")


def test_original_bytes_are_not_touched(run: Any, fake: Any, tmp_path: Path) -> None:
    assert run("show", BASIN.id, "--original").stdout_bytes == fake.received
    run("show", BASIN.id, "--original", "-o", str(tmp_path / "received"))
    assert (tmp_path / "received").read_bytes() == fake.received


# blocks


def shape(text: str) -> list[tuple[str, str, str]]:
    return [(block.kind, block.marker, block.text) for block in blocks(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n\n ", []),
        ("un\ndeux", [("paragraph", "", "un deux")]),
        ("un\n\ndeux", [("paragraph", "", "un"), ("paragraph", "", "deux")]),
        ("### Titre\nsuite", [("heading", "###", "Titre"), ("paragraph", "", "suite")]),
        ("#mot-dièse", [("paragraph", "", "#mot-dièse")]),
        ("- a\n  suite\n- b", [("entry", "-", "a suite"), ("entry", "-", "b")]),
        ("1. a\n2) b", [("entry", "1.", "a"), ("entry", "2)", "b")]),
        ("2024. Une année", [("paragraph", "", "2024. Une année")]),
        ("-5 °C", [("paragraph", "", "-5 °C")]),
        ("> a\n> b\n\n> c", [("quote", ">", "a b"), ("quote", ">", "c")]),
        ("> a\n>\n> b", [("quote", ">", "a"), ("quote", ">", "b")]),
        ("intro\n- a", [("paragraph", "", "intro"), ("entry", "-", "a")]),
        ("un **gras** et ** rien **", [("paragraph", "", "un gras et ** rien **")]),
        ("trop **ouvert", [("paragraph", "", "trop **ouvert")]),
    ],
)
def test_blocks(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert shape(text) == expected


def test_matches_move_with_the_text() -> None:
    text = "## Les ponts\n\n> un **grand\n> pont** neuf"
    at = [text.index("ponts"), text.index("grand"), text.index("pont**")]
    found = list(blocks(text, ((at[0], at[0] + 5), (at[1], at[2] + 4))))
    assert [[block.text[s:e] for s, e in block.matches] for block in found] == [["ponts"], ["grand pont"]]
    assert [[block.text[s:e] for s, e in block.bold] for block in found] == [[], ["grand pont"]]


@given(st.text(alphabet="ab é*#->1.\n\t\x0b\u2028", max_size=60), st.data())
def test_blocks_lose_no_letter_and_no_match(text: str, draw: Any) -> None:
    cuts = sorted(draw.draw(st.sets(st.integers(0, len(text)), max_size=8)))
    spans = list(zip(cuts[::2], cuts[1::2], strict=False))
    found = list(blocks(text, spans))
    assert [c for block in found for c in block.text if c in "abé"] == [c for c in text if c in "abé"]
    marked = [c for block in found for s, e in block.matches for c in block.text[s:e] if c in "abé"]
    assert marked == [c for s, e in spans for c in text[s:e] if c in "abé"]


# Markdown


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("l'eau, à 3 < 4 € & co", "l'eau, à 3 < 4 € & co"),
        ("a*b `c` [d](e)", "a\\*b \\`c\\` \\[d](e)"),
        ("mot_composé _accent_", "mot_composé \\_accent\\_"),
        ("<b> </b> <!-- --> &lt; &amp;", "&lt;b> &lt;/b> &lt;!-- --> &amp;lt; &amp;amp;"),
        ("\\<b>", "\\\\&lt;b>"),
        ("# titre", "\\# titre"),
        ("- tiret", "\\- tiret"),
        ("2024. Bilan", "2024\\. Bilan"),
        ("> cité\nsuite", "\\> cité suite"),
    ],
)
def test_escaped(text: str, expected: str) -> None:
    assert escaped(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("mot", "**mot**"), (" mot ", " **mot** "), (" ", " "), ("", ""), ("a*", "**a\\***")],
)
def test_in_bold(text: str, expected: str) -> None:
    assert in_bold(text) == expected


def test_markdown_of_an_article_keeps_its_marks() -> None:
    assert without_html("**gras** 1 < 2 \\<b>x</b>\x1b[1m") == "**gras** 1 < 2 \\&lt;b>x&lt;/b>␛[1m"
    assert article_as_markdown(UNDATED).splitlines()[2] == "undated · Valombre · `sans-date-une-fete`"


def test_extra_front_matter_of_any_kind_is_json(run: Any, fake: Any) -> None:
    import datetime

    fake.articles_there = (dataclasses.replace(BASIN, extra={"relu": datetime.date(2024, 5, 1)}),)
    assert json.loads(run("show", BASIN.id, "--format", "json").stdout)["extra"] == {"relu": "2024-05-01"}
