"""A short run of what ``python -m tests.crash`` does at length."""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path

import pytest
from crashes import every_point, random_rounds

from engines import ON_DISK

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and kill -9")


@pytest.mark.parametrize("engine", ["whoosh", *(["whoosh,tantivy"] if find_spec("tantivy") else [])])
def test_killed_at_random_moments(tmp_path: Path, engine: str) -> None:
    assert len(list(random_rounds(tmp_path / "archive", rounds=4, seed=1, engine=engine))) == 4


@pytest.mark.parametrize("engine", ON_DISK)
@pytest.mark.parametrize("again", [0, 3])
def test_stopped_at_many_steps(tmp_path: Path, again: int, engine: str) -> None:
    (line,) = every_point(tmp_path / "archive", stride=7, again=again, engine=engine)
    assert "nothing lost" in line
