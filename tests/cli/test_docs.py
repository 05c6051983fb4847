"""What docs/ says is what the program does: every key of the JSON, every example of the query language."""

from __future__ import annotations

import datetime
import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from archivist.archive import Archive

DOCS = Path(__file__).parents[2] / "docs"
JSON_TEXT = (DOCS / "json.md").read_text(encoding="utf-8")
QUERY_TEXT = (DOCS / "query-language.md").read_text(encoding="utf-8")

# docs/json.md

Keys = dict[str, str]
TABLE = re.compile(r"\*\*(?P<name>[\w ]+)\*\*[^|`]*:\n\n\| Key \|.*\n\| ---.*\n(?P<rows>(?:\|.*\n)+)")
ROW = re.compile(r"\| `(?P<key>\w+)` \| (?P<type>[\w ]+) \|")
SECTION = re.compile(
    r"^## `(?P<command>\w+)`\n\n```sh\n(?P<lines>.+?)\n```\n\nPrints (?:an? )?\*\*(?P<type>[^*]+)\*\*", re.M | re.S
)
SCALARS: dict[str, type | tuple[type, ...]] = {"string": str, "number": (int, float), "boolean": bool}


def tables() -> dict[str, Keys]:
    """Return the keys and their types of each object that the document describes, by its name."""
    found = {}
    for match in TABLE.finditer(JSON_TEXT):
        rows = [ROW.match(line) for line in match["rows"].splitlines()]
        assert all(rows), match["rows"]
        found[match["name"].removeprefix("list of ")] = {row["key"]: row["type"] for row in rows if row}
    return found


TABLES = tables()
SECTIONS = {match["command"]: (match["lines"].splitlines(), match["type"]) for match in SECTION.finditer(JSON_TEXT)}


def departures(value: Any, kind: str, seen: set[str], at: str) -> Iterator[str]:
    """Yield where ``value`` is not of the documented type ``kind``; note in ``seen`` which objects were met."""
    if kind.endswith(" or null"):
        if value is not None:
            yield from departures(value, kind.removesuffix(" or null"), seen, at)
    elif kind == "anything":
        pass
    elif kind == "span":
        if not (len(value) == 2 and 0 <= value[0] < value[1]):
            yield f"{at} is no span: {value!r}"
    elif kind in SCALARS:
        if not isinstance(value, SCALARS[kind]) or (kind == "number" and isinstance(value, bool)):
            yield f"{at} is no {kind}: {value!r}"
    elif kind.startswith("list of "):
        for number, one in enumerate(value):
            yield from departures(one, kind.removeprefix("list of "), seen, f"{at}[{number}]")
    elif kind.startswith("map of "):
        for key, one in value.items():
            yield from departures(one, kind.removeprefix("map of "), seen, f"{at}.{key}")
    else:
        seen.add(kind)
        if set(value) != set(TABLES[kind]):
            yield f"{at} has the keys {sorted(value)}, {kind} has {sorted(TABLES[kind])}"
        for key, type_of_key in TABLES[kind].items():
            if key in value:
                yield from departures(value[key], type_of_key, seen, f"{at}.{key}")


@pytest.fixture
def with_all_kinds(demo: Path) -> Iterator[Path]:
    """Return the demonstration archive with a damaged file and a saved search, so that every list has something."""
    damaged = demo / "corpus" / "2024" / "abime.md"
    damaged.write_bytes(b"---\ntitle: [\n")
    (demo / "searches.yaml").write_text("searches:\n  eau: eau\n", "utf-8")
    names = demo / "emetteurs.txt"
    names.write_text("Solhyane SA = Solhyane\n", "utf-8")
    yield demo
    damaged.unlink()
    names.unlink()


def test_the_json_that_is_printed_is_the_json_that_is_documented(run: Any, with_all_kinds: Path) -> None:
    seen: set[str] = set()
    for command, (lines, kind) in SECTIONS.items():
        for line in lines:
            program, *args = shlex.split(line)
            assert (program, args[0]) == ("archivist", command)
            code = {"solhiane": 1, "none.txt": 1, "check": 1, "diff": 1, "reclean": 1}
            value = json.loads(run(*args, code=next((code[arg] for arg in args if arg in code), 0)).stdout)
            assert list(departures(value, kind, seen, command)) == []
            assert value, line
    assert seen == set(TABLES)


def test_every_command_that_prints_json_is_documented() -> None:
    import click

    from archivist.cli import program
    from archivist.cli.program import COMMANDS

    context = click.Context(program)
    with_json = set()
    for name in COMMANDS:
        command = program.get_command(context, name)
        assert command is not None
        formats = [param.type.choices for param in command.params if param.name == "form"]
        if formats and "json" in formats[0]:
            with_json.add(name)
    assert with_json == set(SECTIONS)


def test_the_example_of_a_search_is_true(run_json: Any, demo: Path) -> None:
    (block,) = re.findall(r"```json\n(.+?)\n```", JSON_TEXT, re.S)
    example = json.loads(block)
    assert list(departures(example, "results", set(), "example")) == []
    (args,) = (shlex.split(line)[1:] for line in SECTIONS["search"][0])
    printed = run_json(*args)
    for key in ("query", "reading", "total", "facets", "suggestions"):
        assert example[key] == printed[key]
    for key in ("id", "title", "date", "place", "issuer", "source", "complete"):
        assert example["hits"][0][key] == printed["hits"][0][key]


def test_the_lines_of_jsonl(run: Any, demo: Path) -> None:
    seen: set[str] = set()
    for line in run("search", "hydrogène", "--format", "jsonl").stdout.splitlines():
        assert list(departures(json.loads(line), "hit", seen, "search")) == []
    for line in run("list", "--format", "jsonl").stdout.splitlines():
        assert list(departures(json.loads(line), "summary", seen, "list")) == []
    id = "2024-05-30-tirsal-amorcage-ii-reunit-120-millions"
    for line in run("similar", id, "--format", "jsonl").stdout.splitlines():
        hit = json.loads(line)
        assert isinstance(hit.pop("near_duplicate"), bool)
        assert list(departures(hit, "hit", seen, "similar")) == []
    assert seen == {"hit", "snippet", "summary"}


# docs/query-language.md

EXAMPLE = re.compile(r"^\| `(?P<query>[^`]+)` \| .+ \| (?:`(?P<form>[^`]+)`|\*(?P<title>[^*]+)\*) \|$", re.M)
EXAMPLES = [(match["query"], match["form"], match["title"]) for match in EXAMPLE.finditer(QUERY_TEXT)]
TODAY = datetime.date(2026, 3, 1)


def spaced(text: str) -> str:
    """Return ``text`` with plain blanks for the no-break ones that French sets."""
    return text.replace("\xa0", " ").replace("\u202f", " ")


def test_every_row_is_an_example() -> None:
    rows = [line for line in QUERY_TEXT.splitlines() if line.startswith("| `")]
    assert len(rows) == len(EXAMPLES) > 50


@pytest.fixture(scope="module")
def archive(demo_folder: Path) -> Iterator[Archive]:
    (oasis,) = re.findall(r"`archivist save oasis '([^']+)'`", QUERY_TEXT)
    with Archive.open(demo_folder) as archive:
        archive.searches.save("oasis", oasis)
        yield archive
    (demo_folder / "searches.yaml").unlink(missing_ok=True)


@pytest.mark.parametrize(("query", "form", "title"), EXAMPLES, ids=[query for query, _form, _title in EXAMPLES])
def test_every_example_finds_what_it_says(archive: Archive, query: str, form: str | None, title: str | None) -> None:
    results = archive.search(query, limit=50, snippets=9, today=TODAY)
    assert results.diagnostics == ()
    found = [hit for hit in results.hits if hit.complete]
    if title:
        assert any(spaced(hit.title).startswith(title) or title in spaced(hit.title) for hit in found)
        return
    marked = {hit.title[start:end] for hit in found for start, end in hit.title_spans}
    marked |= {snippet.text[s:e] for hit in found for snippet in hit.snippets for s, e in snippet.spans}
    assert form in {spaced(mark) for mark in marked}


@pytest.mark.parametrize(
    ("query", "other"),
    [
        ("a OU b c", "a OU (b ET c)"),
        ("eau AND irrigation", "eau ET irrigation"),
        ("eau NOT mer", "eau SAUF mer"),
        ("eau -mer", "eau SAUF mer"),
        ("mer NEAR/4 eau", "mer PRES/4 eau"),
        ("title:x", "titre:x"),
        ("body:x", "corps:x"),
        ("texte:x", "corps:x"),
        ("text:x", "corps:x"),
        ("issuer:x", "emetteur:x"),
        ("émetteur:x", "emetteur:x"),
        ("place:x", "lieu:x"),
        ("étiquette:x", "tag:x"),
        ("date:17/05/2022", "date:2022-05-17"),
        ("date:30j", "date:30d"),
        ("date:6s", "date:6w"),
        ("date:1a", "date:1y"),
        ("date:2025..", "date:>=2025"),
    ],
)
def test_what_is_said_to_be_the_same_is_the_same(archive: Archive, query: str, other: str) -> None:
    readings = [archive.search(one, limit=0, today=TODAY).reading for one in (query, other)]
    assert readings[0] == readings[1]


def test_dates_that_are_not_whole_match_by_every_day_that_they_may_mean(archive: Archive) -> None:
    month = "2024-11-une-sage-femme-pose-la-sonde"
    for query in ("date:2024", "date:2024-11", "date:2024-11-17", "date:>=2024-11-30"):
        assert month in [hit.id for hit in archive.search(query, limit=50).hits]
    assert month not in [hit.id for hit in archive.search("date:2024-12", limit=50).hits]
