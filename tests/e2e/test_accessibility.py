"""What a screen reader gets of the real window: every control and row has a name and a role, and what changes is said."""

from __future__ import annotations

import sys

import pytest

from tests.accessibility import Spoken, is_spoken_to, line, listen_to_all, nameless

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="AT-SPI")


@pytest.fixture(scope="module")
def spoken() -> Spoken:
    """Everything that is said in the main states."""
    return listen_to_all()


def test_every_control_and_row_has_a_name_and_a_role(spoken: Spoken) -> None:
    states = {"first run", "results", "offers", "help", "menu", "settings", "index", "overview", "models", "keys"}
    assert set(spoken.states) == states
    for state, parts in spoken.states.items():
        assert sum(map(is_spoken_to, parts)) >= 5, state
        assert [line(part) for part in nameless(parts)] == [], state


def test_a_row_says_what_it_shows(spoken: Spoken) -> None:
    first = next(part for part in spoken.states["results"] if part.role == "list item")
    assert "selected" in first.states
    for told in (
        "Heat pump sizing guide.pdf",
        "Documents/House/Heating",
        "2 days ago",
        "found by meaning + words",
        "page 12",
        "strength 4 of 4",
    ):
        assert told in first.name
    assert first.description
    cells = [part.name for part in spoken.states["index"] if part.role == "table cell"]
    assert any(", searchable, ~/Mail" in cell for cell in cells)


def test_a_row_that_is_chosen_from_the_search_box_is_announced(spoken: Spoken) -> None:
    rows = [part.name for part in spoken.states["results"] if part.role == "list item"]
    assert spoken.announced == rows[1:3]


def test_a_drawn_page_is_read_and_an_offer_under_the_search_box_too(spoken: Spoken) -> None:
    assert "A unit that is too large" in " ".join(spoken.page.split())
    (box,) = (part for part in spoken.states["offers"] if (part.role, part.name) == ("text", "Pages of the file"))
    assert {"focusable", "read-only"} <= box.states
    assert box.description == "Page 12 of 44"
    offers = [part.name for part in spoken.states["offers"] if part.role == "list item"]
    assert "type:, only files of this kind" in offers
    assert spoken.offered in offers


def test_the_help_stands_in_the_tree(spoken: Spoken) -> None:
    (help_,) = (part for part in spoken.states["help"] if part.name == "What can be written in the search box")
    examples = [part for part in spoken.states["help"] if part.name.startswith("Write ")]
    assert len(examples) >= 6
    assert all(part.description and part.depth > help_.depth for part in examples)


def test_what_gets_the_keyboard_in_help_and_menu_is_heard(spoken: Spoken) -> None:
    assert len({name for name, _ in spoken.heard["help"]}) >= 4
    assert {role for _, role in spoken.heard["menu"]} == {"menu item"}
    assert all(name for heard in spoken.heard.values() for name, _ in heard)


def test_an_open_menu_stands_in_the_tree(spoken: Spoken) -> None:
    (popup,) = (part for part in spoken.states["menu"] if part.role == "popup menu")
    entries = [part for part in spoken.states["menu"] if part.role == "menu item"]
    assert popup.name == "Menu"
    assert {"Add a folder…", "Settings…", "Theme", "Quit"} <= {entry.name for entry in entries}
    assert {entry.depth for entry in entries} == {popup.depth + 1}


def test_the_menu_of_the_tray_has_words(spoken: Spoken) -> None:
    assert {"Show the window", "Settings…", "Quit"} <= set(spoken.tray)
