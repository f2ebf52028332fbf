"""How Python's interpreter is shared between the thread that paints and those that search."""

from __future__ import annotations

import sys

_SWITCH_S = 0.0005


def share_lock_evenly() -> None:
    """Let no thread of this process keep the interpreter's lock for longer than half a millisecond while others want it."""
    sys.setswitchinterval(_SWITCH_S)
