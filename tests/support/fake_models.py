"""The part of the window's fake engine that has models, and works on one at a time."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pplx_desktop.core.errors import ModelProblem, PplxError, UserError
from pplx_desktop.core.events import Event, EventBus, ModelJobChanged
from pplx_desktop.core.model_types import ModelInfo, ModelJobKind, ModelJobProgress, ModelJobState
from pplx_desktop.core.settings import Settings


class FakeModels:
    """A job with a model goes on when a test says so, by `advance_job` and `end_job`. A model can be used when it is
    installed, and removed when it is not in use, as with the real engine.
    """

    kept_settings: Settings
    events_bus: EventBus

    def __init__(self) -> None:
        super().__init__()
        self.known_models: list[ModelInfo] = []
        self.job: ModelJobState | None = None
        self.job_error: PplxError | None = None
        self.use_error: PplxError | None = None
        self.models_error: PplxError | None = None

    def advance_job(self, progress: ModelJobProgress) -> None:
        """Let the job that runs move on."""
        assert self.job is not None
        self._set_job(replace(self.job, progress=progress))

    def end_job(self, outcome: str, message: str, *, code: str = "", report: dict[str, Any] | None = None) -> None:
        """Let the job that runs end. A model that was downloaded is installed from then on."""
        job = self.job
        assert job is not None
        if job.kind == "get" and outcome == "done":
            self._change_model(job.target, installed=True, removable=True)
            if self.kept_settings.next_model == job.target:
                self.kept_settings = replace(self.kept_settings, model=job.target, next_model="")
        if job.kind == "tune" and outcome == "done":
            self._change_model(job.target, tuned="int8, 2 threads")
        self._set_job(replace(job, outcome=outcome, message=message, code=code, report=report or {}, progress=None))

    def models(self) -> list[ModelInfo]:
        self._note("models", None)
        self._wait_for("models")
        if self.models_error is not None:
            raise self.models_error
        return [replace(model, active=model.name == self.kept_settings.model) for model in self.known_models]

    def start_model_job(self, kind: ModelJobKind, target: str, *, then_use: bool = False) -> None:
        self._note("start_model_job", (kind, target))
        if then_use:
            self.kept_settings = replace(self.kept_settings, next_model=target)
        self._wait_for("start_model_job")
        if self.job_error is not None:
            raise self.job_error
        if self.job is not None and self.job.outcome == "running":
            raise UserError("model-job-running", "Another model is being worked on.", hint="Wait, or cancel it.")
        self.job = ModelJobState(kind, target)
        self.events_bus.publish(ModelJobChanged(self.job))

    def model_job(self) -> ModelJobState | None:
        self._note("model_job", None)
        return self.job

    def cancel_model_job(self) -> None:
        self._note("cancel_model_job", None)
        self._wait_for("cancel_model_job")
        if self.job is not None and self.job.outcome == "running":
            self._await_no_more(self.job.target)
            self.job = replace(self.job, outcome="cancelled", progress=None, message="Stopped. What came is kept.")
            self.events_bus.publish(ModelJobChanged(self.job))

    def use_model(self, name: str) -> None:
        self._note("use_model", name)
        self._wait_for("use_model")
        if self.use_error is not None:
            raise self.use_error
        if not self._model(name).installed:
            raise ModelProblem("model-missing", f"The files of {name} are not there.", hint="Download it.")
        self.kept_settings = replace(self.kept_settings, model=name, next_model="")

    def remove_model(self, name: str) -> None:
        self._note("remove_model", name)
        self._wait_for("remove_model")
        if name == self.kept_settings.model:
            raise UserError("model-in-use", f"{name} is in use.", hint="Use another one first.")
        if not self._model(name).removable:
            raise UserError("model-not-here", f"{name} is not on this computer, or came with the program.")
        self._change_model(name, installed=False, removable=False, tuned="")
        self._await_no_more(name)

    def _await_no_more(self, name: str) -> None:
        if self.kept_settings.next_model == name:
            self.kept_settings = replace(self.kept_settings, next_model="")

    def _model(self, name: str) -> ModelInfo:
        for model in self.known_models:
            if model.name == name:
                return model
        raise UserError("model-unknown", f"There is no model {name}.")

    def _change_model(self, name: str, **values: Any) -> None:
        self.known_models = [replace(model, **values) if model.name == name else model for model in self.known_models]

    def _set_job(self, job: ModelJobState) -> None:
        self.job = job
        self.publish(ModelJobChanged(job))

    def publish(self, event: Event) -> None:
        raise NotImplementedError

    def _wait_for(self, name: str) -> None:
        raise NotImplementedError

    def _note(self, name: str, argument: Any) -> None:
        raise NotImplementedError
