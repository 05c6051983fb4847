"""Where the tests of the interface find their fictional archive."""

from __future__ import annotations

import pytest
from tui_fake import FakeArchive, release


@pytest.fixture(autouse=True)
def no_colour_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """The terminal of whoever runs the tests decides nothing."""
    for name in ("NO_COLOR", "COLORFGBG", "TEXTUAL_THEME"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def archive() -> FakeArchive:
    """A hundred and twenty releases, forty of them about saffron."""
    return FakeArchive(release(number) for number in range(120))
