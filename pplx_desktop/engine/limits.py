"""What a child may use of the machine. Applied by the child to itself, before it reads anything foreign.

Linux has all of them; macOS ignores the address space limit and Windows has none of these calls, so the owner also
watches the child's resident memory (`ChildProcess`).
"""

from __future__ import annotations

import contextlib
import math
import signal
import sys

import psutil


def limit_memory(limit_bytes: int) -> None:
    """Let allocations beyond `limit_bytes` of address space fail (MemoryError) instead of filling the machine."""
    if sys.platform == "linux":
        import resource  # noqa: PLC0415 - there is no such module on Windows

        resource.setrlimit(resource.RLIMIT_AS, (limit_bytes, limit_bytes))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def lower_priority() -> None:
    """Give way to everything that the user does."""
    with contextlib.suppress(psutil.Error, OSError):
        process = psutil.Process()
        if sys.platform == "win32":
            process.nice(psutil.BELOW_NORMAL_PRIORITY_CLASS)
        else:
            process.nice(10)
        if sys.platform == "linux":
            process.ionice(psutil.IOPRIO_CLASS_BE, 7)


def set_alarm(seconds: float) -> None:
    """Have the kernel end this process after `seconds`, even inside a library that never returns; 0 calls it off.

    The owner's own deadline comes first. This one is for a child whose owner was killed in the meantime.
    """
    if sys.platform != "win32":
        signal.alarm(math.ceil(seconds))
