"""A calm strip with something that the user should know, until it is put away."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QToolButton, QWidget

from pplx_desktop.gui import glyphs
from pplx_desktop.gui.labels import plain_label
from pplx_desktop.gui.theme import Theme
from pplx_desktop.gui.translation import tr


class Notice(QFrame):
    """Hidden while it has nothing to say. What was put away stays away until it says something else."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._theme = theme
        self._put_away = ""
        self._lasts = False
        self._label = plain_label("", "noticeText")
        self._label.setWordWrap(True)
        self._do: Callable[[], None] | None = None
        self._button = QPushButton()
        self._button.setObjectName("noticeButton")
        self._button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._button.clicked.connect(self._press)
        self._button.hide()
        self._close = QToolButton()
        self._close.setAccessibleName(tr("Put this message away"))
        self._close.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._close.setIconSize(QSize(theme.px(16), theme.px(16)))
        self._close.clicked.connect(self.put_away)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(14), theme.px(7), theme.px(8), theme.px(7))
        row.addWidget(self._label, 1)
        row.addWidget(self._button, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._close, 0, Qt.AlignmentFlag.AlignVCenter)
        theme.changed.connect(self._paint_glyphs)
        self._paint_glyphs()
        self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return self._label.text()

    def say(self, text: str, action: tuple[str, Callable[[], None]] | None = None, *, lasts: bool = False) -> None:
        """Say something; nothing hides the strip. `action` is what can be done about it: a button's text and deed. What
        `lasts` is there until the user puts it away, or there is something else to say.
        """
        if self._lasts and not text:
            return
        self._lasts = lasts
        if text != self._put_away:
            self._put_away = ""
        self._label.setText(text)
        self.setAccessibleName(text)
        self._button.setVisible(action is not None)
        if action is not None:
            name, self._do = action
            self._button.setText(name)
        self.setVisible(bool(text) and text != self._put_away)

    def put_away(self) -> None:
        """Hide what is said now."""
        self._put_away = self._label.text()
        self._lasts = False
        self.hide()

    def _press(self) -> None:
        if self._do is not None:
            self._do()

    def _paint_glyphs(self) -> None:
        colour = self._theme.colour("on_notice")
        self._close.setIcon(glyphs.glyph_icon(glyphs.close, colour, size_px=self._theme.px(16)))
