"""The leg of the names: how much of what was asked a file's name says.

Invariant: a score is between 0 and 1, and 1 only where the name holds every word that was asked for.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from pplx_desktop.index.conditions import Scope
from pplx_desktop.index.names import folder_words, name_words
from pplx_desktop.index.retrieval import Retrieval
from pplx_desktop.search.ranking import Ranking

FOLDER_SHARE = 0.3
"""What a word in a folder's name counts, against one in the file's own name."""
LONGEST_NAME_SHARE = 0.8
"""A name that says much more than was asked keeps this share of its score."""


@dataclass(frozen=True, slots=True)
class NameScore:
    """A file whose name holds some of the words. `coverage` is their share; `score` is what the name is worth without
    any text: `Ranking.name_weight` at most, and `Ranking.exact_name_weight` where the name is what was asked for.
    """

    file_id: int
    document_id: int | None
    coverage: float
    score: float


def score_names(
    retrieval: Retrieval, terms: Sequence[str], scope: Scope, ranking: Ranking, *, beginning: str = ""
) -> dict[int, NameScore]:
    """Files by id whose name or nearest folders hold some of the terms, or words that begin like `beginning`."""
    stems = [token.term for term in (*terms, beginning) for token in retrieval.tokenizers.stems(term)]
    if not stems:
        return {}
    begun = stems[-1] if beginning else ""
    asked = " ".join((*terms, *((beginning,) if beginning else ()))).casefold()
    found: dict[int, NameScore] = {}
    for match in retrieval.match_names(terms, ranking.names_limit, files=scope.files, beginning=beginning):
        folder, name = os.path.split(match.path)
        in_name = {token.term for token in retrieval.tokenizers.stems(name_words(name))}
        in_folder = {token.term for token in retrieval.tokenizers.stems(folder_words(folder))}
        held = [_held(stem, in_name, in_folder, begun) for stem in stems]
        coverage = sum(held) / len(stems)
        said = min(1.0, sum(share == 1.0 for share in held) / max(1, len(in_name)))
        # The square keeps one common word of a long question, met in a name, from counting.
        score = ranking.name_weight * (coverage * (LONGEST_NAME_SHARE + (1.0 - LONGEST_NAME_SHARE) * said)) ** 2
        if asked in {name.casefold(), PurePath(name).stem.casefold()}:
            score = ranking.exact_name_weight
        found[match.file_id] = NameScore(match.file_id, match.document_id, coverage, score)
    return found


def _held(stem: str, in_name: set[str], in_folder: set[str], begun: str) -> float:
    if stem in in_name or (stem == begun and any(word.startswith(stem) for word in in_name)):
        return 1.0
    return FOLDER_SHARE if stem in in_folder else 0.0
