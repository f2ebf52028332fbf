"""Measures from which likeness on a passage is marked as found by meaning: `python -m tests.benchmarks.meaning_mark CACHE SET…`.

SET and CACHE are those of `fusion_weights`. A passage is marked where its likeness stands so many spreads above that of
passages taken at random. Prints, for each limit, how many of the passages that answer a query are marked, how many of
those that the leg brings along, and how many of all.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import numpy as np

from pplx_desktop.search.explaining import meaning_tells
from pplx_desktop.search.ranking import DEFAULT_RANKING
from tests.benchmarks.fusion_weights import load_starter, prepare

LIMITS = (0.0, 1.0, 1.5, 2.0, 2.5, 3.0, 4.0)


def main(arguments: list[str]) -> int:
    """Print one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cache", type=Path)
    parser.add_argument("sets", nargs="+", type=Path)
    parser.add_argument("--limit", type=int, default=200, help="queries of each set")
    options = parser.parse_args(arguments)
    loaded = load_starter(options.cache)
    print(f"{'set':<16}{'spreads':>8}{'answers':>10}{'brought':>10}{'of all':>10}")
    for folder in options.sets:
        prepared = prepare(folder, options.cache, loaded, options.limit)
        passages = prepared.index.retrieval.count_chunks()
        candidates = prepared.candidates(DEFAULT_RANKING)
        for limit in LIMITS:
            answers, brought, marked = list[float](), list[float](), list[float]()
            for (query, _), found in zip(prepared.data.queries, candidates, strict=True):
                judged = prepared.data.judgments[query]
                is_answer = np.array([judged.get(prepared.rows[row], 0) > 0 for row in found.documents.tolist()])
                told = meaning_tells(found, limit)
                if (is_answer & found.near).any():
                    answers.append(float(told[is_answer & found.near].mean()))
                brought.append(float(told[found.near].mean()))
                marked.append(float(told.sum()) / passages)
            print(
                f"{folder.name:<16}{limit:>8.1f}{np.mean(answers):>10.1%}{np.mean(brought):>10.1%}"
                f"{np.mean(marked):>10.2%}"
            )
        prepared.index.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
