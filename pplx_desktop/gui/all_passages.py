"""Asks for all passages of the file that is looked at: a list of results has only the best few of each.

Invariant: only the newest file is asked about, and only once the reader has stayed with it for a moment. The passages that
the search brought keep their places; what comes stands behind them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QTimer, Signal

from pplx_desktop.core.errors import PplxError
from pplx_desktop.core.types import Hit, Passage
from pplx_desktop.gui.bridge import Bridge, Lane

STILL_MS = 150
"""So long a file has been looked at before the index is asked: going down a list asks for nothing."""


_Version = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class _Subject:
    """A file, as it was when it was read, and what was asked for."""

    query: str
    version: _Version


class AllPassages(QObject):
    """`found` comes when `whole` knows more of the file that was asked about."""

    found = Signal()

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lane = Lane(bridge)
        self._subject: _Subject | None = None
        self._passages: tuple[Passage, ...] = ()
        self._whole: tuple[Hit, Hit] | None = None
        self._still = QTimer(self, singleShot=True, interval=STILL_MS)
        self._still.timeout.connect(self._ask)

    def ask(self, query: str, hit: Hit) -> None:
        """Ask about this file, and no other one; nothing where it was the one already."""
        subject = _Subject(query, version_of(hit))
        if subject != self._subject:
            self.forget()
            self._subject = subject
            self._still.start()

    def forget(self) -> None:
        """Ask nothing, and drop what comes: whoever looks for it stops."""
        self._subject, self._passages, self._whole = None, (), None
        self._still.stop()
        self._lane.forget()

    def whole(self, hit: Hit) -> Hit:
        """The hit with all passages that are known of its file; the same one each time."""
        subject = self._subject
        if not self._passages or subject is None or version_of(hit) != subject.version:
            return hit
        if self._whole is None or self._whole[0] is not hit:
            own = {passage.start for passage in hit.passages}
            more = [passage for passage in self._passages if passage.start not in own]
            self._whole = hit, replace(hit, passages=(*hit.passages, *more)) if more else hit
        return self._whole[1]

    def _ask(self) -> None:
        subject = self._subject
        if subject is not None:
            path, *_ = subject.version
            self._lane.ask(
                lambda engine, wanted: engine.passages_of(subject.query, path, typing=True, wanted=wanted),
                self._take,
                self._give_up,
            )

    def _take(self, passages: tuple[Passage, ...]) -> None:
        self._passages = passages
        self.found.emit()

    def _give_up(self, error: PplxError) -> None:
        """Those that the search brought are there without it."""
        del error


def version_of(hit: Hit) -> _Version:
    """What tells a file, as it was when it was read, from another: offsets into its text are good for that one only."""
    return hit.path, hit.mtime_ns, hit.size


def starts_of(hit: Hit) -> tuple[Hit, tuple[int, ...]]:
    """Where each passage of a hit begins. Those after the first are made by this: not in the thread that paints."""
    return hit, tuple(passage.start for passage in hit.passages)
