"""The models: which are there, what can be done with each, and what is being done now."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from pplx_desktop.core.errors import PplxError
from pplx_desktop.core.model_types import ModelInfo, ModelJobState
from pplx_desktop.gui import model_wording, report_wording, wording
from pplx_desktop.gui.flow import FlowLayout
from pplx_desktop.gui.job_view import JobView
from pplx_desktop.gui.labels import WrappedLabel
from pplx_desktop.gui.model_details import ModelDetails
from pplx_desktop.gui.models_list import ModelsList
from pplx_desktop.gui.room import take_room
from pplx_desktop.gui.shared_split import SharedSplit, Shares
from pplx_desktop.gui.theme import Theme
from pplx_desktop.gui.told import told_error
from pplx_desktop.gui.translation import tr

DEFAULT_SIZE = (1040, 680)
_SHARES = Shares(share=0.3, least=190, most=280, above=150, below=300)
_NARROW, _LOW = 600, 430
"""Below this width, in points at the usual text size, the list stands above the details; below this height, what
explains itself gives way.
"""


class ModelsDialog(QDialog):
    """Stays open beside the window; a job goes on when it is closed. `job_asked(ModelJobState)`, `folder_asked`,
    `archive_asked` and `cancel_asked` come from its buttons; what else is asked of one model comes from `details`.
    """

    job_asked = Signal(object)
    folder_asked = Signal()
    archive_asked = Signal()
    cancel_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Models"))
        self._theme = theme
        self._job: ModelJobState | None = None
        self._reports: dict[str, ModelJobState] = {}
        self._lead = WrappedLabel("muted")
        self._lead.say(tr(model_wording.PRIVACY))
        self.list = ModelsList(theme)
        self.details = ModelDetails(theme)
        self.job_view = JobView(theme)
        self._import_folder = QPushButton(tr("Import from a folder…"))
        self._import_archive = QPushButton(tr("Import from an archive…"))
        self._close = QPushButton(tr("Close"))
        for button in (self._import_folder, self._import_archive, self._close):
            button.setAutoDefault(False)
        self._lay_out()
        self._connect()
        take_room(self, theme.size(*DEFAULT_SIZE), theme.size(380, 340))

    @property
    def job(self) -> ModelJobState | None:
        """The job that is shown."""
        return self._job

    def title_of(self, target: str) -> str:
        """What the user calls the target of a job: a model's title, or a path."""
        for model in self.list.models:
            if model.name == target:
                return model_wording.title(model)
        return wording.short_path(target)

    def show_models(self, models: Sequence[ModelInfo]) -> None:
        """List these."""
        self.list.show_models(models)
        if self._job is not None and self._job.outcome != "running" and not self.job_view.isHidden():
            self.job_view.show_job(self._job, self.title_of(self._job.target))

    def choose(self, name: str) -> None:
        """Show this model, if it is listed."""
        self.list.choose(name)

    def begin_job(self, job: ModelJobState) -> None:
        """This job was asked for; the engine has not said anything of it yet."""
        self._job = None
        self.job_view.begin(model_wording.headline(job, self.title_of(job.target)))
        # The button that was pressed cannot be pressed now; the keyboard goes where it does no harm.
        self.list.setFocus()
        self._show_busy(is_busy=True)

    def show_job(self, job: ModelJobState) -> None:
        """Show where a job stands, or how it ended."""
        has_ended = job.outcome != "running"
        is_new = job != self._job
        self._job = job
        self.job_view.show_job(job, self.title_of(job.target))
        self._show_busy(is_busy=not has_ended)
        if has_ended and is_new and report_wording.sections(job.kind, job.report):
            self._reports[job.target] = job
            self._show_report()

    def fail_job(self, error: PplxError) -> None:
        """Say why a job could not be begun or stopped."""
        is_running = self._job is not None and self._job.outcome == "running"
        self._show_busy(is_busy=is_running)
        self.job_view.show_error(error)

    def show_error(self, error: PplxError) -> None:
        """Say what could not be done with the model that is shown."""
        self.details.say(wording.on_one_line(told_error(error)), is_error=True)

    def forget_report(self, name: str) -> None:
        """What was found of a model is true no more."""
        self._reports.pop(name, None)
        self._show_report()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves a question unanswered, then closes."""
        if event.key() == Qt.Key.Key_Escape and self.details.is_asking:
            self.details.put_away()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """What went well needs to be read once only."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.details.put_away()
            if self._job is not None and self._job.outcome in {"done", "cancelled"}:
                self.job_view.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, what matters most keeps it."""
        super().resizeEvent(event)
        self._lead.setVisible(self.height() >= self._theme.px(_LOW))
        is_wide = self.width() >= self._theme.px(_NARROW)
        self._split.show_wide(is_wide=is_wide)

    def _show_model(self, model: ModelInfo | None) -> None:
        self.details.show_model(model)
        self._show_report()

    def _show_report(self) -> None:
        model = self.list.model_info
        job = self._reports.get(model.name) if model is not None else None
        if job is None:
            self.details.show_report((), is_damaged=False)
            return
        is_damaged = job.kind == "verify" and job.report.get("passed") is False
        self.details.show_report(report_wording.sections(job.kind, job.report), is_damaged=is_damaged)

    def _show_busy(self, *, is_busy: bool) -> None:
        self.details.show_busy(is_busy=is_busy)
        for button in (self._import_folder, self._import_archive):
            button.setEnabled(not is_busy)

    def _lay_out(self) -> None:
        px = self._theme.px
        self._split = SharedSplit(self._theme, _SHARES, self.list, self.details)
        self.list.setMinimumWidth(px(190))
        column = QVBoxLayout(self)
        column.setContentsMargins(px(18), px(16), px(18), px(16))
        column.setSpacing(px(10))
        column.addWidget(self._lead)
        column.addWidget(self._split, 1)
        column.addWidget(self.job_view)
        row = QHBoxLayout()
        row.setSpacing(px(8))
        imports = FlowLayout(spacing=px(8))
        imports.addWidget(self._import_folder)
        imports.addWidget(self._import_archive)
        row.addLayout(imports, 1)
        row.addWidget(self._close, 0, Qt.AlignmentFlag.AlignBottom)
        column.addLayout(row)
        self.list.setFocus()

    def _connect(self) -> None:
        self.list.chosen.connect(self._show_model)
        self.list.act_asked.connect(self.details.act)
        self.list.remove_asked.connect(self.details.ask_remove)
        self.details.job_asked.connect(self.job_asked)
        self.details.forget_asked.connect(self.forget_report)
        self.job_view.cancel_asked.connect(self.cancel_asked)
        self.job_view.again_asked.connect(self._ask_again)
        self._import_folder.clicked.connect(self.folder_asked)
        self._import_archive.clicked.connect(self.archive_asked)
        self._close.clicked.connect(self.close)

    def _ask_again(self) -> None:
        if self._job is not None:
            self.job_asked.emit(self._job)
