"""The list of folders in the index window: all of them together, then each.

Invariant: all rows have one height; all text is drawn as plain text, and given whole to screen readers.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from pplx_desktop.core.types import FolderStatus
from pplx_desktop.gui import index_wording, wording
from pplx_desktop.gui.folder_row import FOLDER, FolderRow
from pplx_desktop.gui.theme import Theme
from pplx_desktop.gui.translation import tr

Index = QModelIndex | QPersistentModelIndex


class _Rows(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.folders: list[FolderStatus] = []

    def show(self, folders: Sequence[FolderStatus]) -> None:
        """Have these rows; where they are the same folders, only their text changes."""
        if [folder.path for folder in folders] == [folder.path for folder in self.folders]:
            self.folders = list(folders)
            if self.folders:
                self.dataChanged.emit(self.index(0), self.index(len(self.folders) - 1))
            return
        self.beginResetModel()
        self.folders = list(folders)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.folders)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        folder = self.folders[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return index_wording.folder_name(folder)
            case Qt.ItemDataRole.AccessibleTextRole:
                return index_wording.folder_spoken(folder)
            case Qt.ItemDataRole.ToolTipRole:
                return wording.tool_tip(index_wording.folder_spoken(folder))
            case _:
                return folder if role == FOLDER else None


class FolderList(QListView):
    """`chosen(FolderStatus)` comes when another folder stands in the current row, `changed(FolderStatus)` when there is
    something new about it; `remove_asked` comes from Delete. The first row, of no path, stands for all.
    """

    chosen = Signal(object)
    changed = Signal(object)
    remove_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = _Rows(self)
        self._told = FolderStatus("")
        self.setObjectName("foldersList")
        self.setModel(self._rows)
        self.setItemDelegate(FolderRow(theme, self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAccessibleName(tr("Folders that are searched"))
        self.selectionModel().currentChanged.connect(self._tell)
        theme.changed.connect(self.viewport().update)
        self.show_folders(())

    @property
    def folders(self) -> list[FolderStatus]:
        """The rows, without the one that stands for all."""
        return self._rows.folders[1:]

    @property
    def folder(self) -> FolderStatus:
        """What stands in the current row."""
        row = self.currentIndex().row()
        return self._rows.folders[max(0, row)]

    def show_folders(self, folders: Sequence[FolderStatus]) -> None:
        """List these; the current one stays current."""
        before = self._told.path
        self._rows.show([index_wording.all_of(folders), *folders])
        self.choose(before)
        self._tell()

    def choose(self, path: str) -> None:
        """Make the row of this folder the current one; where there is none, that of all."""
        paths = [folder.path for folder in self._rows.folders]
        self.setCurrentIndex(self._rows.index(paths.index(path) if path in paths else 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete asks."""
        if event.key() == Qt.Key.Key_Delete:
            self.remove_asked.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the current row in sight."""
        super().resizeEvent(event)
        self.scrollTo(self.currentIndex())

    def _tell(self) -> None:
        folder, told = self.folder, self._told
        self._told = folder
        if folder.path != told.path:
            self.chosen.emit(folder)
        elif folder != told:
            self.changed.emit(folder)
