"""doubts, edit, diff, reclean and quotes, on the demonstration archive. All organisations and people are invented."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Any

import pytest
from fake_archive import BASIN, HOSTILE, UNDATED, hit_of

from archivist.archive import Archive
from archivist.cli.comparing import marked
from archivist.cli.hits import folded
from archivist.cli.output import Style
from archivist.differences import word_diff

CLOSING = "2024-05-30-tirsal-amorcage-ii-reunit-120-millions"
CORRECTION = "2024-06-03-rectificatif-tirsal-amorcage-ii-reunit-112-millions"
UNKNOWN_DATE = "sans-date-appel-a-releves-que-chacun-compte-ses"


@pytest.fixture
def own(demo_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a copy of the demonstration archive, which may be changed."""
    folder = tmp_path / "archive"
    shutil.copytree(demo_folder, folder, ignore=shutil.ignore_patterns("whoosh"))
    monkeypatch.chdir(folder)
    return folder


def test_doubts_lead_to_the_command_that_settles_them(run: Any, run_json: Any, own: Path) -> None:
    text = run("doubts", "--field", "date").stdout
    assert f"    archivist edit {UNKNOWN_DATE} --date YYYY-MM-DD\n" in text
    result = run("edit", UNKNOWN_DATE, "--date", "2021-05")
    assert "May 2021" in result.stdout
    assert UNKNOWN_DATE not in run("doubts", "--field", "date").stdout
    assert run_json("show", UNKNOWN_DATE, "--format", "json")["evidence"]["date"] == "person"
    for doubt in run_json("doubts", "--format", "json"):
        if doubt["value"]:
            import shlex

            run(*shlex.split(doubt["remedy"])[1:])
        else:
            run("edit", doubt["id"], f"--{doubt['field']}", "")
    result = run("doubts")
    assert result.stdout == "Nothing is in doubt.\n"
    assert "archivist doubts --field issuer" in result.stderr


def test_doubts_in_part(run: Any, demo: Path) -> None:
    lines = run("doubts", "--limit", "2").stdout.splitlines()
    assert len(lines) == 8 and lines[-1].endswith("doubts, 2 shown")


def test_edit(run: Any, run_json: Any, own: Path) -> None:
    made = run_json(
        "edit", CLOSING, "--title", "Un fonds", "--place", "", "--tag", "amorçage", "--tag", "fonds", "--untag", "FONDS",
        "--note", "relu", "--format", "json",
    )  # fmt: skip
    assert (made["title"], made["place"], made["extra"]["note"]) == ("Un fonds", None, "relu")
    assert "amorçage" in made["tags"]
    assert CLOSING in run("search", "titre:fonds tag:amorçage").stdout
    assert "Note: relu" in run("edit", CLOSING, "--issuer", "Tirsal").stdout


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (("--date", "hier soir"), 2, "not a date"),
        (("--date", "2024..2025"), 2, "not a date"),
        (("--title", " "), 5, "cannot be empty"),
    ],
)
def test_edit_refuses(run: Any, own: Path, args: tuple[str, ...], code: int, said: str) -> None:
    before = (own / "corpus" / "2024" / f"{CLOSING}.md").read_bytes()
    if code == 2:
        import click

        with pytest.raises(click.UsageError):
            from archivist.cli import program

            program.main(["edit", CLOSING, *args], standalone_mode=False)
    else:
        assert said in run("edit", CLOSING, *args, code=code).stderr
    assert (own / "corpus" / "2024" / f"{CLOSING}.md").read_bytes() == before


def editor(folder: Path, change: str) -> str:
    """Return the command of an editor that makes ``change`` (Python about ``text``) and nothing else."""
    script = folder / "editor.py"
    script.write_text(
        "import pathlib, sys\n"
        "path = pathlib.Path(sys.argv[1])\n"
        "text = path.read_bytes().decode()\n"
        f"path.write_bytes(({change}).encode())\n",
        encoding="utf-8",
    )
    return f'"{sys.executable}" "{script}"'


def test_edit_in_an_editor(run: Any, own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", editor(tmp_path, "text"))
    assert "Nothing was changed." in run("edit", CLOSING).stderr
    monkeypatch.setenv("EDITOR", editor(tmp_path, "text.replace('120 millions', '121 millions')"))
    run("edit", CLOSING)
    with Archive.open(own) as archive:
        assert "121 millions" in archive.read(CLOSING).text
        assert [one.outcome for one in archive.reclean([CLOSING])] == ["kept"]
    monkeypatch.setenv("EDITOR", editor(tmp_path, "text[3:]"))
    result = run("edit", CLOSING, code=5)
    assert ". The article is as it was; what you wrote is in " in result.stderr
    kept = Path(result.stderr.rstrip().removesuffix(".").rsplit(" is in ", 1)[1])
    assert kept.read_text("utf-8").startswith("\nid:")
    shutil.rmtree(kept.parent)
    monkeypatch.setenv("EDITOR", f'"{sys.executable}" -c "raise SystemExit(1)"')
    told = run("edit", CLOSING, code=5).stderr
    assert "Editing failed. The article is as it was; " in told
    shutil.rmtree(Path(told.rstrip().removesuffix(".").rsplit(" is in ", 1)[1]).parent)


def test_edit_opens_no_editor_of_its_own_choice_where_there_is_no_terminal(
    run: Any, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)
    assert "There is no terminal for an editor" in run("edit", CLOSING, code=2).stderr


def test_diff(run: Any, run_json: Any, demo: Path) -> None:
    text = run("diff", CLOSING, CORRECTION, code=1).stdout
    assert text.startswith(f"--- {CLOSING}  ") and f"\n+++ {CORRECTION}  " in text
    assert "[-120-]" in text and "{+112+}" in text
    found = run_json("diff", CLOSING, CORRECTION, "--format", "json", code=1)
    assert found["removed"] > 0 and {"kind": "added", "text": " 112"} in found["title"]
    assert run("diff", CLOSING, CLOSING).stdout.endswith("\n0 words removed, 0 words added\n")
    assert "No article has the id nope" in run("diff", CLOSING, "nope", code=1).stderr


def test_differences_in_colours_and_hostile_ones() -> None:
    shown = marked(word_diff("le 3 mai", f"le 4 mai {HOSTILE}"), Style(colour=True, width=80), whole=True)
    assert "\x1b[31m\x1b[1m3\x1b[0m" in shown and "\x1b[32m\x1b[1m4\x1b[0m" in shown
    assert "\x1b]" not in shown and "\x9b" not in shown and "\x07" not in shown


def test_a_family_is_one_hit_that_says_its_others(run: Any, run_json: Any, demo: Path) -> None:
    query = "tirsal amorçage réunit millions"
    hits = run_json("search", query, "--format", "json")["hits"]
    assert {CLOSING, CORRECTION} <= {hit["id"] for hit in hits}
    text = run("search", query).stdout
    assert text.count("Another version:") == 1
    first, second = [hit["id"] for hit in hits if hit["id"] in (CLOSING, CORRECTION)]
    assert f"archivist diff {first} {second}\n" in text
    assert (
        f"- {next(hit['title'] for hit in hits if hit['id'] == second)}"
        in run("search", query, "--format", "markdown").stdout
    )


def test_families_fold_where_they_were_found_best() -> None:
    repost = hit_of(UNDATED, id="b", family=BASIN.id)
    partial = hit_of(UNDATED, id="c", family=BASIN.id, complete=False)
    other = hit_of(UNDATED, id="d")
    found = folded([repost, other, hit_of(BASIN), partial], 11)
    assert [(rank, hit.id, [one.id for one in others]) for rank, hit, others in found] == [
        (11, "b", [BASIN.id]), (12, "d", []), (14, "c", []),
    ]  # fmt: skip


def test_reclean(run: Any, run_json: Any, own: Path) -> None:
    assert "0 articles changed" in run("reclean", CLOSING).stdout
    (own / "emetteurs.txt").write_text("Tirsal = Tirsal Capital\n", encoding="utf-8")
    text = run("reclean", "--dry-run", CLOSING).stdout
    assert "    issuer: Tirsal Capital → Tirsal\n" in text and text.endswith("(a dry run: nothing was changed)\n")
    assert run_json("show", CLOSING, "--format", "json")["issuer"] == "Tirsal Capital"
    run("reclean")
    assert run_json("show", CLOSING, "--format", "json")["issuer"] == "Tirsal"
    assert "No article has the id nope" in run("reclean", "nope", code=1).stderr


def test_quotes(run: Any, run_json: Any, demo: Path) -> None:
    found = run_json("quotes", "--by", "mellaki", "--format", "json")
    assert {quote["name"] for quote in found} == {"Driss Mellaki"} and found[0]["date"] >= found[-1]["date"]
    for quote in found:
        text = run_json("show", quote["id"], "--format", "json")["text"]
        assert text[slice(*quote["span"])] == quote["text"]
    (one,) = run_json("quotes", "escalier", "--format", "json")
    assert "escalier" in one["text"]
    lines = run("quotes", "escalier").stdout.splitlines()
    assert lines[1] == "    Driss Mellaki, délégué aux services publics numériques"
    assert run("quotes", "--by", "personne", code=1).stdout == "No quotation was found.\n"
