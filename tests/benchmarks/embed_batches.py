"""Tokens a second of a model over the way and the size of a batch, on real text: what `batch_tokens` of a manifest is
fixed by, and why batches hold windows of one length.

    python tests/benchmarks/embed_batches.py FOLDER [--model NAME] [--threads N] [--passages N]

Run by hand, on a machine that does nothing else. A batch should be near 250 ms on a slow laptop, for a query waits
that long where the provider takes one run at a time; above the size where the rate stops growing, a larger one only
costs memory. `--pool` is how many passages are batched together, as a request of the indexer holds them; the ways are
run in turns, and the best of each counts, so that a load from elsewhere falls on all of them.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from pplx_desktop.chunking import ChunkLimits, cut_chunks
from pplx_desktop.core.paths import default_paths, delivered
from pplx_desktop.embed.catalog import Catalog, InstalledModel
from pplx_desktop.embed.model import DocumentInput, EmbeddingModel
from pplx_desktop.embed.tokenization import ModelTokenizer
from pplx_desktop.embed.windows import Window, plan_batches
from pplx_desktop.extract.registry import extract_file

WAYS = (("one by one", 0), *((way, budget) for way in ("of one length", "padded") for budget in (512, 1024, 2048)))
SUFFIXES = {".txt", ".md", ".rst", ".html", ".py", ".c", ".tex"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--model", default="all-minilm-l6-v2")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--passages", type=int, default=400)
    parser.add_argument("--pool", type=int, nargs="+", default=(64, 150))
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    installed = Catalog(delivered("models"), default_paths().models).find(options.model)
    model = EmbeddingModel.load(installed, installed.delivered_runtime(options.threads))
    windows = model._plan(passages(installed, options.folder, options.passages))
    tokens = sum(len(window.ids) for window in windows)
    print(f"{len(windows)} windows, {tokens} tokens, {options.threads} threads, {options.model}")
    plans = {(pool, *way): batches(windows, pool, *way) for pool in options.pool for way in WAYS}
    best: dict[tuple[int, str, int], Run] = {}
    for _ in range(options.rounds):
        for key, planned in plans.items():
            run = measure(model, windows, planned)
            best[key] = min(run, best.get(key, run))
    print("| pool | way | batch_tokens | tokens/s | batches | longest ms | padding |")
    print("|---|---|---|---|---|---|---|")
    for (pool, way, budget), run in best.items():
        print(
            f"| {pool} | {way} | {budget or '-'} | {tokens / run.seconds:.0f} | {run.batches} | {run.longest_s * 1e3:.0f} "
            f"| {1 - tokens / run.padded_tokens:.0%} |"
        )
    waits = [timed(lambda: model.embed_query("how do I change the colour of the selection")) for _ in range(200)]
    print(f"query: median {statistics.median(waits) * 1e3:.2f} ms, longest {max(waits) * 1e3:.2f} ms")
    text = "how do I change the colour of the selection"
    coding = statistics.median(timed(lambda: model._tokenizer.encode([text])) for _ in range(200))
    print(f"its tokens alone: {coding * 1e3:.3f} ms")


def passages(installed: InstalledModel, folder: Path, count: int) -> list[DocumentInput]:
    """The first chunks of files spread over the folder, read and cut as the indexer does."""
    tokenizer = ModelTokenizer.load(installed)
    limits = ChunkLimits(max_tokens=installed.manifest.chunk_tokens)
    files = sorted(path for path in folder.rglob("*") if path.suffix in SUFFIXES and path.is_file())
    files = [path for path in files if not path.is_symlink() and 2_000 < path.stat().st_size < 200_000]
    documents: list[DocumentInput] = []
    for path in files[:: max(1, len(files) // 60)]:
        document = extract_file(str(path))
        chunks = cut_chunks(document, tokenizer.token_offsets, limits)[:20]
        texts = tuple(document.text[chunk.start : chunk.end] for chunk in chunks)
        documents.append(DocumentInput(document.title, tuple(chunk.heading for chunk in chunks), texts))
        if sum(len(document.texts) for document in documents) >= count:
            break
    return documents


def batches(windows: Sequence[Window], pool: int, way: str, budget: int) -> list[list[int]]:
    """Places in `windows` that run together, planned for `pool` of them at a time."""
    planned: list[list[int]] = []
    for at in range(0, len(windows), pool):
        places = range(at, min(at + pool, len(windows)))
        if way == "padded":
            planned += padded_batches(windows, places, budget)
        else:
            planned += [[at + place for place in batch] for batch in plan_batches(windows[at : at + pool], budget)]
    return planned


def padded_batches(windows: Sequence[Window], places: range, budget: int) -> list[list[int]]:
    """Such of like length, padded to the longest of them."""
    planned: list[list[int]] = []
    for place in sorted(places, key=lambda place: -len(windows[place].ids)):
        if planned and len(windows[planned[-1][0]].ids) * (len(planned[-1]) + 1) <= budget:
            planned[-1].append(place)
        else:
            planned.append([place])
    return planned


@dataclass(frozen=True, order=True)
class Run:
    """What one round took."""

    seconds: float
    longest_s: float
    batches: int
    padded_tokens: int


def measure(model: EmbeddingModel, windows: Sequence[Window], planned: list[list[int]]) -> Run:
    session, pad_id = model._session, model._tokenizer.pad_id
    assert session is not None
    inputs = [[windows[place].ids for place in batch] for batch in planned]
    seconds = [timed(partial(session.run, sequences, pad_id)) for sequences in inputs]
    padded = sum(max(len(windows[place].ids) for place in batch) * len(batch) for batch in planned)
    return Run(sum(seconds), max(seconds), len(planned), padded)


def timed(call: object) -> float:
    """Seconds that `call` takes."""
    started = time.perf_counter()
    assert callable(call)
    call()
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
