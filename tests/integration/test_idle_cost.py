"""With nothing to do, the program is not felt: it hardly wakes up, and without a model it takes little memory.

Wake-ups are counted, for they are the same on a busy machine; processor time has a bound that a busy one keeps as well.
The figures of a quiet machine are in the README.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from pplx_desktop.core.settings import SettingsStore
from pplx_desktop.engine.folders import with_folder
from tests.support.homes import Home
from tests.support.waiting import eventually
from tests.support.wakeups import thread_naps

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="wake-ups are counted in /proc")

WATCHED_S = 5.0
MOST_WAKEUPS_A_SECOND = 3
MOST_CPU_SHARE = 0.004
"""Four times the goal: caches are cold while other tests run."""
MOST_BYTES = 150_000_000
HEADLESS = (
    "import sys; from pplx_desktop.core.paths import default_paths; from pplx_desktop.engine.host import Host;"
    "host = Host(default_paths()); host.start(); sys.stdin.read(); host.close()"
)


@pytest.mark.parametrize("kind", ["headless", "window"])
def test_idle_it_hardly_wakes_up_and_is_small(notes_home: Home, kind: str) -> None:
    for number in range(60):
        folder = notes_home.documents / f"folder {number % 12}"
        folder.mkdir(exist_ok=True)
        (folder / f"note {number}.txt").write_text(f"Note {number} on apples.\n", encoding="utf-8")
    notes_home.paths.create()
    store = SettingsStore(notes_home.paths.settings_file)
    store.set(model_idle_s=1)
    store.update(lambda settings: with_folder(settings, str(notes_home.documents)))
    command = ["-c", HEADLESS] if kind == "headless" else ["-m", "pplx_desktop", "--background"]
    environment = {**notes_home.environment(), "QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(
        [sys.executable, *command], stdin=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
    ) as running:
        try:
            process = psutil.Process(running.pid)
            eventually(process.children)  # readers and the model
            eventually(lambda: not process.children(), 90)
            naps, seconds, memory = watched(running.pid)
            # Who was slower than usual to come to rest is looked at again.
            for _ in range(2):
                if naps > MOST_WAKEUPS_A_SECOND * WATCHED_S or seconds > MOST_CPU_SHARE * WATCHED_S:
                    naps, seconds, memory = watched(running.pid)
            assert not process.children()
        finally:
            running.terminate()
    assert naps <= MOST_WAKEUPS_A_SECOND * WATCHED_S
    assert seconds <= MOST_CPU_SHARE * WATCHED_S
    assert memory < MOST_BYTES


def watched(pid: int) -> tuple[int, float, int]:
    """Wake-ups and seconds of processor time in `WATCHED_S`, and the resident memory after it."""
    before, begun = thread_naps(pid), cpu_seconds(pid)
    time.sleep(WATCHED_S)
    after = thread_naps(pid)
    naps = sum(count - before.get(thread, 0) for thread, count in after.items())
    return naps, cpu_seconds(pid) - begun, psutil.Process(pid).memory_info().rss


def cpu_seconds(pid: int) -> float:
    tasks = Path(f"/proc/{pid}/task").iterdir()
    return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks) / 1e9
