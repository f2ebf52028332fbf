"""Says to a screen reader what changes where the keyboard is not."""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, text: str) -> None:
    """Have it said that this is so now, in `widget`; nothing happens where no screen reader listens."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))
