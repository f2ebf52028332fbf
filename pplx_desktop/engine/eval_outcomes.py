"""What became of queries: what was ranked for each, what of it is right, and the measures of that.

Invariant: measures are those of `retrieval_metrics`; of passages that overlap one answer only the first counts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import mean
from typing import Literal

from pplx_desktop.core.types import Hit, Passage, SearchMode
from pplx_desktop.engine.eval_corpus import Span
from pplx_desktop.engine.retrieval_metrics import ndcg, recall, reciprocal_rank

View = Literal["rows", "passages", "within", "documents"]

_EXCERPT_CHARS = 220
_WORD = re.compile(r"\w{3,}")
_KEPT = 3
"""Of so many that were found it is noted what they are."""


@dataclass(frozen=True, slots=True)
class Found:
    """Something that was ranked: a row, or a document with the passage that was found in it, by a piece of its text."""

    row_id: str
    title: str
    text: str
    is_right: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a query. `rank` is that of the first that is right, from 1; 0 where none is among what was ranked.
    `found` are the first few.
    """

    query: str
    ndcg_10: float
    recall_10: float
    recall_100: float
    mrr_10: float
    rank: int
    found: tuple[Found, ...]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What became of all queries of a set, in one view by one leg. `seconds` is that of the queries, without indexing."""

    name: str
    view: View
    mode: SearchMode
    outcomes: tuple[Outcome, ...]
    seconds: float

    @property
    def ndcg_10(self) -> float:
        """Mean over the queries, as are the others."""
        return mean(outcome.ndcg_10 for outcome in self.outcomes)

    @property
    def recall_10(self) -> float:
        """The share of what is right that is among the first ten."""
        return mean(outcome.recall_10 for outcome in self.outcomes)

    @property
    def recall_100(self) -> float:
        """The share that is among the first hundred."""
        return mean(outcome.recall_100 for outcome in self.outcomes)

    @property
    def mrr_10(self) -> float:
        """One over the rank of the first right one among the first ten."""
        return mean(outcome.mrr_10 for outcome in self.outcomes)


def excerpt(text: str, query: str) -> str:
    """A piece of what was found, around the longest of the query's words that is in it."""
    lowered = text.lower()
    words = sorted(_WORD.findall(query.lower()), key=len, reverse=True)
    at = next((lowered.find(word) for word in words if word in lowered), 0)
    begin = max(0, at - _EXCERPT_CHARS // 2)
    piece = text[begin : begin + _EXCERPT_CHARS]
    return ("…" if begin else "") + piece + ("…" if begin + len(piece) < len(text) else "")


def judged_rows(
    query: str, hits: Sequence[Hit], ids: dict[str, str], judged: dict[str, int], text: Callable[[str, Hit], str]
) -> Outcome:
    """Files against judgments of their rows; `ids` is path to row, `text` what is noted of a row that was found."""
    ranked: list[str] = []
    kept: list[Found] = []
    for hit in hits:
        rows = [row for path in (hit.path, *hit.copies) if (row := ids.get(path))]
        ranked.extend(rows)
        if len(kept) < _KEPT and rows:
            kept.append(Found(rows[0], hit.title, text(rows[0], hit), any(judged.get(row, 0) > 0 for row in rows)))
    return _outcome(query, ranked, judged, tuple(kept))


def judged_passages(
    query: str,
    hits: Sequence[Hit],
    is_right: Callable[[Sequence[str], Span], bool],
    described: Callable[[Hit, Passage], tuple[str, str]],
) -> Outcome:
    """Passages against an answer: `is_right` is asked of a file's paths and a place, `described` for id and text."""
    ranked = ranked_passages(hits)
    right = [is_right((hit.path, *hit.copies), (found.start, found.end)) for hit, found in ranked]
    first = right.index(True) if True in right else None
    names = ["right" if place == first else str(place) for place in range(len(ranked))]
    kept = [
        Found(row, hit.title, text, is_right=right[place])
        for place, (hit, found) in enumerate(ranked[:_KEPT])
        for row, text in [described(hit, found)]
    ]
    return _outcome(query, names, {"right": 1}, tuple(kept))


def ranked_passages(hits: Sequence[Hit]) -> list[tuple[Hit, Passage]]:
    """The passages of all files, best first: each as far below its file's score as it is behind that file's best one.

    So the best passages of the files stand in the order of the files, whatever has ordered these.
    """
    scored: list[tuple[float, Hit, Passage]] = []
    least = 0.0
    for hit in reversed(hits):
        # A file that stands before another is worth no less, even where it is there for another reason than its score.
        least = max(least, hit.score)
        scored.extend((least + found.score - hit.passages[0].score, hit, found) for found in reversed(hit.passages))
    scored.reverse()
    scored.sort(key=lambda item: -item[0])
    return [(hit, found) for _, hit, found in scored]


def _outcome(query: str, ranked: Sequence[str], judged: dict[str, int], found: tuple[Found, ...]) -> Outcome:
    return Outcome(
        query=query,
        ndcg_10=ndcg(ranked, judged, 10),
        recall_10=recall(ranked, judged, 10),
        recall_100=recall(ranked, judged, 100),
        mrr_10=reciprocal_rank(ranked, judged, 10),
        rank=next((rank for rank, row in enumerate(ranked, start=1) if judged.get(row, 0) > 0), 0),
        found=found,
    )
