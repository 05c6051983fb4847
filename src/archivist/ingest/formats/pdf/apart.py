"""A process of its own for pdfium, which is C: a file that crashes it, hangs it or eats memory takes only that along.

One child reads all the files of a run, one after the other, and a new one takes over where it was killed. It is given
a line of JSON and the bytes of the PDF on its standard input, and answers with a line of JSON: never with code.
"""

from __future__ import annotations

import atexit
import json
import subprocess
import sys
import threading
from dataclasses import asdict
from importlib.util import find_spec
from pathlib import Path
from typing import Any, BinaryIO

from archivist.errors import UnreadableSource
from archivist.ingest.formats.pdf.document import Document, draw_pages, open_document
from archivist.ingest.formats.pdf.layout import Line
from archivist.texts import _

MOST_MEMORY = 1 << 30
"""Bytes that the child may take, where the system can be told: a PDF of 50 MB takes 300 million."""
MOST_SECONDS = 90.0
"""Seconds after which the child is killed over one file."""
MOST_SECONDS_DRAWING = 600.0
"""The same for the pictures of all pages."""

_busy = threading.Lock()
_child: subprocess.Popen[bytes] | None = None


def read_document(data: bytes, name: str) -> Document:
    """Return what ``open_document`` returns, read in the child; raise ``UnreadableSource`` also where that fails."""
    answer = _ask({"name": name}, data, MOST_SECONDS)
    pages = [[Line(**{**line, "cells": tuple(line["cells"])}) for line in page] for page in answer["pages"]]
    return Document(pages, answer["heights"], answer["properties"], answer["damaged"])


def read_pictures(data: bytes, name: str, folder: Path, density: int) -> list[Path]:
    """Return what ``draw_pages`` returns, drawn by the child; raise ``UnreadableSource`` also where that fails."""
    answer = _ask({"name": name, "folder": str(folder), "density": density}, data, MOST_SECONDS_DRAWING)
    return [Path(picture) for picture in answer["pictures"]]


def _ask(question: dict[str, Any], data: bytes, seconds: float) -> dict[str, Any]:
    global _child
    name = question["name"]
    if find_spec("pypdfium2") is None:
        raise UnreadableSource(
            _("{name} is a PDF document; install what reads it: pip install 'archivist[pdf]'").format(name=name)
        )
    with _busy:
        if _child is None or _child.poll() is not None:
            _child = _start()
        timer = threading.Timer(seconds, _child.kill)
        timer.start()
        try:
            line = _exchange(_child, question, data)
        except BaseException:  # its answer would be taken for that of the next file
            stop()
            raise
        finally:
            timer.cancel()
        if not line.endswith(b"\n"):
            stop()
            raise UnreadableSource(
                _("{name} takes too long or too much memory to read; print it into a simpler PDF.").format(name=name)
            )
    answer: dict[str, Any] = json.loads(line)
    if "refusal" in answer:
        raise UnreadableSource(answer["refusal"])
    return answer


def _start() -> subprocess.Popen[bytes]:
    # -P: a module in the folder where the program is run is not one of ours.
    command = [sys.executable, "-P", "-m", "archivist.ingest.formats.pdf.apart"]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)


def _exchange(child: subprocess.Popen[bytes], question: dict[str, Any], data: bytes) -> bytes:
    assert child.stdin and child.stdout
    try:
        child.stdin.write(json.dumps({**question, "length": len(data)}).encode() + b"\n" + data)
        child.stdin.flush()
        return child.stdout.readline()
    except OSError:  # it died while it was being written to
        return b""


@atexit.register
def stop() -> None:
    """End the child, if there is one; the next file starts another."""
    global _child
    child, _child = _child, None
    if child is not None:
        child.kill()
        for pipe in (child.stdin, child.stdout):
            try:
                if pipe:
                    pipe.close()
            except OSError:
                pass
        child.wait()


def _serve(questions: BinaryIO, answers: BinaryIO) -> None:
    """What the child does, until nobody asks any more."""
    while line := questions.readline():
        question = json.loads(line)
        data = questions.read(question["length"])
        name = question["name"]
        answer: dict[str, Any]
        try:
            if "folder" in question:
                pictures = draw_pages(data, name, Path(question["folder"]), question["density"])
                answer = {"pictures": [str(picture) for picture in pictures]}
            else:
                answer = asdict(open_document(data, name))
        except UnreadableSource as error:
            answer = {"refusal": str(error)}
        answers.write(json.dumps(answer).encode() + b"\n")
        answers.flush()


def _bound_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    _bound_memory()
    _serve(sys.stdin.buffer, sys.stdout.buffer)
