"""The bar that finds words in the file that is shown.

Invariant: it knows the text of the file and nothing of how it is shown: `found` tells which occurrence to light.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from pplx_desktop.gui import glyphs, translation
from pplx_desktop.gui.buttons import glyph_button
from pplx_desktop.gui.finder import Finder, Span
from pplx_desktop.gui.labels import plain_label
from pplx_desktop.gui.text_field import TextField
from pplx_desktop.gui.theme import Theme
from pplx_desktop.gui.translation import tr

_MOST_LETTERS = 500
_DELAY_MS = 30
_KEYS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F3, Qt.Key.Key_Escape})


class FindBar(QFrame):
    """`found(Finder or None, span or None)` comes with each occurrence that is gone to, `closed` when it is put away.

    `place` says where the reader is, and so where finding begins.
    """

    found = Signal(object, object)
    closed = Signal()

    def __init__(self, theme: Theme, place: Callable[[], int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("findBar")
        self._theme, self._place = theme, place
        self._folded = ""
        self._finder: Finder | None = None
        self._span: Span | None = None
        self.edit = TextField()
        self.edit.setObjectName("filterEdit")
        self.edit.setPlaceholderText(tr("Find in this file"))
        self.edit.setAccessibleName(tr("Find in this file"))
        self.edit.setMaxLength(_MOST_LETTERS)
        self._delay = QTimer(self, singleShot=True, interval=_DELAY_MS)
        self._delay.timeout.connect(self._begin)
        self.edit.textChanged.connect(self._delay.start)
        self.count = plain_label("", "muted")
        # What is typed keeps its room from one occurrence to the next.
        usual = tr("{number} of {count}", number=99, count=999)
        self.count.setMinimumWidth(QFontMetrics(theme.font()).horizontalAdvance(usual))
        size = theme.px(16)
        self.previous = glyph_button(tr("Find the one before"), "Shift+Enter", size, partial(self.step, backwards=True))
        self.following = glyph_button(tr("Find the next one"), "Enter", size, partial(self.step, backwards=False))
        self.close_button = glyph_button(tr("Close"), "Esc", size, self.leave)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(8), theme.px(5), theme.px(5), theme.px(5))
        row.setSpacing(theme.px(4))
        row.addWidget(self.edit, 1)
        row.addWidget(self.count)
        for button in (self.previous, self.following, self.close_button):
            row.addWidget(button)
        theme.changed.connect(self._paint_glyphs)
        self._paint_glyphs()
        self.hide()

    @property
    def span(self) -> Span | None:
        """The occurrence that is lit."""
        return self._span

    def open_with(self, selected: str) -> None:
        """Show the bar and find what is selected; what was found last, where nothing is."""
        self.show()
        line = selected.strip().partition("\n")[0].strip()[:_MOST_LETTERS]
        if line:
            self.edit.setText(line)
        self.edit.selectAll()
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._begin()

    def leave(self) -> None:
        """Put the bar away."""
        if not self.isHidden():
            self.hide()
            self._finder = self._span = None
            self.found.emit(None, None)
            self.closed.emit()

    def search_in(self, folded: str) -> None:
        """Find in another text, as `folded_text` gives it. What is typed is lit there, and nothing is gone to."""
        self._folded = folded
        self._span = None
        if not self.isHidden():
            self._finder = Finder(folded, self.edit.text())
            self._say()
            self.found.emit(self._finder, None)

    def step(self, *, backwards: bool) -> None:
        """Go to the next occurrence, or to the one before."""
        if self._delay.isActive():
            self._delay.stop()
            self._begin()
        elif self._finder is not None:
            place = self._place() if self._span is None else self._span[0] if backwards else self._span[1]
            self._go_to(self._finder.following(place, backwards=backwards))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, Esc closes."""
        is_back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_F3:
                self.step(backwards=is_back)
            case Qt.Key.Key_Escape:
                self.leave()
            case _:
                super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Its keys come before those of the window."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and event.key() in _KEYS:
            event.accept()
            return True
        return super().event(event)

    def _begin(self) -> None:
        """Find from where the reader is, or from what is lit: typing on keeps the place."""
        self._delay.stop()
        self._finder = Finder(self._folded, self.edit.text())
        place = self._span[0] if self._span is not None else self._place()
        self._go_to(self._finder.following(place))

    def _go_to(self, span: Span | None) -> None:
        self._span = span
        self._say()
        self.found.emit(self._finder, span)

    def _say(self) -> None:
        count = self._finder.count if self._finder is not None else 0
        if not self.edit.text():
            said = ""
        elif not count:
            said = tr("nothing found")
        elif self._span is None or self._finder is None:
            said = translation.number(count)
        else:
            number = translation.number(self._finder.number_of(self._span))
            said = tr("{number} of {count}", number=number, count=translation.number(count))
        self.count.setText(said)
        self.edit.setAccessibleDescription(said)
        for button in (self.previous, self.following):
            button.setEnabled(count > 0)

    def _paint_glyphs(self) -> None:
        colour, size = self._theme.colour("text"), self._theme.px(16)
        self.previous.setIcon(glyphs.glyph_icon(glyphs.previous, colour, size_px=size))
        self.following.setIcon(glyphs.glyph_icon(glyphs.following, colour, size_px=size))
        self.close_button.setIcon(glyphs.glyph_icon(glyphs.clear, colour, size_px=size))
