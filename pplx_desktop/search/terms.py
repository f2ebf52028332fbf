"""Which of a query's words tell something, and how much of the query a rare one is.

Invariant: nothing here is a list of words of some language; the index says which words are common in it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from pplx_desktop.core.evidence import TermEvidence, TermUse
from pplx_desktop.index.retrieval import Retrieval
from pplx_desktop.search.ranking import Ranking

_BM25_SATURATION = 2.2
"""How often a word's weight a chunk can gain by it: 1 + k1, and FTS5 has k1 = 1.2."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What the words leg looks for. `beginning` is one more term, that of a word which may not be complete.

    `rare` maps each rare term to its share of what the query's words tell, between 0 and 1, by their inverse frequencies.
    `most` is what bm25 could come to at most: for a chunk with nothing but the query's words, those included that no
    chunk holds.
    """

    terms: tuple[str, ...] = ()
    beginning: str = ""
    rare: dict[str, float] = field(default_factory=dict[str, float])
    most: float = 0.0
    evidence: tuple[TermEvidence, ...] = ()


def weigh_terms(retrieval: Retrieval, terms: Sequence[str], ranking: Ranking, *, beginning: str = "") -> Terms:
    """Leave out the terms that no chunk holds, and those that too many do, unless there are no others."""
    chunks = retrieval.count_chunks()
    # "index" and "indexing" are one word to the index, and must not count twice.
    distinct = {tuple(retrieval.tokenizers.sought(term)): term for term in reversed(terms)}
    counts = {term: retrieval.count_chunks(term) for term in reversed(distinct.values())}
    telling = {term: count for term, count in counts.items() if 0 < count <= ranking.common_share * chunks} or {
        term: count for term, count in counts.items() if count
    }
    # A word that no chunk holds tells the most: that what was asked for is not there in these words.
    told = {
        term: math.log(1.0 + chunks / (count or 0.5)) for term, count in counts.items() if term in telling or not count
    }
    whole = sum(told.values())
    rare = {term: told[term] / whole for term, count in telling.items() if count <= ranking.rare_chunks}
    most = sum(_BM25_SATURATION * max(_inverse_frequency(count, chunks), 0.0) for count in counts.values())
    evidence = tuple(
        TermEvidence(
            term, _use(count, rare=term in rare, telling=term in telling), count, told.get(term, 0.0) / (whole or 1.0)
        )
        for term, count in counts.items()
    )
    return Terms(tuple(telling), beginning, rare, most, evidence)


def _use(count: int, *, rare: bool, telling: bool) -> TermUse:
    if not count:
        return "unknown"
    if rare:
        return "rare"
    return "searched" if telling else "common"


def _inverse_frequency(count: int, chunks: int) -> float:
    """As FTS5's bm25 weighs a word that `count` of all chunks hold."""
    return math.log((chunks - count + 0.5) / (count + 0.5))
