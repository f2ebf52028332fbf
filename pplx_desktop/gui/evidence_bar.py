"""The row of the preview that goes from passage to passage, and from a file to what is like it.

Invariant: what it offers is that of the hit that is shown; its menus are filled when they open.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from pplx_desktop.core.types import Hit
from pplx_desktop.gui import evidence_menus, glyphs
from pplx_desktop.gui.buttons import glyph_button, push_button
from pplx_desktop.gui.flow import FlowLayout
from pplx_desktop.gui.found_menus import make_findable
from pplx_desktop.gui.theme import Theme
from pplx_desktop.gui.translation import tr, trn
from pplx_desktop.gui.wording import key_text

_OPENS = "  ▾"


class EvidenceBar(QWidget):
    """`step_asked(-1 or 1)`, `passage_chosen(number from 0)`, `like_asked`, and for a copy `open_asked(path)` and
    `folder_asked(path)`.
    """

    step_asked = Signal(int)
    passage_chosen = Signal(int)
    like_asked = Signal()
    open_asked = Signal(str)
    folder_asked = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._hit: Hit | None = None
        self._number = 0
        size = theme.px(18)
        self.previous = glyph_button(tr("Previous passage"), "Shift+F3", size, lambda: self.step_asked.emit(-1))
        self.passages = self._menu_button(self._fill_passages)
        self.following = glyph_button(tr("Next passage"), "F3", size, lambda: self.step_asked.emit(1))
        self.like = self._button(tr("More like this"), self.like_asked.emit)
        self.like.setToolTip(key_text("Ctrl+Shift+L"))
        self.copies = self._menu_button(self._fill_copies)
        steps = QWidget()
        row = QHBoxLayout(steps)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(2))
        for part in (self.previous, self.passages, self.following):
            row.addWidget(part)
        flow = FlowLayout(spacing=theme.px(4), parent=None)
        for part in (steps, self.like, self.copies):
            flow.addWidget(part)
        self._steps = steps
        # The arrows would be higher.
        height = self.like.sizeHint().height()
        for part in (self.previous, self.passages, self.following, self.like, self.copies):
            part.setFixedHeight(height)
        self.setLayout(flow)
        theme.changed.connect(self._paint_glyphs)
        self._paint_glyphs()
        self.show_hit(None, 0)

    def show_hit(self, hit: Hit | None, number: int, *, has_text: bool = False) -> None:
        """Offer what there is of a hit whose passage of this number, from 0, is shown. `has_text` where the file has text:
        without any, nothing is like it.
        """
        self._hit, self._number = hit, number
        count = len(hit.passages) if hit is not None else 0
        copies = len(hit.copies) + 1 if hit is not None and hit.copies else 0
        self._steps.setVisible(count > 0)
        self.like.setVisible(count > 0 or has_text)
        self.copies.setVisible(copies > 0)
        self.setVisible(count > 0 or has_text or copies > 0)
        self.passages.setText(
            tr("passage {number} of {count}", number=number + 1, count=count) + (_OPENS if count > 1 else "")
        )
        self.passages.setEnabled(count > 1)
        self.previous.setEnabled(number > 0)
        self.following.setEnabled(number + 1 < count)
        self.copies.setText(trn("%n copy", "%n copies", copies) + _OPENS)

    def _fill_passages(self, menu: QMenu) -> None:
        if self._hit is not None:
            evidence_menus.fill_passages(menu, self._hit, self._number, self.passage_chosen.emit)

    def _fill_copies(self, menu: QMenu) -> None:
        if self._hit is not None:
            evidence_menus.fill_copies(menu, self._hit, self.open_asked.emit, self.folder_asked.emit)

    def _button(self, text: str, press: Callable[[], object]) -> QPushButton:
        button = push_button(text, press)
        button.setObjectName("evidenceButton")
        button.setProperty("flat", "true")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _menu_button(self, fill: Callable[[QMenu], None]) -> QPushButton:
        button = self._button("", lambda: None)
        menu = QMenu(button)
        make_findable(menu)
        menu.aboutToShow.connect(partial(_refill, menu, fill))
        button.setMenu(menu)
        return button

    def _paint_glyphs(self) -> None:
        colour, size = self._theme.colour("text"), self._theme.px(18)
        self.previous.setIcon(glyphs.glyph_icon(glyphs.previous, colour, size_px=size))
        self.following.setIcon(glyphs.glyph_icon(glyphs.following, colour, size_px=size))


def _refill(menu: QMenu, fill: Callable[[QMenu], None]) -> None:
    evidence_menus.clear(menu)
    fill(menu)
