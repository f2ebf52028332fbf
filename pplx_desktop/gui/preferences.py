"""Changing settings: the dialog that shows them, and what the engine says of it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from pplx_desktop.core.settings import Settings
from pplx_desktop.core.types import Status
from pplx_desktop.gui.bridge import Bridge, Lane
from pplx_desktop.gui.preferences_dialog import PreferencesDialog
from pplx_desktop.gui.theme import Theme


class Preferences(QObject):
    """`changed` comes after a setting was changed."""

    changed = Signal()

    def __init__(self, bridge: Bridge, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._lane = Lane(bridge)
        self._dialog = PreferencesDialog(theme, parent)
        self._dialog.set_asked.connect(self._set)

    @property
    def dialog(self) -> PreferencesDialog:
        """The settings."""
        return self._dialog

    def open(self, name: str = "") -> None:
        """Show them, with the keyboard on one of them."""
        self._dialog.show()
        self._dialog.raise_()
        self._dialog.activateWindow()

        def show(settings: Settings) -> None:
            self._dialog.show_settings(settings)
            self._dialog.go_to(name)

        self._lane.ask(lambda engine: engine.settings(), show, self._dialog.show_error)

    def show_settings(self, settings: Settings) -> None:
        """They were changed elsewhere in the window."""
        if self._dialog.isVisible():
            self._dialog.show_settings(settings)

    def show_status(self, status: Status) -> None:
        """What stands beside the settings."""
        self._dialog.show_recognition(status.ocr)

    def _set(self, name: str, value: object) -> None:
        self._bridge.request(
            lambda engine: engine.change_settings(**{name: value}),
            self._take,
            lambda error: self._dialog.show_error(error, name),
        )

    def _take(self, settings: Settings) -> None:
        self._dialog.show_settings(settings)
        self.changed.emit()
