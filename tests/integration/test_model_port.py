"""What the port promises of models and jobs with them, held by the real engine and by the one that the window is tested
with.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from pplx_desktop.core.errors import ModelProblem, UserError
from pplx_desktop.core.events import ModelJobChanged
from pplx_desktop.core.model_types import ModelJobState
from pplx_desktop.core.ports import SearchEngine
from pplx_desktop.engine.host import Host
from tests.support.fake_engine import FakeEngine
from tests.support.homes import Home
from tests.support.sample_models import model_engine

STARTER = "all-minilm-l6-v2"
CONTEXT = "pplx-embed-context-v1-0.6b"
NOWHERE = "/nowhere/at all"
PATIENCE_S = 30


@dataclass
class Case:
    """An engine, what it told, and how a job that must fail comes to its end."""

    engine: SearchEngine
    told: list[ModelJobState]
    let_fail: Callable[[], None]

    def ended(self) -> ModelJobState:
        """Wait for the end of the job, and for all to have heard of it."""
        deadline = time.monotonic() + PATIENCE_S
        while not (self.told and self.told[-1].outcome != "running"):
            assert time.monotonic() < deadline, "the end of the job was never told"
            time.sleep(0.01)
        return self.told[-1]


@pytest.fixture(params=["real", "fake"])
def case(request: pytest.FixtureRequest, home: Home) -> Iterator[Case]:
    told: list[ModelJobState] = []
    if request.param == "real":
        engine = Host(home.paths)
        made = Case(engine, told, lambda: None)
    else:
        engine = model_engine()
        made = Case(engine, told, lambda: _fail(engine))
    engine.events.subscribe(lambda event: told.append(event.state) if isinstance(event, ModelJobChanged) else None)
    yield made
    engine.close()


def _fail(engine: FakeEngine) -> None:
    if engine.job is not None and engine.job.outcome == "running":
        engine.end_job("failed", "There is no such folder. Choose another one.", code="import-missing")


def test_the_models_that_are_known(case: Case) -> None:
    models = {model.name: model for model in case.engine.models()}
    assert {STARTER, CONTEXT} <= set(models)
    assert [name for name, model in models.items() if model.active] == [STARTER]
    assert (models[STARTER].installed, models[STARTER].removable) == (True, False)
    assert (models[CONTEXT].installed, models[CONTEXT].downloadable) == (False, True)
    # What the window says before a download.
    assert models[CONTEXT].size_bytes > 100_000_000
    assert models[CONTEXT].source.startswith("perplexity-ai/")


def test_a_job_is_there_when_the_call_returns_and_ends_once(case: Case) -> None:
    assert case.engine.model_job() is None
    case.engine.start_model_job("import", NOWHERE)
    begun = case.engine.model_job()
    assert begun is not None
    assert (begun.kind, begun.target) == ("import", NOWHERE)
    case.let_fail()
    state = case.ended()
    assert (state.outcome, state.kind, state.target) == ("failed", "import", NOWHERE)
    assert state.code
    assert state.message
    assert state == case.engine.model_job()
    assert case.told[0].outcome == "running"
    assert [told.outcome for told in case.told].count("failed") == 1


def test_one_job_at_a_time_and_cancel(case: Case) -> None:
    case.engine.cancel_model_job()
    assert case.told == []
    case.engine.start_model_job("verify", STARTER)
    with pytest.raises(UserError) as caught:
        case.engine.start_model_job("tune", STARTER)
    assert caught.value.code == "model-job-running"
    case.engine.cancel_model_job()
    state = case.ended()
    assert (state.outcome, state.kind, state.target) == ("cancelled", "verify", STARTER)
    assert state.message
    told = len(case.told)
    case.engine.cancel_model_job()
    assert len(case.told) == told
    # The next one can begin.
    case.told.clear()
    case.engine.start_model_job("import", NOWHERE)
    case.let_fail()
    assert case.ended().target == NOWHERE


def test_what_is_not_there_cannot_be_used(case: Case) -> None:
    with pytest.raises(ModelProblem):
        case.engine.use_model(CONTEXT)
    assert case.engine.settings().model == STARTER
    assert case.engine.status().model == STARTER


@pytest.mark.parametrize("name", [STARTER, CONTEXT])
def test_what_is_in_use_or_not_here_cannot_be_removed(case: Case, name: str) -> None:
    with pytest.raises(UserError):
        case.engine.remove_model(name)
    assert [model.installed for model in case.engine.models() if model.name == STARTER] == [True]
