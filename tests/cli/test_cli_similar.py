"""archivist similar: articles like another one, those that nearly repeat it apart."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

from fake_archive import BASIN, FIRST_OF_MARCH, HOSTILE, UNDATED, hit_of

from archivist.reports import SimilarArticles

CLOSING = "2024-05-30-tirsal-amorcage-ii-reunit-120-millions"
CORRECTION = "2024-06-03-rectificatif-tirsal-amorcage-ii-reunit-112-millions"


def test_the_correction_of_a_release_is_set_apart(run: Any, run_json: Any, demo: Path) -> None:
    found = run_json("similar", CLOSING, "--limit", "3", "--format", "json")
    assert found["id"] == CLOSING
    assert [hit["id"] for hit in found["near_duplicates"]] == [CORRECTION]
    similar = [hit["id"] for hit in found["hits"]]
    assert len(similar) == 3 and not {CLOSING, CORRECTION} & set(similar)
    before, after = run("similar", CLOSING, "--limit", "3").stdout.split("\n\nNearly the same text:\n\n")
    assert [id for id in similar if id in before] == similar
    assert after.startswith("4  RECTIFICATIF")
    assert after.endswith(f"\n4 similar articles\narchivist show {similar[0]}\n")


def test_jsonl_says_which_repeat_it(run: Any, demo: Path) -> None:
    lines = [
        json.loads(line) for line in run("similar", CLOSING, "--limit", "2", "--format", "jsonl").stdout.splitlines()
    ]
    assert [line["near_duplicate"] for line in lines] == [False, False, True]
    assert lines[2]["id"] == CORRECTION


def test_text(run: Any, fake: Any) -> None:
    fake.alike = SimilarArticles(BASIN.id, (hit_of(FIRST_OF_MARCH),), (hit_of(UNDATED), hit_of(UNDATED, id="autre")))
    text = run("similar", BASIN.id).stdout
    assert text.startswith("1  Une annonce\n   1 March 2023 · Port de Valombre")
    assert "\n\nNearly the same texts:\n\n2  Une fête\n" in text
    assert fake.calls[1] == ("similar", {"id": BASIN.id, "limit": 10})


def test_only_near_duplicates(run: Any, fake: Any) -> None:
    fake.alike = SimilarArticles(BASIN.id, (), (hit_of(UNDATED),))
    assert run("similar", BASIN.id).stdout.startswith("Nearly the same text:\n\n1  Une fête\n")


def test_nothing_like_it(run: Any, run_json: Any, fake: Any) -> None:
    fake.alike = SimilarArticles(BASIN.id, (), ())
    assert run("similar", BASIN.id, code=1).stdout == f"No other article is like {BASIN.id}.\n"
    found = run_json("similar", BASIN.id, "--format", "json", code=1)
    assert found == {"id": BASIN.id, "hits": [], "near_duplicates": []}
    assert run("similar", BASIN.id, "--format", "jsonl", code=1).stdout == ""


def test_an_unknown_id(run: Any, demo: Path) -> None:
    assert "No article has the id nope" in run("similar", "nope", code=1).stderr


def test_hostile_text_is_shown_and_not_obeyed(run: Any, fake: Any) -> None:
    hit = hit_of(dataclasses.replace(BASIN, title=HOSTILE, place=HOSTILE))
    fake.alike = SimilarArticles(BASIN.id, (hit,), (hit,))
    for form in ("text", "json", "jsonl"):
        text = run("similar", BASIN.id, "--format", form, "--color").stdout
        assert "\x1b]" not in text
        assert not any(character in text for character in "\x07\x9b\u202e")
