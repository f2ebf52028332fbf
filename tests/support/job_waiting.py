"""Waiting for jobs with models, and for the processes that do them."""

import time
from collections.abc import Callable

import psutil

DEADLINE_S = 60.0


def children() -> list[int]:
    """The processes that this one has begun."""
    return [child.pid for child in psutil.Process().children()]


def wait_until(holds: Callable[[], bool]) -> None:
    """Wait until it is so."""
    end = time.monotonic() + DEADLINE_S
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.02)
