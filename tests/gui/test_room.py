"""No window opens larger than its screen, however large its text, and no menu leaves it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStyle, QWidget
from pytestqt.qtbot import QtBot

from pplx_desktop.gui import room
from tests.gui.conftest import Opened, Opening
from tests.support.sample_hits import filled_engine


@pytest.mark.parametrize("text_size", [100, 200])
@pytest.mark.parametrize("action", ["index", "settings", "models", "keys", "about"])
def test_dialogs_keep_to_a_small_screen(
    open_window: Opening, action: str, text_size: int, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    # 1,280 x 800 at 200 %, where letters twice as large leave a quarter of that.
    monkeypatch.setattr(room, "_room", lambda _: QSize(640, 400))
    open_window.theme.resize(text_size)
    opened = open_window(filled_engine())
    getattr(opened.window.actions_, action).trigger()
    dialogs = [widget for widget in opened.window.findChildren(QWidget) if widget.isWindow() and widget.isVisible()]
    assert len(dialogs) == 1
    for top in (opened.window, dialogs[0]):
        qtbot.waitUntil(lambda top=top: top.width() <= 640 and top.height() <= 400)


def test_a_menu_that_is_higher_than_the_screen_scrolls(opened: Opened) -> None:
    # Qt's columns would end beyond the edge.
    menu = opened.window.actions_.menu_button.menu()
    menu.ensurePolished()
    assert menu.style().styleHint(QStyle.StyleHint.SH_Menu_Scrollable, None, menu)
