"""The body of the preview for what has pages to draw: PDF, pictures, and such files inside archives and mails.

Invariant: nothing of the file is decoded in this process: pixels and places of characters come from a confined child.
Where none come, the view gives up and says why, and the text of the index is shown instead.
"""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pplx_desktop.core.errors import Cancelled, PplxError
from pplx_desktop.core.page_types import Box
from pplx_desktop.core.types import HEADING_JOINT, Hit, Passage
from pplx_desktop.gui import wording
from pplx_desktop.gui.bridge import Bridge
from pplx_desktop.gui.composition import Composition
from pplx_desktop.gui.finder import Finder, Span
from pplx_desktop.gui.page_area import PageArea
from pplx_desktop.gui.page_boxes import PlacedText
from pplx_desktop.gui.page_lights import PageLights
from pplx_desktop.gui.page_selection import Place
from pplx_desktop.gui.page_sheets import OpenPages, PageSheets
from pplx_desktop.gui.preview_view import PreviewView
from pplx_desktop.gui.theme import Theme
from pplx_desktop.gui.translation import number, tr

PICTURE_KINDS = frozenset({"jpg", "png", "gif", "webp", "tiff", "bmp"})
_DRAWN_SUFFIXES = (".pdf", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".tif", ".tiff", ".bmp")
_SPOKEN_CHARS = 600
_AGAIN_MS = 150
_ABOVE, _BELOW = 0.25, 0.6
"""How far from the reading line something may lie to be in sight, in heights of what is seen."""


def is_drawn(hit: Hit, passage: Passage | None) -> bool:
    """Whether a passage lies on a page, or in a picture, that can be drawn; without a passage, whether the file does."""
    if hit.kind in PICTURE_KINDS:
        return True
    if passage is None:
        return hit.kind == "pdf"
    # What a PDF says of itself lies on no page.
    return (hit.kind == "pdf" and passage.page is not None) or _leads_to_drawn(passage.heading)


def _leads_to_drawn(heading: str) -> bool:
    return any(part.lower().endswith(_DRAWN_SUFFIXES) for part in heading.split(HEADING_JOINT))


class PageView(PreviewView):
    """See `PreviewView`."""

    def __init__(self, theme: Theme, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._ticket = 0
        self._sheets = PageSheets(bridge, self)
        self._lights = PageLights(theme)
        self._area = PageArea(theme, self._sheets, self._lights)
        self._composition: Composition | None = None
        self._passage: Passage | None = None
        self._is_following = False
        self._awaited: Span | None = None
        self._turned_to: int | None = None
        self._heading = ""
        self._again = QTimer(self, singleShot=True, interval=_AGAIN_MS)
        self._again.timeout.connect(self._come_back)
        bridge.ready.connect(self._come_back)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._area)
        self.setFocusProxy(self._area)
        self._area.setAccessibleName(tr("Pages of the file"))
        self._area.zoom_asked.connect(self.zoom_asked)
        self._area.laid_out.connect(self.laid_out)
        self._area.moved.connect(self._stop_following)
        self._area.reader.moved.connect(self._select)
        self._area.reader.left.connect(self._turn)
        self._sheets.read.connect(self._take_text)
        self._sheets.drawn.connect(self._describe)
        self._sheets.failed.connect(self._lose)

    @property
    def area(self) -> PageArea:
        """The column of pages."""
        return self._area

    @property
    def sheets(self) -> PageSheets:
        """The pages that are drawn so far."""
        return self._sheets

    def show_document(self, hit: Hit, composition: Composition) -> None:
        """See `PreviewView.show_document`."""
        self._composition, self._passage = composition, None
        self._lights.clear()
        self._awaited = None
        self._sheets.use(None)
        self._area.begin()
        first = next((passage for passage in hit.passages if is_drawn(hit, passage)), None)
        self._open(first.heading if first is not None else "")

    def clear(self) -> None:
        """See `PreviewView.clear`."""
        self._ticket += 1
        self._again.stop()
        self._composition = self._passage = self._awaited = None
        self._lights.clear()
        self._sheets.use(None)
        self._area.begin()

    def show_passage(self, passage: Passage) -> None:
        """See `PreviewView.show_passage`."""
        self._passage, self._turned_to = passage, None
        self._area.reader.begin_at_end(is_wanted=False)
        self._lights.passage, self._lights.marks = (passage.start, passage.end), passage.marks
        self._lights.sentence = None
        if self._open_other(passage):
            return
        self._is_following = True
        self._bring((passage.start, passage.end))
        self._area.viewport().update()

    def show_telling(self, sentence: Span | None) -> None:
        """See `PreviewView.show_telling`."""
        self._lights.sentence = sentence
        self._area.viewport().update()

    def show_found(self, finder: Finder | None, current: Span | None) -> None:
        """See `PreviewView.show_found`."""
        self._lights.finder, self._lights.current = finder, current
        if current is not None:
            self._is_following = False
            self._bring(current, only_if_hidden=True)
        self._area.viewport().update()

    def reading_place(self) -> int:
        """See `PreviewView.reading_place`."""
        document, pages = self._sheets.open, self._area.pages
        if document is None or not pages.count:
            return 0
        top = self._area.verticalScrollBar().value()
        page = pages.page_at(top)
        placed = self._sheets.text(page)
        if placed is not None:
            down = (top - pages.tops[page]) / pages.heights[page]
            below = (offset for offset, index in placed.by_offset if placed.page.boxes[index][1] >= down)
            if (first := next(below, None)) is not None:
                return first
        return next((spans[0][0] for at, spans in sorted(document.spans.items()) if at >= page), 0)

    def share_of(self, offset: int) -> float | None:
        """See `PreviewView.share_of`."""
        document, pages = self._sheets.open, self._area.pages
        if document is None or not pages.count or (page := document.page_of(offset)) is None:
            return None
        return (pages.tops[page] + pages.heights[page] * self._down(document, page, offset)) / pages.height

    def set_zoom(self, percent: int) -> None:
        """See `PreviewView.set_zoom`."""
        self._area.set_percent(percent)

    def selected_text(self) -> str:
        """See `PreviewView.selected_text`."""
        return self._area.selected_text()

    def showEvent(self, event: QShowEvent) -> None:
        """Pages are drawn only while they are seen."""
        super().showEvent(event)
        self._area.ask_soon()

    def _open(self, heading: str) -> None:
        """Ask for the pages. Not through a lane: what is looked at now ends the work on another file that takes long."""
        composition = self._composition
        self._heading = heading
        self._again.stop()
        self._ticket += 1
        ticket = self._ticket
        if composition is not None:
            view = composition.document
            self._bridge.request(
                lambda engine: OpenPages.of(view, engine.page_outline(view.path, heading)),
                lambda document: self._begin(ticket, document),
                lambda error: self._refuse(ticket, error),
            )

    def _begin(self, ticket: int, document: OpenPages) -> None:
        if ticket != self._ticket:
            return
        self._sheets.use(document)
        self._lights.forget()
        self._area.begin()
        if self._passage is not None:
            passage, sentence = self._passage, self._lights.sentence
            if passage.heading != self._heading and self._open_other(passage):
                self._lights.sentence = sentence
                return
            if document.page_of(passage.start) is not None:
                self.show_passage(passage)
                self._lights.sentence = sentence
        self.laid_out.emit()
        self._describe()

    def _open_other(self, passage: Passage) -> bool:
        """Open another of the files inside this one, where the passage lies in it."""
        document = self._sheets.open
        is_other = document is not None and document.page_of(passage.start) is None and _leads_to_drawn(passage.heading)
        if is_other:
            self._sheets.use(None)
            self._area.begin()
            self._open(passage.heading)
        return is_other

    def _refuse(self, ticket: int, error: PplxError) -> None:
        if ticket != self._ticket:
            return
        if isinstance(error, Cancelled):
            # A question about the file before came later to the engine than this one. What is shown now counts.
            self._again.start()
        else:
            self.gave_up.emit(error)

    def _come_back(self) -> None:
        """Ask again for what has not come: it was overtaken, or the engine is another by now."""
        if self._composition is not None and self._sheets.open is None:
            self._open(self._heading)
        else:
            self._area.ask_soon()

    def _lose(self, page: int, error: PplxError) -> None:
        """A page cannot be drawn: give up where it is what the reader came for, and nothing of it is there to be seen."""
        document, passage = self._sheets.open, self._passage
        sought = document.page_of(passage.start) if document is not None and passage is not None else 0
        if self._sheets.image(page) is None and page == sought:
            self.gave_up.emit(error)

    def _take_text(self, page: int) -> None:
        self._lights.forget()
        if self._awaited is not None and self._sheets.open is not None:
            span = self._awaited
            if self._sheets.open.page_of(span[0]) == page:
                self._awaited = None
                if self._is_following or self._lights.current == span:
                    self._bring(span, only_if_hidden=self._lights.current == span)
        self.laid_out.emit()
        self._describe()

    def _bring(self, span: Span, *, only_if_hidden: bool = False) -> None:
        document = self._sheets.open
        if document is None or (page := document.page_of(span[0])) is None:
            return
        placed = self._sheets.text(page)
        # Until its place is known, the page is shown from about there.
        self._awaited = span if placed is None else None
        box = placed.first_box(span) if placed is not None else None
        down = self._down(document, page, span[0])
        if placed is not None and box is not None and (mark := self._far_mark(placed, page, span, box)) is not None:
            box, down = mark, mark[1]
        if not (only_if_hidden and placed is not None and self._area.is_seen(page, down)):
            self._area.bring(page, down, box[0] if box is not None else None)

    def _far_mark(self, placed: PlacedText, page: int, span: Span, box: Box) -> Box | None:
        """The first mark of the passage, where it would be out of sight with the passage's beginning at the reading line:
        that may be a footer, or the end of another column.
        """
        passage, area = self._passage, self._area
        if passage is None or span != (passage.start, passage.end) or not passage.marks:
            return None
        mark = placed.first_box(passage.marks[0])
        if mark is None:
            return None
        away = (mark[3] - box[1]) * area.pages.heights[page]
        return None if -_ABOVE < away / area.viewport().height() < _BELOW else mark

    def _down(self, document: OpenPages, page: int, offset: int) -> float:
        """How far down its page the character at `offset` stands; about, where the page was not read."""
        placed = self._sheets.text(page)
        box = placed.first_box((offset, offset + 1)) if placed is not None else None
        if box is not None:
            return box[1]
        spans = document.spans[page]
        whole = sum(end - start for start, end in spans)
        before = sum(min(max(0, offset - start), end - start) for start, end in spans)
        return before / whole if whole else 0.0

    @property
    def _read_page(self) -> int:
        """The page that a screen reader has: the last one may be too short to come to the reading line."""
        is_turned = self._turned_to is not None and self._turned_to < self._area.pages.count
        return self._turned_to if is_turned and self._turned_to is not None else self._area.current_page()

    def _stop_following(self) -> None:
        self._is_following = False
        self._awaited = self._turned_to = None
        self._area.reader.begin_at_end(is_wanted=False)
        self._describe()

    def _describe(self, page: int = -1) -> None:
        """Tell a screen reader where it is, and what is lit or stands there."""
        del page
        document, area = self._sheets.open, self._area
        current = self._read_page
        if document is None:
            area.setAccessibleDescription("")
            area.reader.show_page(-1, "", 0, "")
            return
        text, passage = document.view.text, self._passage
        spans = document.spans.get(current, ())
        if passage is not None and document.page_of(passage.start) == current:
            spans = ((passage.start, passage.end),)
        said = wording.printable(" ".join(text[start:end] for start, end in spans)[:_SPOKEN_CHARS])
        label = tr("Page {page} of {count}", page=number(current + 1), count=number(area.pages.count))
        area.setAccessibleDescription(tr("{place}: {text}", place=label, text=said) if said else label)
        area.reader.show_page(current, *self._spoken(document, current), label)

    def _spoken(self, document: OpenPages, page: int) -> tuple[str, int]:
        """What stands on a page, and where in it the passage begins. Of one that was not read, what the index has."""
        placed, passage = self._sheets.text(page), self._passage
        if placed is None:
            return "\n".join(document.view.text[start:end] for start, end in document.spans.get(page, ())), 0
        begun = placed.runs((passage.start, passage.end)) if passage is not None else []
        return placed.page.text, begun[0][0] if begun else 0

    def _select(self, anchor: int, head: int) -> None:
        """Follow the reader through the text of its page."""
        page = self._read_page
        # Until it is read, the index's text stands in for the page's, whose characters may be others.
        if self._sheets.text(page) is not None:
            self._area.select(Place(page, anchor), Place(page, head))

    def _turn(self, step: int) -> None:
        """Go to another page with who reads: on to its beginning, or back to its end."""
        page, area = self._read_page + step, self._area
        if 0 <= page < area.pages.count:
            self._is_following, self._awaited, self._turned_to = False, None, page
            area.selection.clear()
            area.bring(page, 0.0 if step > 0 else 1.0)
            area.reader.begin_at_end(is_wanted=step < 0)
            self._describe()
