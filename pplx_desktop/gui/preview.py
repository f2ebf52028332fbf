"""The right side: what was found in the selected file, and what can be done with it.

Invariants: only the newest file that was asked for is shown; everything a file brings along is shown as plain text.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from pplx_desktop.core.errors import PplxError
from pplx_desktop.core.evidence import Explanation
from pplx_desktop.core.paths import displayed
from pplx_desktop.core.types import DocumentView, Hit, Passage
from pplx_desktop.gui import glyphs, wording
from pplx_desktop.gui.bridge import Bridge, Lane
from pplx_desktop.gui.labels import ElidedLabel, plain_label
from pplx_desktop.gui.text_view import TextView
from pplx_desktop.gui.theme import Theme
from pplx_desktop.gui.why_section import WhySection

_ASK_DELAY_MS = 40
_COPIED_MS = 1_400


class Preview(QFrame):
    """Shows a `Hit`. `open_asked(path, page or None)` and `folder_asked(path)` come from its buttons."""

    open_asked = Signal(str, object)
    folder_asked = Signal(str)

    def __init__(self, theme: Theme, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("preview")
        self._theme = theme
        self._lane = Lane(bridge)
        self._hit: Hit | None = None
        self._explanation: Explanation | None = None
        self._view: DocumentView | None = None
        self._passage_number = 0
        self._has_stepped = False
        self._delay = QTimer(self, singleShot=True, interval=_ASK_DELAY_MS)
        self._delay.timeout.connect(self._ask)

        self._title = ElidedLabel(Qt.TextElideMode.ElideRight, "previewTitle")
        self._path = ElidedLabel(Qt.TextElideMode.ElideMiddle, "previewPath")
        self._place = ElidedLabel(Qt.TextElideMode.ElideMiddle, "previewPlace")
        self._open = self._button("Open", "Enter", self._ask_open, primary=True)
        self._folder = self._button("Show in folder", "Ctrl+Enter", self._ask_folder)
        self._copy = self._button("Copy", "Ctrl+Shift+C", self.copy_passage)
        self._copy.setAccessibleName("Copy the passage")
        self._previous = self._arrow("Previous passage", "Shift+F3", lambda: self.step(-1))
        self._next = self._arrow("Next passage", "F3", lambda: self.step(1))
        self._count = plain_label("", "passageCount")
        self._count.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.why = WhySection(theme)
        self._text = TextView(theme)
        self._text.part_changed.connect(self._show_cut)
        self._note = plain_label("", "muted")
        self._note.setWordWrap(True)
        self._note.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._cut_note = plain_label("", "cutNote")
        self._earlier = self._button("Earlier", "", lambda: self._text.show_part(later=False))
        self._later = self._button("Later", "", lambda: self._text.show_part(later=True))
        self._cut = QWidget()
        self._lay_out()
        theme.changed.connect(self._paint_glyphs)
        self._paint_glyphs()
        self.clear()

    @property
    def hit(self) -> Hit | None:
        """What is shown."""
        return self._hit

    @property
    def passage(self) -> Passage | None:
        """The passage that is lit."""
        if self._hit is None or not self._hit.passages:
            return None
        return self._hit.passages[self._passage_number]

    @property
    def text_view(self) -> TextView:
        """The text itself."""
        return self._text

    def show_hit(self, hit: Hit, explanation: Explanation | None = None) -> None:
        """Show a file. What is known of it at once, its text as soon as it is there. `explanation` is that of the answer
        which the hit came with.
        """
        is_same_file = self._hit is not None and self._hit.path == hit.path
        # Only a passage that the user went to is kept: while typing goes on, the best one is another with each key.
        self._has_stepped = self._has_stepped and is_same_file
        shown = self.passage if is_same_file else None
        kept = shown if self._has_stepped else None
        self._hit, self._explanation = hit, explanation
        starts = [passage.start for passage in hit.passages]
        self._passage_number = starts.index(kept.start) if kept is not None and kept.start in starts else 0
        self._title.set_text(wording.on_one_line(hit.title) or wording.file_name(hit.path))
        self._path.set_text(wording.short_path(hit.path))
        self._stack.setCurrentWidget(self._page)
        if is_same_file and self._view is not None:
            if shown is None or self.passage != shown:
                self._show_passage()
            self._show_actions()
            return
        self._view = None
        self._lane.forget()
        self._show_actions()
        self._delay.start()

    def clear(self) -> None:
        """Show nothing."""
        self._hit = self._view = self._explanation = None
        self._delay.stop()
        self._lane.forget()
        self._text.show_text("")
        self._stack.setCurrentWidget(self._blank)

    def step(self, by: int) -> None:
        """Go to another passage of the file."""
        if self._hit is None or not 0 <= self._passage_number + by < len(self._hit.passages):
            return
        self._passage_number += by
        self._has_stepped = True
        self._show_actions()
        self._show_passage()

    def copy_passage(self) -> None:
        """Copy what is selected in the text; the passage where nothing is."""
        selected = self._text.textCursor().selectedText().replace("\N{PARAGRAPH SEPARATOR}", "\n")
        passage = self.passage
        text = selected
        if not text and passage is not None:
            text = self._view.text[passage.start : passage.end] if self._view is not None else passage.snippet.text
        if text:
            QGuiApplication.clipboard().setText(wording.printable(text))
            self._copy.setText("Copied")
            QTimer.singleShot(_COPIED_MS, self._copy, lambda: self._copy.setText("Copy"))

    def copy_path(self) -> None:
        """Copy where the file is."""
        if self._hit is not None:
            QGuiApplication.clipboard().setText(displayed(self._hit.path))

    def _ask(self) -> None:
        hit = self._hit
        if hit is not None:
            self._lane.ask(lambda engine: engine.view(hit.path), self._show_view, self._show_error)

    def _show_view(self, view: DocumentView) -> None:
        self._view = view
        self._body.setCurrentWidget(self._reading)
        self._text.show_text(view.text)
        self._show_passage()

    def _show_error(self, error: PplxError) -> None:
        self._text.show_text("")
        self._note.setText("\n\n".join(part for part in (error.title, error.hint) if part))
        self._body.setCurrentWidget(self._note)

    def _show_passage(self) -> None:
        passage = self.passage
        if passage is not None and self._view is not None:
            self._text.show_passage(passage.start, passage.end, passage.marks)

    def _show_actions(self) -> None:
        hit, passage = self._hit, self.passage
        count = len(hit.passages) if hit is not None else 0
        # Only viewers of PDF are known to open a file at a page; a page of something inside it is none of the file's.
        page = passage.page if passage is not None and hit is not None and hit.kind == "pdf" else None
        self._open.setText(f"Open at page {page}" if page is not None else "Open")
        place = wording.place(passage, hit) if passage is not None and hit is not None else ""
        self._place.set_text(place)
        self._place.setVisible(bool(place))
        self._copy.setVisible(passage is not None)
        for part in (self._previous, self._next, self._count):
            part.setVisible(count > 0)
        self._count.setText(f"passage {self._passage_number + 1} of {count}")
        self._previous.setEnabled(self._passage_number > 0)
        self._next.setEnabled(self._passage_number + 1 < count)
        self.why.show_hit(hit, passage, self._explanation)

    def _show_cut(self) -> None:
        (begin, end), whole = self._text.part, self._text.whole_length
        self._cut.setVisible(end - begin < whole)
        self._earlier.setEnabled(begin > 0)
        self._later.setEnabled(end < whole)
        if whole:
            self._cut_note.setText(f"A part of a long text: from {begin / whole:.0%} to {end / whole:.0%}")

    def _ask_open(self) -> None:
        if self._hit is not None:
            self.open_asked.emit(self._hit.path, self.passage.page if self.passage is not None else None)

    def _ask_folder(self) -> None:
        if self._hit is not None:
            self.folder_asked.emit(self._hit.path)

    def _button(self, text: str, keys: str, press: Callable[[], None], *, primary: bool = False) -> QPushButton:
        button = QPushButton(text)
        button.setProperty("primary" if primary else "flat", "true")
        button.setToolTip(keys)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAutoDefault(False)
        button.clicked.connect(press)
        return button

    def _arrow(self, name: str, keys: str, press: Callable[[], None]) -> QToolButton:
        button = QToolButton()
        button.setAccessibleName(name)
        button.setToolTip(f"{name} ({keys})")
        button.setIconSize(QSize(self._theme.px(18), self._theme.px(18)))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(press)
        return button

    def _lay_out(self) -> None:
        px = self._theme.px
        actions = QHBoxLayout()
        actions.setSpacing(px(4))
        for part in (self._open, self._folder, self._copy):
            actions.addWidget(part)
        actions.addStretch(1)
        for part in (self._previous, self._count, self._next):
            actions.addWidget(part)
        rule = QFrame()
        rule.setObjectName("rule")

        self._reading = QWidget()
        reading = QVBoxLayout(self._reading)
        reading.setContentsMargins(0, 0, 0, 0)
        reading.addWidget(self._text, 1)
        cut = QHBoxLayout(self._cut)
        cut.setContentsMargins(px(8), 0, 0, 0)
        cut.addWidget(self._cut_note, 1)
        cut.addWidget(self._earlier)
        cut.addWidget(self._later)
        reading.addWidget(self._cut)
        self._body = QStackedLayout()
        self._body.addWidget(self._reading)
        self._body.addWidget(self._note)

        self._page = QWidget()
        column = QVBoxLayout(self._page)
        column.setContentsMargins(px(16), px(14), px(8), px(8))
        column.setSpacing(px(7))
        column.addWidget(self._title)
        column.addWidget(self._path)
        column.addWidget(self._place)
        column.addLayout(actions)
        column.addWidget(rule)
        column.addWidget(self.why)
        column.addLayout(self._body, 1)
        self._blank = QWidget()
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._blank)
        self._stack.addWidget(self._page)

    def _paint_glyphs(self) -> None:
        colour, size = self._theme.colour("text"), self._theme.px(18)
        self._folder.setIcon(glyphs.glyph_icon(glyphs.folder, colour, size_px=size))
        self._copy.setIcon(glyphs.glyph_icon(glyphs.copy, colour, size_px=size))
        self._previous.setIcon(glyphs.glyph_icon(glyphs.previous, colour, size_px=size))
        self._next.setIcon(glyphs.glyph_icon(glyphs.following, colour, size_px=size))
