"""Many programs started at once on one home: one writes at a time, the others say so or wait their turn.

The lock is the operating system's: the one that writes is killed, and the next one that is started takes over. In the end
everything is indexed and agrees.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from contextlib import suppress
from random import Random

import psutil

from pplx_desktop.core.errors import ExitStatus
from pplx_desktop.index.store import Index
from tests.campaigns.kills import ROOT, write_settings
from tests.campaigns.tally import Tally
from tests.campaigns.trees import RandomTree
from tests.support.homes import Home

_AT_A_TIME = 50


def run(tally: Tally) -> None:
    """`count` programs, `_AT_A_TIME` at once."""
    home = Home(tally.folder / "home")
    tree = RandomTree(home.documents, Random(tally.seed))
    tree.happen(30, ("create", "make_folder"))
    write_settings(home, home.documents)
    chance = Random(tally.seed)
    left = tally.count
    while left > 0:
        statuses = _start(home, min(left, _AT_A_TIME), chance)
        left -= _AT_A_TIME
        for status, number in statuses.items():
            tally.counts[f"ended with {status}"] += number
        tally.lose(0, *(f"a program ended with {status}" for status in statuses if status not in _EXPECTED))
    if home.run("index").status != ExitStatus.OK:
        tally.lose(0, "the last one, alone, did not work")
    with Index.open(home.paths.index_file, write=True) as index:
        faults, counts = index.check(), index.counts(None)
    if counts.pending or counts.indexed == 0:
        faults.append(f"not all is done: {counts}")
    tally.lose(0, *faults)


_EXPECTED = {int(ExitStatus.OK), int(ExitStatus.ENVIRONMENT), -9}


def _start(home: Home, number: int, chance: Random) -> Counter[int]:
    command = [sys.executable, "-m", "tests.campaigns.many_programs", str(number), "index"]
    with subprocess.Popen(
        command, cwd=ROOT, env=home.environment(), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as starter:
        assert starter.stdout is not None
        programs = [int(pid) for pid in starter.stdout.readline().split()]
        while starter.poll() is None and not any(_kill_if_writing(pid) for pid in programs):
            time.sleep(chance.uniform(0, 0.02))
        return Counter(int(line) for line in starter.stdout)


def _kill_if_writing(pid: int) -> bool:
    with suppress(psutil.NoSuchProcess):
        if psutil.Process(pid).children():  # nobody else has any
            os.kill(pid, signal.SIGKILL)
            return True
    return False
