"""The model that the settings name, if it can be used, and why not, if it cannot."""

from __future__ import annotations

import threading

from pplx_desktop.core.errors import ModelProblem
from pplx_desktop.core.paths import Paths, delivered
from pplx_desktop.core.ports import QueryEmbedder
from pplx_desktop.core.settings import Settings
from pplx_desktop.core.types import QueryVector
from pplx_desktop.embed.catalog import Catalog
from pplx_desktop.engine.lane import ModelLane


def catalog(paths: Paths) -> Catalog:
    """The models that came with the program and those that the user installed."""
    return Catalog(delivered("models"), paths.models)


class _NoModel:
    """A `QueryEmbedder` that cannot answer."""

    def __init__(self, problem: ModelProblem) -> None:
        self._problem = problem

    @property
    def fingerprint(self) -> str:
        raise self._problem

    def embed_query(self, text: str) -> QueryVector:  # noqa: ARG002 - the port has it
        raise self._problem


class ModelSlot:
    """Holds one lane at the most. Thread-safe.

    Invariant: after `use`, exactly one of `lane` and `problem` is there; before it, neither.
    """

    def __init__(self, paths: Paths) -> None:
        self._paths = paths
        self._lock = threading.Lock()
        self._name = ""
        self._lane: ModelLane | None = None
        self._problem: ModelProblem | None = None

    @property
    def lane(self) -> ModelLane | None:
        """The way to the model. Its child starts with the first request."""
        return self._lane

    @property
    def embedder(self) -> QueryEmbedder | None:
        """What answers queries by meaning: the lane, or something that says why there is none."""
        return self._lane or (None if self._problem is None else _NoModel(self._problem))

    @property
    def problem(self) -> ModelProblem | None:
        """Why there is no lane."""
        return self._problem

    def use(self, settings: Settings) -> ModelLane | None:
        """Have the model that the settings name; ends the child of another one. A missing model is looked for again."""
        with self._lock:
            if self._lane is not None and self._name == settings.model:
                return self._lane
            if self._lane is not None:
                self._lane.close()
            self._name, self._lane, self._problem = settings.model, None, None
            try:
                model = catalog(self._paths).find(settings.model)
            except ModelProblem as problem:
                self._problem = problem
            else:
                self._lane = ModelLane(
                    delivered("models"), self._paths.models, model, idle_s=float(settings.model_idle_s)
                )
            return self._lane

    def close(self) -> None:
        """End the child. Idempotent."""
        with self._lock:
            if self._lane is not None:
                self._lane.close()
