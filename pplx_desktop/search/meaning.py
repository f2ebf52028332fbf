"""What the search by meaning finds: the nearest by the signs of their vectors, and how like the query these are.

Invariant: each chunk is judged by one model, the best that has it, and all likenesses are on one model's scale.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from pplx_desktop.core.evidence import LegEvidence
from pplx_desktop.core.types import QueryVector
from pplx_desktop.index.chunk_rows import Ids
from pplx_desktop.index.code_copy import SAMPLE_CHUNKS
from pplx_desktop.index.conditions import Scope
from pplx_desktop.index.retrieval import Nearest, Retrieval
from pplx_desktop.index.vectors import CodeRows
from pplx_desktop.search.calibration import Floats, Scale, measure_scale, on_one_scale, reference_model

_SIGNS_LIKENESS = float(np.sqrt(2 / np.pi))
"""The cosine of a vector to its own signs, where its values are distributed normally: so much smaller are the likenesses of
what is kept by its signs alone."""
_NOTHING = np.empty(0, np.int64)


@dataclass(frozen=True, slots=True)
class Leg:
    """A query's vector, for a set of vectors that the same model made."""

    generation: int
    vector: QueryVector
    model: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class Asking:
    """A model that is asked what is nearest; `nearest` waits for the answer."""

    leg: Leg
    nearest: Nearest


@dataclass(frozen=True, slots=True)
class Likenesses:
    """The chunks that were found `near`, and those of these and of others that were to be judged which have a vector, both
    in order, with the likeness of each. `sample` is that of chunks that are evenly spread, on the same scale, and `scale`
    how like these are to each other.
    """

    near: Ids = field(default_factory=lambda: np.empty(0, np.int64))
    chunks: Ids = field(default_factory=lambda: np.empty(0, np.int64))
    likeness: Floats = field(default_factory=lambda: np.empty(0))
    sample: Floats = field(default_factory=lambda: np.empty(0))
    legs: tuple[LegEvidence, ...] = ()
    scale: Scale = field(default_factory=Scale)


def begin_like(retrieval: Retrieval, legs: Sequence[Leg], scope: Scope, limit: int) -> list[Asking]:
    """Ask each model for the `limit` nearest of what none before it has, beside what the caller does meanwhile, in the same
    snapshot.
    """
    asking: list[Asking] = []
    for number, leg in enumerate(legs):
        before = [other.generation for other in legs[:number]]
        documents = scope.documents
        if before and (own := retrieval.documents_only_in(leg.generation, before)) is not None:
            documents = own if documents is None else np.intersect1d(own, documents)
        asking.append(Asking(leg, retrieval.begin_nearest(leg.generation, leg.vector.bits, limit, documents=documents)))
    return asking


def find_like(retrieval: Retrieval, legs: Sequence[Leg], matched: Ids, scope: Scope, limit: int) -> Likenesses:
    """Ask each model for the `limit` nearest of what none before it has, and judge these and the `matched` chunks."""
    return judge_like(retrieval, begin_like(retrieval, legs, scope, limit), matched)


def judge_like(retrieval: Retrieval, asking: Sequence[Asking], matched: Ids) -> Likenesses:
    """What the models that are asked say of the nearest, and of the `matched` chunks."""
    if not asking:
        return Likenesses()
    near: list[Ids] = []
    chunks: list[Ids] = []
    judged: list[Floats] = []
    evidence: list[LegEvidence] = []
    legs = [asked.leg for asked in asking]
    for asked in asking:
        leg, found = asked.leg, np.array([chunk for chunk, _ in asked.nearest()], np.int64)
        # What a better model has judged is not judged again.
        wanted = np.setdiff1d(np.concatenate((found, matched)), np.concatenate((_NOTHING, *chunks)))
        codes = retrieval.code_rows(leg.generation, wanted)
        near.append(np.intersect1d(found, codes.chunks))
        chunks.append(codes.chunks)
        judged.append(likenesses(leg.vector, codes))
        evidence.append(LegEvidence(leg.model, leg.role, found=len(found), judged=len(codes.chunks)))
    models = [leg.model for leg in legs]
    rows = [retrieval.sample_rows(leg.generation, SAMPLE_CHUNKS) for leg in legs]
    samples = [likenesses(leg.vector, own) for leg, own in zip(legs, rows, strict=True)]
    if len(set(models)) > 1:
        judged = on_one_scale(judged, samples, models)
    together = np.concatenate(chunks)
    order = np.argsort(together)
    reference = reference_model(samples, models)
    of_reference = [number for number, model in enumerate(models) if model == reference]
    sample = np.concatenate([samples[number] for number in of_reference])
    largest = max((rows[number] for number in of_reference), key=lambda own: len(own.chunks))
    return Likenesses(
        np.sort(np.concatenate(near)),
        together[order],
        np.concatenate(judged)[order],
        sample,
        tuple(evidence),
        _scale_of(largest),
    )


def likenesses(vector: QueryVector, rows: CodeRows) -> Floats:
    """The cosine of a query to each code; where only signs are kept, to these, on the same scale."""
    query = np.frombuffer(vector.values, "<f4").astype(np.float32)
    # 32 bits hold int8, and more than the codes tell.
    values = rows.values.astype(np.float32)
    lengths = np.sqrt(np.einsum("ij,ij->i", values, values)) * np.linalg.norm(query)
    lengths[~rows.sized] *= np.float32(_SIGNS_LIKENESS)
    # A code of zeros is like nothing.
    cosines = np.divide(values @ query, lengths, out=np.zeros(len(values), np.float32), where=lengths > 0)
    return cosines.astype(np.float64)


@lru_cache(maxsize=4)
def _scale_of(sample: CodeRows) -> Scale:
    """The scale of a sample, which is the same for many queries."""
    return measure_scale(_units(sample))


def _units(rows: CodeRows) -> NDArray[np.float32]:
    """The codes with length 1; longer where only signs are kept, so that their products are on the same scale."""
    values = rows.values.astype(np.float32)
    lengths = np.linalg.norm(values, axis=1, keepdims=True)
    lengths[~rows.sized] *= np.float32(_SIGNS_LIKENESS)
    return np.divide(values, lengths, out=np.zeros_like(values), where=lengths > 0)
