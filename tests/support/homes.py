"""A home of its own for a test: settings, index and folders under one temporary folder, with the real starter model."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pplx_desktop.core.events import Event, EventBus
from pplx_desktop.core.paths import HOME_VARIABLE, Paths
from pplx_desktop.core.settings import Settings
from pplx_desktop.core.types import RunSummary, SearchResult
from pplx_desktop.engine.gate import Gate
from pplx_desktop.engine.index_session import IndexSession, scan_rules
from pplx_desktop.engine.model_slot import ModelSlot
from pplx_desktop.engine.search_service import SearchService
from tests.support.made_files import make_docx, make_pdf, paragraph

NOTES = {
    "garden.md": "# Garden\n\n## Roses\n\nPrune the roses in late winter, before the buds break. Cut above a bud that points "
    "outwards, at a slant, so that the rain runs off; take out all wood that is dead or that rubs against other wood.\n\n"
    "## Compost\n\nKitchen scraps and dry leaves rot to dark earth within a year.\n",
    "heating.txt": "The old boiler switches itself on and off every few minutes, which wastes gas.\n",
    "trip.html": "<html><head><title>Journey to Lisbon</title></head><body><h1>Lisbon</h1>"
    "<p>The tram climbs the hill to the castle; buy the ticket before you board.</p></body></html>",
    "thermostat.py": "def count_starts(rows, gap=300):\n    '''How often the compressor began to run.'''\n    return len(rows)\n",
}


def write_notes(folder: Path) -> Path:
    """A folder with a few short files on different things."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in NOTES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def write_docx(path: Path, *paragraphs: str) -> Path:
    """A Word file with these paragraphs."""
    return make_docx(path, "".join(map(paragraph, paragraphs)))


def write_pdf(path: Path, *pages: str) -> Path:
    """A PDF with one line of text on each page."""
    return make_pdf(path, [[page] for page in pages])


@dataclass
class Home:
    """Where one test's program lives."""

    folder: Path
    settings: Settings = field(default_factory=Settings)
    events: list[Event] = field(default_factory=list[Event])

    @property
    def paths(self) -> Paths:
        return Paths(*(self.folder / name for name in ("config", "data", "models", "run")))

    @property
    def documents(self) -> Path:
        return self.folder / "documents"

    def index(
        self, *roots: Path, gate: Gate | None = None, during: Callable[[IndexSession], None] | None = None
    ) -> RunSummary:
        """Index `roots`, or the documents folder, with real children and the model of the settings."""
        self.paths.create()
        model = ModelSlot(self.paths)
        bus = EventBus()
        bus.subscribe(self.events.append)
        try:
            lane = model.use(self.settings)
            with IndexSession(self.paths, self.settings, lane, bus, gate or Gate(), models=model) as session:
                if during is not None:
                    during(session)
                folders = [str(root) for root in roots or (self.documents,)]
                return session.indexer.run(folders, scan_rules(self.settings, self.paths))
        finally:
            model.close()

    def search(self, query: str, mode: Any = "hybrid", limit: int = 20) -> SearchResult:
        """Ask what `index` made."""
        model = ModelSlot(self.paths)
        model.use(self.settings)
        service = SearchService(self.paths, model)
        try:
            return service.search(query, limit=limit, mode=mode)
        finally:
            service.close()
            model.close()

    def names(self, query: str, mode: Any = "hybrid") -> list[str]:
        """The names of the files that a query finds, best first."""
        return [Path(hit.path).name for hit in self.search(query, mode).hits]

    def environment(self) -> dict[str, str]:
        """For a program of its own in this home."""
        kept = {
            name: value
            for name, value in os.environ.items()
            if name not in {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
        }
        return {**kept, HOME_VARIABLE: str(self.folder), "PYTHONUTF8": "1"}

    def run(self, *arguments: str, stdin: str = "") -> "Ran":
        """Run the command line as a user does."""
        done = subprocess.run(
            [sys.executable, "-m", "pplx_desktop", *arguments],
            input=stdin,
            capture_output=True,
            text=True,
            encoding="utf-8",
            env=self.environment(),
            timeout=180,
            check=False,
        )
        return Ran(done.returncode, done.stdout, done.stderr)


@dataclass(frozen=True)
class Ran:
    """What a program printed and how it ended."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one document on stdout."""
        return json.loads(self.out)
