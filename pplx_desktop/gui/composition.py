"""What the bodies of the preview are given of a file: its text as it was indexed, and how that is to be laid out.

Invariant: made in another thread than the one that paints; everything is told by offsets into the document's text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pplx_desktop.core.page_types import SheetPlaces
from pplx_desktop.core.ports import SearchEngine
from pplx_desktop.core.types import DocumentView
from pplx_desktop.core.wanted import ALWAYS, Wanted
from pplx_desktop.gui.composing import compose_rows
from pplx_desktop.gui.finder import folded_text
from pplx_desktop.gui.sheets import Sheet, read_sheets
from pplx_desktop.gui.text_rows import TextRows


@dataclass(frozen=True, slots=True)
class Composition:
    """A file's text, ready to be shown: as rows, and where it is a table as `sheets` too.

    `folded` is the text as `Finder` wants it.
    """

    document: DocumentView
    folded: str
    rows: TextRows
    sheets: tuple[Sheet, ...] = ()


def compose(
    document: DocumentView, wanted: Wanted = ALWAYS, *, source: str | None = None, places: Sequence[SheetPlaces] = ()
) -> Composition:
    """Lay out a file's text. `source` is what the file itself holds, where its lines are numbered; `places` are those of
    the cells of a workbook. A large file takes some tenths of a second: raises `Cancelled` where it is not `wanted` any more.
    """
    rows, sheets = compose_rows(document, source, wanted), read_sheets(document, places, wanted)
    return Composition(document, folded_text(document.text), rows, sheets)


def numbered(engine: SearchEngine, composition: Composition, wanted: Wanted) -> Composition:
    """With the lines as the file itself has them."""
    return compose(composition.document, wanted, source=engine.source_text(composition.document.path))


def placed(engine: SearchEngine, composition: Composition, wanted: Wanted) -> Composition:
    """With the cells in their own columns."""
    return compose(composition.document, wanted, places=engine.cell_places(composition.document.path))
