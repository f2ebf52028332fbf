"""Texts of the engine are found again and said in the user's language; paths and names stay what they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QCoreApplication, QLocale
from pytestqt.qtbot import QtBot

from pplx_desktop.core.errors import UserError
from pplx_desktop.core.paths import delivered
from pplx_desktop.core.reasons import REASONS, SLOWED_BY
from pplx_desktop.core.settings import Settings
from pplx_desktop.core.types import Progress
from pplx_desktop.gui import index_wording, translation, wording
from pplx_desktop.gui.told import told, told_error, told_part
from pplx_desktop.gui.translation import engine_texts, number, percent, tr, trn

FOLDER = delivered("assets") / "translations"
_NAME = re.compile(r"\{(\w+)\}")
_WILD = "/home/Ada/A. b, c und “d”/50 %; of it.txt"


@pytest.fixture(params=["de", "fr"])
def spoken(request: pytest.FixtureRequest, qapp: QCoreApplication) -> Iterator[str]:
    """Another language than English, for one test."""
    del qapp
    translation.install(request.param, FOLDER)
    yield request.param
    translation.install("en", FOLDER)


@pytest.fixture
def german(qapp: QCoreApplication) -> Iterator[None]:
    """German, for one test."""
    del qapp
    translation.install("de", FOLDER)
    yield
    translation.install("en", FOLDER)


def test_every_text_of_the_engine_is_found_again(spoken: str) -> None:
    """With a value of each kind in each of its places; a path with anything in it comes through unharmed."""
    lost: list[str] = []
    for text, kinds in engine_texts().items():
        names = _NAME.findall(text) if "{" in text else []
        values = {name: {"number": "1,234", "inner": "temporary"}.get(kinds.get(name, ""), _WILD) for name in names}
        english = text.format(**values) if names else text
        said = told_part(english)
        plain = [value for name, value in values.items() if not kinds.get(name)]
        if (said == english and len(re.findall("[a-z]{3,}", _NAME.sub("", text))) > 1) or any(
            value not in said for value in plain
        ):
            lost.append(f"{english} -> {said}")
    assert not lost, "\n".join(lost)


def test_values_are_never_translated_unless_they_are_the_engines(german: None) -> None:
    assert told("There is no folder hidden.") == "Es gibt keinen Ordner hidden."
    assert told("Some file named hidden") == "Some file named hidden"
    assert told("The text of this file is not in the index: no text in it.").endswith("im Index: kein Text darin.")
    assert told("Files in it could not be read (damaged): hidden, temporary.").endswith(": hidden, temporary.")


@pytest.mark.parametrize(
    ("english", "said"),
    [
        ("The index is damaged. It is built anew.", "Der Index ist beschädigt. Er wird neu aufgebaut."),
        (
            "Nothing holds “heatt”, “pumpp”; searched for “heat” as well.",
            "Nichts enthält „heatt“, „pumpp“; es wurde auch nach „heat“ gesucht.",
        ),
        ("Without files that hold “old”.", "Ohne Dateien, die „old“ enthalten."),
        ("No file is in “Notes” or “Mail”.", "Keine Datei liegt in „Notes“ oder „Mail“."),
        ("Text_size must be at most 200.", "Text_size darf höchstens 200 sein."),
        ("all-minilm is imported and verified: 23.4 MB.", "all-minilm ist importiert und geprüft: 23,4\u00a0MB."),
        (
            "No file holds “heat and pump” and is of type pdf or docx.",
            "Keine Datei enthält „heat and pump“ und ist vom Typ pdf oder docx.",
        ),
        (
            "fused, full precision, 2 threads, 3.1 times as fast as delivered",
            "verschmolzen, volle Genauigkeit, 2 Threads, 3,1-mal so schnell wie geliefert",
        ),
        ("What nobody knows. At all.", "What nobody knows. At all."),
        ("", ""),
    ],
)
def test_texts_made_of_others(german: None, english: str, said: str) -> None:
    assert told(english) == said


def test_a_value_at_the_end_takes_in_no_other_sentence(german: None) -> None:
    """Nor is what stands in a page's title taken for a text of the engine."""
    title = "A web page, titled 'Welcome to Hotel Wi-Fi', came in place of {what}: a proxy or the sign-in page of this network answers for {host}."
    hint = "Open any page in a browser and sign in, or ask whoever runs the proxy to let this server through."
    said = told(f"{title.format(what='onnx/model.onnx', host='huggingface.co')} {hint}")
    assert "'Welcome to Hotel Wi-Fi'" in said
    assert "antwortet für huggingface.co. Öffnen Sie" in said


def test_an_error_is_told_with_what_to_do(german: None) -> None:
    error = UserError("folder-missing", "There is no folder /x.", hint="Check the spelling.")
    assert told_error(error) == "Es gibt keinen Ordner /x. Prüfen Sie die Schreibweise."
    assert told("one\nThe file is gone.") == "one\nDie Datei ist weg."


def test_what_the_window_shows_of_the_engine_is_translated(spoken: str) -> None:
    descriptions = [str(known.metadata["description"]) for known in Settings.__dataclass_fields__.values()]
    reasons = [text for reason in REASONS.values() for text in (reason.label, reason.hint) if text]
    for text in (*descriptions, *reasons, *SLOWED_BY.values()):
        assert told(text) != text, text


def test_numbers_dates_and_forms(german: None) -> None:
    now = datetime(2026, 3, 20, 12, tzinfo=UTC)
    assert (number(1_234_567), number(0.5, 2), percent(0.256)) == ("1.234.567", "0,50", "26\u00a0%")
    assert (trn("%n file", "%n files", 1), trn("%n file", "%n files", 0)) == ("1 Datei", "0 Dateien")
    assert trn("%n file", "%n files", 12_345) == "12.345 Dateien"
    march = int((now - timedelta(days=30)).timestamp() * 1e9)
    assert (wording.when(march, now), wording.when(int(now.timestamp() * 1e9), now)) == ("18. Feb.", "heute 12:00")
    assert wording.ordinal(2) == "2."
    told = index_wording.headline(Progress(phase="embedding", pending_chunks=1))
    assert told == "Bedeutungen werden erfasst, noch 1 Textstelle"


def test_french_says_none_in_the_singular(qapp: QCoreApplication) -> None:
    translation.install("fr", FOLDER)
    assert trn("%n file", "%n files", 0) == "0 fichier"
    assert number(12_345) == "12\u202f345"
    translation.install("en", FOLDER)


def test_qts_own_buttons_speak_the_language(spoken: str) -> None:
    cancel = QCoreApplication.translate("QPlatformTheme", "Cancel")
    assert cancel == {"de": "Abbrechen", "fr": "Annuler"}[spoken]


def test_english_takes_all_back(qapp: QCoreApplication) -> None:
    translation.install("de", FOLDER)
    translation.install("en", FOLDER)
    assert (tr("Close"), told("The file is gone."), number(1_234)) == ("Close", "The file is gone.", "1,234")
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Cancel"


@pytest.mark.parametrize(
    ("tags", "spoken"),
    [
        (["fr-CA", "en-US"], "fr"),
        (["de_AT"], "de"),
        (["nl-NL", "de-DE"], "de"),
        (["en-GB", "fr"], "en"),
        (["ja-JP"], "en"),
        ([], "en"),
    ],
)
def test_the_first_language_of_the_desktop_that_is_known(
    monkeypatch: pytest.MonkeyPatch, tags: list[str], spoken: str
) -> None:
    monkeypatch.setattr(QLocale, "uiLanguages", lambda _: tags)
    assert translation.spoken_here() == spoken


def test_a_language_that_is_not_there_is_english(qtbot: QtBot) -> None:
    del qtbot
    translation.install("xx", FOLDER)
    assert translation.language() == "en"


def test_a_swiss_desktop_writes_numbers_its_own_way(monkeypatch: pytest.MonkeyPatch, qapp: QCoreApplication) -> None:
    swiss = QLocale("de_CH")
    monkeypatch.setattr(QLocale, "system", lambda: swiss)
    translation.install("de", FOLDER)
    assert number(1_234_567) == swiss.toString(1_234_567) != "1.234.567"
    monkeypatch.undo()
    translation.install("en", FOLDER)
