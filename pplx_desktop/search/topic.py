"""How like the query a document is as a whole: a passage alone may have lost what its document is about.

Invariant: a document's likeness is that of passages spread evenly over it, so a long one costs no more than a short one.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import numpy as np

from pplx_desktop.index.retrieval import Retrieval
from pplx_desktop.search.meaning import Leg, likenesses

_PASSAGES = 8
"""So many of a document's passages are looked at: with four the likeness says less, with all hardly more."""


_PRIOR = 2.0
"""A document is taken to have so many more passages, as like the query as those of the others are on average."""


def passages_likeness(
    retrieval: Retrieval, legs: Sequence[Leg], documents: Collection[int]
) -> dict[int, dict[int, float]]:
    """The likeness of some passages of each document that has vectors, by document and chunk.

    None while several models share the index: a document would be judged by whichever has more of it.
    """
    if len({leg.model for leg in legs}) != 1:
        return {}
    chosen = {
        document: {first + (last - first) * part // (_PASSAGES - 1) for part in range(_PASSAGES)}
        for document, (first, last) in retrieval.chunk_ends(documents).items()
    }
    owners = {chunk: document for document, chunks in chosen.items() for chunk in chunks}
    judged: dict[int, dict[int, float]] = {}
    for leg in legs:
        rows = retrieval.code_rows(leg.generation, owners)
        for chunk, value in zip(rows.chunks.tolist(), likenesses(leg.vector, rows).tolist(), strict=True):
            judged.setdefault(owners[chunk], {}).setdefault(chunk, value)
    return judged


def topics(judged: Mapping[int, Mapping[int, float]], best: Mapping[int, int]) -> dict[int, float]:
    """How like the query each document is beside its best chunk, which has been counted already: so that documents of one
    chunk stay in their order. Between 0 and 1.
    """
    others = {
        document: [value for chunk, value in values.items() if chunk != best.get(document)]
        for document, values in judged.items()
    }
    everything = [value for values in others.values() for value in values]
    average = float(np.mean(everything)) if everything else 0.0
    return {
        document: min(max((sum(values) + _PRIOR * average) / (len(values) + _PRIOR), 0.0), 1.0)
        for document, values in others.items()
    }
