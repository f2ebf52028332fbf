"""What the legs of a search find: chunks with a score by words, by likeness, or both.

Invariants: a chunk found by one leg carries the other's score too, where there is one; so scores can be mixed instead
of ranks. Each chunk is judged by one model, the best that has it, and all likenesses are on one model's scale.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from pplx_desktop.core.evidence import LegEvidence
from pplx_desktop.index.conditions import Scope
from pplx_desktop.index.fulltext import Ids
from pplx_desktop.index.retrieval import Retrieval
from pplx_desktop.search.calibration import Floats, Scale
from pplx_desktop.search.exact import find_begun, find_exact
from pplx_desktop.search.meaning import Asking, Leg, Likenesses, begin_like, judge_like
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
    beyond: NDArray[np.bool_] = field(default_factory=lambda: np.empty(0, np.bool_))
    """Whether a chunk that holds words was not among the best by words, but found by meaning; empty for none."""

    @property
    def by_words(self) -> NDArray[np.bool_]:
        """Which chunks the search by words found."""
        return (self.words > 0) & ~self.beyond if len(self.beyond) else self.words > 0


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
    matches = retrieval.match_words(
        terms.terms, ranking.words_limit, ranking.columns, documents=scope.documents, beginning=terms.beginning
    )
    exact = find_exact(retrieval, terms, phrases, ranking)
    certain = [chunk for chunk, share in exact.certain.items() if share >= ranking.certain_share]
    # So many hold the other words that these did not come through.
    missing = np.setdiff1d(np.array(certain, np.int64), matches.chunks)
    if scope.documents is not None:
        missing = missing[retrieval.are_in(scope.documents, missing)]
    shares = exact.certain or find_begun(terms, matches.chunks.tolist(), ranking)
    lap("words")
    like = judge_like(retrieval, asking, np.concatenate((matches.chunks, missing)))
    lap("meaning")
    near = np.union1d(np.setdiff1d(like.near, matches.chunks), missing)
    # Where not all that hold words came through, what is near may hold them, too.
    beyond = np.empty(0, np.int64)
    if len(matches) == ranking.words_limit and len(near):
        scored = retrieval.score_words(terms.terms, near, ranking.columns, beginning=terms.beginning)
        matches = matches.and_also(scored)
        beyond = np.setdiff1d(scored.chunks, missing)
        near = np.setdiff1d(near, scored.chunks)
    lap("words")
    chunks = np.concatenate((matches.chunks, near))
    documents = np.concatenate((matches.documents, retrieval.owners_of(near)))
    order = np.argsort(chunks)
    order = order[documents[order] >= 0]
    chunks = chunks[order]
    return Candidates(
        chunks=chunks,
        documents=documents[order],
        words=np.concatenate((matches.scores, np.zeros(len(near))))[order],
        rare=np.minimum(1.0, _looked_up(chunks, exact.rare)),
        likeness=_likeness_of(chunks, like),
        near=np.isin(chunks, like.near),
        most_words=terms.most,
        legs=like.legs,
        sample=like.sample,
        scale=like.scale,
        certain=_looked_up(chunks, shares),
        phrased=np.isin(chunks, np.array([*exact.phrased], np.int64)),
        beyond=np.isin(chunks, beyond),
    )


def _looked_up(chunks: Ids, shares: Mapping[int, float]) -> Floats:
    """The share of each chunk, 0 for those without one."""
    return np.array([shares.get(chunk, 0.0) for chunk in chunks.tolist()]) if shares else np.zeros(len(chunks))


def _likeness_of(chunks: Ids, like: Likenesses) -> Floats:
    """The likeness of each chunk, NaN for those that were not judged."""
    likeness = np.full(len(chunks), np.nan)
    at = like.chunks.searchsorted(chunks)
    at[at == len(like.chunks)] = -1
    there = like.chunks[at] == chunks if len(like.chunks) else np.zeros(len(chunks), np.bool_)
    likeness[there] = like.likeness[at[there]]
    return likeness
