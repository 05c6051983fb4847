"""What Python does behind the reader's back, done while nobody waits.

A collection of all cyclic garbage looks at every object of Textual and of the index: a tenth of a second in which
no key is echoed. And a thread that searches lets go of the interpreter only when its turn is over.
"""

from __future__ import annotations

import gc
import sys

TURN = 0.001
"""Seconds after which a thread that searches lets the one that draws go on; Python's own are five times as many."""
OFTEN = (1_000, 20, 100_000)
"""When young garbage is collected, in a few milliseconds; the last figure: all of it, practically never."""
REST = 2.0
"""Seconds after the last answer when nobody is thought to wait."""


class Calm:
    """Holds from ``begin`` to ``end``; ``rest`` is for moments when nobody waits."""

    def __init__(self) -> None:
        self._before: tuple[float, tuple[int, int, int]] | None = None
        self._is_settled = False

    def begin(self) -> None:
        """Give turns to the thread that draws, and collect all garbage only when told."""
        self._before = sys.getswitchinterval(), gc.get_threshold()
        sys.setswitchinterval(TURN)
        gc.set_threshold(*OFTEN)

    def rest(self) -> None:
        """Collect all garbage; what is there the first time stays, and is looked at no more."""
        gc.collect()
        if not self._is_settled:
            self._is_settled = True
            gc.freeze()

    def end(self) -> None:
        """Leave Python as it was."""
        if self._before is not None:
            interval, thresholds = self._before
            self._before = None
            sys.setswitchinterval(interval)
            gc.set_threshold(*thresholds)
            gc.unfreeze()
