"""The page of results: the list on the left, what was found in the selected one on the right, and above the list,
where nothing matches well, that this is so.

Invariant: an explanation is shown with the hits of the answer that brought it, and a row that the user has chosen does
not move when a later answer to the same query is merged in.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from pplx_desktop.core.evidence import Explanation
from pplx_desktop.core.types import Hit, SearchResult
from pplx_desktop.gui.bridge import Bridge
from pplx_desktop.gui.closest_line import ClosestLine
from pplx_desktop.gui.preview import Preview
from pplx_desktop.gui.results_list import ResultsList
from pplx_desktop.gui.theme import Theme
from pplx_desktop.gui.why_dialog import WhyDialog


class FoundPage(QSplitter):
    """`word_chosen(str)` comes when the user takes a word that is offered for one that no file holds."""

    word_chosen = Signal(str)

    def __init__(self, theme: Theme, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        px = theme.px
        self._theme = theme
        self._is_wide = True
        self._explanations: dict[str, Explanation | None] = {}
        self._why: WhyDialog | None = None
        self.results = ResultsList(theme)
        self.preview = Preview(theme, bridge)
        self.closest = ClosestLine(theme)
        self._left = QWidget()
        self._column = QVBoxLayout(self._left)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(px(6))
        self._column.addWidget(self.closest)
        self._column.addWidget(self.results, 1)
        self.addWidget(self._left)
        self.addWidget(self.preview)
        self.setHandleWidth(px(10))
        self.setChildrenCollapsible(False)
        self.setStretchFactor(0, 48)
        self.setStretchFactor(1, 52)
        self.setSizes([px(546), px(590)])
        self.results.current_changed.connect(self._show_hit)
        self.closest.word_chosen.connect(self.word_chosen)

    @property
    def why_dialog(self) -> WhyDialog | None:
        """What says why where there is no room for a preview, once it was asked for."""
        return self._why

    def show_answer(self, result: SearchResult, hits: Sequence[Hit], *, is_new: bool, is_final: bool) -> None:
        """Show an answer, its hits in this order. `is_new` says that it is the first to its query, `is_final` that none
        comes after it.
        """
        if is_new:
            self._explanations.clear()
        self._explanations.update(dict.fromkeys((hit.path for hit in hits), result.explanation))
        self._say_how_close(result, is_new=is_new, is_final=is_final)
        if is_new:
            self.results.show_new(hits)
        else:
            self.results.merge(hits)

    def clear(self) -> None:
        """Show nothing."""
        self._explanations.clear()
        self.closest.hide()
        self.results.show_new([])

    def show_wide(self, *, is_wide: bool) -> None:
        """Say whether there is room for a preview."""
        self._is_wide = is_wide
        self.preview.setVisible(is_wide)
        if is_wide and self._why is not None:
            self._why.close()
        self._show_hit(self.results.hit)

    def toggle_why(self) -> None:
        """Say why the selected hit stands where it does, or put that away."""
        if self._is_wide:
            self.preview.why.toggle()
            return
        if self._why is None:
            self._why = WhyDialog(self._theme, self)
        if self._why.isVisible():
            self._why.close()
        else:
            self._tell_why(self.results.hit)
            self._why.show()

    def _say_how_close(self, result: SearchResult, *, is_new: bool, is_final: bool) -> None:
        if is_new:
            self.closest.hide()
        if result.is_good_match or not result.hits or not is_final:
            return
        # Above the hits, unless that would move the row that the user has chosen.
        place = 1 if self.results.is_held and not is_new else 0
        if self.closest.isHidden() and self._column.indexOf(self.closest) != place:
            self._column.removeWidget(self.closest)
            self._column.insertWidget(place, self.closest)
        self.closest.say(result.closest)

    def _show_hit(self, hit: Hit | None) -> None:
        if hit is None:
            self.preview.clear()
        elif self._is_wide:
            self.preview.show_hit(hit, self._explanations.get(hit.path))
        if self._why is not None and self._why.isVisible():
            self._tell_why(hit)

    def _tell_why(self, hit: Hit | None) -> None:
        if self._why is not None:
            self._why.show_hit(hit, self._explanations.get(hit.path) if hit is not None else None)
