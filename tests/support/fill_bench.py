"""An index with files that are read already, and sessions that embed them with stand-ins for models, at a pace that a test decides."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path

from pplx_desktop.core.events import Event, EventBus
from pplx_desktop.core.ports import DocumentTexts
from pplx_desktop.core.types import Codes, Pace, PaceReason
from pplx_desktop.engine.fills import Fills
from pplx_desktop.engine.gate import Gate
from pplx_desktop.engine.indexer import Indexer
from pplx_desktop.engine.text_stage import TextStage
from pplx_desktop.engine.vector_stage import VectorStage
from pplx_desktop.files.scan import ScanRules
from pplx_desktop.index.store import Generation, Index
from tests.support.fake_stages import FakeChunkEmbedder, FakeExtractor

RULES = ScanRules()


class Embedder(FakeChunkEmbedder):
    """A model of its own name, with vectors of its own size. Waits in each request until `go_on` is set."""

    def __init__(self, name: str, dims: int = 8, *poison: str) -> None:
        super().__init__(*poison)
        self.fingerprint, self.dims = name, dims
        self.go_on = threading.Event()
        self.go_on.set()

    def embed_documents(self, documents: Sequence[DocumentTexts]) -> list[Codes]:
        assert self.go_on.wait(60)
        return super().embed_documents(documents)

    def codes(self, texts: Sequence[str]) -> Codes:
        codes = super().codes(texts)
        times = self.dims // 8
        rows = [codes.int8[at : at + 8] * times for at in range(0, len(codes.int8), 8)]
        bits = [codes.bits[at : at + 1] * times for at in range(codes.count)]
        return Codes(self.dims, codes.count, b"".join(bits), b"".join(rows))


class Policy:
    """A pace that a test decides."""

    def __init__(self) -> None:
        self.now: tuple[Pace, PaceReason] = ("full", "")
        self.rest = 0.0

    def pace(self) -> tuple[Pace, PaceReason]:
        return self.now

    def rest_s(self, worked_s: float) -> float:
        assert worked_s > 0
        return self.rest


class Home:
    """An index with files that are read already, and sessions that embed them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "docs"
        self.folder.mkdir()
        self.index = Index.open(folder / "index.sqlite3", write=True)
        self.events: list[Event] = []
        self.extractor = FakeExtractor()
        self.gate = Gate()
        self.text = TextStage(self.index, self.extractor, 2, self.gate)
        self.policy = Policy()
        self.swaps = 0

    def write(self, name: str, *paragraphs: str) -> str:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n\n".join(paragraphs), encoding="utf-8")
        return str(path)

    def session(
        self, wanted: Embedder, quick: Embedder | None = None, *, gone: Sequence[str] = (), limited: bool = False
    ) -> Indexer:
        """What a start of the program makes, with `wanted` in the settings. Models in `gone` cannot be asked any more."""
        bus = EventBus()
        bus.subscribe(self.events.append)
        gate = self.gate

        def answers(generation: Generation) -> bool:
            return generation.fingerprint not in gone

        def swapped() -> None:
            self.swaps += 1

        fills = Fills(
            self.index,
            VectorStage(self.index, wanted, wanted.fingerprint, gate),
            quick=None if quick is None else lambda: VectorStage(self.index, quick, quick.fingerprint, gate),
            policy=self.policy if limited else None,
            answers=answers,
            swapped=swapped,
        )
        return Indexer(self.index, self.text, fills, bus, gate)

    def run(self, wanted: Embedder, quick: Embedder | None = None, *, gone: Sequence[str] = ()) -> Indexer:
        indexer = self.session(wanted, quick, gone=gone)
        indexer.run([str(self.folder)], RULES)
        assert self.index.check() == []
        return indexer

    def roles(self) -> dict[str, str]:
        return {known.fingerprint: known.role for known in self.index.generations()}

    def count(self, name: str) -> int:
        known = self.index.generation(name)
        return self.index.embedded_chunks(known.id) if known else 0

    def close(self) -> None:
        self.extractor.close()
        self.text.close()
        self.index.close()


def write_notes(home: Home, count: int = 30) -> None:
    for number in range(count):
        home.write(f"{number:02}.txt", f"note {number}", f"more of note {number}")
