"""The first thing people see: which folders, how well, what stays out, and one button.

Invariant: nothing is read and nothing is downloaded before the button is pressed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from pplx_desktop.core.errors import PplxError
from pplx_desktop.core.model_types import ModelInfo
from pplx_desktop.core.settings import Settings
from pplx_desktop.gui import glyphs, model_wording, wording
from pplx_desktop.gui.buttons import push_button
from pplx_desktop.gui.flow import FlowLayout
from pplx_desktop.gui.labels import WrappedLabel, plain_label
from pplx_desktop.gui.theme import Theme
from pplx_desktop.gui.tiles import CheckTile, RadioTile, pill
from pplx_desktop.gui.told import told
from pplx_desktop.gui.translation import number, tr

_WIDTH = 760
_NARROW = 560
"""Below this width, in points at the usual text size, tiles stand one above the other."""
_COLUMNS = 3
_TICKED = 2
"""So many of the folders that are offered are chosen from the start: Downloads holds what nobody keeps."""


@dataclass(frozen=True, slots=True)
class FirstChoices:
    """What the user chose: folders, and a model if it is to be another than the one in use."""

    folders: tuple[str, ...]
    model: ModelInfo | None = None


class FirstRunPage(QScrollArea):
    """`begin_asked(FirstChoices)`, `folder_asked`, `models_asked` and `rules_asked` come from its buttons."""

    begin_asked = Signal(object)
    folder_asked = Signal()
    models_asked = Signal()
    rules_asked = Signal()

    def __init__(self, theme: Theme, icon: QIcon, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._is_wide = True
        self._tiles: dict[str, CheckTile] = {}
        self._models: dict[str, tuple[RadioTile, ModelInfo]] = {}
        self._group = QButtonGroup(self)
        self._headings: list[QBoxLayout] = []
        self._folders = QGridLayout()
        self._choices = QGridLayout()
        self._rules = FlowLayout(spacing=theme.px(6))
        self._another = push_button(tr("Another folder…"), self.folder_asked.emit)
        self._others = push_button(tr("Other models, or import one…"), self.models_asked.emit)
        self._change = push_button(tr("Change…"), self.rules_asked.emit)
        self._change.setAccessibleName(tr("Change what is left out"))
        for button in (self._another, self._others, self._change):
            button.setObjectName("linkButton")
            button.setProperty("flat", "true")
        self._begin = push_button(tr("Start searching"), self._press)
        self._begin.setObjectName("beginButton")
        self._begin.setProperty("primary", "true")
        self._note = WrappedLabel("muted")
        self._error = WrappedLabel("errorText")
        self._error.hide()
        self._lock = QLabel()
        self._pane = QWidget()
        self._step_models = QWidget()
        self._lay_out(icon)
        theme.changed.connect(self._paint_glyphs)
        self._paint_glyphs()
        self.show_settings(Settings())
        self._show_begin()

    @property
    def choices(self) -> FirstChoices:
        """What is chosen now."""
        chosen = next((model for tile, model in self._models.values() if tile.isChecked()), None)
        folders = tuple(path for path, tile in self._tiles.items() if tile.isChecked())
        return FirstChoices(folders, chosen if chosen is not None and not chosen.active else None)

    @property
    def said(self) -> str:
        """Why it could not begin."""
        return self._error.said

    def offer_folders(self, paths: Sequence[str]) -> None:
        """Offer these; those that were offered before stay as they are."""
        for place, path in enumerate(paths):
            if path not in self._tiles:
                self._add_tile(path, is_chosen=place < _TICKED)
        self._arrange()

    def add_folder(self, path: str) -> None:
        """The user chose another folder."""
        if path not in self._tiles:
            self._add_tile(path, is_chosen=True)
            self._arrange()
        self._tiles[path].setChecked(True)
        self._tiles[path].setFocus()

    def offer_models(self, models: Sequence[ModelInfo]) -> None:
        """Offer the one in use, and the best that could take its place."""
        chosen = next((name for name, (tile, _) in self._models.items() if tile.isChecked()), "")
        for tile, _ in self._models.values():
            self._group.removeButton(tile)
            self._choices.removeWidget(tile)
            tile.deleteLater()
        self._models = {}
        for model in _offered(models):
            title, text = _explained(model)
            tile = RadioTile(self._theme, title, text, badges=_costs(model))
            tile.setChecked(model.name == chosen or (not chosen and model.active))
            tile.toggled.connect(self._show_begin)
            self._group.addButton(tile)
            self._models[model.name] = (tile, model)
        self._step_models.setVisible(bool(self._models))
        self._arrange()
        self._show_begin()

    def show_settings(self, settings: Settings) -> None:
        """Say what these leave out."""
        while (item := self._rules.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for text in _left_out(settings):
            self._rules.addWidget(pill(text))

    def show_error(self, error: PplxError | None) -> None:
        """Say why it could not begin; None takes it back."""
        self._error.say(wording.on_one_line(f"{told(error.title)} {told(error.hint)}") if error is not None else "")
        self._error.setVisible(error is not None)
        self._begin.setEnabled(bool(self.choices.folders))
        if error is not None:
            self.ensureWidgetVisible(self._error)

    def take_keyboard(self) -> None:
        """Put the keyboard on what most people do next, or where they would have to scroll to it, on the first folder.
        Enter begins there as well.
        """
        room = self.viewport().size()
        is_seen = self._pane.heightForWidth(room.width()) <= room.height()
        first = next(iter(self._tiles.values()), self._another)
        (self._begin if is_seen and self._begin.isEnabled() else first).setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter on a tile begins, as it does on the button."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._begin.isEnabled():
            self._press()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """There is more or less room."""
        super().resizeEvent(event)
        is_wide = event.size().width() >= self._theme.px(_NARROW)
        if is_wide != self._is_wide:
            self._is_wide = is_wide
            self._arrange()

    def _add_tile(self, path: str, *, is_chosen: bool) -> None:
        tile = CheckTile(self._theme, wording.file_name(path) or path, wording.short_path(path))
        tile.setChecked(is_chosen)
        tile.toggled.connect(self._show_begin)
        self._tiles[path] = tile
        self._show_begin()

    def _arrange(self) -> None:
        columns = _COLUMNS if self._is_wide else 1
        directions = QBoxLayout.Direction
        for row in self._headings:
            row.setDirection(directions.LeftToRight if self._is_wide else directions.TopToBottom)
        for grid, tiles in ((self._folders, list(self._tiles.values())), (self._choices, self._model_tiles())):
            for place, tile in enumerate(tiles):
                grid.addWidget(tile, place // columns, place % columns)
            for column in range(_COLUMNS):
                grid.setColumnStretch(column, 1 if column < min(columns, len(tiles)) else 0)
        before: QWidget | None = None
        for part in (
            *self._tiles.values(),
            self._another,
            *self._model_tiles(),
            self._others,
            self._change,
            self._begin,
        ):
            if before is not None:
                QWidget.setTabOrder(before, part)
            before = part

    def _model_tiles(self) -> list[RadioTile]:
        return [tile for tile, _ in self._models.values()]

    def _show_begin(self) -> None:
        choices = self.choices
        self._begin.setEnabled(bool(choices.folders))
        if not choices.folders:
            text = tr("Choose at least one folder. Nothing is read before.")
        elif choices.model is not None and not choices.model.installed:
            text = tr(
                "You can search at once. The download goes on beside it, and the model takes over when it is there."
            )
        else:
            text = tr("You can search at once: names in seconds, words in minutes, meaning as it is learned.")
        self._note.say(text)
        self._begin.setAccessibleDescription(text)

    def _press(self) -> None:
        if self.choices.folders:
            self.show_error(None)
            self._begin.setEnabled(False)
            self.begin_asked.emit(self.choices)

    def _lay_out(self, icon: QIcon) -> None:
        px = self._theme.px
        pane = self._pane
        pane.setObjectName("page")
        sides = QHBoxLayout(pane)
        sides.setContentsMargins(px(4), px(4), px(4), px(4))
        column = QVBoxLayout()
        column.setSpacing(px(8))
        middle = QWidget()
        middle.setMaximumWidth(px(_WIDTH))
        middle.setLayout(column)
        column.setContentsMargins(0, 0, 0, 0)
        sides.addStretch(1)
        sides.addWidget(middle, 1_000)
        sides.addStretch(1)
        column.addStretch(2)
        self._add_hero(column, icon)
        column.addSpacing(px(2))
        column.addWidget(self._make_card())
        foot = QHBoxLayout()
        foot.setSpacing(px(7))
        privacy = WrappedLabel("privacy")
        privacy.say(
            tr(
                "Nothing leaves this computer. No account, no telemetry; only a download that you ask for uses the network."
            )
        )
        self._lock.setAlignment(Qt.AlignmentFlag.AlignTop)
        foot.addWidget(self._lock)
        foot.addWidget(privacy, 1)
        column.addLayout(foot)
        column.addStretch(3)
        self.setWidget(pane)
        self.setWidgetResizable(True)
        self.setObjectName("preferences")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)

    def _add_hero(self, column: QVBoxLayout, icon: QIcon) -> None:
        px = self._theme.px
        row = QHBoxLayout()
        row.setSpacing(px(16))
        if not icon.isNull():
            picture = QLabel()
            picture.setPixmap(icon.pixmap(px(52), px(52)))
            picture.setAccessibleName("pplx-desktop")
            row.addWidget(picture, 0, Qt.AlignmentFlag.AlignVCenter)
        texts = QVBoxLayout()
        texts.setSpacing(px(2))
        headline = WrappedLabel("firstHeadline")
        headline.say(tr("Search your own files by meaning"))
        lead = WrappedLabel("lead")
        lead.say(tr("Ask in your own words and find the passage, even where it says it in others."))
        texts.addWidget(headline)
        texts.addWidget(lead)
        row.addLayout(texts, 1)
        column.addLayout(row)

    def _make_card(self) -> QFrame:
        px = self._theme.px
        card = QFrame()
        card.setObjectName("firstCard")
        column = QVBoxLayout(card)
        column.setContentsMargins(px(20), px(13), px(20), px(15))
        column.setSpacing(px(8))
        for grid in (self._folders, self._choices):
            grid.setSpacing(px(9))
        column.addLayout(self._heading(tr("Which folders?"), self._another))
        column.addLayout(self._folders)
        column.addSpacing(px(3))
        models = QVBoxLayout(self._step_models)
        models.setContentsMargins(0, 0, 0, 0)
        models.setSpacing(px(8))
        models.addLayout(self._heading(tr("How well?"), self._others))
        models.addLayout(self._choices)
        self._step_models.hide()
        column.addWidget(self._step_models)
        column.addSpacing(px(2))
        column.addLayout(self._heading(tr("What stays out?"), self._change))
        column.addLayout(self._rules)
        column.addSpacing(px(4))
        foot = QHBoxLayout()
        foot.setSpacing(px(16))
        foot.addWidget(self._begin)
        foot.addWidget(self._note, 1)
        column.addLayout(foot)
        column.addWidget(self._error)
        return card

    def _heading(self, text: str, button: QWidget) -> QBoxLayout:
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        row.setSpacing(self._theme.px(3))
        row.addWidget(plain_label(text, "stepTitle"))
        row.addStretch(1)
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self._headings.append(row)
        return row

    def _paint_glyphs(self) -> None:
        good, px = self._theme.colour("good"), self._theme.px(17)
        self._lock.setPixmap(glyphs.glyph_pixmap(glyphs.lock, good, size_px=px, ratio=self.devicePixelRatioF()))


def _offered(models: Sequence[ModelInfo]) -> list[ModelInfo]:
    """The model in use, and the smallest that reads passages in their document's context."""
    active = [model for model in models if model.active]
    better = sorted(
        (
            model
            for model in models
            if not model.active
            and model.kind == "contextual"
            and (model.installed or (model.downloadable and model.size_bytes > 0))
        ),
        key=lambda model: (not model.installed, model.size_bytes),
    )
    return [*active, *better[:1]] if active else []


def _explained(model: ModelInfo) -> tuple[str, str]:
    """What a model is called here, and what speaks for it."""
    if model.kind == "contextual":
        return tr("Understand more"), tr(
            "{model} reads each passage in its document's context. It takes hours to learn many files; the quick model"
            " stands in until then.",
            model=model_wording.title(model),
        )
    return tr("Start at once"), tr(
        "{model} came with the program and is quick on any laptop. You can change to another one at any time.",
        model=model_wording.title(model),
    )


def _costs(model: ModelInfo) -> tuple[str, ...]:
    """`English`, `Apache-2.0`, `24 MB to download`; what is not known is left out."""
    size = model_wording.size(model.size_bytes)
    if size and not model.installed:
        size = tr("{size} to download", size=size)
    return tuple(text for text in (model_wording.languages(model), wording.on_one_line(model.license), size) if text)


def _left_out(settings: Settings) -> list[str]:
    """What is not read, each in a word or two."""
    texts = [tr("Keys and passwords"), tr("Caches and temporary files")]
    if not settings.include_hidden:
        texts.append(tr("Hidden files"))
    if settings.use_gitignore:
        texts.append(tr("What .gitignore leaves out"))
    texts.append(tr("Files over {size} MB", size=number(settings.max_file_mb)))
    return texts + [wording.on_one_line(pattern) for pattern in settings.exclude[:5]]
