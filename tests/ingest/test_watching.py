"""A watched folder: files are passed on when they are whole, once."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from archivist.errors import ArchivistError, UnreadableSource
from archivist.ingest.watching import is_unfinished, watch

SETTLED = 0.2


class Watch:
    """A watch in a thread; ``seen`` are the names that were passed on, in their order."""

    def __init__(self, folder: Path, leave_out: tuple[Path, ...] = ()) -> None:
        self.folder = folder
        self.seen: list[str] = []
        self.refuse = 0
        self.stop = threading.Event()
        settings = {"leave_out": leave_out, "stop": self.stop, "settled": SETTLED}
        self.thread = threading.Thread(target=watch, args=(folder, self.on_files), kwargs=settings, daemon=True)

    def on_files(self, paths: list[str]) -> bool:
        if self.refuse:
            self.refuse -= 1
            return False
        self.seen += [Path(path).relative_to(self.folder).as_posix() for path in paths]
        return True

    def wait(self, condition: Callable[[], bool], seconds: float = 10.0) -> None:
        end = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < end, self.seen
            time.sleep(0.02)


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[Watch]:
    pytest.importorskip("watchfiles", reason="needs archivist[watch]")
    folder = tmp_path.resolve() / "in"
    (folder / "corpus").mkdir(parents=True)
    (folder / "corpus" / "a.md").write_text("texte")
    (folder / "ancien.txt").write_text("Texte fictif")
    watched = Watch(folder, leave_out=(folder / "corpus",))
    watched.thread.start()
    watched.wait(lambda: watched.seen == ["ancien.txt"])
    yield watched
    watched.stop.set()
    watched.thread.join(10)
    assert not watched.thread.is_alive()


def test_what_arrives_is_passed_on_once_when_it_is_whole(watched: Watch) -> None:
    with (watched.folder / "nouveau.txt").open("w") as file:
        for _number in range(8):
            file.write("Texte fictif. ")
            file.flush()
            time.sleep(SETTLED / 4)
            assert "nouveau.txt" not in watched.seen
    watched.wait(lambda: watched.seen[1:] == ["nouveau.txt"])
    time.sleep(3 * SETTLED)
    assert watched.seen[1:] == ["nouveau.txt"]
    (watched.folder / "nouveau.txt").write_text("Texte fictif changé")
    watched.wait(lambda: watched.seen[1:] == ["nouveau.txt"] * 2)


def test_unfinished_hidden_and_empty_files_wait(watched: Watch) -> None:
    for name in ("a.pdf.part", ".cache", "~$b.docx", "corpus/b.md"):
        (watched.folder / name).write_text("texte")
    (watched.folder / "vide.txt").touch()
    (watched.folder / "c.txt").write_text("Texte fictif")
    watched.wait(lambda: "c.txt" in watched.seen)
    (watched.folder / "a.pdf.part").rename(watched.folder / "a.pdf")
    watched.wait(lambda: "a.pdf" in watched.seen)
    assert watched.seen == ["ancien.txt", "c.txt", "a.pdf"]


def test_a_folder_that_is_moved_in_brings_its_files(watched: Watch, tmp_path: Path) -> None:
    (tmp_path / "lot" / "deux").mkdir(parents=True)
    (tmp_path / "lot" / "deux" / "x.txt").write_text("Texte fictif")
    (tmp_path / "lot").rename(watched.folder / "lot")
    watched.wait(lambda: watched.seen[1:] == ["lot/deux/x.txt"])


def test_what_is_refused_is_offered_again(watched: Watch) -> None:
    watched.refuse = 2
    (watched.folder / "a.txt").write_text("Texte fictif")
    watched.wait(lambda: watched.seen[1:] == ["a.txt"])
    assert watched.refuse == 0


@pytest.mark.parametrize("name", ["a.part", "a.pdf.crdownload", "A.TMP", "a.txt~", "a.download"])
def test_unfinished_names(name: str) -> None:
    assert is_unfinished(name)
    assert not is_unfinished(f"{name}.pdf")


def test_a_folder_that_is_none_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSource, match="is not a folder"):
        watch(tmp_path / "x", lambda paths: True)


def test_without_the_library_a_sentence_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    with pytest.raises(ArchivistError, match=r"archivist\[watch\]"):
        watch(tmp_path, lambda paths: True)
