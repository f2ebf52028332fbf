"""What every body of the preview can do, whether it shows text, tables, drawn pages or pictures.

Invariants: offsets are characters of `DocumentView.text`; a body does nothing but paint what it was given, or asks the
engine through the bridge. Find bar, zoom, strip of passages and buttons are the preview's own, the same for all.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pplx_desktop.core.types import Hit, Passage
from pplx_desktop.gui.composition import Composition
from pplx_desktop.gui.finder import Finder, Span


class PreviewView(QWidget):
    """A body of the preview.

    `zoom_asked(step)` is the wheel with Ctrl: 1 larger, -1 smaller. `laid_out` comes when `share_of` says something
    else than before. `gave_up(PplxError)` says that the file cannot be shown like this: its text is shown instead.
    """

    zoom_asked = Signal(int)
    laid_out = Signal()
    gave_up = Signal(object)

    def show_document(self, hit: Hit, composition: Composition) -> None:
        """Show a file from its beginning, nothing lit. Called before anything else is asked."""
        raise NotImplementedError

    def clear(self) -> None:
        """Show nothing, and let go of what was shown."""
        raise NotImplementedError

    def show_passage(self, passage: Passage) -> None:
        """Light a passage and its marks, and bring its beginning to the upper third."""
        raise NotImplementedError

    def show_telling(self, sentence: Span | None) -> None:
        """Light the sentence that carries the meaning of the passage that is lit, without scrolling."""
        raise NotImplementedError

    def show_found(self, finder: Finder | None, current: Span | None) -> None:
        """Light what is seen of the finder's occurrences, and bring the `current` one into sight. None: light none."""
        raise NotImplementedError

    def reading_place(self) -> int:
        """The offset at the top of what is seen: where find begins."""
        raise NotImplementedError

    def share_of(self, offset: int) -> float | None:
        """How far down the whole an offset lies, 0 to 1, for the strip beside the scroll bar. None: not known yet."""
        raise NotImplementedError

    def set_zoom(self, percent: int) -> None:
        """Show everything in this size; 100 is that of the window's text, or a page as wide as its room."""
        raise NotImplementedError

    def selected_text(self) -> str:
        """What the reader has selected."""
        raise NotImplementedError
