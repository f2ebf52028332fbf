"""The row under the search box: type on the left; time, folder and order on the right.

Invariant: what is chosen here is told as conditions of the query language, so that the window asks for nothing that
cannot be typed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QMenu, QPushButton, QSizePolicy, QWidget

from pplx_desktop.gui import wording
from pplx_desktop.gui.choice import Choice
from pplx_desktop.gui.found_menus import make_findable
from pplx_desktop.gui.kinds import TYPE_FILTERS
from pplx_desktop.gui.theme import Theme
from pplx_desktop.gui.translation import noop, tr

_TIMES: tuple[tuple[str, int | None], ...] = (
    (noop("Any time"), None),
    (noop("Today"), 0),
    (noop("Past week"), 7),
    (noop("Past month"), 31),
    (noop("Past year"), 366),
)
BEST, NEWEST = noop("Best match"), noop("Newest first")


@dataclass(frozen=True, slots=True)
class FilterState:
    """What is chosen in all of them."""

    type_number: int
    time: object
    folder: object
    order: object


class _Form(Enum):
    """How much of it is open: everything; everything, set close; menus folded into one; types in a menu, too."""

    OPEN = "open"
    TIGHT = "tight"
    FOLDED = "folded"
    CLOSED = "closed"


class FilterBar(QWidget):
    """`changed` comes when another type, time, folder or order is chosen."""

    changed = Signal()

    def __init__(self, theme: Theme, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._form = _Form.OPEN
        self._needs: dict[_Form, int] = {}
        self._others = QPushButton(self)
        self._type = Choice(tr("Type"), self)
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(6))
        self._types = QButtonGroup(self)
        self._types.setExclusive(True)
        for number, known in enumerate(TYPE_FILTERS):
            chip = QPushButton(tr(known.name))
            chip.setProperty("chip", "true")
            chip.setCheckable(True)
            chip.setChecked(number == 0)
            chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            chip.setAccessibleName(tr("Type: {name}", name=tr(known.name)))
            self._types.addButton(chip, number)
            row.addWidget(chip)
        row.addStretch(1)
        self._time, self._folder, self._order = (Choice(name, self) for name in (tr("Time"), tr("Folder"), tr("Order")))
        self._time.offer([(tr(name), days) for name, days in _TIMES])
        self._folder.offer([(tr("All folders"), None)])
        self._order.offer([(tr(BEST), BEST), (tr(NEWEST), NEWEST)])
        for choice in (self._time, self._folder, self._order):
            choice.chosen.connect(self._retell)
            row.addWidget(choice)
        self._folded = (self._time, self._folder, self._order)
        self._others.setText(tr("Filters") + "  ▾")
        self._others.setProperty("chip", "true")
        self._others.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._others.setAccessibleName(tr("Time, folder and order"))
        folded = QMenu(self._others)
        make_findable(folded)
        for choice in self._folded:
            folded.addMenu(choice.menu())
        self._others.setMenu(folded)
        self._type.offer([(tr(known.name), number) for number, known in enumerate(TYPE_FILTERS)])
        self._type.chosen.connect(self._take_type)
        row.insertWidget(0, self._type)
        row.addWidget(self._others)
        self._type.hide()
        self._others.hide()
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

    @property
    def state(self) -> FilterState:
        """What is chosen, for `restore`."""
        return FilterState(self._types.checkedId(), self._time.value, self._folder.value, self._order.value)

    def restore(self, state: FilterState) -> None:
        """Choose what was chosen in another one; nobody is told. Its folder is kept until the folders are known."""
        self._types.button(state.type_number).setChecked(True)
        self._time.show_value(state.time)
        self._order.show_value(state.order)
        self._folder.value = state.folder
        self._show_lit()

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
        entries: list[tuple[str, object]] = [(tr("All folders"), None)]
        # The query language has no way to write a quote inside quotes.
        entries += [
            (wording.on_one_line(Path(folder).name or folder), folder) for folder in folders if '"' not in folder
        ]
        before = self._folder.value
        self._folder.offer(entries)
        if self._folder.value != before:
            self._retell()

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
        self._retell()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """There is more or less room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Take the most open form that there is room for."""
        for form in _Form:
            if form not in self._needs:
                self._take_form(form)
                self._needs[form] = self._row.sizeHint().width()
            if self._needs[form] <= self.width():
                break
        else:
            form = _Form.CLOSED
        self._take_form(form)

    def _take_form(self, form: _Form) -> None:
        if form is self._form:
            return
        was_tight, self._form = self._form is not _Form.OPEN, form
        is_tight = form is not _Form.OPEN
        for chip in self._types.buttons():
            if is_tight != was_tight:
                chip.setProperty("tight", "true" if is_tight else None)
                chip.style().polish(chip)
                chip.updateGeometry()
            chip.setVisible(form is not _Form.CLOSED)
        for choice in (self._time, self._folder, self._order):
            choice.setVisible(form in {_Form.OPEN, _Form.TIGHT})
        self._type.setVisible(form is _Form.CLOSED)
        self._others.setVisible(form in {_Form.FOLDED, _Form.CLOSED})

    def _retell(self) -> None:
        """Something was chosen in one of the menus."""
        self._show_lit()
        self.changed.emit()

    def _show_lit(self) -> None:
        """The chip that stands for several menus is lit where something is chosen in one of them."""
        self._others.setProperty("lit", "true" if any(c.isChecked() for c in self._folded) else None)
        self._others.style().polish(self._others)
        self._type.show_value(self._types.checkedId())
        self._needs.clear()
        self._fit()

    def _take_type(self) -> None:
        if isinstance(self._type.value, int):
            self._types.button(self._type.value).setChecked(True)
        self._retell()

    def _tell(self, _: int) -> None:
        self._retell()
