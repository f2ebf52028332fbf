"""How often the threads of a process went to sleep, which is how often they woke up (Linux)."""

from __future__ import annotations

import contextlib
from pathlib import Path


def thread_naps(pid: int) -> dict[int, int]:
    """By thread: how often it gave its processor away by itself since it was started."""
    naps: dict[int, int] = {}
    for task in Path(f"/proc/{pid}/task").iterdir():
        with contextlib.suppress(OSError):
            for line in (task / "status").read_text(encoding="utf-8", errors="replace").splitlines():
                if line.startswith("voluntary_ctxt_switches:"):
                    naps[int(task.name)] = int(line.split()[1])
    return naps
