"""The pages that are drawn and read so far, and the asking for those that are wanted next.

Invariants: at most one page is being drawn and one being read; what is seen comes before what may be seen next; what is
kept in memory stays below `_MOST_BYTES`, whatever the document. Nothing arrives from a document that was left.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from pplx_desktop.core.errors import Cancelled, PplxError
from pplx_desktop.core.page_types import PIXEL_BYTES, PageOutline, PagePicture, PageText
from pplx_desktop.core.types import HEADING_JOINT, DocumentView
from pplx_desktop.gui.bridge import Bridge
from pplx_desktop.gui.finder import Span
from pplx_desktop.gui.page_boxes import PlacedText

_MOST_BYTES = 160 * 1024 * 1024
_MOST_READ = 24
_MOST_PIXELS = 16_000_000
"""Of one page; a larger one is drawn with fewer and shown magnified."""


@dataclass(frozen=True, slots=True)
class OpenPages:
    """A document whose pages are shown: what can be drawn, and which spans of the text lie on which page (from 0)."""

    view: DocumentView
    outline: PageOutline
    spans: dict[int, tuple[Span, ...]] = field(default_factory=dict[int, tuple[Span, ...]])
    starts: tuple[tuple[int, int, int], ...] = ()
    """Start, end and page of every span, by start."""

    @staticmethod
    def of(view: DocumentView, outline: PageOutline) -> OpenPages:
        """Finds the spans: those of the blocks below the heading of what is drawn."""
        below = f"{outline.member}{HEADING_JOINT}"
        spans: dict[int, list[Span]] = {}
        for block in view.blocks:
            page = block.page if block.page is not None else 1 if outline.is_picture else None
            is_in = not outline.member or f"{block.heading}{HEADING_JOINT}".startswith(below)
            if page is not None and is_in and 1 <= page <= len(outline.sizes):
                spans.setdefault(page - 1, []).append((block.start, block.end))
        starts = sorted((start, end, page) for page, found in spans.items() for start, end in found)
        return OpenPages(view, outline, {page: tuple(found) for page, found in spans.items()}, tuple(starts))

    def page_of(self, offset: int) -> int | None:
        """The page on which the character at `offset` lies."""
        at = bisect_right(self.starts, (offset, 1 << 60, 0)) - 1
        if at < 0:
            return None
        _, end, page = self.starts[at]
        return page if offset < end else None


@dataclass(frozen=True, slots=True)
class _Drawn:
    image: QImage
    width_px: int
    pixels: bytes
    """Kept: the image lies in them."""
    is_dark: bool


class PageSheets(QObject):
    """`drawn(page)` and `read(page)` come when there is something new of a page, `failed(page, PplxError)` when there
    never will be, `put_off` when something that was wanted has to be wanted again: the engine was busy with another file,
    or is another by now. Pages count from 0.
    """

    drawn = Signal(int)
    read = Signal(int)
    failed = Signal(int, object)
    put_off = Signal()

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._open: OpenPages | None = None
        self._ticket = 0
        self._is_dark = False
        self._images: OrderedDict[int, _Drawn] = OrderedDict()
        self._texts: OrderedDict[int, PlacedText] = OrderedDict()
        self._lost: dict[int, PplxError] = {}
        self._unread: set[int] = set()
        self._wanted: list[tuple[int, int]] = []
        self._wanted_texts: list[int] = []
        self._drawing: tuple[int, int, bool] | None = None
        self._reading: int | None = None

    @property
    def open(self) -> OpenPages | None:
        """The document."""
        return self._open

    def use(self, document: OpenPages | None) -> None:
        """Begin with another document, or with none."""
        self._ticket += 1
        self._open = document
        for kept in (self._images, self._texts, self._lost, self._unread, self._wanted, self._wanted_texts):
            kept.clear()
        self._drawing = self._reading = None

    def use_dark(self, *, dark: bool) -> None:
        """Have pages drawn light on dark, or not."""
        if dark != self._is_dark:
            self._is_dark = dark
            self._images.clear()
            self._lost.clear()

    def image(self, page: int) -> QImage | None:
        """The page as it is drawn, in whatever size."""
        drawn = self._images.get(page)
        return drawn.image if drawn is not None else None

    def is_dark(self, page: int) -> bool:
        """Whether the page is drawn light on dark."""
        drawn = self._images.get(page)
        return drawn is not None and drawn.is_dark

    def text(self, page: int) -> PlacedText | None:
        """What stands on a page, where it was read."""
        return self._texts.get(page)

    def error(self, page: int) -> PplxError | None:
        """Why a page is not drawn."""
        return self._lost.get(page)

    def want(self, pages: Sequence[tuple[int, int]], seen: Sequence[int]) -> None:
        """Have these pages drawn, each so many pixels wide, first things first, and the `seen` ones read."""
        self._wanted = [
            (page, width_px)
            for page, width_px in ((page, self._limited(page, width_px)) for page, width_px in pages)
            if page not in self._lost
            and not self._has(page, width_px)
            and (page, width_px, self._is_dark) != self._drawing
        ]
        self._wanted_texts = [
            page for page in seen if page not in self._texts and page not in self._unread and page != self._reading
        ]
        for page, _ in pages:
            if page in self._images:
                self._images.move_to_end(page)
        self._draw_next()
        self._read_next()

    def _has(self, page: int, width_px: int) -> bool:
        drawn = self._images.get(page)
        return drawn is not None and drawn.width_px == width_px

    def _limited(self, page: int, width_px: int) -> int:
        width, height = self._open.outline.sizes[page] if self._open is not None else (1.0, 1.0)
        return max(1, min(width_px, int((_MOST_PIXELS * width / height) ** 0.5)))

    def _draw_next(self) -> None:
        document = self._open
        if self._drawing is not None or not self._wanted or document is None or not self._bridge.is_ready:
            return
        page, width_px = self._wanted.pop(0)
        ticket, dark = self._ticket, self._is_dark
        self._drawing = page, width_px, dark
        path, member = document.view.path, document.outline.member
        self._bridge.request(
            lambda engine: engine.draw_page(path, member, page + 1, width_px, dark=dark),
            lambda picture: self._take_picture(ticket, page, width_px, picture, dark=dark),
            lambda error: self._lose(ticket, page, error),
        )

    def _take_picture(self, ticket: int, page: int, width_px: int, picture: PagePicture, *, dark: bool) -> None:
        if ticket != self._ticket:
            return
        self._drawing = None
        if dark == self._is_dark:
            image = QImage(
                picture.pixels, picture.width, picture.height, picture.width * PIXEL_BYTES, QImage.Format.Format_RGB32
            )
            self._images[page] = _Drawn(image, width_px, picture.pixels, picture.is_dark)
            self._images.move_to_end(page)
            while len(self._images) > 1 and sum(len(kept.pixels) for kept in self._images.values()) > _MOST_BYTES:
                self._images.popitem(last=False)
        self._draw_next()
        self.drawn.emit(page)

    def _lose(self, ticket: int, page: int, error: PplxError) -> None:
        if ticket != self._ticket:
            return
        self._drawing = None
        if isinstance(error, Cancelled):
            self.put_off.emit()
            return
        self._lost[page] = error
        self._draw_next()
        self.failed.emit(page, error)

    def _read_next(self) -> None:
        document = self._open
        if self._reading is not None or not self._wanted_texts or document is None or not self._bridge.is_ready:
            return
        self._reading = page = self._wanted_texts.pop(0)
        ticket = self._ticket
        path, outline, text = document.view.path, document.outline, document.view.text
        spans = document.spans.get(page, ())
        width, height = outline.sizes[page]

        def place(read: PageText) -> PlacedText:
            return PlacedText(read, height / width)

        self._bridge.request(
            lambda engine: place(
                engine.page_text(
                    path,
                    outline.member,
                    page + 1,
                    [(start, text[start:end]) for start, end in spans],
                    is_picture=outline.is_picture,
                )
            ),
            lambda placed: self._take_text(ticket, page, placed),
            lambda error: self._lose_text(ticket, page, error),
        )

    def _take_text(self, ticket: int, page: int, placed: PlacedText) -> None:
        if ticket != self._ticket:
            return
        self._reading = None
        self._texts[page] = placed
        while len(self._texts) > _MOST_READ:
            self._texts.popitem(last=False)
        self._read_next()
        self.read.emit(page)

    def _lose_text(self, ticket: int, page: int, error: PplxError) -> None:
        if ticket != self._ticket:
            return
        self._reading = None
        if isinstance(error, Cancelled):
            self.put_off.emit()
            return
        self._unread.add(page)
        self._read_next()
