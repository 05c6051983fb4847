"""Where the tests of the interface find their fictional archive."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tui_fake import FakeArchive, release

from archivist.archive import Archive


@pytest.fixture(autouse=True)
def no_colour_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """The terminal of whoever runs the tests decides nothing."""
    for name in ("NO_COLOR", "COLORFGBG", "TEXTUAL_THEME"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(autouse=True)
def own_state(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, _own_key: None) -> None:
    """What one test leaves behind is not what the next one finds; the key of indexes stays that of the session."""
    monkeypatch.setattr("archivist.tui.memory.FOLDER", tmp_path / "reading")


@pytest.fixture
def real(tmp_path: Path) -> Iterator[Archive]:
    """A true archive of twelve fictional releases, with tags, of which one has an original."""
    archive = Archive.create(tmp_path / "fonds")
    for number in range(12):
        article = release(number, tags=("récolte", "eau") if number % 2 else ("récolte",), source=None)
        archive.corpus.write(article)
    archive.reindex()
    with archive:
        yield archive


@pytest.fixture
def archive() -> FakeArchive:
    """A hundred and twenty releases, forty of them about saffron."""
    return FakeArchive(release(number) for number in range(120))
