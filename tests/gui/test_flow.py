"""Rows of buttons that go on below: their sizes are asked for once, and anew where something changes."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from pplx_desktop.gui.flow import FlowLayout


class _Counting(QPushButton):
    asked = 0

    def sizeHint(self):
        type(self).asked += 1
        return super().sizeHint()


def _row(qtbot: QtBot, count: int) -> tuple[QWidget, FlowLayout, list[_Counting]]:
    widget = QWidget()
    qtbot.addWidget(widget)
    flow = FlowLayout(spacing=4, parent=widget)
    buttons = [_Counting(f"Button {number}") for number in range(count)]
    for button in buttons:
        flow.addWidget(button)
    return widget, flow, buttons


def test_sizes_are_asked_for_once(qtbot: QtBot) -> None:
    _widget, flow, _ = _row(qtbot, 6)
    wide, narrow = flow.heightForWidth(2_000), flow.heightForWidth(150)
    assert narrow > 3 * wide
    asked = _Counting.asked
    for _ in range(20):
        assert flow.heightForWidth(2_000) == flow.sizeHint().height() == wide
        assert flow.heightForWidth(150) == narrow
        flow.minimumSize()
    assert _Counting.asked == asked


def test_what_changes_is_seen(qtbot: QtBot) -> None:
    widget, flow, buttons = _row(qtbot, 3)
    widget.resize(2_000, 100)
    widget.show()
    before = flow.sizeHint().width()
    buttons[0].setText("Button with a much longer text")
    longer = flow.sizeHint().width()
    assert longer > before
    buttons[0].hide()
    shorter = flow.sizeHint().width()
    assert shorter < before
    assert flow.heightForWidth(shorter) == flow.sizeHint().height()
    buttons[0].show()
    assert flow.sizeHint().width() == longer
    assert flow.heightForWidth(shorter) > flow.sizeHint().height()
    font = buttons[1].font()
    font.setPixelSize(40)
    buttons[1].setFont(font)
    assert flow.sizeHint().height() > buttons[2].sizeHint().height()
    flow.takeAt(1)
    assert flow.count() == 2
    assert flow.sizeHint().width() < longer
