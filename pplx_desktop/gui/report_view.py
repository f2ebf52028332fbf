"""Shows what the check or the tuning of a model found: headings, sentences and tables that are read by key."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from pplx_desktop.gui.flow import FlowLayout
from pplx_desktop.gui.labels import WrappedLabel
from pplx_desktop.gui.report_table import INKS, ReportTable
from pplx_desktop.gui.report_wording import Section, as_text
from pplx_desktop.gui.theme import Theme
from pplx_desktop.gui.translation import noop, tr

_COPIED_MS = 1_500
_COPY = noop("Copy the report")


class ReportView(QWidget):
    """One report at a time. `place_asked(QWidget, QRect)` says which part of which widget should be in sight,
    `put_away_asked` that it was read.
    """

    put_away_asked = Signal()
    place_asked = Signal(QWidget, QRect)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._sections: tuple[Section, ...] = ()
        self._body: QWidget | None = None
        self._copied = QTimer(self, singleShot=True, interval=_COPIED_MS)
        self._copied.timeout.connect(lambda: self._copy.setText(tr(_COPY)))
        self._copy = QPushButton(tr(_COPY))
        self._copy.clicked.connect(self._copy_report)
        self._put_away = QPushButton(tr("Put the report away"))
        self._put_away.clicked.connect(self.put_away_asked)
        for button in (self._copy, self._put_away):
            button.setAutoDefault(False)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(10))
        row = FlowLayout(spacing=theme.px(8))
        row.addWidget(self._copy)
        row.addWidget(self._put_away)
        self._column.addLayout(row)
        theme.changed.connect(self._make_anew)
        self.hide()

    def show_sections(self, sections: Sequence[Section]) -> None:
        """Show this report; an empty one hides the view."""
        if tuple(sections) == self._sections:
            return
        self._sections = tuple(sections)
        self._make_anew()

    def _make_anew(self) -> None:
        if self._body is not None:
            self._column.removeWidget(self._body)
            self._body.hide()
            self._body.deleteLater()
            self._body = None
        self.setVisible(bool(self._sections))
        if not self._sections:
            return
        body = self._body = QWidget()
        body.setObjectName("modelPane")
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.px(7))
        for number, section in enumerate(self._sections):
            if number:
                column.addSpacing(self._theme.px(8))
            self._add_section(column, section)
        self._column.insertWidget(0, body)
        QWidget.setTabOrder(body, self._copy)

    def _add_section(self, column: QVBoxLayout, section: Section) -> None:
        heading = WrappedLabel("reportHeading")
        heading.say(section.heading)
        if section.tone != "plain":
            heading.setStyleSheet(f"color: {self._theme.colour(INKS[section.tone]).name()};")
        column.addWidget(heading)
        for line in section.lines:
            label = WrappedLabel()
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            label.say(line)
            column.addWidget(label)
        if section.table is not None:
            table = ReportTable(section.table, self._theme)
            table.place_asked.connect(partial(self.place_asked.emit, table))
            column.addWidget(table)

    def _copy_report(self) -> None:
        QGuiApplication.clipboard().setText(as_text(self._sections))
        self._copy.setText(tr("Copied"))
        self._copied.start()
