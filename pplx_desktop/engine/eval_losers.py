"""The queries for which a search did badly: what should have been found, and what was found instead.

Invariant: a query is listed where another leg did better than the hybrid, or where the hybrid has ranked nothing that
is right; everything that is said of it is what was measured. Where the hybrid was not asked, the leg that was stands in.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pplx_desktop.core.types import SearchMode
from pplx_desktop.engine.beir import CorpusRow, RetrievalSet
from pplx_desktop.engine.eval_outcomes import Evaluation, Found, Outcome, View
from pplx_desktop.engine.eval_runs import LEGS, VIEWS, NamedSet, Run

_AROUND = 90
"""Characters that are shown before and after an answer."""
_BEGINNING = 220
_MOST_EXPECTED = 2
_LEAST = 1e-9


@dataclass(frozen=True, slots=True)
class Expected:
    """Something that would have been right. `mark` is where the answer is in its text, empty where all of it is."""

    title: str
    text: str
    mark: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Loser:
    """A query and the rank of the first right one by each leg, 0 for none. `loss` is the best leg's nDCG@10 less the
    hybrid's; 0 where all missed alike. `is_missed` says that the hybrid ranked nothing right, `found` what it ranked
    instead, with the ranks.
    """

    query: str
    text: str
    loss: float
    is_missed: bool
    ranks: tuple[tuple[SearchMode, int], ...]
    expected: tuple[Expected, ...]
    found: tuple[tuple[int, Found], ...]


@dataclass(frozen=True, slots=True)
class SetView:
    """One set in one view, by all legs that were asked."""

    of: NamedSet
    view: View
    legs: dict[SearchMode, Evaluation]

    @property
    def judged(self) -> SearchMode:
        """The leg whose losers are of interest."""
        return "hybrid" if "hybrid" in self.legs else list(self.legs)[-1]

    def advantages(self) -> list[float]:
        """Of each query, the hybrid's nDCG@10 less that of the better leg; nothing where a leg was not asked."""
        if not self.legs.keys() >= {"hybrid", "words", "meaning"}:
            return []
        return [mixed.ndcg_10 - max(one.ndcg_10, two.ndcg_10) for mixed, one, two in self._together()]

    def losers(self) -> list[Loser]:
        """The queries that did worst, the greatest loss first, then those that nothing right was ranked for."""
        judged = self.judged
        others: dict[SearchMode, dict[str, Outcome]] = {
            mode: {one.query: one for one in leg.outcomes} for mode, leg in self.legs.items() if mode != judged
        }
        texts = dict(self.of.data.queries)
        found: list[Loser] = []
        for outcome in self.legs[judged].outcomes:
            beside: dict[SearchMode, Outcome] = {mode: known[outcome.query] for mode, known in others.items()}
            loss = max((one.ndcg_10 for one in beside.values()), default=0.0) - outcome.ndcg_10
            if loss <= _LEAST and outcome.rank:
                continue
            ranks: list[tuple[SearchMode, int]] = [(mode, one.rank) for mode, one in beside.items()]
            found.append(
                Loser(
                    query=outcome.query,
                    text=texts[outcome.query],
                    loss=max(0.0, loss),
                    is_missed=not outcome.rank,
                    ranks=(*ranks, (judged, outcome.rank)),
                    expected=tuple(_expected(self.of.data, self.view, outcome.query)),
                    found=tuple((rank, one) for rank, one in enumerate(outcome.found, start=1) if not one.is_right),
                )
            )
        return sorted(found, key=lambda loser: -loser.loss)

    def _together(self) -> Iterator[tuple[Outcome, Outcome, Outcome]]:
        yield from zip(*(self.legs[mode].outcomes for mode in ("hybrid", "words", "meaning")), strict=True)


def set_views(run: Run) -> list[SetView]:
    """What was measured, by view and set, the legs together and in their order."""
    found: dict[tuple[View, str], SetView] = {}
    for item in sorted(run.measured, key=lambda item: LEGS.index(item.evaluation.mode)):
        place = found.setdefault((item.evaluation.view, item.of.name), SetView(item.of, item.evaluation.view, {}))
        place.legs[item.evaluation.mode] = item.evaluation
    return sorted(found.values(), key=lambda place: VIEWS.index(place.view))


def _expected(data: RetrievalSet, view: View, query: str) -> Iterator[Expected]:
    whole = data.whole
    if whole is None or view == "rows":
        yield from _rows(data.corpus, data.judgments[query])
    elif view == "documents":
        yield from _rows(whole.documents, whole.judgments.get(query, {}))
    else:
        answer = whole.answers[query]
        row = next(row for row in whole.documents if row.row_id == answer.document)
        start, end = answer.spans[0]
        before = ("…" if start > _AROUND else "") + row.text[max(0, start - _AROUND) : start]
        after = row.text[end : end + _AROUND] + ("…" if end + _AROUND < len(row.text) else "")
        yield Expected(row.title, before + row.text[start:end] + after, (len(before), len(before) + end - start))


def _rows(rows: tuple[CorpusRow, ...], judged: dict[str, int]) -> Iterator[Expected]:
    right = [row for row in rows if judged.get(row.row_id, 0) > 0]
    for row in right[:_MOST_EXPECTED]:
        yield Expected(row.title, row.text[:_BEGINNING] + ("…" if len(row.text) > _BEGINNING else ""))
