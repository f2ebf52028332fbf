"""The engine that the window is tested against keeps the port's word: names and signatures. What is promised of jobs
is in `integration/test_model_port.py`, for both engines.
"""

from __future__ import annotations

import inspect
import threading

import pytest

from pplx_desktop.core.errors import UserError
from pplx_desktop.core.model_types import ModelJobProgress
from pplx_desktop.core.ports import SearchEngine
from tests.support.fake_engine import FakeEngine
from tests.support.sample_models import CONTEXT, INDEPENDENT, STARTER, model_engine

PORT = {name: member for name, member in vars(SearchEngine).items() if not name.startswith("_")}


@pytest.fixture
def engine() -> FakeEngine:
    return model_engine()


@pytest.mark.parametrize("name", sorted(PORT))
def test_it_has_what_the_port_has(name: str) -> None:
    member = getattr(FakeEngine, name)
    if isinstance(PORT[name], property):
        assert isinstance(member, property)
    else:
        assert inspect.signature(member) == inspect.signature(PORT[name])


def test_progress_and_the_end_come_from_another_thread(engine: FakeEngine) -> None:
    threads: list[int] = []
    engine.start_model_job("get", CONTEXT)
    engine.events.subscribe(lambda _: threads.append(threading.get_ident()))
    engine.advance_job(ModelJobProgress("a file", 1, 2, "bytes"))
    engine.end_job("done", "Verified.")
    assert len(threads) == 2
    assert threading.get_ident() not in threads
    assert [model.installed for model in engine.models() if model.name == CONTEXT] == [True]


def test_another_model_is_used(engine: FakeEngine) -> None:
    engine.use_model(INDEPENDENT)
    assert [model.name for model in engine.models() if model.active] == [INDEPENDENT]
    assert engine.status().model == INDEPENDENT


def test_what_was_delivered_is_not_removed(engine: FakeEngine) -> None:
    engine.use_model(INDEPENDENT)
    for name in (STARTER, INDEPENDENT):
        with pytest.raises(UserError):
            engine.remove_model(name)
    engine.use_model(STARTER)
    engine.remove_model(INDEPENDENT)
    assert [model.installed for model in engine.models() if model.name == INDEPENDENT] == [False]
