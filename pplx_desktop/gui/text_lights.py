"""What is lit in a text: the passage, its marks, the sentence that tells most, what was found.

Invariant: offsets are characters of the whole text; of what was found, only what is seen is lit, and not without end.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from pplx_desktop.gui.finder import Finder, Span
from pplx_desktop.gui.theme import Theme

MOST_FOUND = 60
"""Painting a long line takes as much longer as there are stretches lit in it."""


class TextLights:
    """Makes Qt's selections of them. `cursor_at` an offset is one in the document that is shown."""

    def __init__(self, theme: Theme, cursor_at: Callable[[int], QTextCursor]) -> None:
        self._theme, self._cursor_at = theme, cursor_at
        self.passage: Span | None = None
        self.marks: tuple[Span, ...] = ()
        self.telling: Span | None = None
        self.finder: Finder | None = None
        self.found: Span | None = None

    def clear(self) -> None:
        """Nothing is lit any more."""
        self.passage, self.marks, self.telling, self.finder, self.found = None, (), None, None, None

    def show_passage(self, passage: Span, marks: Sequence[Span]) -> None:
        """Another passage is lit, with those of its marks that lie in it."""
        self.passage, self.telling = passage, None
        self.marks = tuple((begin, end) for begin, end in marks if passage[0] <= begin < end <= passage[1])

    def selections(self, seen: Span) -> list[QTextEdit.ExtraSelection]:
        """All of them, the later ones painted over the earlier. `seen` is what the window shows."""
        made: list[QTextEdit.ExtraSelection] = []
        if self.passage is not None:
            made.append(self._lit(self.passage, "passage", "on_passage"))
            telling = self.telling
            if telling is not None:
                made.append(self._lit(telling, "passage", "on_passage", is_telling=True))
            for mark in self.marks:
                is_told = telling is not None and telling[0] <= mark[0] and mark[1] <= telling[1]
                made.append(self._lit(mark, "mark", "on_mark", is_telling=is_told))
        if self.finder is not None:
            for number, span in enumerate(self.finder.between(*seen)):
                if number == MOST_FOUND:
                    break
                made.append(self._lit(span, "accent_soft", "on_accent_soft"))
        if self.found is not None:
            made.append(self._lit(self.found, "accent", "on_accent"))
        return made

    def _lit(self, span: Span, ground: str, ink: str, *, is_telling: bool = False) -> QTextEdit.ExtraSelection:
        selection = QTextEdit.ExtraSelection()
        cursor = self._cursor_at(span[0])
        cursor.setPosition(self._cursor_at(span[1]).position(), QTextCursor.MoveMode.KeepAnchor)
        selection.cursor = cursor
        selection.format.setBackground(self._theme.colour(ground))
        selection.format.setForeground(self._theme.colour(ink))
        if is_telling:
            selection.format.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
            selection.format.setUnderlineColor(self._theme.colour("accent"))
        return selection
