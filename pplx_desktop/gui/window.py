"""The window: puts its parts together and leads what they tell to where it belongs.

Invariant: every page, label and list shows what the newest query, status and event say; whatever is older is dropped
before it comes here (`searching`, `bridge.Lane`).
"""

from __future__ import annotations

import time
from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QIcon, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QMenu, QStackedLayout, QVBoxLayout, QWidget

from pplx_desktop.core.errors import PplxError
from pplx_desktop.core.events import Trouble
from pplx_desktop.core.evidence import Explanation
from pplx_desktop.core.evidence_text import unmet_by_all
from pplx_desktop.core.types import IndexCounts, Progress, SearchResult, Status
from pplx_desktop.gui import why_wording, wording
from pplx_desktop.gui.actions import Actions
from pplx_desktop.gui.bridge import Bridge, Lane
from pplx_desktop.gui.filter_bar import NEWEST, FilterBar
from pplx_desktop.gui.found_page import FoundPage
from pplx_desktop.gui.indexing import Indexing
from pplx_desktop.gui.models import Models
from pplx_desktop.gui.notice import Notice
from pplx_desktop.gui.opening import Opener
from pplx_desktop.gui.pages import MessagePage, WelcomePage
from pplx_desktop.gui.preferences import Preferences
from pplx_desktop.gui.search_box import SearchBox
from pplx_desktop.gui.searching import Searching, Stage
from pplx_desktop.gui.status_line import StatusLine
from pplx_desktop.gui.theme import Theme

DEFAULT_SIZE = (1180, 760)
NARROW_WIDTH = 860
"""Below this width, in points at the usual text size, there is no room for a preview."""
_STATUS_EVERY_S = 3.0
_PATIENCE_MS = 350
_NOT_NOW = Status(folders=(), counts=IndexCounts(), progress=Progress(), model="")


class Window(QMainWindow):
    """`leave_asked` comes from Esc, `close_asked` from the window's own cross; the application decides what they do."""

    leave_asked = Signal()
    close_asked = Signal()

    def __init__(self, bridge: Bridge, theme: Theme, opener: Opener, icon: QIcon) -> None:
        super().__init__()
        self.setWindowTitle("pplx-desktop")
        self.setWindowIcon(icon)
        self.is_quitting = False
        self._bridge, self._theme, self._opener = bridge, theme, opener
        self._status = _NOT_NOW
        self._status_lane = Lane(bridge)
        self._status_at = 0.0
        self._is_wide = True
        self._asked = ""
        self._shown = ""
        self._explanation: Explanation | None = None
        self._indexing = Indexing(bridge, theme, opener, self)
        self._models = Models(bridge, theme, self)
        self._preferences = Preferences(bridge, theme, self)
        self._searching = Searching(bridge, self)
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self.actions_ = Actions(self, theme, icon)

        self.search_box = SearchBox(theme)
        self.filters = FilterBar(theme, lambda: datetime.now(UTC).astimezone().date())
        self.notice = Notice(theme)
        self.welcome = WelcomePage(theme, icon)
        self.message = MessagePage(theme)
        self._found = FoundPage(theme, bridge)
        self.results, self.preview = self._found.results, self._found.preview
        self.status_line = StatusLine(theme)
        self._lay_out()
        self._connect()
        self.resize(theme.px(DEFAULT_SIZE[0]), theme.px(DEFAULT_SIZE[1]))
        self.setMinimumSize(theme.px(420), theme.px(360))
        self.filters.hide()
        self.search_box.setFocus()
        self.status_line.show_found("Starting…")

    def add_folder(self, path: str) -> None:
        """Search this folder, too."""
        self._indexing.add(path)

    def refresh_status(self) -> None:
        """Ask where everything stands."""
        self._status_at = time.monotonic()
        self._status_lane.ask(lambda engine: engine.status(), self._show_status, self._show_problem)

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

    def _search(self) -> None:
        query = f"{self.search_box.text.strip()} {self.filters.conditions()}".strip()
        self._asked, self._shown = query, ""
        self._patience.stop()
        self._say_of_model(self._status.model_problem)
        if not query:
            self._searching.forget()
            self._found.clear()
            self.status_line.show_found("")
            self._body.setCurrentWidget(self.welcome)
        elif self._bridge.is_ready:
            self._searching.search(query)
            self._patience.start()

    def _say_still_searching(self) -> None:
        self.message.say("Searching by meaning…", "No file holds these words. The model looks for what they mean.")
        self._body.setCurrentWidget(self.message)

    def _open(self) -> None:
        hit = self.results.hit
        if hit is not None:
            is_shown = self.preview.hit is not None and self.preview.hit.path == hit.path
            passage = self.preview.passage if is_shown else next(iter(hit.passages), None)
            self._open_file(hit.path, passage.page if passage is not None else None)

    def _show_in_folder(self) -> None:
        hit = self.results.hit
        if hit is not None:
            self._opener.show_in_folder(hit.path, self._show_problem)

    def _open_file(self, path: str, page: int | None) -> None:
        self._opener.open(path, page, self._show_problem)

    def _show_menu_at(self, at: QPoint) -> None:
        index = self.results.indexAt(at)
        if index.isValid():
            self.results.setCurrentIndex(index)
            menu = QMenu(self)
            menu.addAction("Open", self._open)
            menu.addAction("Show in folder", self._show_in_folder)
            menu.addAction("Copy passage", self.preview.copy_passage)
            menu.addAction("Copy path", self.preview.copy_path)
            menu.addAction("Why this hit?", self._found.toggle_why)
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(self.results.viewport().mapToGlobal(at))

    def _choose_theme(self, choice: str) -> None:
        self._theme.choose(choice)
        self._bridge.request(lambda engine: engine.change_settings(theme=choice), lambda _: None, self._show_problem)

    def _pause(self) -> None:
        self._bridge.request(lambda engine: engine.pause(), lambda _: self.refresh_status(), self._show_problem)

    def _resume(self) -> None:
        self._bridge.request(lambda engine: engine.resume(), lambda _: self.refresh_status(), self._show_problem)

    # What the engine tells

    def _begin(self) -> None:
        self.status_line.show_found("")
        self._bridge.request(
            lambda engine: engine.settings(), lambda settings: self._take_theme(settings.theme), self._show_problem
        )
        self.refresh_status()
        self._search()

    def _take_theme(self, choice: str) -> None:
        if choice != self._theme.choice:
            self._theme.choose(choice)

    def _fail_to_begin(self, error: PplxError) -> None:
        self.status_line.show_found("")
        self.message.say(error.title, error.hint)
        self._body.setCurrentWidget(self.message)

    def _show_status(self, status: Status) -> None:
        said_before = self._status.model_problem
        self._status = status
        self.filters.show_folders(status.folders)
        self._indexing.show_status(status)
        self._preferences.show_status(status)
        self.welcome.show_standing(status.folders, status.counts)
        # On the first run there is nothing to narrow.
        self.filters.setVisible(bool(status.folders))
        self.status_line.show_counts(status.counts)
        self.status_line.show_model(status.model)
        self._show_progress(status.progress)
        # What else stands there is not this answer's to take away.
        if self.notice.text in {"", said_before}:
            self._say_of_model(status.model_problem)

    def _take_progress(self, progress: Progress) -> None:
        self._show_progress(progress)
        if time.monotonic() - self._status_at > _STATUS_EVERY_S:
            self.refresh_status()

    def _take_folders(self) -> None:
        """Another list of folders: what is shown may lie in none of them any more."""
        self.refresh_status()
        if self._asked:
            self.preview.clear()
            self._search()

    def _show_progress(self, progress: Progress) -> None:
        self.status_line.show_progress(progress)
        self._indexing.show_progress(progress)
        self.actions_.show_paused(is_paused=progress.phase == "paused", is_running=progress.phase != "idle")

    def _show_answer(self, result: SearchResult, stage: Stage) -> None:
        if stage is Stage.WORDS and not result.hits:
            # Nothing yet: what stands there is left until the model has answered, or it takes long.
            return
        self._patience.stop()
        hits = list(result.hits)
        if self.filters.order == NEWEST:
            hits.sort(key=lambda hit: hit.mtime_ns, reverse=True)
        self._explanation = result.explanation
        self._found.show_answer(result, hits, is_new=self._shown != self._asked, is_final=stage is Stage.FINAL)
        self._shown = self._asked
        self.status_line.show_found(wording.result_count(result))
        self._say_of_model("\n".join(result.notices) or self._status.model_problem)
        if hits or self.results.hit is not None:
            self._body.setCurrentWidget(self._found)
        else:
            self._show_no_match(result)

    def _show_no_match(self, result: SearchResult) -> None:
        progress = self._status.progress
        missing = progress.total_files - progress.done_files
        lead = wording.on_one_line(unmet_by_all(result.explanation)) or "Try other words, or fewer."
        if not self._status.folders:
            lead = "There is no folder to search yet."
        elif progress.phase in {"reading", "scanning", "paused"} and missing > 0:
            files = wording.counted(missing, "file is", "files are")
            lead = f"{files} not read yet. What you look for may be among them."
        loose = wording.without_quotes(self.search_box.text, result.query.phrases)
        action = ("Search without quotation marks", partial(self._take_sample, loose)) if loose else None
        if self.filters.is_narrowing:
            action = ("Search everything", self.filters.reset)
        if not self._status.folders:
            action = ("Add a folder…", self._indexing.choose)
        self.message.say("Nothing here matches", lead, action, result.closest)
        self._body.setCurrentWidget(self.message)

    def _show_search_error(self, error: PplxError) -> None:
        self._patience.stop()
        self._shown = ""
        self._found.clear()
        self.status_line.show_found("")
        self.message.say(error.title, error.hint)
        self._body.setCurrentWidget(self.message)

    def _say_of_model(self, text: str) -> None:
        """Say something; where the model is not as it should be, with the way to what can be done."""
        if self.notice.isHidden():
            # Above the body, unless that would move the row that the user has chosen.
            is_held = self._body.currentWidget() is self._found and self.results.is_held
            self._inner.removeWidget(self.notice)
            self._inner.insertWidget(self._inner.indexOf(self._body) + (1 if is_held else 0), self.notice)
        is_about_model = bool(self._status.model_problem)
        self.notice.say(text, ("Models…", self._models.open) if is_about_model else None)

    def _show_problem(self, error: PplxError) -> None:
        self.notice.say(f"{error.title} {error.hint}".strip())

    def _show_trouble(self, trouble: Trouble) -> None:
        is_about_model = trouble.code.startswith("model")
        way = ("Models…", self._models.open) if is_about_model else ("Index…", self._indexing.open)
        self.notice.say(trouble.text, way)

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
        central = QWidget()
        column = QVBoxLayout(central)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(inner, 1)
        column.addWidget(self.status_line)
        self.setCentralWidget(central)

    def _connect(self) -> None:
        self.search_box.edited.connect(self._search)
        self.search_box.moved.connect(self.results.take_key)
        self.search_box.open_asked.connect(self._open)
        self.search_box.folder_asked.connect(self._show_in_folder)
        self.search_box.left.connect(self.leave_asked)
        self.filters.changed.connect(self._search)
        self._patience.timeout.connect(self._say_still_searching)
        self._searching.answered.connect(self._show_answer)
        self._searching.failed.connect(self._show_search_error)
        self._found.word_chosen.connect(self._take_word)
        self.message.suggestions.chosen.connect(self._take_word)
        self.results.open_asked.connect(self._open)
        self.results.folder_asked.connect(self._show_in_folder)
        self.results.typed.connect(self.search_box.field.take_key)
        self.results.menu_asked.connect(self._show_menu_at)
        self.preview.open_asked.connect(self._open_file)
        self.preview.folder_asked.connect(self._show_in_folder)
        self.welcome.add_asked.connect(self._indexing.choose)
        self.welcome.folder_chosen.connect(self._indexing.add)
        self.welcome.sample_chosen.connect(self._take_sample)
        self._indexing.changed.connect(self.refresh_status)
        self._indexing.failed.connect(self._show_folder_error)
        self._indexing.setting_asked.connect(self._preferences.open)
        self._preferences.changed.connect(self.refresh_status)
        self._models.changed.connect(self.refresh_status)
        self._models.told.connect(self.notice.say)
        self._models.job_told.connect(self.status_line.show_job)
        self.status_line.models_asked.connect(self._models.open)
        self.status_line.index_asked.connect(self._indexing.open)
        self.status_line.pause_asked.connect(self._pause)
        self.status_line.resume_asked.connect(self._resume)
        self._connect_actions()
        self._bridge.ready.connect(self._begin)
        self._bridge.start_failed.connect(self._fail_to_begin)
        self._bridge.progress_changed.connect(self._take_progress)
        self._bridge.run_finished.connect(self.refresh_status)
        self._bridge.folders_changed.connect(self._take_folders)
        self._bridge.trouble.connect(self._show_trouble)

    def _connect_actions(self) -> None:
        actions = self.actions_
        actions.find.triggered.connect(self.search_box.field.focus)
        actions.add_folder.triggered.connect(self._indexing.choose)
        actions.index.triggered.connect(self._indexing.open)
        actions.models.triggered.connect(self._models.open)
        actions.settings.triggered.connect(self._open_settings)
        actions.pause.triggered.connect(lambda: self._resume() if self.status_line.is_paused else self._pause())
        actions.next_passage.triggered.connect(lambda: self.preview.step(1))
        actions.previous_passage.triggered.connect(lambda: self.preview.step(-1))
        actions.copy_passage.triggered.connect(self.preview.copy_passage)
        actions.why.triggered.connect(self._found.toggle_why)
        actions.theme_chosen.connect(self._choose_theme)

    def _open_settings(self) -> None:
        self._preferences.open()

    def _take_sample(self, text: str) -> None:
        self.search_box.set_text(text)
        self.search_box.setFocus()

    def _take_word(self, word: str) -> None:
        self._take_sample(why_wording.corrected(self.search_box.text, word, self._explanation))

    def _show_folder_error(self, error: PplxError) -> None:
        if self._body.currentWidget() is self.welcome:
            self.welcome.show_error(error)
        else:
            self._show_problem(error)

    def _fit(self) -> None:
        is_wide = self.width() >= self._theme.px(NARROW_WIDTH)
        if is_wide != self._is_wide:
            self._is_wide = is_wide
            self.filters.show_choices(is_wide=is_wide)
            self._found.show_wide(is_wide=is_wide)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc from anywhere goes back to the search box."""
        if event.key() == Qt.Key.Key_Escape:
            self.search_box.field.focus()
        else:
            super().keyPressEvent(event)
