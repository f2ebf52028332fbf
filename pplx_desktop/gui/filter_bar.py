"""The row under the search box: type on the left; time, folder and order on the right.

Invariant: what is chosen here is told as conditions of the query language, so that the window asks for nothing that
cannot be typed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from pplx_desktop.gui import wording
from pplx_desktop.gui.choice import Choice
from pplx_desktop.gui.kinds import TYPE_FILTERS
from pplx_desktop.gui.theme import Theme

_TIMES: tuple[tuple[str, int | None], ...] = (
    ("Any time", None),
    ("Today", 0),
    ("Past week", 7),
    ("Past month", 31),
    ("Past year", 366),
)
BEST, NEWEST = "Best match", "Newest first"
_ALL_FOLDERS = "All folders"


class FilterBar(QWidget):
    """`changed` comes when another type, time, folder or order is chosen."""

    changed = Signal()

    def __init__(self, theme: Theme, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(6))
        self._types = QButtonGroup(self)
        self._types.setExclusive(True)
        for number, known in enumerate(TYPE_FILTERS):
            chip = QPushButton(known.name)
            chip.setProperty("chip", "true")
            chip.setCheckable(True)
            chip.setChecked(number == 0)
            chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            chip.setAccessibleName(f"Type: {known.name}")
            self._types.addButton(chip, number)
            row.addWidget(chip)
        row.addStretch(1)
        self._time, self._folder, self._order = (Choice(name, self) for name in ("Time", "Folder", "Order"))
        self._time.offer(_TIMES)
        self._folder.offer([(_ALL_FOLDERS, None)])
        self._order.offer([(BEST, BEST), (NEWEST, NEWEST)])
        for choice in (self._time, self._folder, self._order):
            choice.chosen.connect(self.changed)
            row.addWidget(choice)
        self._types.idClicked.connect(self._tell)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    @property
    def is_narrowing(self) -> bool:
        """True where something else than everything is asked for."""
        return bool(self.conditions())

    @property
    def order(self) -> str:
        """`BEST` or `NEWEST`."""
        return str(self._order.value)

    def conditions(self) -> str:
        """What is chosen, in the query language; empty where everything will do."""
        parts = [TYPE_FILTERS[self._types.checkedId()].condition]
        days = self._time.value
        if isinstance(days, int):
            parts.append(f"after:{self._today() - timedelta(days=days):%Y-%m-%d}")
        if isinstance(self._folder.value, str):
            parts.append(f'in:"{self._folder.value}"')
        return " ".join(part for part in parts if part)

    def show_folders(self, folders: Sequence[str]) -> None:
        """Offer these folders."""
        entries: list[tuple[str, object]] = [(_ALL_FOLDERS, None)]
        # The query language has no way to write a quote inside quotes.
        entries += [
            (wording.on_one_line(Path(folder).name or folder), folder) for folder in folders if '"' not in folder
        ]
        before = self._folder.value
        self._folder.offer(entries)
        if self._folder.value != before:
            self.changed.emit()

    def choose_type(self, name: str) -> None:
        """Choose a type by the name on its chip."""
        number = next(number for number, known in enumerate(TYPE_FILTERS) if known.name == name)
        self._types.button(number).click()

    def choose_order(self, order: str) -> None:
        """Choose `BEST` or `NEWEST`."""
        self._order.choose(order)

    def reset(self) -> None:
        """Ask for everything again."""
        self._types.button(0).setChecked(True)
        self._time.reset()
        self._folder.reset()
        self.changed.emit()

    def show_choices(self, *, is_wide: bool) -> None:
        """Leave time, folder and order out where there is no room for them, and set the types closer."""
        for choice in (self._time, self._folder, self._order):
            choice.setVisible(is_wide)
        for chip in self._types.buttons():
            chip.setProperty("tight", None if is_wide else "true")
            chip.style().polish(chip)
            chip.updateGeometry()

    def _tell(self, _: int) -> None:
        self.changed.emit()
