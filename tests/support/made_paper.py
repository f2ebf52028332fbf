"""Makes a PDF that looks like a printed guide: headings, paragraphs set in lines, page numbers, a drawn rule."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping

from pplx_desktop.core.types import Block
from tests.support.fake_engine import FakeEngine
from tests.support.sample_hits import guide

_LINE_CHARS = 92
_LEADING = 15
_ESCAPES = str.maketrans({"(": r"\(", ")": r"\)", "\\": r"\\"})


def make_paper(pages: Mapping[int, str], count: int) -> bytes:
    """A PDF of `count` pages; `pages` gives some (from 1) their text: a first line as heading, then paragraphs."""
    fonts = (b"Times-Bold", b"Times-Roman", b"Helvetica")
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b""]
    objects += [b"<</Type/Font/Subtype/Type1/BaseFont/%b/Encoding/WinAnsiEncoding>>" % font for font in fonts]
    kids: list[bytes] = []
    for number in range(1, count + 1):
        content = _page(pages.get(number, f"Table {number}"), number).encode("cp1252", "replace")
        objects.append(b"<</Length %d>>stream\n%b\nendstream" % (len(content), content))
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R/F2 4 0 R/F3 5 0 R>>>>"
            b"/Contents %d 0 R>>" % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<</Type/Pages/Kids[%b]/Count %d>>" % (b" ".join(kids), count)
    return pdf_file(objects)


def paper_for_the_guide(engine: FakeEngine) -> str:
    """Let the engine draw the household's guide, whose passages are on pages 12, 14, 31 and 40. Returns its path."""

    hit, text = guide()
    starts = [text.index(f"{number}. Sizing") for number in range(1, 5)] + [len(text)]
    numbers = [passage.page or 1 for passage in hit.passages]
    engine.views[hit.path] = text
    engine.blocks[hit.path] = tuple(
        Block(start, start + len(text[start:end].rstrip()), number)
        for start, end, number in zip(starts[:-1], starts[1:], numbers, strict=True)
    )
    engine.papers[hit.path] = make_paper(
        {block.page or 1: text[block.start : block.end] for block in engine.blocks[hit.path]}, 44
    )
    return hit.path


def _page(text: str, number: int) -> str:
    heading, _, rest = text.partition("\n\n")
    y = 770.0
    # As many programs write it, the page's number comes before its text.
    shown = [_line("F3", 8.5, 290, 40, str(number))]
    shown += [f"0.2 0.35 0.6 RG 1.2 w 60 {y - 10} m 535 {y - 10} l S", _line("F1", 17, 60, y, heading)]
    y -= 38
    for paragraph in rest.split("\n\n"):
        for line in textwrap.wrap(paragraph, _LINE_CHARS):
            shown.append(_line("F2", 11.5, 60, y, line))
            y -= _LEADING
        y -= 8
    return "\n".join(shown)


def _line(font: str, size: float, x: float, y: float, text: str) -> str:
    return f"BT /{font} {size} Tf {x} {y} Td ({text.translate(_ESCAPES)}) Tj ET"


def pdf_file(objects: list[bytes]) -> bytes:
    """A PDF of these objects, the first of which is its catalogue."""
    data = bytearray(b"%PDF-1.5\n")
    offsets: list[int] = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    data += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    data += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(data)
