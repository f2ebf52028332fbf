"""Which sets of vectors are filled, in which order, and which of them answers queries.

The wanted model's set is filled. Where another one is searched until now, that goes on until nothing is missing in the
new one; then they change places in one transaction, and the old one is dropped little by little. While a slow model has
much to do, a quick one stands in for it: its set is filled before, with what nobody else has.

Invariant: the roles in the index say all that a next session needs to know; a kill anywhere costs nothing but the work in
hand. A set that is searched loses that role only to one that has all it has, or because its model is not there any more.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Collection
from typing import Protocol

from pplx_desktop.core.errors import ModelProblem
from pplx_desktop.core.types import Fill, Pace, PaceReason
from pplx_desktop.engine.vector_stage import VectorStage
from pplx_desktop.index.store import Generation, Index, Role

log = logging.getLogger(__name__)

MUCH_CHUNKS = 256
"""With fewer chunks left, a quick model is not worth its loading."""
_ASK_AGAIN_S = 5.0
"""How long a pause that the policy has ordered is left alone."""
_MOST_SET_ASIDE = 0.1
"""A new set takes the old one's place though its model failed on some documents, if they hold no more of all chunks."""
_SLOW_FACTOR = 4.0
"""How much longer everything takes at a slow pace."""


class Policy(Protocol):
    """How fast to embed (see `PowerPolicy`)."""

    def pace(self) -> tuple[Pace, PaceReason]:
        """The pace now, and why it is not full."""
        ...

    def rest_s(self, worked_s: float) -> float:
        """How long to do nothing after so much work."""
        ...


def _everything_answers(_: Generation) -> bool:
    return True


class Fills:
    """The sets of vectors of one session. For one thread, the index's.

    `quick` makes the stage of the quick model when it is needed; None where the wanted model is no slower. `answers`
    says whether queries can be asked of a set's model. `swapped` is called after the wanted set became the searched one.
    """

    def __init__(
        self,
        index: Index,
        wanted: VectorStage,
        *,
        quick: Callable[[], VectorStage] | None = None,
        policy: Policy | None = None,
        answers: Callable[[Generation], bool] = _everything_answers,
        swapped: Callable[[], None] = lambda: None,
    ) -> None:
        self._index, self._wanted, self._policy, self._swapped = index, wanted, policy, swapped
        self._make_quick = quick
        self._quick: VectorStage | None = None
        self._pending: dict[int, tuple[int, int]] = {}
        self._done: dict[int, int] = {}
        self._total = 0
        self._rests_until = 0.0
        self._pace: tuple[Pace, PaceReason] = ("full", "")
        self._is_held = False
        self._is_settled = False
        self._known = index.generations()
        self._searched = self._choose_searched(answers)
        # What an earlier session had the quick model make is searched until all of it is made better.
        first = next((known.id for known in self._known if known.role == "first"), None)
        self._first = first if quick is not None and first != self._wanted.generation else None
        self._write_roles()

    @property
    def generation(self) -> int:
        """The set that is filled for the wanted model."""
        return self._wanted.generation

    @property
    def pace(self) -> tuple[Pace, PaceReason]:
        """How fast files are embedded, as of the last step, and why."""
        return self._pace

    @property
    def is_held(self) -> bool:
        """True where there is work left, but not now."""
        return self._is_held

    @property
    def rest_s(self) -> float:
        """When held: how long to wait before the next step."""
        resting = self._rests_until - time.monotonic()
        return max(resting, 0.1) if resting > 0 else _ASK_AGAIN_S

    @property
    def left_out(self) -> ModelProblem | None:
        """See `VectorStage.left_out`."""
        return self._wanted.left_out

    @property
    def asked(self) -> frozenset[int]:
        """Documents that were asked for and may wait for their vectors."""
        return self._wanted.asked

    @property
    def has_asked(self) -> bool:
        """True while documents that were asked for may wait for their vectors."""
        return bool(self._wanted.asked)

    @property
    def embedded(self) -> int:
        """Chunks that got the wanted model's codes in this session."""
        return self._wanted.embedded

    @property
    def pending_chunks(self) -> int:
        """Chunks without a vector of the wanted model."""
        return self._left(self._wanted)

    def eta_s(self, more_chunks: int = 0) -> float | None:
        """How long it takes until all have their vectors, and `more_chunks` that are not read yet; None before there is
        something to go by, and in a pause.
        """
        stages = [stage for stage in (self._quick, self._wanted) if stage is not None]
        times = [self._eta_of(stage, more_chunks) for stage in stages]
        known = [seconds for seconds in times if seconds is not None]
        return sum(known) if len(known) == len(times) else None

    def fills(self) -> tuple[Fill, ...]:
        """How far each set is, the searched one first."""
        shown: list[Fill] = []
        for known in sorted(self._known, key=lambda known: known.role != "searched"):
            stage = next((s for s in (self._wanted, self._quick) if s and s.generation == known.id), None)
            role = known.role
            if role == "":
                continue
            if stage is None:
                done, eta = self._done.get(known.id, 0), None
            else:
                done, eta = self._total - self._missing(stage), self._eta_of(stage)
            shown.append(Fill(known.model, role, max(0, done), self._total, eta))
        return tuple(shown)

    def refresh(self) -> None:
        """See what is to be done now: files came or went."""
        self._is_settled = False
        self._wanted.refresh()
        self._count(self._wanted)
        self._settle_quick()
        self._done = {known.id: self._index.embedded_chunks(known.id) for known in self._known}
        self._total = self._done[self._wanted.generation] + self._pending[self._wanted.generation][0]

    def ask(self, documents: Collection[int]) -> None:
        """Embed these documents before all others, whatever the pace."""
        self._is_settled = False
        self._wanted.ask(documents)
        if self._quick is not None:
            self._quick.ask(documents)

    def step(self) -> bool:
        """Do a little, if the pace allows it. False when nothing was left to do, or `is_held`.

        Raises `ModelProblem` where the wanted model fails again and again.
        """
        self._is_held = False
        if self._is_settled:
            return False
        self._pace = self._policy.pace() if self._policy else ("full", "")
        stages = [stage for stage in (self._quick, self._wanted) if stage is not None]
        asking = next((stage for stage in stages if stage.is_asking), None)
        if asking is not None:
            return self._run(asking)
        pace = self._pace[0]
        may_work = pace == "full" or (pace == "slow" and time.monotonic() >= self._rests_until)
        for stage in stages:
            if (stage.asked or may_work) and self._run(stage, only_asked=not may_work):
                return True
        if not may_work and self.pending_chunks:
            self._is_held = True
            return False
        self._settle()
        return False

    def close(self) -> None:
        """Ask the models no more."""
        self._wanted.close()
        if self._quick is not None:
            self._quick.close()

    def _run(self, stage: VectorStage, *, only_asked: bool = False) -> bool:
        worked_s = stage.last_request_s
        try:
            worked = stage.step(only_asked=only_asked)
        except ModelProblem as problem:
            if stage is self._wanted:
                raise
            # What the quick model cannot do, the wanted one does later.
            log.warning("%s: %s %s", problem.code, problem, problem.detail)
            self._drop_quick()
            self._make_quick = None
            return True
        if self._policy is not None and not stage.is_asking and stage.last_request_s != worked_s:
            self._rests_until = time.monotonic() + self._policy.rest_s(stage.last_request_s)
        return worked

    # Who answers queries.

    def _choose_searched(self, answers: Callable[[Generation], bool]) -> int:
        """The set that is searched until the wanted one has all: the one that was, if it can be asked."""
        searched = next((known for known in self._known if known.role == "searched"), None)
        if searched is None or searched.id == self._wanted.generation:
            return self._wanted.generation
        if not answers(searched) or not self._index.has_vectors(searched.id):
            log.info("the model %s cannot be asked any more: its vectors are dropped", searched.model)
            return self._wanted.generation
        return searched.id

    def _write_roles(self) -> None:
        roles: dict[int, Role] = {self._searched: "searched"}
        if self._searched != self._wanted.generation:
            roles[self._wanted.generation] = "next"
        if self._first is not None:
            roles.setdefault(self._first, "first")
        known = self._index.generations()
        if any(generation.role != roles.get(generation.id, "") for generation in known):
            self._index.set_roles(roles)
            known = self._index.generations()
        self._known = known
        self._done = {generation.id: self._index.embedded_chunks(generation.id) for generation in known}

    def _settle(self) -> None:
        """Nothing is left to embed: let the wanted set answer, alone."""
        self._is_settled = True
        self._count(self._wanted)
        missing = self._missing(self._wanted)
        if missing and (not self._wanted.set_aside or missing > _MOST_SET_ASIDE * self._total):
            return
        was_searched, self._searched = self._searched, self._wanted.generation
        self._drop_quick()
        if was_searched != self._searched:
            self._swapped()

    # The quick model.

    def _settle_quick(self) -> None:
        """Have the quick model stand in where it is worth it."""
        if self._make_quick is None:
            return
        others = (self._wanted.generation, self._searched)
        if self._quick is None:
            if self._index.pending_chunks(self._wanted.generation, unless_in=others) <= MUCH_CHUNKS:
                return
            self._quick = self._make_quick()
            self._first = self._quick.generation
            self._quick.unless_in = tuple(set(others) - {self._quick.generation})
            self._quick.ask(self._wanted.asked)
            self._write_roles()
        else:
            self._quick.refresh()
        self._count(self._quick)

    def _drop_quick(self) -> None:
        if self._quick is not None:
            self._quick.close()
        self._quick = self._first = None
        self._write_roles()

    # How much is left.

    def _count(self, stage: VectorStage) -> None:
        self._pending[stage.generation] = stage.pending(), stage.embedded

    def _left(self, stage: VectorStage) -> int:
        """Chunks that the stage has still to embed."""
        pending, embedded = self._pending.get(stage.generation, (0, 0))
        return max(0, pending - (stage.embedded - embedded))

    def _missing(self, stage: VectorStage) -> int:
        """Chunks that have no vector in the stage's own set."""
        return self._left(stage) if stage is self._wanted else self._total - self._done_by(stage)

    def _done_by(self, stage: VectorStage) -> int:
        _, embedded = self._pending.get(stage.generation, (0, 0))
        return self._done.get(stage.generation, 0) + stage.embedded - embedded

    def _eta_of(self, stage: VectorStage, more_chunks: int = 0) -> float | None:
        left = self._left(stage) + more_chunks
        if not left:
            return 0.0
        if self._pace[0] == "paused":
            return None
        seconds = stage.eta_s(left)
        return None if seconds is None else seconds * (_SLOW_FACTOR if self._pace[0] == "slow" else 1.0)
