"""Asks which sentence of the passage that is looked at says what was asked for.

Invariant: only the newest passage is asked about, and only once the reader has stayed with it for a moment: nobody waits
for it, and going down a list asks for nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from pplx_desktop.core.errors import PplxError
from pplx_desktop.core.types import TellingSentence
from pplx_desktop.gui.bridge import Bridge, Lane

STILL_MS = 120
"""So long a passage has been looked at before the model is asked."""


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked for, and the passage that was found for it."""

    asked: str
    path: str
    start: int
    end: int


class Telling(QObject):
    """`told(Question, TellingSentence or None)` comes once for each passage that stays."""

    told = Signal(object, object)

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lane = Lane(bridge)
        self._question: Question | None = None
        self._still = QTimer(self, singleShot=True, interval=STILL_MS)
        self._still.timeout.connect(self._ask)

    def ask(self, question: Question) -> bool:
        """Ask about this passage, and no other one. False where it was the one already."""
        if question == self._question:
            return False
        self.forget()
        self._question = question
        self._still.start()
        return True

    def forget(self) -> None:
        """Ask nothing, and drop what comes: whoever looks for it stops."""
        self._question = None
        self._still.stop()
        self._lane.forget()

    def _ask(self) -> None:
        question = self._question
        if question is not None:
            self._lane.ask(
                lambda engine, wanted: engine.telling_sentence(
                    question.asked, question.path, question.start, question.end, wanted=wanted
                ),
                self._tell,
                self._give_up,
            )

    def _tell(self, sentence: TellingSentence | None) -> None:
        self.told.emit(self._question, sentence)

    def _give_up(self, error: PplxError) -> None:
        # What was found stands there without it.
        del error
        self.told.emit(self._question, None)
