"""The real engine in a process of its own, made to be killed: `python -m tests.campaigns.engine_process`.

Takes orders as lines of JSON on stdin: `{"home": DIR, "write": N}` starts an engine on the home, by a fork, so that what
is imported is imported once. With N it kills itself before the Nth change to one of the index's files. It makes lists of common words, in
`small_blocks`: who opens the index has to, too. Tells `pid N`,
then `idle` each time when a run is done, then `ended STATUS`.
"""

from __future__ import annotations

import gc
import itertools
import json
import os
import signal
import sys
import threading
from pathlib import Path

from pplx_desktop.core.events import Event, RunFinished
from pplx_desktop.core.paths import Paths
from pplx_desktop.engine.host import Host
from tests.campaigns.storage import Operation, watched
from tests.support.small_blocks import small_blocks

_CHANGES = {"write", "sync", "truncate", "delete"}


def main() -> None:
    gc.freeze()
    tell("ready")
    for line in sys.stdin:
        order = json.loads(line)
        pid = os.fork()
        if not pid:
            serve(Path(order["home"]), order.get("write"))
        tell(f"pid {pid}")
        _, status = os.waitpid(pid, 0)
        tell(f"ended {status}")


def serve(home: Path, write: int | None) -> None:
    """Index, and follow what happens on disk, until it is killed."""
    changes = itertools.count(1)

    def kill_at(operation: Operation) -> None:
        if operation.kind in _CHANGES and next(changes) == write:
            os.kill(os.getpid(), signal.SIGKILL)

    def heed(event: Event) -> None:
        if isinstance(event, RunFinished):
            tell("idle")

    with small_blocks(), watched(kill_at):
        host = Host(Paths(*(home / name for name in ("config", "data", "models", "run"))))
        host.events.subscribe(heed)
        host.start()
        threading.Event().wait()


def tell(line: str) -> None:
    # One call of the system for each line: two processes write here.
    os.write(1, f"{line}\n".encode())


if __name__ == "__main__":
    main()
