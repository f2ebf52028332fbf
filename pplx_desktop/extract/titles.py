"""Tells a title that says something from what programs put in a document's title field by themselves.

Invariant: an empty string means that the file's own name is the better title.
"""

from __future__ import annotations

import re

from pplx_desktop.extract.document_builder import MAX_TITLE_CHARS, one_line

_DEFAULTS = re.compile(
    r"(?:untitled|unbenannt|ohne titel|sans titre|sin título|document|dokument|presentation|powerpoint presentation|"
    r"word document|title|titel|none|null|unknown|test|doc|slide|pdf)[\s\-_]*\d*",
    re.IGNORECASE,
)
_PROGRAM_PREFIX = re.compile(r"^(?:microsoft (?:word|powerpoint|excel)|libreoffice \w+)\s*[-–—]\s*", re.IGNORECASE)
_FILE_NAME = re.compile(
    r"^\S+\.(?:docx?|dotx?|odt|rtf|tex|dvi|pdf|ps|indd|qxd|pptx?|xlsx?|html?|md|fm|p65|cdr|ai|eps)$", re.IGNORECASE
)
_LETTERS = re.compile(r"[^\W\d_]")


def sensible_title(title: str) -> str:
    """`title` on one line, or an empty string where it is a default, a file name or no words at all."""
    line = _PROGRAM_PREFIX.sub("", one_line(title, MAX_TITLE_CHARS))
    if len(_LETTERS.findall(line)) < 2 or _DEFAULTS.fullmatch(line) or _FILE_NAME.match(line):
        return ""
    if "\\" in line or line.startswith(("/", "file:", "http:", "https:")):
        return ""
    return line
