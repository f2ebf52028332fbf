"""What can be done with the selected result, by key, button or menu.

Invariant: every entry of its menu has a key or stands in the window's own menu too; an order is about the file that was
selected when it was given.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QMenu

from pplx_desktop.core.types import Hit
from pplx_desktop.gui import evidence_menus, wording
from pplx_desktop.gui.actions import Actions
from pplx_desktop.gui.found_menus import make_findable
from pplx_desktop.gui.found_page import FoundPage
from pplx_desktop.gui.opening import Opener
from pplx_desktop.gui.translation import tr, trn


class ResultOrders(QObject):
    """Gives the orders. `failed` comes with a `PplxError`, `used` where a file is opened or shown."""

    failed = Signal(object)
    used = Signal()

    def __init__(self, page: FoundPage, opener: Opener, actions: Actions, parent: QObject) -> None:
        super().__init__(parent)
        self._page, self._opener, self._actions = page, opener, actions
        results, preview = page.results, page.preview
        results.open_asked.connect(self.open)
        results.folder_asked.connect(self.show_in_folder)
        results.menu_asked.connect(self.show_menu)
        preview.open_asked.connect(self.open_file)
        preview.folder_asked.connect(self.show_file)
        actions.next_passage.triggered.connect(lambda: preview.step(1))
        actions.previous_passage.triggered.connect(lambda: preview.step(-1))
        actions.copy_passage.triggered.connect(preview.copy_passage)
        actions.why.triggered.connect(page.toggle_why)

    def open(self) -> None:
        """Open the file, at the page of the passage that is looked at."""
        hit = self._page.results.hit
        if hit is not None:
            passage = self._page.passage
            self.open_file(hit.path, passage.page if passage is not None else None)

    def show_in_folder(self) -> None:
        """Show the file in its folder."""
        hit = self._page.results.hit
        if hit is not None:
            self.show_file(hit.path)

    def open_file(self, path: str, page: int | None = None) -> None:
        """Open a file."""
        self.used.emit()
        self._opener.open(path, page, self.failed.emit)

    def show_file(self, path: str) -> None:
        """Show a file in its folder."""
        self.used.emit()
        self._opener.show_in_folder(path, self.failed.emit)

    def show_menu(self, at: QPoint) -> None:
        """Show the menu of the row at a place of the list."""
        results = self._page.results
        index = results.indexAt(at)
        if index.isValid():
            results.setCurrentIndex(index)
            menu = QMenu(results)
            make_findable(menu)
            self._fill(menu)
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(results.viewport().mapToGlobal(at))

    def _fill(self, menu: QMenu) -> None:
        hit, preview = self._page.results.hit, self._page.preview
        if hit is None:
            return
        passage = self._page.passage
        page = passage.page if passage is not None and hit.kind == "pdf" else None
        opens = tr("Open at page {page}", page=page) if page is not None else tr("Open")
        _add(menu, opens, "Return", self.open)
        _add(menu, tr("Show in folder"), "Ctrl+Return", self.show_in_folder)
        if hit.copies:
            copies = menu.addMenu(trn("%n copy", "%n copies", len(hit.copies) + 1))
            evidence_menus.fill_copies(copies, hit, self.open_file, self.show_file)
        menu.addSeparator()
        self._add_passages(menu, hit)
        menu.addAction(self._actions.like)
        menu.addAction(self._actions.why)
        menu.addSeparator()
        if hit.passages:
            menu.addAction(self._actions.copy_passage)
        _add(menu, tr("Copy path"), "", preview.copy_path)

    def _add_passages(self, menu: QMenu, hit: Hit) -> None:
        # In a window without a preview there is nowhere to show another one.
        preview = self._page.preview
        if len(hit.passages) > 1 and not preview.isHidden():
            passages = menu.addMenu(tr("Passages"))
            shown, whole = self._page.passage, preview.hit
            if whole is None or whole.path != hit.path:
                whole = hit
            number = whole.passages.index(shown) if shown in whole.passages else 0
            evidence_menus.fill_passages(passages, whole, number, preview.choose_passage)


def _add(menu: QMenu, text: str, keys: str, take: Callable[[], None]) -> None:
    # The keys are those of the list and of the search box; an entry that had them itself would take them away.
    shown = wording.key_text(keys)
    menu.addAction(f"{text}\t{shown}" if shown else text).triggered.connect(take)
