"""The window: puts its parts together and leads what they tell to where it belongs.

Invariant: every page, label and list shows what the newest query, status and event say; whatever is older is dropped
before it comes here (`searching`, `bridge.Lane`).
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, date, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QIcon, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedLayout, QVBoxLayout, QWidget

from pplx_desktop.core.errors import PplxError
from pplx_desktop.core.events import Trouble
from pplx_desktop.core.settings import Settings
from pplx_desktop.core.types import IndexCounts, Progress, Status
from pplx_desktop.gui import index_wording, passing_trouble
from pplx_desktop.gui.actions import Actions
from pplx_desktop.gui.answering import Answering, Places
from pplx_desktop.gui.bridge import Bridge, Lane
from pplx_desktop.gui.filter_bar import FilterBar
from pplx_desktop.gui.first_run import FirstRun
from pplx_desktop.gui.found_page import FoundPage
from pplx_desktop.gui.help import Help
from pplx_desktop.gui.indexing import Indexing
from pplx_desktop.gui.models import Models
from pplx_desktop.gui.notice import Notice
from pplx_desktop.gui.opening import Opener
from pplx_desktop.gui.pages import MessagePage, WelcomePage
from pplx_desktop.gui.preferences import Preferences
from pplx_desktop.gui.preview_keys import connect_preview
from pplx_desktop.gui.query_aids import QueryAids
from pplx_desktop.gui.result_orders import ResultOrders
from pplx_desktop.gui.room import take_room
from pplx_desktop.gui.search_box import SearchBox
from pplx_desktop.gui.status_line import StatusLine
from pplx_desktop.gui.theme import Theme
from pplx_desktop.gui.told import told, told_error
from pplx_desktop.gui.translation import tr

DEFAULT_SIZE = (1180, 760)
NARROW_WIDTH = 860
"""Below this width, in points at the usual text size, there is no room for a preview."""
_STATUS_EVERY_S = 3.0
_NOT_NOW = Status(folders=(), counts=IndexCounts(), progress=Progress(), model="")


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a window that another one can go on with."""

    found: FoundPage
    answering: Answering
    indexing: Indexing
    models: Models
    preferences: Preferences


class Window(QMainWindow):
    """`leave_asked` comes from Esc, `close_asked` from the window's own cross, `rebuild_asked` where only another window
    can show what is wanted; the application decides what they do. `settings_known(Settings)` and `status_known(Status)`
    come with each answer of the engine.
    """

    leave_asked = Signal()
    close_asked = Signal()
    rebuild_asked = Signal()
    settings_known = Signal(object)
    status_known = Signal(object)

    def __init__(self, bridge: Bridge, theme: Theme, opener: Opener, icon: QIcon) -> None:
        super().__init__()
        self.setWindowTitle("pplx-desktop")
        self.setWindowIcon(icon)
        self.is_quitting = False
        self._bridge, self._theme, self._opener = bridge, theme, opener
        self._status = _NOT_NOW
        self._status_lane = Lane(bridge)
        self._status_at = 0.0
        self._trouble: Trouble | None = None
        self._is_wide = True
        self._indexing = Indexing(bridge, theme, opener, self)
        self._models = Models(bridge, theme, self)
        self._preferences = Preferences(bridge, theme, self)
        self._help = Help(bridge, theme, icon, self)
        self.actions_ = Actions(self, theme, icon)

        self.search_box = SearchBox(theme)
        self.filters = FilterBar(theme, _today)
        self.notice = Notice(theme)
        self.welcome = WelcomePage(theme, icon)
        self._first_run = FirstRun(bridge, self.welcome.first_run, self)
        self.message = MessagePage(theme)
        self._found = FoundPage(theme, bridge)
        self.results, self.preview = self._found.results, self._found.preview
        self._orders = ResultOrders(self._found, opener, self.actions_, self)
        self.status_line = StatusLine(theme)
        self._lay_out()
        self._answering = Answering(bridge, self._places(), self._orders, self._status, self)
        self._aids = QueryAids(theme, bridge, self.search_box, self.actions_, _today, self)
        self._connect()
        take_room(self, theme.size(*DEFAULT_SIZE), theme.size(420, 360))
        self.filters.hide()
        self.search_box.setFocus()
        self.status_line.show_found(tr("Starting…"))

    @property
    def theme(self) -> Theme:
        """Its colours and lengths."""
        return self._theme

    @property
    def parts(self) -> Parts:
        """What holds what the user is busy with."""
        return Parts(self._found, self._answering, self._indexing, self._models, self._preferences)

    def add_folder(self, path: str) -> None:
        """Search this folder, too."""
        self._indexing.add(path)

    def tell(self, error: PplxError) -> None:
        """Show a problem that came up outside of the window."""
        self._show_problem(error)

    def refresh_status(self) -> None:
        """Ask where everything stands."""
        self._status_at = time.monotonic()
        self._status_lane.ask(lambda engine, _: engine.status(), self._show_status, self._show_problem)

    def closeEvent(self, event: QCloseEvent) -> None:
        """The cross was pressed, or the session ends."""
        if self.is_quitting:
            event.accept()
            return
        event.ignore()
        self.close_asked.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrow windows have no room for the preview."""
        super().resizeEvent(event)
        self._fit()

    # What the user asks for

    def _choose_theme(self, choice: str) -> None:
        self._theme.choose(choice)
        self._bridge.request(
            lambda engine: engine.change_settings(theme=choice), self._preferences.show_settings, self._show_problem
        )

    def _pause(self) -> None:
        self._bridge.request(lambda engine: engine.pause(), lambda _: self.refresh_status(), self._show_problem)

    def _resume(self) -> None:
        self._bridge.request(lambda engine: engine.resume(), lambda _: self.refresh_status(), self._show_problem)

    def _hurry(self) -> None:
        self._bridge.request(lambda engine: engine.hurry(on=True), lambda _: self.refresh_status(), self._show_problem)

    # What the engine tells

    def begin(self) -> None:
        """The engine answers: ask it everything. What one before it told is over, or is told again."""
        if self._trouble is not None:
            self._end_trouble(self._trouble)
        self.status_line.show_found("")
        self._ask_settings()
        self.refresh_status()
        self._models.refresh()
        self._answering.search()

    def _ask_settings(self) -> None:
        self._bridge.request(lambda engine: engine.settings(), self._take_settings, self._show_problem)

    def _take_settings(self, settings: Settings) -> None:
        if settings.theme != self._theme.choice:
            self._theme.choose(settings.theme)
        self.settings_known.emit(settings)

    def _fail_to_begin(self, error: PplxError) -> None:
        self.status_line.show_found("")
        self.message.say(told(error.title), told(error.hint), (tr("Try again"), self._bridge.restart))
        self._body.setCurrentWidget(self.message)

    def _show_status(self, status: Status) -> None:
        said_before = told(self._status.model_problem)
        self._status = status
        self._answering.take_status(status)
        self.filters.show_folders(status.folders)
        self._indexing.show_status(status)
        self._preferences.show_status(status)
        self.status_known.emit(status)
        self.welcome.show_standing(status.folders, status.counts)
        self._first_run.show_status(status)
        # On the first run there is nothing to narrow.
        self.filters.setVisible(bool(status.folders))
        self.status_line.show_counts(status.counts)
        self.status_line.show_model(status.model)
        self._show_progress(status.progress)
        # What else stands there is not this answer's to take away.
        if self.notice.text in {"", said_before}:
            self._say_of_model(told(status.model_problem))
        if self._trouble is not None and passing_trouble.is_over(self._trouble, status):
            self._end_trouble(self._trouble)

    def _take_progress(self, progress: Progress) -> None:
        self._show_progress(progress)
        if time.monotonic() - self._status_at > _STATUS_EVERY_S:
            self.refresh_status()

    def _take_folders(self) -> None:
        """Another list of folders: what is shown may lie in none of them any more."""
        self.refresh_status()
        if self._answering.asked:
            self.preview.clear()
            self._answering.search()

    def _show_progress(self, progress: Progress) -> None:
        self.status_line.show_progress(progress)
        self._indexing.show_progress(progress)
        self.welcome.show_progress(progress)
        is_running = progress.phase != "idle" and not index_wording.is_stuck(progress)
        self.actions_.show_paused(is_paused=progress.phase == "paused", is_running=is_running)
        self.actions_.show_held(is_held=index_wording.can_hurry(progress))

    def _say_beside(self, notices: str) -> None:
        """What an answer says, else how the model is."""
        self._say_of_model(notices or told(self._status.model_problem))

    def _say_of_model(self, text: str) -> None:
        """Say something; where the model is not as it should be, with the way to what can be done."""
        if self.notice.isHidden():
            # Above the body, unless that would move the row that the user has chosen.
            is_held = self._body.currentWidget() is self._found and self.results.is_held
            self._inner.removeWidget(self.notice)
            self._inner.insertWidget(self._inner.indexOf(self._body) + (1 if is_held else 0), self.notice)
        is_about_model = bool(self._status.model_problem)
        self.notice.say(text, (tr("Models…"), self._models.open) if is_about_model else None)

    def _show_problem(self, error: PplxError) -> None:
        self.notice.say(told_error(error))

    def _show_trouble(self, trouble: Trouble) -> None:
        is_about_model = trouble.code.startswith("model")
        way = (tr("Models…"), self._models.open) if is_about_model else (tr("Index…"), self._indexing.open)
        self.notice.say(told(trouble.text), way)
        # A status that is on its way is of before.
        self._trouble = trouble
        self.refresh_status()

    def _end_trouble(self, trouble: Trouble) -> None:
        """It is over: where it is still said, say how the model is instead."""
        if trouble == self._trouble:
            self._trouble = None
        if self.notice.text == told(trouble.text):
            self._say_of_model(told(self._status.model_problem))

    def _take_end_of_run(self) -> None:
        if self._trouble is not None and passing_trouble.ends_with_a_run(self._trouble):
            self._end_trouble(self._trouble)
        self.refresh_status()

    # How the parts lie and hang together

    def _lay_out(self) -> None:
        px = self._theme.px
        self._body = QStackedLayout()
        for page in (self.welcome, self.message, self._found):
            self._body.addWidget(page)
        top = QHBoxLayout()
        top.setSpacing(px(8))
        top.addWidget(self.search_box, 1)
        top.addWidget(self.actions_.menu_button)
        inner = self._inner = QVBoxLayout()
        inner.setContentsMargins(px(16), px(14), px(16), px(8))
        inner.setSpacing(px(10))
        inner.addLayout(top)
        inner.addWidget(self.filters)
        inner.addWidget(self.notice)
        inner.addLayout(self._body, 1)
        central = self._ground = QWidget()
        column = QVBoxLayout(central)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(inner, 1)
        column.addWidget(self.status_line)
        self.setCentralWidget(central)

    def _places(self) -> Places:
        return Places(
            self.search_box, self.filters, self._body, self.welcome, self.message, self._found, self.status_line
        )

    def _connect(self) -> None:
        self.search_box.moved.connect(self.results.take_key)
        self.search_box.folder_asked.connect(self._orders.show_in_folder)
        self.search_box.left.connect(self.leave_asked)
        self.results.typed.connect(self.search_box.field.take_key)
        self._orders.failed.connect(self._show_problem)
        self._orders.used.connect(self._aids.remembering.keep)
        self._answering.noticed.connect(self._say_beside)
        self._answering.shown.connect(self._aids.remembering.show_found)
        self._answering.folder_wanted.connect(self._indexing.choose)
        self._answering.failed.connect(self._show_problem)
        self.welcome.first_run.models_asked.connect(self._models.open)
        self.welcome.first_run.rules_asked.connect(lambda: self._preferences.open("exclude"))
        self._first_run.changed.connect(self.refresh_status)
        self._first_run.failed.connect(self._show_folder_error)
        self.welcome.begun.connect(self.search_box.field.focus)
        self._indexing.changed.connect(self.refresh_status)
        self._indexing.failed.connect(self._show_folder_error)
        self._indexing.setting_asked.connect(self._preferences.open)
        self._preferences.changed.connect(self.refresh_status)
        self._preferences.changed.connect(self._ask_settings)
        self._models.changed.connect(self.refresh_status)
        for changed in (self._models.changed, self._preferences.changed):
            changed.connect(self._first_run.refresh)
        self._models.told.connect(self.notice.say)
        self._models.job_told.connect(self.status_line.show_job)
        self._models.job_shown.connect(self.welcome.empty.show_job)
        self.welcome.empty.job.cancel_asked.connect(self._models.cancel)
        self.status_line.models_asked.connect(self._models.open)
        self.status_line.index_asked.connect(self._indexing.open)
        self.status_line.pause_asked.connect(self._pause)
        self.status_line.resume_asked.connect(self._resume)
        self._connect_actions()
        self._bridge.ready.connect(self.begin)
        self._bridge.start_failed.connect(self._fail_to_begin)
        self._bridge.progress_changed.connect(self._take_progress)
        self._bridge.run_finished.connect(self._take_end_of_run)
        self._bridge.folders_changed.connect(self._take_folders)
        self._bridge.trouble.connect(self._show_trouble)
        self._bridge.trouble_over.connect(self._end_trouble)

    def _connect_actions(self) -> None:
        actions = self.actions_
        connect_preview(actions, self.preview)
        actions.find.triggered.connect(self.search_box.field.focus)
        actions.add_folder.triggered.connect(self._indexing.choose)
        actions.index.triggered.connect(self._indexing.open)
        actions.models.triggered.connect(self._models.open)
        actions.settings.triggered.connect(self._open_settings)
        actions.pause.triggered.connect(lambda: self._resume() if self.status_line.is_paused else self._pause())
        actions.hurry.triggered.connect(self._hurry)
        actions.like.triggered.connect(self._answering.like.begin)
        actions.theme_chosen.connect(self._choose_theme)
        actions.about.triggered.connect(self._help.show_about)
        actions.keys.triggered.connect(self._help.show_keys)
        self.settings_known.connect(self._help.take_settings)
        self.settings_known.connect(self.preview.take_settings)

    def _open_settings(self) -> None:
        self._preferences.open()

    def _show_folder_error(self, error: PplxError) -> None:
        if self._body.currentWidget() is self.welcome:
            self.welcome.show_error(error)
        else:
            self._show_problem(error)

    def _fit(self) -> None:
        is_wide = self.width() >= self._theme.px(NARROW_WIDTH)
        if is_wide != self._is_wide:
            self._is_wide = is_wide
            self._found.show_wide(is_wide=is_wide)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc from anywhere goes back to the search box."""
        if event.key() == Qt.Key.Key_Escape:
            self.search_box.field.focus()
        else:
            super().keyPressEvent(event)


def _today() -> date:
    return datetime.now(UTC).astimezone().date()
