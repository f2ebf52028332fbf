"""Menus that a screen reader finds: whatever pops up is left out of the tree that Qt gives it.

Invariant: an open menu stands in the tree of the window that it opens from, below a menu bar that nobody sees and that
goes when the menu does.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QMenu, QMenuBar

from pplx_desktop.gui.announcing import is_listened_to
from pplx_desktop.gui.translation import tr


def make_findable(menu: QMenu) -> None:
    """Have this menu in the tree while it is open. It is called as what it opens from."""
    menu.aboutToShow.connect(partial(_put_in, menu))
    menu.aboutToHide.connect(partial(_forget_entry, menu))


def _put_in(menu: QMenu) -> None:
    owner = menu.parentWidget()
    if owner is None or not is_listened_to():
        return
    called = QAccessible.queryAccessibleInterface(owner).text(QAccessible.Text.Name)
    menu.setAccessibleName(tr("Menu") if owner.isWindow() else called)
    if any(isinstance(holder, QMenu) and holder.isVisible() for holder in menu.menuAction().associatedObjects()):
        # It stands in the tree already, below an entry of the menu that is open.
        return
    _forget_entry(menu)
    bar = QMenuBar(owner.window())
    # Neither in the window nor in the panel of a desktop that shows the menus of programs there.
    bar.setNativeMenuBar(False)
    bar.hide()
    bar.setAccessibleName(tr("Menu"))
    bar.addMenu(menu)
    # Who asks for it first has it: else a closed menu of which this one is an entry might.
    QAccessible.queryAccessibleInterface(bar).child(0)
    menu.aboutToHide.connect(bar.deleteLater)
    # One that is deleted while it is open does not hide before.
    menu.destroyed.connect(bar.deleteLater)
    QAccessible.updateAccessibility(QAccessibleEvent(bar, QAccessible.Event.ObjectCreated))


def _forget_entry(menu: QMenu) -> None:
    """Qt keeps the entry that leads to a menu, with the bar that it was in first, after that is gone."""
    entry = QAccessible.queryAccessibleInterface(menu.menuAction()) if is_listened_to() else None
    if entry is not None:
        QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(entry))
