"""How many windows of a contextual model are new after an edit, and how full they are, by the rule that cuts them.

    python tests/benchmarks/window_cuts.py FOLDER ... [--window N] [--chunk N]

What `_EARLIEST_ANCHOR` and `_TEXTS_AN_ANCHOR` in `embed.windows` are fixed by. `seen` is how many tokens a token's window
has on average: what the model knows of a document. The edits are made to the files' text, which is then read, cut into
chunks and planned anew. Without anchors (`none`) a window takes all that fits.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator
from pathlib import Path

from pplx_desktop.chunking import ChunkLimits, cut_chunks
from pplx_desktop.core.paths import default_paths, delivered
from pplx_desktop.embed import windows
from pplx_desktop.embed.catalog import Catalog
from pplx_desktop.embed.tokenization import ModelTokenizer
from pplx_desktop.extract.registry import extract_file

RULES = (
    ("none", 1.0, 1),
    *((f"{share} of a window, 1 in {n}", share, n) for share in (0.1, 0.25, 0.5) for n in (4, 6, 8, 12)),
)
SUFFIXES = {".txt", ".md", ".rst", ".html"}
SEPARATOR = -1
ADDED = (
    "This paragraph was put in later. It tells in a few sentences what changed, and why somebody wanted it so, with "
    "enough words to count as text of its own."
)
Chunks = list[list[int]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--window", type=int, default=1040)
    parser.add_argument("--chunk", type=int, default=256)
    options = parser.parse_args()
    # Where a text is cut matters here, not how well it is read: any tokenizer will do.
    tokenizer = ModelTokenizer.load(Catalog(delivered("models"), default_paths().models).find("all-minilm-l6-v2"))
    files = [path for folder in options.folders for path in sorted(folder.rglob("*")) if path.suffix in SUFFIXES]
    files = [path for path in files if 20_000 < path.stat().st_size < 400_000]
    cases: list[tuple[Chunks, dict[str, Chunks]]] = []
    for path in files[:: max(1, len(files) // 60)]:
        text = path.read_text(encoding="utf-8", errors="replace")
        before = chunked(text, path.suffix, tokenizer, options.chunk)
        after = {name: chunked(edited, path.suffix, tokenizer, options.chunk) for name, edited in edits(text)}
        cases.append((before, after))
    names = list(cases[0][1])
    print(f"{len(cases)} files, {sum(len(before) for before, _ in cases)} chunks, windows of {options.window} tokens")
    print("Tokens in new windows after: " + ", ".join(names))
    print(f"| anchors | full | seen | {' | '.join(names)} |")
    print("|---" * (len(names) + 3) + "|")
    for label, share, count in RULES:
        windows._EARLIEST_ANCHOR, windows._TEXTS_AN_ANCHOR = share, count
        print(measure(label, cases, names, options.window), flush=True)


def chunked(text: str, suffix: str, tokenizer: ModelTokenizer, size: int) -> Chunks:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"text{suffix}"
        path.write_text(text, encoding="utf-8")
        document = extract_file(str(path))
    chunks = cut_chunks(document, tokenizer.token_offsets, ChunkLimits(max_tokens=size))
    return tokenizer.encode([document.text[chunk.start : chunk.end] for chunk in chunks])


def edits(text: str) -> Iterator[tuple[str, str]]:
    parts = text.split("\n\n")
    middle = len(parts) // 2
    yield "a word in the middle", "\n\n".join([*parts[:middle], parts[middle] + " Indeed.", *parts[middle + 1 :]])
    yield "a paragraph in the middle", "\n\n".join([*parts[:middle], ADDED, *parts[middle:]])
    yield "a paragraph at the start", "\n\n".join([parts[0], ADDED, *parts[1:]])
    yield "three taken out near the start", "\n\n".join([*parts[:2], *parts[5:]])


def measure(label: str, cases: list[tuple[Chunks, dict[str, Chunks]]], names: list[str], window: int) -> str:
    """One row of the table."""
    lengths: list[int] = []
    new, total = dict.fromkeys(names, 0), dict.fromkeys(names, 0)
    for before, after in cases:
        known = {planned.ids for planned in windows.plan_contextual(before, SEPARATOR, window)}
        lengths += map(len, known)
        for name, chunks in after.items():
            for planned in windows.plan_contextual(chunks, SEPARATOR, window):
                total[name] += len(planned.ids)
                new[name] += len(planned.ids) * (planned.ids not in known)
    seen = sum(length * length for length in lengths) / sum(lengths)
    shares = " | ".join(f"{new[name] / total[name]:.1%}" for name in names)
    return f"| {label} | {sum(lengths) / len(lengths) / window:.2f} | {seen:.0f} | {shares} |"


if __name__ == "__main__":
    main()
