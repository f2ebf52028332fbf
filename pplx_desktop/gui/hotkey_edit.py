"""The line for the keys that bring up the window: they are pressed, or written."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from pplx_desktop.core.errors import UserError
from pplx_desktop.gui.hotkey.keys import combination
from pplx_desktop.gui.text_field import TextField
from pplx_desktop.gui.translation import tr

_HELD_ALONE = frozenset({Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr})


class HotkeyEdit(TextField):
    """`editingFinished` comes as soon as keys were pressed that can be a hotkey. Keys that edit a line still do."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("filterEdit")
        self.setPlaceholderText(tr("Press them, or write them"))

    def event(self, event: QEvent) -> bool:
        """What is pressed here is no shortcut of the window."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _text_of(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take keys that are pressed together."""
        text = _text_of(event)
        if not text:
            super().keyPressEvent(event)
            return
        self.setText(text)
        self.editingFinished.emit()


def _text_of(event: QKeyEvent) -> str:
    """The keys as they are written, where they can be a hotkey; else nothing. With Ctrl alone a line is edited."""
    modifiers, key = event.modifiers(), Qt.Key(event.key())
    wanted = Qt.KeyboardModifier
    is_function = Qt.Key.Key_F1 <= key <= Qt.Key.Key_F12
    if key in _HELD_ALONE or not (is_function or modifiers & (wanted.AltModifier | wanted.MetaModifier)):
        return ""
    sequence = QKeySequence(QKeyCombination(modifiers & ~wanted.KeypadModifier, key))
    text = sequence.toString(QKeySequence.SequenceFormat.PortableText)
    return text if problem_of(text) is None else ""


def problem_of(text: str) -> UserError | None:
    """Why these keys can be no hotkey; None where they can, or there are none."""
    if not text:
        return None
    try:
        combination(text)
    except UserError as error:
        return error
    return None
