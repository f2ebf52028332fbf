"""A chip with a menu, of whose entries one is chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from pplx_desktop.gui.found_menus import make_findable
from pplx_desktop.gui.translation import tr

_MOST_EMS = 13
"""How wide a chip may be; what is longer is cut in the middle."""


class Choice(QPushButton):
    """`chosen` comes when another entry is. The first is what is usual; the chip is lit while it is another one, unless it
    `is_calm`.
    """

    chosen = Signal()

    def __init__(self, name: str, parent: QWidget | None = None, *, is_calm: bool = False) -> None:
        super().__init__(parent)
        self.setProperty("chip", "true")
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._name = name
        self._is_calm = is_calm
        self._menu = QMenu(self)
        make_findable(self._menu)
        self._group = QActionGroup(self)
        self._group.triggered.connect(self._take)
        self.setMenu(self._menu)
        self.value: object = None

    def offer(self, entries: Sequence[tuple[str, object]]) -> None:
        """Offer these; keep what is chosen where it is among them."""
        for action in self._group.actions():
            self._group.removeAction(action)
        self._menu.clear()
        kept = self.value if self.value in [value for _, value in entries] else entries[0][1]
        for text, value in entries:
            # A single & would mark the next letter as the entry's key.
            action = QAction(text.replace("&", "&&"), self._group)
            action.setData(value)
            action.setCheckable(True)
            action.setChecked(value == kept)
            self._menu.addAction(action)
        self._show(kept)

    def choose(self, value: object) -> None:
        """Choose an entry by its value, as a press on it does."""
        next(action for action in self._group.actions() if action.data() == value).trigger()

    def show_value(self, value: object) -> None:
        """Have this entry chosen; nobody is told."""
        for action in self._group.actions():
            action.setChecked(action.data() == value)
        self._show(value)

    def reset(self) -> None:
        """Choose what is usual."""
        first = self._group.actions()[0]
        first.setChecked(True)
        self._show(first.data())

    def _take(self, action: QAction) -> None:
        self._show(action.data())
        self.chosen.emit()

    def _show(self, value: object) -> None:
        self.value = value
        actions = self._group.actions()
        text = next((action.text() for action in actions if action.data() == value), "")
        room = _MOST_EMS * self.fontMetrics().height()
        self.setText(self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, room) + "  ▾")
        self.setChecked(not self._is_calm and bool(actions) and value != actions[0].data())
        # What it is called where it is an entry of another menu.
        self._menu.setTitle(tr("{name}: {choice}", name=self._name, choice=text))
        self.setAccessibleName(tr("{name}: {choice}", name=self._name, choice=text.replace("&&", "&")))

    def nextCheckState(self) -> None:
        """A press opens the menu; what is chosen there decides whether the chip is lit."""
