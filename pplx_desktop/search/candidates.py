"""What the legs of a search find: chunks with a score by words, by likeness, or both.

Invariant: a chunk found by one leg carries the other's score too, where there is one; so scores can be mixed instead
of ranks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pplx_desktop.core.types import QueryVector
from pplx_desktop.index.conditions import Scope
from pplx_desktop.index.retrieval import Retrieval
from pplx_desktop.search.ranking import Ranking
from pplx_desktop.search.terms import Terms

Floats = NDArray[np.float64]


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
    retrieval: Retrieval,
    terms: Terms,
    vector: QueryVector | None,
    generation: int | None,
    scope: Scope,
    ranking: Ranking,
) -> Candidates:
    """Ask both legs. No terms leave the words out, no vector or no generation leaves the meaning out."""
    matches = retrieval.match_words(
        terms.terms, ranking.words_limit, ranking.columns, documents=scope.documents, beginning=terms.beginning
    )
    words = {match.chunk_id: match.score for match in matches}
    rare: dict[int, float] = {}
    for term, share in terms.rare.items():
        for chunk in retrieval.chunks_with(term):
            rare[chunk] = rare.get(chunk, 0.0) + share
    near: set[int] = set()
    likeness: dict[int, float] = {}
    if vector is not None and generation is not None:
        found = retrieval.nearest(generation, vector.bits, ranking.meaning_limit, documents=scope.documents)
        near = {chunk for chunk, _ in found}
        likeness = cosines(retrieval, generation, vector, sorted(near | words.keys()))
        # A row that was written between the two tables cannot be missing, but a chunk without int8 has no score.
        near &= likeness.keys()
    documents = {match.chunk_id: match.document_id for match in matches}
    documents |= {chunk.id: chunk.document_id for chunk in retrieval.chunks(near - documents.keys()).values()}
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
