"""A search in two stages: by words at once, by meaning as soon as the model answers.

Invariants: an answer to anything but the newest query is dropped, and so is an answer by words that comes after the
one by meaning.
"""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QObject, QTimer, Signal

from pplx_desktop.core.errors import PplxError
from pplx_desktop.core.types import SearchResult
from pplx_desktop.gui.bridge import Bridge, Lane

MEANING_DELAY_MS = 120
"""Pause in typing after which the model is asked. Words are asked for at each key."""
LIMIT = 100


class Stage(Enum):
    """Which answer this is."""

    WORDS = "words"
    FINAL = "final"


class Searching(QObject):
    """Runs the newest query. `answered(SearchResult, Stage)` comes once or twice for it, or `failed(PplxError)`."""

    answered = Signal(object, object)
    failed = Signal(object)

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = Lane(bridge)
        self._final = Lane(bridge)
        self._query = ""
        self._pause = QTimer(self, singleShot=True, interval=MEANING_DELAY_MS)
        self._pause.timeout.connect(self._ask_for_meaning)

    def search(self, query: str) -> None:
        """Answer `query`, and no older one."""
        self.forget()
        self._query = query
        self._words.ask(
            lambda engine: engine.search(query, limit=LIMIT, mode="words", typing=True), self._show_words, self._fail
        )
        self._pause.start()

    def forget(self) -> None:
        """Answer nothing that was asked before."""
        self._pause.stop()
        self._words.forget()
        self._final.forget()

    def _ask_for_meaning(self) -> None:
        query = self._query
        self._final.ask(
            lambda engine: engine.search(query, limit=LIMIT, mode="hybrid", typing=True), self._show_final, self._fail
        )

    def _show_words(self, result: SearchResult) -> None:
        self.answered.emit(result, Stage.WORDS)

    def _show_final(self, result: SearchResult) -> None:
        self._words.forget()
        self.answered.emit(result, Stage.FINAL)

    def _fail(self, error: PplxError) -> None:
        # What one stage cannot read, the other cannot either; what only the model cannot do comes as a notice.
        self.forget()
        self.failed.emit(error)
