"""Tokens a second of a model over the size of a batch, on real text: what `batch_tokens` of a manifest is fixed by.

    python tests/benchmarks/embed_batches.py FOLDER [--model NAME] [--threads N] [--passages N]

Run by hand, on a machine that does nothing else. A batch should be near 250 ms on a slow laptop, for a query waits
that long; above the size where the rate stops growing, a larger one only costs memory.
"""

from __future__ import annotations

import argparse
import dataclasses
import itertools
import statistics
import time
from pathlib import Path

from pplx_desktop.core.paths import default_paths, delivered
from pplx_desktop.embed.catalog import Catalog, InstalledModel
from pplx_desktop.embed.model import DocumentInput, EmbeddingModel
from pplx_desktop.embed.tokenization import ModelTokenizer
from pplx_desktop.embed.windows import plan_batches

BUDGETS = (256, 512, 1024, 2048, 4096, 8192)
SUFFIXES = {".txt", ".md", ".rst", ".html", ".py", ".c", ".tex"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--model", default="all-minilm-l6-v2")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--passages", type=int, default=400)
    options = parser.parse_args()
    installed = Catalog(delivered("models"), default_paths().models).find(options.model)
    documents = passages(installed, options.folder, options.passages)
    texts = sum(len(document.texts) for document in documents)
    print(f"{texts} passages of {len(documents)} files, {options.threads} threads, {options.model}")
    print("| batch_tokens | tokens/s | passages/s | batches | longest ms | padding |")
    print("|---|---|---|---|---|---|")
    for budget in BUDGETS:
        print(measure(installed, budget, documents, options.threads), flush=True)
    model = EmbeddingModel.load(installed, options.threads)
    waits = [timed(lambda: model.embed_query("how do I change the colour of the selection")) for _ in range(200)]
    print(f"query: median {statistics.median(waits) * 1e3:.2f} ms, longest {max(waits) * 1e3:.2f} ms")


def passages(installed: InstalledModel, folder: Path, count: int) -> list[DocumentInput]:
    """Paragraphs, and parts of long ones, of files spread over the folder."""
    tokenizer = ModelTokenizer.load(installed)
    files = sorted(path for path in folder.rglob("*") if path.suffix in SUFFIXES and path.stat().st_size < 200_000)
    documents: list[DocumentInput] = []
    for path in files[:: max(1, len(files) // 60)]:
        text = path.read_text(encoding="utf-8", errors="replace")
        offsets = tokenizer.token_offsets(text)[: installed.manifest.chunk_tokens * 20]
        # From a third to all of a passage's limit, as paragraphs vary.
        texts: list[str] = []
        place = 0
        while place < len(offsets):
            size = installed.manifest.chunk_tokens * (1 + len(texts) % 3) // 3
            texts.append(text[offsets[place][0] : offsets[min(place + size, len(offsets)) - 1][1]])
            place += size
        documents.append(DocumentInput(path.stem, ("",) * len(texts), tuple(texts)))
        if sum(len(document.texts) for document in documents) >= count:
            break
    return documents


def measure(installed: InstalledModel, budget: int, documents: list[DocumentInput], threads: int) -> str:
    """One row of the table."""
    manifest = dataclasses.replace(installed.manifest, batch_tokens=budget)
    model = EmbeddingModel.load(dataclasses.replace(installed, manifest=manifest), threads)
    model.embed_query("warm up")
    windows = model._plan(documents)
    batches = plan_batches(windows, budget)
    tokens = sum(len(window.ids) for window in windows)
    padded = sum(max(len(windows[place].ids) for place in batch) * len(batch) for batch in batches)
    marks = [time.perf_counter()]
    model.embed_documents(documents, lambda: marks.append(time.perf_counter()))
    marks.append(time.perf_counter())
    longest = max(later - earlier for earlier, later in itertools.pairwise(marks[1:]))
    seconds = marks[-1] - marks[0]
    count = sum(len(document.texts) for document in documents)
    return (
        f"| {budget} | {tokens / seconds:.0f} | {count / seconds:.0f} | {len(batches)} | {longest * 1e3:.0f} "
        f"| {(padded - tokens) / padded:.0%} |"
    )


def timed(call: object) -> float:
    """Seconds that `call` takes."""
    started = time.perf_counter()
    assert callable(call)
    call()
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
