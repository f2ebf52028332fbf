"""What of a query is certain: passages that hold the rare word, the number or the quoted phrase that was asked for.

Invariant: whoever asks for something by its exact word finds what holds it before anything that is only like it; a rare
word that is a small part of a long question makes nothing certain.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from pplx_desktop.index.retrieval import Retrieval
from pplx_desktop.search.ranking import Ranking
from pplx_desktop.search.terms import Terms

_PHRASE_CHUNKS = 20_000
"""A phrase that more chunks hold than this is one that the best by words hold anyway."""


@dataclass(frozen=True, slots=True)
class Exact:
    """What chunks hold exactly, by chunk. `rare` is the share of the query that the rare words in it make, `certain` that
    of the rare words and numbers in it. `phrased` are the chunks with a quoted phrase.
    """

    rare: Mapping[int, float]
    certain: Mapping[int, float]
    phrased: frozenset[int]


def find_exact(retrieval: Retrieval, terms: Terms, phrases: Sequence[str], ranking: Ranking) -> Exact:
    """Read which chunks hold the rare words, the numbers and the phrases of a query."""
    counts = {told.term: told.chunks for told in terms.evidence}
    shares = dict(terms.rare)
    for told in terms.evidence:
        if told.use == "searched" and told.chunks <= ranking.number_chunks and any(map(str.isdigit, told.term)):
            shares[told.term] = told.share
    rare: dict[int, float] = {}
    held: dict[int, float] = {}
    for term, share in shares.items():
        for chunk in retrieval.chunks_with(term):
            held[chunk] = held.get(chunk, 0.0) + share
            if term in terms.rare:
                rare[chunk] = rare.get(chunk, 0.0) + share
    return Exact(
        rare=rare,
        certain=held,
        phrased=frozenset(
            chunk
            for phrase in phrases
            if (counts[phrase] if phrase in counts else retrieval.count_chunks(phrase)) <= _PHRASE_CHUNKS
            for chunk in retrieval.chunks_with(phrase)
        ),
    )


def find_begun(terms: Terms, words: Collection[int], ranking: Ranking) -> Mapping[int, float]:
    """The chunks that are certain while nothing was typed yet but the beginning of a word, of those that hold such words:
    all, where these are as few as those of a rare word.
    """
    if terms.terms or not terms.beginning or len(words) > ranking.rare_chunks:
        return {}
    return dict.fromkeys(words, 1.0)
