"""What a document says of itself (its author, its subject, its keywords), as a block of its own at its end.

Invariant: the same of all formats; a title is the document's, and only where there is nothing else is it text as well.
"""

from __future__ import annotations

from collections.abc import Mapping

from pplx_desktop.extract.document_builder import DocumentBuilder, one_line
from pplx_desktop.extract.titles import sensible_title

_HEADING = "Properties"
_TITLE = "title"
_SHOWN = {"author": "Author", "subject": "Subject", "keywords": "Keywords", "description": "Description"}
_MAX_CHARS = 1000


def add_properties(builder: DocumentBuilder, properties: Mapping[str, str]) -> None:
    """Add these properties: title, author, subject, keywords, description; others are not looked at."""
    if builder.pictured_pages and not builder.has_text:
        # They would hide that the text is still to be recognised.
        return
    lines: list[str] = []
    if not builder.has_text and (title := sensible_title(properties.get(_TITLE, ""))):
        lines.append(f"Title: {title}")
    for name, label in _SHOWN.items():
        if value := one_line(properties.get(name, ""), _MAX_CHARS):
            lines.append(f"{label}: {value}")
    builder.add("\n".join(lines), heading=_HEADING)
