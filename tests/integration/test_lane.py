"""The lane to the real model: queries first, one copy, replaced when it dies, gone when it is idle."""

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil
import pytest

from pplx_desktop.core.errors import ModelProblem
from pplx_desktop.core.paths import delivered
from pplx_desktop.core.types import Codes
from pplx_desktop.embed.catalog import Catalog, InstalledModel
from pplx_desktop.engine.lane import ModelLane
from tests.support.job_waiting import children
from tests.support.waiting import eventually
from tests.support.wakeups import thread_naps

TEXT = "The old boiler switches itself on and off every few minutes, which wastes gas. " * 12


def kill_child(lane: ModelLane) -> None:
    (child,) = children()
    os.kill(child, signal.SIGKILL)
    eventually(lambda: not lane.is_running, pause_s=0.01)


def document(chunks: int) -> tuple[str, list[str], list[str]]:
    return "Heating", [""] * chunks, [f"{number} {TEXT}" for number in range(chunks)]


def is_asked(lane: ModelLane) -> bool:
    """True while the child has a request that it has not answered."""
    return lane._connection is not None and lane._connection.is_busy


@contextmanager
def in_hand(lane: ModelLane, chunks: int) -> Iterator[list[list[Codes]]]:
    """A request that the child does not get on with until the block ends; after it, its answer is there."""
    lane.warm_up()
    child = psutil.Process(*children())
    got: list[list[Codes]] = []
    thread = threading.Thread(target=lambda: got.append(lane.embed_documents([document(chunks)])))
    child.suspend()
    try:
        thread.start()
        eventually(lambda: is_asked(lane), pause_s=0.01)
        yield got
    finally:
        with suppress(psutil.NoSuchProcess):
            child.resume()
        thread.join(120)


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
    codes: list[str] = []

    def embed() -> None:
        with pytest.raises(ModelProblem) as caught:
            lane.embed_documents([document(4000)])
        codes.append(caught.value.code)

    thread = threading.Thread(target=embed)
    thread.start()
    eventually(lambda: is_asked(lane), pause_s=0.01)
    for number in range(3):
        assert lane.embed_query(f"query {number}").dims == 384
    # Nobody waits for the rest of so long a request.
    lane.close()
    thread.join(60)
    assert codes == ["closing"]


def test_a_query_that_waits_too_long_leaves_the_busy_child_alone(
    make_lane: Callable[..., ModelLane], monkeypatch: pytest.MonkeyPatch
) -> None:
    lane = make_lane()
    expected = lane.embed_documents([document(4)])
    before = children()
    monkeypatch.setattr("pplx_desktop.engine.lane._QUERY_DEADLINE_S", 0.0)
    with in_hand(lane, 4) as got:
        with pytest.raises(ModelProblem) as caught:
            lane.embed_query("roses")
        assert caught.value.code == "model-busy"
        assert got == []
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
    expected = lane.embed_documents([document(8)])
    with in_hand(lane, 8) as got:
        (first,) = children()
        os.kill(first, signal.SIGKILL)
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


def test_a_renewed_lane_starts_another_child_and_loses_nothing(
    make_lane: Callable[..., ModelLane], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pplx_desktop.engine.child._CLOSE_WAIT_S", 0.1)
    lane = make_lane()
    lane.renew()
    expected = lane.embed_documents([document(8)])
    before = children()
    with in_hand(lane, 8) as got:
        lane.renew()
    assert got == [expected]
    assert children() != before


def test_a_child_with_nothing_to_do_takes_no_time(make_lane: Callable[..., ModelLane]) -> None:
    lane = make_lane()
    lane.embed_documents([document(16)])
    lane.embed_query("roses")
    process = psutil.Process(*children())

    def rests() -> bool:
        before = sum(process.cpu_times()[:2])
        time.sleep(3)
        return sum(process.cpu_times()[:2]) - before < 0.1

    # What it tidies up after the answers may take a slow machine a while.
    eventually(rests, 30, pause_s=0)


def test_an_altered_model_is_refused_by_the_child(starter: InstalledModel, tmp_path: Path) -> None:
    folder = tmp_path / "altered"
    target = folder / starter.manifest.name
    target.mkdir(parents=True)
    for file in starter.files:
        (target / file.path).write_bytes(starter.path(file.path).read_bytes())
    (folder / f"{starter.manifest.name}.toml").write_bytes(
        (delivered("models") / f"{starter.manifest.name}.toml").read_bytes()
    )
    graph = target / starter.manifest.graph
    content = bytearray(graph.read_bytes())
    content[len(content) // 2] ^= 1
    graph.write_bytes(content)
    lane = ModelLane(
        folder, tmp_path / "none", Catalog(folder, tmp_path / "none").find(starter.manifest.name), idle_s=60
    )
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

    def sleeps_on() -> bool:
        before = thread_naps(os.getpid())[watch]
        time.sleep(1.2)
        return thread_naps(os.getpid())[watch] == before

    # It goes to sleep once more after it ended the child.
    eventually(sleeps_on, 30, pause_s=0)


def test_after_closing_there_are_no_answers(make_lane: Callable[..., ModelLane]) -> None:
    lane = make_lane()
    lane.warm_up()
    lane.close()
    lane.close()
    assert children() == []
    with pytest.raises(ModelProblem):
        lane.embed_query("x")
