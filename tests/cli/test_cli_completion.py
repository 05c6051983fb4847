"""What the tab key offers: commands, options, ids, names, words of queries; and how bash takes it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from archivist.cli.completion import piece_of

GUERCIF = "2022-05-17-hydrogene-vert-solhyane-choisit-guercif-pour-son"


def offered(run: Any, line: str) -> list[str]:
    """Return what bash is told to put in place of the end of ``line``."""
    result = run(env={"_ARCHIVIST_COMPLETE": "bash_complete", "COMP_LINE": line})
    assert result.stderr == ""
    return [value for value in result.stdout.splitlines() if value]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_script(run: Any, shell: str) -> None:
    assert "_ARCHIVIST_COMPLETE" in run("completion", shell).stdout


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("archivist sea", ["plain,search"]),
        ("archivist show 2022-05", [f"plain,{GUERCIF}"]),
        ("archivist similar 2022-05", [f"plain,{GUERCIF}"]),
        ("archivist explain hydrogène vert 2022-05", [f"plain,{GUERCIF}"]),
        ("archivist search id:2022-05", [f"plain,{GUERCIF}"]),
        ("archivist search emette", ["plain,emetteur:"]),
        ("archivist search lieu:Ag", ["plain,Agadir"]),
        ("archivist search lieu:ag", ["plain,Agadir"]),
        ("archivist search eau lieu:Ag", ["plain,Agadir"]),
        ("archivist explain lieu:Ag", ["plain,Agadir"]),
        ("archivist browse lieu:Ag", ["plain,Agadir"]),
        ("archivist show x --query lieu:Ag", ["plain,Agadir"]),
        ("archivist save x lieu:Ag", ["plain,Agadir"]),
        ("archivist search 'eau lieu:Ag", ["plain,eau lieu:Agadir"]),
        ("archivist search '(lieu:Ag", ["plain,(lieu:Agadir"]),
        ("archivist search emetteur:Fond", ["plain,'\"Fondation Dar Hourouf\"'"]),
        ('archivist search emetteur:"Fond', ["plain,Fondation Dar Hourouf"]),
        ("archivist search palmer", ["plain,palmeraie"]),
        ("archivist search '\"une palmer", ['plain,"une palmeraie']),
        ("archivist search eau --facets pl", ["plain,place"]),
        ("archivist search eau --facets year,pl", ["plain,year,place"]),
        ("archivist news v", ["plain,veille"]),
        ("archivist news @v", ["plain,@veille"]),
        ("archivist saved --remove v", ["plain,veille"]),
        ("archivist save v", ["plain,veille"]),
        ("archivist search @v", ["plain,@veille"]),
        ("archivist search 'eau (@v", ["plain,eau (@veille"]),
        ("archivist search zzzyyy", []),
        ("archivist search couleur:", []),
        ("archivist search", ["plain,search"]),
        ("archivist list --sort ", ["plain,-date", "plain,date", "plain,id"]),
        ("archivist ingest sr", ["file,sr"]),
    ],
)
def test_offered(run: Any, demo: Path, line: str, expected: list[str]) -> None:
    (demo / "searches.yaml").write_text("searches:\n  veille: eau\n", "utf-8")
    assert offered(run, line) == expected


def test_the_archive_may_be_named(run: Any, demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert offered(run, "archivist show 2022-05") == []
    assert offered(run, f"archivist --archive {demo} show 2022-05") == [f"plain,{GUERCIF}"]
    assert offered(run, f"archivist show --archive {demo} 2022-05") == [f"plain,{GUERCIF}"]
    assert offered(run, f"archivist show --archive {tmp_path} 2022-05") == []


def test_whatever_fails_is_silent(run: Any, demo: Path, fake: Any) -> None:
    (demo / "searches.yaml").write_text("searches: [", "utf-8")
    fake.error = ZeroDivisionError()
    fake.notice = "The index was missing."
    for line in ("archivist show 2", "archivist search x", "archivist search @x", "archivist news "):
        assert offered(run, line) == []


@pytest.mark.parametrize(
    ("line", "quote", "piece"),
    [
        ("a search eau", "", "eau"),
        ("a search ", "", ""),
        ("a search lieu:Ag", "", "Ag"),
        ("a search lieu:", "", ""),
        ("a search 'eau lieu:Ag", "'", "eau lieu:Ag"),
        ('a search lieu:"Ben G', '"', "Ben G"),
        ("a search 'x' y:z", "", "z"),
        ("a search a\\ b", "", "a\\ b"),
        ('a search "a\\"b', '"', 'a\\"b'),
        ("a search '\\' b", "", "b"),
        ("a search @ve", "", "@ve"),
        ("a search --format=js", "", "js"),
        ("", "", ""),
    ],
)
def test_piece_of(line: str, quote: str, piece: str) -> None:
    assert piece_of(line, " \t\n\"'@><=;|&(:") == (quote, piece)


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash here")
def test_bash_itself(run: Any, demo: Path) -> None:
    program = Path(sys.executable).parent / "archivist"
    script = (
        run("completion", "bash").stdout
        + """
        complete -p archivist
        COMP_WORDBREAKS=$' \\t\\n"\\'@><=;|&(:'
        typed() {
            COMP_LINE="$1$2" COMP_POINT=${#1}
            _archivist_completion "$PROGRAM"
            printf '[%s]' "${COMPREPLY[@]}"
            echo
        }
        typed 'archivist search lieu:Ag' ' behind the cursor'
        typed 'archivist search "étudiante émetteur:Solh' ''
        typed 'archivist search emetteur:Fond' ''
        typed 'archivist search zzzyyy' ''
        """
    )
    env = {**os.environ, "LC_ALL": "C.UTF-8", "PROGRAM": str(program)}
    done = subprocess.run(["bash", "--norc", "-c", script], capture_output=True, encoding="utf-8", env=env, check=True)
    assert done.stdout.splitlines() == [
        "complete -o nosort -F _archivist_completion archivist",
        "[Agadir]",
        "[étudiante émetteur:Solhyane]",
        "['\"Fondation Dar Hourouf\"']",
        "[]",
    ]
