"""Background work gives way: in processor time where it is a process of its own, on the disk in any case."""

from __future__ import annotations

import subprocess
import sys
import threading

import psutil
import pytest

from pplx_desktop.engine.limits import lower_disk_priority

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="priorities are read as Linux tells them")


def test_a_child_gives_way_with_all_its_threads() -> None:
    script = (
        "import os, psutil, threading; from pplx_desktop.engine.limits import lower_priority; lower_priority();"
        "me = psutil.Process(); print(me.nice(), *map(int, me.ionice()), flush=True);"
        "seen = []; thread = threading.Thread(target=lambda: seen.append(os.getpriority(os.PRIO_PROCESS, 0)));"
        "thread.start(); thread.join(); print(*seen)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    before = psutil.Process().nice()
    assert done.stdout.split() == [str(max(before, 10)), "2", "7", str(max(before, 10))]


def test_a_thread_of_the_host_gives_way_on_the_disk_alone() -> None:
    found: list[tuple[int, int, int]] = []

    def work() -> None:
        lower_disk_priority()
        thread = psutil.Process(threading.get_native_id())
        found.append((thread.nice(), *map(int, thread.ionice())))

    before = psutil.Process().ionice()
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert found == [(psutil.Process().nice(), 2, 7)]
    assert psutil.Process().ionice() == before


def test_what_was_freed_goes_back_to_the_system() -> None:
    # Small blocks between others that stay, as a long run leaves them; in a process of its own, for it is measured whole.
    script = (
        "import gc, psutil; from pplx_desktop.engine.limits import give_back_memory\n"
        "rss = lambda: psutil.Process().memory_info().rss\n"
        "kept = [bytearray(700 + n % 5000) for n in range(60_000)]\n"
        "del kept[:-1]; gc.collect(); before = rss(); give_back_memory(); print(before - rss())"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert int(done.stdout) > 20_000_000
