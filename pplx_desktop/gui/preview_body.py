"""The lower part of the preview: the file itself, as text, as a table or drawn, with what all of these share.

Invariants: one body is seen at a time, and is given the passage when it comes up; the thread that paints reads no file.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from pplx_desktop.core.errors import PplxError
from pplx_desktop.core.types import Hit, Passage
from pplx_desktop.gui.bridge import Bridge
from pplx_desktop.gui.composition import Composition
from pplx_desktop.gui.find_bar import FindBar
from pplx_desktop.gui.finder import Finder, Span
from pplx_desktop.gui.labels import plain_label
from pplx_desktop.gui.page_view import PageView, is_drawn
from pplx_desktop.gui.passage_strip import PassageStrip
from pplx_desktop.gui.preview_view import PreviewView
from pplx_desktop.gui.table_body import TableBody
from pplx_desktop.gui.text_body import TextBody
from pplx_desktop.gui.theme import Theme
from pplx_desktop.gui.told import told

LEAST_ZOOM = 50
MOST_ZOOM = 300
_ZOOMS = (50, 60, 70, 80, 90, 100, 110, 125, 150, 175, 200, 250, 300)


class PreviewBody(QWidget):
    """`passage_chosen(number from 0)` comes from the strip of passages, `zoomed(percent)` when the user has changed the
    size, `body_changed` when another body is seen.
    """

    passage_chosen = Signal(int)
    zoomed = Signal(int)
    body_changed = Signal()

    def __init__(self, theme: Theme, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hit: Hit | None = None
        self._composition: Composition | None = None
        self._number = 0
        self._told: tuple[str, int, Span] | None = None
        self._starts: tuple[Hit | None, tuple[int, ...]] = (None, ())
        self._zoom = 100
        self._shown_in: set[PreviewView] = set()
        self._gave_up = False
        self.wants_text = False
        self.text = TextBody(theme)
        self.table = TableBody(theme)
        self.pages = PageView(theme, bridge)
        self.strip = PassageStrip(theme)
        self.find_bar = FindBar(theme, self._reading_place)
        self.note = plain_label("", "muted")
        self.note.setWordWrap(True)
        self.note.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.line = plain_label("", "cutNote")
        self.line.setWordWrap(True)
        self._bodies = QStackedLayout()
        for body in (self.text, self.table, self.pages):
            self._bodies.addWidget(body)
            body.zoom_asked.connect(self.zoom_by)
            body.laid_out.connect(self._mark_passages)
            body.gave_up.connect(self._fall_back)
        self._reading = QWidget()
        beside = QHBoxLayout()
        beside.setSpacing(0)
        beside.addLayout(self._bodies, 1)
        beside.addWidget(self.strip)
        column = QVBoxLayout(self._reading)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        column.addWidget(self.find_bar)
        column.addWidget(self.line)
        column.addLayout(beside, 1)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._reading)
        self._stack.addWidget(self.note)
        self.find_bar.found.connect(self._show_found)
        self.find_bar.closed.connect(self._take_focus)
        self.strip.passage_chosen.connect(self.passage_chosen)
        self.clear()

    @property
    def body(self) -> PreviewView:
        """The body that is seen."""
        body = self._bodies.currentWidget()
        return body if isinstance(body, PreviewView) else self.text

    @property
    def can_change(self) -> bool:
        """True where the file can be seen as text and otherwise too."""
        return self.can_find and self._better() is not self.text

    @property
    def can_find(self) -> bool:
        """True where there is a text to find something in."""
        return self._composition is not None and bool(self._composition.document.text)

    @property
    def zoom(self) -> int:
        """The size of all bodies, in per cent."""
        return self._zoom

    def clear(self) -> None:
        """Show nothing."""
        self._hit = self._composition = None
        self._shown_in.clear()
        self.line.hide()
        self.text.clear()
        self.table.clear()
        self.pages.clear()
        self.find_bar.search_in("")
        self.strip.show_shares((), 0)
        self._bodies.setCurrentWidget(self.text)
        self._stack.setCurrentWidget(self._reading)

    def say(self, text: str) -> None:
        """Show a text instead of a file."""
        self.clear()
        self.note.setText(text)
        self._stack.setCurrentWidget(self.note)

    def show_document(self, hit: Hit, composition: Composition, number: int) -> None:
        """Show a file, and of its passages the one of this number."""
        self._hit, self._composition, self._number = hit, composition, number
        self._shown_in.clear()
        self._gave_up = False
        self.line.hide()
        self._stack.setCurrentWidget(self._reading)
        self._bring_up()
        self.find_bar.search_in(composition.folded)

    def renumber(self, composition: Composition) -> None:
        """Show the lines of the same text with their numbers, which are known now."""
        self._composition = composition
        if self.body is self.text:
            self.text.change_rows(composition.rows)
        else:
            self._shown_in.discard(self.text)

    def show_better(self, composition: Composition) -> None:
        """Show the same file anew, of which more is known now: where its cells stand."""
        self._composition = composition
        self._shown_in.discard(self.table)
        if self._wanted() is self.table:
            self._bring_up()

    def take_hit(self, hit: Hit, number: int) -> None:
        """The same file has been found anew; the passage of this number is the one that is lit."""
        self._hit, self._number = hit, number

    def show_passage(self, hit: Hit, number: int) -> None:
        """Light another passage of the file that is shown."""
        self._hit, self._number = hit, number
        if self._composition is None:
            return
        if self._wanted() is self.body:
            self._light()
        else:
            self._bring_up()

    def mark_passages(self, hit: Hit, starts: tuple[int, ...]) -> None:
        """Say where all passages of a hit begin, for the strip beside the scroll bar while that hit is shown."""
        self._starts = (hit, starts)
        self._mark_passages()

    def show_telling(self, path: str, start: int, sentence: Span | None) -> None:
        """Light the sentence that carries the meaning of the passage that begins at `start`, as long and as often as
        that is the one that is lit: it may be known before the text is there.
        """
        self._told = (path, start, sentence) if sentence is not None else None
        self._light_telling()

    def show_as_text(self, *, is_text: bool) -> None:
        """Show files as text, or as what they look like."""
        self.wants_text = is_text
        if self._composition is not None:
            self._gave_up = False
            self.line.hide()
            self._bring_up()

    def set_zoom(self, percent: int) -> None:
        """Show files in this size."""
        self._zoom = min(MOST_ZOOM, max(LEAST_ZOOM, percent))
        for body in (self.text, self.table, self.pages):
            body.set_zoom(self._zoom)
        self._mark_passages()

    def zoom_by(self, step: int) -> None:
        """Show files one step larger or smaller; in their usual size with 0."""
        further = [zoom for zoom in _ZOOMS if (zoom - self._zoom) * step > 0]
        percent = 100 if step == 0 else (min(further) if step > 0 else max(further)) if further else self._zoom
        if percent != self._zoom:
            self.set_zoom(percent)
            self.zoomed.emit(percent)

    def find_in_file(self) -> None:
        """Open the bar that finds words in the file."""
        if self.can_find and self.isVisible():
            self.find_bar.open_with(self.body.selected_text())

    def selected_text(self) -> str:
        """What the reader has selected."""
        return self.body.selected_text() if self._composition is not None else ""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lines break elsewhere, so passages stand elsewhere."""
        super().resizeEvent(event)
        self._mark_passages()

    def _reading_place(self) -> int:
        return self.body.reading_place()

    @property
    def _passage(self) -> Passage | None:
        passages = self._hit.passages if self._hit is not None else ()
        return passages[self._number] if self._number < len(passages) else None

    def _better(self) -> PreviewView:
        """What shows most of what the file looks like."""
        if self._hit is not None and is_drawn(self._hit, self._passage):
            return self.pages
        return self.table if self._composition is not None and self._composition.sheets else self.text

    def _wanted(self) -> PreviewView:
        better = self._better()
        return self.text if self.wants_text or (self._gave_up and better is self.pages) else better

    def _bring_up(self) -> None:
        body = self._wanted()
        if self._hit is None or self._composition is None:
            return
        focused = QApplication.focusWidget()
        had_focus = focused is not None and self.body.isAncestorOf(focused)
        if body not in self._shown_in:
            self._shown_in.add(body)
            body.show_document(self._hit, self._composition)
        self._bodies.setCurrentWidget(body)
        if had_focus:
            body.setFocus(Qt.FocusReason.OtherFocusReason)
        self._light()
        if not self.find_bar.isHidden():
            self.find_bar.search_in(self._composition.folded)
        self.body_changed.emit()

    def _light(self) -> None:
        if self._passage is not None:
            self.body.show_passage(self._passage)
            self._light_telling()
        self._mark_passages()

    def _light_telling(self) -> None:
        if self._hit is not None and self._composition is not None and self._passage is not None:
            path, start, sentence = self._told or ("", 0, None)
            is_lit = path == self._hit.path and start == self._passage.start
            self.body.show_telling(sentence if is_lit else None)

    def _mark_passages(self) -> None:
        hit, starts = self._starts
        starts = starts if self._composition is not None and hit is self._hit else ()
        self.strip.show_shares([self.body.share_of(start) for start in starts], self._number)

    def _fall_back(self, error: PplxError) -> None:
        """Show the text of what cannot be drawn, and say why."""
        if self._composition is None or self.body is not self.sender():
            return
        if not self._composition.document.text:
            self.say("\n\n".join(told(part) for part in (error.title, error.hint) if part))
            self.body_changed.emit()
            return
        self._gave_up = True
        self._bring_up()
        self.line.setText(told(error.title))
        self.line.setVisible(bool(error.title))

    def _show_found(self, finder: Finder | None, span: Span | None) -> None:
        if self._composition is not None:
            self.body.show_found(finder, span)

    def _take_focus(self) -> None:
        self.body.setFocus(Qt.FocusReason.OtherFocusReason)
