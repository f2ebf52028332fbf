"""A passage as it is pasted elsewhere: its text, and below it where it stands."""

from __future__ import annotations

from pplx_desktop.core.paths import displayed
from pplx_desktop.core.types import DocumentView, Hit, Passage
from pplx_desktop.gui import wording


def quoted(hit: Hit, passage: Passage, document: DocumentView | None) -> str:
    """A whole passage with where it stands; its snippet, where the text of its file is not there."""
    text = document.text[passage.start : passage.end] if document is not None else passage.snippet.text
    return with_source(text, hit, passage)


def with_source(text: str, hit: Hit, passage: Passage | None) -> str:
    """`text` with the title of its file, the place of the passage and the path: `Sizing guide, page 12` and below it
    `/home/ada/guide.pdf`. A title that is the file's name is not said twice.
    """
    name = wording.file_name(hit.path)
    title = wording.on_one_line(hit.title).strip()
    place = wording.place(passage, hit).replace("  ·  ", ", ") if passage is not None else ""
    source = ", ".join(part for part in ("" if title == name else title, place) if part)
    lines = (wording.printable(text).strip("\n"), "", source, wording.on_one_line(displayed(hit.path)))
    return "\n".join(line for number, line in enumerate(lines) if line or number == 1)
