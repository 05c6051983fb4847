"""A search is a short process: it loads neither the interface nor the ingester, nor their libraries."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

RELEASE = """\
Le port de Valombre agrandit son bassin d'essai

Valombre, le 14 mai 2024 – Le port de Valombre agrandit son bassin d'essai.
Il accueillera des navires plus longs.

Communiqué fictif : le port de Valombre n'existe pas.
"""

# Runs the program with the arguments that follow, then says on the last line which modules were loaded.
PROGRAM = """\
import json, sys
from archivist.cli import main
try:
    main()
except SystemExit as leave:
    print()
    print(json.dumps({"code": leave.code, "modules": sorted(sys.modules)}))
"""


def modules_of(*args: str) -> set[str]:
    """Return the modules that the program has loaded when it leaves; it must leave with 0."""
    env = {**os.environ, "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *args], capture_output=True, check=True, encoding="utf-8", env=env
    )
    answer = json.loads(done.stdout.splitlines()[-1])
    assert answer["code"] == 0, done
    return set(answer["modules"])


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an archive with one article, its index built."""
    folder = tmp_path_factory.mktemp("archive")
    release = folder / "bassin.txt"
    release.write_text(RELEASE, encoding="utf-8")
    modules_of("init", str(folder / "archive"))
    modules_of("ingest", "--archive", str(folder / "archive"), str(release))
    return folder / "archive"


@pytest.mark.parametrize(
    "args",
    [
        ("search", "bassin"),
        ("search", '"bassin d\'essai"', "--format", "json"),
        ("list",),
        ("stats",),
        ("search", "--help"),
        ("--help",),
    ],
)
def test_a_search_loads_no_more_than_it_needs(archive: Path, args: tuple[str, ...]) -> None:
    loaded = modules_of("--archive", str(archive), *args)
    strangers = {
        name
        for name in loaded
        for home in ("textual", "rich", "bs4", "numpy", "archivist.tui", "archivist.ingest")
        if name == home or name.startswith(f"{home}.")
    }
    assert strangers == set()


def test_a_search_waits_for_nothing_that_only_writers_need(archive: Path) -> None:
    loaded = modules_of("--archive", str(archive), "search", "bassin")
    assert not loaded & {"yaml", "archivist.reports", "archivist.engine.schema", "archivist.french.quotes", "secrets"}


def test_a_help_loads_no_engine_and_no_corpus(archive: Path) -> None:
    loaded = modules_of("--help")
    assert not loaded & {"archivist.archive", "archivist.corpus", "whoosh", "yaml"}


def test_the_words_of_the_test_are_true(archive: Path) -> None:
    """What a search must not load is what an ingest does load: the names above are not misspelt."""
    page = archive.parent / "page.html"
    page.write_text("<html><body><h1>Fictif</h1><p>Un autre communiqué fictif.</p></body></html>", encoding="utf-8")
    loaded = modules_of("ingest", "--archive", str(archive), str(page))
    assert {"bs4", "numpy", "archivist.ingest", "archivist.engine.schema", "archivist.french.quotes"} <= loaded
