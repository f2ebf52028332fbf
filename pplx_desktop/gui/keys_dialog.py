"""The keyboard reference: what each key does.

Invariant: keys of actions are read from the actions themselves, so none is listed that does not work, and none is missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QDialog, QFrame, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from pplx_desktop.gui.buttons import push_button
from pplx_desktop.gui.flow import FlowLayout
from pplx_desktop.gui.labels import WrappedLabel, plain_label
from pplx_desktop.gui.room import take_room
from pplx_desktop.gui.theme import Theme
from pplx_desktop.gui.translation import noop, tr

DEFAULT_SIZE = (520, 600)
HANDLED: tuple[tuple[str, tuple[str, ...]], ...] = (
    (noop("Move in the results while you type"), ("Up", "Down")),
    (noop("Open the file, at its page where that is possible"), ("Return",)),
    (noop("Show it in its folder"), ("Ctrl+Return",)),
    (noop("Clear the search, then leave the window"), ("Esc",)),
    (noop("Find in the file, where the preview has the keyboard"), ("Ctrl+F",)),
)
"""What keys do that are no actions: the search box takes them, and the preview the last."""
Entry = tuple[str, tuple[str, ...]]


class KeysDialog(QDialog):
    """A list of keys. `hotkey` is what brings up the window from anywhere; empty where nothing does."""

    def __init__(
        self, theme: Theme, actions: Iterable[QAction], hotkey: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Keyboard"))
        self._theme = theme
        self._entries: list[Entry] = [*((tr(text), keys) for text, keys in HANDLED), *entries_of(actions)]
        if hotkey:
            self._entries.append((tr("Show or hide the window, from anywhere"), (hotkey,)))
        self._lay_out()
        take_room(self, theme.size(*DEFAULT_SIZE), theme.size(340, 300))

    @property
    def entries(self) -> Sequence[Entry]:
        """What is listed: what is done, and the keys that do it."""
        return self._entries

    def _lay_out(self) -> None:
        px = self._theme.px
        pane = QWidget()
        pane.setObjectName("modelPane")
        grid = QGridLayout(pane)
        grid.setContentsMargins(px(16), px(12), px(16), px(12))
        grid.setHorizontalSpacing(px(16))
        grid.setVerticalSpacing(px(9))
        grid.setColumnStretch(0, 1)
        # Beside many keys a line of words would be none.
        grid.setColumnMinimumWidth(0, px(120))
        for row, (text, keys) in enumerate(self._entries):
            label = WrappedLabel()
            label.say(text)
            shown = [QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) for key in keys]
            # The list is read line by line: what is done, and by which keys.
            label.setAccessibleName(tr("{action}: {keys}", action=text, keys=", ".join(shown)))
            caps = QWidget()
            line = FlowLayout(spacing=px(5), centred=False, parent=caps)
            for key in shown:
                line.addWidget(_cap(key))
            grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(caps, row, 1, Qt.AlignmentFlag.AlignVCenter)
        grid.setRowStretch(len(self._entries), 1)
        card = QFrame()
        card.setObjectName("preferenceGroup")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(pane)
        scroll = QScrollArea()
        scroll.setObjectName("preferences")
        scroll.setWidget(card)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setAccessibleName(tr("Keys"))
        scroll.viewport().setAutoFillBackground(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(18), px(16), px(18), px(16))
        column.setSpacing(px(10))
        column.addWidget(scroll, 1)
        column.addWidget(push_button(tr("Close"), self.close), 0, Qt.AlignmentFlag.AlignRight)
        # The list scrolls by the arrow keys.
        scroll.setFocus()


def entries_of(actions: Iterable[QAction]) -> list[Entry]:
    """What actions with a key do, without the marks of menus."""
    return [
        (_plain(action.text()), tuple(key.toString() for key in action.shortcuts()))
        for action in actions
        if action.shortcuts() and action.text()
    ]


def _plain(text: str) -> str:
    """`&Quit…` as `Quit`: in a list, nothing opens and no letter is a key."""
    return re.sub(r"&(.)", r"\1", text).removesuffix("…")


def _cap(text: str) -> QLabel:
    return plain_label(text, "keyCap")
