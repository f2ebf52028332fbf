"""The icon in the system's tray, where there is one.

Invariant: whether there is a tray is asked each time it matters; desktops start and lose theirs while programs run.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import QMenu, QSystemTrayIcon


class Tray(QObject):
    """Shows the icon from `show` on. `toggle_asked` comes when it is pressed."""

    toggle_asked = Signal()

    def __init__(self, icon: QIcon, actions: Sequence[QAction | None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._menu = QMenu()
        for action in actions:
            if action is None:
                self._menu.addSeparator()
            else:
                self._menu.addAction(action)
        self._icon = QSystemTrayIcon(icon, self)
        self._icon.setToolTip("pplx-desktop")
        self._icon.setContextMenu(self._menu)
        self._icon.activated.connect(self._take)
        self._has_told = False

    @property
    def is_available(self) -> bool:
        """True where an icon would be seen now."""
        return QSystemTrayIcon.isSystemTrayAvailable()

    def show(self) -> None:
        """Show the icon; where no tray is there yet, it appears as soon as one is."""
        self._icon.show()

    def hide(self) -> None:
        """Take the icon away."""
        self._icon.hide()

    def tell_where_it_went(self) -> None:
        """Say once that the program goes on in the tray."""
        if not self._has_told:
            self._has_told = True
            self._icon.showMessage(
                "pplx-desktop goes on here",
                "The window is closed, your folders are still watched. Quit from this menu.",
            )

    def _take(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason == QSystemTrayIcon.ActivationReason.Trigger:
            self.toggle_asked.emit()
