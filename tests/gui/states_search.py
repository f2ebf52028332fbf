"""States of what helps with writing a query, to be drawn."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from pplx_desktop.gui.window import Window
from tests.gui.settling import settle
from tests.support.fake_engine import Answers, FakeEngine, make_hit, make_passage
from tests.support.sample_hits import QUERY, home_path

_GERMAN = "Wärmepumpenanlagenauslegungsberechnungsgrundlagen der Donaudampfschifffahrtsgesellschaft"


def _completing(window: Window, engine: FakeEngine) -> None:
    del engine
    QTest.keyClicks(window.focusWidget(), "heat pump in:hea")
    settle(window)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Down)
    settle(window)


def _conditions(window: Window, engine: FakeEngine) -> None:
    del engine
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    settle(window)


def _days(window: Window, engine: FakeEngine) -> None:
    engine.answers["heat"] = engine.answers[QUERY]
    QTest.keyClicks(window.focusWidget(), "heat after:")
    settle(window)


def _history(window: Window, engine: FakeEngine) -> None:
    engine.searched = [_GERMAN, "heat pump short cycling", "発電 type:pdf", "فاتورة الغسالة", "tax 2023 in:House"]
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Up)
    settle(window)


def _help(window: Window, engine: FakeEngine) -> None:
    del engine
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_F1)
    settle(window)


def _scripts(window: Window, engine: FakeEngine) -> None:
    hits = [
        make_hit(
            home_path("書類", "暖房", "ヒートポンプ取扱説明書.pdf"),
            make_passage(
                "暖房が数分ごとにオンとオフを繰り返す場合は、機器の容量が大きすぎます。", ("容量が大きすぎます",)
            ),
        ),
        make_hit(
            home_path("文件", "热泵选型指南.docx"),
            make_passage("如果热泵过大,它会频繁启动和停止,从而增加电费。", ("频繁启动和停止",)),
        ),
        make_hit(
            home_path("مستندات", "دليل المضخة الحرارية.pdf"),
            make_passage("تعمل المضخة الحرارية وتتوقف كل ثماني دقائق لأنها كبيرة جدًا (8 kW).", ("كبيرة جدًا",)),
        ),
        make_hit(
            home_path("מסמכים", "מדריך משאבת חום.odt"),
            make_passage("המשאבה נדלקת ונכבית כל 8 דקות.", ("נדלקת ונכבית",)),
        ),
    ]
    engine.answers["المضخة"] = Answers(words=hits, meaning=hits)
    window.search_box.set_text("المضخة الحرارية")
    settle(window)


def _composing(window: Window, engine: FakeEngine) -> None:
    _scripts(window, engine)
    window.search_box.field.clear()
    QApplication.sendEvent(window.search_box.field, QInputMethodEvent("だんぼう", []))
    settle(window)


SEARCH: dict[str, tuple[Callable[[Window, FakeEngine], None], tuple[int, int]]] = {
    "completing": (_completing, (1180, 760)),
    "completing-narrow": (_completing, (420, 560)),
    "conditions": (_conditions, (1180, 760)),
    "days": (_days, (780, 480)),
    "history": (_history, (1180, 760)),
    "history-narrow": (_history, (420, 480)),
    "help": (_help, (1180, 760)),
    "help-narrow": (_help, (420, 560)),
    "scripts": (_scripts, (1180, 760)),
    "scripts-narrow": (_scripts, (420, 560)),
    "composing": (_composing, (780, 480)),
}
"""How each is brought about, and how large the window is."""
