"""The right side: what was found in the selected file, and what can be done with it.

Invariants: only the newest file that was asked for is shown; everything a file brings along is shown as plain text, or as
a picture that a confined process has drawn.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QFrame, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from pplx_desktop.core.errors import PplxError
from pplx_desktop.core.evidence import Explanation
from pplx_desktop.core.paths import displayed
from pplx_desktop.core.settings import Settings
from pplx_desktop.core.types import DocumentView, Hit, Passage
from pplx_desktop.gui import glyphs, wording
from pplx_desktop.gui.all_passages import starts_of, version_of
from pplx_desktop.gui.bridge import Bridge, Lane
from pplx_desktop.gui.buttons import glyph_button
from pplx_desktop.gui.composition import Composition, compose
from pplx_desktop.gui.evidence_bar import EvidenceBar
from pplx_desktop.gui.file_reading import FileReading
from pplx_desktop.gui.flow import FlowLayout
from pplx_desktop.gui.labels import ElidedLabel
from pplx_desktop.gui.page_view import is_drawn
from pplx_desktop.gui.passage_source import quoted
from pplx_desktop.gui.preview_body import PreviewBody
from pplx_desktop.gui.text_view import TextView
from pplx_desktop.gui.theme import Theme
from pplx_desktop.gui.told import told
from pplx_desktop.gui.translation import tr
from pplx_desktop.gui.why_section import WhySection

_ASK_DELAY_MS = 40
_ASK_TYPING_MS = 250
"""While somebody types, who strikes a key each 100 to 200 ms: what is read for the preview would only hold up the words of
the next one. The whole answer ends that sooner.
"""
_COPIED_MS = 1_400
_KEEP_DELAY_MS = 800


class Preview(QFrame):
    """Shows a `Hit`. `open_asked(path, page or None)`, `folder_asked(path)` and `like_asked` come from its buttons;
    `passage_shown` each time that another passage is looked at, before its text is there.
    """

    open_asked = Signal(str, object)
    folder_asked = Signal(str)
    like_asked = Signal()
    passage_shown = Signal()

    def __init__(self, theme: Theme, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("preview")
        self._theme, self._bridge = theme, bridge
        self._reading, self._starts_lane = FileReading(bridge), Lane(bridge)
        self._hit: Hit | None = None
        self._explanation: Explanation | None = None
        self._composition: Composition | None = None
        self._passage_number = 0
        self._has_stepped = False
        self._awaited_start: int | None = None
        self._delay = QTimer(self, singleShot=True, interval=_ASK_DELAY_MS)
        self._delay.timeout.connect(self._ask)
        self._look = QTimer(self, singleShot=True, interval=_ASK_DELAY_MS)
        self._look.timeout.connect(self._ask_starts)
        self._keep = QTimer(self, singleShot=True, interval=_KEEP_DELAY_MS)
        self._keep.timeout.connect(self._keep_zoom)

        self._title = ElidedLabel(Qt.TextElideMode.ElideRight, "previewTitle")
        self._path = ElidedLabel(Qt.TextElideMode.ElideMiddle, "previewPath")
        self._open = self._button(tr("Open"), "Enter", self._ask_open, primary=True)
        self._folder = self._button(tr("Show in folder"), "Ctrl+Enter", self._ask_folder)
        self._copy = self._button(tr("Copy"), "Ctrl+Shift+C", self.copy_passage)
        self._copy.setAccessibleName(tr("Copy the passage"))
        self._find = glyph_button(tr("Find in this file"), "Ctrl+G", theme.px(18), self.find_in_file)
        self._as_text = self._button(tr("Text"), "Ctrl+Shift+T", self._change_body)
        self._as_text.setAccessibleName(tr("Show as text"))
        self._as_text.setCheckable(True)
        self.evidence = EvidenceBar(theme)
        self.why = WhySection(theme)
        self.body = PreviewBody(theme, bridge)
        self._lay_out()
        self.evidence.step_asked.connect(self.step)
        self.evidence.passage_chosen.connect(self.choose_passage)
        self.evidence.like_asked.connect(self.like_asked)
        self.evidence.open_asked.connect(self._ask_open_copy)
        self.evidence.folder_asked.connect(self.folder_asked)
        self.body.passage_chosen.connect(self.choose_passage)
        self.body.zoomed.connect(self._keep.start)
        self.body.body_changed.connect(self._show_actions)
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
        return self.body.text.view

    @property
    def shown_path(self) -> str:
        """The file whose text is there; empty while none is."""
        return self._composition.document.path if self._composition is not None else ""

    def show_hit(self, hit: Hit, explanation: Explanation | None = None, *, is_typing: bool = False) -> None:
        """Show a file. What is known of it at once, its text as soon as it is there. `explanation` is that of the answer
        which the hit came with. With `is_typing` another may be asked for with the next key.
        """
        pause = _ASK_TYPING_MS if is_typing else _ASK_DELAY_MS
        is_same_file = self._hit is not None and version_of(self._hit) == version_of(hit)
        # Only a passage that the user went to is kept: while typing goes on, the best one is another with each key.
        self._has_stepped = self._has_stepped and is_same_file
        shown = self.passage if is_same_file else None
        kept = self._awaited_start if is_same_file else None
        if kept is None and shown is not None and self._has_stepped:
            kept = shown.start
        is_new = self._hit is not hit
        self._hit, self._explanation = hit, explanation
        self._passage_number = self._passage_number if not is_new else 0
        # Passages beyond the first are made ready when they are looked at: not in the thread that paints. Until it is known
        # which of them the user went to, all stays lit as it is.
        first = hit.passages[0].start if hit.passages else None
        self._awaited_start = kept if is_new and kept is not None and first != kept else None
        self._title.set_text(wording.on_one_line(hit.title) or wording.file_name(hit.path))
        self._stack.setCurrentWidget(self._page)
        if not is_same_file or self._composition is None:
            self._composition = None
            self._reading.stop()
            self._delay.start(pause)
        elif self._awaited_start is not None:
            pass
        elif shown is None or self.passage != shown:
            self.body.show_passage(hit, self._passage_number)
        else:
            self.body.take_hit(hit, self._passage_number)
        self._show_actions()
        if is_new:
            self._look.start(pause)
        if self._awaited_start is None and (shown is None or self.passage != shown):
            self.passage_shown.emit()

    def put_off(self) -> None:
        """Something else is asked for: what waits to be read waits longer, for that may put it aside; what is being read is
        read later.
        """
        if self._reading.is_on:
            self._reading.stop()
            self._delay.start()
        for timer in (self._delay, self._look):
            if timer.isActive():
                timer.start(_ASK_TYPING_MS)

    def take_passages(self, hit: Hit) -> None:
        """More passages are known of the hit that is shown, behind those that it had. Nothing moves."""
        if self._hit is None or version_of(self._hit) != version_of(hit) or self._hit is hit:
            return
        self._hit = hit
        self.body.take_hit(hit, self._passage_number)
        self._show_actions()
        self._ask_starts()

    def show_telling(self, path: str, start: int, sentence: tuple[int, int] | None) -> None:
        """Light the sentence that carries the meaning, where the passage that begins at `start` is the one shown."""
        self.body.show_telling(path, start, sentence)

    def take_settings(self, settings: Settings) -> None:
        """Show files in the size that the user chose last."""
        if not self._keep.isActive():
            self.body.set_zoom(settings.preview_zoom)

    def clear(self) -> None:
        """Show nothing."""
        self._hit = self._composition = self._explanation = None
        self._awaited_start = None
        self._delay.stop()
        self._look.stop()
        self._reading.stop()
        self.body.clear()
        self._stack.setCurrentWidget(self._blank)

    def step(self, by: int) -> None:
        """Go to another passage of the file."""
        self.choose_passage(self._passage_number + by)

    def choose_passage(self, number: int) -> None:
        """Go to the passage of this number, from 0; nothing where there is none."""
        if self._hit is None or not 0 <= number < len(self._hit.passages):
            return
        self._passage_number = number
        self._has_stepped, self._awaited_start = True, None
        self._show_actions()
        if self._composition is not None:
            self.body.show_passage(self._hit, number)
        self.passage_shown.emit()

    def find_in_file(self) -> None:
        """Find words in the file."""
        self.body.find_in_file()

    def zoom_in(self) -> None:
        """Show files one step larger."""
        self._zoom(1)

    def zoom_out(self) -> None:
        """Show files one step smaller."""
        self._zoom(-1)

    def zoom_usual(self) -> None:
        """Show files in their usual size."""
        self._zoom(0)

    def toggle_text(self) -> None:
        """Show the text of what is drawn or a table, or that again."""
        if self._as_text.isVisible():
            self._as_text.toggle()
            self._change_body()

    def copy_passage(self) -> None:
        """Copy what is selected in the text; where nothing is, the passage with where it stands."""
        passage, hit = self.passage, self._hit
        text = wording.printable(self.body.selected_text())
        if not text and passage is not None and hit is not None:
            text = quoted(hit, passage, self._composition.document if self._composition is not None else None)
        if text:
            QGuiApplication.clipboard().setText(text)
            self._copy.setText(tr("Copied"))
            QTimer.singleShot(_COPIED_MS, self._copy, lambda: self._copy.setText(tr("Copy")))

    def copy_path(self) -> None:
        """Copy where the file is."""
        if self._hit is not None:
            QGuiApplication.clipboard().setText(displayed(self._hit.path))

    def event(self, event: QEvent) -> bool:
        """While the keyboard is here, Ctrl+F finds in the file, not in the index."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_find(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What none of its parts has taken."""
        if _is_find(event):
            self.find_in_file()
        else:
            super().keyPressEvent(event)

    def _ask(self) -> None:
        hit = self._hit
        if hit is not None:
            self._reading.begin(hit.path, self._show_composition, self._show_error)

    def _ask_starts(self) -> None:
        hit = self._hit
        if hit is not None:
            self._starts_lane.ask(lambda _, __: starts_of(hit), self._mark_passages, _forget)

    def _show_composition(self, composition: Composition) -> None:
        if self._hit is None:
            return
        self._composition = composition
        self.body.show_document(self._hit, composition, self._passage_number)
        self._show_actions()
        self._reading.refine(composition, self._renumber, self._replace)

    def _renumber(self, composition: Composition) -> None:
        if composition.document.path == self.shown_path and composition.rows.has_numbers:
            self._composition = composition
            self.body.renumber(composition)

    def _replace(self, composition: Composition) -> None:
        if self._hit is not None and composition.document.path == self.shown_path and composition.sheets:
            self._composition = composition
            self.body.show_better(composition)

    def _mark_passages(self, found: tuple[Hit, tuple[int, ...]]) -> None:
        hit, starts = found
        if hit is not self._hit:
            return
        self.body.mark_passages(hit, starts)
        if self._awaited_start is not None:
            kept, self._awaited_start = self._awaited_start, None
            self._passage_number = starts.index(kept) if kept in starts else 0
            self._show_actions()
            if self._composition is not None:
                self.body.show_passage(hit, self._passage_number)
            self.passage_shown.emit()

    def _show_error(self, error: PplxError) -> None:
        hit = self._hit
        if hit is not None and is_drawn(hit, None):
            # A picture is worth seeing, whether its text was recognised or not.
            self._show_composition(compose(DocumentView(hit.path, hit.title, hit.kind, "", ())))
            return
        self.body.say("\n\n".join(told(part) for part in (error.title, error.hint) if part))
        self._show_actions()

    def _show_actions(self) -> None:
        hit, passage = self._hit, self.passage
        # Only viewers of PDF are known to open a file at a page; a page of something inside it is none of the file's.
        page = passage.page if passage is not None and hit is not None and hit.kind == "pdf" else None
        self._open.setText(tr("Open at page {number}", number=page) if page is not None else tr("Open"))
        place = wording.place(passage, hit) if passage is not None and hit is not None else ""
        path = wording.short_path(hit.path) if hit is not None else ""
        self._path.set_text(f"{path}  ·  {place}" if place else path)
        self._copy.setVisible(passage is not None)
        self._find.setVisible(self.body.can_find)
        self._as_text.setVisible(self.body.can_change)
        self._as_text.setChecked(self.body.wants_text)
        text = self._composition.document.text if self._composition is not None else ""
        self.evidence.show_hit(hit, self._passage_number, has_text=bool(text.strip()))
        self.why.show_hit(hit, passage, self._explanation)

    def _change_body(self) -> None:
        self.body.show_as_text(is_text=self._as_text.isChecked())

    def _zoom(self, step: int) -> None:
        if self._hit is not None and self.isVisible():
            self.body.zoom_by(step)

    def _keep_zoom(self) -> None:
        percent = self.body.zoom
        self._bridge.request(lambda engine: engine.change_settings(preview_zoom=percent), _forget, _forget)

    def _ask_open(self) -> None:
        if self._hit is not None:
            self.open_asked.emit(self._hit.path, self.passage.page if self.passage is not None else None)

    def _ask_open_copy(self, path: str) -> None:
        self.open_asked.emit(path, None)

    def _ask_folder(self) -> None:
        if self._hit is not None:
            self.folder_asked.emit(self._hit.path)

    def _button(self, text: str, keys: str, press: Callable[[], None], *, primary: bool = False) -> QPushButton:
        button = QPushButton(text)
        button.setProperty("primary" if primary else "flat", "true")
        button.setToolTip(keys)
        button.setIconSize(self._theme.size(16, 16))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAutoDefault(False)
        button.clicked.connect(press)
        return button

    def _lay_out(self) -> None:
        px = self._theme.px
        self._actions = QWidget()
        actions = FlowLayout(spacing=px(4), parent=self._actions)
        for part in (self._open, self._folder, self._copy, self._as_text, self._find):
            actions.addWidget(part)
        rule = QFrame()
        rule.setObjectName("rule")
        self._page = QWidget()
        column = QVBoxLayout(self._page)
        column.setContentsMargins(px(16), px(14), px(8), px(8))
        column.setSpacing(px(7))
        column.addWidget(self._title)
        column.addWidget(self._path)
        column.addWidget(self._actions)
        column.addWidget(self.evidence)
        column.addWidget(rule)
        column.addWidget(self.why)
        column.addWidget(self.body, 1)
        self._blank = QWidget()
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._blank)
        self._stack.addWidget(self._page)

    def _paint_glyphs(self) -> None:
        colour, size = self._theme.colour("text"), self._theme.px(18)
        self._folder.setIcon(glyphs.glyph_icon(glyphs.folder, colour, size_px=size))
        self._copy.setIcon(glyphs.glyph_icon(glyphs.copy, colour, size_px=size))
        self._find.setIcon(glyphs.glyph_icon(glyphs.search, colour, size_px=size))


def _is_find(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_F and event.modifiers() == Qt.KeyboardModifier.ControlModifier


def _forget(_answer: object) -> None:
    """A size that cannot be kept, a file that is gone or another by now: nobody is to be told of it."""
