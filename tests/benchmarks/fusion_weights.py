"""Measures ways to mix words and meaning on judged sets: `python -m tests.benchmarks.fusion_weights CACHE SET...`.

SET is a folder in BEIR's form (corpus.jsonl, queries.jsonl, qrels.tsv). CACHE keeps one index for each set, with the
vectors in it, so that only the first run embeds. Not a test: it needs sets that are no part of the project.

Prints, for each set, nDCG@10 and recall@100 of words, of meaning and of ways to mix them.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from pplx_desktop.chunking import ChunkLimits, cut_chunks
from pplx_desktop.core.paths import delivered
from pplx_desktop.core.types import Block, ChunkedDocument, Document, FileStat, QueryVector
from pplx_desktop.embed.catalog import Catalog, InstalledModel
from pplx_desktop.embed.model import DocumentInput, EmbeddingModel
from pplx_desktop.embed.tokenization import ModelTokenizer
from pplx_desktop.engine.beir import RetrievalSet, read_set
from pplx_desktop.engine.retrieval_metrics import ndcg, recall
from pplx_desktop.index.conditions import Scope
from pplx_desktop.index.fulltext import ColumnWeights
from pplx_desktop.index.store import Index
from pplx_desktop.search.candidates import Candidates, Floats, Leg, find_candidates
from pplx_desktop.search.fusion import mix
from pplx_desktop.search.query import parse_query
from pplx_desktop.search.ranking import DEFAULT_RANKING, Ranking
from pplx_desktop.search.terms import weigh_terms

Score = Callable[[Candidates], Floats]


@dataclass(frozen=True)
class Prepared:
    """A set whose rows are indexed, with its queries' vectors."""

    data: RetrievalSet
    index: Index
    generation: int
    vectors: list[QueryVector]
    rows: dict[int, str]
    """Document id to the id of its row."""

    def candidates(self, ranking: Ranking) -> list[Candidates]:
        """What the legs find for each query."""
        retrieval = self.index.retrieval
        found: list[Candidates] = []
        for (_, text), vector in zip(self.data.queries, self.vectors, strict=True):
            terms = weigh_terms(retrieval, parse_query(text)[0].terms, ranking)
            legs = [Leg(self.generation, vector)]
            found.append(find_candidates(retrieval, terms, legs, Scope(), ranking))
        return found

    def measure(self, candidates: Sequence[Candidates], score: Score) -> tuple[float, float]:
        """Mean nDCG@10 and recall@100."""
        ndcg_mean, recall_mean = self.outcomes(candidates, score).mean(axis=0).tolist()
        return ndcg_mean, recall_mean

    def outcomes(self, candidates: Sequence[Candidates], score: Score) -> Floats:
        """nDCG@10 and recall@100 of each query, [queries, 2], a document being as good as its best chunk."""
        rows: list[tuple[float, float]] = []
        for (query, _), found in zip(self.data.queries, candidates, strict=True):
            values = score(found)
            order = np.lexsort((found.chunks, -values))
            ranked = list(dict.fromkeys(self.rows[document] for document in found.documents[order].tolist()))
            judged = self.data.judgments[query]
            rows.append((ndcg(ranked, judged, 10), recall(ranked, judged, 100)))
        return np.array(rows)


@dataclass(frozen=True)
class Loaded:
    """A model, loaded."""

    installed: InstalledModel
    model: EmbeddingModel
    tokenizer: ModelTokenizer


def load_starter(cache: Path) -> Loaded:
    """The starter model."""
    installed = Catalog(delivered("models"), cache / "models").find("all-minilm-l6-v2")
    return Loaded(installed, EmbeddingModel.load(installed), ModelTokenizer.load(installed))


def prepare(folder: Path, cache: Path, loaded: Loaded, limit: int | None) -> Prepared:
    """Index the rows of a set and embed what has no vectors yet."""
    data = read_set(folder)
    if limit is not None:
        data = replace(data, queries=data.queries[:: max(1, len(data.queries) // limit)])
    name = f"{folder.parent.name}-{folder.name}"
    index = Index.open(cache / f"{name}.sqlite3", write=True)
    model = loaded.model
    limits = ChunkLimits(max_tokens=loaded.installed.manifest.chunk_tokens)
    known = index.ledger("/set")
    rows: dict[int, str] = {}
    with index.batch():
        for number, row in enumerate(data.corpus):
            file = FileStat(f"/set/{number}", 0, number, 1, number)
            record = known.get(file.path)
            if record and record.document_id:
                rows[record.document_id] = row.row_id
                continue
            # As the Markdown extractor gives a file that holds the title as its heading.
            text = f"{row.title}\n\n{row.text}"
            body = len(row.title) + 2 if row.title else 2
            blocks = (Block(0, len(row.title), heading=row.title), Block(body, len(text), heading=row.title))
            document = Document("md", row.title, text, tuple(block for block in blocks if block.end > block.start))
            chunked = ChunkedDocument(document, cut_chunks(document, loaded.tokenizer.token_offsets, limits))
            digest = hashlib.blake2b(f"{number}\n{text}".encode(), digest_size=16).digest()
            rows[index.store_document(file, digest, 1, chunked)] = row.row_id
    generation = index.ensure_generation(model.fingerprint, "starter", model.dims)
    begun = time.monotonic()
    while jobs := index.next_to_embed(generation, 256):
        codes = model.embed_documents([DocumentInput(job.title, job.headings, job.texts) for job in jobs])
        with index.batch():
            for job, code in zip(jobs, codes, strict=True):
                index.store_codes(generation, job.document_id, code)
        print(f"{name}: {index.pending_chunks(generation)} chunks to embed", file=sys.stderr, flush=True)
    vectors = [model.embed_query(parse_query(text)[0].text) for _, text in data.queries]
    chunks = index.counts(generation).chunks
    print(f"{name}: {chunks} chunks, {time.monotonic() - begun:.0f} s of embedding", file=sys.stderr, flush=True)
    return Prepared(data, index, generation, vectors, rows)


def mixed(weight: float, scale: Callable[[Floats], Floats]) -> Score:
    """A convex mix in which the likeness is scaled in another way than the program does."""

    def score(found: Candidates) -> Floats:
        best = found.words.max(initial=0.0) or 1.0
        return (1 - weight) * found.words / best + weight * scale(np.nan_to_num(found.likeness))

    return score


def weighted(ranking: Ranking) -> Score:
    """As the program mixes, with other constants."""
    return lambda found: mix(found, "hybrid", ranking)


def by_range(values: Floats) -> Floats:
    """From 0 for the least to 1 for the most."""
    return (values - values.min()) / (np.ptp(values) or 1.0)


def by_best(values: Floats) -> Floats:
    """As a share of the best."""
    return np.clip(values / max(values.max(), 1e-9), 0.0, 1.0)


def by_rank(constant: float, meaning_weight: float) -> Score:
    """Reciprocal rank fusion."""

    def score(found: Candidates) -> Floats:
        words = np.argsort(np.argsort(-found.words)) + 1.0
        likeness = np.argsort(np.argsort(-np.where(found.near, found.likeness, -1.0))) + 1.0
        by_words = np.where(found.words > 0, (1 - meaning_weight) / (constant + words), 0.0)
        return by_words + np.where(found.near, meaning_weight / (constant + likeness), 0.0)

    return score


def ways(ranking: Ranking, *, wide: bool) -> dict[str, Score]:
    """What is compared, by name."""
    chosen: dict[str, Score] = {
        "words": lambda found: mix(found, "words", ranking),
        "meaning": lambda found: np.where(found.near, mix(found, "meaning", ranking), -1.0),
        "hybrid as set": lambda found: mix(found, "hybrid", ranking),
    }
    if wide:
        chosen["words by bm25 alone"] = lambda found: found.words
        for rare in (0.0, 0.2, 0.4, 0.6):
            chosen[f"hybrid, rare words {rare}"] = weighted(replace(ranking, rare_weight=rare))
        for trust in (2.0, 3.0, 6.0, 1e9):
            chosen[f"hybrid, words trust {trust:g}"] = weighted(replace(ranking, words_trust=trust))
        chosen["rank fusion 1:1"] = by_rank(60.0, 0.5)
        chosen["rank fusion 2:1"] = by_rank(60.0, 1 / 3)
        for weight in (0.2, 0.3, 0.4, 0.5, 0.6, 0.7):
            chosen[f"mix {weight}"] = mixed(weight, lambda values: np.clip(values, 0.0, 1.0))
            chosen[f"mix {weight}, rare words"] = weighted(replace(ranking, meaning_weight=weight))
            chosen[f"mix {weight} by range"] = mixed(weight, by_range)
            chosen[f"mix {weight} by best"] = mixed(weight, by_best)
    return chosen


def rankings(*, wide: bool) -> dict[str, Ranking]:
    """Settings of the legs that are compared, by name."""
    chosen = {"as set": DEFAULT_RANKING}
    if wide:
        for title in (0.25, 0.5, 2.0):
            columns = ColumnWeights(1.0, title, title)
            chosen[f"columns 1:{title}:{title}"] = replace(DEFAULT_RANKING, columns=columns)
        for limit in (100, 200, 1000):
            chosen[f"nearest {limit}"] = replace(DEFAULT_RANKING, meaning_limit=limit)
        chosen["common words kept"] = replace(DEFAULT_RANKING, common_share=1.0)
        chosen["common share 0.1"] = replace(DEFAULT_RANKING, common_share=0.1)
    return chosen


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the comparison and print tables."""
    parser = argparse.ArgumentParser(description="Compare ways to mix words and meaning.")
    parser.add_argument("cache", type=Path)
    parser.add_argument("sets", type=Path, nargs="+")
    parser.add_argument("--limit-queries", type=int)
    parser.add_argument("--legs", action="store_true", help="also vary column weights and how much the legs take")
    parser.add_argument("--mixes", action="store_true", help="also vary how the legs are mixed")
    chosen = parser.parse_args(arguments)
    loaded = load_starter(chosen.cache)
    for folder in chosen.sets:
        prepared = prepare(folder, chosen.cache, loaded, chosen.limit_queries)
        for legs, ranking in rankings(wide=chosen.legs).items():
            begun = time.monotonic()
            candidates = prepared.candidates(ranking)
            each_ms = (time.monotonic() - begun) * 1000 / len(candidates)
            print(f"\n{folder.parent.name}/{folder.name}, legs {legs} ({each_ms:.1f} ms a query)")
            print(f"{'':24}nDCG@10   R@100")
            for name, score in ways(ranking, wide=chosen.mixes and legs == "as set").items():
                ndcg_mean, recall_mean = prepared.measure(candidates, score)
                print(f"{name:24}{ndcg_mean:7.4f} {recall_mean:7.4f}", flush=True)
        prepared.index.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
