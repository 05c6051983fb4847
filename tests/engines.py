"""The engines that the same tests run over: those on disk, and one of dictionaries."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import pytest

from archivist.engine import Engine, open_engine
from archivist.settings import ENGINES, FILE_NAME, Settings

ON_DISK = tuple(
    pytest.param(
        name,
        marks=pytest.mark.skipif(find_spec(name) is None, reason=f"{name} is not installed: pip install '.[dev]'"),
    )
    for name in ENGINES
)
"""The parameters of tests of engines that keep files."""

ALL = (*ON_DISK, "memory")


def engine_on(name: str, folder: Path) -> Engine:
    """Return the engine called ``name``, with its files in a folder of ``folder``."""
    if name == "memory":
        from memory_engine import MemoryEngine

        return MemoryEngine()
    return open_engine(name, folder / name)


def settings_of(root: Path) -> Settings:
    """Return the settings of the archive ``root``."""
    return Settings(root / FILE_NAME)
