"""What the legs of a search find: chunks with a score by words, by likeness, or both.

Invariants: a chunk found by one leg carries the other's score too, where there is one; so scores can be mixed instead
of ranks. Each chunk is judged by one model, the best that has it, and all likenesses are on one model's scale.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from pplx_desktop.core.evidence import LegEvidence
from pplx_desktop.index.conditions import Scope
from pplx_desktop.index.fulltext import WordMatch
from pplx_desktop.index.retrieval import Retrieval
from pplx_desktop.search.calibration import Floats, Scale
from pplx_desktop.search.exact import find_begun, find_exact
from pplx_desktop.search.meaning import Asking, Leg, begin_like, judge_like
from pplx_desktop.search.ranking import Ranking
from pplx_desktop.search.terms import Terms


@dataclass(frozen=True, slots=True)
class Candidates:
    """Chunks, one position in each array for each.

    `words` is bm25, 0 where no word matched; `rare` is the share of the query that the rare words in the chunk make;
    `likeness` is the cosine to the query, NaN where the chunk has no vector or none was asked for; `near` says that the
    search by meaning found it.
    """

    chunks: NDArray[np.int64]
    documents: NDArray[np.int64]
    words: Floats
    rare: Floats
    likeness: Floats
    near: NDArray[np.bool_]
    most_words: float = 0.0
    """What bm25 could come to at most (`Terms.most`); 0 where it is not known."""
    legs: tuple[LegEvidence, ...] = ()
    sample: Floats = field(default_factory=lambda: np.empty(0))
    """How like the query chunks are that are evenly spread over all; empty where no model was asked."""
    scale: Scale = field(default_factory=Scale)
    """How like each other these are."""
    certain: Floats = field(default_factory=lambda: np.empty(0))
    """The share of the query that the rare words and numbers in a chunk make (see `search/exact.py`); empty for none."""
    phrased: NDArray[np.bool_] = field(default_factory=lambda: np.empty(0, np.bool_))
    """Whether a chunk holds a phrase that was quoted; empty for none."""


def _ignore(_: str) -> None:
    """Nobody wants to know how long it took."""


def find_candidates(  # noqa: PLR0913 - what is asked of whom
    retrieval: Retrieval,
    terms: Terms,
    legs: Sequence[Leg],
    scope: Scope,
    ranking: Ranking,
    *,
    asking: Sequence[Asking] | None = None,
    phrases: Sequence[str] = (),
    lap: Callable[[str], None] = _ignore,
) -> Candidates:
    """Ask the words, and each model of `legs` for what none before it has; `asking`, where they are asked already. No terms
    leave the words out, no legs leave the meaning out. `lap` is told when each part is done.
    """
    if asking is None:
        asking = begin_like(retrieval, legs, scope, ranking.meaning_limit)

    def match(wanted: Sequence[str], beginning: str) -> list[WordMatch]:
        return retrieval.match_words(
            wanted, ranking.words_limit, ranking.columns, documents=scope.documents, beginning=beginning
        )

    matches = {found.chunk_id: found for found in match(terms.terms, terms.beginning)}
    exact = find_exact(retrieval, terms, phrases, ranking)
    certain = {chunk for chunk, share in exact.certain.items() if share >= ranking.certain_share}
    if certain - matches.keys():
        # So many hold the other words that these did not come through.
        matches |= {
            found.chunk_id: found
            for found in match(exact.terms, "")
            if found.chunk_id in certain and found.chunk_id not in matches
        }
    words = {chunk: found.score for chunk, found in matches.items()}
    shares = exact.certain or find_begun(terms, words, ranking)
    lap("words")
    like = judge_like(retrieval, asking, words.keys())
    lap("meaning")
    documents = {chunk: found.document_id for chunk, found in matches.items()}
    documents |= retrieval.documents_of(like.near - documents.keys())
    order = sorted(documents)
    return Candidates(
        chunks=np.array(order, np.int64),
        documents=np.array([documents[chunk] for chunk in order], np.int64),
        words=np.array([words.get(chunk, 0.0) for chunk in order], np.float64),
        rare=np.array([min(1.0, exact.rare.get(chunk, 0.0)) for chunk in order], np.float64),
        likeness=np.array([like.by_chunk.get(chunk, np.nan) for chunk in order], np.float64),
        near=np.array([chunk in like.near for chunk in order], np.bool_),
        most_words=terms.most,
        legs=like.legs,
        sample=like.sample,
        scale=like.scale,
        certain=np.array([shares.get(chunk, 0.0) for chunk in order], np.float64),
        phrased=np.array([chunk in exact.phrased for chunk in order], np.bool_),
    )
