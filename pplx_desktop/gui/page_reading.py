"""The text of the page that is read, for screen readers, to which drawn pages are pictures without words.

Invariants: nobody sees it; it has the keyboard in place of the pages and leaves every key to them, except, while a screen
reader listens, those that go through a text. One of its characters stands for one of the page's.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from pplx_desktop.gui import wording
from pplx_desktop.gui.announcing import announce, is_listened_to

_MOST_CHARS = 200_000
"""Of a page: a hostile one holds more than anybody listens to."""
_THROUGH_TEXT = frozenset(
    {Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End}
)
_CONTROL = Qt.KeyboardModifier.ControlModifier
_OTHER = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class PageReader(QPlainTextEdit):
    """`moved(anchor, head)` comes with what is selected there, in characters of the page (both the same: nothing is), and
    `left(step)` when the reader wants to go on before its beginning (-1) or behind its end (1).
    """

    moved = Signal(int, int)
    left = Signal(int)

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("pageText")
        self.setAccessibleName(name)
        self.setReadOnly(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByKeyboard)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.viewport().setAutoFillBackground(False)
        self._shown: tuple[int, str] = (-1, "")
        self._from_end = False

    def show_page(self, page: int, text: str, start: int, label: str) -> None:
        """Have this text of a page, with the cursor before the character at `start`; `label` says which page it is."""
        shown = (page, wording.printable(text[:_MOST_CHARS]) if is_listened_to() else "")
        self.setAccessibleDescription(label)
        if shown == self._shown:
            return
        is_another, self._shown = page != self._shown[0], shown
        self.setPlainText(shown[1])
        cursor = self.textCursor()
        cursor.setPosition(self._units(min(start, len(shown[1]))))
        if self._from_end:
            cursor.movePosition(QTextCursor.MoveOperation.End)
            cursor.movePosition(QTextCursor.MoveOperation.StartOfLine)
        self.setTextCursor(cursor)
        if is_another and self.hasFocus():
            announce(self, label)

    def begin_at_end(self, *, is_wanted: bool) -> None:
        """Have the cursor in the last line of pages that come, or where they say."""
        self._from_end = is_wanted

    def paintEvent(self, event: QPaintEvent) -> None:
        """Nothing is to be seen."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go through the text, or leave the key to the pages."""
        modifiers = event.modifiers()
        ends = event.key() in {Qt.Key.Key_Home, Qt.Key.Key_End} and modifiers & _CONTROL
        if not is_listened_to() or event.key() not in _THROUGH_TEXT or modifiers & _OTHER or ends:
            event.ignore()
            return
        before = self.textCursor()
        super().keyPressEvent(event)
        event.accept()
        cursor = self.textCursor()
        if cursor.position() == before.position() and cursor.anchor() == before.anchor():
            if event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Left}:
                self.left.emit(-1)
            elif event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Right}:
                self.left.emit(1)
            return
        self.moved.emit(self._index(cursor.anchor()), self._index(cursor.position()))

    def _units(self, index: int) -> int:
        """Where the cursor stands before a character: Qt counts in units of UTF-16."""
        return wording.utf16_offsets(self._shown[1], [index])[0]

    def _index(self, units: int) -> int:
        text = self._shown[1]
        if text.isascii():
            return units
        return len(text.encode("utf-16-le", "surrogatepass")[: 2 * units].decode("utf-16-le", "replace"))
