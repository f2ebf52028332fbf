"""How far the index is while it grows: names, words and meaning, each searchable as soon as it stands."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from pplx_desktop.core.growth import meaning_share, words_share
from pplx_desktop.core.types import IndexCounts, Progress
from pplx_desktop.gui.labels import ElidedLabel, plain_label
from pplx_desktop.gui.theme import Theme
from pplx_desktop.gui.translation import percent, tr, trn

_STEPS = 1_000
_NARROW = 420


class GrowthView(QFrame):
    """Hidden where all that is there can be searched."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("growth")
        # A bar that is cut in half is worse than less room between the lines around it.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._theme = theme
        self._counts, self._progress = IndexCounts(), Progress()
        self._names = _Layer(theme, tr("Names"))
        self._words = _Layer(theme, tr("Words"))
        self._meaning = _Layer(theme, tr("Meaning"))
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(theme.px(18), theme.px(12), theme.px(18), theme.px(14))
        self._row.setSpacing(theme.px(18))
        for layer in (self._names, self._words, self._meaning):
            self._row.addWidget(layer, 1)
        self.hide()

    @property
    def texts(self) -> tuple[str, ...]:
        """What is said of each layer."""
        return tuple(layer.spoken for layer in (self._names, self._words, self._meaning))

    def show_counts(self, counts: IndexCounts) -> None:
        """Show what the index holds."""
        self._counts = counts
        self._show()

    def show_progress(self, progress: Progress) -> None:
        """Show where indexing stands."""
        self._progress = progress
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, the layers lie above each other."""
        super().resizeEvent(event)
        directions = QBoxLayout.Direction
        is_wide = event.size().width() >= self._theme.px(_NARROW)
        self._row.setDirection(directions.LeftToRight if is_wide else directions.TopToBottom)

    def _show(self) -> None:
        progress = self._progress
        words, meaning = words_share(self._counts, progress), meaning_share(self._counts, progress)
        is_growing = progress.phase != "idle" or words < 1 or meaning < 1
        self.setVisible(is_growing and bool(progress.total_files or self._counts.files))
        if not is_growing:
            return
        files = progress.total_files or self._counts.files
        found = trn("%n file", "%n files", files)
        self._names.show_share(None if progress.phase == "scanning" else 1.0, found)
        self._words.show_share(words, _told_share(words))
        self._meaning.show_share(meaning, _told_share(meaning))


def _told_share(share: float) -> str:
    # Not all is never told as all.
    return tr("ready") if share >= 1 else percent(int(share * 100) / 100)


class _Layer(QWidget):
    """One layer: what it is called, how far it is, a bar."""

    def __init__(self, theme: Theme, title: str) -> None:
        super().__init__()
        self._title = title
        self._told = ElidedLabel(Qt.TextElideMode.ElideRight, "muted")
        self._told.align_right()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self.spoken = ""
        head = QHBoxLayout()
        head.setSpacing(theme.px(8))
        head.addWidget(plain_label(title, "layerTitle"))
        head.addWidget(self._told, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        column.addLayout(head)
        column.addWidget(self._bar)

    def show_share(self, share: float | None, told: str) -> None:
        """Show how far it is; None where nobody knows."""
        self._bar.setRange(0, 0 if share is None else _STEPS)
        self._bar.setValue(round((share or 0) * _STEPS))
        self._told.set_text(told)
        self.spoken = tr("{title}: {told}", title=self._title, told=told)
        self._bar.setAccessibleName(self.spoken)
