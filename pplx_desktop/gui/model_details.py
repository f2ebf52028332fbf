"""Everything about one model: what it is, what can be done with it, and what its last check or tuning found."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from pplx_desktop.core.model_types import ModelInfo, ModelJobKind, ModelJobState
from pplx_desktop.gui import model_wording, wording
from pplx_desktop.gui.flow import FlowLayout
from pplx_desktop.gui.labels import WrappedLabel, plain_label
from pplx_desktop.gui.question import QuestionStrip
from pplx_desktop.gui.report_view import ReportView
from pplx_desktop.gui.report_wording import Section
from pplx_desktop.gui.theme import Theme
from pplx_desktop.gui.told import told
from pplx_desktop.gui.translation import tr


class ModelDetails(QScrollArea):
    """Shows one model. `job_asked(ModelJobState)`, `use_asked(name)`, `remove_asked(name)` and `forget_asked(name)`,
    of its report, come from its buttons, after the user agreed where there was something to ask.
    """

    job_asked = Signal(object)
    forget_asked = Signal(str)
    use_asked = Signal(str)
    remove_asked = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("modelDetails")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._theme = theme
        self._model: ModelInfo | None = None
        self._shown_facts: tuple[tuple[str, str], ...] | None = None
        self._is_busy = self._is_waiting = False
        self._is_damaged = False
        self._title = WrappedLabel("modelTitle")
        self._note = WrappedLabel("muted")
        self._said = WrappedLabel("said")
        self._pane = QWidget()
        self._column = QVBoxLayout(self._pane)
        self._facts = QWidget()
        self._facts_grid = QGridLayout(self._facts)
        self._use = self._button(tr("Use"), self._ask_use, primary=True)
        self._download = self._button(tr("Download…"), self._ask_download, primary=True)
        self._check = self._button(tr("Check"), lambda: self._begin("verify"))
        self._tune = self._button(tr("Tune for this computer"), lambda: self._begin("tune"))
        self._remove = self._button(tr("Remove…"), self.ask_remove)
        self._check.setToolTip(tr("Compare checksums, the graph, and vectors with a reference"))
        self._tune.setToolTip(tr("Measure on this computer how the model runs fastest; takes some minutes"))
        self._question = QuestionStrip(theme)
        self._question.left.connect(self._focus_back)
        self._rule = plain_label("", "rule")
        self._report = ReportView(theme)
        self._report.place_asked.connect(self._show_place)
        self._report.put_away_asked.connect(self._ask_forget)
        self._lay_out()
        self.show_model(None)

    @property
    def model_info(self) -> ModelInfo | None:
        """What is shown."""
        return self._model

    @property
    def said(self) -> str:
        """What is said below the buttons."""
        return self._said.said

    @property
    def is_asking(self) -> bool:
        """True while a question waits for its answer."""
        return self._question.is_open

    def show_model(self, model: ModelInfo | None) -> None:
        """Show another model, or something new about this one."""
        if model is None or self._model is None or model.name != self._model.name:
            self._question.put_away()
            self.say("")
            self.verticalScrollBar().setValue(0)
        self._model = model
        self._title.say(model_wording.title(model) if model is not None else "")
        self._note.say(wording.on_one_line(told(model.note)) if model is not None else "")
        self._note.setVisible(bool(self._note.said))
        self._show_facts(model_wording.facts(model) if model is not None else ())
        self._show_buttons()

    def show_report(self, sections: Sequence[Section], *, is_damaged: bool) -> None:
        """Show what the last check or tuning of this model found."""
        self._is_damaged = is_damaged
        self._rule.setVisible(bool(sections))
        self._report.show_sections(sections)
        self.verticalScrollBar().setValue(0)
        self._show_buttons()

    def show_busy(self, *, is_busy: bool) -> None:
        """While a job runs, no other can be begun."""
        self._is_busy = is_busy
        self._show_buttons()

    def show_waiting(self, *, is_waiting: bool) -> None:
        """While the engine makes a model ready or deletes one, no other is chosen or removed."""
        self._is_waiting = is_waiting
        self._show_buttons()

    def say(self, text: str, *, is_error: bool = False) -> None:
        """Say something below the buttons; nothing hides it."""
        self._said.setObjectName("errorText" if is_error else "said")
        self._said.style().polish(self._said)
        self._said.say(text)
        self._said.setVisible(bool(text))

    def act(self) -> None:
        """Press the button that suggests itself, if there is one."""
        for button in (self._download, self._use):
            if button.isVisibleTo(self) and button.isEnabled():
                button.click()
                return

    def put_away(self) -> None:
        """Leave the question unanswered."""
        self._question.put_away()

    def ask_remove(self) -> None:
        """Ask whether the model's files are to be deleted."""
        model = self._model
        if model is not None and self._remove.isVisibleTo(self) and self._remove.isEnabled():
            self._ask(model_wording.remove_question(model), lambda: self._tell(self.remove_asked.emit))

    def _ask_download(self) -> None:
        if self._model is not None:
            host = model_wording.download_host(os.environ)
            self._ask(model_wording.download_question(self._model, host), lambda: self._begin("get"))

    def _ask_use(self) -> None:
        if self._model is not None:
            self._ask(model_wording.use_question(self._model), lambda: self._tell(self.use_asked.emit))

    def _ask(self, question: model_wording.Question, do: Callable[[], None]) -> None:
        self.say("")
        self._question.ask(question, do)
        self.ensureWidgetVisible(self._question)

    def _begin(self, kind: ModelJobKind) -> None:
        if self._model is not None:
            self.job_asked.emit(ModelJobState(kind, self._model.name))

    def _tell(self, tell: Callable[[str], None]) -> None:
        if self._model is not None:
            tell(self._model.name)

    def _ask_forget(self) -> None:
        self._tell(self.forget_asked.emit)
        self._focus_back()

    def _focus_back(self) -> None:
        """Where the question was is no place for the keyboard any more."""
        for button in (self._use, self._download, self._check, self._remove):
            if button.isVisibleTo(self) and button.isEnabled():
                button.setFocus()
                return

    def _show_buttons(self) -> None:
        model = self._model
        is_installed = model is not None and model.installed
        is_ready = model is not None and not self._is_busy
        can_download = model is not None and model.downloadable
        self._use.setVisible(is_installed and model is not None and not model.active)
        # One button suggests itself, and it is not the use of what did not pass.
        self._use.setProperty("primary", "false" if self._is_damaged else "true")
        self._use.style().polish(self._use)
        self._download.setVisible(can_download and (not is_installed or self._is_damaged))
        self._download.setText(tr("Download again…") if is_installed else tr("Download…"))
        self._check.setVisible(is_installed)
        self._tune.setVisible(is_installed)
        self._remove.setVisible(model is not None and model.removable)
        for button in (self._download, self._check, self._tune):
            button.setEnabled(is_ready)
        is_in_use = model is not None and model.active
        self._use.setEnabled(not self._is_waiting)
        self._remove.setEnabled(is_ready and not self._is_waiting and not is_in_use)
        self._remove.setToolTip(tr("Choose another model first: this one is in use") if is_in_use else "")

    def _show_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        if tuple(facts) == self._shown_facts:
            return
        self._shown_facts = tuple(facts)
        grid = self._facts_grid
        while grid.count():
            item = grid.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()
        for row, (name, value) in enumerate(facts):
            left = plain_label(name, "factName")
            right = WrappedLabel()
            right.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            right.setAlignment(Qt.AlignmentFlag.AlignTop)
            right.say(value)
            right.setAccessibleName(tr("{title}: {told}", title=name, told=value))
            grid.addWidget(left, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(right, row, 1)

    def _show_place(self, widget: QWidget, place: QRect) -> None:
        corner = widget.mapTo(self._pane, place.center())
        self.ensureVisible(corner.x(), corner.y(), 0, place.height())

    def _button(self, text: str, press: Callable[[], None], *, primary: bool = False) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        if primary:
            button.setProperty("primary", "true")

        def take_click(checked: bool) -> None:
            # Qt hands on the button's state.
            del checked
            press()

        button.clicked.connect(take_click)
        return button

    def _lay_out(self) -> None:
        px = self._theme.px
        self._pane.setObjectName("modelPane")
        grid = self._facts_grid
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(px(16))
        grid.setVerticalSpacing(px(5))
        grid.setColumnStretch(1, 1)
        buttons = FlowLayout(spacing=px(8))
        for button in (self._use, self._download, self._check, self._tune, self._remove):
            buttons.addWidget(button)
        column = self._column
        column.setContentsMargins(px(18), px(14), px(18), px(14))
        column.setSpacing(px(10))
        column.addWidget(self._title)
        column.addWidget(self._note)
        column.addLayout(buttons)
        column.addWidget(self._question)
        column.addWidget(self._said)
        column.addWidget(self._report)
        column.addWidget(self._rule)
        column.addWidget(self._facts)
        column.addStretch(1)
        self.setWidget(self._pane)
        self.viewport().setAutoFillBackground(False)
