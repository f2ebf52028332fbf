"""The menus of a result: the passages that were found in it, and the copies that it has.

Invariant: what a file is called or holds is shown as it is, never taken for a key of a menu.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from pplx_desktop.core.paths import displayed
from pplx_desktop.core.types import Hit
from pplx_desktop.gui import wording
from pplx_desktop.gui.translation import tr

_PLACE_LETTERS = 34
_TEXT_LETTERS = 56
_PATH_LETTERS = 70
_MOST_PASSAGES = 20
"""A longer menu is none that anybody looks through: it shows those around the current passage."""

TakePath = Callable[[str], object]


def fill_passages(menu: QMenu, hit: Hit, current: int, choose: Callable[[int], object]) -> None:
    """Offer the passages of a hit around the current one, best first, each with its place and how it begins."""
    menu.clear()
    first = max(0, min(current - _MOST_PASSAGES // 2, len(hit.passages) - _MOST_PASSAGES))
    for number, passage in enumerate(hit.passages[first : first + _MOST_PASSAGES], start=first):
        place = _cut(wording.place(passage, hit), _PLACE_LETTERS) or tr("passage {number}", number=number + 1)
        text, _ = wording.squeezed(passage.snippet.text, ())
        action = menu.addAction(_as_it_is(f"{place}:  {_cut(text.strip(' …'), _TEXT_LETTERS)}"))
        action.setCheckable(True)
        action.setChecked(number == current)
        action.triggered.connect(partial(_call, choose, number))


def fill_copies(menu: QMenu, hit: Hit, open_path: TakePath, show_in_folder: TakePath) -> None:
    """Offer the files with this very content, the one that is shown first."""
    menu.clear()
    for path in (hit.path, *hit.copies):
        copy = QMenu(_as_it_is(_cut_middle(wording.short_path(path), _PATH_LETTERS)), menu)
        copy.addAction(tr("Open")).triggered.connect(partial(_call, open_path, path))
        copy.addAction(tr("Show in folder")).triggered.connect(partial(_call, show_in_folder, path))
        copy.addAction(tr("Copy path")).triggered.connect(partial(_call, copy_path, path))
        menu.addMenu(copy)


def clear(menu: QMenu) -> None:
    """Empty a menu, with the menus in it."""
    for inner in menu.findChildren(QMenu):
        inner.deleteLater()
    menu.clear()


def copy_path(path: str) -> None:
    """Put where a file is into the clipboard."""
    QGuiApplication.clipboard().setText(displayed(path))


def _call(take: Callable[..., object], value: object, checked: bool = False) -> None:
    # Qt hands on the state of an entry that can be checked.
    del checked
    take(value)


def _as_it_is(text: str) -> str:
    # A single & would mark the next letter as the entry's key, a tab begin the column of keys.
    return text.replace("&", "&&").replace("\t", " ")


def _cut(text: str, letters: int) -> str:
    return text if len(text) <= letters else f"{text[: letters - 1].rstrip()}…"


def _cut_middle(text: str, letters: int) -> str:
    if len(text) <= letters:
        return text
    return f"{text[: letters // 3].rstrip()}…{text[-(letters - letters // 3 - 1) :].lstrip()}"
