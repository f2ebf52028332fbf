"""How large a window may open: never larger than the screen, where large text or a high scale asks for more."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

_FRAME = QSize(8, 36)
"""What a window manager puts around."""


def take_room(window: QWidget, usual: QSize, least: QSize) -> None:
    """Give a window its usual size and the least that it can be made, or what the screen has."""
    room = _room(window)
    window.setMinimumSize(least if room is None else least.boundedTo(room - _FRAME))
    window.resize(usual if room is None else usual.boundedTo(room - _FRAME))


def _room(window: QWidget) -> QSize | None:
    # The screen of the platform without a display is made up.
    return None if QGuiApplication.platformName() == "offscreen" else window.screen().availableGeometry().size()
