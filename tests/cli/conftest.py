from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

os.environ["ARCHIVIST_LANG"] = "en"  # the sentences that these tests expect; read when archivist is imported

import pytest
from click.testing import CliRunner, Result
from fake_archive import FakeArchive

from archivist.cli import program

Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def plain_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ARCHIVIST_ARCHIVE", "NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "PAGER"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> type[FakeArchive]:
    """Put a fresh fake archive in the place of the real one."""
    archive = type("Archive", (FakeArchive,), {"calls": []})
    module = ModuleType("archivist.archive")
    module.Archive = archive  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "archivist.archive", module)
    return archive


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the demonstration archive, once for all tests."""
    import archivist
    from archivist.cli.demo import make_demo

    folder = tmp_path_factory.mktemp("demo") / "archive"
    make_demo(folder, Path(archivist.__file__).parent / "demo" / "releases")
    return folder


@pytest.fixture
def demo(demo_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Work in the demonstration archive; the searches that a test saves in it are forgotten."""
    monkeypatch.chdir(demo_folder)
    yield demo_folder
    (demo_folder / "searches.yaml").unlink(missing_ok=True)


@pytest.fixture
def run() -> Run:
    """Run the program in this process; the exit code is checked, 0 unless told."""

    def run_program(*args: str, code: int = 0, **settings: Any) -> Result:
        result = CliRunner().invoke(program, list(args), prog_name="archivist", **settings)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        assert result.exit_code == code, (result.exit_code, result.stdout, result.stderr)
        return result

    return run_program


@pytest.fixture
def run_json(run: Run) -> Callable[..., Any]:
    """Run the program and read what it prints as one JSON value."""
    return lambda *args, **settings: json.loads(run(*args, **settings).stdout)
