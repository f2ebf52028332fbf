"""Labels that show text as it is.

Invariant: no label of the window reads its text as HTML; a label that did could open files that a file's name asks for.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from pplx_desktop.gui import wording


def plain_label(text: str, name: str = "") -> QLabel:
    """A label of plain text. `name` is what the style sheet knows it by."""
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text)
    label.setObjectName(name)
    return label


def fit_height(widget: QWidget) -> None:
    """Make a widget as high as its layout wants to be at its width. A splitter does not ask for that itself."""
    layout = widget.layout()
    if layout is not None and layout.hasHeightForWidth():
        widget.setFixedHeight(layout.totalHeightForWidth(widget.width()))


class WrappedLabel(QLabel):
    """Plain text that breaks its lines, inside of long words too, and so takes any width."""

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setObjectName(name)
        self.setWordWrap(True)
        self.setMinimumWidth(1)
        self._said = ""

    @property
    def said(self) -> str:
        """The text as it was given."""
        return self._said

    def say(self, text: str) -> None:
        """Show another text."""
        self._said = text
        self.setText(wording.breakable(text))
        self.setAccessibleName(text)


def give_tool_tip(widget: QWidget, text: str) -> None:
    """Show this under the mouse, and tell it to screen readers, which would read the markup of a tool tip out."""
    widget.setToolTip(wording.tool_tip(text))
    widget.setAccessibleDescription(text)


class ElidedLabel(QLabel):
    """One line of plain text that gives way to its room; the whole of it is in the tool tip and for screen readers. It draws
    its text itself: a label's own would ask for all of its room.
    """

    def __init__(self, mode: Qt.TextElideMode, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._mode = mode
        self._side = Qt.AlignmentFlag.AlignLeft
        self._said = ""

    @property
    def said(self) -> str:
        """The whole text."""
        return self._said

    def align_right(self) -> None:
        """Put the text to the right end of its room."""
        self._side = Qt.AlignmentFlag.AlignRight

    def set_text(self, text: str) -> None:
        """Show another text."""
        self._said = text
        self.setAccessibleName(text)
        give_tool_tip(self, text)
        self.update()

    def sizeHint(self) -> QSize:
        """Qt asks how much room it would like."""
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self._said[:500]), metrics.height())

    def minimumSizeHint(self) -> QSize:
        """Qt asks how much room it needs."""
        return QSize(0, self.fontMetrics().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt asks for it to be drawn."""
        del event
        painter = QPainter(self)
        painter.setPen(self.palette().windowText().color())
        text = self.fontMetrics().elidedText(self._said[:4_000], self._mode, self.width())
        painter.drawText(
            self.rect(), int(self._side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), text
        )
