"""One run beside another: for each set, view and leg the paired test, and the queries that changed most.

Invariant: a difference is always the first run's value less the second's, over the queries that both were asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from statistics import mean
from typing import Any

from pplx_desktop.core.types import SearchMode
from pplx_desktop.engine.eval_outcomes import View
from pplx_desktop.engine.eval_runs import LEGS, VIEWS, Run, Scores
from pplx_desktop.engine.paired_test import Paired, compare_paired

_MOST_CHANGED = 20


@dataclass(frozen=True, slots=True)
class Changed:
    """A query with its nDCG@10 in both runs."""

    query: str
    first: float
    second: float

    @property
    def difference(self) -> float:
        """Above 0 where the first run did better."""
        return self.first - self.second


@dataclass(frozen=True, slots=True)
class SetComparison:
    """Means over the queries of a set that both runs were asked. `changed` are those that changed most, the largest
    change first.
    """

    set_name: str
    view: View
    mode: SearchMode
    first: float
    second: float
    test: Paired
    changed: tuple[Changed, ...]


@dataclass(frozen=True, slots=True)
class TotalComparison:
    """Over all sets that have this view, each with the same say."""

    view: View
    mode: SearchMode
    sets: int
    first: float
    second: float
    test: Paired


@dataclass(frozen=True, slots=True)
class Comparison:
    """`left_out` names what only one of the runs has, or what is of other queries or judgments than it was."""

    first: str
    second: str
    sets: tuple[SetComparison, ...]
    totals: tuple[TotalComparison, ...]
    left_out: tuple[str, ...]


def compare(run: Run, other: Scores) -> Comparison:
    """Compare a run with another one."""
    found: list[SetComparison] = []
    pairs: dict[tuple[View, SearchMode], list[tuple[list[float], list[float]]]] = {}
    left_out: list[str] = []
    own = run.scores
    for item in run.measured:
        first, second = own.values[item.key], other.values.get(item.key, {})
        shared = [query for query in first if query in second]
        view, mode = item.evaluation.view, item.evaluation.mode
        if not shared:
            left_out.append(f"{item.of.name}, {view}, {mode}")
            continue
        pair = [first[query] for query in shared], [second[query] for query in shared]
        pairs.setdefault((view, mode), []).append(pair)
        changed = [Changed(query, first[query], second[query]) for query in shared if first[query] != second[query]]
        changed.sort(key=lambda one: -abs(one.difference))
        test = compare_paired([pair])
        most = tuple(changed[:_MOST_CHANGED])
        found.append(SetComparison(item.of.name, view, mode, mean(pair[0]), mean(pair[1]), test, most))
    return Comparison(own.label, other.label, tuple(found), tuple(_totals(pairs)), tuple(left_out))


def comparison_to_json(comparison: Comparison) -> dict[str, Any]:
    """A comparison as JSON values."""
    return asdict(comparison)


def _totals(pairs: dict[tuple[View, SearchMode], list[tuple[list[float], list[float]]]]) -> Sequence[TotalComparison]:
    return [
        TotalComparison(
            view,
            mode,
            len(values),
            mean(mean(first) for first, _ in values),
            mean(mean(second) for _, second in values),
            compare_paired(values),
        )
        for view in VIEWS
        for mode in LEGS
        if len(values := pairs.get((view, mode), [])) > 1
    ]
