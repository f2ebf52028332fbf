"""The first run: asks which folders and models there are, and carries out what the user chose.

Invariant: what the user chose is done whole or said: a folder that cannot be added holds up neither the others nor the
model.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from pplx_desktop.core.errors import PplxError
from pplx_desktop.core.model_types import ModelInfo
from pplx_desktop.core.ports import SearchEngine
from pplx_desktop.core.settings import Settings
from pplx_desktop.core.types import Status
from pplx_desktop.core.usual_folders import find_usual_folders
from pplx_desktop.gui.bridge import Bridge
from pplx_desktop.gui.first_run_page import FirstChoices, FirstRunPage
from pplx_desktop.gui.translation import tr


class FirstRun(QObject):
    """`changed` comes after the engine took what the user chose, `failed(PplxError)` where a part of it could not be done
    after the page had gone.
    """

    changed = Signal()
    failed = Signal(object)

    def __init__(self, bridge: Bridge, page: FirstRunPage, parent: QWidget) -> None:
        super().__init__(parent)
        self._bridge, self._page, self._window = bridge, page, parent
        self._is_asked = False
        page.begin_asked.connect(self._begin)
        page.folder_asked.connect(self._choose)

    def show_status(self, status: Status) -> None:
        """Where there is no folder yet, find out what can be offered."""
        if status.folders:
            self._is_asked = False
        elif not self._is_asked:
            self._is_asked = True
            self.refresh()

    def refresh(self) -> None:
        """Ask which models and rules there are, and which folders this user has."""
        if self._is_asked:
            self._bridge.run(find_usual_folders, self._offer_folders, self._page.show_error)
            self._bridge.request(_models_and_settings, self._offer, self._page.show_error)

    def _offer_folders(self, paths: tuple[str, ...]) -> None:
        self._page.offer_folders(paths)
        self._page.take_keyboard()

    def _offer(self, found: tuple[list[ModelInfo], Settings]) -> None:
        models, settings = found
        self._page.offer_models(models)
        self._page.show_settings(settings)

    def _choose(self) -> None:
        chooser = QFileDialog(self._window, tr("Add a folder"))
        chooser.setFileMode(QFileDialog.FileMode.Directory)
        chooser.setOption(QFileDialog.Option.ShowDirsOnly)
        chooser.fileSelected.connect(self._page.add_folder)
        chooser.finished.connect(chooser.deleteLater)
        chooser.open()

    def _begin(self, choices: FirstChoices) -> None:
        def tell(problems: list[PplxError]) -> None:
            if problems:
                self._page.show_error(problems[0])
                self.failed.emit(problems[0])
            self.changed.emit()

        self._bridge.request(lambda engine: _carry_out(engine, choices), tell, self._page.show_error)


def _models_and_settings(engine: SearchEngine) -> tuple[list[ModelInfo], Settings]:
    return engine.models(), engine.settings()


def _carry_out(engine: SearchEngine, choices: FirstChoices) -> list[PplxError]:
    """Add the folders, then see to the model. What could not be done, in this order."""
    problems: list[PplxError] = []
    for folder in choices.folders:
        try:
            engine.add_folder(folder)
        except PplxError as problem:
            problems.append(problem)
    model = choices.model
    if model is not None and len(problems) < len(choices.folders):
        try:
            if model.installed:
                engine.use_model(model.name)
            else:
                engine.start_model_job("get", model.name, then_use=True)
        except PplxError as problem:
            problems.append(problem)
    return problems
