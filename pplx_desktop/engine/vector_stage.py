"""From searchable text to searchable meaning: what has no vector yet goes through the model, in requests of a second or
two. What has codes already, in another document or in an older version of this one, does not.

Invariant: the codes of a document are stored all together, or none of them; what is done of one is kept apart until
then, so that a kill costs the request in hand. A document's codes are the same whatever was embedded before it.
"""

from __future__ import annotations

import logging
import time
from collections import deque
from dataclasses import dataclass, field

from pplx_desktop.core.errors import ModelProblem
from pplx_desktop.core.ports import ChunkEmbedder, DocumentTexts
from pplx_desktop.core.types import Codes, Stretch
from pplx_desktop.engine.gate import Gate
from pplx_desktop.index.store import EmbedJob, Index

log = logging.getLogger(__name__)

_REQUEST_S = 2.0
"""Work for so long in one request, at the pace so far: pause, stop and new files are heeded between two."""
_FIRST_TOKENS = 1024
"""In the first request, before the pace is known."""
_PLANNED_CHUNKS = 256
"""Chunks of small documents that are planned together, or of a large one at a time. The more of them a request holds,
the more of them are of one length and run together."""
_JOBS_AT_A_TIME = 64
_MOST_FAILURES = 3
"""So many failures in a row are the model's, not a document's."""


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


class VectorStage:
    """Embeds document after document, newest first, as the index hands them out."""

    def __init__(self, index: Index, embedder: ChunkEmbedder, model: str, gate: Gate) -> None:
        self._index, self._embedder, self._gate = index, embedder, gate
        self.generation = index.ensure_generation(embedder.fingerprint, model, embedder.dims)
        self._jobs: deque[EmbedJob] = deque()
        self._drafts: list[_Draft] = []
        self._codes: dict[int, Codes] = {}
        self._missing: deque[tuple[_Draft, Stretch]] = deque()
        self._failures = 0
        self._one_by_one = 0
        self._set_aside: set[int] = set()
        self._tokens_a_second = _FIRST_TOKENS / _REQUEST_S
        self._seconds = 0.0
        self._stored = 0
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

    def pending(self) -> int:
        """Chunks without a vector."""
        return self._index.pending_chunks(self.generation)

    def eta_s(self, pending: int) -> float | None:
        """How long `pending` chunks will take at the pace so far; None before there is one."""
        done = self.embedded
        return pending * self._seconds / done if done else None

    def refresh(self) -> None:
        """Ask the index anew what to embed: files came or went."""
        self._jobs.clear()
        self._lay_down()

    def step(self) -> bool:
        """Plan what comes next, or embed a little of it. False when nothing was left to do.

        A document on which the model fails alone is set aside until the next session. Raises `ModelProblem` where the
        model fails again and again.
        """
        self._gate.check()
        if not self._drafts and not self._take_up():
            self._index.drop_kept_codes()
            return False
        begun = time.monotonic()
        try:
            if not self._missing:
                self._plan()
            new = self._embed()
        except ModelProblem as problem:
            self._fail(problem)
            return True
        self._failures = 0
        self._store(new)
        self._seconds += time.monotonic() - begun
        return True

    def _take_up(self) -> bool:
        """Begin with a few small documents, or a large one."""
        if not self._jobs:
            self._jobs.extend(self._index.next_to_embed(self.generation, _JOBS_AT_A_TIME, without=self._set_aside))
        chunks = 0
        while self._jobs and (not self._drafts or chunks + len(self._jobs[0].texts) <= _PLANNED_CHUNKS):
            self._drafts.append(_Draft(self._jobs.popleft()))
            chunks += len(self._drafts[-1].job.texts)
            if self._one_by_one:
                self._one_by_one -= 1
                break
        return bool(self._drafts)

    def _plan(self) -> None:
        """See what the drafts, or the next part of a large one, consist of, and what of it has codes already."""
        drafts = [draft for draft in self._drafts if not draft.is_planned]
        parts = [draft.texts(draft.planned, draft.planned + draft.wanted_chunks) for draft in drafts]
        planned: list[tuple[_Draft, Stretch]] = []
        for draft, (_, _, texts), plan in zip(drafts, parts, self._embedder.plan(parts), strict=True):
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

    def _embed(self) -> list[tuple[_Draft, Stretch]]:
        """Have the codes made of some stretches that have none."""
        chosen: list[tuple[_Draft, Stretch]] = []
        tokens = 0
        limit = self._tokens_a_second * _REQUEST_S
        while self._missing and (not chosen or tokens + self._missing[0][1].tokens <= limit):
            chosen.append(self._missing.popleft())
            tokens += chosen[-1][1].tokens
        if not chosen:
            return []
        begun = time.monotonic()
        made = self._embedder.embed_documents([draft.texts(stretch.first, stretch.end) for draft, stretch in chosen])
        seconds = max(time.monotonic() - begun, 0.001)
        self._tokens_a_second = (self._tokens_a_second + max(tokens, 1) / seconds) / 2
        self._codes |= {stretch.key: codes for (_, stretch), codes in zip(chosen, made, strict=True)}
        return chosen

    def _store(self, new: list[tuple[_Draft, Stretch]]) -> None:
        """Store the documents that are complete, and keep what is new of the others."""
        waiting: list[_Draft] = []
        for draft in self._drafts:
            if draft.is_planned and all(stretch.key in self._codes for stretch in draft.plan):
                codes = _joined([self._codes[stretch.key] for stretch in draft.plan])
                self._index.store_codes(self.generation, draft.job.document_id, codes, draft.plan)
                self._stored += codes.count
                continue
            waiting.append(draft)
            done = {stretch.key: self._codes[stretch.key] for owner, stretch in new if owner is draft}
            if done:
                self._index.keep_codes(self.generation, draft.job.document_id, done)
        self._drafts = waiting
        if not waiting:
            self._lay_down()

    def _fail(self, problem: ModelProblem) -> None:
        self._failures += 1
        if problem.code not in {"model-run", "model-crashed"} or self._failures >= _MOST_FAILURES:
            raise problem
        log.warning("%s: %s %s", problem.code, problem, problem.detail)
        if len(self._drafts) == 1:
            self._set_aside.add(self._drafts[0].job.document_id)
            self._crash = problem if problem.code == "model-crashed" else self._crash
        else:
            self._jobs.extendleft(draft.job for draft in reversed(self._drafts))
            self._one_by_one = len(self._drafts)
        self._lay_down()

    def _lay_down(self) -> None:
        """Have no draft in hand."""
        self._drafts, self._codes = [], {}
        self._missing.clear()


def _joined(parts: list[Codes]) -> Codes:
    return Codes(
        dims=parts[0].dims,
        count=sum(part.count for part in parts),
        bits=b"".join(part.bits for part in parts),
        int8=b"".join(part.int8 for part in parts),
    )
