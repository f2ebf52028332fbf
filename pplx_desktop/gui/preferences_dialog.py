"""The settings: each with what it means, in force as soon as it is changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QIntValidator
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
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
from pplx_desktop.gui.choice import Choice
from pplx_desktop.gui.labels import WrappedLabel, plain_label
from pplx_desktop.gui.preference_rows import GROUPS, Row
from pplx_desktop.gui.question import QuestionStrip
from pplx_desktop.gui.theme import Theme

DEFAULT_SIZE = (620, 700)
_LARGEST = 1_000_000


@dataclass(frozen=True, slots=True)
class _Field:
    """What a setting is changed with."""

    widget: QWidget
    show: Callable[[Any], None]


class PreferencesDialog(QDialog):
    """`set_asked(name, value)` comes when the user has changed a setting."""

    set_asked = Signal(str, object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Settings")
        self._theme = theme
        self._settings: Settings | None = None
        self._fields: dict[str, _Field] = {}
        self._meanings: dict[str, WrappedLabel] = {}
        self._pane = QWidget()
        self._pane.setObjectName("modelPane")
        self._scroll = QScrollArea()
        self._scroll.setObjectName("preferences")
        self._question = QuestionStrip(theme)
        self._question.closed.connect(self._show_what_holds)
        self._error = WrappedLabel("errorText")
        self._error.hide()
        self._lay_out()
        self._pane.setEnabled(False)
        self.setMinimumSize(theme.px(380), theme.px(320))
        self.resize(theme.px(DEFAULT_SIZE[0]), theme.px(DEFAULT_SIZE[1]))

    @property
    def error(self) -> str:
        """What could not be changed."""
        return self._error.said

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
        meaning = f"{preference_rows.described('ocr')} {preference_rows.RECOGNITION_HERE[ocr]}".strip()
        self._meanings["ocr"].say(meaning)
        self.field("ocr").setAccessibleDescription(meaning)

    def show_error(self, error: PplxError) -> None:
        """Say what could not be changed, and show what holds."""
        self._show_what_holds()
        self._tell_error(wording.on_one_line(str(error)))

    def go_to(self, name: str) -> None:
        """Put the keyboard on a setting, in sight."""
        field = self._fields.get(name)
        if field is not None:
            field.widget.setFocus(Qt.FocusReason.OtherFocusReason)
            self._bring_into_sight(name)

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
        question = preference_rows.QUESTIONS.get((name, value))
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

    def _tell_error(self, text: str) -> None:
        self._error.say(text)
        self._error.setVisible(bool(text))

    def _make_field(self, row: Row) -> _Field:
        default = getattr(Settings(), row.name)
        limits = preference_rows.limits(row.name)
        if "choices" in limits:
            return self._make_choice(row, limits["choices"])
        if isinstance(default, bool):
            box = QCheckBox(row.title)
            box.toggled.connect(partial(self._tell, row.name))
            return _Field(box, box.setChecked)
        if isinstance(default, int):
            return self._make_number(row)
        if preference_rows.listed(row.name):
            return self._make_lines(row)
        edit = QLineEdit()
        edit.setObjectName("filterEdit")
        edit.setFixedWidth(self._theme.px(190))
        edit.editingFinished.connect(lambda: self._tell_texts(row.name, edit.text()))
        return _Field(edit, lambda texts: edit.setText(preference_rows.written_of(texts, row.name)))

    def _make_choice(self, row: Row, choices: tuple[str, ...]) -> _Field:
        choice = Choice(row.title, is_calm=True)
        choice.offer([(preference_rows.CHOICES.get(value, value), value) for value in choices])
        choice.chosen.connect(lambda: self._tell(row.name, choice.value))
        return _Field(choice, choice.show_value)

    def _make_number(self, row: Row) -> _Field:
        edit = QLineEdit()
        edit.setObjectName("filterEdit")
        edit.setFixedWidth(self._theme.px(90))
        edit.setAlignment(Qt.AlignmentFlag.AlignRight)
        edit.setValidator(QIntValidator(0, _LARGEST, edit))

        def tell() -> None:
            self._tell(row.name, int(edit.text()))

        edit.editingFinished.connect(tell)
        return _Field(edit, lambda value: edit.setText(str(value)))

    def _make_lines(self, row: Row) -> _Field:
        edit = QPlainTextEdit()
        edit.setPlaceholderText("One pattern on each line, such as *.bak or /Downloads/")
        edit.setTabChangesFocus(True)
        edit.setFixedHeight(edit.fontMetrics().lineSpacing() * 4 + self._theme.px(16))

        def show(texts: tuple[str, ...]) -> None:
            # What is being written just now stays.
            if not edit.hasFocus():
                edit.setPlainText(preference_rows.written_of(texts, row.name))

        return _Field(edit, show)

    def _add_row(self, row: Row, column: QVBoxLayout) -> None:
        px = self._theme.px
        field = self._make_field(row)
        self._fields[row.name] = field
        widget = field.widget
        if not isinstance(widget, Choice):
            widget.setAccessibleName(row.title)
        widget.setAccessibleDescription(preference_rows.described(row.name))
        widget.installEventFilter(self)
        column.addSpacing(px(5))
        line = QHBoxLayout()
        line.setSpacing(px(12))
        if isinstance(widget, QCheckBox):
            line.addWidget(widget, 1)
        elif isinstance(widget, QPlainTextEdit):
            column.addWidget(plain_label(row.title))
            line.addWidget(widget, 1)
        else:
            label = plain_label(row.title)
            label.setWordWrap(True)
            label.setBuddy(widget)
            line.addWidget(label, 1)
            line.addWidget(widget)
            if row.unit:
                line.addWidget(plain_label(row.unit, "muted"))
        column.addLayout(line)
        # A choice says itself what it does.
        if not isinstance(widget, Choice):
            text = WrappedLabel("muted")
            text.say(preference_rows.described(row.name))
            text.setContentsMargins(px(20) if isinstance(widget, QCheckBox) else 0, 0, 0, 0)
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
            column.addWidget(plain_label(group.title, "reportHeading"))
            if group.lead:
                lead = WrappedLabel("muted")
                lead.say(group.lead)
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
        close = QPushButton("Close")
        close.setAutoDefault(False)
        close.clicked.connect(self.close)
        row = QHBoxLayout()
        row.addWidget(plain_label("Changes are in force at once.", "muted"))
        row.addStretch(1)
        row.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(18), px(16), px(18), px(16))
        column.setSpacing(px(10))
        column.addWidget(self._scroll, 1)
        column.addWidget(self._question)
        column.addWidget(self._error)
        column.addLayout(row)
