"""The model that the settings name, if it can be used, and why not, if it cannot."""

from __future__ import annotations

import threading

from pplx_desktop.core.errors import ModelProblem
from pplx_desktop.core.paths import Paths, delivered
from pplx_desktop.core.ports import QueryEmbedder
from pplx_desktop.core.settings import Settings
from pplx_desktop.core.types import QueryVector
from pplx_desktop.embed.catalog import Catalog, Stamp
from pplx_desktop.embed.install.staging import mend
from pplx_desktop.engine.lane import ModelLane
from pplx_desktop.engine.wanted_model import WantedModel


def catalog(paths: Paths) -> Catalog:
    """The models that came with the program and those that the user installed, none of them half installed."""
    mend(paths.models)
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
        self._wanted: WantedModel | None = None
        self._lane: ModelLane | None = None
        self._problem: ModelProblem | None = None
        self._stamp: Stamp = ()

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
        """Have the model that the settings want; ends the child of another wish, and that of files that were replaced.
        A missing model is looked for again.
        """
        wanted = WantedModel.of(settings)
        with self._lock:
            if self._lane is not None and self._wanted == wanted and not self._is_replaced():
                return self._lane
            if self._lane is not None:
                self._lane.close()
            self._wanted, self._lane, self._problem = wanted, None, None
            try:
                known = catalog(self._paths)
                # Before it is read, so that what comes meanwhile is seen the next time.
                self._stamp = known.stamp(wanted.name)
                model = wanted.find(known)
            except ModelProblem as problem:
                self._problem = problem
            else:
                self._lane = ModelLane(
                    delivered("models"),
                    self._paths.models,
                    model,
                    idle_s=float(settings.model_idle_s),
                    wanted=wanted,
                )
            return self._lane

    def has_changed(self) -> bool:
        """True where the files of the model in use were replaced by others: `use` takes them up. Where they are gone, the
        lane stays: they may be about to come back, and its child may have them in memory.
        """
        with self._lock:
            return self._is_replaced()

    def _is_replaced(self) -> bool:
        if self._wanted is None or self._lane is None:
            return False
        known = catalog(self._paths)
        stamp = known.stamp(self._wanted.name)
        if stamp == self._stamp:
            return False
        try:
            model = self._wanted.find(known)
        except ModelProblem:
            return False
        if model.fingerprint != self._lane.fingerprint:
            return True
        self._stamp = stamp
        return False

    def renew(self) -> None:
        """The model was tuned: from the next request on it runs as that found best."""
        lane = self._lane
        if lane is not None:
            lane.renew()

    def close(self) -> None:
        """End the child. Idempotent."""
        with self._lock:
            if self._lane is not None:
                self._lane.close()
