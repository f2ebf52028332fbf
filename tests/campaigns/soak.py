"""Months in minutes: files change and are searched for again and again under one engine, which must not grow.

What is looked at is the host, after every round when it is idle: resident memory, open files, threads. The first half of the rounds is for warming up; in the second half the line through the measurements must be flat.
"""

from __future__ import annotations

from random import Random
from typing import NamedTuple

import numpy as np
import psutil

from pplx_desktop.core.events import Event, RunFinished
from pplx_desktop.engine.host import Host
from tests.campaigns.kills import write_settings
from tests.campaigns.tally import Tally
from tests.campaigns.trees import RandomTree
from tests.support.homes import Home
from tests.support.waiting import eventually

_QUERIES = ("boiler garden", "when does the tram leave", "copper valve", '"winter bread"', "version")
_LARGEST_GROWTH = 0.05
"""Of resident memory, from the middle to the end, by the line through all that was measured."""
_SLACK_BYTES = 4_000_000


class _Use(NamedTuple):
    resident: int
    files: int
    threads: int


def run(tally: Tally) -> None:
    """`count` rounds."""
    home = Home(tally.folder / "home")
    tree = RandomTree(home.documents, Random(tally.seed), without=("duplicate_folder", "copy"))
    tree.happen(40, ("create", "make_folder"))
    write_settings(home, home.documents)
    runs: list[Event] = []
    host = Host(home.paths)
    host.events.subscribe(lambda event: runs.append(event) if isinstance(event, RunFinished) else None)
    host.start()
    uses: list[_Use] = []
    try:
        eventually(lambda: runs)
        for _, chance in tally.attempts():
            before = len(runs)
            tree.happen(5)
            tree.create()
            tree.note()
            eventually(lambda before=before: len(runs) > before)
            for query in chance.sample(_QUERIES, 3):
                host.search(query)
            uses.append(_use())
    finally:
        host.close()
    half = uses[len(uses) // 2 :]
    tally.notes["resident MB"] = f"{half[0].resident / 1e6:.0f} at half time, {half[-1].resident / 1e6:.0f} at the end"
    tally.lose(0, *_growth(half))


def _use() -> _Use:
    host = psutil.Process()
    return _Use(host.memory_info().rss, host.num_fds(), host.num_threads())


def _growth(uses: list[_Use]) -> list[str]:
    losses: list[str] = []
    for name in _Use._fields:
        values = np.array([getattr(use, name) for use in uses], float)
        slope = float(np.polyfit(np.arange(len(values)), values, 1)[0])
        grown = slope * len(values)
        allowed = max(_LARGEST_GROWTH * values[0], _SLACK_BYTES) if name == "resident" else 2.5
        if grown > allowed:
            losses.append(f"{name} grew from {values[0]:,.0f} by {grown:,.0f} in {len(values)} rounds")
    return losses
