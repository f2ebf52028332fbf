"""The search box: what is typed, what clears it, and the keys that move through the results meanwhile."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from pplx_desktop.gui import glyphs
from pplx_desktop.gui.labels import plain_label
from pplx_desktop.gui.text_field import TextField
from pplx_desktop.gui.theme import Theme
from pplx_desktop.gui.translation import tr

_LIST_KEYS = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})
_ENTER_KEYS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_ROOM_FOR_HINT = 520


class SearchBox(QFrame):
    """`edited(str)` comes at each change; `moved(QKeyEvent)` at a key that is meant for the list of results."""

    edited = Signal(str)
    moved = Signal(object)
    open_asked = Signal()
    folder_asked = Signal()
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("searchFrame")
        self._theme = theme
        self._glyph = QLabel()
        self._edit = TextField()
        self._edit.setObjectName("searchEdit")
        self._edit.setPlaceholderText(tr("Search your files in your own words"))
        self._edit.setAccessibleName(tr("Search"))
        self._edit.setAccessibleDescription(tr("Type words or a question. Up and Down move through the results."))
        self._edit.setMaxLength(2_000)
        self._edit.textChanged.connect(self._tell)
        self._edit.installEventFilter(self)
        self._clear = QToolButton()
        self._clear.setAccessibleName(tr("Clear the search"))
        self._clear.setToolTip(tr("Clear (Esc)"))
        self._clear.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._clear.setIconSize(QSize(theme.px(18), theme.px(18)))
        self._clear.clicked.connect(self._clear_and_focus)
        self._clear.hide()
        self.help = QToolButton()
        self.help.setAccessibleName(tr("What can be written here"))
        self.help.setToolTip(tr("What can be written here (F1)"))
        self.help.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.help.setIconSize(QSize(theme.px(18), theme.px(18)))
        keys = QKeySequence("Ctrl+K").toString(QKeySequence.SequenceFormat.NativeText).replace("+", " ")
        self._hint = plain_label(keys, "shortcutHint")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(14), 0, theme.px(12), 0)
        row.setSpacing(theme.px(10))
        for part in (self._glyph, self._edit, self._clear, self.help, self._hint):
            row.addWidget(part)
        self.setFixedHeight(theme.px(50))
        self.setFocusProxy(self._edit)
        theme.changed.connect(self._paint_glyphs)
        self._paint_glyphs()

    @property
    def field(self) -> TextField:
        """What it is typed in."""
        return self._edit

    @property
    def text(self) -> str:
        """What is typed."""
        return self._edit.text()

    def set_text(self, text: str) -> None:
        """Put a text there as if it had been typed."""
        self._edit.setText(text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys that do not belong to the text go to the results."""
        if watched is self._edit:
            if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
                return self._take_press(event)
            if event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
                self._show_focus(is_focused=event.type() == QEvent.Type.FocusIn)
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, all of it is for the text."""
        super().resizeEvent(event)
        self._hint.setVisible(event.size().width() >= self._theme.px(_ROOM_FOR_HINT))

    def _take_press(self, event: QKeyEvent) -> bool:
        if self._edit.is_composing:
            # Arrows choose among the input method's candidates, Enter and Esc end its composing.
            return False
        key, modifiers = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in _LIST_KEYS and modifiers == Qt.KeyboardModifier.NoModifier:
            self.moved.emit(event)
        elif key in _ENTER_KEYS and modifiers == Qt.KeyboardModifier.ControlModifier:
            self.folder_asked.emit()
        elif key in _ENTER_KEYS and modifiers == Qt.KeyboardModifier.NoModifier:
            self.open_asked.emit()
        elif key == Qt.Key.Key_Escape:
            if self.text:
                self._edit.clear()
            else:
                self.left.emit()
        else:
            return False
        return True

    def _tell(self, text: str) -> None:
        self._clear.setVisible(bool(text))
        self.edited.emit(text)

    def _clear_and_focus(self) -> None:
        self._edit.clear()
        self._edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_focus(self, *, is_focused: bool) -> None:
        self.setProperty("focused", "true" if is_focused else "false")
        self.style().unpolish(self)
        self.style().polish(self)

    def _paint_glyphs(self) -> None:
        muted = self._theme.colour("muted")
        self._glyph.setPixmap(
            glyphs.glyph_pixmap(glyphs.search, muted, size_px=self._theme.px(20), ratio=self.devicePixelRatioF())
        )
        self._clear.setIcon(glyphs.glyph_icon(glyphs.clear, muted, size_px=self._theme.px(18)))
        self.help.setIcon(glyphs.glyph_icon(glyphs.question, muted, size_px=self._theme.px(18)))
