"""Random trees of operations: whatever happens to files between two runs, the index afterwards equals a fresh one.

Real scan, readers, stages and index, without children and with a stand-in for the model, so that thousands of runs take
minutes and it is known what was read and embedded. Renames, moves and copies read and embed nothing.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from pplx_desktop.chunking import ChunkLimits, cut_chunks
from pplx_desktop.core.errors import ExtractionCode, ExtractionError
from pplx_desktop.core.events import EventBus
from pplx_desktop.core.types import PLAIN_READING, ChunkedDocument, FileStat, ReadOptions
from pplx_desktop.engine.gate import Gate
from pplx_desktop.engine.indexer import Indexer
from pplx_desktop.engine.text_stage import TextStage
from pplx_desktop.engine.vector_stage import VectorStage
from pplx_desktop.extract.registry import extract_file
from pplx_desktop.files.scan import ScanRules
from pplx_desktop.index.store import Index
from tests.campaigns.contents import FileContents, contents, differences
from tests.campaigns.tally import Tally
from tests.campaigns.trees import RandomTree
from tests.support.fake_stages import FakeChunkEmbedder

_LIMITS = ChunkLimits(30)
ROUNDS = 6
"""Runs over one tree."""
_QUIET = (
    *("rename", "move", "copy", "hard_link", "rename_folder", "swap", "case_only", "touch", "make_folder"),
    *("duplicate_folder", "delete", "delete_folder"),
)
"""What brings no text that was not there before."""
_NEWS = ("ignore", "hide", "empty", "odd")
"""After these, a new name may be one to read: it is not left out any more, or was never readable."""


def run(tally: Tally) -> None:
    """`count` trees with `ROUNDS` runs each."""
    for number, chance in tally.attempts():
        folder = tally.folder / str(number)
        is_quiet = chance.random() < 0.4
        tree = RandomTree(folder / "docs", chance, without=_NEWS if is_quiet else ())
        tree.happen(chance.randrange(5, 40))
        with _Engine(folder / "index.sqlite3", tree.root) as engine:
            for round_number in range(ROUNDS):
                is_quiet_round = is_quiet and round_number % 2 == 1
                happenings = chance.randrange(1, 12)
                if round_number:
                    tree.happen(happenings, _QUIET if is_quiet_round else ())
                tally.counts["happenings"] += happenings
                faults, found = engine.run()
                with _Engine(folder / "fresh.sqlite3", tree.root) as fresh:
                    _, expected = fresh.run()
                (folder / "fresh.sqlite3").unlink()
                losses = [*faults, *differences(found, expected)]
                if is_quiet_round and (engine.read or engine.embedded):
                    losses.append(
                        f"renames, moves and copies read {engine.read} and embedded {len(engine.embedded)} chunks"
                    )
                tally.lose(number, *(f"in round {round_number}: {loss}" for loss in losses))
                tally.counts["comparisons with a fresh index"] += 1
        shutil.rmtree(folder)


class _Reader:
    """The real readers, in this process."""

    def __init__(self) -> None:
        self.read: list[str] = []

    def extract(self, file: FileStat, options: ReadOptions = PLAIN_READING) -> ChunkedDocument:
        self.read.append(file.path)
        document = extract_file(file.path, options)
        chunks = cut_chunks(document, lambda text: [word.span() for word in re.finditer(r"\S+", text)], _LIMITS)
        if not chunks:
            raise ExtractionError(ExtractionCode.EMPTY, "There is no text in this file.")
        return ChunkedDocument(document, chunks)

    def close(self) -> None:
        """Nothing to end."""


class _Engine:
    """An indexer on an index, with stand-ins for what is slow."""

    def __init__(self, path: Path, root: Path) -> None:
        self._root = root
        self._extractor, self._embedder, gate = _Reader(), FakeChunkEmbedder(), Gate()
        self.index = Index.open(path, write=True)
        # One reader: in one process two would meet in pdfium.
        self._text = TextStage(self.index, self._extractor, 1, gate)
        vectors = VectorStage(self.index, self._embedder, "fake", gate)
        self._indexer = Indexer(self.index, self._text, vectors, EventBus(), gate)

    def run(self) -> tuple[list[str], dict[str, FileContents]]:
        """Bring the index up to date. Returns what does not agree, and what it holds."""
        self._extractor.read.clear()
        self._embedder.embedded.clear()
        self._indexer.run([str(self._root)], ScanRules())
        return self.index.check(), contents(self.index)

    @property
    def read(self) -> list[str]:
        """The files that the last run read."""
        return self._extractor.read

    @property
    def embedded(self) -> list[str]:
        """The texts that it embedded."""
        return self._embedder.embedded

    def __enter__(self) -> _Engine:
        return self

    def __exit__(self, *error: object) -> None:
        self._extractor.close()
        self._text.close()
        self.index.close()
