"""What typos and pasted pages cost in finding: `python -m tests.benchmarks.typed_queries WORK SET… [--queries 300]`.

For each set (in BEIR's form) the search by words answers: the queries as they are; with one mistake in their longest word
(a letter left out, doubled, replaced, or two exchanged), with and without correction; and, for the documents that are
judged relevant, their own text pasted with one word in seven left out, searched whole and by its most telling words (the
first such file counts, so the figure is MRR@10). Prints nDCG@10 or MRR@10 and the processor's time for a query.
`WORK` is a folder for the indexes.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from pplx_desktop.index.store import Index
from pplx_desktop.search import asked
from pplx_desktop.search.searcher import Searcher
from tests.support.corpus import chunked, content_hash, file_stat

Judged = dict[str, dict[str, int]]


def filled(folder: Path, path: Path) -> Index:
    """An index of a set's corpus, one file for each document; made where it is missing."""
    index = Index.open(path, write=True)
    if not index.paths_outside([]):
        for line in (folder / "corpus.jsonl").read_text("utf-8").splitlines():
            entry = json.loads(line)
            document = chunked(entry["text"] or " ", title=entry.get("title") or "")
            index.store_document(
                file_stat(f"/{entry['_id']}"), content_hash(document) + entry["_id"].encode(), 1, document
            )
        while index.tidy():
            pass
    return index


def mistyped(query: str, rng: random.Random) -> str:
    """The query with one mistake in its longest word, behind its first letter."""
    words = query.split()
    at = max(range(len(words)), key=lambda place: len(words[place]) if words[place].isalpha() else 0)
    word = words[at]
    if len(word) < 5:
        return query
    place = rng.randrange(1, len(word) - 1)
    words[at] = rng.choice(
        [
            word[:place] + word[place + 1 :],
            word[:place] + word[place] + word[place:],
            word[:place] + rng.choice("aeiourstln") + word[place + 1 :],
            word[:place] + word[place + 1] + word[place] + word[place + 2 :],
        ]
    )
    return " ".join(words)


def ndcg(found: Sequence[str], relevant: dict[str, int]) -> float:
    """nDCG@10."""
    gain = sum(relevant.get(one, 0) / math.log2(rank + 2) for rank, one in enumerate(found[:10]))
    best = sorted(relevant.values(), reverse=True)[:10]
    return gain / sum(value / math.log2(rank + 2) for rank, value in enumerate(best))


def mrr(found: Sequence[str], relevant: dict[str, int]) -> float:
    """1 / rank of the first that is relevant, 0 below 10."""
    return next((1 / rank for rank, one in enumerate(found[:10], 1) if one in relevant), 0.0)


def measure(
    searcher: Searcher, queries: dict[str, str], judged: Judged, score: Callable[[Sequence[str], dict[str, int]], float]
) -> str:
    """A figure, and milliseconds for a query."""
    started = time.thread_time()
    total = 0.0
    for query, text in queries.items():
        hits = searcher.search(text.replace('"', " "), mode="words", limit=10).hits
        total += score([hit.path[1:] for hit in hits], judged[query])
    spent = time.thread_time() - started
    return f"{total / len(queries):.3f} {spent / len(queries) * 1000:7.1f} ms"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure each set and print its figures."""
    parser = argparse.ArgumentParser(description="Measure what typos and pasted pages cost in finding.")
    parser.add_argument("work", type=Path)
    parser.add_argument("sets", type=Path, nargs="+")
    parser.add_argument("--queries", type=int, default=300)
    chosen = parser.parse_args(arguments)
    correct, choose = asked.correct_terms, asked.telling_terms
    for folder in chosen.sets:
        index = filled(folder, chosen.work / f"typed-{folder.parent.name}-{folder.name}.sqlite3")
        searcher = Searcher(index, None)
        judged: Judged = {}
        for line in (folder / "qrels.tsv").read_text("utf-8").splitlines()[1:]:
            query, document, grade = line.split("\t")
            if int(grade) > 0:
                judged.setdefault(query, {})[document] = int(grade)
        lines = (json.loads(line) for line in (folder / "queries.jsonl").read_text("utf-8").splitlines())
        texts = {entry["_id"]: entry["text"] for entry in lines if entry["_id"] in judged}
        rng = random.Random(1)
        queries = {query: texts[query] for query in rng.sample(sorted(texts), min(chosen.queries, len(texts)))}
        wrong = {query: mistyped(text, rng) for query, text in queries.items()}
        corpus = {
            (entry := json.loads(line))["_id"]: entry["text"]
            for line in (folder / "corpus.jsonl").open(encoding="utf-8")
        }
        pages = {query: corpus[next(iter(judged[query]))] for query in list(queries)[:100]}
        pages = {
            query: " ".join(word for at, word in enumerate(page.split()) if at % 7) for query, page in pages.items()
        }
        print(f"{folder}: {len(queries)} queries")
        print(f"  as they are           nDCG@10 {measure(searcher, queries, judged, ndcg)}")
        print(f"  mistyped, corrected   nDCG@10 {measure(searcher, wrong, judged, ndcg)}")
        asked.correct_terms = lambda _retrieval, _terms: ()
        print(f"  mistyped              nDCG@10 {measure(searcher, wrong, judged, ndcg)}")
        print(f"  pasted, most telling  MRR@10  {measure(searcher, pages, judged, mrr)}")
        asked.telling_terms = lambda _retrieval, terms: tuple(terms)
        print(f"  pasted, all words     MRR@10  {measure(searcher, pages, judged, mrr)}", flush=True)
        asked.correct_terms, asked.telling_terms = correct, choose
        index.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
