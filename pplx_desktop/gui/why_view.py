"""The panel that says why a result stands where it does."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from pplx_desktop.gui import why_wording
from pplx_desktop.gui.labels import WrappedLabel, plain_label
from pplx_desktop.gui.strength_bar import StrengthBar
from pplx_desktop.gui.theme import Theme
from pplx_desktop.gui.translation import tr
from pplx_desktop.gui.why_wording import Account

_MOST_HEIGHT, _AROUND = 240, 270
"""How high it is at the most, and how much room the window needs for what is around it and the text, in points at the
usual text size.
"""
_NAME, _BAR, _SAYS = range(3)


class WhyView(QScrollArea):
    """Shows an `Account`. If `is_short`, it is as high as what it says, up to a limit; then it scrolls, by key too."""

    def __init__(self, theme: Theme, *, is_short: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("whyView")
        self._theme = theme
        self._is_short = is_short
        self._account: Account | None = None
        self._sentence = ""
        self.bars: dict[str, StrengthBar] = {}
        self._pane = QWidget()
        self._pane.setObjectName("whyPane")
        self._column = QVBoxLayout(self._pane)
        self._column.setContentsMargins(theme.px(12), theme.px(9), theme.px(12), theme.px(10))
        self._column.setSpacing(theme.px(5))
        self.setWidget(self._pane)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.viewport().setAutoFillBackground(False)
        self.setAccessibleName(tr("Why this hit?"))
        self._pane.installEventFilter(self)

    @property
    def account(self) -> Account | None:
        """What is shown."""
        return self._account

    @property
    def sentence(self) -> str:
        """The sentence that says it; empty where none is known."""
        return self._sentence

    def show_account(self, account: Account | None) -> None:
        """Show another one; nothing where there is none."""
        if account != self._account:
            self._account, self._sentence = account, ""
            self._show()

    def show_sentence(self, sentence: str) -> None:
        """Add to the account that is shown which sentence says it."""
        if sentence != self._sentence:
            self._sentence = sentence
            self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width breaks lines elsewhere."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What is in it wants another height: another text, or fonts that came late."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def _show(self) -> None:
        self._clear()
        if self._account is not None:
            self._fill(self._account)
        self.setAccessibleDescription(why_wording.spoken(self._account, self._sentence) if self._account else "")
        self._fit()

    def _clear(self) -> None:
        self.bars.clear()
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _fill(self, account: Account) -> None:
        if account.first:
            self._add_line(account.first, "whyFirst")
        if self._sentence:
            self._add_line(why_wording.said(self._sentence), "whyLine")
        if account.witnesses:
            self._column.addWidget(self._table_of(account))
        for line in account.lines:
            self._add_line(line, "whyLine")
        for line in account.sums:
            self._add_line(line, "muted")

    def _table_of(self, account: Account) -> QWidget:
        table = QWidget()
        grid = QGridLayout(table)
        grid.setContentsMargins(0, 0, 0, self._theme.px(3))
        grid.setHorizontalSpacing(self._theme.px(12))
        grid.setVerticalSpacing(self._theme.px(4))
        grid.setColumnStretch(_SAYS, 1)
        for row, witness in enumerate(account.witnesses):
            bar = self.bars[witness.name] = StrengthBar(self._theme)
            bar.show_strength(witness.strength)
            strength = why_wording.strength_name(witness.strength)
            bar.setAccessibleName(tr("{title}: {told}", title=witness.name, told=strength))
            says = WrappedLabel("whySays")
            says.say(witness.says)
            grid.addWidget(plain_label(witness.name, "muted"), row, _NAME, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(bar, row, _BAR, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(says, row, _SAYS)
        return table

    def _add_line(self, text: str, name: str) -> None:
        label = WrappedLabel(name)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        label.say(text)
        self._column.addWidget(label)

    def _fit(self) -> None:
        if self._is_short:
            wanted = self._column.totalHeightForWidth(self.viewport().width()) if self._account is not None else 0
            # In a low window the text keeps its room.
            px = self._theme.px
            most = min(px(_MOST_HEIGHT), max(px(80), (self.window().height() - px(_AROUND)) // 2))
            self.setFixedHeight(max(wanted, 0) if wanted <= most else self._whole_lines(most))

    def _whole_lines(self, most: int) -> int:
        """At most so high, but less where its last line would be cut through."""
        margins, spacing = self._column.contentsMargins(), self._column.spacing()
        width = self.viewport().width() - margins.left() - margins.right()
        bottom, least = margins.top(), most - self.fontMetrics().lineSpacing() - spacing
        for number in range(self._column.count()):
            if (item := self._column.itemAt(number)) is not None:
                bottom += item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
            bottom += spacing
            if least <= bottom <= most:
                return bottom
        return most
