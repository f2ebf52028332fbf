"""The list of models: a row for each, with its name, what is known of it, and where it stands.

Invariant: all rows have one height; all text is drawn as plain text, and given whole to screen readers.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from pplx_desktop.core.model_types import ModelInfo
from pplx_desktop.gui import model_wording, wording
from pplx_desktop.gui.model_row import MODEL, ModelRow
from pplx_desktop.gui.theme import Theme
from pplx_desktop.gui.translation import tr

Index = QModelIndex | QPersistentModelIndex


class _Rows(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.models: list[ModelInfo] = []

    def show(self, models: Sequence[ModelInfo]) -> None:
        """Have these rows; where they are the same models, only their text changes."""
        if [model.name for model in models] == [model.name for model in self.models]:
            self.models = list(models)
            if self.models:
                self.dataChanged.emit(self.index(0), self.index(len(self.models) - 1))
            return
        self.beginResetModel()
        self.models = list(models)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.models)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        model = self.models[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return model_wording.title(model)
            case Qt.ItemDataRole.AccessibleTextRole:
                return model_wording.spoken(model)
            case Qt.ItemDataRole.ToolTipRole:
                return wording.tool_tip(
                    tr("{title}: {told}", title=model_wording.title(model), told=model_wording.kind(model))
                )
            case _:
                return model if role == MODEL else None


class ModelsList(QListView):
    """`chosen(ModelInfo or None)` comes when another model, or something new about it, stands in the current row;
    `act_asked` from Enter, `remove_asked` from Delete.
    """

    chosen = Signal(object)
    act_asked = Signal()
    remove_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = _Rows(self)
        self._told: ModelInfo | None = None
        self.setObjectName("modelsList")
        self.setModel(self._rows)
        self.setItemDelegate(ModelRow(theme, self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAccessibleName(tr("Models"))
        self.selectionModel().currentChanged.connect(self._tell)
        theme.changed.connect(self.viewport().update)

    @property
    def models(self) -> list[ModelInfo]:
        """The rows."""
        return self._rows.models

    @property
    def model_info(self) -> ModelInfo | None:
        """What stands in the current row."""
        row = self.currentIndex().row()
        return self.models[row] if 0 <= row < len(self.models) else None

    def show_models(self, models: Sequence[ModelInfo]) -> None:
        """List these; the current one stays current, the one in use is current at first."""
        before = self.model_info
        self._rows.show(models)
        names = [model.name for model in self.models]
        if before is not None and before.name in names:
            self.choose(before.name)
        else:
            self.choose(next((model.name for model in models if model.active), names[0] if names else ""))
        self._tell()

    def choose(self, name: str) -> None:
        """Make the row of this model the current one, if there is one."""
        for row, model in enumerate(self.models):
            if model.name == name:
                self.setCurrentIndex(self._rows.index(row))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter does what suggests itself; Delete asks."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.act_asked.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.remove_asked.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the current row in sight."""
        super().resizeEvent(event)
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def _tell(self) -> None:
        model = self.model_info
        if model != self._told:
            self._told = model
            self.chosen.emit(model)
