"""Measures search over two sets of vectors: `python -m tests.benchmarks.several_generations CACHE SET...`.

SET is a folder in BEIR's form. CACHE is that of `fusion_weights`: one index for each set, with the starter's vectors. Each
set is searched as one model has it (A, the starter), as another has it (B), and with its documents shared out between the
two, once with the likenesses as they are and once brought to one scale. B is either the starter cut to 128 dimensions, or
one that is made up: the starter's space, rotated, with something that all texts have in common, so that unlike texts have a
cosine of 0.5. The program leaves the first as they are, for a
model's dimensions have one scale. Not a test: it needs sets that are no part of the project.

Prints, for each set, nDCG@10 and recall@100 of meaning and of the hybrid.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pplx_desktop.core.paths import delivered
from pplx_desktop.core.types import Codes, QueryVector
from pplx_desktop.embed.catalog import Catalog
from pplx_desktop.embed.model import EmbeddingModel
from pplx_desktop.embed.tokenization import ModelTokenizer
from pplx_desktop.index.conditions import Scope
from pplx_desktop.search import meaning as meaning_module
from pplx_desktop.search.candidates import Candidates, Leg, find_candidates
from pplx_desktop.search.fusion import mix
from pplx_desktop.search.query import parse_query
from pplx_desktop.search.ranking import DEFAULT_RANKING
from pplx_desktop.search.terms import weigh_terms
from tests.benchmarks.fusion_weights import Loaded, Prepared, prepare

Rows = NDArray[np.float64]
Change = Callable[[Rows], Rows]
SHARES = (0.003, 0.03, 0.1, 0.5, 0.9)


def cut(rows: Rows) -> Rows:
    """Fewer dimensions."""
    return rows[:, :128]


def another_model(dims: int) -> Change:
    """Another space, in which all texts have something in common."""
    generator = np.random.default_rng(7)
    rotation, _ = np.linalg.qr(generator.standard_normal((dims, dims)))
    common = generator.standard_normal(dims)
    common /= np.linalg.norm(common)

    def change(rows: Rows) -> Rows:
        unit = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
        return unit @ rotation + common

    return change


def codes_of(rows: Rows) -> Codes:
    """Quantised as the starter's are."""
    scaled = np.rint(rows / np.maximum(np.abs(rows).max(axis=1, keepdims=True), 1e-9) * 127)
    return Codes(rows.shape[1], len(rows), np.packbits(rows >= 0, axis=1).tobytes(), scaled.astype(np.int8).tobytes())


def query_of(vector: QueryVector, change: Change) -> QueryVector:
    """The query by the other model."""
    (row,) = change(np.frombuffer(vector.values, "<f4").astype(np.float64)[None])
    return QueryVector(len(row), row.astype("<f4").tobytes(), np.packbits(row >= 0).tobytes())


def fill(prepared: Prepared, name: str, documents: Sequence[int], change: Change) -> int:
    """A generation with the vectors of some documents, as `change` makes them of the starter's."""
    index, retrieval = prepared.index, prepared.index.retrieval
    generation = 0
    with index.batch():
        for document in documents:
            codes = retrieval.codes(prepared.generation, document)
            if codes is None:
                continue
            int8 = np.frombuffer(codes.int8, np.int8).reshape(codes.count, codes.dims)
            rows = change(int8.astype(np.float64))
            generation = generation or index.ensure_generation(name, name, rows.shape[1])
            index.store_codes(generation, document, codes_of(rows))
    return generation


def find(
    prepared: Prepared, legs: Sequence[tuple[int, Change]], models: Sequence[str] = ("a", "b")
) -> list[Candidates]:
    """What each query finds."""
    retrieval = prepared.index.retrieval
    found: list[Candidates] = []
    for (_, text), vector in zip(prepared.data.queries, prepared.vectors, strict=True):
        terms = weigh_terms(retrieval, parse_query(text)[0].terms, DEFAULT_RANKING)
        asked = [
            Leg(generation, query_of(vector, change), model)
            for (generation, change), model in zip(legs, models, strict=False)
        ]
        found.append(find_candidates(retrieval, terms, asked, Scope(), DEFAULT_RANKING))
    return found


def show(prepared: Prepared, label: str, found: list[Candidates]) -> None:
    """A line of the table."""
    meaning = prepared.measure(found, lambda item: np.where(item.near, mix(item, "meaning", DEFAULT_RANKING), -1.0))
    hybrid = prepared.measure(found, lambda item: mix(item, "hybrid", DEFAULT_RANKING))
    print(f"{label:44} {meaning[0]:.3f} {meaning[1]:.3f}   {hybrid[0]:.3f} {hybrid[1]:.3f}", flush=True)


def compare(prepared: Prepared) -> None:
    """All of one set."""
    index = prepared.index
    generator = np.random.default_rng(3)
    documents = generator.permutation(sorted(prepared.rows))
    scale = meaning_module.on_one_scale
    dims = next(known.dims for known in index.generations() if known.id == prepared.generation)
    print(f"{'':44} meaning       hybrid")
    show(prepared, "A: all by the starter", find(prepared, [(prepared.generation, lambda rows: rows)]))
    for name, change in (("B: cut to 128", cut), ("B: another model", another_model(dims))):
        index.set_roles({prepared.generation: "searched"})
        whole = fill(prepared, f"{name}, all", documents.tolist(), change)
        show(prepared, f"{name}, all", find(prepared, [(whole, change)]))
        for share in SHARES:
            border = round(share * len(documents))
            first = fill(prepared, f"{name} A {share}", documents[border:].tolist(), lambda rows: rows)
            second = fill(prepared, f"{name} B {share}", documents[:border].tolist(), change)
            legs: list[tuple[int, Change]] = [(first, lambda rows: rows), (second, change)]
            meaning_module.on_one_scale = lambda judged, *_: list(judged)
            show(prepared, f"  {share:.0%} of the documents in B, as they are", find(prepared, legs))
            meaning_module.on_one_scale = scale
            show(prepared, f"  {share:.0%} of the documents in B, on one scale", find(prepared, legs))
        while index.tidy():
            pass


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the comparison and print tables."""
    parser = argparse.ArgumentParser(description="Measure search over two sets of vectors.")
    parser.add_argument("cache", type=Path)
    parser.add_argument("sets", type=Path, nargs="+")
    parser.add_argument("--queries", type=int, default=None, help="so many queries of each set, evenly spread")
    options = parser.parse_args(arguments)
    options.cache.mkdir(parents=True, exist_ok=True)
    installed = Catalog(delivered("models"), delivered("models")).find("all-minilm-l6-v2")
    model = EmbeddingModel.load(installed)
    loaded = Loaded(installed, model, ModelTokenizer.load(installed))
    for folder in options.sets:
        prepared = prepare(folder, options.cache, loaded, options.queries)
        print(f"\n{folder.parent.name}-{folder.name}, {len(prepared.data.queries)} queries")
        compare(prepared)
        prepared.index.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
