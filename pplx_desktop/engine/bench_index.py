"""The benchmark of indexing: a folder's files up to searchable words, then to vectors, then edits under the running engine.

It works in a home of its own that is removed afterwards. Recoll, where it is asked for, goes first over the same files,
with a configuration of its own that names the folder and nothing else; all files were read once before either begins.

Invariant: the folder is only read. Edits are made in another one, that the engine follows beside it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Self

import psutil

from pplx_desktop.core.errors import EnvironmentProblem, PplxError, UserError
from pplx_desktop.core.events import EventBus, RunFinished
from pplx_desktop.core.paths import Paths
from pplx_desktop.core.settings import Settings, SettingsStore
from pplx_desktop.core.types import IndexCounts
from pplx_desktop.engine.gate import Gate
from pplx_desktop.engine.host import Host
from pplx_desktop.engine.index_session import IndexSession, scan_rules
from pplx_desktop.engine.model_slot import ModelSlot
from pplx_desktop.engine.search_service import SearchService

Tell = Callable[[str], None]

_LOOK_S = 0.05
_EDIT_PATIENCE_S = 60.0
_RECOLL = "recollindex"
_NO_MODEL = "none"
_EAGER = {"on_battery": "full", "in_power_saver": "full", "when_hot": "full", "when_busy": "full"}
"""It is measured how fast it can be, whatever else goes on."""


@dataclass(frozen=True, slots=True)
class IndexBenchOptions:
    """What to measure. `embed_s` is how long vectors are made at the most; 0 is until all are there."""

    tree: Path
    models: Path
    with_recoll: bool = False
    embed_s: float = 0.0
    edits: int = 40


@dataclass(frozen=True, slots=True)
class Cost:
    """What a program took. Peak memory is resident, all its processes together; `threads` likewise."""

    seconds: float
    cpu_s: float
    peak_bytes: int
    threads: int
    index_bytes: int


@dataclass(frozen=True, slots=True)
class IndexBenchReport:
    """What was measured. `words` is ours up to searchable text, `whole` that and the vectors. Edits are in seconds from the
    write to the first search by words that finds it.
    """

    files: int
    tree_bytes: int
    indexed: int
    text_chars: int
    first_answer_s: float
    words: Cost
    chunks: int
    embedded: int
    embed_s: float
    whole: Cost
    edit_p50_s: float
    edit_p95_s: float
    recoll: Cost | None = None

    @property
    def chunks_a_second(self) -> float:
        """How fast vectors were made, the loading of the model included."""
        return self.embedded / self.embed_s if self.embed_s else 0.0


def measure_indexing(options: IndexBenchOptions, tell: Tell) -> IndexBenchReport:
    """Run it all. `tell` is given a line now and then.

    Raises `UserError` (`bench-documents`, `recoll-missing`), `EnvironmentProblem`, `ModelProblem`.
    """
    if options.with_recoll and shutil.which(_RECOLL) is None:
        raise UserError(
            "recoll-missing", "Recoll is not installed.", hint="Debian: apt install recollcmd poppler-utils"
        )
    tell("Reading all files once")
    files, size = _read_all(options.tree)
    if not files:
        raise UserError("bench-documents", f"There are no files in {options.tree}.")
    with tempfile.TemporaryDirectory(prefix="pplx-desktop-bench-") as name:
        folder = Path(name)
        recoll = None
        if options.with_recoll:
            tell("Recoll")
            recoll = _run_recoll(options.tree, folder / "recoll")
        home = _Home(options, folder)
        tell("Words")
        first_answer_s = home.index_words()
        tell("Vectors and edits")
        edits = home.embed_and_edit()
        words, vectors = home.words, home.vectors
    return IndexBenchReport(
        files=files,
        tree_bytes=size,
        indexed=words.counts.indexed,
        text_chars=words.counts.text_chars,
        first_answer_s=first_answer_s,
        words=words.cost,
        chunks=vectors.counts.chunks,
        embedded=vectors.counts.embedded,
        embed_s=vectors.cost.seconds,
        whole=replace(
            vectors.cost,
            seconds=words.cost.seconds + vectors.cost.seconds,
            cpu_s=words.cost.cpu_s + vectors.cost.cpu_s,
            peak_bytes=max(words.cost.peak_bytes, vectors.cost.peak_bytes),
        ),
        edit_p50_s=_share(edits, 0.5),
        edit_p95_s=_share(edits, 0.95),
        recoll=recoll,
    )


@dataclass(frozen=True, slots=True)
class _Layer:
    """A layer of the index, when it stood."""

    counts: IndexCounts
    cost: Cost


class _Home:
    """Where the measured engine lives."""

    words: _Layer
    vectors: _Layer

    def __init__(self, options: IndexBenchOptions, folder: Path) -> None:
        self._options = options
        self._paths = Paths(folder / "config", folder / "data", options.models, folder / "run")
        self._edited = folder / "edited"
        self._edited.mkdir()
        self._settings = replace(Settings(), folders=(str(options.tree), str(self._edited)), **_EAGER)
        self._paths.create()
        SettingsStore(self._paths.settings_file).update(lambda _: self._settings)

    def index_words(self) -> float:
        """Index up to searchable words. Returns the seconds until the first file could be found."""
        begun = time.monotonic()
        answered: list[float] = []
        ended = threading.Event()
        asking = threading.Thread(target=self._ask_until_answered, args=(ended, answered), name="asking", daemon=True)
        with _Meter(psutil.Process(), self._paths.data) as meter:
            asking.start()
            with IndexSession(self._paths, self._settings, None, EventBus(), Gate()) as session:
                # Not `run`, which also tidies the index up: that is done when nobody waits.
                session.indexer.scan(self._settings.folders, scan_rules(self._settings, self._paths))
                while session.indexer.is_reading:
                    session.indexer.step()
                counts = session.index.counts(None)
        ended.set()
        asking.join()
        self.words = _Layer(counts, meter.cost)
        return (answered[0] if answered else time.monotonic()) - begun

    def embed_and_edit(self) -> list[float]:
        """Make the vectors, then edit. Returns how long each edit took to be found."""
        with _Meter(psutil.Process(), self._paths.data) as meter, _running(self._paths) as (host, finished):
            is_whole = finished.wait(self._options.embed_s or None)
            counts = host.status().counts
        self.vectors = _Layer(counts, meter.cost)
        if not is_whole:
            # The rest of the vectors is not to be measured with the edits.
            SettingsStore(self._paths.settings_file).set(model=_NO_MODEL)
        with _running(self._paths) as (host, finished):
            finished.wait()
            return [self._edit(host, number) for number in range(self._options.edits)]

    def _edit(self, host: Host, number: int) -> float:
        word = f"bench{number}edited{time.monotonic_ns()}"
        begun = time.monotonic()
        (self._edited / f"note {number % 10}.txt").write_text(f"This note is about {word}.\n", encoding="utf-8")
        while not host.search(word, mode="words").hits:
            if time.monotonic() - begun > _EDIT_PATIENCE_S:
                raise EnvironmentProblem("edit-not-found", f"An edit was not found within {_EDIT_PATIENCE_S:.0f} s.")
            time.sleep(_LOOK_S / 5)
        return time.monotonic() - begun

    def _ask_until_answered(self, ended: threading.Event, answered: list[float]) -> None:
        service = SearchService(self._paths, ModelSlot(self._paths))
        try:
            while not answered and not ended.wait(_LOOK_S):
                with suppress(PplxError):  # there is no index yet
                    if service.counts().indexed:
                        answered.append(time.monotonic())
        finally:
            service.close()


class _Meter:
    """Looks at a process and its children, sums up what they take. A context manager; `cost` is there afterwards."""

    cost: Cost

    def __init__(self, process: psutil.Process, index: Path) -> None:
        self._process, self._index = process, index
        self._peak_bytes = self._threads = 0
        self._ended = threading.Event()
        self._looking = threading.Thread(target=self._look, name="meter", daemon=True)

    def __enter__(self) -> Self:
        self._begun, self._cpu_before = time.monotonic(), _cpu_s()
        self._looking.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ended.set()
        self._looking.join()
        seconds = time.monotonic() - self._begun
        size = sum(file.stat().st_size for file in self._index.rglob("*") if file.is_file())
        self.cost = Cost(seconds, _cpu_s() - self._cpu_before, self._peak_bytes, self._threads, size)

    def _look(self) -> None:
        while not self._ended.wait(_LOOK_S):
            resident = threads = 0
            with suppress(psutil.Error):
                for process in (self._process, *self._process.children(recursive=True)):
                    with suppress(psutil.Error):
                        resident += process.memory_info().rss
                        threads += process.num_threads()
            self._peak_bytes, self._threads = max(self._peak_bytes, resident), max(self._threads, threads)


def _cpu_s() -> float:
    """Of this process and of all its children that ended."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


@contextmanager
def _running(paths: Paths) -> Generator[tuple[Host, threading.Event]]:
    """An engine that follows the folders, and what is set when it has nothing left to do."""
    finished = threading.Event()
    host = Host(paths)
    host.events.subscribe(lambda event: finished.set() if isinstance(event, RunFinished) else None)
    host.start()
    try:
        yield host, finished
    finally:
        host.close()


def _run_recoll(tree: Path, folder: Path) -> Cost:
    """Its filters are Python programs for the system's own Python, which it finds by the path."""
    folder.mkdir()
    (folder / "recoll.conf").write_text(f"topdirs = {tree}\nnoaspell = 1\nloglevel = 2\n", encoding="utf-8")
    environment = {**os.environ, "PATH": "/usr/bin:/bin", "RECOLL_CONFDIR": str(folder)}
    recoll = psutil.Popen(
        [_RECOLL, "-c", str(folder)], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    with _Meter(recoll, folder / "xapiandb") as meter:
        status = recoll.wait()
    if status:
        raise EnvironmentProblem("recoll-failed", f"Recoll ended with {status}.")
    return meter.cost


def _read_all(tree: Path) -> tuple[int, int]:
    """How many files there are and how many bytes, all of them read once: neither program finds them on the disk alone."""
    sizes: list[int] = []
    for folder, _, names in os.walk(tree):
        for name in names:
            file = Path(folder, name)
            if file.is_file() and not file.is_symlink():
                sizes.append(len(file.read_bytes()))
    return len(sizes), sum(sizes)


def _share(values: list[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0
