"""One file of the ledger: where it stands, why, what would help, and what can be done about it here."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from pplx_desktop.core.ledger_types import FileEntry
from pplx_desktop.core.reasons import setting_of
from pplx_desktop.core.types import OcrState
from pplx_desktop.gui import index_wording, wording
from pplx_desktop.gui.buttons import push_button
from pplx_desktop.gui.flow import FlowLayout
from pplx_desktop.gui.labels import ElidedLabel, WrappedLabel, fit_height
from pplx_desktop.gui.mending import can_be_read, has_setting, mend_of
from pplx_desktop.gui.theme import Theme
from pplx_desktop.gui.translation import tr


class EntryView(QFrame):
    """`now_asked`, `open_asked` and `folder_asked` come with the path, `setting_asked` with the name of a setting,
    `admit_asked(FileEntry)` where it is to be searched whatever the rules say. The first button is the one that mends.
    """

    now_asked = Signal(str)
    open_asked = Signal(str)
    folder_asked = Signal(str)
    setting_asked = Signal(str)
    admit_asked = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("entryView")
        self._theme = theme
        self._entry: FileEntry | None = None
        self._ocr: OcrState | None = None
        self._path = ElidedLabel(Qt.TextElideMode.ElideMiddle, "entryPath")
        self._state = WrappedLabel("entryState")
        self._hint = WrappedLabel("muted")
        for label in (self._state, self._hint):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._mend = push_button("", self._press_mend)
        self._mend.setProperty("primary", "true")
        self._now = push_button(tr("Index now"), self._ask_now)
        self._open = push_button(tr("Open"), lambda: self._tell(self.open_asked.emit))
        self._folder = push_button(tr("Show in folder"), lambda: self._tell(self.folder_asked.emit))
        self._setting = push_button(tr("Settings…"), self._ask_setting)
        buttons = FlowLayout(spacing=theme.px(8))
        for button in (self._mend, self._now, self._open, self._folder, self._setting):
            buttons.addWidget(button)
        px = theme.px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(14), px(9), px(14), px(11))
        column.setSpacing(px(5))
        for part in (self._path, self._state, self._hint):
            column.addWidget(part)
        column.addSpacing(px(3))
        column.addLayout(buttons)
        self.show_entry(None)

    @property
    def entry(self) -> FileEntry | None:
        """What is shown."""
        return self._entry

    @property
    def said(self) -> str:
        """What is said of it, and what to do."""
        return f"{self._state.said} {self._hint.said}".strip()

    def show_recognition(self, ocr: OcrState) -> None:
        """Another state of text recognition tells something else of a picture."""
        if ocr != self._ocr:
            self._ocr = ocr
            self.show_entry(self._entry)

    def show_entry(self, entry: FileEntry | None) -> None:
        """Show another file, or something new about this one; None hides the view."""
        self._entry = entry
        self.setVisible(entry is not None)
        if entry is None:
            return
        self._path.set_text(wording.short_path(entry.path))
        self._state.say(index_wording.explained(entry))
        hint = index_wording.what_to_do(entry, self._ocr)
        self._hint.say(hint)
        self._hint.setVisible(bool(hint))
        mend = mend_of(entry)
        how = mend.how if mend is not None else ""
        self._mend.setVisible(mend is not None)
        self._mend.setText(tr(mend.label) if mend is not None else "")
        self._mend.setAccessibleDescription(hint)
        # What the first button does, no other does.
        self._now.setVisible(can_be_read(entry) and how != "again")
        self._open.setVisible(not entry.is_folder and how != "open")
        self._folder.setVisible(how != "folder")
        self._setting.setVisible(has_setting(entry))
        self.setAccessibleName(f"{wording.file_name(entry.path)}. {self.said}")
        fit_height(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width breaks lines elsewhere."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            fit_height(self)

    def _press_mend(self) -> None:
        mend = mend_of(self._entry) if self._entry is not None else None
        match mend.how if mend is not None else "":
            case "again":
                self._ask_now()
            case "open":
                self._tell(self.open_asked.emit)
            case "folder":
                self._tell(self.folder_asked.emit)
            case "setting":
                self._ask_setting()
            case "admit":
                self.admit_asked.emit(self._entry)
            case _:
                pass

    def _ask_now(self) -> None:
        self._tell(self.now_asked.emit)

    def _ask_setting(self) -> None:
        if self._entry is not None:
            self.setting_asked.emit(setting_of(self._entry.reason))

    def _tell(self, tell: Callable[[str], None]) -> None:
        if self._entry is not None:
            tell(self._entry.path)
