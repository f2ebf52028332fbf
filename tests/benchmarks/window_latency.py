"""How soon the window shows what is typed, and whether it ever stands still: `python -m tests.benchmarks.window_latency HOME`.

`HOME` is a home of `bench search` (its index is only read; vectors of queries are drawn as those of its passages were,
after the delivered model has embedded the query for the time that takes) or one of the program's own. The real window
stands on the real engine, without indexing. Queries are typed key by key; a key counts as answered when its rows were
painted. `--queries` for each kind, `--starts` runs of a fresh process, `--every` milliseconds between two keys. Without
a display it runs offscreen. Times are of the wall; where the machine does other things, `cpu` tells what the thread that
paints itself took.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from pplx_desktop.gui.app import Application
from pplx_desktop.gui.instance import NOTHING, SingleInstance
from tests.benchmarks.window_typist import Typist

if TYPE_CHECKING:
    from tests.benchmarks.window_engine import ReadingHost

_STARTED, _QUERY = "STARTED_AT", "FIRST_QUERY"


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("home", type=Path)
    parser.add_argument("--queries", type=int, default=8)
    parser.add_argument("--every", type=int, default=110)
    parser.add_argument("--starts", type=int, default=5)
    parser.add_argument("--scroll", type=int, default=10_000)
    parser.add_argument("--once", action="store_true", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        if chosen.once:
            return start_once(chosen.home, Path(scratch))
        typed(chosen.home, Path(scratch), chosen.queries, chosen.every, chosen.scroll)
    started(chosen.home, chosen.starts)
    return 0


def opened(scratch: Path, make_engine: Callable[[], ReadingHost]) -> Application:
    """The running program, its window not shown yet. The engine is made afterwards, in another thread."""
    application = QApplication.instance() or QApplication(["pplx-desktop"])
    assert isinstance(application, QApplication)
    instance = SingleInstance(scratch / "run")
    assert instance.claim(NOTHING)
    return Application(application, instance, make_engine, scratch / "run", apply_autostart=_no_autostart)


def typed(home: Path, scratch: Path, count: int, every_ms: int, scrolled: int) -> None:
    """Type queries of each kind into the window, and scroll through many results."""
    from tests.benchmarks.window_engine import ReadingHost, typed_queries  # noqa: PLC0415 -- see `start_once`

    host = ReadingHost(home, scratch)
    running = opened(scratch, host.begun)
    typist = Typist(running.window, every_ms)
    running.start(background=False)
    typist.wait_until(lambda: running.bridge.is_ready and host.is_warm, 180)
    counts = host.status().counts
    print(
        f"{counts.chunks:,} passages, {counts.indexed:,} files, {QApplication.platformName()}, load {os.getloadavg()[0]:.1f}"
    )
    kinds = typed_queries(home, count)
    random.Random(1).shuffle(kinds[0][1])
    # What is read for the first time is another figure (`first words` below).
    typist.type(kinds[0][1][0], warm=True)
    typist.heart.clear()
    for kind, queries in kinds:
        before = len(typist.keys)
        for query in queries:
            typist.type(query)
        print(typist.said(kind, typist.keys[before:]))
    print(typist.said("all", typist.keys))
    print(typist.heart.said("event loop while typing"))
    print(typist.scroll(host.browse(scrolled), scrolled))
    print(typist.heart.said("event loop while scrolling"))
    running.quit()
    running.finish()


def started(home: Path, times: int) -> None:
    """Start the program anew, so many times; the first is not counted, for it fills the disk's cache."""
    from tests.benchmarks.window_engine import typed_queries  # noqa: PLC0415 -- see `start_once`

    lines: list[list[float]] = []
    # The longest word of a query: one that is in the index, and not in all of it.
    query = max(typed_queries(home, 1)[-1][1][0].split(), key=len)
    for number in range(times + 1):
        environment = os.environ | {_STARTED: repr(time.time()), _QUERY: query}
        done = subprocess.run(
            [sys.executable, "-m", "tests.benchmarks.window_latency", str(home), "--once"],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        if number:
            lines.append([float(part) for part in done.stdout.split()[-4:]])
    for place, name in enumerate(("window painted", "window painted, cpu", "engine answers", "first words painted")):
        values = sorted(line[place] for line in lines)
        if values:
            print(f"start to {name}: p50 {values[len(values) // 2] * 1000:.0f} ms, most {values[-1] * 1000:.0f} ms")


def start_once(home: Path, scratch: Path) -> int:
    """Print when the window was painted, by wall and processor, when the engine answered, and when the first words were there."""
    begun, query = float(os.environ[_STARTED]), os.environ[_QUERY]

    def make_engine() -> ReadingHost:
        # As in the program, what the engine needs is imported when the window is there.
        from tests.benchmarks.window_engine import ReadingHost  # noqa: PLC0415

        return ReadingHost(home, scratch, probes=1).begun()

    running = opened(scratch, make_engine)
    typist = Typist(running.window, 0)
    running.start(background=False)
    typist.wait_until(lambda: typist.window_painted, 60)
    painted, cpu = time.time() - begun, time.process_time()
    typist.wait_until(lambda: running.bridge.is_ready, 60)
    ready = time.time() - begun
    running.window.search_box.set_text(query)
    typist.wait_until(lambda: bool(typist.painted), 60)
    print(painted, cpu, ready, time.time() - begun)
    sys.stdout.flush()
    running.quit()
    running.finish()
    return 0


def _no_autostart(*_: object, **__: object) -> None:
    """A benchmark leaves the desktop as it is."""


if __name__ == "__main__":
    sys.exit(main())
