"""Which searches are kept for later: those that the user stayed with, or opened something of.

Invariant: what was typed on the way to something else is not kept.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from pplx_desktop.core.errors import PplxError
from pplx_desktop.gui.bridge import Bridge

STAY_MS = 4_000
"""Who leaves a query standing so long, with results, has read them."""


class Remembering(QObject):
    """Told what is searched and found."""

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._query = ""
        self._stay = QTimer(self, singleShot=True, interval=STAY_MS)
        self._stay.timeout.connect(self.keep)

    def show_query(self, query: str) -> None:
        """Another query stands in the box; nothing is known of it yet."""
        self._stay.stop()
        self._query = query.strip()

    def show_found(self) -> None:
        """Something was found."""
        if self._query and not self._stay.isActive():
            self._stay.start()

    def keep(self) -> None:
        """Keep it: something of it was used."""
        query, self._query = self._query, ""
        self._stay.stop()
        if query:
            self._bridge.request(lambda engine: engine.remember_search(query), lambda _: None, _ignore)


def _ignore(error: PplxError) -> None:
    # The engine logs what it cannot write; nobody is to be told of it in the middle of reading.
    del error
