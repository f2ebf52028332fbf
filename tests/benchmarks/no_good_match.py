"""Measures "no good match", and fits its numbers: `python -m tests.benchmarks.no_good_match CACHE SET... [--fit]`.

Each set's queries are asked of its index, and again after their answers were taken out: the judged passages ("gone"), or
all passages of their documents ("topic gone"). Queries of the other sets ("foreign"), words that are none ("nonsense"),
and exact words and phrases of the index ("rare word", "any word", "phrase") are asked too; the queries that have answers
also of an index of few chunks ("few"), of one where every second document has no vectors yet ("half"), and with stand-ins
for models of another scale ("tilted": everything is much alike; "coarse": a third of the dimensions).

Prints what share of each is called no good match: a false alarm where there is an answer, else a hit. `--fit` fits the
numbers of `search/verdict.py`, each set judged by what the others teach, and prints how hits trade against false alarms.
CACHE as for `fusion_weights`. Not a test: it needs sets that are no part of the project.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray

from pplx_desktop.core.types import Codes, QueryVector, SearchMode
from pplx_desktop.engine.beir import read_set
from pplx_desktop.index.retrieval import Retrieval
from pplx_desktop.search import searcher as searching
from pplx_desktop.search import verdict
from pplx_desktop.search.ranking import DEFAULT_RANKING
from pplx_desktop.search.searcher import Searcher
from pplx_desktop.search.verdict import Signs, judge_signs
from tests.benchmarks.fusion_weights import Loaded, Prepared, load_starter, prepare

Floats = NDArray[np.float64]
Transform = Callable[[Floats], Floats]

ANSWERED = ("answer", "found", "few", "half", "tilted", "coarse", "rare word", "any word", "phrase")
"""Kinds of queries that have an answer. "found" are those whose answer is among the first ten hits."""
UNANSWERED = ("gone", "topic gone", "foreign", "nonsense", "few, gone", "tilted, gone", "coarse, gone")
MODES: tuple[SearchMode, ...] = ("hybrid", "words", "meaning")
SIGNS: dict[SearchMode, tuple[str, ...]] = {
    "hybrid": ("told", "near", "kin"),
    "words": ("told", "bm25"),
    "meaning": ("told", "near", "kin"),
}
ALLOWED: dict[SearchMode, float] = {"hybrid": 0.05, "words": 0.05, "meaning": 0.08}
"""False alarms of the worst set at the threshold. By meaning alone 5 % would let half of all nonsense pass."""
FEW_ROWS = 30
_RANKING = replace(DEFAULT_RANKING, snippet_chars=0)
RATES = (0.01, 0.02, 0.03, 0.05, 0.08, 0.12, 0.2)


@dataclass(frozen=True)
class Outcome:
    """What became of a query. `signs` is None where the verdict needed none: for what is certain, or nothing at all."""

    of: str
    kind: str
    mode: SearchMode
    raw: str
    is_good: bool
    signs: Signs | None


class _Undo(Exception):
    """Ends a transaction without keeping what it did."""


class StandIn:
    """The starter, with its vectors changed. Remembers what it embedded."""

    def __init__(self, loaded: Loaded, fingerprint: str, change: Transform = lambda values: values) -> None:
        self.fingerprint = fingerprint
        self._model = loaded.model
        self._change = change
        self._known: dict[str, QueryVector] = {}

    def embed_query(self, text: str) -> QueryVector:
        """The changed vector of a query."""
        if text not in self._known:
            values = np.frombuffer(self._model.embed_query(text).values, "<f4").astype(np.float64)
            changed = self._change(values[None])[0]
            bits = np.packbits(changed >= 0).tobytes()
            self._known[text] = QueryVector(len(changed), changed.astype("<f4").tobytes(), bits)
        return self._known[text]


def tilted(values: Floats) -> Floats:
    """As by a model to which everything is much alike."""
    towards = np.random.default_rng(3).normal(size=values.shape[-1])
    lengths = np.maximum(np.linalg.norm(values, axis=-1, keepdims=True), 1e-9)
    return values / lengths + 1.2 * towards / np.linalg.norm(towards)


def coarse(values: Floats) -> Floats:
    """As by a smaller model."""
    return values[..., :128]


def codes_of(values: Floats) -> Codes:
    """Vectors as a model gives them."""
    scaled = np.clip(np.rint(values / np.maximum(np.abs(values).max(axis=1, keepdims=True), 1e-9) * 127), -127, 127)
    bits = np.packbits(values >= 0, axis=1).tobytes()
    return Codes(values.shape[1], len(values), bits, scaled.astype(np.int8).tobytes())


class Bench:
    """One set's index, and what is asked of it."""

    def __init__(self, prepared: Prepared, loaded: Loaded, folder: Path) -> None:
        self.name = f"{folder.parent.name}/{folder.name}"
        self.prepared = prepared
        self.index = prepared.index
        self.outcomes: list[Outcome] = []
        self._loaded = loaded
        self._embedder = StandIn(loaded, loaded.model.fingerprint)
        self._paths = {record.document_id: path for path, record in self.index.ledger("/set").items()}
        self._documents = {row: document for document, row in prepared.rows.items()}
        whole = dict(_whole_documents(folder))
        self._whole = {row: whole.get(row, row) for row in self._documents}
        self._signs: Signs | None = None
        self.index.set_roles({prepared.generation: "searched"})
        # Made when it is first asked, it would be undone with what was taken out.
        prepared.index.retrieval.vocabulary.next_word("")

    def ask(self, raw: str, kind: str, modes: Iterable[SearchMode] = MODES) -> None:
        """Ask a query, and note what was said of it."""
        for mode in modes:
            self._signs = None
            found = Searcher(self.index, self._embedder, _RANKING).search(raw, limit=10, mode=mode)
            self.outcomes.append(Outcome(self.name, kind, mode, raw, found.is_good_match, self._signs))
            if kind == "answer":
                judged = {self._paths[document] for document in self.answers(raw)}
                if any(judged & {hit.path, *hit.copies} for hit in found.hits):
                    self.outcomes.append(Outcome(self.name, "found", mode, raw, found.is_good_match, self._signs))

    def answers(self, raw: str, *, topic: bool = False) -> set[int]:
        """The documents that answer a query; with `topic` also those that were cut from the same."""
        rows = {
            row
            for query, text in self.prepared.data.queries
            if text == raw
            for row, grade in self.prepared.data.judgments[query].items()
            if grade > 0 and row in self._documents
        }
        if topic:
            topics = {self._whole[row] for row in rows}
            rows = {row for row, whole in self._whole.items() if whole in topics}
        return {self._documents[row] for row in rows}

    def ask_without(self, documents: Iterable[int], raw: str, kind: str, modes: Iterable[SearchMode] = MODES) -> None:
        """Ask a query as if some documents had never been there."""
        with suppress(_Undo), self.index.batch():
            self.index.forget([path for document in documents if (path := self._paths[document])])
            self.ask(raw, kind, modes)
            raise _Undo

    @contextmanager
    def vectors(self, name: str, change: Transform | None, *, every: int = 1) -> Generator[None]:
        """Let another set of vectors answer: changed ones, or those of some documents only. Ends with the old one."""
        old, embedder = self.prepared.generation, self._embedder
        sample = codes_of((change or (lambda values: values))(np.ones((1, self._loaded.model.dims))))
        fingerprint = f"{embedder.fingerprint} {name}"
        generation = self.index.ensure_generation(fingerprint, name, sample.dims)
        with self.index.batch():
            for document in sorted(self.prepared.rows)[::every]:
                codes = self.index.retrieval.codes(old, document)
                if codes is None or self.index.retrieval.codes(generation, document) is not None:
                    continue
                values = np.frombuffer(codes.int8, np.int8).reshape(codes.count, codes.dims).astype(np.float64)
                self.index.store_codes(generation, document, codes_of(change(values)) if change else codes)
        self.index.set_roles({generation: "searched"})
        self._embedder = StandIn(self._loaded, fingerprint, change or (lambda values: values))
        try:
            yield
        finally:
            self._embedder = embedder
            self.index.set_roles({old: "searched"})

    def note(self, retrieval: Retrieval, *rest: object) -> verdict.Verdict:
        """Stands in for `judge_match`, and keeps the signs."""
        candidates, ranked, terms, _ = rest
        certain = not ranked or (ranked[0].evidence is not None and ranked[0].evidence.exact)  # type: ignore[index]
        self._signs = None if certain else verdict.read_signs(retrieval, candidates, ranked[0], terms)  # type: ignore[index, arg-type]
        return verdict.judge_match(retrieval, *rest)  # type: ignore[arg-type]


def _whole_documents(folder: Path) -> Iterator[tuple[str, str]]:
    with (folder / "corpus.jsonl").open(encoding="utf-8") as stream:
        for row in map(json.loads, stream):
            yield row["_id"], (row.get("metadata") or {}).get("doc_id", row["_id"])


def few_rows(folder: Path, cache: Path) -> Path:
    """A set of the first rows that answer something, and their queries, as a folder."""
    data = read_set(folder)
    made = cache / "few" / f"{folder.parent.name}-{folder.name}"
    made.mkdir(parents=True, exist_ok=True)
    wanted = list(dict.fromkeys(row for judged in data.judgments.values() for row in judged))[::7][:FEW_ROWS]
    queries = [(query, text) for query, text in data.queries if set(data.judgments[query]) <= set(wanted)]
    rows = [{"_id": row.row_id, "title": row.title, "text": row.text} for row in data.corpus if row.row_id in wanted]
    asked = [{"_id": query, "text": text} for query, text in queries]
    judged = [f"{query}\t{row}\t{grade}" for query, _ in queries for row, grade in data.judgments[query].items()]
    for name, lines in (("corpus.jsonl", rows), ("queries.jsonl", asked)):
        (made / name).write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    (made / "qrels.tsv").write_text("\n".join(["query-id\tcorpus-id\tscore", *judged]) + "\n", encoding="utf-8")
    return made


def nonsense(chance: random.Random) -> str:
    """What a cat types."""
    return " ".join(
        "".join(chance.choice("asdfghjklqwertyuiopzxcvbnm") for _ in range(chance.randrange(4, 11)))
        for _ in range(chance.choice((1, 1, 2, 3)))
    )


def exact_queries(bench: Bench, chance: random.Random, count: int) -> Iterator[tuple[str, str]]:
    """Words and phrases of the index, with their kind."""
    retrieval = bench.index.retrieval
    for document in chance.sample(sorted(bench.prepared.rows), count):
        chunk = chance.choice(retrieval.chunks_of(document))
        text = retrieval.text(document).span(chunk.start, chunk.end)
        words = [word for word in text.split() if word.isalpha() and len(word) > 2]
        counts = {word: retrieval.count_chunks(word) for word in words}
        rare = [word for word in words if counts[word] <= 3]
        if rare:
            yield chance.choice(rare), "rare word"
        if words:
            yield chance.choice(words), "any word"
        if len(words) > 6:
            start = chance.randrange(len(words) - 3)
            joined = " ".join(words[start : start + 3])
            if joined in text:
                yield f'"{joined}"', "phrase"


def ask_answered(bench: Bench) -> None:
    """Ask the set's own queries, with and without their answers."""
    for _, raw in bench.prepared.data.queries:
        bench.ask(raw, "answer")
        gone, topic = bench.answers(raw), bench.answers(raw, topic=True)
        bench.ask_without(gone, raw, "gone")
        if topic != gone:
            bench.ask_without(topic, raw, "topic gone")


def ask_others(bench: Bench, others: Sequence[Prepared], limit: int) -> None:
    """Ask what the index has no answer to, and what it holds to the letter."""
    chance = random.Random(11)
    known = {query for query, _ in bench.prepared.data.queries}
    for other in others:
        # Two sets of the same questions are translations.
        if not known & {query for query, _ in other.data.queries}:
            for _, raw in other.data.queries[:: max(1, 3 * len(other.data.queries) // limit)]:
                bench.ask(raw, "foreign")
    for _ in range(limit // 3):
        bench.ask(nonsense(chance), "nonsense")
    for raw, kind in list(exact_queries(bench, chance, limit // 2)):
        bench.ask(raw, kind, ("hybrid", "words"))


def ask_stand_ins(bench: Bench) -> None:
    """Ask with other vectors, of every document or of some."""
    queries = [text for _, text in bench.prepared.data.queries][::2]
    with bench.vectors("half", None, every=2):
        for raw in queries:
            bench.ask(raw, "half", ("hybrid",))
    for name, change in (("tilted", tilted), ("coarse", coarse)):
        with bench.vectors(name, change):
            for raw in queries:
                bench.ask(raw, name, ("hybrid",))
                bench.ask_without(bench.answers(raw, topic=True), raw, f"{name}, gone", ("hybrid",))


def ask_few(few: Bench, limit: int) -> None:
    """Ask an index of few chunks."""
    for _, raw in few.prepared.data.queries[:limit]:
        few.ask(raw, "few")
        few.ask_without(few.answers(raw), raw, "few, gone")


def print_shares(outcomes: Sequence[Outcome]) -> None:
    """What share of each kind is called no good match: the mean over the sets, and each set."""
    sets = list(dict.fromkeys(one.of for one in outcomes))
    print(f"\n{'called no good match, %':36}{'mean':>7}" + "".join(f"{name[-12:]:>14}" for name in sets))
    for mode in MODES:
        for kind in (*ANSWERED, *UNANSWERED):
            chosen = [one for one in outcomes if one.mode == mode and one.kind == kind]
            shares = [_share([one for one in chosen if one.of == name]) for name in sets]
            if chosen:
                label = f"{mode}: {kind} ({'answer' if kind in ANSWERED else 'no answer'})"
                print(f"{label:36}{np.nanmean(shares):7.1f}" + "".join(f"{share:14.1f}" for share in shares))


def _share(outcomes: Sequence[Outcome]) -> float:
    return 100 * float(np.mean([not one.is_good for one in outcomes])) if outcomes else float("nan")


_FITTED = {"answer": 3.0, "few": 1.0, "gone": 0.7, "topic gone": 1.0, "foreign": 1.0, "nonsense": 0.3, "few, gone": 0.5}
"""The kinds that are learnt from, and what each weighs, all sets alike."""


_RIDGE = 0.02
"""What keeps two signs that say much the same (told, bm25) from being played off against each other."""


def fit(outcomes: Sequence[Outcome], mode: SearchMode) -> tuple[Floats, float]:
    """A logistic model by Newton's method: a weight for each of the mode's signs, and one more without any."""
    signs = _matrix(outcomes, mode)
    answered = np.array([one.kind in ANSWERED for one in outcomes], np.float64)
    sizes: dict[tuple[str, str], int] = {}
    for one in outcomes:
        sizes[one.of, one.kind] = sizes.get((one.of, one.kind), 0) + 1
    counts = np.array([_FITTED[one.kind] / sizes[one.of, one.kind] for one in outcomes])
    counts /= counts.sum()
    middle, spread = signs.mean(axis=0), signs.std(axis=0) + 1e-9
    rows = np.column_stack([(signs - middle) / spread, np.ones(len(signs))])
    penalty = np.array([_RIDGE] * signs.shape[1] + [1e-9])
    found = np.zeros(rows.shape[1])
    for _ in range(50):
        odds = 1.0 / (1.0 + np.exp(-np.clip(rows @ found, -30, 30)))
        slope = rows.T @ (counts * (odds - answered)) + penalty * found
        bend = (rows * (counts * odds * (1 - odds))[:, None]).T @ rows + np.diag(penalty)
        found -= np.linalg.solve(bend, slope)
    weights = found[:-1] / spread
    return weights, float(found[-1] - weights @ middle)


def _matrix(outcomes: Sequence[Outcome], mode: SearchMode) -> Floats:
    return np.array([[getattr(one.signs, name) for name in SIGNS[mode]] for one in outcomes], np.float64)


def print_trade(outcomes: Sequence[Outcome], mode: SearchMode) -> None:
    """Each set judged by what the others teach; the threshold is where none of these has more false alarms."""
    told = [one for one in outcomes if one.mode == mode and one.signs is not None and one.kind in _FITTED]
    sets = list(dict.fromkeys(one.of for one in told))
    print(f"\n{mode}: the numbers and the threshold from the other sets, shares of all queries in %")
    print(f"{'false alarms allowed':24}" + "".join(f"{kind:>12}" for kind in (*_FITTED, "worst set")))
    for rate in RATES:
        shares: dict[str, list[float]] = {kind: [] for kind in _FITTED}
        for name in sets:
            teaching = [one for one in told if one.of != name]
            weights, base = fit(teaching, mode)
            border = _border(teaching, outcomes, mode, weights, base, rate)
            for kind, found in shares.items():
                mine = [one for one in outcomes if one.of == name and one.mode == mode and one.kind == kind]
                judged = [one for one in mine if one.signs is not None]
                below = (_matrix(judged, mode) @ weights + base < border).sum() if judged else 0
                nothing = sum(one.signs is None and not one.is_good for one in mine)
                found.append(100 * float(below + nothing) / len(mine) if mine else float("nan"))
        print(
            f"{100 * rate:<24.0f}"
            + "".join(f"{np.nanmean(found):12.1f}" for found in shares.values())
            + f"{max(shares['answer']):12.1f}",
            flush=True,
        )
    weights, base = fit(told, mode)
    border = _border(told, outcomes, mode, weights, base, ALLOWED[mode])
    print(
        f"by all: base {base - border:.3f} "
        + ", ".join(f"{n} {w:.3f}" for n, w in zip(SIGNS[mode], weights, strict=True))
    )


def _border(
    teaching: Sequence[Outcome],
    outcomes: Sequence[Outcome],
    mode: SearchMode,
    weights: Floats,
    base: float,
    rate: float,
) -> float:
    """The threshold below which at most `rate` of the answered queries of each set fall, those included that are certain."""
    borders: list[float] = []
    for name in dict.fromkeys(one.of for one in teaching):
        all_of = [one for one in outcomes if one.of == name and one.mode == mode and one.kind == "answer"]
        values = np.sort(_matrix([one for one in all_of if one.signs is not None], mode) @ weights + base)
        borders.append(float(values[min(len(values) - 1, int(rate * len(all_of)))]))
    return min(borders)


def ask_sets(cache: Path, sets: Sequence[Path], limit: int) -> list[Outcome]:
    """Ask everything of every set."""
    loaded = load_starter(cache)
    prepared = [prepare(folder, cache, loaded, limit) for folder in sets]
    outcomes: list[Outcome] = []
    for folder, one in zip(sets, prepared, strict=True):
        bench = Bench(one, loaded, folder)
        small = few_rows(folder, cache)
        few = Bench(prepare(small, cache, loaded, None), loaded, small)
        # Names are numbers here, and say nothing.
        with patch.object(searching, "score_names", _no_names):
            with patch.object(searching, "judge_match", bench.note):
                ask_answered(bench)
                ask_others(bench, [other for other in prepared if other is not one], limit)
                ask_stand_ins(bench)
            with patch.object(searching, "judge_match", few.note):
                ask_few(few, limit)
        outcomes += [*bench.outcomes, *(replace(outcome, of=bench.name) for outcome in few.outcomes)]
        few.index.close()
        print(f"{bench.name}: {len(outcomes)} queries so far", file=sys.stderr, flush=True)
    for one in prepared:
        one.index.close()
    return outcomes


def main(arguments: Sequence[str] | None = None) -> int:
    """Ask, and print tables."""
    parser = argparse.ArgumentParser(description='Measure "no good match".')
    parser.add_argument("cache", type=Path)
    parser.add_argument("sets", type=Path, nargs="+")
    parser.add_argument("--limit-queries", type=int, default=150)
    parser.add_argument("--keep", type=Path, help="a file for what was seen; where it is there, nothing is asked again")
    parser.add_argument("--fit", action="store_true", help="fit the numbers of search/verdict.py")
    chosen = parser.parse_args(arguments)
    if chosen.keep and chosen.keep.exists():
        outcomes = [_read(line) for line in chosen.keep.read_text(encoding="utf-8").splitlines()]
    else:
        outcomes = ask_sets(chosen.cache, chosen.sets, chosen.limit_queries)
    if chosen.keep:
        chosen.keep.write_text("".join(json.dumps(asdict(one)) + "\n" for one in outcomes), encoding="utf-8")
    print_shares(outcomes)
    if chosen.fit:
        for mode in MODES:
            print_trade(outcomes, mode)
    return 0


def _read(line: str) -> Outcome:
    known = json.loads(line)
    signs = Signs(**known["signs"]) if known["signs"] else None
    # What the numbers of today say of what was seen.
    is_good = judge_signs(signs, known["mode"]).is_good_match if signs else known["is_good"]
    return Outcome(**{**known, "signs": signs, "is_good": is_good})


def _no_names(*_: object, **__: object) -> dict[int, object]:
    return {}


if __name__ == "__main__":
    raise SystemExit(main())
