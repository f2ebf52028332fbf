"""The icon in the system's tray, where there is one: its state, its menu, and what it tells outside of the window.

Invariants: whether there is a tray is asked each time it matters, for desktops start and lose theirs while programs run;
each entry of the menu is one of the window's actions under its own name, so that both always do and say the same.
"""

from __future__ import annotations

import sys
from functools import partial
from typing import Literal

from PySide6.QtCore import QMetaObject, QObject, Signal
from PySide6.QtDBus import QDBusConnection
from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from pplx_desktop.gui import tray_icon
from pplx_desktop.gui.actions import Actions
from pplx_desktop.gui.translation import tr
from pplx_desktop.gui.tray_host import TrayHost, ask_for_notifications, shows_over_bus
from pplx_desktop.gui.tray_state import Standing, TrayState

Occasion = Literal["tray", "first-index"]
_NAME = "pplx-desktop"


class Tray(QObject):
    """Shows the icon from `show` on. `toggle_asked` comes when it is pressed, `window_asked` before an entry of the menu
    does something that is seen in the window, `lost` when there was a tray and is none any longer, `unheard(str)` when
    nobody showed what was told on this occasion.
    """

    toggle_asked = Signal()
    window_asked = Signal()
    lost = Signal()
    unheard = Signal(str)

    def __init__(self, icon: QIcon, mask: QIcon | None = None, parent: QObject | None = None) -> None:
        """`mask` is the icon's shape, for systems that colour it themselves (macOS)."""
        super().__init__(parent)
        self._is_mask = sys.platform == "darwin" and mask is not None
        self._base = mask if mask is not None and self._is_mask else icon
        self._shown: tuple[TrayState, int] = (TrayState.IDLE, 0)
        self._menu = QMenu()
        self._line = QAction(self)
        self._line.setEnabled(False)
        self._entries: list[QAction] = []
        self._connections: list[QMetaObject.Connection] = []
        self._icon = QSystemTrayIcon(tray_icon.drawn(self._base, *self._shown, is_mask=self._is_mask), self)
        self._host: TrayHost | None = None
        self._untold: dict[Occasion, tuple[str, str]] = {}
        self._icon.setToolTip(_NAME)
        self._icon.setContextMenu(self._menu)
        self._icon.activated.connect(self._take)
        self._icon.messageClicked.connect(self.window_asked)

    @property
    def is_available(self) -> bool:
        """True where the icon is seen now, or would be."""
        return QSystemTrayIcon.isSystemTrayAvailable() if self._host is None else self._host.is_there

    @property
    def menu(self) -> QMenu:
        """What opens from the icon."""
        return self._menu

    @property
    def tool_tip(self) -> str:
        """What is said beside the icon."""
        return self._icon.toolTip()

    def offer(self, actions: Actions) -> None:
        """Have these actions of a window in the menu, in place of those of the one before."""
        self._menu.clear()
        for connection in self._connections:
            QObject.disconnect(connection)
        for entry in self._entries:
            entry.deleteLater()
        self._connections, self._entries = [], []
        self._menu.addAction(self._line)
        self._menu.addSeparator()
        self._add(actions.show_window)
        for group in (
            (actions.add_folder, actions.index, actions.models, actions.settings),
            (actions.pause, actions.hurry),
            (actions.diagnostics, actions.about),
            (actions.quit,),
        ):
            self._menu.addSeparator()
            for action in group:
                self._add(action, shows_window=action not in {actions.pause, actions.hurry, actions.quit})

    def show_standing(self, standing: Standing) -> None:
        """Show how all stands."""
        wanted = standing.state, standing.eighths
        if wanted != self._shown:
            self._shown = wanted
            self._icon.setIcon(tray_icon.drawn(self._base, *wanted, is_mask=self._is_mask))
        line = standing.line
        self._line.setText(line.replace("&", "&&"))
        self._line.setVisible(bool(line))
        said = f"{_NAME}\n{line}" if line else _NAME
        if self._icon.toolTip() != said:
            self._icon.setToolTip(said)

    def show(self) -> None:
        """Show the icon; where no tray is there yet, it appears as soon as one is."""
        self._icon.show()
        if self._host is None and sys.platform == "linux" and shows_over_bus():
            # Qt itself would wait for the bus at each question, and takes a tray of the other kind for one that shows it.
            self._host = TrayHost(QDBusConnection.sessionBus(), self)
            self._host.lost.connect(self.lost)

    def hide(self) -> None:
        """Take the icon away."""
        self._icon.hide()

    def tell_where_it_went(self) -> None:
        """Say that the program goes on in the tray."""
        self._tell(
            "tray",
            tr("pplx-desktop goes on here"),
            tr("The window is closed, your folders are still watched. Quit from this menu."),
        )

    def tell_all_is_indexed(self, files: str) -> None:
        """Say that the first index is done. `files` says how many files it holds."""
        self._tell(
            "first-index",
            tr("Your folders are indexed"),
            tr("{files} can be found now, by words and by meaning.", files=files),
        )

    def _tell(self, occasion: Occasion, title: str, text: str) -> None:
        if self._host is None:
            self._icon.showMessage(title, text, self._base)
            return
        self._untold[occasion] = title, text
        ask_for_notifications(QDBusConnection.sessionBus(), self).answered.connect(self._tell_untold)

    def _tell_untold(self, is_somebody_there: bool) -> None:
        untold, self._untold = self._untold, {}
        for occasion, (title, text) in untold.items():
            if is_somebody_there:
                self._icon.showMessage(title, text, self._base)
            else:
                self.unheard.emit(occasion)

    def _add(self, action: QAction, *, shows_window: bool = True) -> None:
        entry = QAction(self)
        entry.triggered.connect(partial(self._do, action, shows_window))
        self._follow(entry, action)
        self._connections.append(action.changed.connect(partial(self._follow, entry, action)))
        self._entries.append(entry)
        self._menu.addAction(entry)

    def _do(self, action: QAction, shows_window: bool) -> None:
        if shows_window:
            self.window_asked.emit()
        action.trigger()

    def _follow(self, entry: QAction, action: QAction) -> None:
        entry.setText(action.text())
        entry.setEnabled(action.isEnabled())
        entry.setVisible(action.isVisible())

    def _take(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason == QSystemTrayIcon.ActivationReason.Trigger:
            self.toggle_asked.emit()
