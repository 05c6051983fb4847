"""``python -m tests.fuzz --minutes 10``: damaged files of every format, until the time is over; see ``fuzzing.py``."""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))


def main() -> int:
    options = argparse.ArgumentParser(prog="python -m tests.fuzz", description="Give archivist damaged files.")
    options.add_argument("--minutes", type=float, default=1.0)
    options.add_argument("--format", action="append", help="only this one; may be repeated")
    options.add_argument("--start", type=int, default=0, help="the number of the first case")
    options.add_argument("--seeds", type=Path, help="a folder of sound files that are damaged too")
    options.add_argument("--keep", type=Path, help="a folder for the files that fail")
    chosen = options.parse_args()
    os.environ["ARCHIVIST_LANG"] = "en"
    from fuzzing import failures, sound_files

    files = sound_files()
    if chosen.seeds:
        files |= {path.name: path.read_bytes() for path in sorted(chosen.seeds.rglob("*")) if path.is_file()}
    formats = chosen.format or list(files)
    if unknown := set(formats).difference(files):
        options.error(f"no such format: {', '.join(sorted(unknown))}; there are {', '.join(files)}")
    found = 0
    started = time.monotonic()
    for one in failures(files, formats, chosen.start, started + 60 * chosen.minutes):
        if isinstance(one, int):
            minutes = (time.monotonic() - started) / 60
            print(f"{one} cases of {len(formats)} files in {minutes:.1f} minutes, {found} failures", flush=True)
            continue
        found += 1
        print(f"{one.format} {one.number} ({len(one.data)} bytes): {one.reason}", flush=True)
        if chosen.keep:
            chosen.keep.mkdir(parents=True, exist_ok=True)
            (chosen.keep / f"{one.number}-{one.format}").write_bytes(one.data)
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
