"""The order of what was found: documents, and files that only their name brings.

Invariant: what is certain comes first, whatever the likeness of the rest: the file whose name was typed, then what holds
the exact words (`search/exact.py`); within these, and after them, the score decides. Scores never rise down the list.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

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

_NAMED = 3
"""The tier of a file whose name was typed, above those of chunks."""
_WHY = {_NAMED: "name", 2: "phrase", 1: "rare", 0: ""}


LikenessOf = Callable[[Sequence[int]], Mapping[int, Mapping[int, float]]]


def _unknown(_: Sequence[int]) -> Mapping[int, Mapping[int, float]]:
    return {}


class _Found(NamedTuple):
    """A document, or a file without one. `places` are those of its chunks among the candidates, best first. `text` is
    what the first of them is worth, `document` what its likeness as a whole is.
    """

    document_id: int | None
    file_id: int | None
    places: Sequence[int]
    tier: int
    text: float
    name: NameScore | None
    document: float
    score: float


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
    found = sorted(
        (*_documents(candidates, blend.scores, tiers, names, ranking), *_files_alone(names, ranking)), key=_place
    )
    # Nothing is lowered, so those that are not looked at stay behind.
    looked_at = found[: max(limit, ranking.least_documents)]
    judged = likeness_of([one.document_id for one in looked_at if one.document_id is not None])
    best = {
        one.document_id: int(candidates.chunks[one.places[0]]) for one in looked_at if one.document_id and one.places
    }
    likeness = topics(judged, best)
    found[: len(looked_at)] = sorted((_raised(one, likeness, ranking) for one in looked_at), key=_place)
    floors = find_floors(
        np.array([one.score for one in found], np.float64), np.array([one.tier for one in found], np.int64)
    )
    chosen = [(one, [*one.places[: ranking.passages_per_file]]) for one in found[:limit]]
    evidence = explain_passages(
        candidates,
        [place for _, places in chosen for place in places],
        words=blend.words,
        meaning=blend.meaning,
        scores=blend.scores,
    )
    telling = meaning_tells(candidates)
    lifted = lift(blend.scores, tiers)
    return [
        Ranked(
            floor + (1.0 - floor) * one.score,
            one.document_id,
            one.file_id,
            tuple(
                ScoredChunk(
                    int(candidates.chunks[place]),
                    float(lifted[place]),
                    sources_of(candidates, place, telling),
                    evidence[place],
                )
                for place in places
            ),
            _evidence(one, floor),
        )
        for (one, places), floor in zip(chosen, floors.tolist(), strict=False)
    ]


def _place(one: _Found) -> tuple[float, float, int, int]:
    return -one.tier, -one.score, one.document_id or 0, one.file_id or 0


def _raised(one: _Found, likeness: Mapping[int, float], ranking: Ranking) -> _Found:
    if one.document_id is None or one.document_id not in likeness:
        return one
    worth = ranking.document_weight * likeness[one.document_id]
    return one._replace(score=with_name(one.score, worth), document=worth)


def _documents(
    candidates: Candidates,
    scores: Floats,
    tiers: NDArray[np.int64],
    names: Mapping[int, NameScore],
    ranking: Ranking,
) -> list[_Found]:
    best_first = np.lexsort((candidates.chunks, -scores, -tiers))
    places: dict[int, list[int]] = {}
    for place, document in zip(best_first.tolist(), candidates.documents[best_first].tolist(), strict=True):
        places.setdefault(document, []).append(place)
    name_of: dict[int, NameScore] = {}
    for name in names.values():
        if name.document_id is None or not (name.coverage >= ranking.name_coverage or name.document_id in places):
            continue
        known = name_of.get(name.document_id)
        if known is None or (name.is_exact, name.score) > (known.is_exact, known.score):
            name_of[name.document_id] = name
    found: list[_Found] = []
    for document in places.keys() | name_of.keys():
        own, name = places.get(document, []), name_of.get(document)
        text, tier = (float(scores[own[0]]), int(tiers[own[0]])) if own else (0.0, 0)
        found.append(_found(document, None, own, tier, text, name))
    return found


def _files_alone(names: Mapping[int, NameScore], ranking: Ranking) -> list[_Found]:
    """Files whose text was not read, with enough of the query in their names."""
    return [
        _found(None, name.file_id, (), 0, 0.0, name)
        for name in names.values()
        if name.document_id is None and name.coverage >= ranking.name_coverage
    ]


def _found(
    document: int | None, file: int | None, places: Sequence[int], tier: int, text: float, name: NameScore | None
) -> _Found:
    tier = _NAMED if name is not None and name.is_exact else tier
    score = with_name(text, name.score if name is not None else 0.0)
    return _Found(document, file, places, tier, text, name, 0.0, score)


def _evidence(one: _Found, floor: float) -> HitEvidence:
    coverage, name = (one.name.coverage, one.name.score) if one.name is not None else (0.0, 0.0)
    return HitEvidence(one.text, coverage, name, one.document, _WHY[one.tier], floor)


def sources_of(candidates: Candidates, place: int, telling: NDArray[np.bool_]) -> tuple[Source, ...]:
    """Which legs speak for the candidate at a place; `telling` says for which the meaning does, beside the words."""
    if not candidates.words[place]:
        return ("meaning",) if candidates.near[place] else ()
    return ("words", "meaning") if telling[place] else ("words",)
