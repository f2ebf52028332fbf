"""The words of the window in the user's language.

Invariant: what is looked up is a literal in the code, so that `packaging/translations.py` finds it; English needs no
file, and what is not translated is shown in English.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

CONTEXT = "pplx-desktop"
"""Qt Linguist's name for the group that all texts are in."""


def noop(text: str) -> str:
    """Marks a literal that is kept in a table and shown later, through `tr`."""
    return text


def tr(text: str, **values: object) -> str:
    """A text in the user's language, with `{name}` filled in from `values`."""
    said = QCoreApplication.translate(CONTEXT, text)
    return said.format(**values) if values else said


def trn(one: str, many: str, n: int, **values: object) -> str:
    """A text about `n` things, in the form that the user's language has for so many. `%n` stands for the number."""
    said = QCoreApplication.translate(CONTEXT, many, None, n)
    # English has no file, so Qt gives back the plural with the number filled in.
    if said == many.replace("%n", str(n)):
        said = (one if n == 1 else many).replace("%n", f"{n:,}")
    return said.format(**values) if values else said
