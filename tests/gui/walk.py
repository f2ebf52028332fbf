"""Goes through a window by keyboard, as somebody without a mouse does."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QWidget

_MOST = 120


def reached_by_tab(
    top: QWidget, key: Qt.Key = Qt.Key.Key_Tab, look: Callable[[QWidget], None] = lambda _: None
) -> list[QWidget]:
    """Everything that Tab comes to until it is back where it began; fails where it stays or never comes back. `look` is
    called at each stop, and may take the keyboard away for a moment.
    """
    reached: list[QWidget] = []
    focused = top.focusWidget()
    assert focused is not None, "nothing has the keyboard"
    while focused not in reached:
        reached.append(focused)
        look(focused)
        assert len(reached) < _MOST
        QTest.keyClick(focused, key)
        focused = top.focusWidget()
        assert focused is not None
        assert focused is not reached[-1] or len(reached) == 1, f"{told(focused)} keeps the keyboard"
    assert focused is reached[0], f"from {told(reached[-1])} it goes back to {told(focused)} only"
    return reached


def clickable(top: QWidget) -> Iterator[QAbstractButton]:
    """The buttons of a window that can be pressed now."""
    for button in top.findChildren(QAbstractButton):
        is_own = button.metaObject().className() not in {"QTableCornerButton", "CloseButton"}
        if button.isVisible() and button.isEnabled() and button.window() is top and is_own:
            yield button


def out_of_reach(top: QWidget, reached: list[QWidget]) -> list[str]:
    """What can be pressed, but not by keyboard. The arrows lead through a group of which Tab reaches one."""
    led = {button for widget in reached if isinstance(widget, QAbstractButton) for button in _group_of(widget)}
    return [told(button) for button in clickable(top) if button not in reached and button not in led]


def picture(widget: QWidget) -> QImage:
    """What is seen of a widget, and of what stands around it: a frame may be painted by its parent."""
    top = widget.window()
    rect = widget.rect().translated(widget.mapTo(top, widget.rect().topLeft())).adjusted(-6, -6, 6, 6)
    return top.grab(rect.intersected(top.rect())).toImage().convertToFormat(QImage.Format.Format_RGB32)


def changed_pixels(one: QImage, other: QImage) -> int:
    """In how many places two pictures of the same size are not alike."""
    assert one.size() == other.size()
    first, second = (np.frombuffer(image.constBits(), np.uint32) for image in (one, other))
    return int(np.count_nonzero(first != second))


def told(widget: QWidget) -> str:
    """Which one it is, for the message of a test."""
    text = widget.accessibleName() or str(getattr(widget, "text", str)())
    return f"{type(widget).__name__} {widget.objectName()} “{text}”"


def _group_of(button: QAbstractButton) -> list[QAbstractButton]:
    group: QButtonGroup | None = button.group()
    if group is not None:
        return group.buttons()
    parent = button.parentWidget()
    if not button.autoExclusive() or parent is None:
        return []
    return [other for other in parent.findChildren(QAbstractButton) if other.autoExclusive()]
