"""What the menu tells of the program itself: about, and the keys."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QDialog, QMainWindow

from pplx_desktop.core.libraries import find_libraries
from pplx_desktop.core.settings import Settings
from pplx_desktop.gui.about_dialog import AboutDialog
from pplx_desktop.gui.bridge import Bridge
from pplx_desktop.gui.keys_dialog import KeysDialog
from pplx_desktop.gui.theme import Theme
from pplx_desktop.gui.told import told_error


class Help(QObject):
    """Opens its dialogs on the window, one of each kind at a time."""

    def __init__(self, bridge: Bridge, theme: Theme, icon: QIcon, window: QMainWindow) -> None:
        super().__init__(window)
        self._bridge, self._theme, self._icon, self._window = bridge, theme, icon, window
        self._hotkey = ""
        self._about: AboutDialog | None = None
        self._keys: KeysDialog | None = None

    def take_settings(self, settings: Settings) -> None:
        """The key that brings up the window is one of them."""
        self._hotkey = settings.hotkey

    def show_about(self) -> None:
        """Show what this program is. Its libraries are read in the background, once."""
        dialog = self._about
        if dialog is None:
            dialog = self._about = AboutDialog(self._theme, self._icon, self._window)
            self._bridge.run(
                find_libraries, dialog.show_libraries, lambda error: dialog.show_problem(told_error(error))
            )
        _bring_up(dialog)

    def show_keys(self) -> None:
        """Show what each key does."""
        if self._keys is not None:
            self._keys.deleteLater()
        self._keys = KeysDialog(self._theme, self._window.actions(), self._hotkey, self._window)
        _bring_up(self._keys)


def _bring_up(dialog: QDialog) -> None:
    dialog.setWindowModality(Qt.WindowModality.NonModal)
    dialog.show()
    dialog.raise_()
    dialog.activateWindow()
