"""Pause holds a worker, resume lets it go, stop sends it home."""

import threading

import pytest

from pplx_desktop.core.errors import Cancelled
from pplx_desktop.engine.gate import Gate


def test_an_open_gate_lets_through() -> None:
    Gate().check()


def run_worker(gate: Gate, reached: threading.Event, ended: list[str]) -> threading.Thread:
    def work() -> None:
        reached.set()
        try:
            gate.check()
            ended.append("through")
        except Cancelled:
            ended.append("cancelled")

    thread = threading.Thread(target=work)
    thread.start()
    assert reached.wait(5)
    return thread


@pytest.mark.parametrize(("action", "expected"), [("resume", "through"), ("stop", "cancelled")])
def test_a_paused_worker_waits(action: str, expected: str) -> None:
    gate = Gate()
    gate.pause()
    ended: list[str] = []
    thread = run_worker(gate, threading.Event(), ended)
    thread.join(0.1)
    assert thread.is_alive()
    assert not ended
    getattr(gate, action)()
    thread.join(5)
    assert ended == [expected]


def test_stop_is_for_good() -> None:
    gate = Gate()
    gate.stop()
    gate.resume()
    with pytest.raises(Cancelled):
        gate.check()
