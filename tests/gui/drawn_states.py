"""Draws one state of the window, without a display: the window on a fake engine, and what lies over it."""

from __future__ import annotations

import os
from collections.abc import Callable

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QDeadlineTimer, QEvent, QEventLoop
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from pplx_desktop.core.paths import delivered
from pplx_desktop.gui.app import load_icon
from pplx_desktop.gui.bridge import EngineBridge
from pplx_desktop.gui.opening import Opener
from pplx_desktop.gui.theme import Theme
from pplx_desktop.gui.window import Window
from tests.gui.settling import settle
from tests.support.fake_engine import FakeEngine

State = tuple[Callable[[Window, FakeEngine], None], tuple[int, int]]
"""How it is brought about, and how large the window is."""


def application() -> QApplication:
    """The application of this process."""
    known = QApplication.instance() or QApplication([])
    assert isinstance(known, QApplication)
    return known


def draw_state(engine: FakeEngine, state: State, theme: Theme, choice: str) -> list[QPixmap]:
    """The window in this state and theme, then each dialog and menu that is open."""
    prepare, size = state
    theme.choose(choice)
    engine.change_settings(theme=choice)
    bridge = EngineBridge(lambda: engine)
    window = Window(bridge, theme, Opener(bridge), load_icon(delivered("assets")))
    window.resize(*size)
    window.show()
    window.activateWindow()
    bridge.start()
    settle(window)
    prepare(window, engine)
    pictures = [window.grab()]
    for other in _others(window):
        pictures.append(other.grab())
        other.close()
    window.is_quitting = True
    bridge.close()
    bridge.wait_for_threads(5_000)
    window.close()
    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, QDeadlineTimer(50))
    return pictures


def _others(window: Window) -> list[QWidget]:
    return [widget for widget in QApplication.topLevelWidgets() if widget is not window and widget.isVisible()]
