"""A row of buttons that goes on in a second row where there is no room."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Lays its widgets out from left to right, as many as fit, then below. Hidden ones take no room. If `centred`, what
    a row leaves free lies on both sides of it.
    """

    def __init__(self, *, spacing: int, centred: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        # Qt asks for the same again and again, several times for each painting.
        self._sizes: list[tuple[QLayoutItem, QSize, QSize]] | None = None
        self._heights: dict[int, int] = {}
        self._is_centred = centred
        self.setSpacing(spacing)
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Qt hands over an item."""
        self._items.append(item)
        self.invalidate()

    def invalidate(self) -> None:
        """Qt says that something in it is, or wants to be, of another size."""
        self._sizes = None
        self._heights.clear()
        super().invalidate()

    def count(self) -> int:
        """Qt asks how many there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Qt asks for one; past the end there is none."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Qt takes one out."""
        if not 0 <= index < len(self._items):
            return None
        item = self._items.pop(index)
        self.invalidate()
        return item

    def expandingDirections(self) -> Qt.Orientation:
        """It wants no more room than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Its height depends on where its rows break."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Qt asks how high it is at this width."""
        height = self._heights.get(width)
        if height is None:
            height = self._heights[width] = self._arrange(QRect(0, 0, width, 0), is_real=False)
        return height

    def setGeometry(self, rect: QRect) -> None:
        """Qt gives it its place."""
        super().setGeometry(rect)
        self._arrange(rect, is_real=True)

    def sizeHint(self) -> QSize:
        """Qt asks how large it would like to be: all in one row."""
        hints = [hint for _, hint, _ in self._seen()]
        width = sum(hint.width() for hint in hints) + self.spacing() * max(0, len(hints) - 1)
        return QSize(width, max((hint.height() for hint in hints), default=0))

    def minimumSize(self) -> QSize:
        """Qt asks how small it may be: the widest alone."""
        hints = [least for _, _, least in self._seen()]
        return QSize(
            max((hint.width() for hint in hints), default=0), max((hint.height() for hint in hints), default=0)
        )

    def _seen(self) -> list[tuple[QLayoutItem, QSize, QSize]]:
        """The items that are not hidden, how large they would like to be, and how small they can be."""
        if self._sizes is None:
            self._sizes = [(item, item.sizeHint(), item.minimumSize()) for item in self._items if not item.isEmpty()]
        return self._sizes

    def _arrange(self, rect: QRect, *, is_real: bool) -> int:
        """Place the items, or only find out how high they are together."""
        y = rect.y()
        for number, row in enumerate(self._rows(rect.width())):
            y += self.spacing() if number else 0
            free = rect.width() - sum(size.width() for _, size in row) - self.spacing() * (len(row) - 1)
            x = rect.x() + (max(0, free) // 2 if self._is_centred else 0)
            for item, size in row:
                if is_real:
                    item.setGeometry(QRect(QPoint(x, y), size))
                x += size.width() + self.spacing()
            y += max(size.height() for _, size in row)
        return y - rect.y()

    def _rows(self, width: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        rows: list[list[tuple[QLayoutItem, QSize]]] = []
        taken = 0
        for item, hint, least in self._seen():
            size = QSize(min(hint.width(), max(width, least.width())), hint.height())
            if not rows or taken + self.spacing() + size.width() > width:
                rows.append([])
                taken = -self.spacing()
            rows[-1].append((item, size))
            taken += self.spacing() + size.width()
        return rows
