"""The other side of the index window: how the last run went, what the index holds, what it takes, when it goes slowly."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from pplx_desktop.core.holdings import Holdings, KindShare
from pplx_desktop.core.settings import Settings
from pplx_desktop.gui import holdings_wording, model_wording
from pplx_desktop.gui.buttons import push_button
from pplx_desktop.gui.labels import ElidedLabel, WrappedLabel, plain_label
from pplx_desktop.gui.run_plot import MEANING_INK, WORDS_INK, RunPlot
from pplx_desktop.gui.share_bar import ShareBar, Swatch
from pplx_desktop.gui.theme import Theme
from pplx_desktop.gui.translation import tr

_NARROW = 640


class Overview(QWidget):
    """`rules_asked` comes from the button that leads to when it goes slowly."""

    rules_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._is_wide: bool | None = None
        self._plot = RunPlot(theme)
        self._run = WrappedLabel("muted")
        self._kinds, self._disk, self._rules = _Rows(theme), _Rows(theme), _Rows(theme)
        self._nothing = WrappedLabel("muted")
        self._nothing.say(tr("Nothing is indexed yet."))
        self._disk_bar = ShareBar(theme, 12)
        self._disk_lead, self._disk_beside = WrappedLabel(), WrappedLabel("muted")
        self._change = push_button(tr("Change…"), self.rules_asked.emit)
        self._change.setAccessibleName(tr("Change when it goes slowly"))
        self._cards = self._make_cards()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.px(10))
        self._arrange(is_wide=True)

    @property
    def texts(self) -> list[str]:
        """All that is said, line by line."""
        parts = [self._run.said, *self._kinds.texts, self._disk_lead.said, *self._disk.texts, self._disk_beside.said]
        return [*parts, *self._rules.texts]

    def show_holdings(self, holdings: Holdings) -> None:
        """Show what the index holds and takes, and how the last run went."""
        self._plot.show_points(holdings.history)
        self._run.say(holdings_wording.run_spoken(holdings.history))
        self._show_kinds(holdings.kinds)
        disk = holdings.disk
        parts = holdings_wording.portions(disk)
        whole = max(1, disk.index)
        self._disk_bar.show_segments([(part.size_bytes / whole, part.ink) for part in parts])
        self._disk_bar.setVisible(bool(parts))
        self._disk.show_rows([(part.name, model_wording.size(part.size_bytes), part.ink, None) for part in parts])
        self._disk_lead.say(holdings_wording.disk_lead(disk))
        self._disk_beside.say(holdings_wording.disk_beside(disk))

    def show_settings(self, settings: Settings) -> None:
        """Show when it goes slowly."""
        self._rules.show_rows([(title, value, "", None) for title, value in holdings_wording.rules(settings)])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, all lies above each other."""
        super().resizeEvent(event)
        self._arrange(is_wide=event.size().width() >= self._theme.px(_NARROW))

    def _show_kinds(self, kinds: Sequence[KindShare]) -> None:
        shown = holdings_wording.shown_kinds(kinds)
        is_cut = len(shown) < len(kinds)
        most = max((kind.files for kind in shown), default=1)
        rows = [
            (
                holdings_wording.kind_name(kind, is_rest=is_cut and kind is shown[-1]),
                holdings_wording.kind_numbers(kind),
                kind.kind,
                kind.files / most,
            )
            for kind in shown
        ]
        self._kinds.show_rows(rows)
        self._nothing.setVisible(not kinds)

    def _make_cards(self) -> list[QFrame]:
        legend = QHBoxLayout()
        legend.setSpacing(self._theme.px(6))
        for ink, text in ((WORDS_INK, tr("by words")), (MEANING_INK, tr("by meaning"))):
            legend.addWidget(Swatch(self._theme, ink))
            legend.addWidget(plain_label(text, "muted"))
            legend.addSpacing(self._theme.px(10))
        legend.addStretch(1)
        run = self._card(tr("The last large run"), legend, self._plot, self._run)
        kinds = self._card(tr("What it holds"), self._nothing, self._kinds)
        disk = self._card(tr("Room on the disk"), self._disk_lead, self._disk_bar, self._disk, self._disk_beside)
        change = QHBoxLayout()
        change.addWidget(self._change)
        change.addStretch(1)
        rules = self._card(tr("When to go slowly"), self._rules, change)
        return [run, kinds, disk, rules]

    def _card(self, title: str, *parts: QWidget | QHBoxLayout) -> QFrame:
        px = self._theme.px
        card = QFrame()
        card.setObjectName("preferenceGroup")
        column = QVBoxLayout(card)
        column.setContentsMargins(px(16), px(12), px(16), px(14))
        column.setSpacing(px(8))
        column.addWidget(plain_label(title, "reportHeading"))
        for part in parts:
            if isinstance(part, QWidget):
                column.addWidget(part)
            else:
                column.addLayout(part)
        column.addStretch(1)
        return card

    def _arrange(self, *, is_wide: bool) -> None:
        if is_wide == self._is_wide:
            return
        self._is_wide = is_wide
        run, kinds, disk, rules = self._cards
        for card in self._cards:
            self._grid.removeWidget(card)
        places = (
            ((run, 0, 0), (disk, 1, 0), (kinds, 0, 1), (rules, 1, 1))
            if is_wide
            else ((run, 0, 0), (kinds, 1, 0), (disk, 2, 0), (rules, 3, 0))
        )
        for card, row, column in places:
            self._grid.addWidget(card, row, column)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1 if is_wide else 0)
        self._grid.setRowStretch(4, 1)


_Row = tuple[str, str, str, float | None]
"""A name, what is told of it, the kind whose colour it has, and how long its bar is; None has a dot instead."""


class _Rows(QWidget):
    """Lines of a name, a bar or a dot, and numbers."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown: list[_Row] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.px(10))
        self._grid.setVerticalSpacing(theme.px(6))

    @property
    def texts(self) -> list[str]:
        """What is said, line by line."""
        return [tr("{title}: {told}", title=name, told=told) for name, told, _, _ in self._shown]

    def show_rows(self, rows: Sequence[_Row]) -> None:
        """Show these; where they are what is there, nothing is made anew."""
        if list(rows) == self._shown:
            return
        self._shown = list(rows)
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for place, ((name, told, ink, share), text) in enumerate(zip(self._shown, self.texts, strict=True)):
            self._add(place, name, told, ink, share, text)

    def _add(self, place: int, name: str, told: str, ink: str, share: float | None, text: str) -> None:
        grid, side = self._grid, Qt.AlignmentFlag
        if share is None:
            if ink:
                grid.addWidget(Swatch(self._theme, ink), place, 0, side.AlignVCenter)
            title = ElidedLabel(Qt.TextElideMode.ElideMiddle, "")
            title.set_text(name)
            grid.addWidget(title, place, 1, side.AlignVCenter)
            grid.setColumnStretch(1, 1)
        else:
            title = plain_label(name)
            bar = ShareBar(self._theme, 8)
            bar.show_segments([(share, ink)])
            grid.addWidget(title, place, 0)
            grid.addWidget(bar, place, 1)
            grid.setColumnStretch(1, 1)
        title.setAccessibleName(text)
        numbers: QLabel = plain_label(told, "muted")
        grid.addWidget(numbers, place, 2, side.AlignRight | side.AlignVCenter)
