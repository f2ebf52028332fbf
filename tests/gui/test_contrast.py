"""Every text that is seen can be read: its contrast to what it stands on, measured in what is painted.

Text twice as large as usual, so that the insides of its letters are all ink.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from pplx_desktop.gui.palette import contrast
from pplx_desktop.gui.theme import Theme
from tests.gui.conftest import Opened, Opening
from tests.gui.walk import told
from tests.support.household import household
from tests.support.sample_hits import QUERY, home_path

_ENOUGH = 4.5
_SLACK = 0.05
"""A blend of colours is rounded to whole numbers."""
_LEAST_SHARE = 0.002
"""A colour that covers less of a text's room is a stray point."""


def _results(opened: Opened, bot: QtBot) -> QWidget:
    opened.window.search_box.set_text(QUERY)
    bot.waitUntil(lambda: bool(opened.window.preview.shown_path))
    opened.window.actions_.why.trigger()
    return opened.window


def _first_run(opened: Opened, bot: QtBot) -> QWidget:
    page = opened.window.welcome.first_run
    bot.waitUntil(page.isVisible)
    page.offer_folders([home_path(name) for name in ("Documents", "Desktop", "Downloads")])
    return opened.window


def _nothing_typed(opened: Opened, bot: QtBot) -> QWidget:
    bot.waitUntil(lambda: bool(opened.engine.asked("status")))
    return opened.window


def _dialog(action: str) -> Callable[[Opened, QtBot], QWidget]:
    def show(opened: Opened, bot: QtBot) -> QWidget:
        getattr(opened.window.actions_, action).trigger()
        bot.waitUntil(lambda: bool(_dialogs(opened)))
        return _dialogs(opened)[0]

    return show


_PLACES: dict[str, Callable[[Opened, QtBot], QWidget]] = {
    "results": _results,
    "first run": _first_run,
    "nothing typed": _nothing_typed,
    "index": _dialog("index"),
    "settings": _dialog("settings"),
    "models": _dialog("models"),
    "keys": _dialog("keys"),
    "about": _dialog("about"),
}


def _dialogs(opened: Opened) -> list[QWidget]:
    return [widget for widget in QApplication.topLevelWidgets() if widget is not opened.window and widget.isVisible()]


@pytest.fixture
def large(theme: Theme) -> Iterator[Theme]:
    theme.resize(200)
    yield theme
    theme.resize(100)


@pytest.mark.parametrize("name", _PLACES)
def test_every_text_has_contrast(name: str, large: Theme, open_window: Opening, qtbot: QtBot) -> None:
    engine = household()
    if name == "first run":
        engine.kept_settings = replace(engine.kept_settings, folders=())
    opened = open_window(engine, starts=name != "first run")
    if name == "first run":
        opened.bridge.start()
    opened.window.resize(2_200, 1_400)
    top = _PLACES[name](opened, qtbot)
    measured = 0
    for choice in ("light", "dark"):
        large.choose(choice)
        qtbot.wait(30)
        # A frame of the focus is no text.
        if top.focusWidget() is not None:
            top.focusWidget().clearFocus()
        shown = top.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
        weak: list[str] = []
        for widget, room in _texts(top):
            found = _contrast_in(shown, room)
            measured += found is not None
            if found is not None and found < _ENOUGH - _SLACK:
                weak.append(f"{choice}: {told(widget)} {found:.2f}")
        assert weak == []
    assert measured >= 10


def _texts(top: QWidget) -> Iterator[tuple[QWidget, QRect]]:
    """What shows a text, and its room in the window, without the frames around it."""
    for widget in top.findChildren(QWidget):
        if not widget.isVisible() or widget.window() is not top:
            continue
        match widget:
            case QLabel() | QAbstractButton() if not str(widget.text()).strip():
                continue
            case QLineEdit() if not (widget.text() or widget.placeholderText()):
                continue
            case QLabel() | QLineEdit() | QAbstractButton():
                seen = widget.visibleRegion().boundingRect()
                room = widget.rect().adjusted(4, 4, -4, -4).intersected(seen)
                if room.width() > 8 and room.height() > 8:
                    yield widget, room.translated(widget.mapTo(top, widget.rect().topLeft()))
            case _:
                continue


def _contrast_in(shown: QImage, room: QRect) -> float | None:
    """The contrast of what is most frequent there and of what stands out most; None where all is of one colour."""
    colours: NDArray[np.uint8] = np.frombuffer(shown.constBits(), np.uint8).reshape(
        shown.height(), shown.bytesPerLine()
    )
    part = colours[room.top() : room.bottom() + 1, 3 * room.left() : 3 * (room.right() + 1)]
    known, counts = np.unique(part.reshape(-1, 3), axis=0, return_counts=True)
    frequent = known[counts >= max(2, _LEAST_SHARE * counts.sum())]
    if len(frequent) < 2:
        return None
    ground = _name(known[int(counts.argmax())])
    return max(contrast(_name(colour), ground) for colour in frequent)


def _name(colour: NDArray[np.uint8]) -> str:
    return "#" + "".join(f"{int(part):02x}" for part in colour)
