"""The seal: what this user wrote here is known again; a copy, a change or a stranger's work is not."""

from __future__ import annotations

import json
import os
import shutil
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.engine import seal
from archivist.errors import IndexUnavailable

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.text(), values, max_size=4), st.text())
def test_a_signature_is_that_of_its_content(content: dict[str, object], other: str) -> None:
    signature = seal.sign(content)
    assert seal.is_signed(content, signature)
    assert seal.is_signed(json.loads(json.dumps(content)), signature)
    assert not seal.is_signed({**content, "shards\x00": other}, signature)
    assert not seal.is_signed(content, signature[:-1] + ("0" if signature[-1] != "0" else "1"))
    assert not seal.is_signed(content, "")


@pytest.fixture
def shard(tmp_path: Path) -> Path:
    folder = tmp_path / "shard"
    (folder / "below").mkdir(parents=True)
    (folder / "a.trm").write_bytes(b"terms")
    (folder / "below" / "b.pst").write_bytes(b"postings")
    return folder


def test_an_untouched_folder(shard: Path) -> None:
    files = seal.trace(shard)
    assert set(files) == {"a.trm", "below/b.pst"}
    assert seal.is_untouched(shard, json.loads(json.dumps(files)))
    (shard / "a.trm").read_bytes()
    os.utime(shard)
    assert seal.is_untouched(shard, files)


def restore_times(path: Path, times: os.stat_result) -> None:
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))


@pytest.mark.parametrize(
    "what", ["flip", "truncate", "extend", "remove", "add", "replace", "link", "rename", "swap folder"]
)
def test_whatever_is_done_to_a_folder_is_seen(shard: Path, tmp_path: Path, what: str) -> None:
    path = shard / "a.trm"
    files, times = seal.trace(shard), path.stat()
    match what:
        case "flip":
            path.write_bytes(b"tErms")
        case "truncate":
            path.write_bytes(b"ter")
        case "extend":
            path.write_bytes(b"terms\n")
        case "remove":
            path.unlink()
        case "add":
            (shard / "c").write_bytes(b"")
        case "replace":
            beside = tmp_path / "beside"
            beside.write_bytes(b"tErms")
            restore_times(beside, times)
            beside.replace(path)
        case "link":
            outside = tmp_path / "outside"
            path.rename(outside)
            path.symlink_to(outside)
        case "rename":
            path.rename(shard / "z")
        case "swap folder":
            shard.rename(tmp_path / "elsewhere")
            shard.symlink_to(tmp_path / "elsewhere")
    # Times of modification can be set at will, those of change cannot.
    if path.exists() and what != "swap folder":
        restore_times(path, times)
    assert not seal.is_untouched(shard, files)


def test_a_copy_is_not_the_original(shard: Path, tmp_path: Path) -> None:
    files = seal.trace(shard)
    shutil.copytree(shard, tmp_path / "copy")
    assert not seal.is_untouched(tmp_path / "copy", files)
    shutil.rmtree(shard)
    assert not seal.is_untouched(shard, files)


def test_the_key_is_the_users_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    state = tmp_path / "an état" / "state"
    monkeypatch.setenv("XDG_STATE_HOME", str(state))
    signature = seal.sign({"a": 1})
    key = state / "archivist" / "index.key"
    assert len(key.read_bytes()) == seal.KEY_BYTES
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert stat.S_IMODE(key.parent.stat().st_mode) == 0o700
    assert list(key.parent.iterdir()) == [key]
    assert seal.is_signed({"a": 1}, signature)
    # Another user, or the same one on another machine, has another key.
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "other"))
    assert not seal.is_signed({"a": 1}, signature)


@pytest.mark.parametrize("damage", [b"", b"short", b"x" * 33])
def test_a_damaged_key_is_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: bytes) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    before = seal.sign({})
    (tmp_path / "archivist" / "index.key").write_bytes(damage)
    assert seal.sign({}) != before
    assert seal.is_signed({}, seal.sign({}))


def test_a_machine_of_another_name_signs_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    signature = seal.sign({})
    monkeypatch.setattr("platform.node", lambda: "elsewhere")
    assert not seal.is_signed({}, signature)


def test_a_key_that_cannot_be_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("x")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    with pytest.raises(IndexUnavailable, match="XDG_STATE_HOME"):
        seal.sign({})


def test_no_home_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nobody knows the home folder, `~` stays as it is: no key may be made in the working directory."""
    monkeypatch.delenv("XDG_STATE_HOME")
    monkeypatch.delenv("HOME", raising=False)
    monkeypatch.setattr("os.path.expanduser", lambda path: path)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(IndexUnavailable, match="XDG_STATE_HOME"):
        seal.sign({})
    assert list(tmp_path.iterdir()) == []
