"""archivist explain: why an article is found, or is not."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import pytest
from fake_archive import BASIN, HOSTILE, UNDATED

from archivist.cli.explain import match_lines, opening_sentence
from archivist.cli.output import Style
from archivist.matching import Match, PartMatch

GUERCIF = "2022-05-17-hydrogene-vert-solhyane-choisit-guercif-pour-son"
PLAIN = Style(colour=False, width=80)


def part_of(part: str, **changes: Any) -> PartMatch:
    known = PartMatch(part, True, False, (), None, 4, 0.0)
    return dataclasses.replace(known, **changes)


def match_of(*parts: PartMatch, **changes: Any) -> Match:
    known = Match(BASIN.id, " ET ".join(part.part for part in parts), True, False, 0.0, parts)
    return dataclasses.replace(known, **changes)


def lines_of(match: Match, article: Any = BASIN) -> list[str]:
    return match_lines(match, article, 1204, PLAIN)


# with the demonstration archive


def test_what_is_found(run: Any, demo: Path) -> None:
    paragraphs = run("explain", "hydrogène", "vert", GUERCIF).stdout.split("\n\n")
    assert paragraphs[0] == "Found: everything that was asked for matches."
    assert paragraphs[1].startswith("Hydrogène vert : Solhyane choisit Guercif")
    assert GUERCIF in paragraphs[1]
    assert paragraphs[2].splitlines()[0] == "hydrogène"
    assert "“hydrogène” 3 times in the text, “Hydrogène” in the title" in paragraphs[2]
    assert " of 43 articles · " in paragraphs[2]
    assert paragraphs[3].splitlines()[0] == "vert"
    assert paragraphs[4].startswith("The title, and words close together, add ")


def test_what_is_found_in_part(run: Any, demo: Path) -> None:
    text = run("explain", "hydrogène", "Rabat", "dessalement", GUERCIF).stdout
    assert text.startswith("Found in part: “Rabat” does not match.\n")


@pytest.mark.parametrize(
    ("query", "opening", "reason"),
    [
        ("solhiane", "Not found: “solhiane” does not match.", "the nearest form in the article is “Solhyane”."),
        ("hydrogène -oujda", "Not found: “SAUF oujda” leaves it out.", "The article has what this leaves out."),
        ("date:2021 hydrogène", "Not found: “date:2021” does not match.", "It does not match the date: 17 May 2022."),
        ("zzzyyy", "Not found: “zzzyyy” does not match.", "no form in the article comes near it."),
    ],
)
def test_what_is_not_found(run: Any, demo: Path, query: str, opening: str, reason: str) -> None:
    text = run("explain", *query.split(), GUERCIF, code=1).stdout
    assert text.startswith(f"{opening}\n")
    assert reason in text


def test_the_id_comes_last_and_a_dash_leaves_out(run_json: Any, demo: Path) -> None:
    found = run_json("explain", "--format", "json", "vert", "-rabat", "lieu:Oujda", GUERCIF)
    assert (found["query"], found["id"]) == ("vert -rabat lieu:Oujda", GUERCIF)
    assert [part["part"] for part in found["parts"]] == ["vert", "SAUF rabat", "lieu:Oujda"]
    assert [part["matched"] for part in found["parts"]] == [True, True, True]
    assert found["parts"][2]["found"] == [{"form": "Oujda", "field": "place", "count": 1}]
    assert (found["complete"], found["articles"]) == (True, 43)


def test_explain_agrees_with_search(run: Any, run_json: Any, demo: Path) -> None:
    query = "eau irrigation"
    complete = {
        hit["id"]: hit["complete"] for hit in run_json("search", query, "--limit", "99", "--format", "json")["hits"]
    }
    assert set(complete.values()) == {True, False}
    for one in run_json("list", "--format", "json"):
        code = 0 if one["id"] in complete else 1
        found = run_json("explain", query, one["id"], "--format", "json", code=code)
        assert found["complete"] is complete.get(one["id"], False)
        assert found["partial"] is (complete.get(one["id"]) is False)


def test_errors(run: Any, demo: Path) -> None:
    assert "No article has the id 2022-x" in run("explain", "vert", "2022-x", code=1).stderr
    assert run("explain", "couleur:vert", GUERCIF, code=2).stderr.startswith("archivist: ")
    run("explain", GUERCIF, code=2)


# sentences


def test_shares_of_the_score() -> None:
    match = match_of(part_of("a", score=3.0), part_of("b", score=1.0, documents=1204), score=4.0)
    lines = lines_of(match)
    assert "  found in 4 of 1,204 articles · 75% of the score" in lines
    assert "  found in 1,204 of 1,204 articles · 25% of the score" in lines
    assert not any("close together" in line for line in lines)
    alone = lines_of(match_of(part_of("a", score=3.0), score=3.0))
    assert alone[-1] == "  found in 4 of 1,204 articles"


def test_closeness_adds_to_the_score() -> None:
    match = match_of(part_of("a", score=1.0), part_of("b", score=1.0), score=2.5)
    assert lines_of(match)[-1] == "The title, and words close together, add 25% to the score."


def test_grammatical_words_neither_fail_nor_weigh() -> None:
    the = part_of("le", matched=False, optional=True)
    missing = part_of("grue", matched=False, documents=0)
    match = match_of(the, missing, complete=False, partial=True)
    assert opening_sentence(match) == "Found in part: “grue” does not match."
    assert "  found in 4 of 1,204 articles · a grammatical word, that an article may lack" in lines_of(match)


def test_many_forms_are_summed_up() -> None:
    found = tuple((f"forme{n}", "body", 9 - n) for n in range(8))
    text = " ".join(line.strip() for line in lines_of(match_of(part_of("forme*", found=found))))
    assert "“forme5” 4 times in the text, 2 other forms found in" in text


@pytest.mark.parametrize(
    ("part", "article", "sentence"),
    [
        (part_of("SAUF grue"), BASIN, "The article has nothing of it."),
        (part_of("date:2024-05"), BASIN, "It matches the date: May 2024."),
        (part_of("date:2024-05", matched=False), UNDATED, "It does not match the date: undated."),
        (part_of("lieu:*"), BASIN, "The article answers to it."),
        (part_of('"un bassin"', matched=False, nearest="son"), BASIN, "the nearest form in the article is “son”."),
    ],
)
def test_evidence(part: PartMatch, article: Any, sentence: str) -> None:
    assert any(sentence in line for line in lines_of(match_of(part), article))


def test_what_is_left_out_of_how_many() -> None:
    assert "  leaves 4 of 1,204 articles" in lines_of(match_of(part_of("SAUF grue")))


def test_quotes_are_not_doubled() -> None:
    match = match_of(part_of('"un bassin"', matched=False), complete=False)
    assert opening_sentence(match) == 'Not found: "un bassin" does not match.'


@pytest.mark.parametrize("form", ["text", "json"])
def test_hostile_text_is_shown_and_not_obeyed(run: Any, fake: Any, form: str) -> None:
    fake.articles_there = (dataclasses.replace(BASIN, title=HOSTILE, place=HOSTILE),)
    fake.match = match_of(
        part_of(HOSTILE, found=((HOSTILE, "title", 1),)), part_of("b", matched=False, nearest=HOSTILE), reading=HOSTILE
    )
    text = run("explain", HOSTILE, BASIN.id, "--format", form, "--color").stdout
    assert "\x1b]" not in text
    assert not any(character in text for character in "\x07\x9b\u202e")


@pytest.mark.parametrize("form", ["text", "json"])
def test_how_a_query_was_read_otherwise_goes_to_stderr(run: Any, demo: Path, form: str) -> None:
    told = run("explain", '"hydrogène vert', GUERCIF, "--format", form).stderr
    assert told == run("search", '"hydrogène vert').stderr
    assert told.startswith("archivist: ")
