"""The chips in little room: nothing that narrows a search is out of reach."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from pplx_desktop.gui.kinds import TYPE_FILTERS
from tests.gui.conftest import Opened


def _fits(opened: Opened) -> bool:
    filters = opened.window.filters
    return all(
        child.geometry().right() < filters.width()
        for child in filters.children()
        if getattr(child, "isVisible", bool)()
    )


@pytest.mark.parametrize("width", [420, 480, 560, 640, 760, 900, 1180])
def test_every_width_has_room_for_all_of_it(opened: Opened, qtbot: QtBot, width: int) -> None:
    qtbot.waitUntil(opened.window.filters.isVisible)
    opened.window.resize(width, 600)
    qtbot.waitUntil(lambda: opened.window.filters.width() <= width)
    filters = opened.window.filters
    assert _fits(opened)
    types = [chip.isVisible() for chip in filters._types.buttons()]
    assert all(types) or (not any(types) and filters._type.isVisible())
    menus = [filters._time, filters._folder, filters._order]
    assert all(menu.isVisible() for menu in menus) or filters._others.isVisible()
    assert opened.window.width() == width


def test_folded_menus_work_and_say_that_they_narrow(opened: Opened, qtbot: QtBot) -> None:
    qtbot.waitUntil(opened.window.filters.isVisible)
    opened.window.resize(430, 600)
    filters = opened.window.filters
    qtbot.waitUntil(filters._type.isVisible)
    assert filters._others.property("lit") is None
    folded = [action.menu() for action in filters._others.menu().actions()]
    assert [menu.title() for menu in folded] == ["Time: Any time", "Folder: All folders", "Order: Best match"]
    folded[0].actions()[2].trigger()
    assert "after:" in filters.conditions()
    assert filters._others.property("lit") == "true"
    assert folded[0].title() == "Time: Past week"
    code = next(number for number, known in enumerate(TYPE_FILTERS) if known.name == "Code")
    filters._type.menu().actions()[code].trigger()
    assert filters.conditions().startswith("type:code after:")
    assert filters._type.text().startswith("Code")
    filters.reset()
    assert filters.conditions() == ""
    assert filters._type.text().startswith("All")
    assert filters._others.property("lit") is None


def test_what_is_chosen_stays_when_room_comes_back(opened: Opened, qtbot: QtBot) -> None:
    qtbot.waitUntil(opened.window.filters.isVisible)
    filters = opened.window.filters
    filters.choose_type("Mail")
    opened.window.resize(430, 600)
    qtbot.waitUntil(filters._type.isVisible)
    assert filters._type.text().startswith("Mail")
    opened.window.resize(1180, 600)
    qtbot.waitUntil(filters._types.buttons()[0].isVisible)
    assert not filters._type.isVisible()
    assert filters._time.isVisible()
    assert filters.conditions() == "type:mail"
