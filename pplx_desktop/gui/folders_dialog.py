"""The folders that are searched: add one, take one away."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from pplx_desktop.core.errors import PplxError
from pplx_desktop.gui import wording
from pplx_desktop.gui.labels import plain_label
from pplx_desktop.gui.theme import Theme

_REMOVE = "Remove"


class FoldersDialog(QDialog):
    """Stays open beside the window. `add_asked` and `remove_asked(path)` come from its buttons."""

    add_asked = Signal()
    remove_asked = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Folders")
        self._list = QListWidget()
        self._list.setObjectName("folderList")
        self._list.setAccessibleName("Folders that are searched")
        self._list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.currentItemChanged.connect(self._calm_down)
        self._error = plain_label("", "errorText")
        self._error.setWordWrap(True)
        self._error.hide()
        self._add = QPushButton("Add a folder…")
        self._add.setProperty("primary", "true")
        self._add.clicked.connect(self.add_asked)
        self._remove = QPushButton(_REMOVE)
        self._remove.clicked.connect(self._press_remove)
        self._close = QPushButton("Close")
        self._close.clicked.connect(self.close)
        for button in (self._add, self._remove, self._close):
            button.setAutoDefault(False)
        lead = plain_label(
            "These folders are searched and watched. Removing one takes its text out of the index.", "muted"
        )
        lead.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(18), theme.px(16), theme.px(18), theme.px(16))
        column.setSpacing(theme.px(10))
        column.addWidget(lead)
        column.addWidget(self._list, 1)
        column.addWidget(self._error)
        row = QHBoxLayout()
        row.addWidget(self._add)
        row.addWidget(self._remove)
        row.addStretch(1)
        row.addWidget(self._close)
        column.addLayout(row)
        self.resize(theme.px(560), theme.px(360))
        self.show_folders(())

    @property
    def folders(self) -> list[str]:
        """What is listed."""
        return [self._list.item(row).data(Qt.ItemDataRole.UserRole) for row in range(self._list.count())]

    def show_folders(self, folders: Sequence[str]) -> None:
        """List these."""
        chosen = self._chosen()
        self._list.clear()
        for folder in folders:
            item = QListWidgetItem(wording.short_path(folder))
            item.setData(Qt.ItemDataRole.UserRole, folder)
            item.setToolTip(wording.tool_tip(wording.short_path(folder)))
            self._list.addItem(item)
            if folder == chosen:
                self._list.setCurrentItem(item)
        if self._list.count() and self._chosen() is None:
            self._list.setCurrentRow(0)
        self._error.hide()
        self._calm_down()

    def show_error(self, error: PplxError) -> None:
        """Say under the list what could not be done."""
        self._error.setText(f"{error.title} {error.hint}".strip())
        self._error.show()

    def _chosen(self) -> str | None:
        item = self._list.currentItem()
        return item.data(Qt.ItemDataRole.UserRole) if item is not None else None  # pyright: ignore[reportUnnecessaryComparison]

    def _press_remove(self) -> None:
        # Reading a folder again can take hours, so the button asks once more.
        folder = self._chosen()
        if folder is None:
            return
        if self._remove.text() == _REMOVE:
            self._remove.setText("Remove it from the index?")
        else:
            self._calm_down()
            self.remove_asked.emit(folder)

    def _calm_down(self) -> None:
        self._remove.setText(_REMOVE)
        self._remove.setEnabled(self._chosen() is not None)
