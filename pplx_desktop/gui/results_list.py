"""The list of results, and which row is selected while answers come in.

Invariant: a row that the user has chosen, by key or mouse, and the row under a mouse that has moved, keep their place
and their file when a later answer to the same query is merged in. As long as neither has happened, the best match is
selected.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from PySide6.QtCore import QModelIndex, QPoint, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QDrag, QKeyEvent, QMouseEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from pplx_desktop.core.types import Hit
from pplx_desktop.gui.announcing import announce
from pplx_desktop.gui.result_card import ResultCard, dragged_file
from pplx_desktop.gui.results_model import ResultsModel, arranged
from pplx_desktop.gui.theme import Theme
from pplx_desktop.gui.translation import tr


class ResultsList(QListView):
    """`current_changed(Hit or None)` comes when another file, or something new about it, stands in the selected row."""

    current_changed = Signal(object)
    open_asked = Signal()
    folder_asked = Signal()
    menu_asked = Signal(QPoint)
    typed = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = ResultsModel(self)
        self._is_row_chosen = False
        self._is_mouse_here = False
        self._is_filling = False
        self._told: Hit | None = None
        self.setModel(self._model)
        self._card = ResultCard(theme, self)
        self.setItemDelegate(self._card)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setAccessibleName(tr("Results"))
        self.doubleClicked.connect(self._ask_open)
        self.selectionModel().currentChanged.connect(self._tell)
        theme.changed.connect(self.viewport().update)

    @property
    def results(self) -> ResultsModel:
        """The rows."""
        return self._model

    @property
    def hit(self) -> Hit | None:
        """What stands in the selected row."""
        return self._model.hit_at(self.currentIndex().row())

    @property
    def is_held(self) -> bool:
        """True where the user has chosen a row or points at one: then it must not move."""
        return self._is_row_chosen or self._is_mouse_here

    @property
    def rows_in_sight(self) -> int:
        """How many rows are seen at most, the last in part. The list itself may not have been laid out yet."""
        return self.window().height() // self._card.height() + 1

    def show_new(self, hits: Sequence[Hit]) -> None:
        """Show the first answer to a new query: from its top, the best selected."""
        self._is_row_chosen = self._is_mouse_here = False
        self._model.forget_told()
        with QSignalBlocker(self.selectionModel()):
            self._model.show(hits)
        with self._painted_first():
            self.scrollToTop()
            self._select_first()

    def merge(self, hits: Sequence[Hit]) -> None:
        """Show a later answer to the same query."""
        pinned: dict[int, Hit] = {}
        row = self.currentIndex().row()
        hovered = self.indexAt(self.viewport().mapFromGlobal(self.cursor().pos())).row() if self._is_mouse_here else -1
        for place in (hovered, row if self._is_row_chosen else -1):
            hit = self._model.hit_at(place)
            if hit is not None:
                pinned[place] = hit
        with QSignalBlocker(self.selectionModel()):
            self._model.show(arranged(hits, pinned))
        with self._painted_first():
            if self._model.hit_at(row) is None:
                self._select_first()

    def choose(self, path: str) -> bool:
        """Choose the row of a file, as the user does. False where there is none."""
        row = next((number for number, hit in enumerate(self._model.hits) if hit.path == path), -1)
        if row < 0:
            return False
        self.setCurrentIndex(self._model.index(row))
        self._is_row_chosen = True
        return True

    def take_key(self, event: QKeyEvent) -> None:
        """A key that moves the selection, typed in the search box."""
        before = self.currentIndex().row()
        super().keyPressEvent(event)
        self._is_row_chosen = True
        now = self.currentIndex()
        if now.isValid() and now.row() != before:
            # The keyboard stays in the box, so a screen reader would hear nothing of it.
            announce(self, str(self._model.data(now, Qt.ItemDataRole.AccessibleTextRole)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Text that is typed here belongs to the search box."""
        key = event.key()
        has_control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            (self.folder_asked if has_control else self.open_asked).emit()
        elif event.text().isprintable() and event.text() and not has_control:
            self.typed.emit(event)
        else:
            super().keyPressEvent(event)
            self._is_row_chosen = True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press chooses a row."""
        super().mousePressEvent(event)
        self._is_row_chosen = True

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The reader's mouse is on a row."""
        super().mouseMoveEvent(event)
        self._is_mouse_here = True

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The reader has gone on, and looks at other rows than the first."""
        super().wheelEvent(event)
        self._is_mouse_here = True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the selected row in sight."""
        super().resizeEvent(event)
        if self._is_row_chosen and self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """By key the menu is about the selected row, wherever the mouse is."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            self.ask_menu()
        else:
            self.menu_asked.emit(event.pos())

    def ask_menu(self) -> None:
        """Ask for the menu of the selected row."""
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())
            self.menu_asked.emit(self.visualRect(self.currentIndex()).center())

    def startDrag(self, supportedActions: Qt.DropAction) -> None:  # noqa: N803 - as Qt has it
        """Qt begins to drag a row out: its file, to be copied. Nobody is to move it away by accident."""
        del supportedActions
        indexes = self.selectedIndexes()
        if indexes:
            drag = QDrag(self)
            drag.setMimeData(self._model.mimeData(indexes))
            drag.setPixmap(dragged_file(self._theme, indexes[0].data(), self.devicePixelRatioF()))
            drag.exec(Qt.DropAction.CopyAction)

    def _ask_open(self) -> None:
        self.open_asked.emit()

    def _select_first(self) -> None:
        self.setCurrentIndex(self._model.index(0) if self._model.hits else QModelIndex())

    @contextmanager
    def _painted_first(self) -> Generator[None]:
        """The rows are what somebody waits for: they are on the screen before the preview changes, which takes as long."""
        self._is_filling = True
        try:
            yield
        finally:
            self._is_filling = False
        # Else the painting itself lays them out, and has them painted once more.
        self.executeDelayedItemsLayout()
        self.viewport().repaint()
        self._tell()

    def _tell(self) -> None:
        if self._is_filling:
            return
        hit = self.hit
        if not _are_same(hit, self._told):
            self._told = hit
            self.current_changed.emit(hit)


def _are_same(one: Hit | None, other: Hit | None) -> bool:
    if one is None or other is None or one is other:
        return one is other
    # Those after the first are made when they are looked at: not here, for the files of a whole list.
    return (
        len(one.passages) == len(other.passages)
        and one.passages[:1] == other.passages[:1]
        and replace(one, passages=()) == replace(other, passages=())
    )
