"""Whether an answer is still wanted, or something newer was asked for meanwhile.

Invariant: what was called off stays so. Whoever works on an answer looks often, in any thread, and stops with `Cancelled`.
"""

from __future__ import annotations

from pplx_desktop.core.errors import Cancelled


class Wanted:
    """Goes with a question."""

    def __init__(self, *also: Wanted) -> None:
        """Where one of `also` is called off, this one is."""
        self._also = also
        self._is_called_off = False

    def call_off(self) -> None:
        """Nobody waits for the answer any more. Idempotent."""
        self._is_called_off = True

    def check(self) -> None:
        """Raises `Cancelled` where it was called off."""
        if self._is_called_off:
            raise Cancelled("overtaken", "Stopped.")
        for other in self._also:
            other.check()


ALWAYS = Wanted()
"""For whom nobody calls anything off."""
