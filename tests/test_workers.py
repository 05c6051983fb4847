"""Work shared by several processes: in order, bounded, and never stopped by one task."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from archivist.workers import AHEAD, WorkerFailed, cores, in_order


def test_there_is_a_core() -> None:
    assert cores() >= 1


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[object]:
    """Return a module that workers can import, with something to do."""
    (tmp_path / "work_to_do.py").write_text(
        textwrap.dedent("""\
            import os, signal, time

            def double(task, tell):
                tell(1)
                if task == "crash":
                    os.kill(os.getpid(), signal.SIGKILL)
                if task == "hang":
                    time.sleep(60)
                if task == "fail":
                    raise ValueError("no number")
                if task == "print":
                    print("words that are no answer")
                    return os.getpid()
                return 2 * task
            """)
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.syspath_prepend(str(tmp_path))
    import work_to_do  # type: ignore[import-not-found]  # written above

    yield work_to_do
    del sys.modules["work_to_do"]


@pytest.mark.parametrize(("jobs", "few"), [(1, 0), (1, 5), (3, 0), (3, 5), (3, 500)])
def test_results_come_in_the_order_of_the_tasks(module: object, jobs: int, few: int) -> None:
    tasks = [(f"key {number}", None if number % 7 == 3 else number) for number in range(40)]
    told: list[int] = []
    found = list(in_order(module.double, tasks, jobs, few=few, tell=told.append))  # type: ignore[attr-defined]
    assert found == [(key, None if task is None else 2 * task) for key, task in tasks]
    assert sum(told) == sum(task is not None for _, task in tasks)


def test_few_tasks_are_taken_before_they_are_due(module: object) -> None:
    taken = 0

    def tasks() -> Iterator[tuple[int, int]]:
        nonlocal taken
        for number in range(1000):
            taken += 1
            yield number, number

    results = in_order(module.double, tasks(), 2)  # type: ignore[attr-defined]
    next(results)
    assert taken <= 2 * AHEAD + 1
    results.close()


def test_a_task_that_crashes_or_hangs_costs_its_worker_alone(module: object) -> None:
    tasks = [(task, task) for task in (1, "crash", 2, "hang", 3)]
    found = list(in_order(module.double, tasks, 2, seconds=3))  # type: ignore[attr-defined]
    assert [type(result) for _, result in found] == [int, WorkerFailed, int, WorkerFailed, int]
    assert [result for _, result in found if isinstance(result, int)] == [2, 4, 6]


def test_what_is_better_done_alone_is_done_in_a_worker(module: object) -> None:
    def is_alone(task: object) -> bool:
        return task in ("crash", "print")

    found = dict(in_order(module.double, [("a", "crash"), ("b", "print"), ("c", 4)], 1, alone=is_alone, few=9))  # type: ignore[attr-defined]
    assert isinstance(found["a"], WorkerFailed)
    assert found["b"] not in (os.getpid(), None)
    assert found["c"] == 8


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_a_task_raises_is_raised_here(module: object, jobs: int) -> None:
    with pytest.raises(ValueError, match="no number"):
        list(in_order(module.double, [("a", 1), ("b", "fail"), ("c", 2)], jobs))  # type: ignore[attr-defined]


def test_workers_end_with_a_parent_that_is_killed(module: object, tmp_path: Path) -> None:
    program = textwrap.dedent("""\
        import sys
        from archivist.workers import in_order
        from work_to_do import double
        for _, pid in in_order(double, [(1, "print")] * 100, 2):
            print(pid, flush=True)
            sys.stdin.readline()
        """)
    parent = subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=tmp_path
    )
    assert parent.stdout
    worker = int(parent.stdout.readline())
    parent.send_signal(signal.SIGKILL)
    parent.communicate()
    for _ in range(200):
        if not _is_alive(worker):
            return
        time.sleep(0.05)
    pytest.fail("the worker is still there ten seconds after its parent")


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    # A child of nobody that has ended may wait for its new parent to notice.
    state = Path(f"/proc/{process}/stat")
    return not (state.exists() and state.read_text().rsplit(")", 1)[1].split()[0] == "Z")
