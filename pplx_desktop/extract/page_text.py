"""Turns a stream of HTML elements into sections of readable text: lines where a browser would break them.

Invariant: white space is collapsed as a browser does it, but inside `pre`; a table's row is one line.
"""

from __future__ import annotations

import re

from pplx_desktop.core.types import HEADING_JOINT
from pplx_desktop.extract.document_builder import DocumentBuilder, HeadingPath

VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())  # noqa: SIM905
UNSHOWN = frozenset({"script", "style", "template", "svg", "object", "iframe"})
LEFT_OUT = UNSHOWN | {"nav", "noscript", "select", "button", "math"}
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_PARAGRAPHS = frozenset(
    "p div section article main aside header footer blockquote figure figcaption ul ol dl table pre form fieldset "  # noqa: SIM905
    "address details summary center hr h1 h2 h3 h4 h5 h6".split()
)
_LINES = frozenset("br li dt dd tr option caption legend".split())  # noqa: SIM905
_CELLS = frozenset({"td", "th"})
_SPACES = re.compile(r"[ \t\n\r\f\v]+")


class PageText:
    """Collects elements and text, in document order."""

    def __init__(self) -> None:
        self.title = ""
        self.first_heading = ""
        self.has_text = False
        self._sections: list[tuple[str, str]] = []
        self._headings = HeadingPath()
        self._path = ""
        self._parts: list[str] = []
        self._line_is_open = False
        self._wants_space = False
        self._cell_is_open = False
        self._pre_depth = 0
        self._bullet = ""
        self._heading: list[str] | None = None

    def start(self, tag: str) -> None:
        """An element begins."""
        if tag in _HEADINGS:
            self._end_section()
            self._heading = []
        if tag in _PARAGRAPHS:
            # Blocks inside a cell would tear the row apart.
            self._break("\n" if not self._cell_is_open else " ")
            if tag == "pre":
                self._pre_depth += 1
        elif tag in _LINES:
            if tag == "tr":
                self._cell_is_open = False
            self._break("" if not self._cell_is_open else " ")
            if tag == "li":
                self._bullet = "• "
        elif tag in _CELLS:
            if self._cell_is_open and self._line_is_open:
                self._parts.append(" | ")
                self._wants_space = False
            self._cell_is_open = True

    def end(self, tag: str) -> None:
        """An element ends."""
        if tag == "pre" and self._pre_depth:
            self._pre_depth -= 1
        if tag in {"tr", "table"}:
            self._cell_is_open = False
        elif tag == "li":
            self._bullet = ""
        if tag in _HEADINGS and self._heading is not None:
            heading = _SPACES.sub(" ", "".join(self._heading)).strip(" ¶#")
            self._heading = None
            self._path = self._headings.enter(_HEADINGS[tag], heading)
            self.first_heading = self.first_heading or heading
        if tag in _PARAGRAPHS:
            self._break("\n" if not self._cell_is_open else " ")
        elif tag in _LINES:
            self._break("" if not self._cell_is_open else " ")

    def text(self, data: str) -> None:
        """Text between elements."""
        if self._heading is not None:
            self._heading.append(data)
        if self._pre_depth:
            self._parts.append(data)
            self._line_is_open = self._line_is_open or bool(data.strip())
            self._wants_space = False
            self.has_text = self.has_text or bool(data.strip())
            return
        words = _SPACES.sub(" ", data)
        stripped = words.strip(" ")
        if not stripped:
            self._wants_space = self._wants_space or bool(words)
            return
        self.has_text = True
        if self._bullet:
            self._parts.append(self._bullet)
            self._bullet = ""
        elif self._line_is_open and (self._wants_space or words[0] == " "):
            self._parts.append(" ")
        self._parts.append(stripped)
        self._line_is_open = True
        self._wants_space = words[-1] == " "

    def finish(self) -> None:
        """The page ends."""
        self._end_section()

    def texts(self) -> list[str]:
        """The sections' texts."""
        return [text for text, _ in self._sections]

    def add_to(self, builder: DocumentBuilder, *, below: str = "") -> None:
        """Add the sections as blocks, their headings below those of `below`."""
        for text, path in self._sections:
            builder.add(text, heading=HEADING_JOINT.join(part for part in (below, path) if part))

    def _break(self, extra: str) -> None:
        """End the line; `extra` is one more newline between paragraphs, or a space where the line goes on."""
        if extra == " ":
            self._wants_space = True
            return
        if self._line_is_open:
            self._parts.append("\n" + extra)
            self._line_is_open = False
        elif extra and self._parts and not self._parts[-1].endswith("\n\n"):
            self._parts.append(extra)
        self._wants_space = False

    def _end_section(self) -> None:
        text = "".join(self._parts)
        if text.strip():
            self._sections.append((text, self._path))
        self._parts.clear()
        self._line_is_open = self._wants_space = False
