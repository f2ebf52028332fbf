"""What indexing does now: how far it is, how far each model's vectors are, how fast it goes and why."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QGridLayout, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from pplx_desktop.core.types import Fill, Progress
from pplx_desktop.gui import index_wording, wording
from pplx_desktop.gui.buttons import push_button
from pplx_desktop.gui.labels import ElidedLabel, WrappedLabel, plain_label
from pplx_desktop.gui.theme import Theme
from pplx_desktop.gui.translation import tr

_STEPS = 1_000
_NARROW = 640
"""Below this width, in points at the usual text size, names stand above their bars and texts above their buttons."""


class ActivityView(QFrame):
    """`pause_asked`, `resume_asked` and `hurry_asked(bool)` come from its buttons, `pace_asked` from the one that leads
    to what decides about the pace.
    """

    pause_asked = Signal()
    resume_asked = Signal()
    hurry_asked = Signal(bool)
    pace_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("activity")
        self._theme = theme
        self._progress = Progress()
        self._standing = ""
        self._is_wide = True
        self._fills: list[_FillRow] = []
        self._headline = ElidedLabel(Qt.TextElideMode.ElideRight, "activityHeadline")
        self._numbers = plain_label("", "muted")
        self._pause = push_button(tr("Pause"), self._press_pause)
        self._bar = _bar(tr("Indexing progress"))
        self._current = ElidedLabel(Qt.TextElideMode.ElideMiddle, "muted")
        self._pace = WrappedLabel("paceText")
        self._hurry = push_button(tr("Go on anyway"), self._press_hurry)
        self._rules = push_button(tr("When to go slowly…"), self.pace_asked.emit)
        self._pace_row = QWidget()
        self._lay_out()
        self.show_progress(Progress())
        # Where the engine could not begin, nothing is up to date.
        self.hide()

    @property
    def pace_text(self) -> str:
        """What is said of the pace; nothing where it is full."""
        return self._pace.said

    @property
    def fill_texts(self) -> list[str]:
        """What is said of each model that is filled."""
        return [row.spoken for row in self._fills]

    def show_standing(self, text: str) -> None:
        """What is indexed, for when nothing is going on."""
        self._standing = text
        self.show_progress(self._progress)
        self.show()

    def show_progress(self, progress: Progress) -> None:
        """Show where indexing stands."""
        self._progress = progress
        is_idle = progress.phase == "idle"
        self._headline.set_text(index_wording.headline(progress))
        self._numbers.setText(self._standing if is_idle else index_wording.left(progress))
        fills = index_wording.shown_fills(progress)
        # Where there is little room, the same is said beside the bars.
        self._numbers.setVisible(self._is_wide or not fills)
        share = wording.done_share(progress)
        # Where each model has a bar of its own, one more would say the same.
        self._bar.setVisible(share is not None and not (fills and progress.phase == "embedding"))
        self._bar.setValue(round((share or 0) * _STEPS))
        self._current.set_text(wording.short_path(progress.current) if progress.current else "")
        self._current.setVisible(bool(progress.current) and not is_idle)
        self._show_pause(is_paused=progress.phase == "paused", is_idle=is_idle)
        self._show_pace()
        self._show_fills(fills)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, what stands side by side stands one above the other."""
        super().resizeEvent(event)
        is_wide = self.width() >= self._theme.px(_NARROW)
        if is_wide != self._is_wide:
            self._is_wide = is_wide
            directions = QBoxLayout.Direction
            self._pace_line.setDirection(directions.LeftToRight if is_wide else directions.TopToBottom)
            for row in self._fills:
                row.arrange(is_wide=is_wide)
            self.show_progress(self._progress)

    def _show_pause(self, *, is_paused: bool, is_idle: bool) -> None:
        self._pause.setVisible(not is_idle and not index_wording.is_stuck(self._progress))
        self._pause.setText(tr("Go on") if is_paused else tr("Pause"))
        self._pause.setAccessibleName(tr("Go on with indexing") if is_paused else tr("Pause indexing"))

    def _show_pace(self) -> None:
        text = index_wording.pace(self._progress)
        self._pace.say(text)
        self._pace_row.setVisible(bool(text))
        is_hurried = index_wording.is_hurried(self._progress)
        self._hurry.setVisible(is_hurried or index_wording.can_hurry(self._progress))
        self._hurry.setText(tr("Go slowly again") if is_hurried else tr("Go on anyway"))
        self._hurry.setAccessibleDescription(text)
        self._rules.setVisible(not index_wording.is_stuck(self._progress))

    def _show_fills(self, fills: Sequence[Fill]) -> None:
        while len(self._fills) < len(fills):
            row = _FillRow(self._theme)
            row.arrange(is_wide=self._is_wide)
            self._fills.append(row)
            self._column.addWidget(row)
        while len(self._fills) > len(fills):
            row = self._fills.pop()
            self._column.removeWidget(row)
            row.deleteLater()
        for row, fill in zip(self._fills, fills, strict=True):
            row.show_fill(fill)
        widest = max((row.wanted_width for row in self._fills), default=0)
        for row in self._fills:
            row.keep_width(widest)

    def _press_pause(self) -> None:
        (self.resume_asked if self._progress.phase == "paused" else self.pause_asked).emit()

    def _press_hurry(self) -> None:
        self.hurry_asked.emit(not index_wording.is_hurried(self._progress))

    def _lay_out(self) -> None:
        px = self._theme.px
        top = QHBoxLayout()
        top.setSpacing(px(12))
        top.addWidget(self._headline, 1)
        top.addWidget(self._numbers)
        top.addWidget(self._pause)
        buttons = QHBoxLayout()
        buttons.setSpacing(px(8))
        for button in (self._hurry, self._rules):
            buttons.addWidget(button)
        buttons.addStretch(1)
        self._pace_line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._pace_row)
        self._pace_line.setContentsMargins(0, 0, 0, 0)
        self._pace_line.setSpacing(px(7))
        self._pace_line.addWidget(self._pace, 1)
        self._pace_line.addLayout(buttons)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(px(14), px(10), px(14), px(11))
        self._column.setSpacing(px(7))
        self._column.addLayout(top)
        for part in (self._bar, self._current, self._pace_row):
            self._column.addWidget(part)


class _FillRow(QWidget):
    """One model's line: its name and what it is for, a bar, its numbers."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._name = ElidedLabel(Qt.TextElideMode.ElideMiddle, "fillName")
        self._bar = _bar("")
        self._numbers = plain_label("", "muted")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.px(14))
        self._grid.setVerticalSpacing(theme.px(3))
        self.spoken = ""
        self._is_wide = True

    @property
    def wanted_width(self) -> int:
        """How wide the numbers would like to be."""
        return self._numbers.sizeHint().width()

    def keep_width(self, width: int) -> None:
        """Give the numbers this room, so that the bars of all lines are of one length."""
        self._numbers.setMinimumWidth(width if self._is_wide else 0)

    def show_fill(self, fill: Fill) -> None:
        """Show how far this model is."""
        role, numbers = index_wording.fill_role(fill), index_wording.fill_numbers(fill)
        name = wording.on_one_line(fill.model)
        self.spoken = tr("{model}, {role}: {numbers}", model=name, role=role, numbers=numbers)
        self._name.set_text(f"{name}  ·  {role}")
        self._bar.setValue(round(index_wording.fill_share(fill) * _STEPS))
        self._bar.setAccessibleName(self.spoken)
        self._numbers.setMinimumWidth(0)
        self._numbers.setText(numbers)

    def arrange(self, *, is_wide: bool) -> None:
        """Put the name beside its bar, or above it."""
        for part in (self._name, self._bar, self._numbers):
            self._grid.removeWidget(part)
        first = 1 if is_wide else 0
        self._grid.addWidget(self._name, 0, 0)
        self._grid.addWidget(self._bar, 1 - first, first)
        self._grid.addWidget(self._numbers, 2 - 2 * first, 2 * first)
        self._grid.setColumnStretch(0, 3 if is_wide else 1)
        self._grid.setColumnStretch(1, 2 if is_wide else 0)
        self._is_wide = is_wide
        self._numbers.setMinimumWidth(0)


def _bar(name: str) -> QProgressBar:
    bar = QProgressBar()
    bar.setRange(0, _STEPS)
    bar.setTextVisible(False)
    bar.setAccessibleName(name)
    return bar
