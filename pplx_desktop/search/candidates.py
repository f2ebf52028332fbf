"""What the legs of a search find: chunks with a score by words, by likeness, or both.

Invariants: a chunk found by one leg carries the other's score too, where there is one; so scores can be mixed instead
of ranks. Each chunk is judged by one model, the best that has it, and all likenesses are on one model's scale.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pplx_desktop.core.types import QueryVector
from pplx_desktop.index.conditions import Scope
from pplx_desktop.index.retrieval import Retrieval
from pplx_desktop.search.calibration import Floats, on_one_scale
from pplx_desktop.search.ranking import Ranking
from pplx_desktop.search.terms import Terms

_SAMPLE = 256
"""Chunks that tell how like a query the average chunk is, by one model."""


@dataclass(frozen=True, slots=True)
class Leg:
    """A query's vector, for a set of vectors that the same model made."""

    generation: int
    vector: QueryVector
    model: str = ""


@dataclass(frozen=True, slots=True)
class Candidates:
    """Chunks, one position in each array for each.

    `words` is bm25, 0 where no word matched; `rare` is the share of the query that the rare words in the chunk make; `likeness` is the cosine to the query, NaN where the chunk has no vector
    or none was asked for; `near` says that the search by meaning found it.
    """

    chunks: NDArray[np.int64]
    documents: NDArray[np.int64]
    words: Floats
    rare: Floats
    likeness: Floats
    near: NDArray[np.bool_]
    most_words: float = 0.0
    """What bm25 could come to at most (`Terms.most`); 0 where it is not known."""


def find_candidates(
    retrieval: Retrieval, terms: Terms, legs: Sequence[Leg], scope: Scope, ranking: Ranking
) -> Candidates:
    """Ask the words, and each model of `legs` for what none before it has. No terms leave the words out, no legs leave
    the meaning out.
    """
    matches = retrieval.match_words(
        terms.terms, ranking.words_limit, ranking.columns, documents=scope.documents, beginning=terms.beginning
    )
    words = {match.chunk_id: match.score for match in matches}
    rare: dict[int, float] = {}
    for term, share in terms.rare.items():
        for chunk in retrieval.chunks_with(term):
            rare[chunk] = rare.get(chunk, 0.0) + share
    near, likeness = _find_like(retrieval, legs, words.keys(), scope, ranking)
    documents = {match.chunk_id: match.document_id for match in matches}
    documents |= retrieval.documents_of(near - documents.keys())
    order = sorted(documents)
    return Candidates(
        chunks=np.array(order, np.int64),
        documents=np.array([documents[chunk] for chunk in order], np.int64),
        words=np.array([words.get(chunk, 0.0) for chunk in order], np.float64),
        rare=np.array([min(1.0, rare.get(chunk, 0.0)) for chunk in order], np.float64),
        likeness=np.array([likeness.get(chunk, np.nan) for chunk in order], np.float64),
        near=np.array([chunk in near for chunk in order], np.bool_),
        most_words=terms.most,
    )


def _find_like(
    retrieval: Retrieval, legs: Sequence[Leg], matched: Collection[int], scope: Scope, ranking: Ranking
) -> tuple[set[int], dict[int, float]]:
    """The chunks that the models find near, and the likeness of these and of the `matched` ones."""
    near: set[int] = set()
    judged: list[dict[int, float]] = []
    known: set[int] = set()
    for number, leg in enumerate(legs):
        before = [other.generation for other in legs[:number]]
        documents = scope.documents
        if before and (own := retrieval.documents_only_in(leg.generation, before)) is not None:
            documents = own if documents is None else np.intersect1d(own, documents)
        found = retrieval.nearest(leg.generation, leg.vector.bits, ranking.meaning_limit, documents=documents)
        ids = {chunk for chunk, _ in found}
        likeness = cosines(retrieval, leg.generation, leg.vector, sorted((ids | set(matched)) - known))
        # A row that was written between the two tables cannot be missing, but a chunk without int8 has no score.
        near |= ids & likeness.keys()
        known |= likeness.keys()
        judged.append(likeness)
    models = [leg.model for leg in legs]
    if len(set(models)) > 1:
        judged = on_one_scale(judged, [_sample(retrieval, leg) for leg in legs], models)
    return near, {chunk: value for likeness in judged for chunk, value in likeness.items()}


def _sample(retrieval: Retrieval, leg: Leg) -> Floats:
    chunks = retrieval.sample_chunks(leg.generation, _SAMPLE)
    return np.array(list(cosines(retrieval, leg.generation, leg.vector, chunks).values()), np.float64)


def cosines(retrieval: Retrieval, generation: int, vector: QueryVector, chunk_ids: Sequence[int]) -> dict[int, float]:
    """The cosine of the query to the int8 code of each chunk that has one."""
    ids, codes = retrieval.int8(generation, chunk_ids)
    if not ids:
        return {}
    query = np.frombuffer(vector.values, "<f4").astype(np.float64)
    rows = codes.astype(np.float64)
    lengths = np.linalg.norm(rows, axis=1) * np.linalg.norm(query)
    # A code of zeros is like nothing.
    values = np.divide(rows @ query, lengths, out=np.zeros(len(ids)), where=lengths > 0)
    return dict(zip(ids, values.tolist(), strict=True))
