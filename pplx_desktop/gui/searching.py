"""A search in two stages: by words at once, by meaning as soon as the model answers; and more of it on demand.

Invariants: an answer to anything but the newest query is dropped, and so is an answer by words that comes after the
one by meaning. No more files are asked for than are looked at: to make their passages ready is most of what a search costs.
"""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QObject, QTimer, Signal

from pplx_desktop.core.errors import PplxError
from pplx_desktop.core.types import SearchResult
from pplx_desktop.gui.bridge import Bridge, Lane

MEANING_DELAY_MS = 120
"""Pause in typing after which the model is asked. Words are asked for at each key."""
_LONGEST_DELAY_MS = 250
_DELAY_SHARE = 1.5
"""Where the whole answer takes longer, so does the pause: it would only hold up the words of the next key."""
MOST_IN_SIGHT = 20
"""Files of the answer by words, at most: what fits into a high window."""
LIMITS = (40, 200, 1_000, 10_000)
"""Files of the whole answer, at first and each time that its end comes near."""
THOROUGH = 1
"""Which of these is asked for first where the order is not the search's own."""


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
        self._step = 0
        self._is_cut = self._has_more = False
        self._pause = QTimer(self, singleShot=True, interval=MEANING_DELAY_MS)
        self._pause.timeout.connect(self._ask_for_meaning)

    @property
    def is_cut(self) -> bool:
        """True where the answer that came last was cut off: there may be more files."""
        return self._is_cut

    def search(self, query: str, *, in_sight: int, thorough: bool = False) -> None:
        """Answer `query`, and no older one. So many files are `in_sight`: those come first. `thorough` where what is asked
        for is put into another order.
        """
        self.forget()
        self._query, self._step = query, THOROUGH if thorough else 0
        limit = LIMITS[self._step] if thorough else min(in_sight, MOST_IN_SIGHT)
        self._words.ask(
            lambda engine, wanted: engine.search(query, limit=limit, mode="words", typing=True, wanted=wanted),
            lambda result: self._show_words(result, limit),
            self._fail,
        )
        self._pause.start()

    def put_off(self) -> None:
        """Somebody types on, even if it is nothing else yet: the pause begins again."""
        if self._pause.isActive():
            self._pause.start()

    def more(self) -> None:
        """The end of the whole answer comes near: ask for more of it, where there is more."""
        if self._has_more and self._step + 1 < len(LIMITS) and not self._pause.isActive():
            self._has_more = False
            self._step += 1
            self._ask_for_meaning()

    def go_on(self) -> None:
        """The whole answer that came last stands there again: more of it may be asked for."""
        self._has_more = self._is_cut

    def forget(self) -> None:
        """Answer nothing that was asked before, and have the engine stop working on it: it would only hold up what comes
        next.
        """
        self._has_more = False
        self._pause.stop()
        self._words.forget()
        self._final.forget()

    def _ask_for_meaning(self) -> None:
        query, limit = self._query, LIMITS[self._step]
        self._final.ask(
            lambda engine, wanted: engine.search(query, limit=limit, mode="hybrid", typing=True, wanted=wanted),
            lambda result: self._show_final(result, limit),
            self._fail,
        )

    def _show_words(self, result: SearchResult, limit: int) -> None:
        self._is_cut = len(result.hits) >= limit
        self.answered.emit(result, Stage.WORDS)

    def _show_final(self, result: SearchResult, limit: int) -> None:
        self._words.forget()
        delay = min(_LONGEST_DELAY_MS, max(MEANING_DELAY_MS, round(result.took_ms * _DELAY_SHARE)))
        self._pause.setInterval(delay)
        # Before that there is nothing to go on from.
        self._is_cut = self._has_more = len(result.hits) >= limit
        self.answered.emit(result, Stage.FINAL)

    def _fail(self, error: PplxError) -> None:
        # What one stage cannot read, the other cannot either; what only the model cannot do comes as a notice.
        self.forget()
        self.failed.emit(error)
