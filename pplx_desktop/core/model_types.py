"""Models and the jobs with them, as they are shown."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """A model as `models list` shows it. `tuned` says in a few words how it runs on this machine, empty where it was
    not tuned; `downloadable` is False for one that came with the program or was imported without a source.
    """

    name: str
    title: str
    license: str
    kind: Literal["independent", "contextual"]
    dims: int
    native_dims: int
    languages: str
    size_bytes: int
    installed: bool
    active: bool
    source: str
    note: str = ""
    removable: bool = False
    downloadable: bool = False
    tuned: str = ""


ModelJobKind = Literal["get", "import", "verify", "tune"]


@dataclass(frozen=True, slots=True)
class ModelJobProgress:
    """Where a job with a model stands. `total` is 0 while it is not known; `rate` is units a second."""

    step: str
    done: int = 0
    total: int = 0
    unit: Literal["bytes", "steps"] = "steps"
    rate: float | None = None
    eta_s: float | None = None


@dataclass(frozen=True, slots=True)
class ModelJobState:
    """A job with a model, running or ended. `target` is a model's name, or the path that is imported.

    `message` is empty while it runs; then it says in one or two sentences what came of it. `report` holds what the job
    found, as JSON values (`VerifyReport`, `TuneReport` as dictionaries).
    """

    kind: ModelJobKind
    target: str
    outcome: Literal["running", "done", "failed", "cancelled"] = "running"
    progress: ModelJobProgress | None = None
    code: str = ""
    message: str = ""
    report: dict[str, Any] = field(default_factory=dict[str, Any])
