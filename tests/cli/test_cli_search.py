"""archivist search: what is asked of the archive, and every format of the answer."""

from __future__ import annotations

import csv
import dataclasses
import datetime
import io
import json
from pathlib import Path
from typing import Any

import pytest
from fake_archive import ARTICLES, BASIN, FIRST_OF_MARCH, FOUND, HOSTILE, NOTHING, UNDATED, hit_of, results_of

from archivist.article import PartialDate
from archivist.cli.command import date_named, words_last
from archivist.cli.output import one_line
from archivist.search.results import Facet, Snippet
from archivist.values import replaced

HOSTILE_HIT = hit_of(
    dataclasses.replace(BASIN, title=HOSTILE, place=HOSTILE, issuer="=cmd()", source="+1"),
    snippets=(Snippet(HOSTILE, ((0, 5),)),),
)

BOLD, MATCH, OFF = "\x1b[1m", "\x1b[35m\x1b[1m", "\x1b[0m"


def asked(fake: Any) -> dict[str, Any]:
    return next(call for name, call in fake.calls if name == "search")


# what is asked


def test_options_reach_the_archive(run: Any, fake: Any) -> None:
    run(
        *("search", "grues", "-rabat", "--limit", "3", "neuves", "--offset", "6", "--sort", "-date"),
        *("--since", "2024-05", "--until", "2024"),
    )
    assert asked(fake) == {
        "query": "grues -rabat neuves",
        "limit": 3,
        "offset": 6,
        "sort": "-date",
        "since": PartialDate(2024, 5),
        "until": PartialDate(2024),
        "facets": (),
    }
    assert fake.calls[-1] == ("close", {})


@pytest.mark.parametrize(
    ("typed", "query"),
    [
        (["UM6P Ventures"], "UM6P Ventures"),
        (['"UM6P Ventures"', "-hausse"], '"UM6P Ventures" -hausse'),
        (["-hausse", "port"], "-hausse port"),
        (["port", "--", "--limit", "-h"], "port --limit -h"),
        (["--format=text", "-port"], "-port"),
        (["(a", "OU", "b)"], "(a OU b)"),
        (["-"], "-"),
    ],
)
def test_words_are_joined_and_a_dash_leaves_a_word_out(run: Any, fake: Any, typed: list[str], query: str) -> None:
    run("search", *typed)
    assert asked(fake)["query"] == query


@pytest.mark.parametrize("typed", [[], ["--limitt", "3", "x"], ["-n", "x"], ["x", "--sort", "title"]])
def test_what_cannot_be_read_is_a_usage_error(run: Any, fake: Any, typed: list[str]) -> None:
    run("search", *typed, code=2)
    assert fake.calls == []


def test_words_last() -> None:
    typed = ["a", "--limit", "-b", "-cd", "--x", "-h", "--limit", "3"]
    assert words_last(typed, {"--limit"}) == ["--limit", "-b", "--x", "-h", "--limit", "3", "--", "a", "-cd"]


@pytest.mark.parametrize("typed", [["x", "--limit"], ["--limit", "--sort", "date", "x"], ["--limit", "--", "x"]])
def test_an_option_without_its_value_is_named(run: Any, fake: Any, typed: list[str]) -> None:
    told = run("search", *typed, code=2).stderr
    assert told.endswith("archivist: The option --limit needs a value after it.\n")
    assert told.startswith("Usage: ")
    assert fake.calls == []


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2024", "2024"),
        ("2024-05", "2024-05"),
        ("2024-05-30", "2024-05-30"),
        ("05/2024", "2024-05"),
        ("30/05/2024", "2024-05-30"),
        ("2023..2024", None),
        ("2023…", None),
        (">=2024", None),
        ("2024-13", None),
        ("hier", None),
        ("", None),
    ],
)
def test_a_date_is_named_as_in_queries(text: str, date: str | None) -> None:
    found = date_named(text)
    assert (str(found) if found else None) == date


def test_a_date_that_is_counted_back_is_a_day(run: Any, fake: Any) -> None:
    today = datetime.date.today()
    run("search", "x", "--since", "30j", "--until", "0j")
    day = today - datetime.timedelta(days=30)
    assert asked(fake)["since"] == PartialDate(day.year, day.month, day.day)
    assert asked(fake)["until"] == PartialDate(today.year, today.month, today.day)


def test_what_is_no_date_is_a_usage_error(run: Any, fake: Any) -> None:
    assert "“hier” is not a date" in run("search", "x", "--until", "hier", code=2).stderr


# text


def test_text(run: Any, fake: Any) -> None:
    assert run("search", "bassin").stdout == (
        "1  Le port de Valombre agrandit son bassin\n"
        "   May 2024 · Valombre · Port de Valombre   2024-05-le-port-de-valombre-agrandit\n"
        "   Le port de Valombre agrandit son **bassin** d'essai, a annoncé sa\n"
        "   **directrice**.\n"
        "\n"
        "1 article · 12 ms            archivist show 2024-05-le-port-de-valombre-agrandit\n"
    )


def test_colours_stand_for_the_marks(run: Any, fake: Any) -> None:
    fake.results = results_of(hit_of(BASIN, title_spans=((33, 39),)))
    text = run("search", "bassin", "--color").stdout
    assert text.startswith(f"1  {BOLD}Le port de Valombre agrandit son {OFF}{MATCH}bassin{OFF}\n")
    assert f"{MATCH}bassin{OFF} d'essai" in text
    assert "**bassin**" not in text
    assert "\x1b[2mMay 2024 · Valombre" in text


def test_marks_in_the_title(run: Any, fake: Any) -> None:
    fake.results = results_of(hit_of(BASIN, title_spans=((33, 39),)))
    assert run("search", "bassin").stdout.startswith("1  Le port de Valombre agrandit son **bassin**\n")


def test_a_narrow_place_puts_the_id_below(run: Any, fake: Any) -> None:
    fake.results = results_of(hit_of(BASIN, id="2024-05-" + "x" * 60))
    lines = run("search", "bassin").stdout.splitlines()
    assert lines[1:3] == ["   May 2024 · Valombre · Port de Valombre", f"   2024-05-{'x' * 60}"]


def test_the_rank_goes_on_with_the_page(run: Any, fake: Any) -> None:
    fake.results = results_of(hit_of(BASIN), hit_of(FIRST_OF_MARCH), total=1204)
    lines = run("search", "bassin", "--offset", "8").stdout.splitlines()
    assert lines[0].startswith(" 9  Le port")
    assert lines[6].startswith("10  Une annonce")
    assert lines[7].startswith("    1 March 2023 · Port de Valombre ")
    assert lines[-2:] == [
        "1,204 articles · 9–10 shown · 12 ms",
        "archivist show 2024-05-le-port-de-valombre-agrandit",
    ]


def test_beyond_the_last_page(run: Any, fake: Any) -> None:
    fake.results = results_of(total=3)
    assert run("search", "bassin", "--offset", "10").stdout == (
        "There are no more articles after the first 10.\n\n3 articles · 12 ms\n"
    )


def test_a_page_whose_articles_have_gone(run: Any, fake: Any) -> None:
    fake.results = results_of(total=3)
    assert run("search", "bassin").stdout.startswith(
        "What is found here has gone from corpus/ or is damaged; `archivist check` names it.\n\n3 articles"
    )


def test_partial_matches_stand_apart(run: Any, fake: Any) -> None:
    fake.results = results_of(hit_of(BASIN), hit_of(UNDATED, complete=False), partial_total=3)
    text = run("search", "bassin").stdout
    assert "\n\n3 others with some of the words:\n\n2  Une fête\n   undated · Valombre  " in text


def test_partial_matches_alone(run: Any, fake: Any) -> None:
    fake.results = results_of(hit_of(UNDATED, complete=False), suggestions=("bassin neuf",))
    text = run("search", "bassin", "zzz").stdout
    assert text.startswith("No article has all of the words. 1 has some of them:\n\n1  Une fête\n")
    assert text.endswith(
        "\n\nThese find something:\n    archivist search 'bassin neuf'\n"
        "\n1 partial match · 12 ms                        archivist show sans-date-une-fete\n"
    )


def test_nothing_found(run: Any, fake: Any) -> None:
    fake.results = NOTHING
    assert run("search", "basin", "zzz", code=1).stdout == (
        "Nothing found.\n"
        "Looked for: basin ET zzz\n"
        "\n"
        "These find something:\n"
        "    archivist search bassin\n"
        "    archivist search 'l'\"'\"'eau \"vive\"'\n"
    )


def test_diagnostics_go_to_stderr(run: Any, fake: Any) -> None:
    fake.results = replaced(FOUND, diagnostics=("The quote is not closed.",))
    assert run("search", "bassin").stderr == "archivist: The quote is not closed.\n"


def test_explain(run: Any, fake: Any) -> None:
    result = run("search", "bassin", "--explain")
    assert result.stdout.startswith("reading of bassin\n  all of: ␛[5m\n\n1  Le port")
    result = run("search", "bassin", "--explain", "--format", "json")
    assert result.stderr == "reading of bassin\n  all of: ␛[5m\n"
    assert json.loads(result.stdout)["total"] == 1


def test_pager(run: Any, fake: Any) -> None:
    assert run("search", "bassin", "--pager").stdout.startswith("1  Le port")


# facets

FACETED = replaced(
    FOUND,
    facets=(
        Facet("year", tuple((str(year), year - 2000) for year in range(2001, 2013))),
        Facet("place", tuple((f"{HOSTILE} {n}", 1) for n in range(12))),
        Facet("tag", ()),
    ),
)


@pytest.mark.parametrize(
    ("typed", "query", "facets"),
    [
        (["bassin"], "bassin", ()),
        (["bassin", "--facets"], "bassin", ("year", "place", "issuer", "tag")),
        (["--facets", "bassin"], "bassin", ("year", "place", "issuer", "tag")),
        (["--facets", "--limit", "3", "bassin"], "bassin", ("year", "place", "issuer", "tag")),
        (["--facets", "month,source", "bassin"], "bassin", ("month", "source")),
        (["bassin", "--facets=lieu,Émetteur,année,lieu"], "bassin", ("place", "issuer", "year")),
        (["--facets", "mois", "--", "tag"], "tag", ("month",)),
        (["--facets", "--", "tag"], "tag", ("year", "place", "issuer", "tag")),
        (["--", "--facets", "tag"], "--facets tag", ()),
        (["--limit", "3", "--facets", "bassin"], "bassin", ("year", "place", "issuer", "tag")),
        (["--facets", "tag,grue"], "tag,grue", ("year", "place", "issuer", "tag")),
    ],
)
def test_facets_take_the_next_word_only_where_it_names_fields(
    run: Any, fake: Any, typed: list[str], query: str, facets: tuple[str, ...]
) -> None:
    run("search", *typed)
    assert (asked(fake)["query"], asked(fake)["facets"]) == (query, facets)


def test_a_field_that_cannot_be_counted(run: Any, fake: Any) -> None:
    after_the_query = run("search", "x", "--facets", "planet", code=2)
    assert "“planet” cannot be counted; there are year, month, place" in after_the_query.stderr
    result = run("search", "x", "--facets=year,couleur", code=2)
    assert "“couleur” cannot be counted; there are year, month, place, issuer, source, tag." in result.stderr
    assert fake.calls == []


def test_facets_stand_between_the_hits_and_the_last_line(run: Any, fake: Any) -> None:
    fake.results = FACETED
    text = run("search", "bassin", "--facets", "--color").stdout
    assert "\x1b]" not in text and "\u202e" not in text
    lines = run("search", "bassin", "--facets").stdout.splitlines()
    years = lines.index("Years")
    assert lines[years - 2 : years] == ["   **directrice**.", ""]
    assert lines[years + 1] == "  2001   1  ███"
    assert lines[years + 12] == f"  2012  12  {'█' * 36}"
    places = lines.index("Places")
    assert places == years + 14
    assert lines[places + 11 : places + 13] == ["  and 2 more", ""]
    assert "Tags" not in lines
    assert lines[-1].startswith("1 article · 12 ms")


def test_facets_of_a_real_search(run: Any, run_json: Any, demo: Path) -> None:
    found = run_json("search", "hydrogène", "--facets", "year,month,place,issuer,source,tag", "--format", "json")
    assert found["facets"]["month"][:1] == [{"value": "2021-03", "count": 1}]
    assert {"value": "Oujda", "count": 2} in found["facets"]["place"]
    assert {"value": "releases/CP_hydrogene_vert.html", "count": 1} in found["facets"]["source"]
    assert list(found["facets"]) == ["year", "month", "place", "issuer", "source", "tag"]
    assert "\n  Oujda    2  ██" in run("search", "hydrogène", "--facets").stdout


# for programs


def test_json_is_a_contract(run_json: Any, fake: Any) -> None:
    fake.results = replaced(FOUND, hits=(hit_of(BASIN, title_spans=((33, 39),)),))
    assert run_json("search", "bassin", "--facets", "place", "--format", "json") == {
        "query": "bassin",
        "reading": "bassin*",
        "total": 1,
        "partial_total": 0,
        "took_ms": 12.346,
        "hits": [
            {
                "id": "2024-05-le-port-de-valombre-agrandit",
                "title": "Le port de Valombre agrandit son bassin",
                "date": "2024-05",
                "place": "Valombre",
                "issuer": "Port de Valombre",
                "source": "bassin.html",
                "score": 3.5,
                "complete": True,
                "snippets": [{"text": BASIN.lead, "spans": [[33, 39]]}],
            }
        ],
        "facets": {"place": [{"value": "Valombre", "count": 1}]},
        "suggestions": [],
    }


def test_json_of_nothing(run_json: Any, fake: Any) -> None:
    fake.results = NOTHING
    found = run_json("search", "basin zzz", "--format", "json", code=1)
    assert found["hits"] == [] and found["facets"] == {}
    assert found["suggestions"] == ["bassin", 'l\'eau "vive"']


def test_json_says_what_is_not_known(run_json: Any, fake: Any) -> None:
    fake.results = results_of(hit_of(UNDATED))
    hit = run_json("search", "bassin", "--format", "json")["hits"][0]
    assert (hit["date"], hit["issuer"], hit["source"]) == (None, None, None)


def test_json_keeps_letters_and_escapes_what_a_terminal_obeys(run: Any, fake: Any) -> None:
    fake.results = results_of(
        hit_of(dataclasses.replace(UNDATED, issuer=HOSTILE, source="caf\udce9.txt", place="\U000e0041"))
    )
    text = run("search", "bassin", "--format", "json").stdout
    assert "Une fête" in text
    assert text.replace("\n", " ") == one_line(text)
    hit = json.loads(text)["hits"][0]
    assert (hit["issuer"], hit["source"], hit["place"]) == (HOSTILE, "caf\udce9.txt", "\U000e0041")


def test_jsonl_is_one_hit_a_line(run: Any, fake: Any) -> None:
    fake.results = results_of(*map(hit_of, ARTICLES))
    lines = run("search", "bassin", "--format", "jsonl").stdout.splitlines()
    assert [json.loads(line)["id"] for line in lines] == [article.id for article in ARTICLES]
    fake.results = NOTHING
    assert run("search", "zzz", "--format", "jsonl", code=1).stdout == ""


def test_csv(run: Any, fake: Any) -> None:
    fake.results = results_of(hit_of(BASIN), hit_of(UNDATED, complete=False))
    rows = list(csv.DictReader(io.StringIO(run("search", "bassin", "--format", "csv").stdout)))
    assert rows[0] == {
        "id": BASIN.id,
        "title": BASIN.title,
        "date": "2024-05",
        "place": "Valombre",
        "issuer": "Port de Valombre",
        "source": "bassin.html",
        "score": "3.5",
        "complete": "true",
        "snippet": BASIN.lead,
    }
    assert (rows[1]["date"], rows[1]["issuer"], rows[1]["complete"]) == ("", "", "false")


def test_csv_is_harmless_in_a_spreadsheet_and_on_a_terminal(run: Any, fake: Any) -> None:
    fake.results = results_of(HOSTILE_HIT)
    row = next(csv.DictReader(io.StringIO(run("search", "bassin", "--format", "csv").stdout)))
    assert (row["issuer"], row["source"]) == ("'=cmd()", "'+1")
    assert row["title"] == "␛]0;titre␇<script>�31m�Pirate, **et** [lien](x)"


def test_markdown(run: Any, fake: Any) -> None:
    fake.results = results_of(hit_of(BASIN), hit_of(UNDATED, complete=False))
    assert run("search", "son bassin", "--format", "markdown").stdout == (
        "# son bassin\n"
        "\n"
        "1. **Le port de Valombre agrandit son bassin**  \n"
        "   May 2024 · Valombre · Port de Valombre · `2024-05-le-port-de-valombre-agrandit`\n"
        "\n"
        "   > Le port de Valombre agrandit son **bassin** d'essai, a annoncé sa \\*\\*directrice\\*\\*.\n"
        "\n"
        "1 other with some of the words:\n"
        "\n"
        "2. **Une fête**  \n"
        "   undated · Valombre · `sans-date-une-fete`\n"
        "\n"
        "   > Le port de Valombre agrandit son **bassin** d'essai, a annoncé sa \\*\\*directrice\\*\\*.\n"
        "\n"
        "1 article\n"
    )


@pytest.mark.parametrize("form", ["text", "markdown", "csv", "jsonl", "json"])
@pytest.mark.parametrize("colour", ["--color", "--no-color"])
def test_hostile_text_is_shown_and_not_obeyed(run: Any, fake: Any, form: str, colour: str) -> None:
    fake.results = results_of(HOSTILE_HIT, reading=HOSTILE)
    fake.notice = HOSTILE
    result = run("search", HOSTILE, "--format", form, colour)
    for text in (result.stdout, result.stderr):
        assert "\x1b]" not in text
        assert not any(character in text for character in "\x07\x9b\u202e")
    if form == "markdown":
        assert "<script>" not in result.stdout
        assert "[lien](x)" not in result.stdout.replace("\\[lien](x)", "")
