"""Changing settings: the dialog that shows them, and what the engine says of it."""

from __future__ import annotations

from functools import cached_property

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
        self._theme = theme
        self._parent = parent
        self._lane = Lane(bridge)
        self._status: Status | None = None

    @cached_property
    def dialog(self) -> PreferencesDialog:
        """The settings. Made when it is wanted: it takes 3 MB, which a program in the tray need not have."""
        dialog = PreferencesDialog(self._theme, self._parent)
        dialog.set_asked.connect(self._set)
        if self._status is not None:
            dialog.show_recognition(self._status.ocr)
        return dialog

    def open(self, name: str = "") -> None:
        """Show them, with the keyboard on one of them. Where none is named, it stays where it is in a dialog that is open."""
        dialog = self.dialog
        goes_on = dialog.isVisible() and not name
        dialog.show()
        dialog.raise_()
        dialog.activateWindow()

        def show(settings: Settings) -> None:
            dialog.show_settings(settings)
            if not goes_on:
                dialog.go_to(name)

        self._lane.ask(lambda engine, _: engine.settings(), show, dialog.show_error)

    def show_settings(self, settings: Settings) -> None:
        """They were changed elsewhere in the window."""
        if self.is_made and self.dialog.isVisible():
            self.dialog.show_settings(settings)

    def show_status(self, status: Status) -> None:
        """What stands beside the settings."""
        self._status = status
        if self.is_made:
            self.dialog.show_recognition(status.ocr)

    @property
    def is_made(self) -> bool:
        """Whether the dialog was wanted before."""
        return "dialog" in self.__dict__

    def _set(self, name: str, value: object) -> None:
        self._bridge.request(
            lambda engine: engine.change_settings(**{name: value}),
            self._take,
            lambda error: self.dialog.show_error(error, name),
        )

    def _take(self, settings: Settings) -> None:
        self.dialog.show_settings(settings)
        self.changed.emit()
