"""How many passages each leg has to bring: `python -m tests.benchmarks.leg_limits CACHE SET... [--tree INDEX] [--home HOME]`.

CACHE and SET as in `fusion_weights`. INDEX as in `desktop_tree`: its questions are one more set, and names. HOME is one of
`bench search`, where nothing is judged: there only counts what becomes of the answer.

A chunk that only one leg found counts by the other, too: so the legs may bring few. This says how few.

Asks the whole search with each pair of `LIMITS`, and compares it with the first of them: nDCG@10 with a paired test
(`engine/paired_test.py`) and recall@100; how often the first file, the first three and the first ten are others; and how
often what holds a rare word to the letter is first. Exits with 1 where what is shipped loses more than `MEAN_LOSS` on the
mean of the judged sets, or `SET_LOSS` on one of them, or a rare word. Not a test: it needs sets that are no part of the
project.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from unittest.mock import patch

import numpy as np

from pplx_desktop.core.types import Hit, QueryVector, SearchMode
from pplx_desktop.engine.bench_search.codes import DrawnVectors
from pplx_desktop.engine.bench_search.homes import FINGERPRINT, home_paths, read_record
from pplx_desktop.engine.bench_search.queries import make_queries
from pplx_desktop.engine.paired_test import Paired, compare_paired
from pplx_desktop.engine.retrieval_metrics import ndcg, recall
from pplx_desktop.index.code_copies import CodeCopies
from pplx_desktop.index.store import Index
from pplx_desktop.search import searcher as searching
from pplx_desktop.search.ranking import DEFAULT_RANKING
from pplx_desktop.search.searcher import Searcher
from tests.benchmarks import desktop_tree
from tests.benchmarks.fusion_weights import Loaded, load_starter, prepare
from tests.support.waiting import eventually

Limits = tuple[int, int]
"""Passages by words, and by meaning."""
LIMITS: tuple[Limits, ...] = ((500, 400), (300, 300), (200, 300), (200, 200), (100, 150), (25, 20))
SHIPPED: Limits = (DEFAULT_RANKING.words_limit, DEFAULT_RANKING.meaning_limit)
MEAN_LOSS, SET_LOSS = 0.001, 0.003
MODES: tuple[SearchMode, ...] = ("hybrid", "words", "meaning")
FIRST = (1, 3, 10)
_DEPTH = 100
_RARE = 150
"""Rare words that are asked for in each set, each among words of another passage."""
_OF_RARE_WORDS = ", rare words"
_NAMES = 100


@dataclass(frozen=True)
class Question:
    """What is asked; `wanted` gives the judgments that a file fulfils, of those in `judged`."""

    raw: str
    wanted: Callable[[str], str]
    judged: dict[str, int]


@dataclass(frozen=True)
class Answered:
    """What came of each question, with one pair of limits: what was found, nDCG@10 and recall@100."""

    found: list[list[str]]
    ndcg: list[float]
    recall: list[float]


By = dict[Limits, Answered]
Report = dict[tuple[str, SearchMode], By]


class Asker:
    """Asks one index with any limits."""

    def __init__(self, index: Index, embedder: object) -> None:
        self._index, self._embedder = index, embedder

    def hits(self, raw: str, limits: Limits, mode: SearchMode, depth: int = _DEPTH) -> Sequence[Hit]:
        """What is found, without its texts."""
        words, meaning = limits
        ranking = replace(DEFAULT_RANKING, words_limit=words, meaning_limit=meaning, snippet_chars=0)
        return Searcher(self._index, self._embedder, ranking).search(raw, mode=mode, limit=depth).hits  # type: ignore[arg-type]

    def ask(self, questions: Sequence[Question], mode: SearchMode, tried: Sequence[Limits]) -> By:
        """Ask all questions with each of the limits."""
        by: By = {limits: Answered([], [], []) for limits in tried}
        for question in questions:
            for limits, answered in by.items():
                hits = self.hits(question.raw, limits, mode)
                paths = [hit.path for hit in hits]
                # A document counts once, by whichever of its copies is asked for.
                names = [_named(question, (hit.path, *hit.copies)) for hit in hits]
                ranked = list(dict.fromkeys(names))
                answered.found.append(paths)
                answered.ndcg.append(ndcg(ranked, question.judged, 10))
                answered.recall.append(recall(ranked, question.judged, 100))
        return by


def _named(question: Question, paths: Sequence[str]) -> str:
    names = [question.wanted(path) for path in paths]
    return next((name for name in names if name in question.judged), names[0])


def measure_set(
    folder: Path, cache: Path, loaded: Loaded, limit: int | None, modes: Sequence[SearchMode], tried: Sequence[Limits]
) -> Report:
    """Ask the queries of a judged set, each way, and for rare words."""
    prepared = prepare(folder, cache, loaded, limit)
    with closing(prepared.index) as index:
        index.set_roles({prepared.generation: "searched"})
        rows = {path: prepared.rows[record.document_id or 0] for path, record in index.ledger("/set").items()}
        questions = [
            Question(raw, rows.__getitem__, prepared.data.judgments[query]) for query, raw in prepared.data.queries
        ]
        asker = Asker(index, desktop_tree.Starter(loaded))
        name = f"{folder.parent.name}/{folder.name}"
        # Names are numbers here, and say nothing.
        with patch.object(searching, "score_names", _no_names):
            report: Report = {(name, mode): asker.ask(questions, mode, tried) for mode in modes}
            report[f"{name}{_OF_RARE_WORDS}", "hybrid"] = asker.ask(list(rare_words(index, rows)), "hybrid", tried)
    return report


def rare_words(index: Index, rows: dict[str, str]) -> Iterator[Question]:
    """A word that few passages hold, with two common ones of another passage. Right is the rare one alone."""
    chance, retrieval = random.Random(7), index.retrieval
    documents = {record.document_id: path for path, record in index.ledger("/").items() if record.document_id}

    def words_of(document: int) -> dict[str, int]:
        chunk = chance.choice(retrieval.chunks_of(document))
        text = retrieval.text(document).span(chunk.start, chunk.end)
        return {word: retrieval.count_chunks(word) for word in text.split() if word.isalpha() and len(word) > 2}

    for document in chance.sample(sorted(documents), min(_RARE, len(documents))):
        rare = [word for word, count in words_of(document).items() if 0 < count <= 3]
        common = sorted(words_of(chance.choice(sorted(documents))).items(), key=lambda pair: -pair[1])[:2]
        if rare and len(common) == 2:
            word = chance.choice(rare)
            holders = retrieval.owners_of(np.array(retrieval.chunks_with(word), np.int64)).tolist()
            judged = {rows[documents[one]]: 1 for one in holders}
            yield Question(" ".join([common[0][0], word, common[1][0]]), rows.__getitem__, judged)


def measure_tree(
    path: Path, loaded: Loaded, more: Sequence[Path], modes: Sequence[SearchMode], tried: Sequence[Limits]
) -> Report:
    """Ask the questions on the desktop tree, and for names."""
    with closing(Index.open(path, write=False)) as index:
        asker = Asker(index, desktop_tree.Starter(loaded))
        files = sorted(file for file, record in index.ledger("/").items() if record.document_id)
        lines = [line for other in more for line in other.read_text("utf-8").splitlines()]
        asked = [_about(raw, suffix) for raw, suffix in desktop_tree.questions(files)]
        asked += [_about(raw, suffix) for raw, suffix in (line.split("\t") for line in lines)]
        report: Report = {("questions about manuals", mode): asker.ask(asked, mode, tried) for mode in modes}
        names = [_called(raw, file) for _, raw, file in desktop_tree.name_items(files, _NAMES)]
        report["names of files", "hybrid"] = asker.ask(names, "hybrid", tried)
        rows = {file: file for file in files}
        report[f"manuals{_OF_RARE_WORDS}", "hybrid"] = asker.ask(list(rare_words(index, rows)), "hybrid", tried)
    return report


def _about(raw: str, suffix: str) -> Question:
    return Question(raw, lambda path: suffix if suffix in path else path, {suffix: 1})


def _called(raw: str, file: str) -> Question:
    def last(path: str) -> str:
        return "/".join(PurePath(path).parts[-2:])

    return Question(raw, last, {last(file): 1})


def measure_home(home: Path, count: int, tried: Sequence[Limits]) -> Report:
    """Ask the queries of `bench search`, of which nothing is judged."""
    record = read_record(home)
    if record is None:
        raise SystemExit(f"{home} is no home of `bench search`")
    file = home_paths(home).index_file
    made = make_queries(record.probes, DrawnVectors(record.seed), count)
    report: Report = {}
    with closing(CodeCopies(file)) as codes, closing(Index.open(file, write=False, codes=codes)) as index:
        codes.want(next(known.id for known in index.generations() if known.role))
        eventually(lambda: codes.size_bytes)
        for kind in ("hybrid, a question", "hybrid, two common words"):
            vectors = {asked.raw: asked.vector for asked in made[kind]}
            asker = Asker(index, _Drawn(vectors))
            questions = [Question(raw, str, {}) for raw in vectors]
            report[f"{home.name}: {kind}", "hybrid"] = asker.ask(questions, "hybrid", tried)
    return report


@dataclass(frozen=True)
class _Drawn:
    """Vectors drawn for each query."""

    vectors: dict[str, QueryVector]
    fingerprint: str = FINGERPRINT

    def embed_query(self, text: str) -> QueryVector:
        """The query's."""
        return self.vectors[text]


def _no_names(*_: object, **__: object) -> dict[int, object]:
    return {}


def changed(before: Answered, after: Answered) -> list[float]:
    """In how many of 100 answers the first file, and the first of each of `FIRST`, in any order, are others."""
    pairs = list(zip(before.found, after.found, strict=True))
    return [100 * float(np.mean([set(one[:count]) != set(other[:count]) for one, other in pairs])) for count in FIRST]


def print_report(report: Report) -> bool:
    """Print a row for each set, way and pair of limits. Says whether what is shipped holds."""
    holds = True
    print(
        f"\n{'':46}{'limits':>9}{'nDCG@10':>9}{'R@100':>8}{'difference, 95 %':>28}{'p':>8}{'others: first':>15}{'3':>6}{'10':>6}{'files':>7}"
    )
    sums: dict[tuple[SearchMode, Limits], list[tuple[list[float], list[float]]]] = {}
    for (name, mode), by in report.items():
        first = next(iter(by.values()))
        is_judged = any(first.ndcg)
        for limits, answered in by.items():
            test = compare_paired([(answered.ndcg, first.ndcg)]) if is_judged else None
            asks_rare_words = name.endswith(_OF_RARE_WORDS)
            if is_judged and not asks_rare_words and name != "names of files":
                sums.setdefault((mode, limits), []).append((answered.ndcg, first.ndcg))
            if test is not None and limits == SHIPPED and mode == "hybrid":
                lost = any(now < before for now, before in zip(answered.ndcg, first.ndcg, strict=True))
                holds &= not lost if asks_rare_words else test.difference >= -SET_LOSS
            _print_row(f"{name} ({len(first.found)}), {mode}", limits, answered, first, test)
    for (mode, limits), pairs in sums.items():
        test = compare_paired(pairs)
        mean = float(np.mean([np.mean(after) for after, _ in pairs]))
        print(f"{f'mean of {len(pairs)} sets, {mode}':46}{_shown(limits):>9}{mean:9.4f}{'':8}{_told(test)}")
        if limits == SHIPPED and mode == "hybrid":
            holds &= test.difference >= -MEAN_LOSS
    return holds


def _print_row(name: str, limits: Limits, answered: Answered, first: Answered, test: Paired | None) -> None:
    judged = f"{np.mean(answered.ndcg):9.4f}{np.mean(answered.recall):8.4f}" if test else " " * 17
    others = "".join(f"{share:{width}.1f}" for share, width in zip(changed(first, answered), (15, 6, 6), strict=True))
    files = np.mean([len(found) for found in answered.found])
    print(f"{name:46}{_shown(limits):>9}{judged}{_told(test) if test else ' ' * 36}{others}{files:7.1f}", flush=True)


def _shown(limits: Limits) -> str:
    return f"{limits[0]}/{limits[1]}"


def _told(test: Paired) -> str:
    return f"{f'{test.difference:+.4f} [{test.low:+.4f}, {test.high:+.4f}]':>28}{test.p:8.3f}"


def _limits(text: str) -> Limits:
    words, meaning = map(int, text.split("/"))
    return words, meaning


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure all, and print the table."""
    parser = argparse.ArgumentParser(description="Measure how many passages each leg has to bring.")
    parser.add_argument("cache", type=Path)
    parser.add_argument("sets", type=Path, nargs="*")
    parser.add_argument("--limit-queries", type=int)
    parser.add_argument("--mode", choices=MODES, nargs="+", default=MODES)
    parser.add_argument("--limits", type=_limits, nargs="+", default=LIMITS, metavar="WORDS/MEANING")
    parser.add_argument("--tree", type=Path, help="an index of the desktop tree")
    parser.add_argument(
        "--questions", type=Path, nargs="*", default=(), help="more questions about it, as desktop_questions.tsv"
    )
    parser.add_argument("--home", type=Path, nargs="*", default=(), help="homes of `bench search`")
    parser.add_argument("--count", type=int, default=96, help="queries of each kind for a home")
    chosen = parser.parse_args(arguments)
    loaded = load_starter(chosen.cache)
    report: Report = {}
    for folder in chosen.sets:
        report |= measure_set(folder, chosen.cache, loaded, chosen.limit_queries, chosen.mode, chosen.limits)
    if chosen.tree:
        report |= measure_tree(chosen.tree, loaded, chosen.questions, chosen.mode, chosen.limits)
    for home in chosen.home:
        report |= measure_home(home, chosen.count, chosen.limits)
    return 0 if print_report(report) else 1


if __name__ == "__main__":
    raise SystemExit(main())
