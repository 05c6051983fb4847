"""Kills archivist while it works, and sees that nothing that was reported is lost and nothing needs hands.

``python -m tests.crash --rounds 100`` kills a process that ingests and reindexes at random moments;
``python -m tests.crash --points`` stops one at every single step it takes on the disk. The tests run a little of both.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from archivist.archive import Archive
from archivist.reports import IngestReport
from releases import mark, release

SOURCES = 120
FINISHED = "An interrupted command has been finished: its articles are in the index."


def word(number: int, version: int) -> str:
    """Return a word that only this version of this release has."""
    return mark(number + SOURCES * (version + 1))


def content(number: int, version: int) -> str:
    return release(number, f"Version {word(number, version)} du texte.")


@dataclass
class Ledger:
    """What was reported as done, and up to which version an ingest of each source has been begun."""

    done: dict[int, tuple[str, int]] = field(default_factory=dict)
    begun: dict[int, int] = field(default_factory=dict)
    reports: int = 0

    def read(self, line: str) -> None:
        entry = json.loads(line)
        if "begun" in entry:
            for number, version in entry["begun"]:
                self.begun[number] = version
        elif "done" in entry:
            self.reports += 1
            for number, version, id in entry["done"]:
                self.done[number] = (id, version)


class Lost(AssertionError):
    """Something that was reported is not there, or something needs hands."""


def verify(archive: Archive, ledger: Ledger) -> None:
    """Look at everything that was reported, by every way in; raise Lost."""
    for number, (id, version) in ledger.done.items():
        article = archive.read(id)
        latest = max(version, ledger.begun.get(number, version))
        versions = [one for one in range(version, latest + 1) if word(number, one) in article.text]
        if len(versions) != 1:
            raise Lost(f"{id} has the text of none of the versions {version} to {latest}")
        if archive.original(id) != content(number, versions[0]).encode():
            raise Lost(f"the original of {id} is not that of its text")
        hits = archive.search(word(number, versions[0])).hits
        if [hit.id for hit in hits] != [id]:
            raise Lost(f"{id} is not found by its own word: {[hit.id for hit in hits]}")
    filed = [one.id for one in archive.corpus.files()]
    indexed = [one.id for one in archive.summaries(sort="id")]
    if sorted(filed) != sorted(indexed):
        raise Lost(f"corpus and index differ: {set(filed) ^ set(indexed)}")
    problems = archive.check().problems
    if problems:
        raise Lost(f"check finds {problems}")
    strangers = [notice for notice in archive.notices if notice != FINISHED]
    if strangers or len(archive.notices) > 1:
        raise Lost(f"the notices are {archive.notices}")
    left = list(archive.corpus.folder.rglob("*.part"))
    if left:
        raise Lost(f"half-written files are left: {left}")


# At random moments


def work(root: Path, seed: int, engines: list[str]) -> None:
    """Ingest and reindex without end, and print what is done: the process that is killed.

    With several ``engines`` the archive moves from one to another.
    """
    chance = random.Random(seed)
    ledger = Ledger()
    for line in sys.stdin:
        ledger.read(line)
    archive = Archive.open(root)
    print(json.dumps({"ready": os.getpid()}), flush=True)
    while True:
        if chance.random() < 0.15:
            archive.reindex(engine=chance.choice(engines) if engines else None)
            continue
        numbers = chance.sample(range(SOURCES), chance.randint(1, 12))
        versions = {
            number: ledger.begun.get(number, -1) + (1 if number not in ledger.begun or chance.random() < 0.7 else 0)
            for number in numbers
        }
        for number, version in versions.items():
            source(root, number).write_text(content(number, version), encoding="utf-8")
            ledger.begun[number] = version
        print(json.dumps({"begun": list(versions.items())}), flush=True)
        report = archive.ingest([str(source(root, number)) for number in numbers])
        done = [(number, versions[number], id) for number, id in zip(numbers, ids_of(report), strict=True)]
        print(json.dumps({"done": done}), flush=True)


def source(root: Path, number: int) -> Path:
    return root.parent / "sources" / f"{number:03}.md"


def ids_of(report: IngestReport) -> list[str]:
    if report.skipped:
        raise Lost(f"skipped: {report.problems}")
    return [str(file.id) for file in report.files]


def new_archive(root: Path, engine: str) -> Archive:
    """Return a new archive with an engine, and make room for its sources."""
    (root.parent / "sources").mkdir(parents=True, exist_ok=True)
    archive = Archive.create(root)
    archive.reindex(engine=engine)
    return archive


def random_rounds(root: Path, rounds: int, seed: int, engine: str = "whoosh") -> Iterator[str]:
    """Kill a worker in each round and verify; yield a line a round. It moves between engines if ``engine`` has two."""
    chance = random.Random(seed)
    moving = engine.split(",") if "," in engine else []
    new_archive(root, engine.split(",")[0]).close()
    ledger = Ledger()
    for turn in range(rounds):
        worker = subprocess.Popen(
            [sys.executable, __file__, str(root), str(chance.randrange(1 << 30)), *moving],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)},
        )
        assert worker.stdin and worker.stdout
        known = {"begun": list(ledger.begun.items())}
        worker.stdin.write(json.dumps(known) + "\n")
        worker.stdin.close()
        worker.stdout.readline()
        time.sleep(chance.uniform(0.0, 1.5))
        if worker.poll() is not None:
            raise Lost(f"the worker has ended by itself with {worker.returncode}")
        worker.send_signal(signal.SIGKILL)
        before = ledger.reports
        for line in worker.stdout:
            if line.endswith("\n"):
                ledger.read(line)
        worker.wait()
        archive = Archive.open(root)
        verify(archive, ledger)
        finished = "finished what was interrupted" if archive.notices else "nothing to finish"
        yield (
            f"round {turn + 1}: {ledger.reports - before} ingests reported before the kill, "
            f"{len(ledger.done)} articles reported so far, all there; {finished}"
        )


# At every step

EVENTS = ("open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "os.chmod", "os.utime")


def stop_at(step: int, root: Path) -> None:
    """End this process, without any goodbye, before its ``step``-th act on the files of the archive."""
    acts = 0

    def watch(event: str, details: tuple[object, ...]) -> None:
        nonlocal acts
        if event not in EVENTS or not details or not str(details[0]).startswith(str(root)):
            return
        # Opening to read changes nothing.
        if event == "open" and not (isinstance(details[2], int) and details[2] & (os.O_WRONLY | os.O_RDWR)):
            return
        acts += 1
        if acts == step:
            os._exit(9)

    sys.addaudithook(watch)


def in_a_child(act: Callable[[], object]) -> int:
    """Do something in a process of its own; return its exit status: 0 where it came to its end."""
    child = os.fork()
    if not child:
        try:
            act()
        except BaseException as trouble:
            print(repr(trouble), file=sys.stderr, flush=True)
            os._exit(1)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def every_point(root: Path, stride: int = 1, again: int = 0, engine: str = "whoosh") -> Iterator[str]:
    """Stop an ingest of one new and one changed release before each of its acts in turn, and verify.

    ``stride`` leaves out all but every so many acts. With ``again`` the command that comes next is stopped too, before
    its act of that number: what finishes an interrupted command may be interrupted itself.
    """
    archive = new_archive(root, engine)
    ledger = Ledger()
    source(root, 0).write_text(content(0, 0), encoding="utf-8")
    ledger.done[0] = (ids_of(archive.ingest([str(source(root, 0))]))[0], 0)
    archive.close()
    step, number, version = 1, 1, 1
    while True:
        source(root, 0).write_text(content(0, version), encoding="utf-8")
        source(root, number).write_text(content(number, 0), encoding="utf-8")
        ledger.begun.update({0: version, number: 0})
        paths = [str(source(root, 0)), str(source(root, number))]

        def interrupted(step: int = step, paths: list[str] = paths) -> None:
            stop_at(step, root)
            Archive.open(root).ingest(paths)

        status = in_a_child(interrupted)
        if status not in (0, 9):
            raise Lost(f"the ingest that was to be stopped at step {step} has failed by itself")
        if again:
            in_a_child(lambda: (stop_at(again, root), Archive.open(root).search("safran")))
        after = Archive.open(root)
        verify(after, ledger)
        ids = ids_of(after.ingest(paths))
        ledger.done.update({0: (ids[0], version), number: (ids[1], 0)})
        after.notices.clear()
        verify(after, ledger)
        left = list(root.rglob("*.part"))
        if left:
            raise Lost(f"the next writer has left half-written files: {left}")
        after.close()
        if status == 0:
            yield f"{step - 1} acts, stopped before each {stride}: nothing lost"
            return
        step, number, version = step + stride, number + 1, version + 1


if __name__ == "__main__":
    work(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3:])
