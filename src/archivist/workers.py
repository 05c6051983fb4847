"""Work in processes of our own: many files read at once, on as many cores as there are.

A worker is Python started again on this module. It is given a function and its argument, one task after the other,
pickled on its standard input, and answers on its standard output. A task that takes too long, or crashes its worker,
costs that worker and nothing else; a worker whose parent has been killed finds its input closed, and ends.
(``multiprocessing`` would run the script of whoever uses the library a second time, and leaves such workers behind.)
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import chain
from typing import Any, BinaryIO, TypeVar

K = TypeVar("K")
T = TypeVar("T")
R = TypeVar("R")

AHEAD = 4
"""Tasks for each worker that are begun before the result of the first is asked for."""

MOST_MEMORY = 4 << 30
"""Bytes that a worker may take, where the system can be told."""

Tell = Callable[[int], None]
"""What a task calls to say how far it has come."""


class WorkerFailed(Exception):
    """A worker has crashed over a task, or was killed because it took too long."""


@contextmanager
def collector_paused() -> Iterator[None]:
    """Pause Python's cycle collector: it would walk millions of values again and again, and find nothing."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def cores() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def in_order(
    function: Callable[[T, Tell], R],
    tasks: Iterable[tuple[K, T | None]],
    jobs: int,
    *,
    alone: Callable[[T], bool] = lambda _: False,
    few: int = 0,
    seconds: float | None = None,
    tell: Tell = lambda _: None,
) -> Iterator[tuple[K, R | WorkerFailed | None]]:
    """Yield what ``function`` returns for each task, beside its key, in their order; None where there is no task.

    The function must be one that can be imported. Up to ``jobs`` workers share the tasks, of which a few are taken from
    their iterator before they are due. Where there are fewer than ``few`` tasks, they are done here, unless one is
    better done ``alone``. After ``seconds`` a task that a worker has is given up; its result is ``WorkerFailed`` then,
    as where it has crashed its worker. ``tell`` may be called from several threads.
    """
    rest = iter(tasks)
    first: list[tuple[K, T | None]] = []
    is_much = few == 0
    while jobs > 1 and not is_much and (one := next(rest, None)) is not None:
        first.append(one)
        is_much = len(first) == few or (one[1] is not None and alone(one[1]))
    if not is_much or jobs < 2:
        with _Workers() as workers:
            for key, task in chain(first, rest):
                if task is None:
                    yield key, None
                elif alone(task):
                    yield key, workers.result(function, task, seconds, tell)
                else:
                    yield key, function(task, tell)
        return
    from concurrent.futures import Future, ThreadPoolExecutor

    begun: deque[tuple[K, Future[R | WorkerFailed] | None]] = deque()
    with _Workers() as workers, ThreadPoolExecutor(jobs) as threads:
        try:
            for key, task in chain(first, rest):
                begun.append(
                    (key, None if task is None else threads.submit(workers.result, function, task, seconds, tell))
                )
                if len(begun) >= jobs * AHEAD:
                    yield _ended(begun.popleft())
            while begun:
                yield _ended(begun.popleft())
        except BaseException:
            workers.stop()
            threads.shutdown(cancel_futures=True)
            raise


def _ended(begun: tuple[K, Any]) -> tuple[K, Any]:
    key, future = begun
    return key, None if future is None else future.result()


class _Workers:
    """The workers of one piece of work: started when they are needed, ended with it."""

    def __init__(self) -> None:
        self._free: list[subprocess.Popen[bytes]] = []
        self._all: set[subprocess.Popen[bytes]] = set()
        self._lock = threading.Lock()
        self._is_stopped = False

    def __enter__(self) -> _Workers:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def result(self, function: Callable[[T, Tell], R], task: T, seconds: float | None, tell: Tell) -> R | WorkerFailed:
        """Return what a worker answers; raise what the function has raised."""
        with self._lock:
            if self._is_stopped:
                return WorkerFailed()
            worker = self._free.pop() if self._free else self._start()
        timer = threading.Timer(seconds, worker.kill) if seconds else None
        if timer:
            timer.start()
        try:
            is_done, value = _ask(worker, function, task, tell)
        except (OSError, EOFError, pickle.UnpicklingError):
            self._end(worker)
            return WorkerFailed()
        except BaseException:
            # Its answer would be taken for that of the next task.
            self._end(worker)
            raise
        finally:
            if timer:
                timer.cancel()
        with self._lock:
            self._free.append(worker)
        if not is_done:
            raise value
        result: R = value
        return result

    def stop(self) -> None:
        """End all workers, at work or not."""
        with self._lock:
            self._is_stopped = True
            self._free.clear()
            workers = list(self._all)
        for worker in workers:
            self._end(worker)

    def _start(self) -> subprocess.Popen[bytes]:
        # -P: a module in the folder where the program is run is not one of ours.
        command = [sys.executable, "-P", "-m", "archivist.workers"]
        # One thread for each worker is enough: the others of numpy's libraries would wait, and take memory.
        worker = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"},
        )
        self._all.add(worker)
        return worker

    def _end(self, worker: subprocess.Popen[bytes]) -> None:
        worker.kill()
        worker.wait()
        with self._lock:
            self._all.discard(worker)
        for pipe in (worker.stdin, worker.stdout):
            with suppress(OSError, ValueError):
                if pipe:
                    pipe.close()


def _ask(worker: subprocess.Popen[bytes], function: Callable[..., Any], task: object, tell: Tell) -> tuple[bool, Any]:
    assert worker.stdin and worker.stdout
    pickle.dump((function, task), worker.stdin, pickle.HIGHEST_PROTOCOL)
    worker.stdin.flush()
    while True:
        kind, value = pickle.load(worker.stdout)
        if kind != "told":
            return kind == "done", value
        tell(value)


def _serve(tasks: BinaryIO, answers: BinaryIO) -> None:
    """What a worker does, until nobody asks any more."""

    def answer(kind: str, value: object) -> None:
        answers.write(pickle.dumps((kind, value), pickle.HIGHEST_PROTOCOL))
        answers.flush()

    while True:
        try:
            function, task = pickle.load(tasks)
        except EOFError:
            return
        try:
            done = function(task, lambda count: answer("told", count))
        except Exception as error:
            answer("raised", error)
        else:
            answer("done", done)


def _be_a_worker() -> None:
    # Ctrl-C is for the parent, which ends its workers.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(ImportError, ValueError, OSError):  # not on Windows, nor where less is allowed already
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    # What a library prints is no answer.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    with suppress(BrokenPipeError):
        _serve(sys.stdin.buffer, answers)


if __name__ == "__main__":
    _be_a_worker()
