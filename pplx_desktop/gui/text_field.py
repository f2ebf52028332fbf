"""A line of text that can take the keyboard, or a key that was typed elsewhere."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from pplx_desktop.gui.found_menus import make_findable


class TextField(QLineEdit):
    """What is searched, or what a list is narrowed by."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_composing = False

    @property
    def is_composing(self) -> bool:
        """True while an input method shows something that is not text yet: then keys are its own."""
        return self._is_composing

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """An input method composes, or commits."""
        self._is_composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Show Qt's own menu, so that screen readers find it."""
        menu = self.createStandardContextMenu()
        make_findable(menu)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(event.globalPos())
        event.accept()

    def focus(self) -> None:
        """Take the keyboard, with the text selected, so that typing replaces it."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def take_key(self, event: QKeyEvent) -> None:
        """A key that was typed elsewhere and is text: it goes on where the text ends."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.end(False)  # noqa: FBT003 -- Qt's own signature
        self.insert(event.text())
