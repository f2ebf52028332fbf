"""What helps with writing a query: completion, the list of earlier searches, and what can be written at all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from pplx_desktop.gui.actions import Actions
from pplx_desktop.gui.bridge import Bridge
from pplx_desktop.gui.completing import Completing
from pplx_desktop.gui.query_help import QueryHelp
from pplx_desktop.gui.remembering import Remembering
from pplx_desktop.gui.search_box import SearchBox
from pplx_desktop.gui.theme import Theme


class QueryAids(QObject):
    """Belongs to a window with a search box; its list and its help lie over `ground`, above all that is laid out in it:
    a stacked layout raises the page that it shows.
    """

    def __init__(
        self,
        theme: Theme,
        bridge: Bridge,
        box: SearchBox,
        actions: Actions,
        today: Callable[[], date],
        ground: QWidget,
    ) -> None:
        super().__init__(ground)
        self._theme, self._box, self._ground = theme, box, ground
        self._help: QueryHelp | None = None
        self.completing = Completing(theme, bridge, box, today, ground)
        self.remembering = Remembering(bridge, self)
        box.edited.connect(self.remembering.show_query)
        box.help.clicked.connect(self.show_help)
        actions.query_help.triggered.connect(self.show_help)
        actions.earlier.triggered.connect(self._show_earlier)
        actions.complete.triggered.connect(self._complete)

    @property
    def help(self) -> QueryHelp | None:
        """The help, once it was asked for."""
        return self._help

    def show_help(self) -> None:
        """Show what can be written; put it away where it is shown."""
        self.completing.close()
        if self._help is None:
            self._help = QueryHelp(self._theme, self._box, self._box.help, self._ground)
            self._help.chosen.connect(self.completing.begin)
        self._help.toggle()

    def _show_earlier(self) -> None:
        self._box.setFocus()
        self.completing.show_history()

    def _complete(self) -> None:
        self._box.setFocus()
        self.completing.complete()
