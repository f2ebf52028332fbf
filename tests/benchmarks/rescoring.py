"""What the packed codes cost in quality: `python -m tests.benchmarks.rescoring CACHE SET...`, as `fusion_weights`.

Embeds each set once, and rescores what the search by signs found with the model's int8, and with the values that the
index stores in 0 to 3 bits beside the sign (Lloyd and Max's levels for a normal distribution; `index/packing.py` uses 2).
Prints nDCG@10 and recall@100 of meaning alone and of the hybrid. Not a test: it needs sets that are no part of the project.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pplx_desktop.core.paths import delivered
from pplx_desktop.core.types import Codes
from pplx_desktop.embed.catalog import Catalog
from pplx_desktop.embed.model import EmbeddingModel
from pplx_desktop.embed.tokenization import ModelTokenizer
from pplx_desktop.index.retrieval import Retrieval
from pplx_desktop.index.store import Index
from pplx_desktop.search.ranking import DEFAULT_RANKING
from tests.benchmarks import fusion_weights

LEVELS: dict[int, tuple[list[float], list[float]]] = {
    0: ([], [1.0]),
    1: ([0.9816], [0.4528, 1.510]),
    2: ([0.5006, 1.050, 1.748], [0.2451, 0.7560, 1.344, 2.152]),
    3: (
        [0.2582, 0.5224, 0.7996, 1.099, 1.437, 1.844, 2.401],
        [0.1284, 0.3881, 0.6568, 0.9424, 1.256, 1.618, 2.069, 2.733],
    ),
}


class Rescoring:
    """Stands in for what the index reads: the model's own int8, by chunk, in as many bits as are asked for."""

    def __init__(self) -> None:
        self.int8: dict[int, NDArray[np.int8]] = {}
        self.bits: int | None = None

    def keep(self, index: Index, document: int, codes: Codes) -> None:
        """Note a document's codes before the index packs them."""
        rows = np.frombuffer(codes.int8, np.int8).reshape(codes.count, codes.dims)
        self.int8 |= {chunk.id: row for chunk, row in zip(index.retrieval.chunks_of(document), rows, strict=True)}

    def read(self, chunk_ids: Sequence[int]) -> tuple[list[int], NDArray[np.float32]]:
        """As `Retrieval.int8`."""
        known = [chunk for chunk in chunk_ids if chunk in self.int8]
        rows = np.array([self.int8[chunk] for chunk in known], np.float32).reshape(len(known), -1)
        if self.bits is None or not known:
            return known, rows
        cuts, levels = LEVELS[self.bits]
        deviations = np.sqrt(np.mean(rows**2, axis=1, keepdims=True))
        sizes = np.array(levels, np.float32)[np.digitize(np.abs(rows) / deviations, cuts)]
        return known, np.where(rows >= 0, sizes, -sizes)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the comparison and print a table."""
    parser = argparse.ArgumentParser(description="Compare how finely vectors are stored for rescoring.")
    parser.add_argument("cache", type=Path, help="a folder that is empty: the model's own int8 is in no index")
    parser.add_argument("sets", type=Path, nargs="+")
    parser.add_argument("--limit-queries", type=int)
    chosen = parser.parse_args(arguments)
    installed = Catalog(delivered("models"), chosen.cache / "models").find("all-minilm-l6-v2")
    loaded = fusion_weights.Loaded(installed, EmbeddingModel.load(installed), ModelTokenizer.load(installed))
    rescoring, store = Rescoring(), Index.store_codes

    def store_and_keep(index: Index, generation: int, document: int, codes: Codes) -> bool:
        rescoring.keep(index, document, codes)
        return store(index, generation, document, codes)

    Index.store_codes = store_and_keep
    Retrieval.int8 = lambda _self, _generation, chunk_ids: rescoring.read(chunk_ids)
    for folder in chosen.sets:
        rescoring.int8.clear()
        prepared = fusion_weights.prepare(folder, chosen.cache, loaded, chosen.limit_queries)
        if len(rescoring.int8) != prepared.index.counts(prepared.generation).embedded:
            print("The cache must be empty.", file=sys.stderr)
            return 2
        for bits in (None, *reversed(LEVELS)):
            rescoring.bits = bits
            candidates = prepared.candidates(DEFAULT_RANKING)
            for name, score in fusion_weights.ways(DEFAULT_RANKING, wide=False).items():
                if name != "words":
                    ndcg, recall = prepared.measure(candidates, score)
                    what = "int8" if bits is None else f"sign and {bits} bits"
                    print(
                        f"{folder.parent.name}/{folder.name:16}{what:16}{name:16}{ndcg:7.4f} {recall:7.4f}", flush=True
                    )
        prepared.index.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
