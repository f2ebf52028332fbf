"""Measures which sentence of a passage is marked: `python -m tests.benchmarks.telling_sentence CACHE SET…`.

SET is a folder in BEIR's form with whole documents and the places of the answers in them. Each document is cut as the
program does it, and of the passage with the answer a sentence is chosen by each way; it is right where it overlaps the
answer. Prints for each way how often it is right, the same where no sentence holds much of the query's words, then what
the least lead costs and gains. The other ways are the baselines: the first sentence, the longest, the one with most words
of the query, and each leg alone.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pplx_desktop.chunking import ChunkLimits, cut_chunks
from pplx_desktop.core.types import Block, Chunk, ChunkedDocument, Document, FileStat
from pplx_desktop.embed.model import DocumentInput
from pplx_desktop.engine.beir import RetrievalSet, read_set
from pplx_desktop.index.store import Index
from pplx_desktop.search.calibration import Floats
from pplx_desktop.search.query import parse_query
from pplx_desktop.search.telling import LIKENESS_SHARE, ReadPassage, choose, like_query, read_passage, scored
from tests.benchmarks.fusion_weights import Loaded, load_starter

SHARES = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7)
FEW_WORDS = 0.4
"""Where the best sentence holds less of what the query's words tell, it was asked in other words."""
LEADS = (0.0, 0.01, 0.02, 0.03, 0.05, 0.1)


@dataclass(frozen=True)
class Case:
    """A passage that answers a query: what the legs say of its sentences, and which of them are right."""

    passage: ReadPassage
    likeness: Floats
    matched: Floats
    right: NDArray[np.bool_]


Way = Callable[[Case], Floats]


def ways() -> dict[str, Way]:
    """What is compared, by name: a score for each sentence."""
    chosen: dict[str, Way] = {
        "first sentence": lambda case: -np.arange(len(case.right)),
        "longest sentence": lambda case: np.array([end - start for start, end in case.passage.places]),
        "most query words": lambda case: case.matched,
        "words, by what they tell": lambda case: case.passage.words,
        "likeness": lambda case: case.likeness,
    }
    for share in SHARES:
        chosen[f"mix, likeness {share}"] = lambda case, share=share: scored(case.passage.words, case.likeness, share)
    return chosen


def cases(folder: Path, cache: Path, loaded: Loaded, limit: int) -> list[Case]:
    """Read and embed the passages of so many queries, the same ones each time."""
    data = read_set(folder)
    if data.whole is None:
        raise SystemExit(f"{folder} says nothing of whole documents.")
    index = Index.open(cache / f"telling-{folder.parent.name}-{folder.name}.sqlite3", write=True)
    chunks = _index(data, index, loaded)
    queries = [query for query in data.queries if query[0] in data.whole.answers]
    random.Random(1).shuffle(queries)
    found: list[Case] = []
    for number, text in queries:
        answer = data.whole.answers[number]
        case = _case(index, loaded, text, answer.document, answer.spans, chunks[answer.document])
        if case is not None:
            found.append(case)
        if len(found) == limit:
            break
    index.close()
    return found


def _index(data: RetrievalSet, index: Index, loaded: Loaded) -> dict[str, tuple[Chunk, ...]]:
    limits = ChunkLimits(max_tokens=loaded.installed.manifest.chunk_tokens)
    known = index.ledger("/set")
    chunks: dict[str, tuple[Chunk, ...]] = {}
    assert data.whole is not None
    with index.batch():
        for number, row in enumerate(data.whole.documents):
            document = Document("txt", row.title, row.text, (Block(0, len(row.text)),))
            chunks[row.row_id] = cut_chunks(document, loaded.tokenizer.token_offsets, limits)
            file = FileStat(f"/set/{row.row_id}", 0, number, 1, number)
            if file.path not in known:
                digest = hashlib.blake2b(f"{number}\n{row.text}".encode(), digest_size=16).digest()
                index.store_document(file, digest, 1, ChunkedDocument(document, chunks[row.row_id]))
    return chunks


def _case(
    index: Index,
    loaded: Loaded,
    text: str,
    document: str,
    spans: Sequence[tuple[int, int]],
    chunks: Sequence[Chunk],
) -> Case | None:
    """None where no passage holds the answer, or it has one sentence only."""
    chunk = next((one for one in chunks for begin, end in spans if one.start <= begin and end <= one.end), None)
    query, _ = parse_query(text)
    passage = chunk and read_passage(index, query, f"/set/{document}", chunk.start, chunk.end)
    if passage is None:
        return None
    texts = passage.texts()
    vector = loaded.model.embed_query(query.text)
    heads = (passage.heading,) * len(texts)
    (codes,) = loaded.model.embed_documents([DocumentInput(passage.title, heads, tuple(texts))])
    places = [(passage.start + start, passage.start + end) for start, end in passage.places]
    right = [any(start < end_ and begin < end for begin, end_ in spans) for start, end in places]
    matched = [len({number for (at, _), number in passage.marks if start <= at < end}) for start, end in passage.places]
    return Case(passage, like_query(vector, codes), np.array(matched, np.float64), np.array(right))


def main(arguments: Sequence[str] | None = None) -> int:
    """Print two tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cache", type=Path)
    parser.add_argument("sets", type=Path, nargs="+")
    parser.add_argument("--limit", type=int, default=600, help="queries of each set")
    options = parser.parse_args(arguments)
    loaded = load_starter(options.cache)
    found = {
        f"{folder.parent.name}/{folder.name}": cases(folder, options.cache, loaded, options.limit)
        for folder in options.sets
    }
    print(f"{'':26}" + "".join(f"{name:>22}" for name in found) + f"{'mean':>8}")
    for label, count in (("queries", len), ("sentences a passage", _sentences)):
        print(f"{label:26}" + "".join(f"{count(each):22.4g}" for each in found.values()))
    print(f"{'by chance':26}" + _row([np.mean([case.right.mean() for case in each]) for each in found.values()]))
    for name, way in ways().items():
        print(f"{name:26}" + _row([_rate(each, way) for each in found.values()]))
    few = [[case for case in each if case.passage.words.max() < FEW_WORDS] for each in found.values()]
    print(f"\nWhere the best sentence holds less than {FEW_WORDS} of what the words tell")
    print(f"{'queries':26}" + "".join(f"{len(each):22}" for each in few))
    for name, way in ways().items():
        print(f"{name:26}" + _row([_rate(each, way) for each in few]))
    print(f"\nWith likeness {LIKENESS_SHARE}, marked only where it leads by so much: marked, and right of these")
    for lead in LEADS:
        cells: list[str] = []
        for each in found.values():
            chosen = [(case, choose(case.passage.words, case.likeness, lead)) for case in each]
            right = [case.right[number] for case, number in chosen if number is not None]
            cells.append(f"{len(right) / len(each):14.1%}{np.mean(right):8.1%}")
        print(f"{lead:<26}" + "".join(cells))
    return 0


def _rate(each: Sequence[Case], way: Way) -> float:
    return float(np.mean([case.right[int(np.argmax(way(case)))] for case in each]))


def _sentences(each: Sequence[Case]) -> float:
    return float(np.mean([len(case.right) for case in each]))


def _row(rates: Sequence[float]) -> str:
    return "".join(f"{rate:22.3f}" for rate in rates) + f"{np.mean(rates):8.3f}"


if __name__ == "__main__":
    sys.exit(main())
