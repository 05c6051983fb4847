"""What is drawn, to the cell and the colour; ``python -m tests.screenshot`` draws the pictures again after a change."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.screenshot import PICTURES, RELEASES, SCENES, Scene, comparable, picture

from archivist.archive import Archive
from archivist.cli.demo import make_demo


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """The demonstration archive."""
    folder: Path = tmp_path_factory.mktemp("pictures") / "demo"
    make_demo(folder, RELEASES)
    with Archive.open(folder) as archive:
        yield archive


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
async def test_the_picture_is_as_it_was(demo: Archive, scene: Scene) -> None:
    kept = (PICTURES / f"{scene.name}.svg").read_text(encoding="utf-8")
    drawn = await picture(demo, scene)
    assert comparable(drawn) == comparable(kept), f"{scene.name} is drawn otherwise than before"


def test_a_picture_tells_a_colour_and_a_letter_apart() -> None:
    kept = (PICTURES / "results.svg").read_text(encoding="utf-8")
    assert comparable(kept) == comparable(kept.replace(kept.split("terminal-")[1].split("-")[0], "42"))
    assert comparable(kept) != comparable(kept.replace("Dessalement", "Dessalemenr"))
    assert comparable(kept) != comparable(kept.replace("#f3bd6d", "#f3bd6e"))
