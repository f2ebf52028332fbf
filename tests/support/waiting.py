"""Waiting for what other threads and processes do."""

import time
from collections.abc import Callable


def eventually(condition: Callable[[], object], seconds: float = 60, *, pause_s: float = 0.05) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(pause_s)
