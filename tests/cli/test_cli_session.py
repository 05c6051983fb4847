"""A whole session with a real archive: make it, fill it, search, read, keep it sound."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

PAGE = """\
<!DOCTYPE html>
<html lang="fr"><head><meta charset="utf-8"><title>Port de Valombre</title></head>
<body><article><h1>Le port de Valombre agrandit son bassin d'essai</h1>
<p>Valombre, le 14 mai 2024 – Le port de Valombre agrandit son bassin d'essai pour les navires de recherche.</p>
<p>« L'énergie renouvelable fera tourner les pompes », dit Odile Vernay, sa directrice.</p>
<p>Communiqué fictif : ni le port ni sa directrice n'existent.</p></article></body></html>
"""
NOTE = """\
La fête des grues aura lieu en septembre

Valombre, septembre 2023 – Les grues du port seront ouvertes au public pendant deux jours.

Communiqué fictif.
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with releases/ and an archive made of them by the program."""
    from click.testing import CliRunner

    from archivist.cli import program

    home = tmp_path_factory.mktemp("session")
    releases = home / "releases"
    releases.mkdir()
    (releases / "bassin.html").write_text(PAGE, encoding="utf-8")
    (releases / "fête.txt").write_text(NOTE, encoding="utf-8")
    for args in (["init", str(home / "archive")], ["ingest", "--archive", str(home / "archive"), str(releases)]):
        result = CliRunner().invoke(program, args)
        assert result.exit_code == 0, result.output
    assert result.stdout.endswith("2 added, 0 updated, 0 unchanged, 0 skipped\n")
    return home


@pytest.fixture(autouse=True)
def here(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work inside the archive, where it is found without being named."""
    monkeypatch.chdir(folder / "archive" / "corpus")


@pytest.fixture
def basin(run_json: Any) -> str:
    return str(run_json("search", "bassin", "--format", "json")["hits"][0]["id"])


def test_search_finds_the_article_and_its_words(run: Any, run_json: Any) -> None:
    found = run_json("search", '"bassin d\'essai"', "--format", "json")
    assert set(found) == {*("query", "reading", "total", "partial_total", "took_ms", "hits", "facets", "suggestions")}
    (hit,) = found["hits"]
    assert set(hit) == {*("id", "title", "date", "place", "issuer", "source", "score", "complete", "snippets")}
    assert (hit["date"], hit["place"], hit["complete"]) == ("2024-05-14", "Valombre", True)
    snippet = hit["snippets"][0]
    assert "bassin d'essai" in [snippet["text"][start:end] for start, end in snippet["spans"]]
    text = run("search", "ÉNERGIES", "renouvelables").stdout
    assert "**énergie renouvelable**" in text
    assert hit["id"] in text


def test_a_dash_leaves_out(run_json: Any) -> None:
    assert run_json("search", "Valombre", "-grues", "--format", "json")["total"] == 1


def test_a_period(run_json: Any) -> None:
    assert run_json("search", "valombre", "--until", "2023-09-10", "--format", "json")["total"] == 1
    assert [one["date"] for one in run_json("list", "--since", "2024", "--format", "json")] == ["2024-05-14"]


def test_partial_matches_and_nothing(run: Any) -> None:
    assert run("search", "grues", "zzzyyy").stdout.startswith("No article has all of the words. 1 has some")
    assert run("search", "zzzyyy", code=1).stdout.startswith("Nothing found.")


def test_a_query_without_a_reading(run: Any) -> None:
    result = run("search", "couleur:bleu", code=2)
    assert result.stdout == ""
    assert result.stderr.startswith("archivist: ")


def test_explain(run: Any) -> None:
    assert "bassin" in run("search", "bassin", "--explain").stdout.split("\n\n")[0]


def test_show(run: Any, run_json: Any, basin: str) -> None:
    assert "**pompes**" in run("show", basin, "--query", "pompe").stdout
    assert run_json("show", basin, "--format", "json")["title"].startswith("Le port de Valombre agrandit")
    assert run("show", basin, "--original").stdout_bytes == PAGE.encode()
    assert "<mark>pompes</mark>" in run("show", basin, "--format", "html", "--query", "pompe").stdout
    assert run("show", basin[:-1], code=1).stderr.startswith(f"archivist: No article has the id {basin[:-1]}")


def test_what_is_there_is_unchanged_and_what_cannot_be_read_is_skipped(
    run_json: Any, run: Any, folder: Path, tmp_path: Path
) -> None:
    page = folder / "releases" / "bassin.html"
    bad = tmp_path / "none.html"
    report = run_json("ingest", str(page), str(bad), "--format", "json", code=1)
    assert set(report) == {"added", "updated", "unchanged", "skipped", "files"}
    assert (report["unchanged"], report["skipped"]) == (1, 1)
    assert [set(file) for file in report["files"]] == [{"source", "status", "id", "reason"}] * 2
    dry = tmp_path / "new.txt"
    dry.write_text(NOTE.replace("fête", "foire"), encoding="utf-8")
    before = run("list").stdout
    assert "dry run" in run("ingest", "--dry-run", str(dry)).stdout
    assert run("list").stdout == before


def test_standard_input(run_json: Any, folder: Path) -> None:
    report = run_json("ingest", "-", "--dry-run", "--format", "json", input=NOTE.replace("fête", "foire").encode())
    assert report["added"] == 1


@pytest.mark.skipif(os.name == "nt" or os.uname().sysname == "Darwin", reason="file names are text there")
def test_a_file_name_that_is_not_utf_8_is_reported(run: Any, run_json: Any, tmp_path: Path) -> None:
    name = os.fsdecode(bytes(tmp_path) + b"/f\xeate.txt")
    Path(name).write_text(NOTE.replace("fête", "kermesse"), encoding="utf-8")
    (file,) = run_json("ingest", name, "--dry-run", "--format", "json", code=1)["files"]
    assert file["status"] == "skipped"
    assert "te.txt" in file["source"]
    assert "te.txt" in run("ingest", name, "--dry-run", code=1).stderr


def test_stats_reindex_and_check(run: Any, run_json: Any) -> None:
    figures = run_json("stats", "--format", "json")
    assert (figures["articles"], figures["first"], figures["last"]) == (2, "2023-09", "2024-05-14")
    assert figures["years"] == [{"value": "2023", "count": 1}, {"value": "2024", "count": 1}]
    assert "Valombre" in run("stats").stdout
    assert run("reindex").stdout.startswith("2 articles indexed")
    assert run("check").stdout == "2 articles checked: all is well.\n"
    assert run_json("check", "--format", "json") == {"articles": 2, "problems": []}


def test_a_second_writer_is_told_so(run: Any, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from filelock import FileLock

    monkeypatch.setattr("archivist.index.WAIT_SECONDS", 0.1)
    with FileLock(folder / "archive" / "index" / "writer.lock"):
        assert run("reindex", code=4).stderr.startswith("archivist: ")
        assert run("search", "bassin").stdout.startswith("1  ")


def test_no_archive_here(run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("search", "bassin", code=3).stderr.startswith("archivist: There is no archive in ")


def test_damage_is_reported(run: Any, run_json: Any, folder: Path, basin: str) -> None:
    (file,) = (folder / "archive" / "corpus").glob(f"*/{basin}.md")
    sound = file.read_bytes()
    file.write_bytes(b"---\ntitle: [\n")
    try:
        report = run_json("check", "--format", "json", code=1)
        assert [Path(found["path"]).name for found in report["problems"]][:1] == [file.name]
        assert basin in run("check", code=1).stdout
        assert run("show", basin, code=5).stderr.startswith("archivist: ")
    finally:
        file.write_bytes(sound)
        run("reindex")
    json.loads(run("check", "--format", "json").stdout)
