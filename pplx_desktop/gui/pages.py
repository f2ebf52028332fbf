"""What the window shows where there are no results: the first run, the empty box, "nothing matches", an error."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from pplx_desktop.core.errors import PplxError
from pplx_desktop.core.types import IndexCounts
from pplx_desktop.gui import glyphs, wording
from pplx_desktop.gui.labels import WrappedLabel, plain_label
from pplx_desktop.gui.suggestions import Suggestions
from pplx_desktop.gui.theme import Theme

_SAMPLES = ("invoice for the washing machine", "notes on moving house", "how do I reset the router")
_TEXT_WIDTH = 460


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
        part.setFixedWidth(self.theme.px(_TEXT_WIDTH))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """There is more or less room for what is broad."""
        super().resizeEvent(event)
        room = max(1, min(self.theme.px(_TEXT_WIDTH), event.size().width() - self.theme.px(32)))
        for part in self._broad:
            part.setFixedWidth(room)

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


class WelcomePage(_Page):
    """The first run, and the empty search box after it."""

    add_asked = Signal()
    folder_chosen = Signal(str)
    sample_chosen = Signal(str)

    def __init__(self, theme: Theme, icon: QIcon, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        if not icon.isNull():
            picture = QLabel()
            size = theme.px(72)
            picture.setPixmap(icon.pixmap(size, size))
            picture.setAccessibleName("pplx-desktop")
            self.add_centred(picture)
        self._headline = self.text("", "headline")
        self._lead = self.text("", "lead")
        self.add_centred(self._headline)
        self.add_centred(self._lead)
        self._add = self.button("Add a folder…", self.add_asked.emit, look="primary")
        self.add_centred(self._add)
        self._offers = [
            self.button(Path(folder).name, lambda chosen=folder: self.folder_chosen.emit(chosen))
            for folder in _usual_folders()
        ]
        for button in self._offers:
            button.setAccessibleName(f"Add the folder {button.text()}")
        self.add_centred(*self._offers)
        self._samples = [
            self.button(f"“{text}”", lambda chosen=text: self.sample_chosen.emit(chosen)) for text in _SAMPLES
        ]
        for button in self._samples:
            self.add_centred(button)
        self._error = self.text("", "errorText")
        self.add_centred(self._error)
        self._lock = QLabel()
        self.column.addSpacing(theme.px(10))
        self.add_centred(self._lock, plain_label("Nothing leaves this computer.", "privacy"))
        theme.changed.connect(self._paint_glyphs)
        self._paint_glyphs()
        self._headline.say("Search your own files by meaning")
        for part in (self._add, self._error, *self._offers, *self._samples):
            part.hide()

    def show_standing(self, folders: Sequence[str], counts: IndexCounts) -> None:
        """Ask for a folder where there is none; else say what can be searched."""
        is_first_run = not folders
        if is_first_run:
            self._headline.say("Search your own files by meaning")
            self._lead.say("Choose a folder. You can search while it is being read, and add others at any time.")
        else:
            self._headline.say("What are you looking for?")
            folder_text = wording.counted(len(folders), "folder", "folders")
            self._lead.say(
                f"Ask in your own words. {wording.standing(counts)} in {folder_text}."
                if counts.files
                else f"Ask in your own words. {folder_text} will be searchable in a moment."
            )
        self._add.setVisible(is_first_run)
        for button in self._offers:
            button.setVisible(is_first_run)
        for button in self._samples:
            button.setVisible(not is_first_run)
        self.show_error(None)

    def show_error(self, error: PplxError | None) -> None:
        """Say under the buttons why a folder could not be added."""
        self._error.say(f"{error.title} {error.hint}".strip() if error is not None else "")
        self._error.setVisible(error is not None)

    def _paint_glyphs(self) -> None:
        muted, px = self.theme.colour("muted"), self.theme.px(16)
        self._lock.setPixmap(glyphs.glyph_pixmap(glyphs.lock, muted, size_px=px, ratio=self.devicePixelRatioF()))


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


def _usual_folders() -> list[str]:
    """Documents, Desktop and Downloads, where the user has them."""
    places = QStandardPaths.StandardLocation
    found = [
        QStandardPaths.writableLocation(place)
        for place in (places.DocumentsLocation, places.DesktopLocation, places.DownloadLocation)
    ]
    home = Path.home()
    return [folder for folder in dict.fromkeys(found) if folder and Path(folder) != home and Path(folder).is_dir()]
