"""Text that is composed by an input method, that runs from right to left, or that has no spaces."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFontDatabase, QImage, QInputMethodEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from pplx_desktop.core.types import Hit
from pplx_desktop.gui.text_field import TextField
from tests.gui.conftest import Opened
from tests.support.fake_engine import Answers, make_hit, make_passage
from tests.support.sample_hits import QUERY, home_path

JAPANESE, CHINESE, ARABIC = "暖房が頻繁に止まる", "热泵频繁启动", "المضخة الحرارية"


def _compose(field: TextField, preedit: str) -> None:
    QApplication.sendEvent(field, QInputMethodEvent(preedit, []))


def _commit(field: TextField, text: str, *, replace: tuple[int, int] = (0, 0)) -> None:
    event = QInputMethodEvent("", [])
    event.setCommitString(text, *replace)
    QApplication.sendEvent(field, event)


def _cursor(field: TextField) -> int:
    # Where the text lies is known when it is painted.
    field.grab()
    return field.cursorRect().center().x()


def _press(field: TextField, key: Qt.Key) -> None:
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(field, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier))


def _found(text: str, title: str) -> Hit:
    return make_hit(home_path("書類", title), make_passage(text, (text[:3],)))


def test_nothing_is_searched_while_a_word_is_composed(opened: Opened, qtbot: QtBot) -> None:
    field = opened.window.search_box.field
    opened.engine.answers["暖房"] = Answers(
        words=[_found(JAPANESE, "説明書.pdf")], meaning=[_found(JAPANESE, "説明書.pdf")]
    )
    for preedit in ("d", "だ", "だんぼう", "暖房"):
        _compose(field, preedit)
        assert field.is_composing
        assert field.text() == ""
    assert opened.engine.asked("search") == []
    _commit(field, "暖房")
    assert not field.is_composing
    assert field.text() == "暖房"
    qtbot.waitUntil(lambda: opened.titles() == ["説明書.pdf"])
    assert ("暖房", "words") in opened.engine.asked("search")


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Tab])
def test_keys_belong_to_the_input_method_while_it_composes(opened: Opened, qtbot: QtBot, key: Qt.Key) -> None:
    field = opened.window.search_box.field
    opened.window.search_box.set_text(QUERY)
    qtbot.waitUntil(lambda: len(opened.titles()) == 7)
    _compose(field, "だんぼう")
    left: list[bool] = []
    opened.window.leave_asked.connect(lambda: left.append(True))
    if key is not Qt.Key.Key_Tab:
        _press(field, key)
    else:
        assert not opened.window._aids.completing.eventFilter(
            field, QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier)
        )
    assert field.text() == QUERY
    assert opened.opener.opened == []
    assert left == []
    assert opened.window.results.currentIndex().row() == 0
    assert opened.engine.asked("recent_searches") == []


def test_answers_that_come_meanwhile_leave_what_is_composed(opened: Opened, qtbot: QtBot) -> None:
    field = opened.window.search_box.field
    meaning = opened.engine.hold("hybrid", QUERY)
    opened.window.search_box.set_text(QUERY)
    qtbot.waitUntil(lambda: len(opened.titles()) == 3)
    _compose(field, "だんぼう")
    meaning.set()
    qtbot.waitUntil(lambda: len(opened.titles()) == 7)
    # A field that is set, cleared or left commits or drops it.
    assert field.is_composing
    _commit(field, "暖房")
    assert field.text() == f"{QUERY}暖房"


def test_a_part_that_is_converted_again_is_replaced(opened: Opened) -> None:
    field = opened.window.search_box.field
    _commit(field, "だんぼう")
    _commit(field, "暖房", replace=(-4, 4))
    assert field.text() == "暖房"


def test_a_folder_in_another_script_is_completed(opened: Opened, qtbot: QtBot) -> None:
    field = opened.window.search_box.field
    offers = opened.window._aids.completing.offers
    qtbot.keyClicks(field, "in:")
    _compose(field, "ほう")
    assert field.text() == "in:"
    _commit(field, "報")
    qtbot.waitUntil(lambda: offers.isVisible() and offers.texts == ["報告書"])
    _press(field, Qt.Key.Key_Tab)
    assert field.text() == "in:報告書 "


@pytest.mark.parametrize("text", [JAPANESE, CHINESE, ARABIC])
def test_it_is_found_whole(opened: Opened, qtbot: QtBot, text: str) -> None:
    hit = _found(text, f"{text}.pdf")
    opened.engine.answers[text] = Answers(words=[hit], meaning=[hit])
    _commit(opened.window.search_box.field, text)
    qtbot.waitUntil(lambda: opened.titles() == [f"{text}.pdf"])


def test_text_from_right_to_left_begins_at_the_right(opened: Opened) -> None:
    field = opened.window.search_box.field
    _commit(field, "heat")
    latin = _cursor(field)
    assert latin < field.width() / 2
    field.clear()
    _commit(field, "مضخة")
    assert _cursor(field) > field.width() / 2
    before = _cursor(field)
    _commit(field, " حرارية")
    # It grows to the left, and conditions can follow.
    assert _cursor(field) < before
    _commit(field, " type:pdf")
    assert field.text() == "مضخة حرارية type:pdf"


def _drawn(opened: Opened, hit: Hit) -> QImage:
    """The text of a row, without what differs by its kind."""
    results = opened.window.results
    results.show_new([hit])
    card = results.itemDelegate()
    option = QStyleOptionViewItem()
    option.initFrom(results)
    option.rect = results.rect().adjusted(0, 0, 0, card.height() - results.height())
    image = QImage(option.rect.size(), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    card.paint(painter, option, results.results.index(0))
    painter.end()
    return image


@pytest.mark.parametrize("pair", [("暖房装置", "冷房装置"), ("热泵", "水泵"), ("مضخة", "حرارة"), ("משאבה", "חימום")])
def test_a_row_draws_the_letters_of_other_scripts(opened: Opened, pair: tuple[str, str]) -> None:
    scripts = QFontDatabase.writingSystems()
    wanted = {
        "暖": QFontDatabase.WritingSystem.Japanese,
        "热": QFontDatabase.WritingSystem.SimplifiedChinese,
        "م": QFontDatabase.WritingSystem.Arabic,
        "מ": QFontDatabase.WritingSystem.Hebrew,
    }[pair[0][0]]
    assert wanted in scripts, "install fonts-noto-cjk and fonts-dejavu-core"
    one, other = (_drawn(opened, _found(text * 3, "a.txt")) for text in pair)
    # Boxes for letters that no font has would be the same.
    assert one != other
