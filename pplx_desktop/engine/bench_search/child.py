"""A process that measures searching in one home and ends, so that start-up and memory are those of a fresh program.

It searches as the window's engine does, but for the model: each query has its vector already.

Invariant: one request, one answer; the index is only read.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from pplx_desktop.core.errors import PplxError
from pplx_desktop.core.frames import read_frame, take_over_stdio, write_frame
from pplx_desktop.core.interpreter import share_lock_evenly
from pplx_desktop.core.paths import Paths
from pplx_desktop.core.types import QueryVector
from pplx_desktop.engine.bench_search.codes import DrawnVectors
from pplx_desktop.engine.bench_search.homes import FINGERPRINT, HomeRecord, home_paths, read_record
from pplx_desktop.engine.bench_search.queries import Asked, make_queries
from pplx_desktop.engine.bench_search.rivals import Distances, Scan, agreement, are_same, faiss_scan, numpy_scan
from pplx_desktop.engine.bench_search.timing import Watch, memory_now, quantile
from pplx_desktop.engine.limits import give_back_memory, keep_memory
from pplx_desktop.engine.wire import error_to_frame
from pplx_desktop.index.code_copies import CodeCopies
from pplx_desktop.index.conditions import Conditions, Scope
from pplx_desktop.index.store import Index
from pplx_desktop.search.ranking import DEFAULT_RANKING
from pplx_desktop.search.searcher import Searcher

Answer = dict[str, Any]

_WARM_UP_S = 120.0
_LOOK_S = 0.001
_MOST_SCANS = 30
"""Scans of one kind: their times differ little, and vec0 takes half a second for each at a million."""
_FILTER_SHARE = 0.3
"""The filter that is measured is the one of those by kind that is nearest to letting this share through."""


def main(arguments: list[str]) -> int:
    """Answer one request: `start` or `whole`. The argument is the home."""
    (folder,) = arguments
    source, sink = take_over_stdio()
    frame = read_frame(source)
    if frame is None:
        return 0
    try:
        # As the window's engine does.
        keep_memory()
        # As in the window's process, where searches run.
        share_lock_evenly()
        home = _Home(Path(folder), frame[0])
        answer = home.start() if frame[0]["task"] == "start" else home.whole()
    except PplxError as error:
        answer, _ = error_to_frame(error)
    write_frame(sink, answer)
    return 0


class _Drawn:
    """A `QueryEmbedder` that has the answer already."""

    fingerprint = FINGERPRINT

    def __init__(self) -> None:
        self.vector: QueryVector | None = None

    def embed_query(self, text: str) -> QueryVector:  # noqa: ARG002 - the port has it
        assert self.vector is not None  # noqa: S101 - set before each search
        return self.vector


class _Home:
    def __init__(self, folder: Path, wanted: Answer) -> None:
        record = read_record(folder)
        assert record is not None  # noqa: S101 - whoever asks has made it
        self._record: HomeRecord = record
        self._paths: Paths = home_paths(folder)
        self._limit: int = wanted["limit"]
        self._queries = make_queries(record.probes, DrawnVectors(record.seed), wanted["count"])
        self._embedder = _Drawn()

    def start(self) -> Answer:
        """From opening the index to the first answer, as a command does it."""
        asked = self._queries["hybrid, two common words"][0]
        begun = time.perf_counter()
        with (
            closing(CodeCopies(self._paths.index_file, given_back=give_back_memory)) as copies,
            Index.open(self._paths.index_file, write=False, codes=copies) as index,
        ):
            hits = self._search(Searcher(index, self._embedder), asked)
            seconds = time.perf_counter() - begun
            return {"first_answer_ms": seconds * 1000, "hits": hits, "memory": asdict(memory_now())}

    def whole(self) -> Answer:
        """Everything else."""
        before = memory_now()
        with (
            closing(CodeCopies(self._paths.index_file, given_back=give_back_memory)) as copies,
            Index.open(self._paths.index_file, write=False, codes=copies) as index,
        ):
            generation = next(known.id for known in index.generations() if known.fingerprint == FINGERPRINT)
            begun, cpu = time.perf_counter(), time.process_time()
            copies.want(generation)
            while not copies.size_bytes and time.perf_counter() - begun < _WARM_UP_S:
                time.sleep(_LOOK_S)
            warm = {
                "seconds": time.perf_counter() - begun,
                "cpu_s": time.process_time() - cpu,
                "copy_bytes": copies.size_bytes,
            }
            searcher = Searcher(index, self._embedder)
            hybrid = Watch()
            searches = {kind: self._time(searcher, asked, hybrid) for kind, asked in self._queries.items()}
            after = memory_now()
            vectors = [asked.vector for asked in self._queries["meaning"]]
            scans = self._scans(index, generation, vectors, Scope())
            condition, scope = self._filter(index)
            filtered = self._scans(index, generation, vectors, scope)
        return {
            "warm_up": warm,
            "memory_before": asdict(before),
            "memory": asdict(after),
            "searches": searches,
            "hybrid": asdict(hybrid.times),
            "scans": scans,
            "filter": condition,
            "filtered_scans": filtered,
        }

    def _search(self, searcher: Searcher, asked: Asked) -> int:
        self._embedder.vector = asked.vector
        return len(searcher.search(asked.raw, limit=self._limit, mode=asked.mode, typing=asked.typing).hits)

    def _time(self, searcher: Searcher, queries: Sequence[Asked], hybrid: Watch) -> Answer:
        watch = Watch()
        stages: dict[str, list[float]] = {}
        hits = 0
        for asked in queries:
            self._embedder.vector = asked.vector
            result = watch.time(
                lambda asked=asked: searcher.search(asked.raw, limit=self._limit, mode=asked.mode, typing=asked.typing)
            )
            hits += len(result.hits)
            for stage, took_ms in result.explanation.stages_ms if result.explanation else ():
                stages.setdefault(stage, []).append(took_ms)
        if queries and queries[0].mode == "hybrid":
            hybrid.add(watch)
        return {
            "times": asdict(watch.times),
            "hits": hits / max(1, len(queries)),
            "stages_ms": {stage: float(np.median(taken)) for stage, taken in stages.items()},
            "stages_p95_ms": {stage: quantile(taken, 0.95) for stage, taken in stages.items()},
            "example": queries[0].raw if queries else "",
        }

    def _filter(self, index: Index) -> tuple[Answer, Scope]:
        """The filter by kind that lets about the wanted share of the chunks through."""
        found: list[tuple[float, float, str, Scope]] = []
        for kind in sorted({probe.kind for probe in self._record.probes}):
            scope = index.retrieval.scope(Conditions(kinds=(kind,)))
            share = index.retrieval.count_chunks_in(scope) / self._record.chunks
            found.append((abs(share - _FILTER_SHARE), share, kind, scope))
        _, share, kind, scope = min(found, key=lambda item: item[0])
        return {"query": f"type:{kind}", "share": share}, scope

    def _scans(self, index: Index, generation: int, vectors: Sequence[QueryVector], scope: Scope) -> Answer:
        """The nearest codes, found in different ways one after the other for each query, so that all have the same machine."""
        limit = DEFAULT_RANKING.meaning_limit
        chunks, bits = index.retrieval.all_codes(generation)
        chosen = None if scope.documents is None else index.retrieval.are_in(scope.documents, chunks)
        scans: dict[str, Scan | None] = {"numpy": numpy_scan(bits, chosen), "faiss": faiss_scan(bits, chosen)}
        watches = {name: Watch() for name in ("copy", "vec0", *scans)}
        found: dict[str, list[Distances]] = {name: [] for name in scans}
        expected: list[Distances] = []
        are_equal = True
        retrieval, documents = index.retrieval, scope.documents
        for bits_of_query in [vector.bits for vector in vectors[:_MOST_SCANS]]:
            near = watches["copy"].time(
                lambda bits=bits_of_query: retrieval.nearest(generation, bits, limit, documents=documents)
            )
            truth = watches["vec0"].time(
                lambda bits=bits_of_query: retrieval.nearest_by_vec0(generation, bits, limit, documents=documents)
            )
            are_equal = are_equal and are_same(near, truth)
            expected.append(np.array([distance for _, distance in truth]))
            for name, scan in scans.items():
                if scan is not None:
                    found[name].append(watches[name].time(lambda scan=scan, bits=bits_of_query: scan(bits, limit)))
        return {
            "copy_equals_vec0": are_equal,
            "agree": {name: agreement(found[name], expected) for name in scans if found[name]},
            "times": {name: asdict(watch.times) for name, watch in watches.items() if watch.times.count},
        }
