"""Choosing, getting and checking models: the dialog that shows them, and what the engine says of it.

Invariant: what an event of the engine says of a job is never overwritten by an answer that was asked for before it.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from pplx_desktop.core.errors import PplxError
from pplx_desktop.core.model_types import ModelInfo, ModelJobKind, ModelJobState
from pplx_desktop.core.ports import SearchEngine
from pplx_desktop.gui import model_wording, wording
from pplx_desktop.gui.bridge import Bridge, Lane
from pplx_desktop.gui.models_dialog import ModelsDialog
from pplx_desktop.gui.theme import Theme
from pplx_desktop.gui.told import told
from pplx_desktop.gui.translation import tr

_ARCHIVES = "(*.zip *.tar *.tar.gz *.tgz *.tar.bz2 *.tar.xz)"


class Models(QObject):
    """`changed` comes after another model was chosen, or one came, went or was tuned; `told(str)` says how a job ended
    that nobody watches; `job_told(str)` says in a few words what runs, nothing where nothing does;
    `job_shown(ModelJobState, str)` comes with each step of a job, and what the user calls its model.
    """

    changed = Signal()
    told = Signal(str)
    job_told = Signal(str)
    job_shown = Signal(object, str)

    def __init__(self, bridge: Bridge, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._window = parent
        self._lane = Lane(bridge)
        self._events = 0
        self._dialog = ModelsDialog(theme, parent)
        self._dialog.details.use_asked.connect(self._use)
        self._dialog.details.remove_asked.connect(self._remove)
        self._dialog.job_asked.connect(self._start_again)
        self._dialog.folder_asked.connect(self._choose_folder)
        self._dialog.archive_asked.connect(self._choose_archive)
        self._dialog.cancel_asked.connect(self.cancel)
        bridge.model_job_changed.connect(self._take_event)

    @property
    def dialog(self) -> ModelsDialog:
        """The list of models."""
        return self._dialog

    def open(self) -> None:
        """Show the list."""
        self._dialog.show()
        self._dialog.raise_()
        self._dialog.activateWindow()
        self.refresh()

    def refresh(self, choose: str = "") -> None:
        """Ask which models there are, and what is being done; then show the one of this name."""
        events = self._events

        def take(answer: tuple[list[ModelInfo], ModelJobState | None]) -> None:
            models, job = answer
            self._dialog.show_models(models)
            self._dialog.choose(choose)
            if job is not None and job.outcome == "running" and events == self._events:
                self._show_job(job)

        self._lane.ask(lambda engine, _: (engine.models(), engine.model_job()), take, self._dialog.show_error)

    def import_from(self, path: str) -> None:
        """Import a model from this folder or archive."""
        self._start("import", path)

    def _choose_folder(self) -> None:
        chooser = QFileDialog(self._dialog, tr("Import a model from a folder"), str(Path.home()))
        chooser.setFileMode(QFileDialog.FileMode.Directory)
        chooser.setOption(QFileDialog.Option.ShowDirsOnly)
        self._choose(chooser)

    def _choose_archive(self) -> None:
        chooser = QFileDialog(self._dialog, tr("Import a model from an archive"), str(Path.home()))
        chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
        chooser.setNameFilters([f"{tr('Archives')} {_ARCHIVES}", f"{tr('All files')} (*)"])
        self._choose(chooser)

    def _choose(self, chooser: QFileDialog) -> None:
        chooser.fileSelected.connect(self.import_from)
        chooser.finished.connect(chooser.deleteLater)
        chooser.open()

    def _start_again(self, job: ModelJobState) -> None:
        self._start(job.kind, job.target)

    def _start(self, kind: ModelJobKind, target: str) -> None:
        if not self._bridge.is_ready:
            return
        events = self._events

        def start(engine: SearchEngine) -> ModelJobState | None:
            engine.start_model_job(kind, target)
            return engine.model_job()

        def take(job: ModelJobState | None) -> None:
            if job is not None and events == self._events:
                self._show_job(job)

        self._dialog.forget_report(target)
        self._dialog.begin_job(ModelJobState(kind, target))
        self._bridge.request(start, take, self._dialog.fail_job)

    def _use(self, name: str) -> None:
        self._wait(tr("Making {model} ready…", model=self._dialog.title_of(name)))
        self._bridge.request(
            lambda engine: engine.use_model(name),
            lambda _: self._tell(model_wording.now_used(self._dialog.title_of(name))),
            self._fail,
        )

    def _remove(self, name: str) -> None:
        title = self._dialog.title_of(name)

        def tell(_: None) -> None:
            self._dialog.forget_report(name)
            self._tell(tr("{model} was removed.", model=title))

        self._wait(tr("Removing {model}…", model=title))
        self._bridge.request(lambda engine: engine.remove_model(name), tell, self._fail)

    def _wait(self, text: str) -> None:
        self._dialog.details.say(text)
        self._dialog.details.show_waiting(is_waiting=True)

    def _tell(self, text: str) -> None:
        self._dialog.details.show_waiting(is_waiting=False)
        self._dialog.details.say(text)
        self._refresh_all()

    def _fail(self, error: PplxError) -> None:
        self._dialog.details.show_waiting(is_waiting=False)
        self._dialog.show_error(error)
        self._refresh_all()

    def _refresh_all(self, choose: str = "") -> None:
        self.refresh(choose)
        self.changed.emit()

    def cancel(self) -> None:
        """Stop the job that runs."""
        self._bridge.request(lambda engine: engine.cancel_model_job(), lambda _: None, self._dialog.fail_job)

    def _take_event(self, job: ModelJobState) -> None:
        self._events += 1
        self._show_job(job)

    def _show_job(self, job: ModelJobState) -> None:
        if job.outcome != "running" and job == self._dialog.job:
            # Told already, by the event.
            return
        self._dialog.show_job(job)
        self.job_told.emit(model_wording.in_brief(job))
        self.job_shown.emit(job, self._dialog.title_of(job.target))
        if job.outcome == "running":
            return
        name = job.report.get("name")
        self._refresh_all(choose=name if isinstance(name, str) else "")
        if not self._dialog.isVisible():
            title = model_wording.headline(job, self._dialog.title_of(job.target))
            self.told.emit(f"{title}. {wording.on_one_line(told(job.message))}".strip())
