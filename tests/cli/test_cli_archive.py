"""init, ingest, list, stats, reindex, check, browse and demo, with an archive that answers as told."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from fake_archive import ARTICLES, BASIN, FIRST_OF_MARCH, HOSTILE, UNDATED, File, Report, results_of

from archivist.article import PartialDate
from archivist.cli.bars import bar_lines
from archivist.cli.output import Style
from archivist.cli.overview import in_period, list_lines

# init


def test_init(run: Any, fake: Any, tmp_path: Path) -> None:
    folder = tmp_path / "new"
    result = run("init", str(folder))
    assert result.stdout == f"{folder} is an archive now.\n"
    assert "archivist ingest PATH" in result.stderr
    assert run("init", str(folder)).stdout == f"{folder} is an archive already.\n"


def test_init_without_a_folder(run: Any, fake: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("init").stdout == f"{tmp_path} is an archive now.\n"
    assert run("init", "--archive", "sub").stdout == f"{tmp_path / 'sub'} is an archive now.\n"


# ingest

REPORT = Report(
    File("a.html", "added", BASIN.id),
    File("b.html", "updated", UNDATED.id),
    File("c.html", "unchanged", FIRST_OF_MARCH.id),
    File("caf\udce9\x1b.bin", "skipped", None, "It is no text."),
)


def test_ingest(run: Any, fake: Any) -> None:
    fake.report, fake.results = REPORT, results_of(total=3)
    result = run("ingest", "some", "-", code=1)
    assert ("ingest", {"paths": ("some", "-"), "dry_run": False}) in fake.calls
    assert result.stdout == (
        f"added    {BASIN.id}\nupdated  {UNDATED.id}\n1 added, 1 updated, 1 unchanged, 1 skipped\n"
    )
    assert result.stderr == "archivist: caf�␛.bin: It is no text.\n"


def test_a_reason_that_names_the_file_is_not_told_twice(run: Any, fake: Any) -> None:
    fake.report = Report(File("/a/b.html", "skipped", None, "/a/b.html does not exist."))
    assert run("ingest", "/a/b.html", code=1).stderr == "archivist: /a/b.html does not exist.\n"


def test_ingest_of_what_is_well(run: Any, fake: Any) -> None:
    fake.report = Report(*[File(f"{n}.html", "added", f"id-{n}") for n in range(25)])
    lines = run("ingest", "some").stdout.splitlines()
    assert lines[19:] == ["added    id-19", "and 5 more", "25 added, 0 updated, 0 unchanged, 0 skipped"]


def test_ingest_of_nothing(run: Any, fake: Any) -> None:
    assert run("ingest", "some").stdout == "There is no file there that archivist can read.\n"


def test_ingest_dry_run(run: Any, fake: Any) -> None:
    fake.report = Report(File("a.html", "added", BASIN.id))
    assert run("ingest", "--dry-run", "a.html").stdout.endswith("0 skipped (a dry run: nothing was changed)\n")
    assert ("ingest", {"paths": ("a.html",), "dry_run": True}) in fake.calls


def test_ingest_json_is_a_contract(run_json: Any, fake: Any) -> None:
    fake.report = REPORT
    assert run_json("ingest", "some", "--format", "json", code=1) == {
        "added": 1,
        "updated": 1,
        "unchanged": 1,
        "skipped": 1,
        "files": [
            {"source": "a.html", "status": "added", "id": BASIN.id, "reason": None},
            {"source": "b.html", "status": "updated", "id": UNDATED.id, "reason": None},
            {"source": "c.html", "status": "unchanged", "id": FIRST_OF_MARCH.id, "reason": None},
            {"source": "caf\udce9\x1b.bin", "status": "skipped", "id": None, "reason": "It is no text."},
        ],
    }


@pytest.mark.parametrize(
    ("added", "there", "options", "told"),
    [
        (1, 1, (), True),
        (1, 2, (), False),
        (0, 0, (), False),
        (1, 1, ("--dry-run",), False),
        (1, 1, ("--format", "json"), False),
    ],
)
def test_the_first_articles_come_with_a_word_on_what_to_do_next(
    run: Any, fake: Any, added: int, there: int, options: tuple[str, ...], told: bool
) -> None:
    fake.report = Report(*[File("a.html", "added", BASIN.id)] * added)
    fake.results = results_of(total=there)
    result = run("ingest", "some", *options)
    assert ("archivist search WORDS" in result.stderr) is told
    assert "archivist search" not in result.stdout


def test_ingest_needs_a_path(run: Any, fake: Any) -> None:
    run("ingest", code=2)


# list


def test_list(run: Any, fake: Any) -> None:
    assert run("list").stdout == (
        "2024-05-le-port-de-valombre-agrandit  Le port de Valombre agrandit son bassin\n"
        "2023-03-01-une-annonce                Une annonce\n"
        "sans-date-une-fete                    Une fête\n"
    )


def test_list_options_reach_the_archive(run: Any, fake: Any) -> None:
    run("list", "--sort", "id", "--limit", "2", "--offset", "1")
    assert ("summaries", {"sort": "id", "limit": 2, "offset": 1}) in fake.calls


def test_list_of_a_period(run: Any, fake: Any) -> None:
    def ids(*options: str) -> list[str]:
        return [json.loads(line)["id"] for line in run("list", "--format", "jsonl", *options).stdout.splitlines()]

    assert ids("--since", "2024-05-20") == [BASIN.id]
    assert ids("--until", "2024-04") == [FIRST_OF_MARCH.id]
    assert ids("--since", "2023") == [BASIN.id, FIRST_OF_MARCH.id]
    assert ids("--since", "2023", "--offset", "1", "--limit", "1") == [FIRST_OF_MARCH.id]


@pytest.mark.parametrize(
    ("date", "since", "until", "inside"),
    [
        ("2024-05", "2024-05-20", None, True),
        ("2024-05", "2024-06", None, False),
        ("2024-05", None, "2024-05-01", True),
        ("2024-05", None, "2024-04-30", False),
        ("2024", "2024-06", "2024-07", True),
        (None, "2024", None, False),
    ],
)
def test_in_period(date: str | None, since: str | None, until: str | None, inside: bool) -> None:
    dates = [PartialDate.parse(text) if text else None for text in (date, since, until)]
    assert in_period(*dates) is inside


def test_list_json_jsonl_and_csv(run: Any, run_json: Any, fake: Any) -> None:
    expected = {
        "id": UNDATED.id,
        "title": "Une fête",
        "date": None,
        "place": "Valombre",
        "issuer": None,
        "source": None,
    }
    assert run_json("list", "--format", "json")[2] == expected
    assert json.loads(run("list", "--format", "jsonl").stdout.splitlines()[2]) == expected
    rows = list(csv.DictReader(io.StringIO(run("list", "--format", "csv").stdout)))
    assert rows[2] == {name: value or "" for name, value in expected.items()}
    assert len(rows) == len(ARTICLES)


def test_list_on_a_terminal_fits_its_lines() -> None:
    summaries: Any = [BASIN, UNDATED]
    wide = list_lines(summaries, Style(colour=False, width=62, terminal=True))
    assert wide == [
        "2024-05-le-port-de-valombre-agrandit  Le port de Valombre agr…",
        "sans-date-une-fete                    Une fête",
    ]
    narrow = list_lines(summaries, Style(colour=False, width=40, terminal=True))
    assert narrow[:2] == ["Le port de Valombre agrandit son bassin", f"  {BASIN.id}"]


def test_list_of_nothing(run: Any, fake: Any) -> None:
    fake.articles_there = ()
    result = run("list")
    assert result.stdout == ""
    assert "archivist ingest PATH" in result.stderr


@pytest.mark.parametrize("form", ["text", "json", "jsonl", "csv"])
def test_list_is_harmless(run: Any, fake: Any, form: str) -> None:
    fake.articles_there = (dataclasses.replace(BASIN, title=HOSTILE, place=HOSTILE),)
    text = run("list", "--format", form, "--color").stdout
    assert not any(character in text for character in "\x07\x9b\u202e")
    assert "\x1b]" not in text


# stats

STATISTICS = SimpleNamespace(
    articles=1204,
    undated=4,
    words=530_000,
    first=PartialDate(2019),
    last=PartialDate(2024, 5),
    years=(("2019", 200), ("2024", 1000)),
    places=tuple((f"Ville {n:02}", 20 - n) for n in range(12)),
    issuers=((HOSTILE, 3),),
)


def test_stats(run: Any, fake: Any) -> None:
    fake.statistics_answer = STATISTICS
    lines = run("stats").stdout.splitlines()
    assert lines[0] == "1,204 articles · 530,000 words · from 2019 to May 2024 · 4 undated"
    assert lines[2:5] == [
        "Years",
        f"  2019    200  {'█' * 13}",
        f"  2024  1,000  {'█' * 65}",
    ]
    assert lines[6] == "Places"
    assert lines[17] == "  and 2 more"
    assert "Ville 09" in lines[16]
    assert lines[19] == "Issuers"
    assert lines[20].startswith("  ␛]0;titre␇<script>�31m�")


def test_stats_of_an_empty_archive(run: Any, fake: Any) -> None:
    fake.statistics_answer = SimpleNamespace(
        articles=0, undated=0, words=0, first=None, last=None, years=(), places=(), issuers=()
    )
    assert run("stats").stdout == "0 articles · 0 words\n"


def test_stats_json(run_json: Any, fake: Any) -> None:
    fake.statistics_answer = STATISTICS
    found = run_json("stats", "--format", "json")
    assert {name: found[name] for name in ("articles", "undated", "words", "first", "last")} == {
        "articles": 1204,
        "undated": 4,
        "words": 530_000,
        "first": "2019",
        "last": "2024-05",
    }
    assert found["years"] == [{"value": "2019", "count": 200}, {"value": "2024", "count": 1000}]
    assert len(found["places"]) == 12
    assert found["issuers"] == [{"value": HOSTILE, "count": 3}]


def test_bars_are_true_to_their_counts() -> None:
    style = Style(colour=False, width=24)
    assert bar_lines([("a", 16), ("bb", 8), ("c", 1), ("d", 0)], style) == [
        "  a   16  ██████████████",
        "  bb   8  ███████",
        "  c    1  ▉",
        "  d    0",
    ]


# reindex and check


def test_reindex(run: Any, fake: Any) -> None:
    assert run("reindex").stdout.startswith("1,204 articles indexed in 0.")


PROBLEMS = (
    SimpleNamespace(path="corpus/2024/a.md", problem="The front matter is cut off.", remedy="Mend it by hand."),
    SimpleNamespace(path="index\x1b", problem="The index lacks an article.", remedy="archivist reindex"),
)


def test_check_of_what_is_sound(run: Any, fake: Any) -> None:
    assert run("check").stdout == "3 articles checked: all is well.\n"


def test_check_names_problems_and_remedies(run: Any, fake: Any) -> None:
    fake.problems = PROBLEMS
    assert run("check", code=1).stdout == (
        "corpus/2024/a.md: The front matter is cut off.\n"
        "    Mend it by hand.\n"
        "index␛: The index lacks an article.\n"
        "    archivist reindex\n"
        "3 articles checked, 0 repaired, 2 problems left.\n"
    )


def test_check_repairs(run: Any, fake: Any) -> None:
    fake.problems = PROBLEMS[1:]
    assert run("check", "--repair").stdout == (
        "index␛: The index lacks an article.\n    Repaired.\n3 articles checked, 1 problem repaired.\n"
    )


def test_check_json(run_json: Any, fake: Any) -> None:
    fake.problems = PROBLEMS[:1]
    assert run_json("check", "--format", "json", code=1) == {
        "articles": 3,
        "problems": [
            {
                "path": "corpus/2024/a.md",
                "problem": "The front matter is cut off.",
                "remedy": "Mend it by hand.",
                "repaired": False,
            }
        ],
    }


# browse and demo


@pytest.fixture
def interface(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Path, str, bool]]:
    """Put a terminal around the program and a fake interface into it; return what is opened in it."""
    opened: list[tuple[Path, str, bool]] = []
    module = ModuleType("archivist.tui")
    module.run = lambda archive, query, *, plain: opened.append((archive.root, query, plain))  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "archivist.tui", module)
    monkeypatch.setattr("archivist.tui", module, raising=False)
    monkeypatch.setattr("archivist.cli.reading.on_a_terminal", lambda: True)
    return opened


def test_browse_opens_the_interface_on_a_query(run: Any, fake: Any, interface: Any) -> None:
    run("browse", "grues", "-rabat")
    run("browse", "--plain")
    assert interface == [(Path("/archive"), "grues -rabat", False), (Path("/archive"), "", True)]


@pytest.mark.parametrize("name", ["browse", "demo"])
def test_the_interface_needs_a_terminal(run: Any, fake: Any, name: str) -> None:
    assert "needs a terminal" in run(name, code=2).stderr
    assert fake.calls == []


def test_demo_is_made_once_and_again_when_it_has_changed(
    run: Any, fake: Any, interface: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("archivist.cli.demo.user_cache_path", lambda name: tmp_path / name)

    def made() -> int:
        return sum(name == "ingest" for name, _call in fake.calls)

    folder = Path(run("demo", "--path").stdout.rstrip("\n"))
    assert folder.parent == tmp_path / "archivist"
    assert folder.name.startswith("demo-")
    assert made() == 1
    run("demo", "énergie", "-rabat")
    assert interface == [(folder, "énergie -rabat", False)]
    assert made() == 1
    (folder / "made-from.sha256").write_text("another")
    (folder / "old").touch()
    run("demo", "--path")
    assert made() == 2
    assert not (folder / "old").exists()


def test_the_sources_of_the_demo_are_its_own_copies(run: Any, run_json: Any, demo: Path) -> None:
    sources = {one["source"] for one in run_json("list", "--format", "json")}
    assert sources == {f"releases/{path.name}" for path in (demo / "releases").iterdir()}
    assert (
        "\nreleases/CP_hydrogene_vert.html\n"
        in run("show", "2022-05-17-hydrogene-vert-solhyane-choisit-guercif-pour-son").stdout
    )


def test_demo_where_nothing_can_be_written(
    run: Any, fake: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setattr("archivist.cli.demo.user_cache_path", lambda name: tmp_path / "file")
    assert "cannot be made" in run("demo", "--path", code=5).stderr
