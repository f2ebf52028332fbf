"""The dialog of the models on a fake engine, and a hand for it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from pplx_desktop.gui.models_dialog import ModelsDialog
from tests.gui.conftest import Opened, Opening
from tests.support.sample_models import (
    INDEPENDENT,
    model_engine,
)


@dataclass
class Shown:
    """The dialog on a fake engine."""

    opened: Opened
    dialog: ModelsDialog
    bot: QtBot

    @property
    def engine(self):
        return self.opened.engine

    @property
    def job(self):
        return self.dialog.job_view

    @property
    def details(self):
        return self.dialog.details

    def press(self, button: QAbstractButton) -> None:
        """Click it as a hand would: only what is seen and enabled."""
        assert button.isVisible()
        assert button.isEnabled()
        self.bot.mouseClick(button, Qt.MouseButton.LeftButton)

    def key(self, key: Qt.Key) -> None:
        self.bot.keyClick(self.dialog.focusWidget(), key)

    def choose(self, name: str) -> None:
        self.dialog.choose(name)
        assert self.details.model_info.name == name

    def agree(self) -> None:
        self.press(self.details._question._yes)

    def start(self, kind: str, name: str = INDEPENDENT) -> None:
        """Begin a job by its button, and wait until the engine said so."""
        self.choose(name)
        if kind == "get":
            self.press(self.details._download)
            self.agree()
        else:
            self.press(self.details._check if kind == "verify" else self.details._tune)
        self.bot.waitUntil(lambda: self.dialog.job is not None and self.dialog.job.outcome == "running")


def show_models(open_window: Opening, qtbot: QtBot) -> Shown:
    """Open a window and its dialog of the models, which has five."""
    opened = open_window(model_engine())
    opened.window.actions_.models.trigger()
    dialog = opened.window._models.dialog
    qtbot.waitUntil(lambda: len(dialog.list.models) == 5)
    qtbot.waitExposed(dialog)
    return Shown(opened, dialog, qtbot)
