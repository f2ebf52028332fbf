"""Shows the rows of a text with a passage lit.

Invariants: what a file holds is plain text here, whatever it looks like; nothing is loaded, followed or run. However
long the text is, no step of laying it out takes longer than a frame: what is seen first, the rest while nothing else is
to be done.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QPoint, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from pplx_desktop.gui import wording
from pplx_desktop.gui.copy_menu import show_copy_menu
from pplx_desktop.gui.finder import Finder, Span
from pplx_desktop.gui.row_formats import RowFormats
from pplx_desktop.gui.text_lights import TextLights
from pplx_desktop.gui.text_part import STEP_ROWS, TextPart
from pplx_desktop.gui.text_rows import TextRows
from pplx_desktop.gui.theme import Theme
from pplx_desktop.gui.translation import tr

_FIRST_CHARS = 4_000


class TextView(QPlainTextEdit):
    """A read-only text. Offsets are characters of the whole text that was given.

    `part_changed` comes when another part of a long text is laid out; `zoom_asked(step)` when the wheel is turned with
    Ctrl.
    """

    part_changed = Signal()
    zoom_asked = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("previewText")
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setTabChangesFocus(True)
        self.setAcceptDrops(False)
        self.setUndoRedoEnabled(False)
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.setAccessibleName(tr("Text of the file"))
        self.document().setDocumentMargin(theme.px(7))
        self._theme = theme
        self._formats = RowFormats(theme)
        self._part = TextPart()
        self._lights = TextLights(theme, self._cursor_at)
        self._is_scrolling = False
        self._is_begun = False
        self._follows_passage = False
        self._more = QTimer(self, singleShot=True, interval=0)
        self._more.timeout.connect(self._lay_out_more)
        self._colour = QTimer(self, singleShot=True, interval=0)
        self._colour.timeout.connect(self._colour_seen)
        self.verticalScrollBar().valueChanged.connect(self._note_scrolling)
        theme.changed.connect(self._follow_theme)

    @property
    def rows(self) -> TextRows:
        """What is shown."""
        return self._part.rows

    @property
    def part(self) -> tuple[int, int]:
        """Which characters of the text are laid out."""
        return self._part.span

    @property
    def bounds(self) -> Span:
        """Which characters of the text are laid out, or will be in a moment."""
        return self._part.bounds

    @property
    def whole_length(self) -> int:
        """How many characters the text has."""
        return len(self._part.text)

    def document_metrics(self) -> QFontMetrics:
        """How large the letters of most rows are."""
        return QFontMetrics(self.document().defaultFont())

    def set_margin(self, left: int) -> None:
        """Leave room beside the text."""
        self.setViewportMargins(left, 0, 0, 0)

    def show_rows(self, text: str, rows: TextRows) -> None:
        """Show a text from its beginning, nothing lit."""
        self._part.begin(text, rows)
        self._lights.clear()
        wraps = QTextOption.WrapMode.NoWrap if rows.is_code else QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere
        self.setWordWrapMode(wraps)
        bars = Qt.ScrollBarPolicy.ScrollBarAsNeeded if rows.is_code else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setHorizontalScrollBarPolicy(bars)
        self._formats.is_code = rows.is_code
        self._follows_passage = False
        self._is_scrolling = True
        self.clear()
        self._is_scrolling = False
        # Laid out in a moment, or at once around the passage that is to be shown.
        self._more.start()

    def change_rows(self, rows: TextRows) -> None:
        """Show the same text in other rows. What is lit stays lit, and what is seen is seen."""
        place = self.reading_place()
        self._part.rows = rows
        self._begin_anew(place)

    def show_passage(self, start: int, end: int, marks: Sequence[Span]) -> None:
        """Light a passage and its marks, and bring its beginning to the upper third."""
        start, end = min(start, len(self._part.text)), min(end, len(self._part.text))
        self._lights.show_passage((start, end), marks)
        self._bring_in(start, end)
        self._light()
        self._follows_passage = True
        self._scroll_to_passage()

    def show_telling(self, sentence: Span | None) -> None:
        """Underline the sentence that carries the meaning."""
        self._lights.telling = sentence
        self._light()

    def show_found(self, finder: Finder | None, current: Span | None) -> None:
        """Light what is found in what is seen, and bring the `current` one into sight."""
        self._lights.finder, self._lights.found = finder, current
        if current is not None:
            self._bring_in(*current)
            cursor = self._cursor_at(current[0])
            self._follows_passage = False
            if not self.viewport().rect().contains(self.cursorRect(cursor)):
                self._scroll_to(cursor)
        self._light()

    def show_part(self, *, later: bool) -> None:
        """Lay out the part of a long text that follows, or that comes before."""
        begin, end = self.bounds
        place = end if later else begin
        self._lay_out(self._part.rows.row_of(place))
        self._light()
        self._follows_passage = False
        self._scroll_to(self._cursor_at(place))

    def set_zoom(self, percent: int) -> None:
        """Show the text in another size."""
        if percent == self._formats.percent:
            return
        place = self.reading_place()
        self._formats.set_percent(percent)
        self._begin_anew(place)

    def reading_place(self) -> int:
        """The offset of the first row that is seen."""
        row = self._part.first + self.firstVisibleBlock().blockNumber()
        return self._part.rows.rows[min(row, len(self._part.rows.rows) - 1)].start

    def share_of(self, offset: int) -> float:
        """How far down an offset lies, as the scroll bar has it."""
        row = self._part.rows.row_of(offset)
        if self._part.first <= row < self._part.end and self._part.is_all:
            block = self.document().findBlockByNumber(row - self._part.first)
            return block.firstLineNumber() / max(1, self.document().lineCount())
        return row / max(1, len(self._part.rows.rows))

    def selected_text(self) -> str:
        """What is selected, as it stands in the file: without captions, and with long lines in one piece."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return ""
        return self._part.text[self._offset_at(cursor.selectionStart()) : self._offset_at(cursor.selectionEnd())]

    def createMimeDataFromSelection(self) -> QMimeData:
        """Qt asks for what is to be copied or dragged."""
        data = QMimeData()
        data.setText(wording.printable(self.selected_text()))
        return data

    def visible_rows(self) -> list[tuple[int, QTextBlock, QRectF]]:
        """The rows that are seen, with their blocks and where in the viewport they are."""
        seen: list[tuple[int, QTextBlock, QRectF]] = []
        block = self.firstVisibleBlock()
        top = self.blockBoundingGeometry(block).translated(self.contentOffset()).top()
        while block.isValid() and top <= self.viewport().height():
            height = self.blockBoundingRect(block).height()
            rect = QRectF(0, top, self.viewport().width(), height)
            seen.append((self._part.first + block.blockNumber(), block, rect))
            top += height
            block = block.next()
        return seen

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lines break elsewhere: bring the passage back, unless the reader has gone on."""
        follows = self._follows_passage
        super().resizeEvent(event)
        self._follows_passage = follows
        self._scroll_to_passage()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the text."""
        copy = self.copy if self.textCursor().hasSelection() else None
        show_copy_menu(self, event, copy=copy, select_all=self.selectAll)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl the wheel makes the text larger."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if turned := event.angleDelta().y():
                self.zoom_asked.emit(1 if turned > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt asks for it to be drawn: cards first, then the text on them."""
        painter = QPainter(self.viewport())
        painter.setClipRect(event.rect())
        self._formats.paint_cards(painter, [(self._part.rows.rows[row], rect) for row, _, rect in self.visible_rows()])
        painter.end()
        super().paintEvent(event)

    def _lay_out(self, around: int) -> None:
        """Begin anew with the rows around this one."""
        self._is_scrolling = True
        self.clear()
        self.document().setDefaultFont(self._formats.font())
        self._insert(*self._part.centre_on(around, _FIRST_CHARS), at_end=True)
        self._is_scrolling = False
        self._is_begun = True
        self._more.start()
        self.part_changed.emit()

    def _bring_in(self, start: int, end: int) -> None:
        """See to it that a stretch of the text is laid out."""
        first, last = self._part.rows.row_of(start), self._part.rows.row_of(max(start, end - 1))
        if not self._part.first <= first <= last < self._part.end:
            self._lay_out(first)
            while self._part.end <= last and last - first < STEP_ROWS:
                self._insert(self._part.end, self._part.step_from(self._part.end, 1), at_end=True)

    def _lay_out_more(self) -> None:
        """Lay out a further step at the end or before the beginning."""
        begin, end = self._part.row_bounds()
        if self._part.is_empty:
            self._lay_out(0)
        elif self._part.end < end:
            self._insert(self._part.end, self._part.step_from(self._part.end, 1), at_end=True)
            if self._is_begun:
                # A large window has more room below the passage than the first step filled.
                self._is_begun = False
                self._scroll_to_passage()
        elif self._part.first > begin:
            self._insert(self._part.step_from(self._part.first, -1), self._part.first, at_end=False)
        else:
            self._light()
            self.part_changed.emit()
            return
        self._more.start()

    def _insert(self, first: int, end: int, *, at_end: bool) -> None:
        """Add rows behind those that are there, or before them; what is seen stays where it is."""
        rows = self._part.rows.rows
        was_scrolling, self._is_scrolling = self._is_scrolling, True
        top = self.firstVisibleBlock()
        number, within = top.blockNumber(), self.verticalScrollBar().value() - top.firstLineNumber()
        is_empty = self._part.is_empty
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        if at_end:
            cursor.movePosition(QTextCursor.MoveOperation.End)
        if is_empty and first < end:
            cursor.setBlockCharFormat(self._formats.of(rows[first].role))
        for said, look in self._formats.pieces(self._part.text, rows[first:end], goes_on=at_end and not is_empty):
            cursor.insertText(said, look)
        if not at_end and first < end:
            cursor.insertBlock(QTextBlockFormat(), self._formats.of(rows[self._part.first].role))
        cursor.endEditBlock()
        self._part.first, self._part.end = min(self._part.first, first), max(self._part.end, end)
        if not at_end:
            # By its number: what is put before the first block becomes a part of that one.
            seen = self.document().findBlockByNumber(number + end - first)
            # Lays it out: before that it counts as one line.
            self.blockBoundingRect(seen)
            self.verticalScrollBar().setValue(seen.firstLineNumber() + within)
        self._is_scrolling = was_scrolling

    def _cursor_at(self, offset: int) -> QTextCursor:
        number, units = self._part.place_of(offset)
        cursor = QTextCursor(self.document())
        cursor.setPosition(self.document().findBlockByNumber(number).position() + units)
        return cursor

    def _offset_at(self, position: int) -> int:
        """The offset of the character that stands at a position of the document."""
        block = self.document().findBlock(position)
        return self._part.offset_of(block.blockNumber(), position - block.position())

    def _light(self) -> None:
        if not self._part.is_empty:
            self.setExtraSelections(self._lights.selections(self._seen()))

    def _seen(self) -> Span:
        """From where to where the text is seen."""
        corner = self.viewport().rect().bottomRight()
        begin = self._offset_at(self.cursorForPosition(QPoint(0, 0)).position())
        return begin, self._offset_at(self.cursorForPosition(corner).position()) + 1

    def _scroll_to_passage(self) -> None:
        if self._lights.passage is not None and self._follows_passage:
            self._scroll_to(self._cursor_at(self._lights.passage[0]))

    def _scroll_to(self, cursor: QTextCursor, *, to_top: bool = False) -> None:
        self._is_scrolling = True
        self.setTextCursor(cursor)
        self.centerCursor()
        # The scroll bar counts lines.
        rect = self.cursorRect(cursor)
        target = 0 if to_top else self.viewport().height() / 3
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + round((rect.top() - target) / max(1, rect.height())))
        self._is_scrolling = False
        self._colour.start()

    def _note_scrolling(self) -> None:
        if not self._is_scrolling:
            self._follows_passage = False
        self._colour.start()

    def _colour_seen(self) -> None:
        """Colour the words of code that are seen, and light what is found there."""
        for row, block, _ in self.visible_rows():
            colours = self._formats.colours_of(self._part.text, self._part.rows, row)
            if colours and not block.layout().formats():
                block.layout().setFormats(colours)
        if self._lights.finder is not None:
            self._light()

    def _follow_theme(self) -> None:
        place = self.reading_place()
        self._formats.follow_theme()
        self._begin_anew(place)

    def _begin_anew(self, place: int) -> None:
        """Lay the text out once more, and show the passage where it was followed, else what stood at the top."""
        follows = self._follows_passage and self._lights.passage is not None
        self._lay_out(
            self._part.rows.row_of(self._lights.passage[0] if follows and self._lights.passage is not None else place)
        )
        self._light()
        self._follows_passage = follows
        if follows:
            self._scroll_to_passage()
        else:
            self._scroll_to(self._cursor_at(place), to_top=True)
