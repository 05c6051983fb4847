"""Every check of the project, in one command: ``python -m tests [ARGUMENTS FOR PYTEST]``.

Style, types, the import contracts, then the tests; the first that fails ends the run.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent

CHECKS = (
    (str(BIN / "ruff"), "check", "."),
    (str(BIN / "ruff"), "format", "--check", "--quiet", "."),
    (sys.executable, "-m", "mypy"),
    (str(BIN / "lint-imports"), "--verbose"),
)


def main() -> int:
    for check in CHECKS:
        print("$", Path(check[0]).name, *check[1:], flush=True)
        done = subprocess.run(check, cwd=ROOT, check=False, capture_output=True, text=True)
        if done.returncode:
            print(done.stdout, done.stderr, sep="\n", flush=True)
            return done.returncode
    print("$ pytest", *sys.argv[1:], flush=True)
    return subprocess.run((sys.executable, "-m", "pytest", *sys.argv[1:]), cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    raise SystemExit(main())
