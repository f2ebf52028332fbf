"""Says to a screen reader what changes where the keyboard is not."""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, text: str) -> None:
    """Have it said that this is so now, in `widget`; nothing happens where no screen reader listens."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))


def is_listened_to() -> bool:
    """Whether a screen reader, or what asks for the same, is there."""
    return QAccessible.isActive()
