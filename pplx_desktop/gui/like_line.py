"""What is said above the files that are like a passage: like which one, and the way back."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from pplx_desktop.gui import glyphs
from pplx_desktop.gui.buttons import push_button
from pplx_desktop.gui.labels import ElidedLabel, plain_label
from pplx_desktop.gui.theme import Theme
from pplx_desktop.gui.translation import tr
from pplx_desktop.gui.wording import key_text


class LikeLine(QFrame):
    """Hidden while what was typed is shown. `back_asked` comes from its button, Esc and Alt+Left."""

    back_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("likeLine")
        self._theme = theme
        self._lead = plain_label("", "likeLead")
        self._subject = ElidedLabel(Qt.TextElideMode.ElideRight, "likeSubject")
        self.back = push_button(tr("Back"), self.back_asked.emit)
        self.back.setObjectName("likeBack")
        self.back.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.back.setToolTip(key_text("Esc"))
        self.back.setAccessibleName(tr("Back to the results"))
        self.back.setIconSize(QSize(theme.px(14), theme.px(14)))
        words = QVBoxLayout()
        words.setSpacing(theme.px(1))
        words.addWidget(self._lead)
        words.addWidget(self._subject)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(12), theme.px(7), theme.px(8), theme.px(7))
        row.setSpacing(theme.px(10))
        row.addLayout(words, 1)
        row.addWidget(self.back)
        # Hidden, it does not take the key from anybody.
        for key in (QKeySequence(Qt.Key.Key_Escape), QKeySequence("Alt+Left")):
            QShortcut(key, self).activated.connect(self.back_asked)
        theme.changed.connect(self._paint_glyph)
        self._paint_glyph()
        self.hide()

    @property
    def subject(self) -> str:
        """What the files below are like; empty while it is hidden."""
        return "" if self.isHidden() else self._subject.said

    def say(self, subject: str, *, is_passage: bool, has_hits: bool) -> None:
        """Say what the files below are like, a passage or a whole file, or that there are none."""
        likeness = tr("Similar to this passage") if is_passage else tr("Similar to this file")
        self._lead.setText(likeness if has_hits else tr("Nothing else is like this"))
        self._subject.set_text(subject)
        self.show()

    def _paint_glyph(self) -> None:
        colour = self._theme.colour("on_accent_soft")
        self.back.setIcon(glyphs.glyph_icon(glyphs.previous, colour, size_px=self._theme.px(14)))
