"""Why a search found what it found: what each leg said, and what came of it.

Invariant: numbers are those that the ranking used, not computed anew for showing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

TermUse = Literal["searched", "rare", "common", "unknown", "beginning", "corrected"]
"""How a word was used: looked for; looked for and a sign of what is wanted, for few passages hold it; left out, for too
many do; held by no passage; as the beginning of longer words; put in the place of an unknown one.
"""


@dataclass(frozen=True, slots=True)
class TermEvidence:
    """A word of the query. `chunks` is how many passages hold it; `share` is what part of all that the query's words
    tell it is, between 0 and 1. `replaces` is the word that was typed, for a corrected one.
    """

    term: str
    use: TermUse
    chunks: int = 0
    share: float = 0.0
    replaces: str = ""


@dataclass(frozen=True, slots=True)
class LegEvidence:
    """A set of vectors that was asked: whose, in which role, how many passages it has found and how many it judged."""

    model: str
    role: str
    found: int
    judged: int


@dataclass(frozen=True, slots=True)
class PassageEvidence:
    """What the legs said of a passage. Ranks count from 1; None where that leg did not find it.

    `bm25` is FTS5's, higher is better; `words` is what became of it between 0 and 1, `rare` the share of the query that
    rare words in the passage make. `likeness` is the cosine to the query, None where the passage has no vector;
    `meaning` is what became of it in the mix, between 0 and 1. `score` is the mix of both.
    """

    score: float
    words_rank: int | None = None
    bm25: float = 0.0
    words: float = 0.0
    rare: float = 0.0
    meaning_rank: int | None = None
    likeness: float | None = None
    meaning: float = 0.0


@dataclass(frozen=True, slots=True)
class HitEvidence:
    """What made a file's score, beside its passages (`Passage.evidence`). All between 0 and 1, 0 where it has no part.

    `text` is what its best passage came to. `name_coverage` is the share of the query's words in its name, `name` what the
    name was worth, `document` what its likeness as a whole was worth. `exact` says which certain match put it before others: "name", "phrase", "rare" or "" for none. `floor` is
    what the best of those that are less certain came to: the file's own score takes its part of what is left above it.
    """

    text: float = 0.0
    name_coverage: float = 0.0
    name: float = 0.0
    document: float = 0.0
    exact: str = ""
    floor: float = 0.0


@dataclass(frozen=True, slots=True)
class Explanation:
    """How a query was answered as a whole.

    `words_trust` is how much the words counted, between 0 and 1, `meaning_weight` the share of likeness in the mix.
    `conditions` are the query's filters in words, `in_scope` how many files fulfil them (None without a filter).
    `confidence`, between 0 and 1, says how sure it is that the best hit answers the query (see search/verdict.py).
    `stages_ms` are the parts of the time it took, in order, by name.
    """

    terms: tuple[TermEvidence, ...] = ()
    legs: tuple[LegEvidence, ...] = ()
    words_trust: float = 1.0
    meaning_weight: float = 0.0
    conditions: tuple[str, ...] = ()
    in_scope: int | None = None
    confidence: float = 1.0
    stages_ms: tuple[tuple[str, float], ...] = ()
