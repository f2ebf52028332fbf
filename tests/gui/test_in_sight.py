"""A window that was asked for is seen, whatever Qt believes of it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication, QHideEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from pplx_desktop.gui.in_sight import InSight


class _Iconic(QWidget):
    """A window that the window manager does not show before it was handed over so many times again."""

    def __init__(self, times: int) -> None:
        super().__init__()
        self.times = times
        self.handed_over = 0

    def windowHandle(self) -> Any:
        return SimpleNamespace(isExposed=lambda: self.handed_over >= self.times)

    def hideEvent(self, event: QHideEvent) -> None:
        self.handed_over += 1
        super().hideEvent(event)


def _watched(qtbot: QtBot, times: int) -> tuple[_Iconic, InSight]:
    window = _Iconic(times)
    qtbot.addWidget(window)
    window.show()
    in_sight = InSight(lambda: window, window, platform=QGuiApplication.platformName())
    in_sight._timer.setInterval(1)
    return window, in_sight


@pytest.mark.parametrize(("times", "handed_over"), [(0, 0), (1, 1), (2, 2), (99, 3)])
def test_a_window_that_is_not_seen_is_handed_over_again_until_it_is(qtbot: QtBot, times: int, handed_over: int) -> None:
    window, in_sight = _watched(qtbot, times)
    in_sight.expect()
    qtbot.waitUntil(lambda: not in_sight._timer.isActive())
    assert (window.handed_over, window.isVisible()) == (handed_over, True)


@pytest.mark.parametrize("leave", [QWidget.hide, QWidget.showMinimized])
def test_a_window_that_was_put_away_meanwhile_stays_away(qtbot: QtBot, leave: Any) -> None:
    window, in_sight = _watched(qtbot, 99)
    in_sight.expect()
    leave(window)
    handed_over = window.handed_over
    qtbot.waitUntil(lambda: not in_sight._timer.isActive())
    assert window.handed_over == handed_over
    assert window.isMinimized() or not window.isVisible()


def test_other_platforms_keep_their_own_account(qtbot: QtBot) -> None:
    window, _ = _watched(qtbot, 99)
    in_sight = InSight(lambda: window, window, platform="another")
    in_sight.expect()
    assert not in_sight._timer.isActive()
