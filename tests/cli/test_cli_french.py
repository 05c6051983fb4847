"""The program in the language of its reader, in processes of its own: the language is read once, at the start."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from archivist.cli.program import COMMANDS

LANGUAGES = ("ARCHIVIST_LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


def speak(folder: Path, *args: str, code: int = 0, **variables: str) -> str:
    """Return what the program says, results and sentences, run in a folder with these variables for languages."""
    kept = {name: value for name, value in os.environ.items() if name not in LANGUAGES}
    done = subprocess.run(
        (sys.executable, "-m", "archivist", *args),
        cwd=folder,
        env={**kept, "PYTHONUTF8": "1", "COLUMNS": "80", **variables},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == code, done.stderr
    return done.stdout + done.stderr


@pytest.mark.parametrize(
    ("variables", "first"),
    [
        ({"ARCHIVIST_LANG": "fr", "LANG": "C"}, "Usage\u00a0: archivist"),
        ({"LANG": "fr_MA.UTF-8"}, "Usage\u00a0: archivist"),
        ({"ARCHIVIST_LANG": "en", "LANG": "fr_FR.UTF-8"}, "Usage: archivist"),
        ({"LANG": "C"}, "Usage: archivist"),
    ],
)
def test_the_help_is_all_in_one_language(tmp_path: Path, variables: dict[str, str], first: str) -> None:
    said = speak(tmp_path, "--help", **variables)
    assert said.startswith(first)
    headings = [line for line in said.splitlines() if line.endswith(":") and not line.startswith(" ")]
    if first.startswith("Usage:"):
        assert headings == ["Options:", "Commands:", "Exit codes:"]
        assert "Show this message and exit." in said and "Find articles" in said
    else:
        assert headings == ["Options\u00a0:", "Commandes\u00a0:", "Codes de sortie\u00a0:"]
        assert "Montrer ce message et quitter." in said and "Chercher des communiqués" in said
        assert "..." not in said.partition("Options")[2], "the first sentence of a command has no room in the list"
    assert all(f"\n  {name} " in said for name in COMMANDS)


def test_an_option_in_french(tmp_path: Path) -> None:
    said = " ".join(speak(tmp_path, "similar", "--help", ARCHIVIST_LANG="fr").split())
    assert "Montrer N communiqués au plus ; les quasi-" in said
    assert "par défaut : 10" in said and "Exemples :" in said


def test_a_search_in_french(demo_folder: Path) -> None:
    said = speak(demo_folder, "search", "hydrogène", ARCHIVIST_LANG="fr")
    assert "17 mai 2022 · Oujda · Solhyane" in said
    assert "4 communiqués · " in said and "\u00a0ms" in said
    partial = speak(demo_folder, "search", "hydrogène satellite", ARCHIVIST_LANG="fr")
    assert "Aucun communiqué n’a tous les mots. 7 en ont une partie\u00a0:" in partial
    assert "Aucun résultat." in speak(demo_folder, "search", "zzzqqq", code=1, ARCHIVIST_LANG="fr")


def test_dates_in_french(tmp_path: Path) -> None:
    code = "from archivist.display import *; print(*(shown_date(PartialDate.parse(d)) for d in sys.argv[1:]), sep='/')"
    done = subprocess.run(
        (sys.executable, "-c", f"import sys; {code}", "2024-05-30", "2024-02-01", "2023-08", "2022"),
        env={**os.environ, "ARCHIVIST_LANG": "fr", "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout == "30 mai 2024/1er février 2024/août 2023/2022\n"


@pytest.mark.parametrize(
    ("args", "code", "sentence"),
    [
        (("frobnicate",), 2, "La commande frobnicate n’existe pas\u202f;"),
        (("list", "--limt", "3"), 2, "L’option '--limt' n’existe pas."),
        (("list", "--limit", "x"), 2, "Valeur incorrecte pour '--limit'\u00a0: 'x' n’est pas un nombre."),
        (("list", "--since", "hier"), 2, "«\u202fhier\u202f» n’est pas une date"),
        (("search", "lieux:Rabat"), 2, "Le champ «\u202flieux:\u202f» n’existe pas"),
        (("show", "nulle-part"), 1, "Aucun communiqué n’a l’identifiant nulle-part\u202f;"),
    ],
)
def test_errors_in_french(demo_folder: Path, args: tuple[str, ...], code: int, sentence: str) -> None:
    assert sentence in speak(demo_folder, *args, code=code, ARCHIVIST_LANG="fr")


def test_json_is_never_translated(demo_folder: Path) -> None:
    said = [
        json.loads(speak(demo_folder, "search", "hydrogène", "--format", "json", ARCHIVIST_LANG=language))
        for language in ("fr", "en")
    ]
    for results in said:
        results.pop("took_ms")
    assert said[0] == said[1]
