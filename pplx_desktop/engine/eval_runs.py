"""One measurement of several sets: each indexed once for each way to search, and asked by every leg.

Invariant: what two runs have in common is told by the content of a set, not by its name or place; so a run that was
kept as JSON is compared with a later one query by query, or not at all.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast, get_args

from pplx_desktop.core.errors import UserError
from pplx_desktop.core.events import EventBus
from pplx_desktop.core.types import SearchMode
from pplx_desktop.engine.beir import RetrievalSet, read_set
from pplx_desktop.engine.eval_outcomes import Evaluation, View
from pplx_desktop.engine.eval_variants import Variant
from pplx_desktop.engine.evaluation import RowsIndex, Tick, WholeIndex

LEGS: tuple[SearchMode, ...] = ("words", "meaning", "hybrid")
VIEWS: tuple[View, ...] = get_args(View)
Tell = Callable[[str], None]
Key = tuple[str, View, SearchMode]
"""Which queries were asked (`digest`), what was judged, and which leg answered."""

_FORMAT = 1
_TELL_S = 15.0


@dataclass(frozen=True, slots=True)
class NamedSet:
    """A set under a name that tells it from the others, and where its indexes are kept. `digest` is that of its queries
    and judgments.
    """

    name: str
    folder: str
    digest: str
    data: RetrievalSet


@dataclass(frozen=True, slots=True)
class Plan:
    """What is measured: rows, whole documents where a set has them, or both; by which legs; how many queries (None: all)."""

    rows: bool = True
    whole: bool = False
    legs: tuple[SearchMode, ...] = LEGS
    limit_queries: int | None = None


@dataclass(frozen=True, slots=True)
class Scores:
    """A run as a comparison needs it: nDCG@10 of each query. `label` says what was measured."""

    label: str
    values: Mapping[Key, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Measured:
    """One evaluation, with the set it is of."""

    of: NamedSet
    evaluation: Evaluation

    @property
    def key(self) -> Key:
        """What another run must have for a comparison."""
        return self.of.digest, self.evaluation.view, self.evaluation.mode


@dataclass(frozen=True, slots=True)
class Run:
    """What came of a plan with one way to search."""

    variant: Variant
    label: str
    measured: tuple[Measured, ...]

    @property
    def scores(self) -> Scores:
        """What another run is compared with."""
        return Scores(
            self.label,
            {
                item.key: {outcome.query: outcome.ndcg_10 for outcome in item.evaluation.outcomes}
                for item in self.measured
            },
        )


def read_sets(folders: Sequence[Path]) -> list[NamedSet]:
    """Read sets; each is named by its path below what they have in common. Raises `UserError` (`eval-set`)."""
    resolved = list(dict.fromkeys(Path(os.path.realpath(folder)) for folder in folders))
    found: list[NamedSet] = []
    for folder in resolved:
        data = read_set(folder)
        content = json.dumps([data.queries, data.judgments, _answers(data)], sort_keys=True, default=str)
        place = hashlib.blake2b(str(folder).encode("utf-8", "surrogateescape"), digest_size=3).hexdigest()
        found.append(
            NamedSet(
                name=_short(folder, resolved),
                folder=re.sub(r"[^\w.-]+", "-", "-".join((*folder.parts[-2:], place))).strip("-"),
                digest=hashlib.blake2b(content.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest(),
                data=data,
            )
        )
    return found


def measure(
    sets: Sequence[NamedSet], variant: Variant, plan: Plan, work: Path, models: Path, events: EventBus, tell: Tell
) -> Run:
    """Index what has no index in `work` yet, and ask all queries. Raises `PplxError`."""
    measured = [
        Measured(known, evaluation)
        for known in sets
        for evaluation in _evaluations(known, variant, plan, work / known.folder, models, events, tell)
    ]
    return Run(variant, variant.label or variant.settings.model, tuple(measured))


def run_to_json(run: Run) -> dict[str, Any]:
    """A run as JSON values, with what each query came to; `read_scores` reads it again."""
    return {
        "format": _FORMAT,
        "label": run.label,
        "settings": run.variant.described(),
        "results": [_result_to_json(item) for item in run.measured],
    }


def read_scores(path: Path) -> Scores:
    """A run that was kept. Raises `UserError` (`eval-run`)."""
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        return Scores(f"{kept['label']} ({path.name})", _values(kept))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise UserError(
            "eval-run",
            f"{path} cannot be read as an earlier run: {error}.",
            hint="A run is what `eval --json` printed; settings to compare with are written NAME=VALUE.",
        ) from error


def _values(kept: dict[str, Any]) -> dict[Key, dict[str, float]]:
    if kept["format"] != _FORMAT:
        raise ValueError(f"its format is {kept['format']}")
    return {
        cast("Key", (str(row["digest"]), row["view"], row["mode"])): {
            str(query): float(value) for query, value in row["by_query"].items()
        }
        for row in kept["results"]
    }


def _evaluations(
    known: NamedSet, variant: Variant, plan: Plan, folder: Path, models: Path, events: EventBus, tell: Tell
) -> Iterator[Evaluation]:
    has_whole = known.data.whole is not None and bool(known.data.whole.answers)
    ways: list[tuple[str, type[RowsIndex] | type[WholeIndex]]] = []
    if plan.rows or not has_whole:
        # Without documents, the rows are the documents.
        ways.append(("rows", RowsIndex))
    if plan.whole and has_whole:
        ways.append(("whole", WholeIndex))
    for name, way in ways:
        tell(f"{known.name}, {name}: indexing")
        index = way(known.data, folder / f"{name}-{variant.index_name}", models, variant.settings, events)
        there = index.index.indexing
        if there.indexed < there.files:
            tell(f"{known.name}, {name}: {there.files - there.indexed:,} of {there.files:,} files could not be read")
        try:
            for leg in plan.legs:
                asking = f"{known.name}, {name}: asking by {leg}"
                tell(asking)
                tick = _told_at_times(tell, asking)
                yield from index.evaluate(leg, variant.ranking, limit_queries=plan.limit_queries, tick=tick)
        finally:
            index.close()


def _short(folder: Path, among: Sequence[Path]) -> str:
    try:
        return folder.relative_to(os.path.commonpath([str(other.parent) for other in among])).as_posix()
    except ValueError:
        # On Windows, drives have nothing in common.
        return folder.as_posix()


def _told_at_times(tell: Tell, what: str) -> Tick:
    told_at = time.monotonic()

    def tick(done: int, of: int) -> None:
        nonlocal told_at
        if time.monotonic() - told_at >= _TELL_S:
            told_at = time.monotonic()
            tell(f"{what}, {done:,} of {of:,}")

    return tick


def _answers(data: RetrievalSet) -> list[object]:
    if data.whole is None:
        return []
    answers = {query: (answer.document, answer.spans) for query, answer in data.whole.answers.items()}
    return [answers, data.whole.judgments]


def _result_to_json(item: Measured) -> dict[str, Any]:
    evaluation = item.evaluation
    return {
        "set": item.of.name,
        "digest": item.of.digest,
        "view": evaluation.view,
        "mode": evaluation.mode,
        "queries": len(evaluation.outcomes),
        "ndcg@10": round(evaluation.ndcg_10, 4),
        "recall@10": round(evaluation.recall_10, 4),
        "recall@100": round(evaluation.recall_100, 4),
        "mrr@10": round(evaluation.mrr_10, 4),
        "seconds": round(evaluation.seconds, 2),
        "by_query": {outcome.query: round(outcome.ndcg_10, 6) for outcome in evaluation.outcomes},
    }
