"""What a setting is changed with: a box, a menu, a number, a line, or several lines, by what `Settings` holds in it.

Invariant: what the user has written is told when the keyboard leaves it or Enter is pressed, never letter by letter.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from pplx_desktop.core.settings import Settings
from pplx_desktop.gui import preference_rows
from pplx_desktop.gui.check_box import CheckBox
from pplx_desktop.gui.choice import Choice
from pplx_desktop.gui.hotkey_edit import HotkeyEdit
from pplx_desktop.gui.preference_rows import Row
from pplx_desktop.gui.text_field import TextField
from pplx_desktop.gui.theme import Theme
from pplx_desktop.gui.translation import percent, tr

_LARGEST = 1_000_000
Tell = Callable[[str, object], None]


@dataclass(frozen=True, slots=True)
class Field:
    """What a setting is changed with, and how it shows a value."""

    widget: QWidget
    show: Callable[[Any], None]


def make_field(row: Row, theme: Theme, tell: Tell) -> Field:
    """The field of a setting; `tell(name, value)` is called where the user wants another value."""
    default = getattr(Settings(), row.name)
    limits = preference_rows.limits(row.name)
    if "choices" in limits:
        return _make_choice(row, limits["choices"], tell)
    if row.steps:
        return _make_steps(row, tell)
    if isinstance(default, bool):
        box = CheckBox(theme, tr(row.title))
        box.toggled.connect(partial(tell, row.name))
        return Field(box, box.setChecked)
    if isinstance(default, int):
        return _make_number(row, theme, tell)
    if preference_rows.listed(row.name):
        return _make_lines(row, theme)
    if isinstance(default, str):
        return _make_line(row, theme, str, str.strip, tell)
    return _make_line(
        row,
        theme,
        partial(preference_rows.written_of, name=row.name),
        partial(preference_rows.texts_of, name=row.name),
        tell,
    )


def _make_choice(row: Row, choices: tuple[str, ...], tell: Tell) -> Field:
    choice = Choice(tr(row.title), is_calm=True)
    choice.offer([(preference_rows.called(value), value) for value in choices])
    choice.chosen.connect(lambda: tell(row.name, choice.value))
    return Field(choice, choice.show_value)


def _make_steps(row: Row, tell: Tell) -> Field:
    choice = Choice(tr(row.title), is_calm=True)

    def show(value: int) -> None:
        # Another program may have written one that is none of the steps.
        choice.offer([(percent(step / 100), step) for step in sorted({*row.steps, value})])
        choice.show_value(value)

    show(getattr(Settings(), row.name))
    choice.chosen.connect(lambda: tell(row.name, choice.value))
    return Field(choice, show)


def _make_number(row: Row, theme: Theme, tell: Tell) -> Field:
    edit = TextField()
    edit.setObjectName("filterEdit")
    edit.setFixedWidth(theme.px(90))
    edit.setAlignment(Qt.AlignmentFlag.AlignRight)
    edit.setValidator(QIntValidator(0, _LARGEST, edit))
    edit.editingFinished.connect(lambda: tell(row.name, int(edit.text())))
    return Field(edit, lambda value: edit.setText(str(value)))


def _make_line(
    row: Row, theme: Theme, written: Callable[[Any], str], read: Callable[[str], object], tell: Tell
) -> Field:
    edit = HotkeyEdit() if row.name == "hotkey" else TextField()
    edit.setObjectName("filterEdit")
    edit.setFixedWidth(theme.px(210))
    edit.editingFinished.connect(lambda: tell(row.name, read(edit.text())))
    return Field(edit, lambda value: edit.setText(written(value)))


def _make_lines(row: Row, theme: Theme) -> Field:
    edit = QPlainTextEdit()
    edit.setPlaceholderText(tr("One pattern on each line, such as *.bak or /Downloads/"))
    edit.setTabChangesFocus(True)
    edit.setFixedHeight(edit.fontMetrics().lineSpacing() * 4 + theme.px(16))

    def show(texts: tuple[str, ...]) -> None:
        # What is being written just now stays.
        if not edit.hasFocus():
            edit.setPlainText(preference_rows.written_of(texts, row.name))

    return Field(edit, show)
