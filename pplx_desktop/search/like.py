"""More like this: the files with passages that are most like one that is known, or like a file as a whole.

Invariants: only stored vectors are read, so it works where no model can be asked; a passage is compared with vectors that
the same model made; the file itself and its copies are not among the hits.
"""

from __future__ import annotations

import time
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from pplx_desktop.core.errors import UserError
from pplx_desktop.core.evidence import Explanation
from pplx_desktop.core.types import QueryVector, SearchResult
from pplx_desktop.index.chunk_rows import ChunkRow
from pplx_desktop.index.conditions import Scope
from pplx_desktop.index.fulltext import Ids
from pplx_desktop.index.retrieval import Retrieval
from pplx_desktop.index.store import Generation, Index
from pplx_desktop.search.asking import by_role
from pplx_desktop.search.candidates import Candidates
from pplx_desktop.search.explaining import conditions_in_words, meaning_tells
from pplx_desktop.search.fusion import blend
from pplx_desktop.search.hits import build_hits
from pplx_desktop.search.meaning import Leg, find_like
from pplx_desktop.search.ordering import order_found
from pplx_desktop.search.query import parse_query
from pplx_desktop.search.ranking import DEFAULT_RANKING, Ranking
from pplx_desktop.search.searcher import conditions_of
from pplx_desktop.search.snippets import Wanted
from pplx_desktop.search.topic import passages_likeness

_MOST_PASSAGES = 64
"""So many of a file's passages, evenly spread, say what it is like as a whole."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a document: the vector of a passage or of all of it, which is made of those in `generation`."""

    document_id: int
    generation: Generation
    vector: QueryVector


def find_more_like(
    index: Index, path: str, start: int | None, *, limit: int, conditions: str = "", ranking: Ranking = DEFAULT_RANKING
) -> SearchResult:
    """The files most like the passage of `path` that holds the character at `start`, or the last one before it; like the
    whole file where `start` is None.

    Raises `UserError`: `not-indexed` where the file has no text here, `not-embedded` where there is no vector yet.
    """
    began = time.perf_counter()
    query, notices = parse_query(conditions)
    with index.snapshot():
        known = _known(index, path, start)
        retrieval = index.retrieval
        scope = retrieval.scope(conditions_of(query))
        candidates = _others(retrieval, known, scope, limit, ranking.for_files(limit))
        leg = Leg(known.generation.id, known.vector, known.generation.model, known.generation.role)
        mixed = blend(candidates, "meaning", ranking)
        ranked = order_found(
            candidates, mixed, {}, limit, ranking, likeness_of=partial(passages_likeness, retrieval, [leg])
        )
        hits = build_hits(retrieval, ranked, {}, scope, Wanted(()), ranking)
    explanation = Explanation(
        legs=candidates.legs,
        words_trust=mixed.trust,
        meaning_weight=mixed.meaning_weight,
        conditions=conditions_in_words(query),
        in_scope=None if scope.files is None else len(scope.files),
    )
    return SearchResult(
        query,
        (time.perf_counter() - began) * 1000,
        hits,
        notices,
        is_good_match=bool(meaning_tells(candidates).any()),
        explanation=explanation,
    )


def _known(index: Index, path: str, start: int | None) -> Known:
    record = index.record(path)
    passages = index.retrieval.chunks_of(record.document_id) if record is not None and record.document_id else []
    if not passages:
        raise UserError("not-indexed", "The text of this file is not in the index.")
    chosen = _spread(passages) if start is None else [_passage_at(passages, start)]
    for generation in by_role(index.generations()):
        rows = index.retrieval.code_rows(generation.id, [passage.id for passage in chosen])
        if len(rows.chunks) and rows.values.any():
            values = rows.values.astype(np.float32)
            lengths = np.linalg.norm(values, axis=1, keepdims=True)
            mean = np.divide(values, lengths, out=np.zeros_like(values), where=lengths > 0).mean(axis=0)
            vector = QueryVector(generation.dims, mean.astype("<f4").tobytes(), np.packbits(mean >= 0).tobytes())
            return Known(passages[0].document_id, generation, vector)
    raise UserError(
        "not-embedded",
        "This was not indexed by meaning yet.",
        hint="Let indexing go on, and try again then.",
    )


def _passage_at(passages: Sequence[ChunkRow], start: int) -> ChunkRow:
    return passages[max(0, bisect_right([row.start for row in passages], start) - 1)]


def _spread(passages: Sequence[ChunkRow]) -> Sequence[ChunkRow]:
    last, parts = len(passages) - 1, _MOST_PASSAGES - 1
    return passages if last <= parts else [passages[last * part // parts] for part in range(_MOST_PASSAGES)]


def _others(retrieval: Retrieval, known: Known, scope: Scope, limit: int, ranking: Ranking) -> Candidates:
    """The nearest passages of other documents."""
    found = _nearest(retrieval, known, scope, ranking.meaning_limit)
    if len(np.unique(found.documents)) < limit and len(found.chunks) < ranking.meaning_limit:
        own = known.document_id
        documents = retrieval.documents_in(known.generation.id) if scope.documents is None else scope.documents
        others: Ids = documents[documents != own]
        if len(others) < len(documents):
            # What the file itself holds took the places of others.
            found = _nearest(retrieval, known, Scope(scope.files, others), ranking.meaning_limit)
    return found


def _nearest(retrieval: Retrieval, known: Known, scope: Scope, limit: int) -> Candidates:
    leg = Leg(known.generation.id, known.vector, known.generation.model, known.generation.role)
    # Without others to judge, those that were judged are those that are near.
    like = find_like(retrieval, [leg], np.empty(0, np.int64), scope, limit)
    documents = retrieval.owners_of(like.near)
    others = (documents >= 0) & (documents != known.document_id)
    nothing = np.zeros(np.count_nonzero(others))
    return Candidates(
        chunks=like.near[others],
        documents=documents[others],
        words=nothing,
        rare=nothing,
        likeness=like.likeness[others],
        near=np.ones(len(nothing), np.bool_),
        legs=like.legs,
        sample=like.sample,
        scale=like.scale,
    )
