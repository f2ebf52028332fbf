"""A line in the preview that says how the passage was found, and unfolds to say why the file stands where it does."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from pplx_desktop.core.evidence import Explanation
from pplx_desktop.core.types import Hit, Passage
from pplx_desktop.gui import glyphs, why_wording
from pplx_desktop.gui.labels import ElidedLabel
from pplx_desktop.gui.theme import Theme
from pplx_desktop.gui.translation import tr
from pplx_desktop.gui.why_view import WhyView
from pplx_desktop.gui.why_wording import Account
from pplx_desktop.gui.wording import key_text


class WhySection(QWidget):
    """Stays unfolded or folded while other hits are shown. Hidden where there is nothing to say."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._account: Account | None = None
        self._sentence = ""
        self.view = WhyView(theme)
        self.view.hide()
        self._button = QPushButton(tr("Why this hit?"))
        self._button.setObjectName("whyButton")
        self._button.setProperty("flat", "true")
        self._button.setCheckable(True)
        self._button.setAutoDefault(False)
        self._button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._button.setToolTip(key_text("Ctrl+I"))
        self._button.setIconSize(QSize(theme.px(13), theme.px(13)))
        self._button.toggled.connect(self._unfold)
        self._found = ElidedLabel(Qt.TextElideMode.ElideRight, "whyFound")
        line = QHBoxLayout()
        line.setSpacing(theme.px(8))
        line.addWidget(self._button)
        line.addWidget(self._found, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, theme.px(8), 0)
        column.setSpacing(theme.px(3))
        column.addLayout(line)
        column.addWidget(self.view)
        theme.changed.connect(self._paint_glyph)
        self._paint_glyph()

    @property
    def is_open(self) -> bool:
        """True while it is unfolded."""
        return self._button.isChecked()

    @property
    def found_by(self) -> str:
        """How the passage that is shown was found."""
        return self._found.said

    @property
    def sentence(self) -> str:
        """The sentence that says it; empty where none is known."""
        return self._sentence

    def show_hit(self, hit: Hit | None, passage: Passage | None, explanation: Explanation | None) -> None:
        """Say it of another hit or passage."""
        account = why_wording.account(hit, passage, explanation) if hit is not None else None
        self.setVisible(account is not None)
        if account != self._account:
            self._account, self._sentence = account, ""
            self._fill()
        summary = why_wording.summary(hit, passage) if hit is not None else ""
        self._found.set_text(tr("Found by {how}", how=summary) if summary else "")
        self._button.setAccessibleDescription(self._found.said)

    def show_sentence(self, sentence: str) -> None:
        """Say, too, which sentence says it."""
        self._sentence = sentence
        self._fill()

    def toggle(self) -> None:
        """Unfold or fold it, as a press on its line does, and put the keyboard there."""
        if self.isVisible():
            self._button.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._button.toggle()

    def _fill(self) -> None:
        # Folded, nobody reads it, and another comes with each key that is typed.
        if self.is_open:
            self.view.show_account(self._account)
            self.view.show_sentence(self._sentence)

    def _unfold(self, is_open: bool) -> None:
        self._fill()
        self.view.setVisible(is_open)
        self._paint_glyph()

    def _paint_glyph(self) -> None:
        glyph = glyphs.down if self.is_open else glyphs.following
        colour = self._theme.colour("muted")
        self._button.setIcon(glyphs.glyph_icon(glyph, colour, size_px=self._theme.px(13)))
