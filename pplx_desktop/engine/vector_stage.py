"""From searchable text to searchable meaning: what has no vector yet goes through the model.

Invariant: the codes of a document are stored all together, or none of them.
"""

from __future__ import annotations

import logging
import time
from collections import deque
from collections.abc import Iterator

from pplx_desktop.core.errors import ModelProblem
from pplx_desktop.core.ports import ChunkEmbedder, DocumentTexts
from pplx_desktop.core.types import Codes
from pplx_desktop.engine.gate import Gate
from pplx_desktop.index.store import EmbedJob, Index

log = logging.getLogger(__name__)

_REQUEST_CHUNKS = 64
"""Chunks in one request to the model: seconds of work, so that pause, stop and new files are heeded between two. A
document that is read in context goes whole, however long it is: cut elsewhere, its windows would be others."""

_JOBS_AT_A_TIME = 64
_MOST_FAILURES = 3
"""So many failures in a row are the model's, not a document's."""


class VectorStage:
    """Embeds document after document, newest first, as the index hands them out."""

    def __init__(self, index: Index, embedder: ChunkEmbedder, model: str, gate: Gate) -> None:
        self._index, self._embedder, self._gate = index, embedder, gate
        self.generation = index.ensure_generation(embedder.fingerprint, model, embedder.dims)
        self._jobs: deque[EmbedJob] = deque()
        self._failures = 0
        self._one_by_one = 0
        self._set_aside: set[int] = set()
        self._seconds = 0.0
        self._done = 0

    @property
    def embedded(self) -> int:
        """Chunks that were embedded since the program started."""
        return self._done

    def pending(self) -> int:
        """Chunks without a vector."""
        return self._index.pending_chunks(self.generation)

    def eta_s(self, pending: int) -> float | None:
        """How long `pending` chunks will take at the pace so far; None before there is one."""
        return pending * self._seconds / self._done if self._done else None

    def refresh(self) -> None:
        """Ask the index anew what to embed: files came or went."""
        self._jobs.clear()

    def step(self) -> bool:
        """Embed a few documents, or one large one. False when nothing was left to do.

        A document on which the model fails alone is set aside until the next session. Raises `ModelProblem` where the
        model fails again and again.
        """
        self._gate.check()
        batch = self._next_batch()
        if not batch:
            return False
        begun = time.monotonic()
        try:
            embedded = self._embed(batch)
        except ModelProblem as problem:
            self._failures += 1
            if problem.code not in {"model-run", "model-crashed"} or self._failures >= _MOST_FAILURES:
                raise
            log.warning("%s: %s %s", problem.code, problem, problem.detail)
            if len(batch) == 1:
                self._set_aside.add(batch[0].document_id)
            else:
                self._jobs.extendleft(reversed(batch))
                self._one_by_one = len(batch)
            return True
        self._failures = 0
        for job, codes in zip(batch, embedded, strict=True):
            self._index.store_codes(self.generation, job.document_id, codes)
        self._seconds += time.monotonic() - begun
        self._done += sum(len(job.texts) for job in batch)
        return True

    def _next_batch(self) -> list[EmbedJob]:
        if not self._jobs:
            self._jobs.extend(self._index.next_to_embed(self.generation, _JOBS_AT_A_TIME, without=self._set_aside))
        batch: list[EmbedJob] = []
        chunks = 0
        while self._jobs and (not batch or chunks + len(self._jobs[0].texts) <= _REQUEST_CHUNKS):
            batch.append(self._jobs.popleft())
            chunks += len(batch[-1].texts)
            if self._one_by_one:
                self._one_by_one -= 1
                break
        return batch

    def _embed(self, batch: list[EmbedJob]) -> list[Codes]:
        if len(batch) > 1 or len(batch[0].texts) <= _REQUEST_CHUNKS or self._embedder.reads_in_context:
            return self._embedder.embed_documents([_texts(job) for job in batch])
        parts: list[Codes] = []
        for part in _slices(batch[0]):
            self._gate.check()
            parts += self._embedder.embed_documents([part])
        return [
            Codes(
                dims=parts[0].dims,
                count=sum(part.count for part in parts),
                bits=b"".join(part.bits for part in parts),
                int8=b"".join(part.int8 for part in parts),
            )
        ]


def _texts(job: EmbedJob) -> DocumentTexts:
    return job.title, job.headings, job.texts


def _slices(job: EmbedJob) -> Iterator[DocumentTexts]:
    for at in range(0, len(job.texts), _REQUEST_CHUNKS):
        yield job.title, job.headings[at : at + _REQUEST_CHUNKS], job.texts[at : at + _REQUEST_CHUNKS]
