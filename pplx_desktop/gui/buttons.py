"""Buttons, none of which takes Enter away from what has the keyboard."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QAbstractButton, QPushButton, QToolButton

from pplx_desktop.gui.wording import key_text


def push_button(text: str, press: Callable[[], object]) -> QPushButton:
    """A button that calls `press`."""
    button = QPushButton(text)
    button.setAutoDefault(False)
    _call(press, button)
    return button


def glyph_button(name: str, keys: str, size_px: int, press: Callable[[], object]) -> QToolButton:
    """A button that shows a glyph; what it does, and by which keys, is in the tool tip and for screen readers."""
    button = QToolButton()
    button.setAccessibleName(name)
    button.setToolTip(f"{name} ({key_text(keys)})")
    button.setIconSize(QSize(size_px, size_px))
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    _call(press, button)
    return button


def _call(press: Callable[[], object], button: QAbstractButton) -> None:
    def take_click(checked: bool) -> None:
        # Qt hands on the button's state, and `press` may have an argument of its own.
        del checked
        press()

    button.clicked.connect(take_click)
