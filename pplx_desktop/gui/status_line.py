"""The line at the bottom: what was found on the left, what indexing does on the right."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton, QSizePolicy, QToolButton, QWidget

from pplx_desktop.core.types import IndexCounts, Progress
from pplx_desktop.gui import glyphs, index_wording, wording
from pplx_desktop.gui.labels import give_tool_tip, plain_label
from pplx_desktop.gui.theme import Theme
from pplx_desktop.gui.translation import tr

_STEPS = 1_000
_WIDE, _WIDER = 640, 860
_MODEL_WIDTH = 220


class StatusLine(QFrame):
    """`pause_asked` and `resume_asked` come from its button, `models_asked` from the one that names the model,
    `index_asked` from the one that says what indexing does.
    """

    models_asked = Signal()
    index_asked = Signal()
    pause_asked = Signal()
    resume_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("statusLine")
        self._theme = theme
        self._progress = Progress()
        self._counts = IndexCounts()
        self._found = plain_label("")
        self._found.setAccessibleName(tr("Search"))
        # Where the text of the buttons beside it begins.
        self._found.setContentsMargins(theme.px(8), 0, 0, 0)
        self._model_name = self._job = ""
        self._model = QPushButton()
        self._model.setObjectName("statusModel")
        self._model.setProperty("flat", "true")
        self._model.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._model.clicked.connect(self.models_asked)
        self._indexing = _ElidedButton("indexing")
        self._indexing.clicked.connect(self.index_asked)
        self._bar = QProgressBar()
        self._bar.setRange(0, _STEPS)
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(theme.px(160))
        self._bar.setAccessibleName(tr("Indexing progress"))
        self._pause = QToolButton()
        self._pause.setIconSize(QSize(theme.px(16), theme.px(16)))
        self._pause.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._pause.clicked.connect(self._press)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(8), theme.px(4), theme.px(8), theme.px(4))
        row.setSpacing(theme.px(14))
        row.addWidget(self._found)
        row.addWidget(self._model)
        row.addWidget(self._indexing, 1)
        row.addWidget(self._bar)
        row.addWidget(self._pause)
        self.setFixedHeight(theme.px(36))
        theme.changed.connect(self._show)
        self._show()

    def show_found(self, text: str) -> None:
        """What the last search brought."""
        self._found.setText(text)
        self._found.setVisible(bool(text))

    def show_progress(self, progress: Progress) -> None:
        """Where indexing stands."""
        self._progress = progress
        self._show()

    def show_counts(self, counts: IndexCounts) -> None:
        """What the index holds, for when nothing is going on."""
        self._counts = counts
        self._show()

    def show_model(self, name: str) -> None:
        """Which model is used."""
        self._model_name = name
        self._show()

    def show_job(self, text: str) -> None:
        """What is being done with a model; nothing where nothing is."""
        self._job = text
        self._show()

    @property
    def indexing_text(self) -> str:
        """What is said of indexing, whole."""
        return self._indexing.said

    @property
    def is_paused(self) -> bool:
        """True while indexing is paused."""
        return self._progress.phase == "paused"

    def resizeEvent(self, event: QResizeEvent) -> None:
        """There is more or less room."""
        super().resizeEvent(event)
        self._show_model()
        self._show_bar()

    def _press(self) -> None:
        (self.resume_asked if self.is_paused else self.pause_asked).emit()

    def _show(self) -> None:
        progress = self._progress
        is_idle = progress.phase == "idle"
        is_stuck = index_wording.is_stuck(progress)
        stands = index_wording.pace(progress) if is_stuck else wording.indexing(progress)
        self._indexing.say(wording.standing(self._counts) if is_idle else stands)
        parts = (wording.short_path(progress.current) if progress.current else "", index_wording.pace(progress))
        about = " ".join(part for part in parts if part)
        give_tool_tip(self._indexing, f"{about} {tr('Shows the folders and every file.')}".strip())
        self._bar.setValue(round((wording.done_share(progress) or 0) * _STEPS))
        self._show_model()
        self._pause.setVisible(not is_idle and not is_stuck)
        name = tr("Go on with indexing") if self.is_paused else tr("Pause indexing")
        self._pause.setAccessibleName(name)
        self._pause.setToolTip(name)
        glyph = glyphs.play if self.is_paused else glyphs.pause
        self._pause.setIcon(glyphs.glyph_icon(glyph, self._theme.colour("muted"), size_px=self._theme.px(16)))
        self._show_bar()

    def _show_bar(self) -> None:
        """Where there is little room, the words matter more than the bar."""
        px = self._theme.px
        beside = sum(
            part.sizeHint().width() + px(14) for part in (self._found, self._model, self._pause) if not part.isHidden()
        )
        words = self._indexing.fontMetrics().horizontalAdvance(self._indexing.said) + px(30)
        has_room = self.width() >= beside + words + self._bar.width() + px(36)
        self._bar.setVisible(has_room and wording.done_share(self._progress) is not None)

    def _show_model(self) -> None:
        name = wording.on_one_line(self._job or self._model_name)
        # The name of the model is known from yesterday; what indexing does is news, and so is what a job does.
        has_room = self.width() >= self._theme.px(_WIDE if self._job or self._progress.phase == "idle" else _WIDER)
        self._model.setVisible(bool(name) and has_room)
        # An ampersand would underline the letter behind it.
        shown = self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideMiddle, self._theme.px(_MODEL_WIDTH))
        self._model.setText(shown.replace("&", "&&"))
        self._model.setAccessibleName(tr("Models: {name}", name=name))
        give_tool_tip(self._model, tr("{name}. Shows the models.", name=name))


class _ElidedButton(QPushButton):
    """A flat button whose one line of text gives way to its room."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("flat", "true")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.said = ""

    def say(self, text: str) -> None:
        """Show another text; nothing hides the button."""
        self.said = text
        self.setAccessibleName(tr("Folders and index: {text}", text=text))
        self.setEnabled(bool(text))
        self._elide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width leaves room for more or less."""
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        room = max(0, self.contentsRect().width() - 2 * self.fontMetrics().averageCharWidth() - 4)
        shown = self.fontMetrics().elidedText(self.said[:500], Qt.TextElideMode.ElideRight, room)
        # An ampersand would underline the letter behind it.
        self.setText(shown.replace("&", "&&"))
