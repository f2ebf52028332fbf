"""Why the selected result stands where it does, for windows that have no room for a preview."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from pplx_desktop.core.evidence import Explanation
from pplx_desktop.core.types import Hit
from pplx_desktop.gui import why_wording, wording
from pplx_desktop.gui.buttons import push_button
from pplx_desktop.gui.labels import ElidedLabel, WrappedLabel
from pplx_desktop.gui.room import take_room
from pplx_desktop.gui.theme import Theme
from pplx_desktop.gui.translation import tr
from pplx_desktop.gui.why_view import WhyView

DEFAULT_SIZE = (460, 380)


class WhyDialog(QDialog):
    """Stays open beside the window and follows the selection."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Why this hit?"))
        self._title = ElidedLabel(Qt.TextElideMode.ElideRight, "previewTitle")
        self._nothing = WrappedLabel("muted")
        self._nothing.say(tr("There is nothing to say: no result is selected, or the search asked for no words."))
        self.view = WhyView(theme, is_short=False)
        close = push_button(tr("Close"), self.close)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(16), theme.px(14), theme.px(16), theme.px(14))
        column.setSpacing(theme.px(10))
        column.addWidget(self._title)
        column.addWidget(self._nothing)
        column.addWidget(self.view, 1)
        column.addLayout(row)
        take_room(self, theme.size(*DEFAULT_SIZE), theme.size(280, 220))

    @property
    def title(self) -> str:
        """What the file is called."""
        return self._title.said

    def show_hit(self, hit: Hit | None, explanation: Explanation | None) -> None:
        """Say it of another hit, by its best passage."""
        passage = next(iter(hit.passages), None) if hit is not None else None
        account = why_wording.account(hit, passage, explanation) if hit is not None else None
        self._title.set_text((wording.on_one_line(hit.title) or wording.file_name(hit.path)) if hit is not None else "")
        self._nothing.setVisible(account is None)
        self.view.setVisible(account is not None)
        self.view.show_account(account)
