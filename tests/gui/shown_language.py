"""What a window says and whether there is room for it: what is still English, and which texts are cut off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from xml.etree import ElementTree as ET

from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QGroupBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QTabBar,
    QWidget,
)

from pplx_desktop.core.paths import delivered

TRANSLATIONS = Path(delivered("assets")) / "translations"
_SLACK = 2


def shown_widgets(top: QWidget) -> Iterator[QWidget]:
    """A window and all in it that is seen."""
    for widget in (top, *top.findChildren(QWidget)):
        if widget.isVisibleTo(top) or widget is top:
            yield widget


def shown_texts(top: QWidget) -> Iterator[tuple[str, str]]:
    """What a window says, to the eye and to a screen reader, with where it says it."""
    for widget in shown_widgets(top):
        place = f"{type(widget).__name__} {widget.objectName()}".strip()
        for text in (
            widget.windowTitle(),
            widget.toolTip(),
            widget.accessibleName(),
            widget.accessibleDescription(),
            *_own_texts(widget),
        ):
            if text:
                yield place, _plain(text)
    for action in (action for menu in top.findChildren(QMenu) for action in menu.actions()):
        yield "menu", _plain(action.text())
    for action in top.findChildren(QAction):
        yield "action", _plain(action.text())


def english_left(top: QWidget, language: str) -> list[str]:
    """What is said in English although there is a translation."""
    exact, patterns = _english(language)
    return sorted(
        {
            f"{place}: {text}"
            for place, text in shown_texts(top)
            if text in exact or any(pattern.fullmatch(text) for pattern in patterns)
        }
    )


def cut_off(top: QWidget) -> list[str]:
    """Buttons and labels that have less room than their text needs."""
    found: list[str] = []
    for widget in shown_widgets(top):
        if not isinstance(widget, QAbstractButton | QLabel | QComboBox) or not widget.isVisible():
            continue
        text = "".join(_own_texts(widget))
        if not text or (isinstance(widget, QLabel) and widget.wordWrap()):
            continue
        lines = _plain(text).split("\n")
        needed = max(widget.fontMetrics().horizontalAdvance(line) for line in lines)
        if isinstance(widget, QPushButton):
            # With what the style puts around it.
            needed = max(needed, widget.sizeHint().width())
        if needed > widget.contentsRect().width() + _SLACK:
            found.append(f"{type(widget).__name__} {widget.objectName()} “{text}”: {needed} in {widget.width()}")
    return found


def beyond(top: QWidget) -> list[str]:
    """Controls that stand out of the window, or out of what holds them."""
    found: list[str] = []
    for widget in shown_widgets(top):
        parent = widget.parentWidget()
        if not isinstance(widget, QAbstractButton | QComboBox) or parent is None or not widget.isVisible():
            continue
        if widget.geometry().right() > parent.width() + _SLACK:
            found.append(f"{type(widget).__name__} “{''.join(_own_texts(widget))}” ends at {widget.geometry().right()}")
    return found


def windows_shown() -> list[QWidget]:
    """Every window that is on the screen."""
    return [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]


@cache
def _english(language: str) -> tuple[frozenset[str], tuple[re.Pattern[str], ...]]:
    """The English texts whose translation is another, and what those with values look like."""
    exact, patterns = set[str](), list[re.Pattern[str]]()
    for message in ET.parse(TRANSLATIONS / f"pplx_{language}.ts").getroot().iter("message"):  # noqa: S314 -- a file of our own
        source = message.findtext("source") or ""
        said = message.find("translation")
        forms = [] if said is None else [form.text for form in said] or [said.text]
        if source in forms or not re.search(r"[A-Za-z]{3}", source):
            continue
        if "{" not in source and "%n" not in source:
            exact.add(source)
        elif len(re.findall(r"[A-Za-z]", re.sub(r"\{\w+\}|%n", "", source))) > 5:
            literals = re.split(r"\{\w+\}|%n", source)
            patterns.append(re.compile(r"[^\n]+?".join(map(re.escape, literals))))
    return frozenset(exact), tuple(patterns)


def _own_texts(widget: QWidget) -> tuple[str, ...]:
    match widget:
        case QAbstractButton() | QLabel():
            return (widget.text(),)
        case QLineEdit():
            return (widget.placeholderText(),)
        case QComboBox():
            return (widget.currentText(),)
        case QGroupBox():
            return (widget.title(),)
        case QTabBar():
            return tuple(widget.tabText(number) for number in range(widget.count()))
        case _:
            return ()


def _plain(text: str) -> str:
    """Without what marks keys, folds lines or makes a tip HTML."""
    text = re.sub(r"^<qt>(.*)</qt>$", r"\1", text, flags=re.DOTALL)
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&").replace("\N{ZERO WIDTH SPACE}", "")
