"""The settings: each with what it means, in force as soon as it is changed."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from pplx_desktop.core.errors import PplxError
from pplx_desktop.core.settings import Settings
from pplx_desktop.core.types import OcrState
from pplx_desktop.gui import preference_rows, wording
from pplx_desktop.gui.check_box import MARK_AND_GAP, CheckBox
from pplx_desktop.gui.choice import Choice
from pplx_desktop.gui.hotkey_edit import problem_of
from pplx_desktop.gui.labels import WrappedLabel, plain_label
from pplx_desktop.gui.preference_fields import Field, make_field
from pplx_desktop.gui.preference_rows import GROUPS, Row
from pplx_desktop.gui.question import QuestionStrip
from pplx_desktop.gui.room import take_room
from pplx_desktop.gui.theme import Theme
from pplx_desktop.gui.told import told_error
from pplx_desktop.gui.translation import tr

DEFAULT_SIZE = (620, 700)


class PreferencesDialog(QDialog):
    """`set_asked(name, value)` comes when the user has changed a setting."""

    set_asked = Signal(str, object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Settings"))
        self._theme = theme
        self._settings: Settings | None = None
        self._fields: dict[str, Field] = {}
        self._meanings: dict[str, WrappedLabel] = {}
        self._pane = QWidget()
        self._pane.setObjectName("modelPane")
        self._scroll = QScrollArea()
        self._scroll.setObjectName("preferences")
        self._question = QuestionStrip(theme)
        self._question.closed.connect(self._show_what_holds)
        self._errors: dict[str, WrappedLabel] = {}
        self._error = self._error_label()
        self._lay_out()
        self._pane.setEnabled(False)
        take_room(self, theme.size(*DEFAULT_SIZE), theme.size(380, 320))

    @property
    def error(self) -> str:
        """What could not be changed."""
        return next((label.said for label in (*self._errors.values(), self._error) if label.said), "")

    @property
    def focused(self) -> str:
        """The setting that has the keyboard; empty where none has."""
        focus = self.focusWidget()
        if not focus:
            return ""
        held = (
            name for name, field in self._fields.items() if field.widget is focus or field.widget.isAncestorOf(focus)
        )
        return next(held, "")

    def field(self, name: str) -> QWidget:
        """What a setting is changed with."""
        return self._fields[name].widget

    def show_settings(self, settings: Settings) -> None:
        """Show these. What is being written just now stays."""
        self._settings = settings
        self._pane.setEnabled(True)
        self._tell_error("")
        for name, field in self._fields.items():
            field.show(getattr(settings, name))

    def show_recognition(self, ocr: OcrState) -> None:
        """Say whether text in pictures can be recognised here."""
        meaning = f"{preference_rows.described('ocr')} {preference_rows.recognition_here(ocr)}".strip()
        self._meanings["ocr"].say(meaning)
        self.field("ocr").setAccessibleDescription(meaning)

    def show_error(self, error: PplxError, name: str = "") -> None:
        """Say what could not be changed, below the setting that it is about, and show what holds."""
        self._show_what_holds()
        row = preference_rows.row_of(name)
        limits = preference_rows.refused(row) if row is not None and error.code == "setting-invalid" else ""
        self._tell_error(limits or wording.on_one_line(told_error(error)), name)

    def go_to(self, name: str) -> None:
        """Put the keyboard on a setting, in sight; on the first one, if `name` is none."""
        known = name if name in self._fields else next(iter(self._fields))
        self.field(known).setFocus(Qt.FocusReason.OtherFocusReason)
        self._bring_into_sight(known)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What was written is told when the keyboard leaves it."""
        if event.type() == QEvent.Type.FocusOut and isinstance(watched, QPlainTextEdit):
            self._tell_texts("exclude", watched.toPlainText())
        return super().eventFilter(watched, event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Whatever is still being written counts."""
        for name, field in self._fields.items():
            if isinstance(field.widget, QPlainTextEdit):
                self._tell_texts(name, field.widget.toPlainText())
        self._question.put_away()
        super().hideEvent(event)

    def _tell(self, name: str, value: object) -> None:
        if self._settings is None or getattr(self._settings, name) == value:
            return
        problem = problem_of(str(value)) if name == "hotkey" else None
        if problem is not None:
            self.show_error(problem, name)
            return
        question = preference_rows.question(name, value)
        if question is None:
            self.set_asked.emit(name, value)
        else:
            self._question.ask(question, partial(self.set_asked.emit, name, value))
            # The question takes room from what it is about.
            QTimer.singleShot(0, self, partial(self._bring_into_sight, name))

    def _bring_into_sight(self, name: str) -> None:
        self._scroll.ensureWidgetVisible(self.field(name), 0, self._theme.px(90))

    def _show_what_holds(self) -> None:
        if self._settings is not None:
            self.show_settings(self._settings)

    def _tell_texts(self, name: str, written: str) -> None:
        self._tell(name, preference_rows.texts_of(written, name))

    def _tell_error(self, text: str, name: str = "") -> None:
        told_at = self._errors.get(name, self._error)
        for label in (*self._errors.values(), self._error):
            label.say(text if label is told_at else "")
            label.setVisible(bool(label.said))
        if text and name in self._errors:
            QTimer.singleShot(0, self, partial(self._bring_into_sight, name))

    def _error_label(self) -> WrappedLabel:
        label = WrappedLabel("errorText")
        label.hide()
        return label

    def _add_row(self, row: Row, column: QVBoxLayout) -> None:
        px = self._theme.px
        field = make_field(row, self._theme, self._tell)
        self._fields[row.name] = field
        widget = field.widget
        if not isinstance(widget, Choice):
            widget.setAccessibleName(tr(row.title))
        widget.setAccessibleDescription(preference_rows.described(row.name))
        widget.setToolTip(wording.tool_tip(tr("In the settings file: {name}", name=row.name)))
        widget.installEventFilter(self)
        column.addSpacing(px(5))
        line = QHBoxLayout()
        line.setSpacing(px(12))
        if isinstance(widget, CheckBox):
            line.addWidget(widget, 1)
        elif isinstance(widget, QPlainTextEdit):
            column.addWidget(plain_label(tr(row.title)))
            line.addWidget(widget, 1)
        else:
            label = plain_label(tr(row.title))
            label.setWordWrap(True)
            label.setBuddy(widget)
            line.addWidget(label, 1)
            line.addWidget(widget)
            if row.unit:
                line.addWidget(plain_label(tr(row.unit), "muted"))
        column.addLayout(line)
        error = self._errors[row.name] = self._error_label()
        column.addWidget(error)
        # A choice says itself what it does, unless what is chosen are names.
        if not isinstance(widget, Choice) or row.name == "provider":
            text = WrappedLabel("muted")
            text.say(preference_rows.described(row.name))
            text.setContentsMargins(px(MARK_AND_GAP) if isinstance(widget, CheckBox) else 0, 0, 0, 0)
            column.addWidget(text)
            self._meanings[row.name] = text

    def _lay_out(self) -> None:
        px = self._theme.px
        groups = QVBoxLayout(self._pane)
        groups.setContentsMargins(0, 0, px(10), 0)
        groups.setSpacing(px(14))
        for group in GROUPS:
            frame = QFrame()
            frame.setObjectName("preferenceGroup")
            column = QVBoxLayout(frame)
            column.setContentsMargins(px(16), px(12), px(16), px(14))
            column.setSpacing(px(3))
            column.addWidget(plain_label(tr(group.title), "reportHeading"))
            if group.lead:
                lead = WrappedLabel("muted")
                lead.say(tr(group.lead))
                column.addWidget(lead)
            for row in group.rows:
                self._add_row(row, column)
            groups.addWidget(frame)
        groups.addStretch(1)
        self._scroll.setWidget(self._pane)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.viewport().setAutoFillBackground(False)
        close = QPushButton(tr("Close"))
        close.setAutoDefault(False)
        close.clicked.connect(self.close)
        row = QHBoxLayout()
        row.addWidget(plain_label(tr("Changes are in force at once."), "muted"))
        row.addStretch(1)
        row.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(18), px(16), px(18), px(16))
        column.setSpacing(px(10))
        column.addWidget(self._scroll, 1)
        column.addWidget(self._question)
        column.addWidget(self._error)
        column.addLayout(row)
