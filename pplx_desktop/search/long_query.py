"""Which words of a long query are looked for: those that tell most, and no more than a number of them.

Whoever pastes a page means what it is about, not each word of it; and each word costs time. Invariant: the cost of a query
is bounded, however long it is, and a query that somebody types is looked for whole.
`tests/benchmarks/typed_queries.py` measures what the limits cost in finding.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from pplx_desktop.index.retrieval import Retrieval

MOST_SEARCHED = 32
"""So many words are looked for."""
_MOST_COUNTED = 160
"""So many are counted, to choose from."""


def telling_terms(retrieval: Retrieval, terms: Sequence[str]) -> tuple[str, ...]:
    """The terms to look for, in their order: all of them, or of too many those that tell most."""
    if len(terms) <= MOST_SEARCHED:
        return tuple(terms)
    spelled = {word: term for term in reversed(terms) if (word := term.casefold())}
    times = Counter(term.casefold() for term in terms)
    if len(spelled) <= MOST_SEARCHED:
        return tuple(reversed(spelled.values()))
    # Long words are rare ones, mostly.
    likely = sorted(spelled.items(), key=lambda item: -len(item[0]) - math.log2(times[item[0]]))[:_MOST_COUNTED]
    chunks = retrieval.count_chunks()
    told = {
        word: math.log1p(times[word]) * math.log(1.0 + chunks / count)
        for word, term in likely
        if (count := retrieval.count_chunks(term))
    }
    chosen = set(sorted(told, key=lambda word: -told[word])[:MOST_SEARCHED])
    return tuple(term for word, term in reversed(spelled.items()) if word in chosen)
