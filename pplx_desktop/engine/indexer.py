"""From what is on disk to what can be searched, in steps that can stop after any file.

Owns the order of things: scan, read the text of all that is new, then embed. Names are searchable after the scan, words
after a file was read, meaning after its chunks were embedded; nothing waits for a whole layer.

Invariant: what was done is in the index, in one transaction for each file and layer; what is still to do is only a
difference between disk and ledger, and is found again by the next scan. A kill costs the work in hand and no more.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable, Sequence

from pplx_desktop.core.errors import EnvironmentProblem, ModelProblem
from pplx_desktop.core.events import EventBus, ProgressChanged, Trouble
from pplx_desktop.core.paths import displayed
from pplx_desktop.core.types import FileStat, FileState, Progress, RunSummary
from pplx_desktop.engine.gate import Gate
from pplx_desktop.engine.reconcile import compare
from pplx_desktop.engine.text_stage import TextStage
from pplx_desktop.engine.vector_stage import VectorStage
from pplx_desktop.extract.version import EXTRACTOR_VERSION
from pplx_desktop.files.roots import check_root
from pplx_desktop.files.scan import Found, ScanRules, scan
from pplx_desktop.index.store import Index

log = logging.getLogger(__name__)

_PROGRESS_INTERVAL_S = 0.1
_SCANS = 3
"""So often a run looks again for files that changed while they were read."""
_GATE_INTERVAL_FILES = 1000


class Indexer:
    """Brings the index up to date. For one thread, the one that owns the writing connection.

    `vectors` is None where there is no model: then files become searchable by words alone. The same happens when the
    model fails on the way; `model_problem` says so, and also where it failed on some documents only.
    """

    def __init__(
        self, index: Index, text: TextStage, vectors: VectorStage | None, events: EventBus, gate: Gate
    ) -> None:
        self._index, self._text, self._vectors = index, text, vectors
        self._events, self._gate = events, gate
        self._total_files = 0
        self._pending_chunks = 0
        self._progress = Progress()
        self._told_at = 0.0
        self._gone: dict[str, None] = {}
        self.model_problem: ModelProblem | None = None

    @property
    def progress(self) -> Progress:
        """Where the work stands."""
        return self._progress

    @property
    def wants_scan(self) -> bool:
        """True where files changed or went away while they were read: only another scan can tell what they are now."""
        return self._text.unsettled > 0

    def run(self, roots: Sequence[str], rules: ScanRules) -> RunSummary:
        """Scan all roots, read and embed until nothing is left. Raises `Cancelled` when the gate stops it."""
        start = time.monotonic()
        for _ in range(_SCANS):
            self.scan(roots, rules)
            while self.step():
                pass
            if not self.wants_scan:
                break
        return self.finish(time.monotonic() - start)

    def scan(self, roots: Iterable[str], rules: ScanRules) -> None:
        """Compare folders with the ledger. Afterwards the names of all their files are searchable.

        What is gone is forgotten when all that is new was read: the same content may have come up in another place.
        """
        self._text.unsettled = 0
        for root in roots:
            self._gate.check()
            self._tell(Progress("scanning", current=root))
            try:
                identity = check_root(root)
            except EnvironmentProblem as problem:
                # A folder that is not there now may be on a drive that comes back: all its entries stay.
                log.warning("%s: %s", problem.code, problem)
                self._events.publish(Trouble(problem.code, str(problem)))
                continue
            self._scan_root(root, rules, identity.device)
        if self._text.waiting == 0:
            self._forget_gone()
        self._total_files = self._index.counts(None).files
        self._begin_vectors()

    def forget_outside(self, roots: Sequence[str]) -> None:
        """Take everything out of the index that lies in none of these folders any more."""
        gone = self._index.paths_outside(roots)
        self._text.discard(gone)
        self._index.forget(gone)
        self._begin_vectors()

    def step(self) -> bool:
        """Do a little of what is most wanted: text first, then meaning. False when nothing is left to do."""
        if self._text.step():
            waiting = self._text.waiting
            self._tell(
                Progress(
                    "reading",
                    total_files=self._total_files,
                    done_files=self._total_files - waiting,
                    current=self._text.current,
                ),
                rarely=True,
            )
            if waiting == 0:
                self._forget_gone()
                self._begin_vectors()
            return True
        if self._vectors is None:
            return False
        before = self._vectors.embedded
        try:
            worked = self._vectors.step()
        except ModelProblem as problem:
            self._vectors, self.model_problem = None, problem
            if not self._gate.is_stopped:
                self._events.publish(Trouble(problem.code, str(problem)))
            return False
        if not worked:
            if self.model_problem is None and (problem := self._vectors.left_out) is not None:
                self.model_problem = problem
                self._events.publish(Trouble(problem.code, str(problem)))
            return False
        self._pending_chunks = max(0, self._pending_chunks - (self._vectors.embedded - before))
        self._tell(
            Progress(
                "embedding",
                total_files=self._total_files,
                done_files=self._total_files,
                embedded_chunks=self._vectors.embedded,
                pending_chunks=self._pending_chunks,
                eta_s=self._vectors.eta_s(self._pending_chunks),
            ),
            rarely=True,
        )
        return True

    def finish(self, seconds: float) -> RunSummary:
        """Tell that there is nothing left to do. Returns what the index holds now."""
        counts = self._index.counts(None)
        self._tell(Progress(total_files=counts.files, done_files=counts.files))
        return RunSummary(counts.files, counts.indexed, counts.skipped, counts.failed, counts.chunks, seconds)

    def _begin_vectors(self) -> None:
        """See what is to be embedded now: files came or went."""
        if self._vectors is not None:
            self._vectors.refresh()
            self._pending_chunks = self._vectors.pending()

    def _forget_gone(self) -> None:
        self._index.forget(tuple(self._gone))
        self._gone.clear()

    def _scan_root(self, root: str, rules: ScanRules, device: int) -> None:
        to_index: list[FileStat] = []
        left_out: dict[str, Found] = {}
        unreadable: list[str] = []
        for number, entry in enumerate(scan(root, rules)):
            if number % _GATE_INTERVAL_FILES == 0:
                self._gate.check()
            if not isinstance(entry, Found):
                unreadable.append(entry.path)
            elif entry.left_out is None:
                to_index.append(entry.file)
            else:
                left_out[entry.file.path] = entry
        found = [*to_index, *(entry.file for entry in left_out.values())]
        differences = compare(
            found,
            self._index.ledger(root),
            extractor_version=EXTRACTOR_VERSION,
            device=device,
            left_out=left_out.keys(),
            unreadable=unreadable,
        )
        for old, file in differences.renamed:
            self._index.rename(old, file)
        self._gone.update(dict.fromkeys(differences.gone))
        for file in found:
            self._gone.pop(file.path, None)
        self._text.discard(differences.gone)
        to_read = [file for file in differences.to_read if file.path not in left_out]
        self._index.note_pending(to_read)
        for file in differences.to_read:
            entry = left_out.get(file.path)
            if entry is not None and entry.left_out is not None:
                self._index.set_unsearchable(
                    file, FileState.SKIPPED, entry.left_out, "", extractor_version=EXTRACTOR_VERSION
                )
        self._text.add(to_read)
        for folder in unreadable:
            self._events.publish(
                Trouble("folder-unreadable", f"{displayed(folder)} could not be read. What was known of it is kept.")
            )

    def _tell(self, progress: Progress, *, rarely: bool = False) -> None:
        """Publish the progress; `rarely` for what comes many times a second."""
        self._progress = progress
        now = time.monotonic()
        if rarely and now - self._told_at < _PROGRESS_INTERVAL_S:
            return
        self._told_at = now
        self._events.publish(ProgressChanged(progress))
