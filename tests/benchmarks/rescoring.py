"""What is lost on the way from the model's float vectors to what is stored, in quality:
`python -m tests.benchmarks.rescoring CACHE SET...`, as `fusion_weights`.

The measure of all is an exhaustive search with the model's float vectors, which no code was made of. Beside it, the
nearest by their signs (`Ranking.meaning_limit`) are judged by the same floats, by int8, by what the index stores (`index/packing.py`: 3 bits beside
the sign), and by values of 0 to 3 bits (Lloyd and Max's levels for a normal distribution). Prints nDCG@10 and recall@100
of meaning alone and of the hybrid, and whether nDCG@10 differs from the measure's (`engine/paired_test.py`). CACHE keeps
the floats beside the index of each set, so that only the first run embeds. Not a test: it needs sets that are no part of
the project.

With `--setting` it measures what the setting `rescoring` is worth instead. It drops the sizes in CACHE: use a copy.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pplx_desktop.core.types import QueryVector
from pplx_desktop.embed.model import DocumentInput
from pplx_desktop.engine.paired_test import compare_paired
from pplx_desktop.index import code_blocks, waiting
from pplx_desktop.index.retrieval import Retrieval
from pplx_desktop.index.vectors import CodeRows
from pplx_desktop.search.ranking import DEFAULT_RANKING
from tests.benchmarks import fusion_weights

LEVELS: dict[int, tuple[list[float], list[float]]] = {
    3: (
        [0.2582, 0.5224, 0.7996, 1.099, 1.437, 1.844, 2.401],
        [0.1284, 0.3881, 0.6568, 0.9424, 1.256, 1.618, 2.069, 2.733],
    ),
    2: ([0.5006, 1.050, 1.748], [0.2451, 0.7560, 1.344, 2.152]),
    1: ([0.9816], [0.4528, 1.510]),
    0: ([], [1.0]),
}
_AT_ONCE = 64
"""Documents that are embedded together."""
_FLOATS = "floats"
"""The way that all others are compared with."""

Values = NDArray[np.float32]
Outcomes = dict[str, NDArray[np.float64]]
Pair = tuple[list[float], list[float]]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the comparison and print a table."""
    parser = argparse.ArgumentParser(description="Compare how finely vectors are stored for rescoring.")
    parser.add_argument("cache", type=Path)
    parser.add_argument("--setting", action="store_true", help="compare the setting `rescoring` on and off")
    parser.add_argument("sets", type=Path, nargs="+")
    parser.add_argument("--limit-queries", type=int)
    chosen = parser.parse_args(arguments)
    loaded = fusion_weights.load_starter(chosen.cache)
    everywhere: dict[tuple[str, str], list[Pair]] = {}
    for folder in chosen.sets:
        prepared = fusion_weights.prepare(folder, chosen.cache, loaded, chosen.limit_queries)
        with prepared.index:
            ways = _by_setting(prepared) if chosen.setting else _by_values(folder, chosen.cache, prepared, loaded)
            for way, leg, pair in _print_ways(f"{folder.parent.name}/{folder.name}", ways):
                everywhere.setdefault((way, leg), []).append(pair)
    for (way, leg), pairs in everywhere.items():
        print(f"{'all sets':20} {way:14} {leg:14} {'':15} {_told(pairs)}")
    return 0


def _by_setting(prepared: fusion_weights.Prepared) -> Iterator[tuple[str, Outcomes]]:
    for wanted in (True, False):
        prepared.index.want_sizes(wanted=wanted)
        while prepared.index.tidy():
            pass
        yield "rescoring on" if wanted else "rescoring off", _outcomes(prepared)


def _by_values(
    folder: Path, cache: Path, prepared: fusion_weights.Prepared, loaded: fusion_weights.Loaded
) -> Iterator[tuple[str, Outcomes]]:
    chunks, values = _embed_floats(cache / f"{folder.parent.name}-{folder.name}.floats.npz", prepared, loaded)
    with _judged_by(chunks, values), _found_by(chunks, values, prepared.vectors):
        yield _FLOATS, _outcomes(prepared)
    with _judged_by(chunks, values):
        yield "signs, floats", _outcomes(prepared)
    largest = np.abs(values).max(axis=1, keepdims=True)
    with _judged_by(chunks, np.rint(values / np.where(largest == 0, 1, largest) * 127)):
        yield "signs, int8", _outcomes(prepared)
    yield "as stored", _outcomes(prepared)
    for bits in LEVELS:
        with _judged_by(chunks, _coarse(values, bits)):
            yield f"signs, {bits} bits", _outcomes(prepared)


def _embed_floats(
    path: Path, prepared: fusion_weights.Prepared, loaded: fusion_weights.Loaded
) -> tuple[NDArray[np.int64], Values]:
    """All chunks, in order, and the values that the model makes of each: [chunks, dims]. What is done is kept in `path`."""
    database, dims = prepared.index._db, loaded.model.dims
    chunks, values = np.zeros(0, np.int64), np.zeros((0, dims), np.float32)
    if path.exists():
        kept = np.load(path)
        chunks, values = kept["chunks"], kept["values"]
    # Of one length together: they run together.
    rows = database.rows("SELECT id, title, first_chunk FROM documents WHERE chunk_count > 0 ORDER BY chars, id")
    left = [(document, title) for document, title, first in rows if first not in set(chunks.tolist())]
    for at in range(0, len(left), _AT_ONCE):
        jobs = [waiting._job(database, *row) for row in left[at : at + _AT_ONCE]]
        pooled = loaded.model.embed_pooled([DocumentInput(job.title, job.headings, job.texts) for job in jobs])
        ids = [chunk.id for job in jobs for chunk in prepared.index.retrieval.chunks_of(job.document_id)]
        chunks = np.concatenate((chunks, np.array(ids, np.int64)))
        values = np.concatenate((values, *(rows[:, :dims] for rows in pooled)))
        np.savez(path, chunks=chunks, values=values)
        print(f"{path.stem}: {len(left) - at} documents left", file=sys.stderr, flush=True)
    order = np.argsort(chunks)
    return chunks[order], values[order]


def _coarse(values: Values, bits: int) -> Values:
    cuts, levels = LEVELS[bits]
    deviations = np.sqrt(np.mean(values**2, axis=1, keepdims=True))
    sizes = np.array(levels, np.float32)[np.digitize(np.abs(values) / np.where(deviations == 0, 1, deviations), cuts)]
    return np.where(values >= 0, sizes, -sizes)


@contextmanager
def _judged_by(chunks: NDArray[np.int64], values: Values) -> Iterator[None]:
    """Has likenesses come from these values in place of what the index holds."""

    def read(chunk_ids: Iterable[int]) -> CodeRows:
        wanted = np.unique(np.fromiter(chunk_ids, np.int64))
        rows = values[np.searchsorted(chunks, wanted)]
        return CodeRows(wanted, rows, np.ones(len(wanted), np.bool_))  # pyright: ignore[reportArgumentType]

    def sample(own: Retrieval, generation: int, count: int) -> CodeRows:
        return read(code_blocks.sample_chunks(own._database, generation, count))

    with _patched(code_rows=lambda _own, _generation, chunk_ids: read(chunk_ids), sample_rows=sample):
        yield


@contextmanager
def _found_by(chunks: NDArray[np.int64], values: Values, queries: Sequence[QueryVector]) -> Iterator[None]:
    """Has all chunks compared with the query by these values, in place of the signs."""
    by_bits = {query.bits: np.frombuffer(query.values, "<f4") for query in queries}
    units = values / np.maximum(np.linalg.norm(values, axis=1, keepdims=True), 1e-9)

    def nearest(_own: Retrieval, _generation: int, bits: bytes, limit: int, **_: object) -> list[tuple[int, int]]:
        order = np.lexsort((chunks, -(units @ by_bits[bits])))[:limit]
        return [(chunk, 0) for chunk in chunks[order].tolist()]

    with _patched(nearest=nearest):
        yield


@contextmanager
def _patched(**methods: Callable[..., object]) -> Iterator[None]:
    before = {name: getattr(Retrieval, name) for name in methods}
    _put(methods)
    try:
        yield
    finally:
        _put(before)


def _put(methods: Mapping[str, object]) -> None:
    for name, method in methods.items():
        setattr(Retrieval, name, method)


def _outcomes(prepared: fusion_weights.Prepared) -> Outcomes:
    """nDCG@10 and recall@100 of each query, by leg: [queries, 2]."""
    candidates = prepared.candidates(DEFAULT_RANKING)
    ways = fusion_weights.ways(DEFAULT_RANKING, wide=False)
    return {name: prepared.outcomes(candidates, score) for name, score in ways.items() if name != "words"}


def _print_ways(where: str, ways: Iterable[tuple[str, Outcomes]]) -> Iterator[tuple[str, str, Pair]]:
    """Prints each way, and gives nDCG@10 of all but the first beside the first's."""
    measure: Outcomes | None = None
    for way, outcomes in ways:
        measure = measure or outcomes
        for leg, rows in outcomes.items():
            ndcg, recall = rows.mean(axis=0).tolist()
            pair = rows[:, 0].tolist(), measure[leg][:, 0].tolist()
            told = "" if measure is outcomes else _told([pair])
            print(f"{where:20} {way:14} {leg:14} {ndcg:7.4f} {recall:7.4f} {told}", flush=True)
            if told:
                yield way, leg, pair


def _told(pairs: Sequence[Pair]) -> str:
    test = compare_paired(pairs)
    return f"{test.difference:+9.4f} ({test.low:+.4f} to {test.high:+.4f}, p {test.p:.2f})"


if __name__ == "__main__":
    sys.exit(main())
