"""The model that the settings name, if it can be used, and why not, if it cannot; and those beside it whose vectors are
searched or filled until its own are complete.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Collection

from pplx_desktop.core.errors import ModelProblem
from pplx_desktop.core.paths import Paths, delivered
from pplx_desktop.core.ports import QueryEmbedder
from pplx_desktop.core.settings import Settings
from pplx_desktop.core.types import QueryVector
from pplx_desktop.embed.catalog import Catalog, InstalledModel, ModelOptions, Stamp
from pplx_desktop.embed.install.staging import mend
from pplx_desktop.engine.lane import ModelLane
from pplx_desktop.engine.wanted_model import WantedModel
from pplx_desktop.index.store import Generation

_LOOK_AGAIN_S = 60.0
"""How long a model that is not there is not looked for again, beside the one that is wanted."""
_SLOWER_BYTES = 2
"""A model with more than so many times the quick one's bytes is slower."""


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
    """Holds a lane to the wanted model, and to others that are asked for by what they made. Thread-safe.

    Invariant: after `use`, exactly one of `lane` and `problem` is there; before it, neither. There is one lane at the
    most for what has one fingerprint.
    """

    def __init__(self, paths: Paths) -> None:
        self._paths = paths
        self._lock = threading.Lock()
        self._wanted: WantedModel | None = None
        self._lane: ModelLane | None = None
        self._problem: ModelProblem | None = None
        self._stamp: Stamp = ()
        self._idle_s = 0.0
        self._others: dict[str, ModelLane] = {}
        self._missing: dict[str, float] = {}
        self._closed = False

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
        """Have the model that the settings want; ends the child of files that were replaced. One that is not wanted any
        more stays until `keep` says otherwise: its vectors may still be searched. A missing model is looked for again.
        """
        wanted = WantedModel.of(settings)
        with self._lock:
            if self._lane is not None and self._wanted == wanted and not self._is_replaced():
                return self._lane
            old, was_wanted = self._lane, self._wanted
            self._wanted, self._lane, self._problem = wanted, None, None
            self._idle_s = float(settings.model_idle_s)
            self._missing.clear()
            try:
                known = catalog(self._paths)
                # Before it is read, so that what comes meanwhile is seen the next time.
                self._stamp = known.stamp(wanted.name)
                model = wanted.find(known)
            except ModelProblem as problem:
                self._problem = problem
                model = None
            if old is not None:
                fits = was_wanted is not None and (was_wanted.name, was_wanted.options) != (wanted.name, wanted.options)
                if fits and (model is None or model.fingerprint != old.fingerprint):
                    self._others[old.fingerprint] = old
                else:
                    old.close()
            if model is not None:
                other = self._others.pop(model.fingerprint, None)
                if other is not None:
                    other.close()
                self._lane = self._new_lane(model, wanted)
            return self._lane

    def lane_of(self, generation: Generation) -> ModelLane | None:
        """The way to the model that made a set of vectors; None where it is not there any more, or not as it was."""
        with self._lock:
            if self._lane is not None and self._lane.fingerprint == generation.fingerprint:
                return self._lane
            if (known := self._others.get(generation.fingerprint)) is not None:
                return known
            if self._closed or self._missing.get(generation.fingerprint, 0.0) > time.monotonic():
                return None
            found = self._find(generation)
            if found is None:
                self._missing[generation.fingerprint] = time.monotonic() + _LOOK_AGAIN_S
                return None
            model, wanted = found
            lane = self._others[model.fingerprint] = self._new_lane(model, wanted)
            return lane

    def embedder_of(self, generation: Generation) -> QueryEmbedder | None:
        """What answers queries to a set of vectors."""
        return self.lane_of(generation)

    def quick(self) -> tuple[str, ModelLane] | None:
        """The quick model that came with the program, by name, where the wanted one is slower; else None."""
        with self._lock:
            if self._closed or self._wanted is None or self._lane is None:
                return None
            wanted = WantedModel(Settings().model, provider=self._wanted.provider)
            try:
                known = catalog(self._paths)
                quick, slow = wanted.find(known), self._wanted.find(known)
            except ModelProblem:
                return None
            if slow.size_bytes <= _SLOWER_BYTES * quick.size_bytes:
                return None
            lane = self._others.get(quick.fingerprint)
            if lane is None:
                lane = self._others[quick.fingerprint] = self._new_lane(quick, wanted)
            return wanted.name, lane

    def keep(self, fingerprints: Collection[str]) -> None:
        """End the children of all models but the wanted one and those that made these sets of vectors."""
        with self._lock:
            dropped = [lane for fingerprint, lane in self._others.items() if fingerprint not in fingerprints]
            self._others = {key: lane for key, lane in self._others.items() if key in fingerprints}
        for lane in dropped:
            lane.close()

    def has_changed(self) -> bool:
        """True where the files of the model in use were replaced by others: `use` takes them up. Where they are gone, the
        lane stays: they may be about to come back, and its child may have them in memory.
        """
        with self._lock:
            return self._is_replaced()

    def renew(self) -> None:
        """The model was tuned: from the next request on it runs as that found best."""
        lane = self._lane
        if lane is not None:
            lane.renew()

    def close(self) -> None:
        """End the children. Idempotent."""
        with self._lock:
            self._closed = True
            lanes = [*self._others.values(), *([self._lane] if self._lane else [])]
            self._others = {}
        for lane in lanes:
            lane.close()

    def _find(self, generation: Generation) -> tuple[InstalledModel, WantedModel] | None:
        known = catalog(self._paths)
        provider = self._wanted.provider if self._wanted is not None else "auto"
        # A set that has as many dimensions as its model wants was made without a wish.
        for dims in (0, generation.dims):
            wanted = WantedModel(generation.model, ModelOptions(dims, generation.window_tokens), provider)
            try:
                model = wanted.find(known)
            except ModelProblem:
                continue
            if model.fingerprint == generation.fingerprint:
                return model, wanted
        return None

    def _new_lane(self, model: InstalledModel, wanted: WantedModel) -> ModelLane:
        return ModelLane(
            delivered("models"),
            self._paths.models,
            model,
            idle_s=self._idle_s or float(Settings().model_idle_s),
            wanted=wanted,
        )

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
