"""How large a window may open, and where: never larger than the screen, where large text or a high scale asks for more, and
never where no screen is any more.
"""

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


def come_into_sight(window: QWidget) -> None:
    """Move a window whose middle is on no screen to the middle of the first: its own was taken away while it was hidden."""
    frame, screen = window.frameGeometry(), QGuiApplication.primaryScreen()
    if QGuiApplication.screenAt(frame.center()) is None and not window.isMaximized():
        area = screen.availableGeometry()
        window.resize(window.size().boundedTo(area.size() - _FRAME))
        frame = window.frameGeometry()
        frame.moveCenter(area.center())
        window.move(frame.topLeft())


def _room(window: QWidget) -> QSize | None:
    # The screen of the platform without a display is made up.
    return None if QGuiApplication.platformName() == "offscreen" else window.screen().availableGeometry().size()
