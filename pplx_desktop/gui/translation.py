"""The words and the numbers of the window in the user's language.

Invariant: what is looked up is a literal in the code, so that `packaging/translations.py` finds it; English needs no
file, and what is not translated is shown in English. Before `install` all is English.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

CONTEXT = "pplx-desktop"
"""Qt Linguist's name for the group that all texts are in."""
LANGUAGES = ("en", "de", "fr")
"""What the window can speak. The first is what the code is written in."""


class _Speech:
    """What is spoken now: one for the process, as Qt's own default locale is."""

    language = LANGUAGES[0]
    locale = QLocale(QLocale.Language.English, QLocale.Country.UnitedStates)
    words: QTranslator | None = None
    """Asked directly: `QCoreApplication` would fill in numbers without their separators."""
    of_qt: QTranslator | None = None
    engine: Mapping[str, Mapping[str, str]] = {}


def install(language: str, folder: Path) -> None:
    """Speak this language from now on, `system` for the one of the desktop; `folder` holds the `.qm` files. What is
    shown already stays as it is. Needs a `QCoreApplication`.
    """
    spoken = spoken_here() if language == "system" else language if language in LANGUAGES else LANGUAGES[0]
    if _Speech.of_qt is not None:
        QCoreApplication.removeTranslator(_Speech.of_qt)
    _Speech.language, _Speech.words, _Speech.of_qt, _Speech.engine = spoken, None, None, {}
    # The desktop's own way to write numbers and dates, where that is of the same language: Swiss German, say.
    here = QLocale.system()
    _Speech.locale = here if _code_of(here) == spoken else QLocale(spoken)
    QLocale.setDefault(_Speech.locale)
    if spoken == LANGUAGES[0]:
        return
    words = QTranslator()
    if words.load(str(folder / f"pplx_{spoken}.qm")):
        _Speech.words = words
        _Speech.engine = json.loads((folder / "engine.json").read_text("utf-8"))
    of_qt = QTranslator()
    if of_qt.load(f"qtbase_{spoken}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        QCoreApplication.installTranslator(of_qt)
        _Speech.of_qt = of_qt


def spoken_here() -> str:
    """The first of the desktop's languages that the window can speak; English where it can speak none."""
    wished = (tag.replace("_", "-").partition("-")[0].lower() for tag in QLocale.system().uiLanguages())
    return next((language for language in wished if language in LANGUAGES), LANGUAGES[0])


def language() -> str:
    """What is spoken: one of `LANGUAGES`."""
    return _Speech.language


def locale() -> QLocale:
    """How numbers and dates are written."""
    return _Speech.locale


def engine_texts() -> Mapping[str, Mapping[str, str]]:
    """What the engine's texts look like, with what their values are (`packaging/engine_texts.py`); none in English."""
    return _Speech.engine


def noop(text: str) -> str:
    """Marks a literal that is kept in a table and shown later, through `tr`."""
    return text


def tr(text: str, /, **values: object) -> str:
    """A text in the user's language, with `{name}` filled in from `values`."""
    said = _said(text) or text
    return said.format(**values) if values else said


def trn(one: str, many: str, n: int, /, **values: object) -> str:
    """A text about `n` things, in the form that the user's language has for so many. `%n` stands for the number."""
    said = (_said(many, n) or (one if n == 1 else many)).replace("%n", number(n))
    return said.format(**values) if values else said


def number(value: float, decimals: int = 0) -> str:
    """A number with its thousands set apart, as the user's language writes it."""
    return _Speech.locale.toString(value) if isinstance(value, int) else _Speech.locale.toString(value, "f", decimals)


def percent(share: float, decimals: int = 0) -> str:
    """A share of 1 in per cent: `42 %`."""
    return tr("{number} %", number=number(100 * share, decimals))


def _said(text: str, n: int = -1) -> str:
    words = _Speech.words
    return (words.translate(CONTEXT, text, None, n) or "") if words is not None and text else ""


def _code_of(locale: QLocale) -> str:
    return locale.name().partition("_")[0]
