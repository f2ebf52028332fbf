"""Making the diagnostic bundle: what is in it, whether names may be, and where it goes."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from pplx_desktop.core.bundle_name import bundle_name
from pplx_desktop.core.errors import PplxError
from pplx_desktop.gui import wording
from pplx_desktop.gui.buttons import push_button
from pplx_desktop.gui.labels import WrappedLabel, give_tool_tip
from pplx_desktop.gui.theme import Theme
from pplx_desktop.gui.told import told
from pplx_desktop.gui.translation import tr

_WIDTH = 460


class DiagnosticsDialog(QDialog):
    """`bundle_asked(str, bool)` comes with the file that it is to be, and whether names may stand in it;
    `folder_asked(str)` where the user wants to see the one that was made.
    """

    bundle_asked = Signal(str, bool)
    folder_asked = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Diagnostic bundle"))
        self._made = ""
        self._about = WrappedLabel("muted")
        self._about.say(
            tr(
                "A ZIP for whoever helps you: versions, settings, how many files are in which state and why, reports of"
                " faults. Nothing of what stands in your files, and nothing that you searched for. It is sent nowhere:"
                " look into it, and send it yourself."
            )
        )
        self._names = QCheckBox(tr("With names of files and folders"))
        give_tool_tip(
            self._names, tr("Needed only where a certain file is not found. Error texts are whole then, too.")
        )
        self._said = WrappedLabel("noticeText")
        self._said.hide()
        self._make = push_button(tr("Save as…"), self._choose)
        self._make.setDefault(True)
        self._show = push_button(tr("Show in folder"), self._ask_folder)
        self._show.hide()
        close = push_button(tr("Close"), self.close)
        row = QHBoxLayout()
        row.addStretch(1)
        for button in (self._show, self._make, close):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(18), theme.px(16), theme.px(18), theme.px(14))
        column.setSpacing(theme.px(12))
        for part in (self._about, self._names, self._said):
            column.addWidget(part)
        column.addStretch(1)
        column.addLayout(row)
        self.setMinimumWidth(theme.px(380))
        self.resize(theme.px(_WIDTH), self.sizeHint().height())

    @property
    def said(self) -> str:
        """What became of it."""
        return self._said.said

    def ask(self, file: str) -> None:
        """Have the bundle written to this file."""
        self._make.setEnabled(False)
        self._say(tr("It is being put together…"))
        self.bundle_asked.emit(file, self._names.isChecked())

    def show_made(self, path: Path) -> None:
        """It is there."""
        self._made = str(path)
        self._make.setEnabled(True)
        self._show.show()
        self._show.setFocus(Qt.FocusReason.OtherFocusReason)
        self._say(tr("The bundle is in {path}.", path=wording.breakable(wording.on_one_line(self._made))))

    def show_error(self, error: PplxError) -> None:
        """It could not be made."""
        self._make.setEnabled(True)
        self._say(f"{told(error.title)} {told(error.hint)}".strip())

    def _say(self, text: str) -> None:
        self._said.say(text)
        self._said.setVisible(bool(text))

    def _choose(self) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        chooser = QFileDialog(self, tr("Save the bundle"), folder, tr("ZIP archives (*.zip)"))
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.setDefaultSuffix("zip")
        chooser.selectFile(bundle_name())
        chooser.fileSelected.connect(self.ask)
        chooser.finished.connect(chooser.deleteLater)
        chooser.open()

    def _ask_folder(self) -> None:
        self.folder_asked.emit(self._made)
