"""The order of what was found: documents, and files that only their name brings.

Invariant: what is certain comes first, whatever the likeness of the rest: the file whose name was typed, then what holds
the exact words (`search/exact.py`); within these, and after them, the score decides. Scores never rise down the list.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from pplx_desktop.core.evidence import HitEvidence
from pplx_desktop.core.types import Source
from pplx_desktop.search.candidates import Candidates, Floats
from pplx_desktop.search.explaining import explain_passages, meaning_tells
from pplx_desktop.search.fusion import Blend, find_floors, find_tiers, lift, with_name
from pplx_desktop.search.hits import Ranked
from pplx_desktop.search.names import NameScore
from pplx_desktop.search.passages import ScoredChunk
from pplx_desktop.search.ranking import Ranking
from pplx_desktop.search.topic import topics

Ids = NDArray[np.int64]
_Key = tuple[int, int]
"""A document, or a file without one; 0 is none."""
_NAMED = 3
"""The tier of a file whose name was typed, above those of chunks."""
_WHY = {_NAMED: "name", 2: "phrase", 1: "rare", 0: ""}


LikenessOf = Callable[[Sequence[int]], Mapping[int, Mapping[int, float]]]


def _unknown(_: Sequence[int]) -> Mapping[int, Mapping[int, float]]:
    return {}


@dataclass(frozen=True, slots=True)
class _Found:
    """Documents, and files without one, the best first: a position in each array for each. `texts` is what their best chunks
    are worth, `likeness` what the document's as a whole is. `named` are those that have a name which tells something.
    """

    documents: Ids
    files: Ids
    tiers: Ids
    texts: Floats
    likeness: Floats
    scores: Floats
    named: Mapping[_Key, NameScore]

    def raised(self, documents: Ids, likeness: Mapping[int, float], ranking: Ranking) -> _Found:
        """The same, the first ones, which are `documents`, raised by how like the query they are."""
        worth = np.zeros(len(self.scores))
        worth[: len(documents)] = [ranking.document_weight * likeness.get(one, 0.0) for one in documents.tolist()]
        known = [at for at, one in enumerate(documents.tolist()) if one in likeness]
        scores = self.scores.copy()
        scores[known] = with_name(scores[known], worth[known])
        raised = replace(self, likeness=worth, scores=scores)
        # Nothing is lowered, so those that are not looked at stay behind.
        return raised.ordered(len(documents))

    def ordered(self, first: int) -> _Found:
        """The same, so many of the first in their order."""
        keys = (self.files, self.documents, -self.scores, -self.tiers)
        order = np.arange(len(self.scores))
        order[:first] = np.lexsort([key[:first] for key in keys])
        return _Found(
            self.documents[order],
            self.files[order],
            self.tiers[order],
            self.texts[order],
            self.likeness[order],
            self.scores[order],
            self.named,
        )


def order_found(
    candidates: Candidates,
    blend: Blend,
    names: Mapping[int, NameScore],
    limit: int,
    ranking: Ranking,
    *,
    likeness_of: LikenessOf = _unknown,
) -> list[Ranked]:
    """The best `limit` documents and files, best first. A document is as good as its best passage, of the most certain
    ones, and better by how like the query it is as a whole, which `likeness_of` tells of some documents.
    """
    tiers = find_tiers(candidates, ranking)
    best_first = np.lexsort((candidates.chunks, -blend.scores, -tiers))
    owners = candidates.documents[best_first]
    found = _find(owners, blend.scores[best_first], tiers[best_first], names, ranking)

    def places_of(document: int, most: int) -> list[int]:
        """The places of a document's best chunks among the candidates."""
        return best_first[np.flatnonzero(owners == document)[:most]].tolist()

    looked_at = found.documents[: max(limit, ranking.least_documents)]
    read = [document for document in looked_at.tolist() if document]
    best = {document: int(candidates.chunks[place]) for document in read for place in places_of(document, 1)}
    found = found.raised(looked_at, topics(likeness_of(read), best), ranking)
    floors = find_floors(found.scores, found.tiers)
    chosen = [places_of(document, ranking.passages_per_file) for document in found.documents[:limit].tolist()]
    evidence = explain_passages(
        candidates,
        [place for places in chosen for place in places],
        words=blend.words,
        meaning=blend.meaning,
        scores=blend.scores,
    )
    telling = meaning_tells(candidates)
    lifted = lift(blend.scores, tiers)
    return [
        Ranked(
            told.floor + (1.0 - told.floor) * float(found.scores[at]),
            int(found.documents[at]) or None,
            int(found.files[at]) or None,
            tuple(
                ScoredChunk(
                    int(candidates.chunks[place]),
                    float(lifted[place]),
                    sources_of(candidates, place, telling),
                    evidence[place],
                )
                for place in places
            ),
            told,
        )
        for at, places in enumerate(chosen)
        for told in [_evidence(found, at, float(floors[at]))]
    ]


def _find(
    owners: Ids, scores: Floats, tiers: NDArray[np.int64], names: Mapping[int, NameScore], ranking: Ranking
) -> _Found:
    """What chunks or names bring. `owners` are the documents of the chunks, best first, with their scores and tiers."""
    own, best = np.unique(owners, return_index=True)
    named = _named(names, set(own.tolist()), ranking)
    at = {key: place for place, key in enumerate((document, 0) for document in own.tolist())}
    others = [key for key in named if key not in at]
    at |= {key: place for place, key in enumerate(others, len(own))}
    keys = np.array(others, np.int64).reshape(-1, 2)
    nothing = np.zeros(len(others), np.int64)
    all_tiers, worth = np.concatenate((tiers[best], nothing)), np.zeros(len(at))
    for key, name in named.items():
        worth[at[key]] = name.score
        if name.is_exact:
            all_tiers[at[key]] = _NAMED
    texts = np.concatenate((scores[best], np.zeros(len(others))))
    return _Found(
        np.concatenate((own, keys[:, 0])),
        np.concatenate((np.zeros(len(own), np.int64), keys[:, 1])),
        all_tiers,
        texts,
        np.zeros(len(at)),
        with_name(texts, worth),
        named,
    ).ordered(len(at))


def _named(names: Mapping[int, NameScore], documents: Set[int], ranking: Ranking) -> dict[_Key, NameScore]:
    """The best name of each document, among its copies', and those of files whose text was not read: with enough of the query
    in it, or of one of these documents.
    """
    best: dict[_Key, NameScore] = {}
    for name in names.values():
        if not (name.coverage >= ranking.name_coverage or name.document_id in documents):
            continue
        key = (0, name.file_id) if name.document_id is None else (name.document_id, 0)
        known = best.get(key)
        if known is None or (name.is_exact, name.score) > (known.is_exact, known.score):
            best[key] = name
    return best


def _evidence(found: _Found, at: int, floor: float) -> HitEvidence:
    name = found.named.get((int(found.documents[at]), int(found.files[at])))
    coverage, worth = (name.coverage, name.score) if name is not None else (0.0, 0.0)
    return HitEvidence(
        float(found.texts[at]), coverage, worth, float(found.likeness[at]), _WHY[int(found.tiers[at])], floor
    )


def sources_of(candidates: Candidates, place: int, telling: NDArray[np.bool_]) -> tuple[Source, ...]:
    """Which legs speak for the candidate at a place; `telling` says for which the meaning does, beside the words that found
    it.
    """
    if not candidates.words[place]:
        return ("meaning",) if candidates.near[place] else ()
    return ("words", "meaning") if telling[place] or not candidates.by_words[place] else ("words",)
