"""Jobs with models (download, import, check, tune), each in a child process of its own, one at a time.

Invariant: a job that was started ends in exactly one state that is not `running`, and everybody who listens hears of it;
no job outlives `close`. The host never loads the hub's library, onnx or onnxruntime for any of it.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from pplx_desktop.core.errors import (
    Cancelled,
    EnvironmentProblem,
    ExitStatus,
    ModelProblem,
    PplxError,
    UserError,
)
from pplx_desktop.core.events import EventBus, ModelJobChanged
from pplx_desktop.core.frames import Message
from pplx_desktop.core.model_types import ModelJobKind, ModelJobProgress, ModelJobState
from pplx_desktop.core.paths import Paths, delivered
from pplx_desktop.core.settings import Settings
from pplx_desktop.embed.install.staging import mend
from pplx_desktop.embed.tuning import sweep
from pplx_desktop.engine.child import ChildDied, ChildProcess, child_command
from pplx_desktop.engine.wanted_model import WantedModel

log = logging.getLogger(__name__)

_INTERVAL_S = 0.1
_ERRORS: dict[int, type[PplxError]] = {
    ExitStatus.USER: UserError,
    ExitStatus.ENVIRONMENT: EnvironmentProblem,
    ExitStatus.MODEL: ModelProblem,
    ExitStatus.CANCELLED: Cancelled,
}
_CANCELLED = {
    "get": "Stopped. What was downloaded is kept: the next try goes on from there.",
    "import": "Stopped. Nothing was imported.",
    "verify": "Stopped.",
    "tune": "Stopped. The model runs as before.",
}


@dataclass(frozen=True, slots=True)
class JobRequest:
    """What is to be done. `name` and `model_kind` are for an import: empty where they are to be found out. `options` are
    the settings that say how the model is run.

    `try` is asked by `use_model` alone: load the model and let it answer.
    """

    kind: ModelJobKind | Literal["try"]
    target: str
    reference: bool = False
    name: str = ""
    model_kind: str = ""
    options: Settings = field(default_factory=Settings)

    def as_frame(self) -> Message:
        """For the child."""
        return {
            "kind": self.kind,
            "target": self.target,
            "reference": self.reference,
            "name": self.name,
            "model_kind": self.model_kind,
            "wanted": list(WantedModel.of(replace(self.options, model=self.target)).arguments()),
        }


class _Job:
    """One child at work, and what it said. `run` is for one thread; `stop` may come from any."""

    def __init__(self, paths: Paths, request: JobRequest) -> None:
        self._request = request
        self._paths = paths
        self._lock = threading.Lock()
        self._child: ChildProcess | None = None
        self._stopped = False

    @property
    def kind(self) -> str:
        """What is done."""
        return self._request.kind

    @property
    def target(self) -> str:
        """What it is done with."""
        return self._request.target

    def run(self, heard: Callable[[ModelJobProgress], None] = lambda _: None) -> tuple[str, dict[str, Any]]:
        """Start the child and hear it out. `heard` gets each progress. Raises `PplxError`."""
        try:
            with self._lock:
                if self._stopped:
                    raise _cancelled(self._request)
                command = child_command("job", str(delivered("models")), str(self._paths.models))
                self._child = ChildProcess(command)
            self._child.send(self._request.as_frame())
            while True:
                message, _ = self._child.receive()
                if "progress" in message:
                    heard(ModelJobProgress(**message["progress"]))
                elif "done" in message:
                    return str(message["done"]["message"]), dict(message["done"]["report"])
                else:
                    raise _error(message)
        except ChildDied as death:
            if self._stopped:
                raise _cancelled(self._request) from death
            raise ModelProblem(
                "job-crashed",
                f"The process that was to {self._request.kind} the model ended unexpectedly.",
                detail=f"{death}; {death.stderr}",
                hint="Close other programs if memory is short, then try again. The model in use was not touched.",
            ) from death
        except (KeyError, TypeError, ValueError) as error:
            raise ModelProblem(
                "job-answer", "A job with a model gave an answer that makes no sense.", detail=repr(error)
            ) from error
        finally:
            self._end()
            mend(self._paths.models)
            if self._request.kind == "tune":
                sweep(self._paths.models / self._request.target)

    def stop(self) -> None:
        """End the child; what is on disk stays."""
        with self._lock:
            self._stopped = True
        self._end()

    def _end(self) -> None:
        with self._lock:
            child = self._child
        if child is not None:
            child.close()


class ModelJobs:
    """Runs one job at a time in the background. Thread-safe.

    `problem` is the error that the last job ended with, None where it succeeded or still runs.
    """

    def __init__(self, paths: Paths, events: EventBus) -> None:
        self._paths, self._events = paths, events
        self._lock = threading.Lock()
        self._state: ModelJobState | None = None
        self._job: _Job | None = None
        self._thread: threading.Thread | None = None
        # Not the thread's end: Ctrl+C while `join` waits makes Python take a running thread for one that ended.
        self._ended = threading.Event()
        self._ended.set()
        self._trials: set[_Job] = set()
        self._closed = False
        self.problem: PplxError | None = None

    @property
    def state(self) -> ModelJobState | None:
        """The job that runs, or the last one that ended."""
        return self._state

    def start(self, request: JobRequest, then: Callable[[str], str] | None = None) -> None:
        """Begin. `then` is called, as the job's last step, with the name of a model whose files it has brought here, and
        returns what there is to say of that. Raises `UserError("model-job-running")` while another one runs.
        """
        if request.kind == "try":
            raise ValueError("a trial is not a job of its own")
        with self._lock:
            if self._closed:
                raise _closing()
            if self._state is not None and self._state.outcome == "running":
                raise UserError(
                    "model-job-running",
                    f"Another job with a model runs: {self._state.kind} {self._state.target}.",
                    hint="Wait until it is done, or stop it.",
                )
            self.problem = None
            self._state = ModelJobState(request.kind, request.target)
            self._job = _Job(self._paths, request)
            self._ended = threading.Event()
            arguments = (self._job, self._ended, then)
            self._thread = threading.Thread(target=self._run, args=arguments, name="model-job", daemon=True)
            self._thread.start()

    def cancel(self) -> None:
        """Stop the job that runs. Returns when its process has ended; `ModelJobChanged` tells the rest."""
        with self._lock:
            job = self._job if self._state is not None and self._state.outcome == "running" else None
        if job is not None:
            job.stop()

    def wait(self, seconds: float | None = None) -> ModelJobState | None:
        """Wait until the job has ended, or for so long. Returns how it stands then."""
        self._ended.wait(seconds)
        return self._state

    def try_model(self, name: str, options: Settings) -> None:
        """Have a model checked, loaded and asked once, in a child. Waits for it. Raises `PplxError`."""
        trial = _Job(self._paths, JobRequest("try", name, options=options))
        with self._lock:
            if self._closed:
                raise _closing()
            self._trials.add(trial)
        try:
            trial.run()
        finally:
            with self._lock:
                self._trials.discard(trial)

    def close(self) -> None:
        """Stop what runs and wait for its end. Idempotent."""
        with self._lock:
            self._closed = True
            trials = tuple(self._trials)
        for trial in trials:
            trial.stop()
        self.cancel()
        if self._thread is not threading.current_thread():
            self._ended.wait()

    def _run(self, job: _Job, ended: threading.Event, then: Callable[[str], str] | None) -> None:
        told_at = 0.0

        def heard(progress: ModelJobProgress) -> None:
            nonlocal told_at
            self._change(progress=progress)
            if time.monotonic() - told_at >= _INTERVAL_S:
                told_at = time.monotonic()
                self._publish()

        try:
            self._publish()
            self._work(job, heard, then)
            self._publish()
        finally:
            ended.set()

    def _work(self, job: _Job, heard: Callable[[ModelJobProgress], None], then: Callable[[str], str] | None) -> None:
        try:
            message, report = job.run(heard)
            if then is not None and job.kind in {"get", "import"}:
                heard(ModelJobProgress("Checking and loading the model"))
                message = then(str(report.get("name") or job.target)) or message
            self._change(outcome="done", message=message, report=report)
        except PplxError as error:
            log.warning("%s: %s %s", error.code, error, error.detail)
            self.problem = error
            self._change(
                outcome="cancelled" if isinstance(error, Cancelled) else "failed", code=error.code, message=str(error)
            )
        except Exception as error:
            log.exception("a job with a model stopped on a bug")
            self.problem = PplxError("bug", "The job stopped on an error of the program.", detail=repr(error))
            self._change(outcome="failed", code="bug", message=str(self.problem))

    def _change(self, **values: Any) -> None:
        with self._lock:
            if self._state is not None:
                self._state = replace(self._state, **values)

    def _publish(self) -> None:
        state = self._state
        if state is not None:
            self._events.publish(ModelJobChanged(state))


def _error(message: Message) -> PplxError:
    """The error that a frame holds. Raises KeyError where there is none."""
    error = message["error"]
    kind = _ERRORS.get(int(message.get("exit_status", ExitStatus.MODEL)), ModelProblem)
    return kind(error["code"], error["title"], detail=error["detail"], hint=error["hint"])


def _cancelled(request: JobRequest) -> Cancelled:
    return Cancelled("cancelled", _CANCELLED.get(request.kind, "Stopped."))


def _closing() -> EnvironmentProblem:
    return EnvironmentProblem("closing", "The program is ending.")
