"""Lets the text cursor rest when nobody types: each blink wakes the processor and paints, for as long as a window stands
open. Desktops do the same in their own text fields.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

_REST_MS = 10_000
_SIGNS_OF_LIFE = frozenset({QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.WindowActivate})


class StillCursor(QObject):
    """Stops the blinking of an application's cursors after a while, and begins it again with the next key or click."""

    def __init__(self, application: QApplication, rest_ms: int = _REST_MS) -> None:
        super().__init__(application)
        self._hints = application.styleHints()
        self._flash_ms = self._hints.cursorFlashTime()
        self._timer = QTimer(self, singleShot=True, interval=rest_ms)
        self._timer.timeout.connect(lambda: self._hints.setCursorFlashTime(0))
        self._timer.start()

    def heed(self, event: QEvent) -> None:
        """Told of every event of the application, by the one filter that sees them all."""
        if event.type() in _SIGNS_OF_LIFE:
            if self._hints.cursorFlashTime() != self._flash_ms:
                self._hints.setCursorFlashTime(self._flash_ms)
            self._timer.start()
