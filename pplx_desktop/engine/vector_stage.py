"""From searchable text to searchable meaning: what has no vector yet goes through the model, in requests of a second or
two. What has codes already, in another document or in an older version of this one, does not.

Invariants: the codes of a document are stored all together, or none of them; what is done of one is kept apart until
then, so that a kill costs the request in hand. A document's codes are the same whatever was embedded before it. While
the model thinks, a step comes back soon: text that is new does not wait for it.
"""

from __future__ import annotations

import logging
import time
from collections import deque
from collections.abc import Collection
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from typing import Any

from pplx_desktop.core.errors import ModelProblem
from pplx_desktop.core.ports import ChunkEmbedder, DocumentTexts
from pplx_desktop.core.types import Codes, Stretch
from pplx_desktop.engine.gate import Gate
from pplx_desktop.index.store import EmbedJob, Index

log = logging.getLogger(__name__)

_REQUEST_S = 2.0
"""Work for so long in one request, at the pace so far: pause, stop and the pace are heeded between two."""
_PATIENCE_S = 0.2
"""How long a step waits for the model: new files are heeded between two steps."""
_FIRST_TOKENS = 1024
"""In the first request, before the pace is known."""
_PLANNED_CHUNKS = 256
"""Chunks of small documents that are planned together, or of a large one at a time. The more of them a request holds,
the more of them are of one length and run together."""
_JOBS_AT_A_TIME = 256
"""Choosing what comes next takes longer the more documents there are, however few are taken."""
_MOST_FAILURES = 3
"""So many failures in a row are the model's, not a document's."""
_REMEMBERED_S = 600.0
"""Work before that counts half for the pace: the machine may be another by then."""

_Parts = list[DocumentTexts]
_Plans = list[tuple[Stretch, ...]]


@dataclass(slots=True)
class _Draft:
    """A document on its way to its vectors: what is planned of it so far."""

    job: EmbedJob
    plan: list[Stretch] = field(default_factory=list[Stretch])
    wanted_chunks: int = _PLANNED_CHUNKS

    @property
    def planned(self) -> int:
        """Chunks whose stretch is known."""
        return self.plan[-1].end if self.plan else 0

    @property
    def is_planned(self) -> bool:
        return self.planned == len(self.job.texts)

    def texts(self, first: int, end: int) -> DocumentTexts:
        """Some of its chunks, as a document of their own."""
        return self.job.title, self.job.headings[first:end], self.job.texts[first:end]


@dataclass(frozen=True, slots=True)
class _Planning:
    """The model was asked what some drafts consist of."""

    drafts: list[_Draft]
    parts: _Parts
    answer: Future[_Plans]


@dataclass(frozen=True, slots=True)
class _Embedding:
    """The model was asked for the codes of some stretches."""

    chosen: list[tuple[_Draft, Stretch]]
    tokens: int
    begun: float
    answer: Future[list[Codes]]


class VectorStage:
    """Fills one generation: document after document, as the index hands them out.

    Documents that one of the generations `unless_in` has are passed over. Used by one thread, the index's; only the
    model is asked from another, one request at a time.
    """

    def __init__(
        self, index: Index, embedder: ChunkEmbedder, model: str, gate: Gate, *, window_tokens: int = 0
    ) -> None:
        self._index, self._embedder, self._gate = index, embedder, gate
        self.model = model
        self.generation = index.ensure_generation(
            embedder.fingerprint, model, embedder.dims, window_tokens=window_tokens
        )
        self.unless_in: tuple[int, ...] = ()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="embed")
        self._request: _Planning | _Embedding | None = None
        self._is_stale = False
        self._asked: frozenset[int] = frozenset()
        self._jobs: deque[EmbedJob] = deque()
        self._drafts: list[_Draft] = []
        self._codes: dict[int, Codes] = {}
        self._missing: deque[tuple[_Draft, Stretch]] = deque()
        self._failures = 0
        self._one_by_one = 0
        self._set_aside: set[int] = set()
        self._tokens_a_second = _FIRST_TOKENS / _REQUEST_S
        self._stored = 0
        self._paced_chunks, self._paced_s = 0.0, 0.0
        self._last_s = 0.0
        self._crash: ModelProblem | None = None

    @property
    def embedded(self) -> int:
        """Chunks that got their codes in this session."""
        return self._stored + sum(
            stretch.end - stretch.first
            for draft in self._drafts
            for stretch in draft.plan
            if stretch.key in self._codes
        )

    @property
    def left_out(self) -> ModelProblem | None:
        """Why some documents were set aside, where it may have been no fault of theirs: the model's process ended."""
        return self._crash

    @property
    def set_aside(self) -> frozenset[int]:
        """Documents on which the model failed. They wait for the next session."""
        return frozenset(self._set_aside)

    @property
    def is_asking(self) -> bool:
        """True while the model has a request in hand."""
        return self._request is not None

    @property
    def last_request_s(self) -> float:
        """How long the model took for the last request."""
        return self._last_s

    def pending(self) -> int:
        """Chunks without a vector, here and in the generations `unless_in`."""
        return self._index.pending_chunks(self.generation, unless_in=self.unless_in)

    def eta_s(self, pending: int) -> float | None:
        """How long `pending` chunks will take at the pace so far; None before there is one."""
        return pending * self._paced_s / self._paced_chunks if self._paced_chunks else None

    def ask(self, documents: Collection[int]) -> None:
        """Embed these documents before all others."""
        self._asked = frozenset(documents)
        self.refresh()

    @property
    def asked(self) -> frozenset[int]:
        """What was asked for and may not have its vectors yet."""
        return self._asked

    def refresh(self) -> None:
        """Ask the index anew what to embed: files came or went. What the model has in hand is still made use of."""
        self._jobs.clear()
        if self._request is None:
            self._lay_down()
        else:
            self._is_stale = True

    def step(self, *, only_asked: bool = False) -> bool:
        """Plan what comes next, or embed a little of it, waiting a moment for the model. False when nothing was left to
        do; with `only_asked`, of what was asked for.

        A document on which the model fails alone is set aside until the next session. Raises `ModelProblem` where the
        model fails again and again.
        """
        self._gate.check()
        if self._request is None and not self._drafts and not self._take_up(only_asked=only_asked):
            if not only_asked:
                self._index.drop_kept_codes(self.generation)
            return False
        begun = time.monotonic()
        try:
            self._advance()
        except ModelProblem as problem:
            self._fail(problem)
        self._paced_s += time.monotonic() - begun
        if self._paced_s > _REMEMBERED_S:
            self._paced_s, self._paced_chunks = self._paced_s / 2, self._paced_chunks / 2
        return True

    def close(self) -> None:
        """Ask the model no more. Does not wait for what it has in hand."""
        self._thread.shutdown(wait=False, cancel_futures=True)

    def _advance(self) -> None:
        """Ask for plans and then for codes, as far as the answers come within a moment."""
        if self._request is None and not self._missing:
            self._ask_for_plans()
        if isinstance(self._request, _Planning):
            request = self._request
            if not _is_answered(request.answer):
                return
            self._request = None
            self._take_plans(request, request.answer.result())
        if self._request is None:
            if not self._missing:
                self._store([])
                return
            self._ask_for_codes()
        if isinstance(self._request, _Embedding) and _is_answered(self._request.answer):
            request, self._request = self._request, None
            self._take_codes(request, request.answer.result())
            self._failures = 0
            self._store(request.chosen)

    def _take_up(self, *, only_asked: bool) -> bool:
        """Begin with a few small documents, or a large one."""
        if not self._jobs:
            self._jobs.extend(
                self._index.next_to_embed(
                    self.generation,
                    _JOBS_AT_A_TIME,
                    without=self._set_aside,
                    first=self._asked,
                    unless_in=self.unless_in,
                )
            )
            # They come first: where others come after them, those that did not come are done or gone.
            if not self._jobs or self._jobs[-1].document_id not in self._asked:
                self._asked &= {job.document_id for job in self._jobs}
        if only_asked and not (self._jobs and self._jobs[0].document_id in self._asked):
            return False
        chunks = 0
        while self._jobs and (not self._drafts or chunks + len(self._jobs[0].texts) <= _PLANNED_CHUNKS):
            if only_asked and self._jobs[0].document_id not in self._asked:
                break
            self._drafts.append(_Draft(self._jobs.popleft()))
            chunks += len(self._drafts[-1].job.texts)
            if self._one_by_one:
                self._one_by_one -= 1
                break
        return bool(self._drafts)

    def _ask_for_plans(self) -> None:
        """Have the drafts, or the next part of a large one, planned."""
        drafts = [draft for draft in self._drafts if not draft.is_planned]
        parts = [draft.texts(draft.planned, draft.planned + draft.wanted_chunks) for draft in drafts]
        self._request = _Planning(drafts, parts, self._thread.submit(self._embedder.plan, parts))

    def _take_plans(self, request: _Planning, plans: _Plans) -> None:
        """See what of the drafts has codes already."""
        planned: list[tuple[_Draft, Stretch]] = []
        for draft, (_, _, texts), plan in zip(request.drafts, request.parts, plans, strict=True):
            start = draft.planned
            if start + len(texts) < len(draft.job.texts):
                # The last one may go on beyond this part.
                plan = plan[:-1]  # noqa: PLW2901 - the rest is planned with what follows
                draft.wanted_chunks = _PLANNED_CHUNKS if plan else 2 * draft.wanted_chunks
            stretches = [Stretch(start + s.first, start + s.end, s.key, s.tokens) for s in plan]
            draft.plan += stretches
            planned += [(draft, stretch) for stretch in stretches]
        rows = {stretch.key: stretch.end - stretch.first for _, stretch in planned if stretch.key not in self._codes}
        self._codes |= self._index.known_codes(self.generation, rows)
        asked: set[int] = set()
        for draft, stretch in planned:
            if stretch.key not in self._codes and stretch.key not in asked:
                asked.add(stretch.key)
                self._missing.append((draft, stretch))

    def _ask_for_codes(self) -> None:
        """Have the codes made of some stretches that have none."""
        chosen: list[tuple[_Draft, Stretch]] = []
        tokens = 0
        limit = self._tokens_a_second * _REQUEST_S
        while self._missing and (not chosen or tokens + self._missing[0][1].tokens <= limit):
            chosen.append(self._missing.popleft())
            tokens += chosen[-1][1].tokens
        documents = [draft.texts(stretch.first, stretch.end) for draft, stretch in chosen]
        answer = self._thread.submit(self._embedder.embed_documents, documents)
        self._request = _Embedding(chosen, tokens, time.monotonic(), answer)

    def _take_codes(self, request: _Embedding, made: list[Codes]) -> None:
        self._last_s = max(time.monotonic() - request.begun, 0.001)
        self._tokens_a_second = (self._tokens_a_second + max(request.tokens, 1) / self._last_s) / 2
        self._codes |= {stretch.key: codes for (_, stretch), codes in zip(request.chosen, made, strict=True)}

    def _store(self, new: list[tuple[_Draft, Stretch]]) -> None:
        """Store the documents that are complete, and keep what is new of the others."""
        waiting: list[_Draft] = []
        for draft in self._drafts:
            if draft.is_planned and all(stretch.key in self._codes for stretch in draft.plan):
                codes = _joined([self._codes[stretch.key] for stretch in draft.plan])
                self._index.store_codes(self.generation, draft.job.document_id, codes, draft.plan)
                self._stored += codes.count
                self._paced_chunks += codes.count
                self._asked -= {draft.job.document_id}
                continue
            waiting.append(draft)
            done = {stretch.key: self._codes[stretch.key] for owner, stretch in new if owner is draft}
            if done:
                self._index.keep_codes(self.generation, draft.job.document_id, done)
        self._drafts = waiting
        if not waiting or self._is_stale:
            self._lay_down()

    def _fail(self, problem: ModelProblem) -> None:
        self._request = None
        self._failures += 1
        if problem.code not in {"model-run", "model-crashed"} or self._failures >= _MOST_FAILURES:
            raise problem
        log.warning("%s: %s %s", problem.code, problem, problem.detail)
        if len(self._drafts) == 1:
            self._set_aside.add(self._drafts[0].job.document_id)
            self._crash = problem if problem.code == "model-crashed" else self._crash
        elif not self._is_stale:
            self._jobs.extendleft(draft.job for draft in reversed(self._drafts))
            self._one_by_one = len(self._drafts)
        self._lay_down()

    def _lay_down(self) -> None:
        """Have no draft in hand."""
        self._drafts, self._codes, self._is_stale = [], {}, False
        self._missing.clear()


def _is_answered(answer: Future[Any]) -> bool:
    """True where the answer is there, or comes within a moment."""
    return bool(wait([answer], _PATIENCE_S).done)


def _joined(parts: list[Codes]) -> Codes:
    return Codes(
        dims=parts[0].dims,
        count=sum(part.count for part in parts),
        bits=b"".join(part.bits for part in parts),
        int8=b"".join(part.int8 for part in parts),
    )
