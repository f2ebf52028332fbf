"""Compares the vectors that `bench search` draws with real ones: `python -m tests.benchmarks.drawn_vectors INDEX...`.

INDEX is an index file with vectors (a home's `data/index.sqlite3`), which is only read. For each, vectors are drawn for as many
documents of as many passages, and distances (as a share of all bits) are compared: of passages of different documents, of one
document, of neighbours within it, and to the nearest ones of other documents.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pplx_desktop.engine.bench_search.codes import DrawnVectors
from pplx_desktop.index.store import Index

_ASKED = 400
_RANKS = (1, 10, 100, 400)

Bits = NDArray[np.uint8]
Ids = NDArray[np.int64]


def read_bits(path: Path) -> tuple[Bits, Ids]:
    """The bits of an index, and the document of each row."""
    with Index.open(path, write=False) as index:
        generation = next(known for known in index.generations() if known.role == "searched")
        chunks, bits = index.retrieval.all_codes(generation.id)
        documents = index.retrieval.owners_of(chunks)
    return bits[:, : generation.dims // 8], documents


def draw_bits(documents: Ids, dims: int) -> Bits:
    """Drawn bits for the same documents."""
    vectors = DrawnVectors(1, dims)
    rows = [
        vectors.codes(vectors.document(number, 0, int(count))).bits
        for number, count in enumerate(np.unique(documents, return_counts=True)[1])
    ]
    return np.frombuffer(b"".join(rows), np.uint8).reshape(-1, dims // 8)


def describe(bits: Bits, documents: Ids) -> dict[str, float]:
    """What is compared."""
    documents = np.sort(documents)
    rng = np.random.default_rng(1)
    asked = rng.choice(len(bits), min(_ASKED, len(bits)), replace=False)
    other: list[NDArray[np.float64]] = []
    same: list[NDArray[np.float64]] = []
    near: dict[int, list[float]] = {rank: [] for rank in _RANKS}
    beside: list[float] = []
    for place in asked.tolist():
        distances = np.bitwise_count(bits ^ bits[place]).sum(axis=1, dtype=np.int64) / (bits.shape[1] * 8)
        mine = documents == documents[place]
        other.append(np.sort(distances[~mine]))
        if place + 1 < len(bits) and mine[place + 1]:
            beside.append(float(distances[place + 1]))
        mine[place] = False
        same.append(distances[mine])
        for rank in _RANKS:
            if len(other[-1]) >= rank:
                near[rank].append(float(other[-1][rank - 1]))
    strangers, relatives = np.concatenate(other), np.concatenate(same)
    balance = np.unpackbits(bits, axis=1).mean(axis=0)
    return {
        "others mean": float(strangers.mean()),
        "others sd": float(strangers.std()),
        "same doc mean": float(relatives.mean()) if len(relatives) else np.nan,
        "same doc sd": float(relatives.std()) if len(relatives) else np.nan,
        "beside": float(np.mean(beside)) if beside else np.nan,
        **{f"nearest {rank}": float(np.mean(values)) if values else np.nan for rank, values in near.items()},
        "bit balance sd": float(balance.std()),
    }


def main() -> None:
    """See the module."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("indexes", type=Path, nargs="+", metavar="INDEX")
    for path in parser.parse_args().indexes:
        bits, documents = read_bits(path)
        real = describe(bits, documents)
        drawn = describe(draw_bits(documents, bits.shape[1] * 8), documents)
        print(
            f"{path}: {len(bits):,} passages of {len(np.unique(documents)):,} documents, {bits.shape[1] * 8} dimensions"
        )
        for name, value in real.items():
            print(f"  {name:16}{value:8.3f}{drawn[name]:8.3f}")


if __name__ == "__main__":
    main()
