"""Two panes that share the room of a dialog: a list, and what it is about.

Invariant: the room is shared anew with each size, until the user has moved the border between the two.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QSplitterHandle, QWidget

from pplx_desktop.gui.split_handle import SplitHandle
from pplx_desktop.gui.theme import Theme


@dataclass(frozen=True, slots=True)
class Shares:
    """What the list gets, in points at the usual text size: beside the rest `share` of the width, within limits; above
    it `above` to `below`.
    """

    share: float
    least: int
    most: int
    above: int
    below: int


class SharedSplit(QSplitter):
    """Stands the list beside the rest, or above it where there is little room."""

    def __init__(self, theme: Theme, shares: Shares, first: QWidget, second: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._theme, self._shares = theme, shares
        self._is_shared_by_user = False
        self.addWidget(first)
        self.addWidget(second)
        self.setHandleWidth(theme.px(10))
        self.setChildrenCollapsible(False)
        self.setStretchFactor(0, 0)
        self.setStretchFactor(1, 1)
        self.splitterMoved.connect(self._keep_shares)

    def show_wide(self, *, is_wide: bool) -> None:
        """Say whether there is room for both beside each other."""
        orientation = Qt.Orientation.Horizontal if is_wide else Qt.Orientation.Vertical
        if orientation != self.orientation():
            self.setOrientation(orientation)
            self._is_shared_by_user = False
            self._share_room()

    def createHandle(self) -> QSplitterHandle:
        """Qt asks for the border."""
        return SplitHandle(self._theme, self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """There is more or less room to share."""
        super().resizeEvent(event)
        if not self._is_shared_by_user:
            self._share_room()

    def _keep_shares(self) -> None:
        self._is_shared_by_user = True

    def _share_room(self) -> None:
        px, shares = self._theme.px, self._shares
        if self.orientation() == Qt.Orientation.Horizontal:
            part = min(px(shares.most), max(px(shares.least), round(self.width() * shares.share)))
            self.setSizes([part, self.width() - part])
        else:
            self.setSizes([px(shares.above), px(shares.below)])
