"""How fast text is cut into chunks: with the starter model's tokens of the whole text, with those by pieces (which is
what children do), and with words.

    python tests/benchmarks/chunking_speed.py [FILE]

Without a file, 4 MB of made-up prose.
"""

from __future__ import annotations

import random
import re
import sys
import time
from pathlib import Path

from tokenizers import Tokenizer

from pplx_desktop.chunking import ChunkLimits, TokenOffsets, cut_chunks
from pplx_desktop.core.paths import delivered
from pplx_desktop.core.types import Block, Document
from pplx_desktop.embed.pieced_tokens import PieceTokeniser

WORDS = re.compile(r"\w+|[^\w\s]")


def prose(characters: int) -> str:
    """Paragraphs of sentences of words, the same each time."""
    chance = random.Random(7)
    words = ["".join(chance.choices("abcdefghiklmnoprstuvw", k=chance.randint(2, 10))) for _ in range(20_000)]
    paragraphs: list[str] = []
    length = 0
    while length < characters:
        sentences = [" ".join(chance.choices(words, k=chance.randint(5, 25))).capitalize() + "." for _ in range(6)]
        paragraphs.append(" ".join(sentences))
        length += len(paragraphs[-1])
    return "\n\n".join(paragraphs)


def main() -> None:
    text = (
        Path(sys.argv[1]).read_text(encoding="utf-8", errors="replace").strip()
        if len(sys.argv) > 1
        else prose(4_000_000)
    )
    document = Document("txt", "", text, (Block(0, len(text)),))
    tokenizer = Tokenizer.from_file(str(delivered("models") / "all-minilm-l6-v2" / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()

    def model_offsets(part: str) -> list[tuple[int, int]]:
        return list(tokenizer.encode(part, add_special_tokens=False).offsets)

    def word_offsets(part: str) -> list[tuple[int, int]]:
        return [match.span() for match in WORDS.finditer(part)]

    tokenisers: list[tuple[str, TokenOffsets]] = [
        ("starter model's tokens", model_offsets),
        ("the same by pieces", PieceTokeniser(model_offsets)),
        ("words", word_offsets),
    ]
    for name, offsets in tokenisers:
        start = time.process_time()
        chunks = cut_chunks(document, offsets, ChunkLimits())
        seconds = time.process_time() - start
        start = time.process_time()
        for chunk in chunks:
            offsets(text[chunk.start : chunk.end])
        alone = time.process_time() - start
        print(
            f"{name}: {len(text) / seconds / 1e6:.2f} M characters a second, {len(chunks)} chunks, "
            f"{sum(chunk.end - chunk.start for chunk in chunks) / len(chunks):.0f} characters each; "
            f"tokenising alone {len(text) / alone / 1e6:.2f}"
        )


if __name__ == "__main__":
    main()
