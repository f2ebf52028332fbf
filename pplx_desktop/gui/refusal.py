"""Says why there is no window, where nobody would read it in a terminal.

Invariant: it needs no more of the program than its texts and colours: what it tells of may be the rest of it.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from pplx_desktop.core.errors import PplxError
from pplx_desktop.core.paths import delivered
from pplx_desktop.gui import translation
from pplx_desktop.gui.theme import remembered_theme
from pplx_desktop.gui.told import told

_UNSEEN = frozenset({"offscreen", "minimal", "vnc"})


def show_refusal(error: PplxError, runtime_folder: Path) -> None:
    """Show it, and return when it was read. Nothing where a window would not be seen."""
    application = QApplication.instance() or QApplication(["pplx-desktop"])
    assert isinstance(application, QApplication)  # noqa: S101 -- nobody makes another kind
    if application.platformName() in _UNSEEN:
        return
    # As the last window was, as far as that can be read.
    memory = QSettings(str(runtime_folder / "window.ini"), QSettings.Format.IniFormat)
    translation.install(str(memory.value("language", "system")), delivered("assets") / "translations")
    remembered_theme(application, memory)
    refusal(error).exec()


def refusal(error: PplxError, parent: QWidget | None = None) -> QMessageBox:
    """The dialog that says it: what went wrong and what to do; for who asks, what the system said."""
    box = QMessageBox(parent)
    box.setWindowTitle("pplx-desktop")
    box.setIcon(QMessageBox.Icon.Warning)
    # What is told may hold names of files.
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    box.setText(told(error.title))
    box.setInformativeText(told(error.hint))
    box.setDetailedText(error.detail)
    box.setStandardButtons(QMessageBox.StandardButton.Close)
    box.button(QMessageBox.StandardButton.Close).setIcon(QIcon())
    return box
