"""Words of the index that the user may have meant, each a button."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from pplx_desktop.gui import wording
from pplx_desktop.gui.buttons import push_button
from pplx_desktop.gui.flow import FlowLayout
from pplx_desktop.gui.labels import plain_label
from pplx_desktop.gui.theme import Theme
from pplx_desktop.gui.translation import tr

_MOST = 6
_LETTERS = 32


class Suggestions(QWidget):
    """`chosen(str)` comes with the word that was pressed. Hidden while there are none."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, *, centred: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = FlowLayout(spacing=theme.px(6), centred=centred)
        lead = plain_label(tr("Words that are there:"), "suggestionsLead")
        lead.setFixedHeight(theme.px(28))
        self._row.addWidget(lead)
        self.setLayout(self._row)
        self._words: tuple[str, ...] = ()
        self._buttons: list[QPushButton] = []
        self.hide()

    @property
    def buttons(self) -> Sequence[QPushButton]:
        """The buttons, in the order of their words."""
        return self._buttons

    def offer(self, words: Sequence[str]) -> None:
        """Offer these words and no others."""
        offered = tuple(dict.fromkeys(words))[:_MOST]
        if offered == self._words:
            return
        had_focus = any(button.hasFocus() for button in self._buttons)
        for button in self._buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._words = offered
        self._buttons = [self._make_button(word) for word in offered]
        self.setVisible(bool(offered))
        if had_focus and self._buttons:
            self._buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_button(self, word: str) -> QPushButton:
        shown = wording.on_one_line(word)
        shown = shown if len(shown) <= _LETTERS else f"{shown[: _LETTERS - 1]}…"
        # An ampersand would underline the letter behind it.
        button = push_button(shown.replace("&", "&&"), partial(self.chosen.emit, word))
        button.setProperty("chip", "true")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAccessibleName(tr("Search for “{word}”", word=wording.on_one_line(word)))
        self._row.addWidget(button)
        button.show()
        return button
