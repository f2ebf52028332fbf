"""Adding and removing folders: the system's chooser, the dialog that lists them, and what the engine says of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from pplx_desktop.core.errors import PplxError
from pplx_desktop.gui.bridge import Bridge
from pplx_desktop.gui.folders_dialog import FoldersDialog
from pplx_desktop.gui.theme import Theme


class Folders(QObject):
    """`changed` comes after the engine took an order; `failed(PplxError)` where it could not, and no dialog shows it."""

    changed = Signal()
    failed = Signal(object)

    def __init__(self, bridge: Bridge, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._window = parent
        self._dialog = FoldersDialog(theme, parent)
        self._dialog.add_asked.connect(self.choose)
        self._dialog.remove_asked.connect(self.remove)

    @property
    def dialog(self) -> FoldersDialog:
        """The list of folders."""
        return self._dialog

    def open(self) -> None:
        """Show the list."""
        self._dialog.show()
        self._dialog.raise_()
        self._dialog.activateWindow()

    def show(self, folders: Sequence[str]) -> None:
        """List these."""
        if list(folders) != self._dialog.folders:
            self._dialog.show_folders(folders)

    def choose(self) -> None:
        """Let the user choose a folder, and add it."""
        owner = self._dialog if self._dialog.isVisible() else self._window
        chooser = QFileDialog(owner, "Add a folder", str(Path.home()))
        chooser.setFileMode(QFileDialog.FileMode.Directory)
        chooser.setOption(QFileDialog.Option.ShowDirsOnly)
        chooser.fileSelected.connect(self.add)
        chooser.finished.connect(chooser.deleteLater)
        chooser.open()

    def add(self, path: str) -> None:
        """Search this folder, too."""
        self._bridge.request(lambda engine: engine.add_folder(path), lambda _: self.changed.emit(), self._fail)

    def remove(self, path: str) -> None:
        """Search this folder no more."""
        self._bridge.request(lambda engine: engine.remove_folder(path), lambda _: self.changed.emit(), self._fail)

    def _fail(self, error: PplxError) -> None:
        if self._dialog.isVisible():
            self._dialog.show_error(error)
        else:
            self.failed.emit(error)
