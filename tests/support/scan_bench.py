"""A scanner on a real folder and a real index, with a stand-in for the extract children."""

from collections.abc import Iterable
from pathlib import Path
from typing import Self

from pplx_desktop.core.events import Event, EventBus, Trouble, TroubleOver
from pplx_desktop.core.ledger_types import LedgerView
from pplx_desktop.core.types import FileState, FolderStatus
from pplx_desktop.engine.gate import Gate
from pplx_desktop.engine.scanning import Scanner
from pplx_desktop.engine.text_stage import TextStage
from pplx_desktop.files.looks import Look, looks_at
from pplx_desktop.files.scan import ScanRules
from pplx_desktop.index.store import Index
from tests.support.fake_stages import FakeExtractor


class ScanBench:
    """`docs` is the root that is scanned where no other is named."""

    def __init__(self, folder: Path, *, rules: ScanRules | None = None, docs: str = "docs") -> None:
        self.docs = folder / docs
        self.docs.mkdir(exist_ok=True)
        self.rules = rules or ScanRules()
        self.gate, self.events = Gate(), list[Event]()
        self.bus = EventBus()
        self.bus.subscribe(self.events.append)
        self.extractor = FakeExtractor()
        self.index = Index.open(folder / "index.sqlite3", write=True)
        self.text = TextStage(self.index, self.extractor, 2, self.gate)
        self.restart()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.extractor.close()
        self.text.close()
        self.index.close()

    def restart(self) -> None:
        """What the scanner had in mind is gone."""
        self.scanner = Scanner(self.index, self.text, self.bus, self.gate, lambda root: None)

    def write(self, name: str, text: str = "") -> Path:
        path = self.docs / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text or f"text of {name}", encoding="utf-8")
        return path

    def write_many(self, count: int, folder: str = "many") -> list[Path]:
        return [self.write(f"{folder}/{number:05}.txt") for number in range(count)]

    def scan(self, *roots: Path) -> None:
        """Everything, and what comes of it."""
        self.scanner.scan([str(root) for root in roots or (self.docs,)], self.rules)
        self._read()

    def look(self, looks: Iterable[Look]) -> None:
        """At some folders only."""
        self.scanner.look({str(self.docs): list(looks)}, self.rules)
        self._read()

    def _read(self) -> None:
        self.scanner.settle()
        while self.text.step():
            pass
        self.scanner.settle()

    def states(self) -> dict[str, tuple[FileState, str, bool]]:
        """State, reason and staleness of all that the ledger has, by the path below `docs`."""
        page = self.index.ledger_page(LedgerView(limit=100_000))
        return {
            str(Path(entry.path).relative_to(self.docs)): (entry.state, entry.reason, entry.stale)
            for entry in page.entries
        }

    def left_out(self) -> dict[str, str]:
        """What rules left out, by the path below `docs`."""
        page = self.index.ledger_page(LedgerView(states=(FileState.LEFT_OUT,), limit=100_000))
        return {str(Path(entry.path).relative_to(self.docs)): entry.reason for entry in page.entries}

    def status(self) -> FolderStatus:
        """How the root stands."""
        return next(status for status in self.index.folder_counts() if status.path == str(self.docs))

    def troubles(self) -> list[str]:
        """The codes of all that users were told."""
        return [event.code for event in self.events if isinstance(event, Trouble)]

    def troubles_over(self) -> list[str]:
        """The codes of those that they were told are over."""
        return [event.trouble.code for event in self.events if isinstance(event, TroubleOver)]


INDEXED = (FileState.INDEXED, "", False)
STALE = (FileState.INDEXED, "", True)


def changed(bench: ScanBench, *paths: Path, is_folder: bool = False) -> None:
    """What the watcher asks for after an event."""
    bench.look(looks_at(str(bench.docs), map(str, paths), is_folder=is_folder))


def document(bench: ScanBench, path: Path) -> int | None:
    """The document of a file that is known."""
    record = bench.index.record(str(path))
    assert record is not None
    return record.document_id
