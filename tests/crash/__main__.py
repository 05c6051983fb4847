"""``python -m tests.crash --rounds 100`` and ``python -m tests.crash --points``; see ``crashes.py``."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent.parent)]


def main() -> None:
    options = argparse.ArgumentParser(prog="python -m tests.crash", description="Kill archivist while it works.")
    options.add_argument("--rounds", type=int, default=0, help="kill at random moments, so many times")
    options.add_argument("--seed", type=int, default=0)
    options.add_argument("--points", action="store_true", help="stop before every act on the disk, one after the other")
    options.add_argument(
        "--engine", default="whoosh", help="whoosh, tantivy, or both with a comma: --rounds moves then"
    )
    options.add_argument("--again", type=int, default=0, help="with --points: stop what finishes it too, at that act")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="archivist-crash-") as folder:
        os.environ["XDG_STATE_HOME"] = str(Path(folder) / "state")
        os.environ["ARCHIVIST_LANG"] = "en"
        from crashes import every_point, random_rounds

        if chosen.points:
            for line in every_point(Path(folder) / "archive", again=chosen.again, engine=chosen.engine):
                print(line, flush=True)
        for line in random_rounds(Path(folder) / "archive", chosen.rounds, chosen.seed, chosen.engine):
            print(line, flush=True)


if __name__ == "__main__":
    main()
