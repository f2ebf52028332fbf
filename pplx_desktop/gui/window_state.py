"""What a window was busy with, so that another one can go on with it: in another language, or with larger text.

Invariant: what was typed and chosen comes from the old window's parts and goes back into the same parts of the new one;
whatever the engine knows is asked anew.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QByteArray, QRect
from PySide6.QtWidgets import QDialog

from pplx_desktop.gui.filter_bar import FilterState
from pplx_desktop.gui.like_this import Awaited
from pplx_desktop.gui.window import Window


@dataclass(frozen=True, slots=True)
class OpenDialog:
    """A dialog that was open; `part` is the field that had the keyboard, where that matters."""

    name: str
    geometry: QByteArray
    part: str = ""


@dataclass(frozen=True, slots=True)
class WindowState:
    """Where a window stood and what it showed."""

    geometry: QByteArray
    place: QRect
    is_visible: bool
    is_minimized: bool
    query: str
    filters: FilterState
    chosen_path: str
    like: Awaited | None
    halves: QByteArray
    dialogs: tuple[OpenDialog, ...]


def keep(window: Window) -> WindowState:
    """What this window is busy with."""
    hit = window.results.hit
    is_held = window.results.is_held
    chosen_path = hit.path if hit is not None and is_held else ""
    steps = window.parts.answering.like.steps
    return WindowState(
        geometry=window.saveGeometry(),
        place=window.geometry(),
        is_visible=window.isVisible(),
        is_minimized=window.isMinimized(),
        query=window.search_box.text,
        filters=window.filters.state,
        chosen_path=chosen_path,
        like=Awaited(window.parts.answering.asked, steps, chosen_path) if steps else None,
        halves=window.parts.found.saveState(),
        dialogs=tuple(
            OpenDialog(
                name, dialog.saveGeometry(), window.parts.preferences.dialog.focused if name == "settings" else ""
            )
            for name, dialog, _ in _dialogs(window)
            if dialog.isVisible()
        ),
    )


def restore(window: Window, state: WindowState) -> None:
    """Let this window go on with it. It is shown where the other one was."""
    window.restoreGeometry(state.geometry)
    if not window.windowState():
        # What is restored is moved where Qt believes its frame to stick out of the screen.
        window.setGeometry(state.place)
    window.parts.found.restoreState(state.halves)
    window.filters.restore(state.filters)
    window.parts.found.await_path(state.chosen_path if state.like is None else "")
    window.parts.answering.like.await_answer(state.like)
    window.search_box.set_text(state.query)
    if state.is_minimized:
        window.showMinimized()
    elif state.is_visible:
        window.show()
        window.search_box.field.focus()
    kept = {dialog.name: dialog for dialog in state.dialogs}
    for name, dialog, open_dialog in _dialogs(window, with_settings="settings" in kept):
        if name in kept:
            dialog.restoreGeometry(kept[name].geometry)
            open_dialog(kept[name].part)


def put_dialogs_away(window: Window) -> tuple[Callable[[], None], ...]:
    """Hide what stands before the window, too. What is returned brings each back as it was opened."""
    ways: list[Callable[[], None]] = []
    own = {dialog: open_dialog for _, dialog, open_dialog in _dialogs(window)}
    for dialog in window.findChildren(QDialog):
        if dialog.isVisible():
            open_dialog = own.get(dialog)
            ways.append(partial(open_dialog, "") if open_dialog is not None else dialog.show)
            dialog.hide()
    return tuple(ways)


def _dialogs(window: Window, *, with_settings: bool = False) -> tuple[tuple[str, QDialog, Callable[[str], None]], ...]:
    """The dialogs that there are; `with_settings` has that of the settings made."""
    parts = window.parts
    has_settings = with_settings or parts.preferences.is_made
    return (
        ("index", parts.indexing.dialog, lambda _: parts.indexing.open()),
        ("models", parts.models.dialog, lambda _: parts.models.open()),
        *([("settings", parts.preferences.dialog, parts.preferences.open)] if has_settings else []),
    )
