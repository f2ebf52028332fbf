"""A model that is being loaded: it can take its time, and neither an answer that is known nor the end waits for it."""

import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from pplx_desktop.core.errors import ModelProblem
from pplx_desktop.core.paths import delivered
from pplx_desktop.embed.catalog import InstalledModel
from pplx_desktop.embed.records import CheckedFile
from pplx_desktop.engine import lane as lane_module
from pplx_desktop.engine.lane import ModelLane
from tests.support.job_waiting import children
from tests.support.waiting import eventually


def load_for_ever(lane: ModelLane, monkeypatch: pytest.MonkeyPatch) -> tuple[threading.Thread, list[ModelProblem]]:
    """Have the lane load a child that never says that it is ready."""
    endless = [sys.executable, "-c", "import sys; sys.stdin.read()"]
    monkeypatch.setattr(lane_module, "child_command", lambda *_: endless)
    problems: list[ModelProblem] = []

    def warm_up() -> None:
        try:
            lane.warm_up()
        except ModelProblem as problem:
            problems.append(problem)

    thread = threading.Thread(target=warm_up)
    thread.start()
    eventually(children, pause_s=0.01)
    return thread, problems


def test_closing_does_not_wait_for_a_model_that_is_being_loaded(
    make_lane: Callable[..., ModelLane], monkeypatch: pytest.MonkeyPatch
) -> None:
    lane = make_lane()
    thread, problems = load_for_ever(lane, monkeypatch)
    begun = time.monotonic()
    lane.close()
    assert time.monotonic() - begun < 10
    thread.join(10)
    assert [problem.code for problem in problems] == ["closing"]
    assert children() == []


def test_a_known_query_is_answered_while_the_model_is_being_loaded(
    make_lane: Callable[..., ModelLane], monkeypatch: pytest.MonkeyPatch
) -> None:
    lane = make_lane()
    vector = lane.embed_query("roses")
    lane.renew()
    thread, _ = load_for_ever(lane, monkeypatch)
    assert lane.embed_query("roses") == vector
    lane.close()
    thread.join(10)


def test_a_large_model_has_the_time_to_be_read_several_times(
    starter: InstalledModel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deadlines: list[float] = []

    class Timer(threading.Timer):
        def __init__(self, seconds: float, *rest: object) -> None:
            deadlines.append(seconds)
            super().__init__(seconds, *rest)

    monkeypatch.setattr(lane_module.threading, "Timer", Timer)
    large = replace(starter, files=(CheckedFile("onnx/model.onnx_data", 16_000_000_000, "0" * 64),))
    lane = ModelLane(delivered("models"), tmp_path, large, idle_s=60.0)
    try:
        with pytest.raises(ModelProblem):  # the child loads the one that is there
            lane.warm_up()
    finally:
        lane.close()
    # Five times at 50 MB a second.
    assert deadlines[0] >= 5 * 16_000_000_000 / 50_000_000
