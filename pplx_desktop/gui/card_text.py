"""Lines of text on cards, laid out once: while somebody types, most rows say again what they said at the key before.

Invariant: a line depends on nothing but its text, its room and its font; all text is laid out as plain text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar, cast

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QTextLayout, QTextLine, QTextOption

from pplx_desktop.core.types import Snippet
from pplx_desktop.gui import wording

SNIPPET_LINES = 2
_LONGEST_LINE = 500
_LONGEST_SNIPPET = 600
_MOST_KEPT = 300
"""Lines of each font: what a few answers show."""

Reach = tuple[float, float]
"""From where to where something reaches on a line."""
_K = TypeVar("_K")
_V = TypeVar("_V")


class Kept(Generic[_K, _V]):
    """What was made last for each key, and not too much of it."""

    def __init__(self, make: Callable[[_K], _V]) -> None:
        self._make = make
        self._made: dict[_K, _V] = {}

    def of(self, key: _K) -> _V:
        """What `make` gives for `key`."""
        made = self._made.get(key)
        if made is None:
            if len(self._made) >= _MOST_KEPT:
                self._made.clear()
            made = self._made[key] = self._make(key)
        return made

    def clear(self) -> None:
        """Make everything anew."""
        self._made.clear()


@dataclass(frozen=True, slots=True)
class Line:
    """One line, its height, and where its letters stand on. `layout` draws it."""

    layout: QTextLayout
    height: float
    ascent: float

    def draw(self, painter: QPainter, left: float, top: float, height: float) -> None:
        """Draw it in the middle of a stripe of this height, in the painter's colour."""
        # Letters that another font lends are higher or lower than those of its own.
        self.layout.draw(painter, QPointF(left, top + (height - self.height) / 2))


@dataclass(frozen=True, slots=True)
class SnippetLine:
    """A line of a snippet, with what is marked on it and what of it is the sentence that says it."""

    line: Line
    marks: tuple[Reach, ...]
    told: tuple[Reach, ...]


class LineMaker:
    """Lays out text of one font."""

    def __init__(self, font: QFont) -> None:
        self._font = font
        self._metrics = QFontMetricsF(font)
        self.height = self._metrics.height()
        self._widths: Kept[str, float] = Kept(self._metrics.horizontalAdvance)
        self._lines: Kept[tuple[str, float], Line] = Kept(lambda key: self._make_line(*key))
        self._snippets: Kept[tuple[Snippet, float], tuple[SnippetLine, ...]] = Kept(
            lambda key: tuple(self._make_snippet(*key))
        )

    def width(self, text: str) -> float:
        """How wide a text is."""
        return self._widths.of(text)

    def line(self, text: str, width: float) -> Line:
        """A text on one line, that ends in `…` where it is wider than `width`."""
        return self._lines.of((text[:_LONGEST_LINE], max(0.0, width)))

    def snippet(self, snippet: Snippet, width: float) -> Sequence[SnippetLine]:
        """The first lines of a snippet; the last ends in `…` where there is more."""
        return self._snippets.of((snippet, max(1.0, width)))

    def elided(self, text: str, width: float) -> str:
        """As much of a text as fits, with `…` where that is not all; a full stop before it would be a fourth point."""
        cut = self._metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
        kept = cut.removesuffix("…")
        return cut if cut in (text, kept) else kept.rstrip(" .") + "…"

    def _make_line(self, text: str, width: float) -> Line:
        # The window goes from left to right: a name that does not stands where others stand.
        laid_out, line = self._lay_out(text, width, wraps=False, direction=Qt.LayoutDirection.LeftToRight)
        if line.naturalTextWidth() > width:
            elided = self.elided(text, width)
            laid_out, line = self._lay_out(elided, width, wraps=False, direction=Qt.LayoutDirection.LeftToRight)
        return Line(laid_out, line.height(), line.ascent())

    def _make_snippet(self, snippet: Snippet, width: float) -> Iterable[SnippetLine]:
        shown = snippet.text[:_LONGEST_SNIPPET]
        text, marks = _in_units(shown, snippet.marks)
        told = _in_units(shown, [snippet.told])[1] if snippet.told is not None else ()
        start, start_units = 0, 0
        for number in range(SNIPPET_LINES):
            rest = text[start:]
            if not rest.strip():
                break
            is_last = number == SNIPPET_LINES - 1
            if is_last:
                rest = self.elided(rest, width)
            laid_out, line = self._lay_out(rest, width, wraps=not is_last)
            taken = ends_at = line.textLength()
            if laid_out.text()[taken - 1 : taken] == " ":
                ends_at -= 1
            yield SnippetLine(
                Line(laid_out, line.height(), line.ascent()),
                tuple(_on_line(line, marks, start_units, ends_at)),
                tuple(_on_line(line, told, start_units, ends_at)),
            )
            start_units += taken
            start += len(rest.encode("utf-16-le", "surrogatepass")[: taken * 2].decode("utf-16-le", "ignore"))

    def _lay_out(
        self,
        text: str,
        width: float,
        *,
        wraps: bool,
        direction: Qt.LayoutDirection = Qt.LayoutDirection.LayoutDirectionAuto,
    ) -> tuple[QTextLayout, QTextLine]:
        laid_out = QTextLayout(text, self._font)
        # It is drawn more than once, and at the first time the letters are there already.
        laid_out.setCacheEnabled(True)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere if wraps else QTextOption.WrapMode.NoWrap)
        option.setTextDirection(direction)
        laid_out.setTextOption(option)
        laid_out.beginLayout()
        line = laid_out.createLine()
        line.setLineWidth(max(1.0, width))
        laid_out.endLayout()
        return laid_out, laid_out.lineAt(0)


def _in_units(text: str, spans: wording.Spans) -> tuple[str, wording.Spans]:
    """The text on one line, and places in it as Qt counts them."""
    text, spans = wording.squeezed(text, [(begin, min(end, len(text))) for begin, end in spans])
    offsets = wording.utf16_offsets(text, [offset for span in spans for offset in span])
    return text, list(zip(offsets[::2], offsets[1::2], strict=True))


def _on_line(line: QTextLine, spans: wording.Spans, starts_at: int, ends_at: int) -> Iterable[Reach]:
    """From where to where spans of the whole text reach on a line of so many units that begins at `starts_at`."""
    for begin, end in spans:
        first, last = max(0, begin - starts_at), min(end - starts_at, ends_at)
        if first < last:
            left, right = sorted((_x_at(line, first), _x_at(line, last)))
            yield left, right


def _x_at(line: QTextLine, offset: int) -> float:
    # The stubs know only "object"; it is the place and the offset, which may lie behind the one asked for.
    return cast("tuple[float, int]", line.cursorToX(offset))[0]
