"""Hand-written stand-ins for the extract children and the model, for what real ones do too seldom to be tested."""

import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from pplx_desktop.core.errors import Cancelled, ModelProblem
from pplx_desktop.core.ports import DocumentTexts
from pplx_desktop.core.types import Block, Chunk, ChunkedDocument, Codes, Document, FileStat


class FakeExtractor:
    """Reads text files, a chunk for each paragraph. `before` is called with each file first; it may block or raise."""

    def __init__(self, before: Callable[[FileStat], object] | None = None) -> None:
        self.read: list[str] = []
        self._before = before
        self._closed = threading.Event()

    def extract(self, file: FileStat) -> ChunkedDocument:
        if self._before is not None:
            self._before(file)
        if self._closed.is_set():
            raise Cancelled("closing", "Reading was stopped.")
        text = Path(file.path).read_text(encoding="utf-8")
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
    """Gives each chunk codes of zeros. A document that holds one of `poison` makes it fail."""

    fingerprint = "fake"
    dims = 8

    def __init__(self, *poison: str, reads_in_context: bool = False, code: str = "model-run") -> None:
        self.requests: list[list[int]] = []
        self.reads_in_context = reads_in_context
        self._poison, self._code = poison, code

    def embed_documents(self, documents: Sequence[DocumentTexts]) -> list[Codes]:
        self.requests.append([len(texts) for _, _, texts in documents])
        if any(word in text for word in self._poison for _, _, texts in documents for text in texts):
            raise ModelProblem(self._code, "The model stopped with an error.")
        return [Codes(8, len(texts), bytes(len(texts)), bytes(8 * len(texts))) for _, _, texts in documents]
