"""What the window shows where there are no results: the first run, the empty box, "nothing matches", an error."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from pplx_desktop.core.errors import PplxError
from pplx_desktop.core.model_types import ModelJobState
from pplx_desktop.core.types import IndexCounts, Progress
from pplx_desktop.gui import glyphs, wording
from pplx_desktop.gui.first_run_page import FirstRunPage
from pplx_desktop.gui.growth_view import GrowthView
from pplx_desktop.gui.job_view import JobView
from pplx_desktop.gui.labels import WrappedLabel, plain_label
from pplx_desktop.gui.suggestions import Suggestions
from pplx_desktop.gui.theme import Theme
from pplx_desktop.gui.told import told
from pplx_desktop.gui.translation import noop, tr, trn

_SAMPLES = (noop("invoice for the washing machine"), noop("notes on moving house"), noop("how do I reset the router"))
TEXT_WIDTH = 520
_PICTURE_FROM, _SAMPLES_FROM = 540, 380
"""Below these heights, in points at the usual text size, the empty page does without its picture, and without samples."""


class _Page(QWidget):
    """A column in the middle of the room."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.theme = theme
        self._broad: list[QWidget] = []
        outer = QVBoxLayout(self)
        self.column = QVBoxLayout()
        self.column.setSpacing(theme.px(12))
        outer.addStretch(3)
        outer.addLayout(self.column)
        outer.addStretch(4)

    def add_centred(self, *parts: QWidget) -> None:
        """A row of widgets in the middle."""
        row = QHBoxLayout()
        row.setSpacing(self.theme.px(8))
        row.addStretch(1)
        for part in parts:
            row.addWidget(part)
        row.addStretch(1)
        self.column.addLayout(row)

    def text(self, text: str, name: str) -> WrappedLabel:
        """A centred text that breaks its lines."""
        label = WrappedLabel(name)
        label.say(text)
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.keep_inside(label)
        return label

    def keep_inside(self, part: QWidget) -> None:
        """Make a part as wide as a text is well read, or as there is room for."""
        self._broad.append(part)
        part.setFixedWidth(self.theme.px(TEXT_WIDTH))

    def fit(self, room: QSize) -> None:
        """There is more or less room for what is broad."""
        width = max(1, min(self.theme.px(TEXT_WIDTH), room.width() - self.theme.px(32)))
        for part in self._broad:
            part.setFixedWidth(width)

    def button(self, text: str, press: Callable[[], None], *, look: str = "chip") -> QPushButton:
        """A button; `look` is a property that the style sheet knows."""
        button = QPushButton(text)
        button.setProperty(look, "true")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)

        def take_click(checked: bool) -> None:
            # Qt hands on the button's state, and `press` may have an argument of its own.
            del checked
            press()

        button.clicked.connect(take_click)
        return button


class EmptyPage(_Page):
    """The empty search box: what can be searched, and what one could ask. `sample_chosen(str)` comes from its buttons."""

    sample_chosen = Signal(str)

    def __init__(self, theme: Theme, icon: QIcon, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._picture = QLabel()
        size = theme.px(72)
        self._picture.setPixmap(icon.pixmap(size, size))
        self._picture.setAccessibleName("pplx-desktop")
        self.add_centred(self._picture)
        self._headline = self.text(tr("What are you looking for?"), "headline")
        self._lead = self.text("", "lead")
        self.add_centred(self._headline)
        self.add_centred(self._lead)
        self.growth = GrowthView(theme)
        self.keep_inside(self.growth)
        self.add_centred(self.growth)
        self.job = JobView(theme, is_brief=True)
        self.keep_inside(self.job)
        self.add_centred(self.job)
        self._samples = [self._sample(tr(text)) for text in _SAMPLES]
        for button in self._samples:
            self.add_centred(button)
        self._error = self.text("", "errorText")
        self.add_centred(self._error)
        self._error.hide()
        self._lock = QLabel()
        self.column.addSpacing(theme.px(10))
        self.add_centred(self._lock, plain_label(tr("Nothing leaves this computer."), "privacy"))
        theme.changed.connect(self._paint_glyphs)
        self._paint_glyphs()

    @property
    def lead(self) -> str:
        """What can be searched."""
        return self._lead.said

    def show_standing(self, folders: Sequence[str], counts: IndexCounts) -> None:
        """Say what can be searched."""
        self.growth.show_counts(counts)
        count = len(folders)
        if not folders:
            self._lead.say("")
        elif counts.files:
            self._lead.say(
                trn(
                    "Ask in your own words. {files} in %n folder.",
                    "Ask in your own words. {files} in %n folders.",
                    count,
                    files=wording.standing(counts),
                )
            )
        else:
            self._lead.say(
                trn(
                    "Ask in your own words. %n folder will be searchable in a moment.",
                    "Ask in your own words. %n folders will be searchable in a moment.",
                    count,
                )
            )

    def show_job(self, job: ModelJobState, name: str) -> None:
        """Show a download while it runs; how it ended is told elsewhere. `name` is what the user calls the model."""
        if job.kind == "get" and job.outcome == "running":
            self.job.show_job(job, name)
        else:
            self.job.hide()

    def fit(self, room: QSize) -> None:
        """In a low window, what can be done without gives way."""
        super().fit(room)
        px, height = self.theme.px, room.height()
        self._picture.setVisible(height >= px(_PICTURE_FROM))
        for button in self._samples:
            button.setVisible(height >= px(_SAMPLES_FROM))

    def _sample(self, query: str) -> QPushButton:
        return self.button(tr("“{query}”", query=query), lambda: self.sample_chosen.emit(query))

    def show_error(self, error: PplxError | None) -> None:
        """Say under the buttons why a folder could not be added."""
        self._error.say(wording.on_one_line(f"{told(error.title)} {told(error.hint)}") if error is not None else "")
        self._error.setVisible(error is not None)

    def _paint_glyphs(self) -> None:
        good, px = self.theme.colour("good"), self.theme.px(16)
        self._lock.setPixmap(glyphs.glyph_pixmap(glyphs.lock, good, size_px=px, ratio=self.devicePixelRatioF()))


class _Room(QScrollArea):
    """What the empty page lies in: where even what it cannot do without has no room, it is scrolled."""

    def __init__(self, page: _Page) -> None:
        super().__init__()
        self._page = page
        self.setObjectName("preferences")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(page)
        self.setWidgetResizable(True)
        self.viewport().setAutoFillBackground(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """There is more or less room."""
        self._page.fit(event.size())
        super().resizeEvent(event)


class WelcomePage(QWidget):
    """What is shown while nothing is searched: the first run until there is a folder, then the empty page. `begun` comes
    when the one gives way to the other.
    """

    begun = Signal()

    def __init__(self, theme: Theme, icon: QIcon, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.first_run = FirstRunPage(theme, icon)
        self.empty = EmptyPage(theme, icon)
        self.sample_chosen = self.empty.sample_chosen
        self._pages = QStackedLayout(self)
        self._pages.setContentsMargins(0, 0, 0, 0)
        blank = QWidget()
        self._room = _Room(self.empty)
        for page in (blank, self.first_run, self._room):
            # Before the engine has said which it is, neither: the first run must not flash up at every start.
            self._pages.addWidget(page)

    @property
    def is_first_run(self) -> bool:
        """True while there is no folder."""
        return self._pages.currentWidget() is self.first_run

    def show_standing(self, folders: Sequence[str], counts: IndexCounts) -> None:
        """Ask for a folder where there is none; else say what can be searched."""
        self.empty.show_standing(folders, counts)
        was_first_run = self.is_first_run
        self._pages.setCurrentWidget(self._room if folders else self.first_run)
        if was_first_run and folders:
            self.show_error(None)
            self.begun.emit()

    def show_progress(self, progress: Progress) -> None:
        """Show how the index grows."""
        self.empty.growth.show_progress(progress)

    def show_error(self, error: PplxError | None) -> None:
        """Say why a folder could not be added."""
        self.first_run.show_error(error)
        self.empty.show_error(error)


class MessagePage(_Page):
    """A headline, what is behind it, and perhaps one thing to do, or words to search for instead."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._headline = self.text("", "headline")
        self._lead = self.text("", "lead")
        self._do: Callable[[], None] | None = None
        self._button = self.button("", self._press, look="plain")
        self.add_centred(self._headline)
        self.add_centred(self._lead)
        self.suggestions = Suggestions(theme, centred=True)
        self.keep_inside(self.suggestions)
        self.add_centred(self.suggestions)
        self.add_centred(self._button)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """There is more or less room."""
        super().resizeEvent(event)
        self.fit(event.size())

    @property
    def headline(self) -> str:
        """What it says first."""
        return self._headline.said

    @property
    def lead(self) -> str:
        """What is behind it."""
        return self._lead.said

    @property
    def action(self) -> str:
        """What can be done about it; empty where there is nothing."""
        return "" if self._button.isHidden() else self._button.text()

    def say(
        self,
        headline: str,
        lead: str,
        action: tuple[str, Callable[[], None]] | None = None,
        words: Sequence[str] = (),
    ) -> None:
        """Say this, and offer `action` (the button's text, and what it does) and `words`."""
        self._headline.say(headline)
        self._lead.say(lead)
        self._lead.setVisible(bool(lead))
        self._button.setVisible(action is not None)
        if action is not None:
            text, self._do = action
            self._button.setText(text)
        self.suggestions.offer(words)

    def _press(self) -> None:
        if self._do is not None:
            self._do()
