"""What can be written in the search box, each with an example that puts it there."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QVBoxLayout, QWidget

from pplx_desktop.gui.buttons import push_button
from pplx_desktop.gui.labels import WrappedLabel, plain_label
from pplx_desktop.gui.theme import Theme
from pplx_desktop.gui.translation import noop, tr

EXAMPLES = (
    ("type:pdf", "type:", noop("Only files of this kind, or of a group such as type:sheet or type:code.")),
    ("in:Reports", "in:", noop("Only files in folders whose name has this.")),
    ("after:2024-03", "after:", noop("Changed on this day or later; a month or a year will do.")),
    ("before:2024", "before:", noop("Changed before this day.")),
    ("\N{QUOTATION MARK}heat pump\N{QUOTATION MARK}", '"', noop("Exactly these words, in this order.")),
    ("-oil", "-", noop("Without files that have this word.")),
)
"""An example, what a press on it writes, and what it asks for."""
_WIDTH = 470


class QueryHelp(QFrame):
    """A popup, which closes by Esc, F1 or a press elsewhere. `chosen(str)` comes with what is to be written."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("queryHelp")
        self.setAccessibleName(tr("What can be written in the search box"))
        self._theme = theme
        px = theme.px
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(px(18), px(14), px(18), px(14))
        column.setSpacing(px(10))
        column.addWidget(plain_label(tr("Search in your own words"), "helpHeadline"))
        lead = WrappedLabel("muted")
        lead.say(tr("Files with these words come first, together with what means the same. All of this narrows it:"))
        column.addWidget(lead)
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(12))
        grid.setVerticalSpacing(px(7))
        grid.setColumnStretch(1, 1)
        self.examples: list[QPushButton] = []
        for row, (example, written, meaning) in enumerate(EXAMPLES):
            button = push_button(example, partial(self._choose, written))
            button.setProperty("chip", "true")
            button.setAccessibleName(tr("Write {example}", example=example))
            button.setAccessibleDescription(tr(meaning))
            said = WrappedLabel()
            said.say(tr(meaning))
            grid.addWidget(button, row, 0)
            grid.addWidget(said, row, 1)
            self.examples.append(button)
        column.addLayout(grid)
        keys = WrappedLabel("muted")
        keys.say(
            tr(
                "{complete} shows what fits at the cursor. {history}, or Up in the empty box, shows earlier searches.",
                complete=_shown("Ctrl+Space"),
                history=_shown("Alt+Down"),
            )
        )
        column.addWidget(keys)

    def show_under(self, anchor: QWidget) -> None:
        """Show it under the box, at its end, inside the screen."""
        window = anchor.window()
        self.setFixedWidth(min(self._theme.px(_WIDTH), window.width() - self._theme.px(16)))
        self.setFixedHeight(self._column.totalHeightForWidth(self.width()))
        at = anchor.mapToGlobal(QPoint(anchor.width() - self.width(), anchor.height() + self._theme.px(4)))
        if anchor.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            at.setX(anchor.mapToGlobal(QPoint(0, 0)).x())
        screen = QGuiApplication.screenAt(at) or window.screen()
        room = screen.availableGeometry()
        at.setX(max(room.left(), min(at.x(), room.right() - self.width())))
        at.setY(max(room.top(), min(at.y(), room.bottom() - self.height())))
        self.move(at)
        self.show()
        self.examples[0].setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The key that opened it closes it, and the arrows go from example to example."""
        key = event.key()
        if key in {Qt.Key.Key_F1, Qt.Key.Key_Escape}:
            self.close()
        elif key in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            self.focusNextPrevChild(key == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def _choose(self, written: str) -> None:
        self.close()
        self.chosen.emit(written)


def _shown(keys: str) -> str:
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
