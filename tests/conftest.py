"""What all tests share: sentences in English, a key of their own, no trace of whoever runs them."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

# Before archivist is imported: it reads its language once. And before any fixture of a session: the tests, and the
# processes that they start, must neither use nor make the key of the user who runs them.
os.environ["ARCHIVIST_LANG"] = "en"
os.environ.pop("ARCHIVIST_ARCHIVE", None)
_state = tempfile.mkdtemp(prefix="archivist-tests-")
os.environ["XDG_STATE_HOME"] = _state
atexit.register(shutil.rmtree, _state, ignore_errors=True)

import pytest  # noqa: E402
from hypothesis import HealthCheck, settings  # noqa: E402

# The same examples at every run, so that a run tells of the change it is made for; others are sought by hand.
settings.register_profile(
    "archivist",
    deadline=None,
    max_examples=25,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
settings.register_profile("thorough", parent=settings.get_profile("archivist"), max_examples=1000, derandomize=False)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "archivist"))


@pytest.fixture(autouse=True)
def _own_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give every test the key of the session, whatever a test before it has done to the environment."""
    monkeypatch.setenv("XDG_STATE_HOME", _state)
