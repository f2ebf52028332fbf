"""Buttons of dialogs, none of which takes Enter away from what has the keyboard."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton


def push_button(text: str, press: Callable[[], object]) -> QPushButton:
    """A button that calls `press`."""
    button = QPushButton(text)
    button.setAutoDefault(False)

    def take_click(checked: bool) -> None:
        # Qt hands on the button's state, and `press` may have an argument of its own.
        del checked
        press()

    button.clicked.connect(take_click)
    return button
