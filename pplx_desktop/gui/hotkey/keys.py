"""What the user calls a combination of keys, and what each system calls it.

Invariant: a combination is one key with at least one of Ctrl, Alt and Meta, or a function key: nothing that is taken from
everybody else may be something that people type.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeySequence

from pplx_desktop.core.errors import UserError


@dataclass(frozen=True, slots=True)
class Key:
    """A key by its X keysym, its virtual key code on Windows, its code on a Mac's keyboard, and its XKB name."""

    keysym: int
    windows: int
    mac: int
    name: str


@dataclass(frozen=True, slots=True)
class Combination:
    """A key and what is held down with it."""

    text: str
    key: Key
    ctrl: bool
    alt: bool
    shift: bool
    meta: bool


_MAC_LETTERS = "asdfhgzxcv bqweryt"
"""Apple's codes 0 to 17 stand in the order of a keyboard's rows."""
_MAC_REST = {"o": 31, "u": 32, "i": 34, "p": 35, "l": 37, "j": 38, "k": 40, "n": 45, "m": 46}
_MAC_DIGITS = (29, 18, 19, 20, 21, 23, 22, 26, 28, 25)
_MAC_FUNCTIONS = (122, 120, 99, 118, 96, 97, 98, 100, 101, 109, 103, 111)
_OTHERS: dict[Qt.Key, Key] = {
    Qt.Key.Key_Space: Key(0x20, 0x20, 49, "space"),
    Qt.Key.Key_Return: Key(0xFF0D, 0x0D, 36, "Return"),
    Qt.Key.Key_Tab: Key(0xFF09, 0x09, 48, "Tab"),
    Qt.Key.Key_Home: Key(0xFF50, 0x24, 115, "Home"),
    Qt.Key.Key_End: Key(0xFF57, 0x23, 119, "End"),
    Qt.Key.Key_Left: Key(0xFF51, 0x25, 123, "Left"),
    Qt.Key.Key_Up: Key(0xFF52, 0x26, 126, "Up"),
    Qt.Key.Key_Right: Key(0xFF53, 0x27, 124, "Right"),
    Qt.Key.Key_Down: Key(0xFF54, 0x28, 125, "Down"),
    Qt.Key.Key_PageUp: Key(0xFF55, 0x21, 116, "Prior"),
    Qt.Key.Key_PageDown: Key(0xFF56, 0x22, 121, "Next"),
    Qt.Key.Key_Insert: Key(0xFF63, 0x2D, 114, "Insert"),
    Qt.Key.Key_Delete: Key(0xFFFF, 0x2E, 117, "Delete"),
}


def combination(text: str) -> Combination:
    """What `text` (`Ctrl+Alt+Space`) stands for. Raises `UserError` (hotkey-invalid)."""
    sequence = QKeySequence.fromString(text.strip(), QKeySequence.SequenceFormat.PortableText)
    if sequence.count() != 1:
        raise _invalid(text)
    pressed = cast("QKeyCombination", cast("Any", sequence)[0])  # the stubs do not have it
    qt_key, modifiers = pressed.key(), pressed.keyboardModifiers()
    key = _key_of(qt_key)
    wanted = Qt.KeyboardModifier
    held = wanted.ControlModifier | wanted.AltModifier | wanted.MetaModifier
    is_function = Qt.Key.Key_F1 <= qt_key <= Qt.Key.Key_F12
    if key is None or not (is_function or modifiers & held):
        raise _invalid(text)
    return Combination(
        text=sequence.toString(QKeySequence.SequenceFormat.PortableText),
        key=key,
        ctrl=bool(modifiers & wanted.ControlModifier),
        alt=bool(modifiers & wanted.AltModifier),
        shift=bool(modifiers & wanted.ShiftModifier),
        meta=bool(modifiers & wanted.MetaModifier),
    )


def _key_of(key: Qt.Key) -> Key | None:
    if Qt.Key.Key_A <= key <= Qt.Key.Key_Z:
        letter = chr(key).lower()
        mac = _MAC_LETTERS.index(letter) if letter in _MAC_LETTERS else _MAC_REST[letter]
        return Key(ord(letter), ord(letter.upper()), mac, letter)
    if Qt.Key.Key_0 <= key <= Qt.Key.Key_9:
        return Key(int(key), int(key), _MAC_DIGITS[key - Qt.Key.Key_0], chr(key))
    if Qt.Key.Key_F1 <= key <= Qt.Key.Key_F12:
        number = key - Qt.Key.Key_F1
        return Key(0xFFBE + number, 0x70 + number, _MAC_FUNCTIONS[number], f"F{number + 1}")
    return _OTHERS.get(key)


def _invalid(text: str) -> UserError:
    return UserError(
        "hotkey-invalid",
        f"{text} is no combination of keys for this.",
        hint="Take one key with Ctrl, Alt or Meta, such as Ctrl+Alt+Space, or a function key.",
    )
