"""Shows a file's text with a passage lit.

Invariants: what a file holds is plain text here, whatever it looks like; nothing is loaded, followed or run. However
long the text is, only what lies around the passage is laid out.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QResizeEvent, QTextCursor, QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from pplx_desktop.gui import wording
from pplx_desktop.gui.theme import Theme

AROUND_CHARS = 40_000
"""How much text is laid out before and after a passage."""


class TextView(QPlainTextEdit):
    """A read-only text. Offsets are characters of the whole text that was given.

    `part_changed` comes when another part of a long text is laid out.
    """

    part_changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("previewText")
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabChangesFocus(True)
        self.setAcceptDrops(False)
        self.setUndoRedoEnabled(False)
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.setAccessibleName("Text of the file")
        self._theme = theme
        self._text = ""
        self._part = (0, 0)
        self._passage: tuple[int, int] | None = None
        self._marks: tuple[tuple[int, int], ...] = ()
        self._is_scrolling = False
        self._follows_passage = False
        self.verticalScrollBar().valueChanged.connect(self._stop_following)
        theme.changed.connect(self._light)

    @property
    def part(self) -> tuple[int, int]:
        """Which characters of the text are laid out."""
        return self._part

    @property
    def whole_length(self) -> int:
        """How many characters the text has."""
        return len(self._text)

    def show_text(self, text: str) -> None:
        """Show a text from its beginning, nothing lit."""
        self._text, self._passage, self._marks = text, None, ()
        self._lay_out(0)
        self._follows_passage = False
        self.verticalScrollBar().setValue(0)

    def show_passage(self, start: int, end: int, marks: Sequence[tuple[int, int]]) -> None:
        """Light a passage and its marks, and bring its beginning to the upper third."""
        start, end = min(start, len(self._text)), min(end, len(self._text))
        self._passage = (start, end)
        self._marks = tuple((begin, stop) for begin, stop in marks if start <= begin < stop <= end)
        if not (self._part[0] <= start and end <= self._part[1]):
            self._lay_out(start)
        self._light()
        self._follows_passage = True
        self._scroll_to_passage()

    def show_part(self, *, later: bool) -> None:
        """Lay out the part of a long text that follows, or that comes before."""
        begin, end = self._part
        self._lay_out(end if later else begin)
        self._light()
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._qt_offsets([end if later else begin])[0])
        self._follows_passage = False
        self._scroll_to(cursor)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lines break elsewhere: bring the passage back, unless the reader has gone on."""
        follows = self._follows_passage
        super().resizeEvent(event)
        self._follows_passage = follows
        self._scroll_to_passage()

    def _lay_out(self, around: int) -> None:
        begin, end = max(0, around - AROUND_CHARS), min(len(self._text), around + AROUND_CHARS)
        # From a line's beginning, where there is one near.
        line = self._text.find("\n", begin, begin + 2_000) if begin else -1
        self._part = (line + 1 if line >= 0 else begin, end)
        self._is_scrolling = True
        self.setPlainText(wording.printable(self._text[self._part[0] : end]))
        self._is_scrolling = False
        self.part_changed.emit()

    def _qt_offsets(self, offsets: list[int]) -> list[int]:
        begin, end = self._part
        local = [min(max(offset, begin), end) - begin for offset in offsets]
        return wording.utf16_offsets(self._text[begin:end], local)

    def _light(self) -> None:
        selections: list[QTextEdit.ExtraSelection] = []
        if self._passage is not None:
            selections.append(self._lit(self._passage, "passage", "on_passage"))
            selections += [self._lit(mark, "mark", "on_mark") for mark in self._marks]
        self.setExtraSelections(selections)

    def _lit(self, span: tuple[int, int], ground: str, ink: str) -> QTextEdit.ExtraSelection:
        begin, end = self._qt_offsets(list(span))
        selection = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.document())
        cursor.setPosition(begin)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        selection.cursor = cursor
        selection.format.setBackground(QColor(self._theme.colour(ground)))
        selection.format.setForeground(QColor(self._theme.colour(ink)))
        return selection

    def _scroll_to_passage(self) -> None:
        if self._passage is not None and self._follows_passage:
            cursor = QTextCursor(self.document())
            cursor.setPosition(self._qt_offsets([self._passage[0]])[0])
            self._scroll_to(cursor)

    def _scroll_to(self, cursor: QTextCursor) -> None:
        self._is_scrolling = True
        self.setTextCursor(cursor)
        self.centerCursor()
        # The scroll bar counts lines.
        rect = self.cursorRect(cursor)
        lines = round((rect.top() - self.viewport().height() / 3) / max(1, rect.height()))
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + lines)
        self._is_scrolling = False

    def _stop_following(self) -> None:
        if not self._is_scrolling:
            self._follows_passage = False
