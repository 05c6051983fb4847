"""archivist save, saved and news, in the demonstration archive."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import pytest

from archivist.article import Article
from archivist.corpus import Corpus

LONG_AGO = "2020-01-01T00:00:00.000+00:00"


@pytest.fixture
def long_ago(demo: Path) -> Any:
    """Return a function that makes all saved searches forget what they have told."""

    def forget() -> None:
        path = demo / "searches.yaml"
        path.write_text(re.sub(r"asked: .*", f"asked: '{LONG_AGO}'", path.read_text("utf-8")), "utf-8")

    return forget


def test_save_says_what_it_finds(run: Any, demo: Path) -> None:
    result = run("save", "vert", "hydrogène", "-dessalement")
    assert result.stdout == "@vert  hydrogène SAUF dessalement\n"
    assert re.search(r"It finds \d+ articles today\. .*: archivist news vert\n$", result.stderr)
    assert "vert:" in (demo / "searches.yaml").read_text("utf-8")


def test_a_saved_search_stands_in_queries(run: Any, run_json: Any, demo: Path) -> None:
    run("save", "@vert", "hydrogène OU solaire")
    plain = run_json("search", "(hydrogène OU solaire) lieu:Oujda", "--format", "json")
    assert plain["total"] > 0
    named = run_json("search", "@vert lieu:Oujda", "--format", "json")
    assert [hit["id"] for hit in named["hits"]] == [hit["id"] for hit in plain["hits"]]
    id = named["hits"][0]["id"]
    assert run_json("explain", "@vert", id, "--format", "json")["complete"] is True


def test_what_was_read_otherwise_is_told(run: Any, demo: Path) -> None:
    result = run("save", "q", '"hydrogène')
    assert result.stdout == "@q  hydrogène\n"
    assert len(result.stderr.splitlines()) == 2


@pytest.mark.parametrize(
    ("args", "word"), [(("a b", "x"), "a b"), (("x", "couleur:bleu"), "couleur"), (("x", "@x"), "@x")]
)
def test_what_cannot_be_saved(run: Any, demo: Path, args: tuple[str, ...], word: str) -> None:
    result = run("save", *args, code=2)
    assert word in result.stderr and result.stdout == ""
    assert not (demo / "searches.yaml").exists()


def test_saved_lists_and_forgets(run: Any, run_json: Any, demo: Path, long_ago: Any) -> None:
    run("save", "vert", "hydrogène")
    run("save", "agadir", "lieu:Agadir")
    long_ago()
    assert run("saved").stdout == (
        "@agadir  lieu:Agadir  (news told up to 1 January 2020)\n@vert    hydrogène  (news told up to 1 January 2020)\n"
    )
    assert run_json("saved", "--format", "json")[1] == {"name": "vert", "query": "hydrogène", "asked": LONG_AGO}
    result = run("saved", "--remove", "@vert")
    assert (result.stdout, result.stderr) == ("", "archivist: @vert is forgotten.\n")
    assert [search["name"] for search in run_json("saved", "--format", "json")] == ["agadir"]
    assert "@vert" in run("saved", "--remove", "vert", code=2).stderr


def test_nothing_is_saved(run: Any, run_json: Any, demo: Path) -> None:
    for command in ("saved", "news"):
        result = run(command)
        assert result.stdout == ""
        assert "archivist save NAME QUERY" in result.stderr
        assert run_json(command, "--format", "json") == []


def test_a_search_by_hand_has_no_moment(run: Any, run_json: Any, demo: Path) -> None:
    (demo / "searches.yaml").write_text("searches:\n  vert: hydrogène\n", "utf-8")
    assert run("saved").stdout == "@vert  hydrogène\n"
    assert run_json("saved", "--format", "json") == [{"name": "vert", "query": "hydrogène", "asked": None}]
    assert run_json("news", "--keep", "--format", "json")[0]["total"] > 0


def test_news_are_told_once(run: Any, run_json: Any, demo: Path, long_ago: Any) -> None:
    run("save", "vert", "hydrogène")
    run("save", "agadir", "lieu:Agadir")
    assert run("news").stdout == "@agadir  nothing new\n@vert    nothing new\n"
    long_ago()
    kept = run("news", "--keep").stdout
    assert kept.startswith("@agadir  3 new articles\n@vert    4 new articles\n\n@agadir\n\n1  ")
    assert run("news", "--keep").stdout == kept
    (news,) = run_json("news", "@vert", "--format", "json")
    assert (news["name"], news["query"], news["asked"], news["total"]) == ("vert", "hydrogène", LONG_AGO, 4)
    dates = [hit["date"] for hit in news["hits"]]
    assert len(dates) == 4 and dates == sorted(dates, reverse=True)
    assert run("news").stdout.startswith("@agadir  3 new articles\n@vert    nothing new\n\n@agadir\n\n1  ")
    assert run("news").stdout == "@agadir  nothing new\n@vert    nothing new\n"


def test_news_read_no_article_that_was_there_before(run: Any, demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for path in (demo / "corpus").rglob("*.md"):
        os.utime(path, (1_600_000_000, 1_600_000_000))
    assert "It finds 0 articles" not in run("save", "tout", "hydrogène").stderr

    def read(corpus: Corpus, id: str) -> Article:
        raise AssertionError(id)

    monkeypatch.setattr(Corpus, "read", read)
    assert run("news", "tout").stdout == "@tout  nothing new\n"


def test_news_of_one_search(run: Any, demo: Path, long_ago: Any) -> None:
    run("save", "agadir", "lieu:Agadir")
    long_ago()
    lines = run("news", "agadir").stdout.splitlines()
    assert lines[:2] == ["@agadir  3 new articles", ""]
    assert lines[2].startswith("1  ")
    assert "@agadir" not in lines[2:]
    assert "there is @agadir" in run("news", "agadi", code=2).stderr


def test_a_search_that_cannot_be_read_does_not_hide_the_others(run: Any, run_json: Any, demo: Path) -> None:
    (demo / "searches.yaml").write_text("searches:\n  a: couleur:bleu\n  b: lieu:Agadir\n", "utf-8")
    result = run("news", code=2)
    assert result.stdout.startswith("@b  3 new articles\n")
    assert result.stderr.startswith("archivist: @a: ")


def test_a_hostile_query_is_shown_and_not_obeyed(run: Any, demo: Path) -> None:
    (demo / "searches.yaml").write_text('searches:\n  a:\n    query: "x\\e]0;t\\a"\n    asked: "\\e[2J"\n', "utf-8")
    for args in (("saved",), ("news", "--keep"), ("news", "--keep", "--format", "json"), ("saved", "--format", "json")):
        text = run(*args, "--color").stdout
        assert "\x1b]" not in text and "\x07" not in text and "\x1b[2J" not in text
