"""A few damaged files of every format, always the same ones; ``python -m tests.fuzz`` goes on for as long as it may."""

from __future__ import annotations

import pytest
from fuzzing import damaged, fault, sound_files

from archivist.ingest.containers import Enclosed, expand
from archivist.ingest.pipeline import read_release

pytest.importorskip("pypdfium2")
pytest.importorskip("warcio")

FILES = sound_files()
CASES = 40
"""Damaged files of each format: seconds in all."""


@pytest.mark.parametrize("kind", FILES)
def test_the_sound_file_is_read(kind: str) -> None:
    assert fault(FILES[kind]) is None
    releases = expand(FILES[kind], "a", "a")
    content = FILES[kind] if releases is None else next(one.content for one in releases if isinstance(one, Enclosed))
    assert "atelier de verre" in read_release(content, "a").text


@pytest.mark.parametrize("kind", FILES)
def test_damaged_files_are_read_or_refused(kind: str) -> None:
    for number in range(CASES):
        data = damaged(FILES[kind], list(FILES.values()), number)
        assert data != FILES[kind] or number
        assert fault(data) is None, f"python -m tests.fuzz --format {kind} --start {number}"
