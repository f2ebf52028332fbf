"""All passages of one file that a query finds, for who looks at the file: a list of results has only the best few of each.

Invariant: the best first, as a search orders them; a passage that holds little of what was asked for, beside what the
file's best one holds, is none.
"""

from __future__ import annotations

import numpy as np

from pplx_desktop.core.ports import MOST_PASSAGES
from pplx_desktop.core.types import Passage
from pplx_desktop.index.conditions import Scope
from pplx_desktop.index.store import Index
from pplx_desktop.search.asked import read_asked
from pplx_desktop.search.asking import Models
from pplx_desktop.search.candidates import find_candidates
from pplx_desktop.search.explaining import meaning_tells
from pplx_desktop.search.fusion import blend, find_tiers, lift
from pplx_desktop.search.ordering import sources_of
from pplx_desktop.search.passages import ScoredChunk, read_passages
from pplx_desktop.search.query import parse_query
from pplx_desktop.search.ranking import Ranking
from pplx_desktop.search.snippets import wanted_marks
from pplx_desktop.search.terms import weigh_terms

_LEAST_SHARE = 0.4
"""What a passage by several words is worth at least, of what the best one in the file is: others hold a word in passing."""


def find_passages(
    index: Index, models: Models, raw: str, path: str, ranking: Ranking, *, typing: bool
) -> tuple[Passage, ...]:
    """The passages of `path` for a query, best first; none where the index has no text of it. They tell no evidence: ranks
    count among all files. `typing` as in `Searcher.search`.
    """
    query, _ = parse_query(raw)
    if not query.text:
        return ()
    meaning = models.ask(query, "hybrid")
    with index.snapshot():
        record = index.record(path)
        if record is None or record.document_id is None:
            return ()
        retrieval = index.retrieval
        scope = Scope(np.array([record.file_id], np.int64), np.array([record.document_id], np.int64))
        there = models.roles()
        legs = [leg for leg in meaning.legs if leg.generation in there]
        asked = read_asked(retrieval, query, typing=typing)
        terms = weigh_terms(retrieval, asked.words, ranking, beginning=asked.beginning)
        candidates = find_candidates(retrieval, terms, legs, scope, ranking, phrases=asked.exact)
        mixed = blend(candidates, "hybrid" if legs else "words", ranking)
        tiers = find_tiers(candidates, ranking)
        telling = meaning_tells(candidates)
        least = _LEAST_SHARE * mixed.words.max(initial=0.0) if len(terms.terms) > 1 else 0.0
        holds = (candidates.words > 0) & (mixed.words >= least)
        order = np.lexsort((candidates.chunks, -mixed.scores, -tiers))
        chosen = [int(place) for place in order if holds[place] or telling[place]][:MOST_PASSAGES]
        lifted = lift(mixed.scores, tiers)
        chunks = [
            ScoredChunk(int(candidates.chunks[place]), float(lifted[place]), sources_of(candidates, place, telling))
            for place in chosen
        ]
        if not chunks:
            return ()
        wanted = wanted_marks(
            retrieval.tokenizers, [term for term in asked.marked if term in terms.terms], asked.beginning
        )
        text = retrieval.texts([record.document_id])[record.document_id]
        retrieval.fetch_texts([(text, [chunk.chunk_id for chunk in chunks])])
        return tuple(*read_passages([(text, chunks)], retrieval.tokenizers, wanted, ranking.snippet_chars))
