"""From what is on disk to what can be searched, in steps that can stop after any file.

Owns the order of things: what the user asked for; then scan, read the text of all that is new, embed, and last of all
recognise text in pictures and tidy up. Names are searchable after the scan, words after a file was read, meaning after
its chunks were embedded; nothing waits for a whole layer.

Invariant: what was done is in the index, in one transaction for each file and layer; what is still to do is only a
difference between disk and ledger, and is found again by the next scan. A kill costs the work in hand and no more.
"""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from pplx_desktop.core.errors import ExtractionCode, ModelProblem
from pplx_desktop.core.events import EventBus, ProgressChanged, Trouble
from pplx_desktop.core.types import FileState, Progress, RunSummary
from pplx_desktop.engine.fills import Fills
from pplx_desktop.engine.gate import Gate
from pplx_desktop.engine.ocr_pass import OcrPass
from pplx_desktop.engine.scanning import Scanner
from pplx_desktop.engine.text_stage import TextStage
from pplx_desktop.engine.vector_stage import VectorStage
from pplx_desktop.files.looks import Look
from pplx_desktop.files.roots import is_inside
from pplx_desktop.files.scan import ScanRules
from pplx_desktop.index.store import Index

log = logging.getLogger(__name__)

_PROGRESS_INTERVAL_S = 0.1
_ASK_AGAIN_S = 5.0
_SCANS = 3
"""So often a run looks again for files that changed while they were read."""


class Indexer:
    """Brings the index up to date. For one thread, the one that owns the writing connection.

    `vectors` is None where there is no model: then files become searchable by words alone. The same happens when the
    model fails on the way; `model_problem` says so, and also where it failed on some documents only. Without `ocr`, text
    in pictures is not recognised.
    """

    def __init__(
        self,
        index: Index,
        text: TextStage,
        vectors: Fills | VectorStage | None,
        events: EventBus,
        gate: Gate,
        *,
        ocr: OcrPass | None = None,
    ) -> None:
        self._index, self._text, self._ocr = index, text, ocr
        self._fills = Fills(index, vectors) if isinstance(vectors, VectorStage) else vectors
        self._events, self._gate = events, gate
        self._total_files = 0
        self._describe: Callable[[], Progress] = Progress
        self._told_at = 0.0
        self._is_tidy = False
        self._is_listed = False
        self._counted_chunks = 0
        self._scanner = Scanner(index, text, events, gate, self._tell_scanning)
        self.model_problem: ModelProblem | None = None

    @property
    def progress(self) -> Progress:
        """Where the work stands."""
        return self._describe()

    @property
    def wants_scan(self) -> bool:
        """True where files changed or went away while they were read, or were put off long enough for changing all the
        time: only another scan can tell what they are now.
        """
        return bool(self._text.unsettled) or self._scanner.restless.has_due

    @property
    def is_reading(self) -> bool:
        """True while files wait for their text: then not all words are searchable."""
        return self._text.waiting > 0

    @property
    def is_held(self) -> bool:
        """True where `step` had nothing to do because of battery, heat or the user's work: there is more, for later."""
        embedding = self._fills is not None and self._fills.is_held
        return embedding or (self._ocr is not None and self._ocr.is_held)

    @property
    def rest_s(self) -> float:
        """When held: how long to wait before the next step."""
        if self._fills is not None and self._fills.is_held:
            return self._fills.rest_s
        return (self._ocr.rest_s if self._ocr is not None else 0.0) or _ASK_AGAIN_S

    def run(self, roots: Sequence[str], rules: ScanRules) -> RunSummary:
        """Scan all roots, read and embed until nothing is left. Raises `Cancelled` when the gate stops it."""
        start = time.monotonic()
        for _ in range(_SCANS):
            self.scan(roots, rules)
            while self.step() or self.is_held:
                if self.is_held:
                    self._gate.wait(self.rest_s)
            if not self.wants_scan:
                break
        return self.finish(time.monotonic() - start)

    def scan(self, roots: Iterable[str], rules: ScanRules) -> None:
        """Compare folders with the ledger. Afterwards the names of all their files are searchable.

        What is gone is forgotten when all that is new was read: the same content may have come up in another place.
        """
        self._text.unsettled.clear()
        self._text.prefer(self._index.interest())
        self._scanner.scan(roots, rules)
        self._after_scan()

    def look(self, looks: Mapping[str, Iterable[Look]], rules: ScanRules) -> None:
        """Compare some folders of each root with the ledger, as `scan` does with all."""
        self._text.prefer(self._index.interest())
        self._scanner.look(looks, rules)
        self._after_scan()

    def look_again(self, roots: Iterable[str], rules: ScanRules) -> None:
        """Look at the folders of files for which `wants_scan`."""
        restless = self._scanner.restless
        for path in self._text.unsettled:
            restless.note_change(path)
        paths = {*self._text.unsettled, *restless.take_due()}
        self._text.unsettled.clear()
        folders = {os.path.dirname(path) for path in paths}  # noqa: PTH120 -- bytes travel in str paths
        self.look({root: [Look(folder) for folder in folders if is_inside(folder, root)] for root in roots}, rules)

    def note_watching(self, root: str, *, tells_all: bool) -> None:
        """Note whether all changes in a root are told of, or some are found only by the next scan."""
        self._scanner.note_watching(root, "events" if tells_all else "scans")

    def forget_outside(self, roots: Sequence[str]) -> None:
        """Take everything out of the index that lies in none of these folders any more."""
        self._scanner.forget_outside(roots)
        self._begin_vectors()

    def confirm_removal(self, folder: str) -> int:
        """Forget the files that are held for a folder: they are gone indeed. Returns how many there were."""
        forgotten = self._scanner.confirm_removal(folder)
        self._after_scan()
        return forgotten

    def index_now(self, paths: Sequence[str]) -> None:
        """Read and embed these files, and what is in these folders, before all others; what failed is tried again.
        What is new there is found by the next scan.
        """
        self._text.ask(paths)
        records = self._index.files_at(paths)
        pictured = [record.file for record in records if record.reason == ExtractionCode.PICTURED]
        again = [
            record.file
            for record in records
            if record.state in {FileState.PENDING, FileState.FAILED} and not record.held
        ]
        self._index.note_pending(again)
        self._text.add(again)
        if self._ocr is not None:
            self._ocr.ask(pictured)
        self._ask([record.document_id for record in records if record.document_id is not None])

    def note_interest(self, weights: Mapping[str, float]) -> None:
        """The user found or opened these files, which matters for what comes next."""
        for path, weight in weights.items():
            self._index.note_interest([path], weight)
        if self._text.waiting:
            self._text.prefer(self._index.interest())

    def step(self) -> bool:
        """Do a little of what is most wanted. False when nothing is left to do, or nothing for now (`is_held`)."""
        if self._fills is not None and self._fills.has_asked and self._embed():
            return True
        if self._text.step():
            self._ask(self._text.take_asked())
            waiting = self._text.waiting
            self._tell(self._reading, rarely=True)
            # Reading may take hours, and searching by words is not to wait for its end, nor for embedding's.
            self._index.list_words(newest_only=True)
            if waiting == 0:
                self._after_scan()
            return True
        if (not self.is_held and self._list_words()) or self._embed():
            return True
        if self._fills is not None and self._fills.is_held:
            self._tell(self._embedding)
            # What was asked for is done whatever the pace. Upkeep goes on little by little: it may be held for ever.
            self._text.forget_asked()
            self._tidy()
            return False
        if self._ocr is not None and self._ocr.step():
            return True
        self._text.forget_asked()
        return self._tidy()

    def finish(self, seconds: float) -> RunSummary:
        """Tell that there is nothing left to do. Returns what the index holds now."""
        counts = self._index.counts(None)
        fills = self._fills.fills() if self._fills is not None else ()
        self._tell(lambda: Progress(total_files=counts.files, done_files=counts.files, fills=fills))
        return RunSummary(counts.files, counts.indexed, counts.skipped, counts.failed, counts.chunks, seconds)

    def close(self) -> None:
        """Ask the models no more. Does not wait for what they have in hand."""
        if self._fills is not None:
            self._fills.close()

    def tell_again(self) -> None:
        """Publish where the work stands, for it was paused."""
        self._tell(self._describe)

    def _tidy(self) -> bool:
        """Do a step of upkeep. False where all is tidy."""
        if not self._is_tidy:
            self._is_tidy = not self._index.tidy()
        return not self._is_tidy

    def _list_words(self) -> bool:
        """Do a step of listing common words. False where none are to be listed."""
        if not self._is_listed:
            self._is_listed = not self._index.list_words()
        return not self._is_listed

    def _after_scan(self) -> None:
        self._scanner.settle()
        self._total_files = self._index.counts(None).files
        self._begin_vectors()

    def _ask(self, documents: Iterable[int]) -> None:
        """Embed these documents next."""
        if self._fills is not None and (new := set(documents) - self._fills.asked):
            self._fills.ask(self._fills.asked | new)

    def _embed(self) -> bool:
        """A step of the vector stages. A model that fails is left alone from then on."""
        if self._fills is None:
            return False
        try:
            worked = self._fills.step()
        except ModelProblem as problem:
            self._fills.close()
            self._fills, self.model_problem = None, problem
            if not self._gate.is_stopped:
                self._events.publish(Trouble(problem.code, str(problem)))
            return False
        if worked:
            self._tell(self._embedding, rarely=True)
        elif not self.is_held and self.model_problem is None and (problem := self._fills.left_out) is not None:
            self.model_problem = problem
            self._events.publish(Trouble(problem.code, str(problem)))
        return worked

    def _begin_vectors(self) -> None:
        """See what is to be embedded now: files came or went."""
        self._is_tidy = self._is_listed = False
        if self._ocr is not None:
            self._ocr.refresh()
        if self._fills is not None:
            self._fills.refresh()
            self._counted_chunks = self._text.read_chunks

    def _reading(self) -> Progress:
        """Where reading stands; how long all takes counts the chunks that are not read yet."""
        waiting = self._text.waiting
        progress = self._embedding()
        reading_s = self._text.eta_s
        more = self._text.expected_chunks + self._text.read_chunks - self._counted_chunks
        # As long as nobody knows how long embedding takes, which is most of it, nobody knows how long all of it takes.
        embedding_s = self._fills.eta_s(more) if self._fills is not None else 0.0
        pictures = self._ocr.in_hand if self._ocr is not None else 0
        return replace(
            progress,
            phase="reading",
            done_files=max(0, self._total_files - waiting),
            pending_chunks=progress.pending_chunks + (more if self._fills is not None else 0),
            current=self._text.current,
            pictures=pictures,
            # How long a picture takes, nothing that was read before tells.
            eta_s=None if reading_s is None or embedding_s is None or pictures else reading_s + embedding_s,
        )

    def _embedding(self) -> Progress:
        progress = Progress("embedding", total_files=self._total_files, done_files=self._total_files)
        if self._fills is None:
            return progress
        pace, reason = self._fills.pace
        return replace(
            progress,
            embedded_chunks=self._fills.embedded,
            pending_chunks=self._fills.pending_chunks,
            eta_s=self._fills.eta_s(),
            pace=pace,
            pace_reason=reason,
            fills=self._fills.fills(),
        )

    def _tell_scanning(self, root: str) -> None:
        self._tell(lambda: Progress("scanning", current=root))

    def _tell(self, describe: Callable[[], Progress], *, rarely: bool = False) -> None:
        """Publish the progress; `rarely` for what comes many times a second, which is not even described each time."""
        self._describe = describe
        now = time.monotonic()
        if rarely and now - self._told_at < _PROGRESS_INTERVAL_S:
            return
        self._told_at = now
        progress = describe()
        # What was in hand when the user paused ends later.
        self._events.publish(ProgressChanged(paused(progress) if self._gate.is_paused else progress))


def paused(progress: Progress) -> Progress:
    """The same while the user has it paused."""
    return replace(progress, phase="paused", pace="paused", pace_reason="asked", eta_s=None)
