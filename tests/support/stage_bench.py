"""An indexer on a real index, whose extractor and model are stand-ins that misbehave at the right moment."""

from pathlib import Path

from pplx_desktop.core.events import Event, EventBus
from pplx_desktop.core.types import FileState
from pplx_desktop.engine.gate import Gate
from pplx_desktop.engine.indexer import Indexer
from pplx_desktop.engine.text_stage import TextStage
from pplx_desktop.engine.vector_stage import VectorStage
from pplx_desktop.files.scan import ScanRules
from pplx_desktop.index.store import Index
from tests.support.fake_stages import FakeChunkEmbedder, FakeExtractor

RULES = ScanRules()


class Bench:
    """An indexer whose parts can be reached."""

    def __init__(
        self, folder: Path, extractor: FakeExtractor | None = None, embedder: FakeChunkEmbedder | None = None
    ) -> None:
        self.folder = folder / "docs"
        self.folder.mkdir()
        self.extractor, self.embedder = extractor or FakeExtractor(), embedder or FakeChunkEmbedder()
        self.gate, self.events = Gate(), list[Event]()
        self.index = Index.open(folder / "index.sqlite3", write=True)
        self.text = TextStage(self.index, self.extractor, 2, self.gate)
        self.vectors = VectorStage(self.index, self.embedder, "fake", self.gate)
        bus = EventBus()
        bus.subscribe(self.events.append)
        self.indexer = Indexer(self.index, self.text, self.vectors, bus, self.gate)

    def write(self, name: str, text: str) -> str:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return str(path)

    def state(self, path: str) -> tuple[FileState, str] | None:
        record = self.index.record(path)
        return (record.state, record.reason) if record else None

    def run(self, *roots: Path) -> None:
        self.indexer.run([str(root) for root in roots or (self.folder,)], RULES)
        assert self.index.check() == []

    def close(self) -> None:
        self.extractor.close()
        self.text.close()
        self.index.close()
