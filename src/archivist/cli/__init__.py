"""The command line: click commands that ask the archive and print; nothing is computed here.

``main`` is the ``archivist`` program. Results go to standard output, everything else to standard error.
"""

from __future__ import annotations

import gc

from archivist.cli.program import program

__all__ = ["main", "program"]


def main() -> None:
    """Run the program on ``sys.argv`` and leave with its exit code."""
    # Most commands end before a collection of cyclic garbage would free anything; the first ones only cost time.
    gc.set_threshold(100_000, 50, 100)
    program.main(prog_name="archivist")
