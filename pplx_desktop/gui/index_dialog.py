"""The window of the index: what is being done, the folders, and every file with its state and its reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from pplx_desktop.core.errors import PplxError
from pplx_desktop.core.ledger_types import FileEntry, LedgerView
from pplx_desktop.core.types import FolderStatus, Progress, Status
from pplx_desktop.gui import index_wording, mending, wording
from pplx_desktop.gui.activity_view import ActivityView
from pplx_desktop.gui.buttons import push_button
from pplx_desktop.gui.entry_view import EntryView
from pplx_desktop.gui.flow import FlowLayout
from pplx_desktop.gui.focus_frame import FocusFrame
from pplx_desktop.gui.folder_list import FolderList
from pplx_desktop.gui.labels import WrappedLabel, plain_label
from pplx_desktop.gui.ledger_filter import LedgerFilter
from pplx_desktop.gui.ledger_table import LedgerTable, Order
from pplx_desktop.gui.model_wording import Question
from pplx_desktop.gui.notice import Notice
from pplx_desktop.gui.overview import Overview
from pplx_desktop.gui.question import QuestionStrip
from pplx_desktop.gui.room import take_room
from pplx_desktop.gui.shared_split import SharedSplit, Shares
from pplx_desktop.gui.theme import Theme
from pplx_desktop.gui.told import told_error
from pplx_desktop.gui.translation import noop, tr

DEFAULT_SIZE = (1120, 760)
_NARROW = 720
"""Below this width, in points at the usual text size, the folders stand above the files."""
_SHARES = Shares(share=0.3, least=200, most=320, above=190, below=400)
_URGENT = ("missing", "unreadable", "scans")
"""How a folder can stand that the user should know of, the worst first."""
_NOTHING_LISTED = noop("No file here is as you ask for it.")
_NO_FOLDERS = noop("Add a folder, and its files are listed here.")


class IndexDialog(QDialog):
    """Stays open beside the window. `view_changed` comes when other files of the ledger are to be listed, or the other
    side is looked at; the orders come with the path of a folder or file, `admit_asked` with the `FileEntry` that is to be
    searched whatever the rules say.
    """

    view_changed = Signal()
    add_asked = Signal()
    remove_asked = Signal(str)
    now_asked = Signal(str)
    removal_confirmed = Signal(str)
    open_asked = Signal(str)
    folder_asked = Signal(str)
    setting_asked = Signal(str)
    admit_asked = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Folders and index"))
        self._theme = theme
        self._order: Order = "name"
        self._is_descending = False
        self.activity = ActivityView(theme)
        self.folders = FolderList(theme)
        self.filter = LedgerFilter(theme)
        self.table = LedgerTable(theme)
        self.details = EntryView(theme)
        self.overview = Overview(theme)
        self._sides = _Sides(theme)
        self.notice = Notice(theme)
        self.question = QuestionStrip(theme)
        self._scroll = QScrollArea()
        self._scroll.setObjectName("preferences")
        self._said = WrappedLabel("said")
        self._said.hide()
        self._nothing = plain_label("", "muted")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.setWordWrap(True)
        self._add = push_button(tr("Add…"), self.add_asked.emit)
        self._add.setAccessibleName(tr("Add a folder"))
        self._now = push_button(tr("Index now"), self._ask_now)
        self._now.setAccessibleName(tr("Index the chosen folder now"))
        self._remove = push_button(tr("Remove…"), self._ask_remove)
        self._remove.setAccessibleName(tr("Remove the chosen folder from the index"))
        self._settings = push_button(tr("Settings…"), lambda: self.setting_asked.emit(""))
        self._close = push_button(tr("Close"), self.close)
        self._lay_out()
        self._connect()
        take_room(self, theme.size(*DEFAULT_SIZE), theme.size(400, 360))
        self._show_folder(self.folders.folder)

    @property
    def view(self) -> LedgerView:
        """Which files of the ledger are to be listed, from the first on."""
        state = self.filter.state
        return LedgerView(
            states=() if state is None else (state,),
            reason=self.filter.reason,
            folder=self.folders.folder.path,
            text=self.filter.text,
            order=self._order,
            descending=self._is_descending,
        )

    @property
    def shows_overview(self) -> bool:
        """True while the other side is looked at."""
        return self._sides.shows_overview

    def show_overview(self, *, is_on: bool) -> None:
        """Show what the index holds, or its files."""
        self._sides.choose(is_on=is_on)

    @property
    def said(self) -> str:
        """What is said at the bottom."""
        return self._said.said

    def show_status(self, status: Status) -> None:
        """Show how the folders stand."""
        known = {folder.path: folder for folder in status.roots}
        self.folders.show_folders([known.get(path, FolderStatus(path)) for path in status.folders])
        # A folder that is not there any more changes nothing about the sums of all.
        self._show_news(self.folders.folder)
        self.details.show_recognition(status.ocr)
        self.activity.show_standing(wording.standing(status.counts))
        self.show_progress(status.progress)

    def show_progress(self, progress: Progress) -> None:
        """Show where indexing stands."""
        self.activity.show_progress(progress)

    def begin_files(self, total: int, pages: Mapping[int, Sequence[FileEntry]], reasons: Mapping[str, int]) -> None:
        """List the files that fulfil other conditions than before."""
        self.table.begin(total, pages)
        self._show_found(total, reasons)

    def renew_files(self, total: int, pages: Mapping[int, Sequence[FileEntry]], reasons: Mapping[str, int]) -> None:
        """List what fulfils the same conditions now."""
        self.table.renew(total, pages)
        self._show_found(total, reasons)

    def say(self, text: str) -> None:
        """Say something at the bottom; nothing hides it."""
        self._say(text, "said")

    def show_error(self, error: PplxError) -> None:
        """Say what could not be done."""
        self._say(wording.on_one_line(told_error(error)), "errorText")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves a question unanswered, then clears the filter, then closes."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.question.is_open:
            self.question.put_away()
        elif not self.filter.clear():
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """What was said needs to be read once only."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.question.put_away()
            self.say("")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, the folders stand above the files."""
        super().resizeEvent(event)
        is_wide = self.width() >= self._theme.px(_NARROW)
        self._split.show_wide(is_wide=is_wide)

    def _show_folder(self, folder: FolderStatus) -> None:
        """Another folder is chosen: its files, its news, its buttons."""
        self.question.put_away()
        self._show_news(folder)
        self.view_changed.emit()

    def _show_news(self, folder: FolderStatus) -> None:
        """There is something new about the chosen folder."""
        self.filter.show_counts(folder)
        for button in (self._now, self._remove):
            button.setEnabled(bool(folder.path))
        if self.question.is_open:
            return
        told = folder if folder.path else self._most_urgent()
        text = index_wording.folder_news(told) if told is not None else ""
        action = (tr("Confirm…"), lambda: self._ask_removal(told)) if told is not None and told.held else None
        self.notice.say(text, action)

    def _most_urgent(self) -> FolderStatus | None:
        """Of all folders, the one that the user should know of first."""
        folders = self.folders.folders
        held = [folder for folder in folders if folder.held]
        by_state = [folder for state in _URGENT for folder in folders if folder.watching == state]
        return next(iter([*held, *by_state]), None)

    def _show_found(self, total: int, reasons: Mapping[str, int]) -> None:
        self.filter.show_reasons(reasons)
        if total:
            self._files.setCurrentWidget(self.table)
            return
        has_folders = bool(self.folders.folders)
        self._nothing.setText(tr(_NOTHING_LISTED) if has_folders else tr(_NO_FOLDERS))
        self._files.setCurrentWidget(self._nothing)
        self.details.show_entry(None)

    def _take_order(self, order: Order, is_descending: bool) -> None:
        self._order, self._is_descending = order, is_descending
        self.view_changed.emit()

    def _ask_now(self) -> None:
        if self.folders.folder.path:
            self.now_asked.emit(self.folders.folder.path)

    def _ask_remove(self) -> None:
        folder = self.folders.folder
        if folder.path:
            self._ask(index_wording.folder_question(folder), lambda: self.remove_asked.emit(folder.path))

    def _ask_admit(self, entry: FileEntry) -> None:
        self._ask(mending.admitting_question(entry), lambda: self.admit_asked.emit(entry))

    def _show_side(self) -> None:
        is_overview = self._sides.shows_overview
        self._split.setVisible(not is_overview)
        self.overview.setVisible(is_overview)
        # What had the keyboard may be hidden now.
        self._sides.take_keyboard()
        self.view_changed.emit()

    def _ask_removal(self, folder: FolderStatus) -> None:
        self._ask(index_wording.removal_question(folder), lambda: self.removal_confirmed.emit(folder.path))

    def _ask(self, question: Question, do: Callable[[], None]) -> None:
        self.say("")
        self.notice.hide()
        self.question.ask(question, do)
        self._scroll.ensureWidgetVisible(self.question)

    def _come_back(self) -> None:
        """The question was answered, or put away."""
        self._show_news(self.folders.folder)

    def _say(self, text: str, name: str) -> None:
        self._said.setObjectName(name)
        self._said.style().polish(self._said)
        self._said.say(text)
        self._said.setVisible(bool(text))

    def _lay_out(self) -> None:
        px = self._theme.px
        self._split = SharedSplit(self._theme, _SHARES, self._lay_out_folders(), self._lay_out_files())
        pane = QWidget()
        pane.setObjectName("modelPane")
        inner = QVBoxLayout(pane)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(px(10))
        for part in (self.activity, self.notice, self.question):
            inner.addWidget(part)
        inner.addWidget(self._sides)
        inner.addWidget(self._split, 1)
        inner.addWidget(self.overview, 1)
        self.overview.hide()
        # On a low screen the page scrolls, rather than that anything is cut off.
        self._scroll.setWidget(pane)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.viewport().setAutoFillBackground(False)
        row = QHBoxLayout()
        row.setSpacing(px(12))
        row.addWidget(self._settings)
        row.addWidget(self._said, 1)
        row.addStretch(0)
        row.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(18), px(16), px(18), px(16))
        column.setSpacing(px(10))
        column.addWidget(self._scroll, 1)
        column.addLayout(row)
        self.folders.setFocus()

    def _lay_out_folders(self) -> QWidget:
        px = self._theme.px
        part = QWidget()
        buttons = FlowLayout(spacing=px(6))
        for button in (self._add, self._now, self._remove):
            # Beside each other in German and French, too.
            button.setObjectName("folderButton")
            buttons.addWidget(button)
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        column.addWidget(self.folders, 1)
        column.addLayout(buttons)
        part.setMinimumWidth(px(200))
        self.folders.setMinimumHeight(px(110))
        return part

    def _lay_out_files(self) -> QWidget:
        part = QWidget()
        frame = FocusFrame(self.table)
        frame.setObjectName("ledgerFrame")
        self._files = QStackedLayout(frame)
        self._files.setContentsMargins(1, 1, 1, 1)
        self._files.addWidget(self.table)
        self._files.addWidget(self._nothing)
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.px(8))
        column.addWidget(self.filter)
        column.addWidget(frame, 1)
        column.addWidget(self.details)
        return part

    def _connect(self) -> None:
        self.folders.chosen.connect(self._show_folder)
        self.folders.changed.connect(self._show_news)
        self.folders.remove_asked.connect(self._ask_remove)
        self.filter.changed.connect(self.view_changed)
        self.filter.moved.connect(self.table.keyPressEvent)
        self.table.order_asked.connect(self._take_order)
        self.table.current_changed.connect(self.details.show_entry)
        self.table.typed.connect(self.filter.field.take_key)
        self.table.open_asked.connect(self._open_current)
        self.details.now_asked.connect(self.now_asked)
        self.details.open_asked.connect(self.open_asked)
        self.details.folder_asked.connect(self.folder_asked)
        self.details.setting_asked.connect(self.setting_asked)
        self.details.admit_asked.connect(self._ask_admit)
        self._sides.changed.connect(self._show_side)
        self.overview.rules_asked.connect(lambda: self.setting_asked.emit("on_battery"))
        self.activity.pace_asked.connect(lambda: self.setting_asked.emit("on_battery"))
        self.question.left.connect(self.folders.setFocus)
        self.question.closed.connect(self._come_back)
        for keys in ("Ctrl+K", "Ctrl+F", "Ctrl+L"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.filter.field.focus)

    def _open_current(self) -> None:
        entry = self.table.entry
        if entry is not None:
            (self.folder_asked if entry.is_folder else self.open_asked).emit(entry.path)


class _Sides(QWidget):
    """Two chips: the files, or what the index holds. `changed` comes when the other one is chosen."""

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        for place, text in enumerate((tr("Files"), tr("Overview"))):
            chip = QPushButton(text)
            chip.setProperty("chip", "true")
            chip.setCheckable(True)
            chip.setAutoDefault(False)
            chip.setChecked(place == 0)
            self._group.addButton(chip, place)
            row.addWidget(chip)
        row.addStretch(1)
        self._group.idToggled.connect(self._tell)

    @property
    def shows_overview(self) -> bool:
        return self._group.checkedId() == 1

    def choose(self, *, is_on: bool) -> None:
        self._group.button(int(is_on)).setChecked(True)

    def take_keyboard(self) -> None:
        self._group.button(int(self.shows_overview)).setFocus()

    def _tell(self, place: int, is_on: bool) -> None:
        del place
        if is_on:
            self.changed.emit()
