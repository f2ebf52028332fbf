"""What is being done with a model, how far it is, and what came of it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from pplx_desktop.core.errors import PplxError
from pplx_desktop.core.model_types import ModelJobState
from pplx_desktop.gui import glyphs, model_wording, wording
from pplx_desktop.gui.labels import ElidedLabel, WrappedLabel
from pplx_desktop.gui.theme import Theme
from pplx_desktop.gui.told import told
from pplx_desktop.gui.translation import tr

_STEPS = 1_000


class JobView(QFrame):
    """Hidden until there is something to tell. `cancel_asked` and `again_asked` come from its buttons. Where it `is_brief`,
    it leaves out which file of a model is in work.
    """

    cancel_asked = Signal()
    again_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None, *, is_brief: bool = False) -> None:
        super().__init__(parent)
        self.setObjectName("jobView")
        self._theme = theme
        self._is_stopping = False
        self._headline = WrappedLabel("jobHeadline")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(tr("Progress"))
        self._numbers = WrappedLabel()
        self._step = ElidedLabel(Qt.TextElideMode.ElideMiddle, "jobStep")
        self._step.align_right()
        self._step.setVisible(not is_brief)
        self._below = QWidget()
        self._text = WrappedLabel()
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._cancel = QPushButton(tr("Cancel"))
        self._cancel.clicked.connect(self._press_cancel)
        self._again = QPushButton(tr("Try again"))
        self._again.clicked.connect(self.again_asked)
        for button in (self._cancel, self._again):
            button.setAutoDefault(False)
        self._close = QToolButton()
        self._close.setAccessibleName(tr("Put this message away"))
        self._close.setToolTip(tr("Put this message away"))
        self._close.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._close.setIconSize(QSize(theme.px(16), theme.px(16)))
        self._close.clicked.connect(self.hide)
        self._lay_out()
        theme.changed.connect(self._paint_glyphs)
        self._paint_glyphs()
        self.hide()

    @property
    def headline(self) -> str:
        """What it says first."""
        return self._headline.said

    @property
    def text(self) -> str:
        """What it says below that."""
        return self._text.said

    def begin(self, headline: str) -> None:
        """Something was asked for, and the engine has not said anything of it yet."""
        self._show_parts(is_running=True, can_try_again=False)
        self._show_stopping(is_stopping=False)
        self._cancel.setEnabled(False)
        self._headline.say(headline)
        self._show_progress("", "", None)

    def show_job(self, job: ModelJobState, name: str) -> None:
        """Show where a job stands, or how it ended; `name` is what the user calls its model or path."""
        is_running = job.outcome == "running"
        had_focus = self._cancel.hasFocus()
        self._show_stopping(is_stopping=is_running and self._is_stopping)
        self._show_parts(is_running=is_running, can_try_again=job.outcome in {"failed", "cancelled"})
        self._headline.say(model_wording.headline(job, name))
        if is_running:
            progress = job.progress
            step = wording.on_one_line(told(progress.step)) if progress is not None else ""
            self._show_progress(model_wording.numbers(progress), step, model_wording.done_share(progress))
            return
        if had_focus:
            (self._close if self._again.isHidden() else self._again).setFocus()
        is_bad = job.outcome == "failed" or (job.kind == "verify" and job.report.get("passed") is False)
        self._tell(wording.on_one_line(told(job.message)), is_error=is_bad)

    def show_error(self, error: PplxError) -> None:
        """Say what could not be begun, and what to do."""
        self._show_stopping(is_stopping=False)
        self._show_parts(is_running=False, can_try_again=False)
        self._headline.say(wording.on_one_line(told(error.title)))
        self._tell(wording.on_one_line(told(error.hint)), is_error=True)

    def _press_cancel(self) -> None:
        # What runs may take a moment to end, and nobody should press twice.
        self._show_stopping(is_stopping=True)
        self.cancel_asked.emit()

    def _show_stopping(self, *, is_stopping: bool) -> None:
        self._is_stopping = is_stopping
        self._cancel.setText(tr("Stopping…") if is_stopping else tr("Cancel"))
        self._cancel.setEnabled(not is_stopping)

    def _tell(self, text: str, *, is_error: bool) -> None:
        self._colour(is_error=is_error)
        self._text.say(text)
        self._text.setVisible(bool(text))
        self.setAccessibleName(f"{self._headline.said}. {text}")
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def _show_progress(self, numbers: str, step: str, share: float | None) -> None:
        self._colour(is_error=False)
        # Without a known end the bar only says that something is going on.
        self._bar.setRange(0, 0 if share is None else _STEPS)
        if share is not None:
            self._bar.setValue(round(share * _STEPS))
        self._numbers.say(numbers)
        self._step.set_text(step)
        self.setAccessibleName(self._headline.said)

    def _colour(self, *, is_error: bool) -> None:
        name = "jobError" if is_error else "jobHeadline"
        if self._headline.objectName() != name:
            self._headline.setObjectName(name)
            self._headline.style().polish(self._headline)

    def _show_parts(self, *, is_running: bool, can_try_again: bool) -> None:
        for part in (self._bar, self._below, self._cancel):
            part.setVisible(is_running)
        for part in (self._text, self._close):
            part.setVisible(not is_running)
        self._again.setVisible(can_try_again)
        self.show()

    def _lay_out(self) -> None:
        px = self._theme.px
        # Widgets, not mere layouts: these stay as wide as they may be while all that is in them is hidden.
        words = QWidget()
        words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(6))
        column.addWidget(self._headline)
        column.addWidget(self._text)
        column.addWidget(self._bar)
        below = QHBoxLayout(self._below)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(px(14))
        below.addWidget(self._numbers, 2)
        below.addWidget(self._step, 1)
        column.addWidget(self._below)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(14), px(10), px(12), px(10))
        row.setSpacing(px(12))
        row.addWidget(words, 1, Qt.AlignmentFlag.AlignVCenter)
        top = Qt.AlignmentFlag.AlignTop
        row.addWidget(self._again, 0, top)
        row.addWidget(self._cancel, 0, top)
        row.addWidget(self._close, 0, top)

    def _paint_glyphs(self) -> None:
        colour = self._theme.colour("muted")
        self._close.setIcon(glyphs.glyph_icon(glyphs.close, colour, size_px=self._theme.px(16)))
