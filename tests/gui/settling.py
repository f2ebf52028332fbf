"""Waits, outside of tests, until a window has come to rest."""

from __future__ import annotations

from PySide6.QtCore import QEventLoop, QTimer

from pplx_desktop.gui.window import Window


def wait(ms: int) -> None:
    """Let everything go on for a while."""
    # `QTest.qWait` would keep the interpreter's lock, and no other thread could answer.
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


def settle(window: Window) -> None:
    """Wait until nothing is under way any more, in the threads and in the window."""
    quiet = 0
    while quiet < 4:
        wait(30)
        is_busy = (
            window._bridge._pool.activeThreadCount()
            or window.parts.answering.searching._pause.isActive()
            or window.parts.answering._patience.isActive()
            or window.preview._delay.isActive()
            or window._indexing.dialog.table._look.isActive()
        )
        quiet = 0 if is_busy else quiet + 1
