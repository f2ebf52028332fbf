"""Chooses the ranking's constants without the set they are tried on: `python -m tests.benchmarks.leave_one_out CACHE SET...`.

CACHE and SET as in `fusion_weights`. For each set in turn, the setting that is best on the mean of the other sets is tried
on it. Where what is shipped stands within noise of each of these choices, the constants are no accident of the sets.

Prints, for each set, nDCG@10 of the legs, of what is shipped, of the choice made without the set and of the best there is
for it alone; and the difference between shipped and choice with its 95 % interval over the queries (paired bootstrap).
Exits with 1 where the hybrid is worse than the better leg by more than 0.005, or shipped than the choice beyond noise.
"""

from __future__ import annotations

import argparse
import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pplx_desktop.core.types import QueryVector, SearchMode
from pplx_desktop.engine.retrieval_metrics import ndcg
from pplx_desktop.index.conditions import Scope
from pplx_desktop.index.store import Index
from pplx_desktop.search.candidates import Candidates, Floats, find_candidates
from pplx_desktop.search.fusion import find_tiers, mix, with_name
from pplx_desktop.search.meaning import Leg
from pplx_desktop.search.query import parse_query
from pplx_desktop.search.ranking import DEFAULT_RANKING, Ranking
from pplx_desktop.search.terms import weigh_terms
from pplx_desktop.search.topic import passages_likeness, topics
from tests.benchmarks import desktop_tree, fusion_weights
from tests.benchmarks.fusion_weights import Loaded, Prepared

TOLERANCE = 0.005
_DRAWS = 2_000

TOGETHER: dict[str, tuple[float, ...]] = {
    "meaning_weight": (0.4, 0.5, 0.6),
    "usual_contrast": (0.0, 4.5),
    "words_trust": (1.5, 2.0, 3.0),
    "document_weight": (0.0, 0.3),
}
"""What is tried for each constant, all with all."""
ALONE: dict[str, tuple[float, ...]] = {
    "rare_weight": (0.0, 0.4),
    "certain_share": (0.5, 0.75, 2.0),
    "least_documents": (40,),
}
"""What is tried with the others as shipped. More than 1 for `certain_share` leaves certainty out."""
NAMES = tuple(dict.fromkeys((*TOGETHER, *ALONE)))


@dataclass(frozen=True)
class Measured:
    """nDCG@10 of one set, for each query: of the legs alone, and of each setting by name."""

    name: str
    legs: dict[str, Floats]
    settings: dict[str, Floats]


def settings_tried() -> dict[str, Ranking]:
    """What is tried, by name; what is shipped is the first."""
    together = (dict(zip(TOGETHER, values, strict=True)) for values in itertools.product(*TOGETHER.values()))
    tried = (DEFAULT_RANKING, *(replace(DEFAULT_RANKING, **one) for one in (*together, *_alone())))
    return {_name_of(ranking): ranking for ranking in tried}


def _alone() -> Iterator[dict[str, float]]:
    for name in NAMES:
        for value in sorted({*TOGETHER.get(name, ()), *ALONE.get(name, ())}):
            yield {name: value}


def _name_of(ranking: Ranking) -> str:
    return " ".join(f"{getattr(ranking, name):g}" for name in NAMES)


@dataclass(frozen=True)
class Asked:
    """A query: what it found, how like it the best documents are as a whole, and what is right, by document."""

    candidates: Candidates
    likeness: dict[int, dict[int, float]]
    judged: dict[str, int]


def measure(prepared: Prepared, name: str, tried: dict[str, Ranking]) -> Measured:
    """Ask a set's queries once, and rank what was found in each way."""
    found = prepared.candidates(DEFAULT_RANKING)
    asked = [
        Asked(candidates, _likeness(prepared, vector, candidates), prepared.data.judgments[query])
        for (query, _), vector, candidates in zip(prepared.data.queries, prepared.vectors, found, strict=True)
    ]
    return measure_asked(asked, prepared.rows, name, tried)


def measure_asked(asked: Sequence[Asked], rows: Mapping[int, str], name: str, tried: dict[str, Ranking]) -> Measured:
    """Rank what was found in each way. `rows` are what the judgments call the documents."""
    return Measured(
        name,
        legs={mode: _ndcg(asked, rows, DEFAULT_RANKING, mode) for mode in ("words", "meaning")},
        settings={key: _ndcg(asked, rows, ranking, "hybrid") for key, ranking in tried.items()},
    )


def measure_tree(path: Path, loaded: Loaded, tried: dict[str, Ranking]) -> Measured:
    """The questions on the desktop tree, each with the file that answers it (see `desktop_tree`)."""
    index = Index.open(path, write=False)
    retrieval = index.retrieval
    (generation,) = (known.id for known in index.generations() if known.fingerprint == loaded.model.fingerprint)
    paths = {record.document_id: file for file, record in index.ledger("/").items() if record.document_id}
    asked: list[Asked] = []
    rows = dict(paths)
    for question, suffix in desktop_tree.questions(list(paths.values())):
        query = parse_query(question)[0]
        legs = [Leg(generation, loaded.model.embed_query(query.text))]
        candidates = find_candidates(
            retrieval, weigh_terms(retrieval, query.terms, DEFAULT_RANKING), legs, Scope(), DEFAULT_RANKING
        )
        right = {file: 1 for file in paths.values() if suffix in file}
        asked.append(Asked(candidates, passages_likeness(retrieval, legs, rows), right))
    index.close()
    return measure_asked(asked, rows, "desktop tree", tried)


def _likeness(prepared: Prepared, vector: QueryVector, candidates: Candidates) -> dict[int, dict[int, float]]:
    legs = [Leg(prepared.generation, vector)]
    best = np.argsort(-mix(candidates, "hybrid", DEFAULT_RANKING), kind="stable")
    documents = list(dict.fromkeys(candidates.documents[best].tolist()))[: 2 * DEFAULT_RANKING.least_documents]
    return passages_likeness(prepared.index.retrieval, legs, documents)


def _ndcg(asked: Sequence[Asked], rows: Mapping[int, str], ranking: Ranking, mode: SearchMode) -> Floats:
    return np.array([ndcg(_ranked(one, rows, ranking, mode), one.judged, 10) for one in asked])


def _ranked(asked: Asked, rows: Mapping[int, str], ranking: Ranking, mode: SearchMode) -> list[str]:
    """The ten best documents, as `order_found` orders them without names."""
    candidates = asked.candidates
    scores = mix(candidates, mode, ranking)
    tiers = find_tiers(candidates, ranking)
    if mode == "meaning":
        scores, tiers = np.where(candidates.near, scores, 0.0), np.zeros(len(scores), np.int64)
    chunks: dict[int, list[int]] = {}
    # Candidates are in the order of their ids, so equals are, too.
    for place in np.lexsort((-scores, -tiers)).tolist():
        held = chunks.setdefault(int(candidates.documents[place]), [])
        held.append(place)
        if len(chunks) > ranking.least_documents:
            break
    judged = {document: asked.likeness[document] for document in chunks if document in asked.likeness}
    likeness = topics(judged, {document: int(candidates.chunks[places[0]]) for document, places in chunks.items()})
    best: dict[str, tuple[int, float]] = {}
    for document, places in chunks.items():
        score = float(scores[places[0]])
        if mode != "words":
            score = with_name(score, ranking.document_weight * likeness.get(document, 0.0))
        place = int(tiers[places[0]]), score
        best[rows[document]] = max(place, best.get(rows[document], place))
    return sorted(best, key=lambda row: best[row], reverse=True)[:10]


def interval(differences: Floats, seed: int = 1) -> tuple[float, float]:
    """The 95 % interval of the mean of paired differences."""
    generator = np.random.default_rng(seed)
    draws: NDArray[np.int64] = generator.integers(0, len(differences), (_DRAWS, len(differences)))
    low, high = np.percentile(differences[draws].mean(axis=1), [2.5, 97.5]).tolist()
    return low, high


def report_shipped(measured: Sequence[Measured]) -> bool:
    """Print what the legs and the hybrid come to. Says whether the hybrid is as good as the better leg everywhere."""
    print(f"\n{'nDCG@10':22}{'queries':>8}{'words':>9}{'meaning':>9}{'hybrid':>9}{'to better leg':>15}")
    holds = True
    for one in measured:
        words, meaning = (float(values.mean()) for values in one.legs.values())
        (hybrid,) = (float(values.mean()) for values in one.settings.values())
        gain = hybrid - max(words, meaning)
        queries = len(one.legs["words"])
        print(f"{one.name:22}{queries:8}{words:9.4f}{meaning:9.4f}{hybrid:9.4f}{gain:+15.4f}")
        holds &= gain >= -TOLERANCE
    return holds


def report(measured: Sequence[Measured]) -> bool:
    """Print the tables. Says whether what is shipped holds everywhere."""
    shipped = _name_of(DEFAULT_RANKING)
    print(f"\nsettings are: {' '.join(NAMES)}; shipped: {shipped}")
    print(
        f"{'left out':22}{'words':>7}{'meaning':>9}{'shipped':>9}{'choice':>8}{'best':>7}   difference, 95 % interval"
    )
    holds = True
    for left_out in measured:
        others = [one for one in measured if one is not left_out]
        means = {key: float(np.mean([one.settings[key].mean() for one in others])) for key in left_out.settings}
        choice = max(means, key=lambda key: means[key])
        difference = left_out.settings[shipped] - left_out.settings[choice]
        low, high = interval(difference)
        own = {key: float(values.mean()) for key, values in left_out.settings.items()}
        legs = {mode: float(values.mean()) for mode, values in left_out.legs.items()}
        print(
            f"{left_out.name:22}{legs['words']:7.4f}{legs['meaning']:9.4f}{own[shipped]:9.4f}{own[choice]:8.4f}"
            f"{max(own.values()):7.4f}   {difference.mean():+.4f} [{low:+.4f}, {high:+.4f}]   chosen: {choice}"
        )
        holds &= own[shipped] >= max(legs.values()) - TOLERANCE and high >= -TOLERANCE
    means = {key: float(np.mean([one.settings[key].mean() for one in measured])) for key in measured[0].settings}
    ranked = sorted(means, key=lambda key: -means[key])
    place = ranked.index(shipped) + 1
    print(f"\nmean of all sets: shipped {means[shipped]:.4f}, place {place} of {len(ranked)}; the best:")
    for key in ranked[:8]:
        print(f"  {means[key]:.4f}  {key}")
    print("\none constant changed, the others as shipped (mean of all sets; worst loss on a set against shipped):")
    for changed in _alone():
        key = _name_of(replace(DEFAULT_RANKING, **changed))
        worst = min(float((one.settings[key] - one.settings[shipped]).mean()) for one in measured)
        ((name, value),) = changed.items()
        print(f"  {name:16}{value:5g}  {means[key]:.4f}  {worst:+.4f}")
    return holds


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure all sets and print the tables."""
    parser = argparse.ArgumentParser(description="Choose constants on all sets but one, and try them on that one.")
    parser.add_argument("cache", type=Path)
    parser.add_argument("sets", type=Path, nargs="+")
    parser.add_argument("--limit-queries", type=int)
    parser.add_argument("--shipped", action="store_true", help="measure what is shipped, and choose nothing")
    parser.add_argument("--tree", type=Path, help="an index of the desktop tree: its questions are one more set")
    chosen = parser.parse_args(arguments)
    loaded = fusion_weights.load_starter(chosen.cache)
    tried = {_name_of(DEFAULT_RANKING): DEFAULT_RANKING} if chosen.shipped else settings_tried()
    measured: list[Measured] = []
    for folder in chosen.sets:
        prepared = fusion_weights.prepare(folder, chosen.cache, loaded, chosen.limit_queries)
        measured.append(measure(prepared, f"{folder.parent.name}/{folder.name}", tried))
        prepared.index.close()
        print(f"{measured[-1].name}: measured", flush=True)
    if chosen.tree is not None:
        measured.append(measure_tree(chosen.tree, loaded, tried))
    if chosen.shipped:
        return 0 if report_shipped(measured) else 1
    return 0 if report(measured) else 1


if __name__ == "__main__":
    raise SystemExit(main())
