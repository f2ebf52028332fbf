"""The lane to the real model: queries first, one copy, replaced when it dies, gone when it is idle."""

import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from pplx_desktop.core.errors import ModelProblem
from pplx_desktop.core.paths import Paths, delivered
from pplx_desktop.core.settings import Settings
from pplx_desktop.embed.catalog import Catalog, InstalledModel
from pplx_desktop.embed.records import CheckedFile
from pplx_desktop.engine import lane as lane_module
from pplx_desktop.engine.lane import ModelLane
from pplx_desktop.engine.model_slot import ModelSlot
from tests.support.waiting import eventually
from tests.support.wakeups import thread_naps

TEXT = "The old boiler switches itself on and off every few minutes, which wastes gas. " * 12


@pytest.fixture
def model(tmp_path: Path) -> InstalledModel:
    return Catalog(delivered("models"), tmp_path).find("all-minilm-l6-v2")


@pytest.fixture
def make_lane(model: InstalledModel, tmp_path: Path) -> Iterator[Callable[..., ModelLane]]:
    made: list[ModelLane] = []

    def make(idle_s: float = 60.0) -> ModelLane:
        made.append(ModelLane(delivered("models"), tmp_path, model, idle_s=idle_s))
        return made[-1]

    yield make
    for lane in made:
        lane.close()


def children() -> list[int]:
    return [child.pid for child in psutil.Process().children()]


def kill_child(lane: ModelLane) -> None:
    (child,) = children()
    os.kill(child, signal.SIGKILL)
    end = time.monotonic() + 20
    while lane.is_running:
        assert time.monotonic() < end
        time.sleep(0.01)


def document(chunks: int) -> tuple[str, list[str], list[str]]:
    return "Heating", [""] * chunks, [f"{number} {TEXT}" for number in range(chunks)]


def test_queries_and_documents_get_their_rows(make_lane: Callable[..., ModelLane]) -> None:
    lane = make_lane()
    assert not lane.is_running
    query = lane.embed_query("furnace short cycling")
    assert (query.dims, len(query.values), len(query.bits)) == (384, 1536, 48)
    codes = lane.embed_documents([document(3), ("", [], []), document(1)])
    assert [code.count for code in codes] == [3, 0, 1]
    assert codes[0].bits[:48] == codes[2].bits  # the same chunk, whatever stands beside it
    assert len(children()) == 1


def test_a_query_does_not_wait_for_a_long_indexing_request(make_lane: Callable[..., ModelLane]) -> None:
    lane = make_lane()
    lane.warm_up()
    ended: list[float] = []

    def embed() -> None:
        lane.embed_documents([document(96)])
        ended.append(time.monotonic())

    thread = threading.Thread(target=embed)
    thread.start()
    time.sleep(0.3)
    answered: list[float] = []
    for number in range(3):
        lane.embed_query(f"query {number}")
        answered.append(time.monotonic())
    thread.join()
    assert answered[-1] < ended[0]


def test_a_query_that_waits_too_long_leaves_the_busy_child_alone(
    make_lane: Callable[..., ModelLane], monkeypatch: pytest.MonkeyPatch
) -> None:
    lane = make_lane()
    lane.warm_up()
    expected = lane.embed_documents([document(48)])
    before = children()
    monkeypatch.setattr("pplx_desktop.engine.lane._QUERY_DEADLINE_S", 0.0)
    got: list[object] = []
    thread = threading.Thread(target=lambda: got.append(lane.embed_documents([document(48)])))
    thread.start()
    time.sleep(0.2)
    with pytest.raises(ModelProblem) as caught:
        lane.embed_query("roses")
    assert caught.value.code == "model-busy"
    thread.join(60)
    assert got == [expected]
    assert children() == before


def test_many_threads_get_their_own_answers(make_lane: Callable[..., ModelLane]) -> None:
    lane = make_lane()
    expected = {text: lane.embed_query(text) for text in ("roses", "boiler", "castle", "fuse")}
    wrong: list[str] = []

    def ask(text: str) -> None:
        wrong.extend(text for _ in range(10) if lane.embed_query(text) != expected[text])

    threads = [threading.Thread(target=ask, args=(text,)) for text in expected]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_a_kill_in_the_middle_of_a_batch_loses_nothing(make_lane: Callable[..., ModelLane]) -> None:
    lane = make_lane()
    lane.warm_up()
    expected = lane.embed_documents([document(48)])
    got: list[object] = []
    thread = threading.Thread(target=lambda: got.append(lane.embed_documents([document(48)])))
    thread.start()
    time.sleep(0.3)
    (first,) = children()
    os.kill(first, signal.SIGKILL)
    thread.join(60)
    assert got == [expected]
    assert first not in children()


def test_a_child_that_dies_twice_is_a_problem_with_the_model(
    make_lane: Callable[..., ModelLane], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pplx_desktop.engine.lane.child_command", lambda *arguments: ["false"])
    with pytest.raises(ModelProblem) as caught:
        make_lane().embed_query("x")
    assert caught.value.code == "model-crashed"
    assert "words" in caught.value.hint


def test_where_nobody_takes_its_answers_any_more_the_child_is_replaced(
    make_lane: Callable[..., ModelLane], monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[threading.ExceptHookArgs] = []
    monkeypatch.setattr(threading, "excepthook", told.append)
    lane = make_lane()
    lane.warm_up()
    connection = lane._connection
    assert connection is not None
    # What a bug in the thread that takes the answers would do, after the one it waits for now.
    monkeypatch.setattr(connection._child, "receive", lambda: ({}, b""))
    lane.embed_query("furnace")
    eventually(lambda: not lane.is_running)
    eventually(lambda: [arguments.exc_type for arguments in told] == [KeyError])
    lane.embed_query("boiler")
    assert lane._connection is not connection


def test_the_same_query_goes_through_the_model_once(
    make_lane: Callable[..., ModelLane], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pplx_desktop.engine.lane._QUERIES_KEPT", 2)
    lane = make_lane()
    vectors = [lane.embed_query(text) for text in ("roses", "boiler")]
    kill_child(lane)
    assert [lane.embed_query(text) for text in ("roses", "boiler")] == vectors
    assert not lane.is_running
    lane.embed_query("castle")  # the oldest goes for it
    assert lane.is_running
    kill_child(lane)
    lane.embed_query("boiler")
    assert not lane.is_running
    assert lane.embed_query("roses") == vectors[0]
    assert lane.is_running


def test_after_a_crash_queries_do_without_the_model_for_a_while(
    make_lane: Callable[..., ModelLane], monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[str] = []

    def count(*arguments: str) -> list[str]:
        started.append(arguments[0])
        return ["false"]

    lane = make_lane()
    with monkeypatch.context() as broken:
        broken.setattr("pplx_desktop.engine.lane.child_command", count)
        for _ in range(3):
            with pytest.raises(ModelProblem) as caught:
                lane.embed_query("x")
            assert caught.value.code == "model-crashed"
        assert len(started) == 2
        # Indexing has patience of its own, and tells which document it is.
        with pytest.raises(ModelProblem):
            lane.embed_documents([document(1)])
        assert len(started) == 4
    with pytest.raises(ModelProblem):
        lane.embed_query("x")
    assert lane.embed_documents([document(1)])
    assert lane.embed_query("x").dims == 384


def test_a_plan_says_what_goes_through_the_model(make_lane: Callable[..., ModelLane]) -> None:
    lane = make_lane()
    same = ("Heating", ["", ""], ["the boiler", "the boiler"])
    plans = lane.plan([document(3), ("", [], []), same])
    assert [[(s.first, s.end) for s in plan] for plan in plans] == [[(0, 1), (1, 2), (2, 3)], [], [(0, 1), (1, 2)]]
    assert len({stretch.key for plan in plans for stretch in plan}) == 4
    (whole,) = lane.embed_documents([document(3)])
    assert lane.windows_run == 3
    title, heads, texts = document(3)
    alone = lane.embed_documents([(title, heads[row : row + 1], texts[row : row + 1]) for row in range(3)])
    assert b"".join(codes.int8 for codes in alone) == whole.int8
    assert lane.windows_run == 6


def test_a_renewed_lane_starts_another_child_and_loses_nothing(make_lane: Callable[..., ModelLane]) -> None:
    lane = make_lane()
    lane.renew()
    expected = lane.embed_documents([document(48)])
    before = children()
    got: list[object] = []
    thread = threading.Thread(target=lambda: got.append(lane.embed_documents([document(48)])))
    thread.start()
    time.sleep(0.2)
    lane.renew()
    thread.join(60)
    assert got == [expected]
    assert children() != before


def test_a_child_with_nothing_to_do_takes_no_time(make_lane: Callable[..., ModelLane]) -> None:
    lane = make_lane()
    lane.embed_documents([document(16)])
    lane.embed_query("roses")
    process = psutil.Process(children()[0])
    time.sleep(0.5)
    before = sum(process.cpu_times()[:2])
    time.sleep(3)
    assert sum(process.cpu_times()[:2]) - before < 0.1


def test_another_window_or_provider_is_another_child(tmp_path: Path) -> None:
    paths = Paths(*(tmp_path / name for name in ("config", "data", "models", "run")))
    paths.create()
    slot = ModelSlot(paths)
    try:
        first = slot.use(Settings())
        assert first is not None
        assert slot.use(Settings()) is first
        small = slot.use(Settings(dims=128))
        assert small is not None
        assert (small.dims, small.embed_query("roses").dims) == (128, 128)
        assert first.fingerprint != small.fingerprint
        cpu = slot.use(Settings(dims=128, provider="cpu"))
        assert cpu is not None
        assert cpu is not small
        assert cpu.fingerprint == small.fingerprint
        assert slot.use(Settings(window_tokens=100_000)) is None
        assert slot.problem is not None
        assert slot.problem.code == "model-options"
    finally:
        slot.close()


def test_an_altered_model_is_refused_by_the_child(model: InstalledModel, tmp_path: Path) -> None:
    folder = tmp_path / "altered"
    target = folder / model.manifest.name
    target.mkdir(parents=True)
    for file in model.files:
        (target / file.path).write_bytes(model.path(file.path).read_bytes())
    (folder / f"{model.manifest.name}.toml").write_bytes(
        (delivered("models") / f"{model.manifest.name}.toml").read_bytes()
    )
    graph = target / model.manifest.graph
    content = bytearray(graph.read_bytes())
    content[len(content) // 2] ^= 1
    graph.write_bytes(content)
    lane = ModelLane(folder, tmp_path / "none", Catalog(folder, tmp_path / "none").find(model.manifest.name), idle_s=60)
    try:
        with pytest.raises(ModelProblem) as caught:
            lane.warm_up()
        assert caught.value.code == "model-altered"
        assert children() == []
    finally:
        lane.close()


def test_an_idle_child_gives_its_memory_back_and_comes_again(make_lane: Callable[..., ModelLane]) -> None:
    lane = make_lane(idle_s=0.5)
    vector = lane.embed_query("roses")
    eventually(lambda: not lane.is_running)
    eventually(lambda: children() == [])
    assert lane.embed_query("roses") == vector


def test_without_a_child_nobody_wakes_up(make_lane: Callable[..., ModelLane]) -> None:
    lane = make_lane(idle_s=0.1)
    lane.embed_query("roses")
    eventually(lambda: not lane.is_running and children() == [])
    watch = lane._idle_watch.native_id
    assert watch is not None

    def naps() -> int:
        return thread_naps(os.getpid())[watch]

    time.sleep(0.3)  # it goes to sleep once more after it ended the child
    before = naps()
    time.sleep(1.2)
    assert naps() == before


def test_after_closing_there_are_no_answers(make_lane: Callable[..., ModelLane]) -> None:
    lane = make_lane()
    lane.warm_up()
    lane.close()
    lane.close()
    assert children() == []
    with pytest.raises(ModelProblem):
        lane.embed_query("x")


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
    end = time.monotonic() + 20
    while not children():
        assert time.monotonic() < end
        time.sleep(0.01)
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
    kill_child(lane)
    thread, _ = load_for_ever(lane, monkeypatch)
    assert lane.embed_query("roses") == vector
    lane.close()
    thread.join(10)


def test_a_large_model_has_the_time_to_be_read_several_times(
    model: InstalledModel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deadlines: list[float] = []

    class Timer(threading.Timer):
        def __init__(self, seconds: float, *rest: object) -> None:
            deadlines.append(seconds)
            super().__init__(seconds, *rest)

    monkeypatch.setattr(lane_module.threading, "Timer", Timer)
    large = replace(model, files=(CheckedFile("onnx/model.onnx_data", 16_000_000_000, "0" * 64),))
    lane = ModelLane(delivered("models"), tmp_path, large, idle_s=60.0)
    try:
        with pytest.raises(ModelProblem):  # the child loads the one that is there
            lane.warm_up()
    finally:
        lane.close()
    # Five times at 50 MB a second.
    assert deadlines[0] >= 5 * 16_000_000_000 / 50_000_000
