"""Hand-written stand-ins for the extract children and the model, for what real ones do too seldom to be tested."""

import threading
from collections.abc import Callable, Iterator, Sequence
from hashlib import blake2b
from pathlib import Path

import numpy as np

from pplx_desktop.core.errors import Cancelled, ExtractionCode, ExtractionError, ModelProblem
from pplx_desktop.core.ports import DocumentTexts
from pplx_desktop.core.types import (
    PLAIN_READING,
    Block,
    Chunk,
    ChunkedDocument,
    Codes,
    Document,
    FileStat,
    ReadOptions,
    Stretch,
)


class FakeExtractor:
    """Reads text files, a chunk for each paragraph. `before` is called with each file first; it may block or raise."""

    def __init__(self, before: Callable[[FileStat], object] | None = None) -> None:
        self.read: list[str] = []
        self._before = before
        self._closed = threading.Event()

    def extract(self, file: FileStat, options: ReadOptions = PLAIN_READING) -> ChunkedDocument:
        if self._before is not None:
            self._before(file)
        if self._closed.is_set():
            raise Cancelled("closing", "Reading was stopped.")
        try:
            text = Path(file.path).read_text(encoding="utf-8")
        except FileNotFoundError as error:
            raise ExtractionError(ExtractionCode.VANISHED, "The file is not there any more.") from error
        self.read.append(Path(file.path).name)
        chunks: list[Chunk] = []
        at = 0
        for paragraph in text.split("\n\n"):
            chunks.append(Chunk(at, at + len(paragraph)))
            at += len(paragraph) + 2
        blocks = tuple(Block(chunk.start, chunk.end) for chunk in chunks)
        return ChunkedDocument(Document("txt", "", text, blocks), tuple(chunks))

    def close(self) -> None:
        self._closed.set()


class FakeChunkEmbedder:
    """Gives each chunk codes that follow from its text. Reads `together` chunks as one stretch. A request with one of
    `poison` in it makes it fail.
    """

    fingerprint = "fake"
    dims = 8

    def __init__(self, *poison: str, together: int = 1, code: str = "model-run") -> None:
        self.requests: list[list[int]] = []
        self.embedded: list[str] = []
        self._poison, self._together, self._code = poison, together, code

    def plan(self, documents: Sequence[DocumentTexts]) -> list[tuple[Stretch, ...]]:
        return [tuple(self._stretches(texts)) for _, _, texts in documents]

    def embed_documents(self, documents: Sequence[DocumentTexts]) -> list[Codes]:
        self.requests.append([len(texts) for _, _, texts in documents])
        if any(word in text for word in self._poison for _, _, texts in documents for text in texts):
            raise ModelProblem(self._code, "The model stopped with an error.")
        self.embedded += [text for _, _, texts in documents for text in texts]
        return [self.codes(texts) for _, _, texts in documents]

    def codes(self, texts: Sequence[str]) -> Codes:
        """What the chunks of a stretch get: each depends on all of them."""
        whole = blake2b("\0".join(texts).encode(), digest_size=8).digest()
        rows = [blake2b(text.encode(), key=whole, digest_size=8).digest() for text in texts]
        signs = [np.packbits(np.frombuffer(row, np.int8) >= 0).tobytes() for row in rows]
        return Codes(8, len(texts), b"".join(signs), b"".join(rows))

    def _stretches(self, texts: Sequence[str]) -> Iterator[Stretch]:
        for first in range(0, len(texts), self._together):
            stretch = texts[first : first + self._together]
            digest = blake2b("\0".join(stretch).encode(), digest_size=8).digest()
            key = int.from_bytes(digest, "little", signed=True)
            yield Stretch(first, first + len(stretch), key, sum(len(text.split()) for text in stretch))
