"""The history of the last large run: which runs are kept, in how many points, and over restarts."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from pplx_desktop.core.holdings import ProgressPoint
from pplx_desktop.core.types import Fill, Progress
from pplx_desktop.engine.progress_history import MOST_POINTS, ProgressHistory


@dataclass
class Clock:
    now: float = 100.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Run:
    """A history with a clock of its own, and a hand that tells it of progress."""

    file: Path
    clock: Clock = field(default_factory=Clock)

    def __post_init__(self) -> None:
        self.history = ProgressHistory(self.file, self.clock)

    def tell(self, done: int, total: int, *, embedded: int = 0, passed_s: float = 1.0) -> None:
        self.clock.now += passed_s
        fills = (Fill("m", "searched", embedded, total * 10),)
        phase = "reading" if done < total else "embedding"
        pending = total * 10 - embedded
        self.history.note(Progress(phase, total, done, pending_chunks=pending, fills=fills))


@pytest.fixture
def run(tmp_path: Path) -> Run:
    return Run(tmp_path / "progress.json")


def test_a_run_is_kept_in_its_order_and_in_few_points(run: Run) -> None:
    for done in range(5_000):
        run.tell(done, 5_000, embedded=done * 5)
    for embedded in range(25_000, 50_001, 10):
        run.tell(5_000, 5_000, embedded=embedded)
    points = run.history.points()
    assert MOST_POINTS / 3 < len(points) <= MOST_POINTS
    assert [point.worked_s for point in points] == sorted(point.worked_s for point in points)
    assert points[0] == ProgressPoint(0.0, 0.0, 0.0)
    assert points[-1].words == points[-1].meaning == 1
    assert points[-1].worked_s == 7_500
    gaps = [after.worked_s - before.worked_s for before, after in itertools.pairwise(points[:-1])]
    assert max(gaps) <= 6 * min(gaps)
    # Meaning is never ahead of words.
    assert all(point.meaning <= point.words for point in points)


def test_a_small_change_does_not_take_its_place(run: Run) -> None:
    run.tell(0, 100)
    run.tell(100, 100, embedded=1_000)
    before = run.history.points()
    assert len(before) == 2
    run.tell(99, 100, embedded=990)
    run.tell(100, 100, embedded=1_000)
    assert run.history.points() == before
    run.tell(10, 100, embedded=100)
    assert len(run.history.points()) == 1


def test_sleep_and_pause_are_no_work(run: Run) -> None:
    run.tell(0, 1_000)
    run.tell(100, 1_000, passed_s=10)
    run.tell(200, 1_000, passed_s=40_000)
    assert run.history.points()[-1].worked_s == 70
    run.history.note(Progress("paused", 1_000, 200))
    run.tell(300, 1_000, passed_s=50)
    assert run.history.points()[-1].worked_s == 70


def test_what_was_not_done_goes_on_after_a_restart(run: Run) -> None:
    run.tell(0, 1_000)
    run.tell(600, 1_000, passed_s=30)
    run.history.close()
    again = Run(run.file)
    assert again.history.points() == run.history.points()
    again.tell(600, 1_000, passed_s=500)
    again.tell(1_000, 1_000, embedded=10_000, passed_s=20)
    assert again.history.points()[-1] == ProgressPoint(50.0, 1.0, 1.0)
    third = Run(run.file)
    third.tell(990, 1_000, embedded=9_900)
    assert third.history.points() == again.history.points()


@pytest.mark.parametrize("content", ["", "{", "[[1]]", '[["a", 1, 1]]', "[[5, 0, 0], [1, 1, 1]]", "null"])
def test_a_damaged_file_is_no_history(tmp_path: Path, content: str) -> None:
    file = tmp_path / "progress.json"
    file.write_text(content)
    assert ProgressHistory(file).points() == ()


def test_a_file_that_cannot_be_written_costs_the_history_only(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    run = Run(tmp_path / "gone" / "progress.json")
    run.tell(0, 1_000)
    run.history.close()
    assert run.history.points()
    assert "was not written" in caplog.text


def test_it_is_private(run: Run) -> None:
    run.tell(0, 1_000)
    run.history.close()
    assert run.file.stat().st_mode & 0o777 == 0o600
    assert not run.file.with_suffix(".new").exists()
