"""The part of the window's fake engine that draws pages: real ones, of files that stand in a dictionary."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import Any

from pplx_desktop.core.errors import Cancelled, ExtractionCode, ExtractionError
from pplx_desktop.core.page_types import PageOutline, PagePicture, PageText, SheetPlaces
from pplx_desktop.core.types import Block
from pplx_desktop.engine.page_alignment import align
from pplx_desktop.extract.page_drawing import PdfPages

# PDFium serves one thread at a time.
_PDFIUM = threading.Lock()


class FakePages:
    """`blocks` maps a path to the blocks of its text; `papers` maps a path to the bytes of a PDF, or a path and a heading
    to those of one inside it; `outlines` to what is said of their pages, where it is not true; `sources` a path to a
    file's own text. `page_errors` come instead, by path, or by path and page. `gates["page", path]` holds drawing. The next
    question of each name in `overtaken` is answered with `Cancelled`.
    """

    gates: dict[tuple[str, str], threading.Event]

    def __init__(self) -> None:
        super().__init__()
        self.papers: dict[str | tuple[str, str], bytes] = {}
        self.blocks: dict[str, tuple[Block, ...]] = {}
        self.sources: dict[str, str] = {}
        self.cells: dict[str, tuple[SheetPlaces, ...]] = {}
        self.outlines: dict[str, PageOutline] = {}
        self.overtaken: set[str] = set()
        self.page_errors: dict[str | tuple[str, int], ExtractionError] = {}

    def hold_pages(self, path: str) -> threading.Event:
        """Let drawing a file wait until the event that is returned is set."""
        gate = threading.Event()
        self.gates["page", path] = gate
        return gate

    def page_outline(self, path: str, heading: str = "") -> PageOutline:
        self._note("page_outline", (path, heading))
        self._overtake("page_outline")
        if path in self.page_errors:
            raise self.page_errors[path]
        if path in self.outlines:
            return self.outlines[path]
        member = next((key[1] for key in self.papers if isinstance(key, tuple) and heading.startswith(key[1])), "")
        with _PDFIUM:
            return PageOutline(member, False, tuple(self._pages(path, member).sizes()))

    def draw_page(self, path: str, member: str, page: int, width_px: int, *, dark: bool = False) -> PagePicture:
        self._note("draw_page", (path, member, page, width_px, dark))
        self._overtake("draw_page")
        gate = self.gates.get(("page", path))
        if gate is not None and not gate.wait(60):
            raise TimeoutError("a test never opened this gate")
        if (path, page) in self.page_errors:
            raise self.page_errors[path, page]
        with _PDFIUM:
            return self._pages(path, member).draw(page, width_px, dark=dark)

    def page_text(
        self, path: str, member: str, page: int, parts: Sequence[tuple[int, str]], *, is_picture: bool = False
    ) -> PageText:
        self._note("page_text", (path, member, page))
        self._overtake("page_text")
        with _PDFIUM:
            text, boxes = self._pages(path, member).places(page, ())
        return PageText(text, tuple(boxes), align(text, parts))

    def source_text(self, path: str) -> str:
        self._note("source_text", path)
        if path not in self.sources:
            raise ExtractionError(ExtractionCode.VANISHED, "The file is gone.")
        return self.sources[path]

    def cell_places(self, path: str) -> tuple[SheetPlaces, ...]:
        self._note("cell_places", path)
        if path not in self.cells:
            raise ExtractionError(ExtractionCode.VANISHED, "The file is gone.")
        return self.cells[path]

    def _overtake(self, name: str) -> None:
        self._wait_for(name)
        if name in self.overtaken:
            self.overtaken.discard(name)
            raise Cancelled("overtaken", "Another file is looked at by now.")

    def _pages(self, path: str, member: str) -> PdfPages:
        data = self.papers.get((path, member) if member else path)
        if data is None:
            raise ExtractionError(ExtractionCode.VANISHED, "The file is gone.")
        return PdfPages(data)

    def _note(self, name: str, argument: Any) -> None:
        raise NotImplementedError

    def _wait_for(self, name: str) -> None:
        raise NotImplementedError
