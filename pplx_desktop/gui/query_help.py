"""What can be written in the search box, each with an example that puts it there.

Invariant: it lies over the window and is no popup of the system's: those are left out of the tree that Qt gives screen
readers. While it is there the keyboard is in it; where that goes elsewhere, it closes.
"""

from __future__ import annotations

from functools import partial
from typing import cast

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame, QGridLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

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
_BORDER = 1


class QueryHelp(QScrollArea):
    """Lies over its parent, under `anchor`; closes by Esc, F1 or a press elsewhere, but on `opener`. `chosen(str)` comes
    with what is to be written.
    """

    chosen = Signal(str)

    def __init__(self, theme: Theme, anchor: QWidget, opener: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("queryHelp")
        self.setAccessibleName(tr("What can be written in the search box"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self._theme, self._anchor, self._opener, self._ground = theme, anchor, opener, parent
        self._is_open = False
        px = theme.px
        pane = QWidget()
        pane.setObjectName("helpPane")
        column = self._column = QVBoxLayout(pane)
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
        self.setWidget(pane)
        self.viewport().setAutoFillBackground(False)
        self.hide()

    def toggle(self) -> None:
        """Show it, with the keyboard on its first example; put it away where it is there."""
        if self.isVisible():
            self.hide()
            return
        self.show()
        self.raise_()
        # Only what is shown has its fonts.
        self._place()
        self.ensureVisible(0, 0)
        self.examples[0].setFocus(Qt.FocusReason.PopupFocusReason)
        # From now on a press anywhere else puts it away, and so does a keyboard that goes elsewhere.
        self._is_open = True
        application = _application()
        application.installEventFilter(self)
        application.focusChanged.connect(self._follow_focus)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 -- Qt's own signature
        """Tab goes around in it, as in a popup."""
        focused = [example.hasFocus() for example in self.examples]
        place = focused.index(True) if any(focused) else -1
        example = self.examples[(place + (1 if next else -1)) % len(self.examples)]
        example.setFocus(Qt.FocusReason.TabFocusReason)
        self.ensureWidgetVisible(example)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes it, the arrows go from example to example, and Enter takes one, as it takes an offer."""
        key, focused = event.key(), self.focusWidget()
        if key == Qt.Key.Key_Escape:
            self.hide()
        elif key in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            self.focusNextPrevChild(key == Qt.Key.Key_Down)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and isinstance(focused, QPushButton):
            focused.click()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """It is put away, or its window is: it does not come back with that."""
        super().hideEvent(event)
        if self._is_open:
            self._is_open = False
            application = _application()
            application.removeEventFilter(self)
            application.focusChanged.disconnect(self._follow_focus)
            if self.isAncestorOf(self.window().focusWidget()):
                # Else Qt would give the keyboard to whatever comes next.
                self._anchor.setFocus(Qt.FocusReason.PopupFocusReason)
            self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A press outside of it puts it away; what opens it does so by itself. It keeps its place under the box."""
        if event.type() == QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent):
            at = event.globalPosition().toPoint()
            if not any(part.rect().contains(part.mapFromGlobal(at)) for part in (self, self._opener)):
                self.hide()
        elif event.type() == QEvent.Type.Resize and watched in {self._ground, self._anchor}:
            self._place()
        return super().eventFilter(watched, event)

    def _follow_focus(self, before: QWidget | None, now: QWidget | None) -> None:
        del before
        # None while another program's window is in front.
        if now is not None and not self.isAncestorOf(now):
            self.hide()

    def _place(self) -> None:
        """Lie under the box, at its end, as far as there is room."""
        px, anchor = self._theme.px, self._anchor
        width = min(px(_WIDTH), self._ground.width() - px(16))
        at = anchor.mapTo(self._ground, QPoint(anchor.width() - width, anchor.height() + px(4)))
        if anchor.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            at.setX(anchor.mapTo(self._ground, QPoint(0, 0)).x())
        room = self._ground.height() - at.y() - px(8)
        height = self._column.totalHeightForWidth(width - 2 * _BORDER) + 2 * _BORDER
        # One that is there takes room, and stays because of that.
        needed = Qt.ScrollBarPolicy.ScrollBarAsNeeded if height > room else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(needed)
        x = max(px(8), min(at.x(), self._ground.width() - px(8) - width))
        self.setGeometry(x, at.y(), width, min(height, room))

    def _choose(self, written: str) -> None:
        self.hide()
        self.chosen.emit(written)


def _application() -> QApplication:
    return cast("QApplication", QApplication.instance())


def _shown(keys: str) -> str:
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
