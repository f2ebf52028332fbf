"""No window opens larger than its screen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from pplx_desktop.gui import room
from tests.gui.conftest import Opening
from tests.support.sample_hits import filled_engine


@pytest.mark.parametrize("action", ["index", "settings", "models", "keys", "about"])
def test_dialogs_keep_to_a_small_screen(
    open_window: Opening, action: str, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    # 1,280 x 800 at 200 %.
    monkeypatch.setattr(room, "_room", lambda _: QSize(640, 400))
    opened = open_window(filled_engine())
    getattr(opened.window.actions_, action).trigger()
    dialogs = [widget for widget in opened.window.findChildren(QWidget) if widget.isWindow() and widget.isVisible()]
    assert len(dialogs) == 1
    qtbot.wait(10)
    assert dialogs[0].width() <= 640
    assert dialogs[0].height() <= 400
