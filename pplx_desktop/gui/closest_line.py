"""What is said above results that are no good match: calmly, and with the closest words there are."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from pplx_desktop.gui.labels import WrappedLabel
from pplx_desktop.gui.suggestions import Suggestions
from pplx_desktop.gui.theme import Theme
from pplx_desktop.gui.translation import noop, tr

NO_GOOD_MATCH = noop("Nothing here matches well. The closest there is:")
BEFORE_WORDS = noop("Nothing here matches well. Below is the closest there is.")


class ClosestLine(QFrame):
    """Hidden where there is a good match. `word_chosen(str)` comes from a word that was pressed."""

    word_chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("closestLine")
        self._label = WrappedLabel("closestText")
        self._suggestions = Suggestions(theme)
        self._suggestions.chosen.connect(self.word_chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(9))
        column.setSpacing(theme.px(7))
        column.addWidget(self._label)
        column.addWidget(self._suggestions)
        self.hide()

    @property
    def text(self) -> str:
        """What it says; empty while it is hidden."""
        return "" if self.isHidden() else self._label.said

    @property
    def suggestions(self) -> Suggestions:
        """The words it offers."""
        return self._suggestions

    def say(self, words: Sequence[str]) -> None:
        """Say that nothing matches well, and offer these words."""
        self._label.say(tr(BEFORE_WORDS if words else NO_GOOD_MATCH))
        self._suggestions.offer(words)
        self.show()
