"""A question in the place where it arises, in front of something that takes long, costs much or cannot be undone."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from pplx_desktop.gui.flow import FlowLayout
from pplx_desktop.gui.labels import WrappedLabel
from pplx_desktop.gui.model_wording import Question
from pplx_desktop.gui.theme import Theme


class QuestionStrip(QFrame):
    """Hidden while nothing is asked. When it is put away, whatever the answer, `closed` comes, and `left` before it where
    it has the keyboard.
    """

    left = Signal()
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("question")
        self._do: Callable[[], None] | None = None
        self._headline = WrappedLabel("questionHeadline")
        self._text = WrappedLabel("noticeText")
        self._yes = QPushButton()
        self._no = QPushButton()
        for button in (self._yes, self._no):
            button.setAutoDefault(False)
        self._yes.clicked.connect(self._agree)
        self._no.clicked.connect(self.put_away)
        row = FlowLayout(spacing=theme.px(8))
        row.addWidget(self._yes)
        row.addWidget(self._no)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(14), theme.px(10), theme.px(14), theme.px(12))
        column.setSpacing(theme.px(7))
        column.addWidget(self._headline)
        column.addWidget(self._text)
        column.addLayout(row)
        self.hide()

    @property
    def is_open(self) -> bool:
        """True while something is asked."""
        return self._do is not None

    def ask(self, question: Question, do: Callable[[], None]) -> None:
        """Ask; `do` is called where the user agrees."""
        self._do = do
        self._headline.say(question.headline)
        self._text.say(question.text)
        self._yes.setText(question.yes)
        self._no.setText(question.no)
        self._yes.setProperty("primary", "false" if question.is_dangerous else "true")
        self._yes.setProperty("danger", "true" if question.is_dangerous else "false")
        self._yes.style().polish(self._yes)
        self.setAccessibleName(f"{question.headline} {question.text}")
        for button in (self._yes, self._no):
            # What a screen reader says when the button gets the focus: the question is not one of its words.
            button.setAccessibleDescription(f"{question.headline} {question.text}")
        self.show()
        # Of two answers, the one that deletes nothing.
        (self._no if question.is_dangerous else self._yes).setFocus()

    def put_away(self) -> None:
        """Ask no more."""
        if self._do is None:
            return
        self._do = None
        had_focus = self._yes.hasFocus() or self._no.hasFocus()
        self.hide()
        if had_focus:
            self.left.emit()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc means no; Enter presses the button that has the focus."""
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            (self._yes if self._yes.hasFocus() else self._no).click()
        else:
            super().keyPressEvent(event)

    def _agree(self) -> None:
        do = self._do
        self.put_away()
        if do is not None:
            do()
