"""The context menu of the bodies of the preview: copy, and select all.

Invariant: it offers what the keys do, and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QContextMenuEvent, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from pplx_desktop.gui.found_menus import make_findable
from pplx_desktop.gui.translation import tr


def show_copy_menu(
    owner: QWidget, event: QContextMenuEvent, *, copy: Callable[[], None] | None, select_all: Callable[[], None]
) -> None:
    """Show the menu where it was asked for; by key in the middle of its owner. `copy` is None where nothing is selected."""
    menu = QMenu(owner)
    make_findable(menu)
    copying = menu.addAction(tr("Copy"))
    copying.setShortcut(QKeySequence.StandardKey.Copy)
    copying.setEnabled(copy is not None)
    if copy is not None:
        copying.triggered.connect(copy)
    selecting = menu.addAction(tr("Select all"))
    selecting.setShortcut(QKeySequence.StandardKey.SelectAll)
    selecting.triggered.connect(select_all)
    menu.aboutToHide.connect(menu.deleteLater)
    by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
    menu.popup(owner.mapToGlobal(owner.rect().center()) if by_key else event.globalPos())
    event.accept()
