"""Keeps the collection of garbage from holding up the painting.

A full collection looks at every object there is, with the interpreter's lock in its hand, in whichever thread it falls
due: at a hundred thousand objects that is 50 to 90 ms, once a second while somebody types.

Invariant: what a long collection has found in use, or the start has made, is not looked at again, so that the next one is
short; `thaw` takes that back, where much of it is about to be let go.
"""

from __future__ import annotations

import gc
import time

LONG_S = 0.008
"""How long a collection may take."""
_FULL = 2


class Collecting:
    """Watches all collections of the process from `begin` to `end`."""

    def __init__(self) -> None:
        self._begun_at = 0.0

    def begin(self) -> None:
        """Watch from now on."""
        gc.callbacks.append(self._heed)

    def end(self) -> None:
        """Watch no more, and leave everything as it was before. Idempotent."""
        if self._heed in gc.callbacks:
            gc.callbacks.remove(self._heed)
            gc.unfreeze()

    def settle(self) -> None:
        """What is there when the program has started stays: the first collection looks at nothing of it."""
        gc.freeze()

    def thaw(self) -> None:
        """Look at everything again, the next time. What was in use and in a ring is never let go otherwise."""
        gc.unfreeze()

    def _heed(self, phase: str, info: dict[str, int]) -> None:
        if info["generation"] < _FULL:
            return
        if phase == "start":
            self._begun_at = time.perf_counter()
        elif time.perf_counter() - self._begun_at > LONG_S:
            gc.freeze()
