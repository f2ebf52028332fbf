"""A passage is copied with where it stands."""

from __future__ import annotations

from dataclasses import replace

from pplx_desktop.gui.passage_source import with_source
from tests.support.fake_engine import make_hit, make_passage

PASSAGE = make_passage("A unit that is too large will short-cycle.", (), page=12)


def test_title_page_and_path_stand_below_the_text() -> None:
    hit = make_hit("/home/ada/guide.pdf", PASSAGE, title="Sizing guide")
    assert with_source("A unit.\n", hit, PASSAGE) == "A unit.\n\nSizing guide, page 12\n/home/ada/guide.pdf"


def test_a_title_that_is_the_files_name_is_not_said_twice() -> None:
    hit = make_hit("/home/ada/guide.pdf", PASSAGE)
    assert with_source("A unit.", hit, PASSAGE) == "A unit.\n\npage 12\n/home/ada/guide.pdf"
    assert with_source("A unit.", hit, replace(PASSAGE, page=None)) == "A unit.\n\n/home/ada/guide.pdf"
    assert with_source("A unit.", hit, None) == "A unit.\n\n/home/ada/guide.pdf"


def test_names_of_files_cannot_forge_lines_or_turn_them() -> None:
    hit = make_hit("/home/ada/a\nb\u202egpj.pdf", PASSAGE, title="x\ny")
    lines = with_source("A\u202e unit.", hit, PASSAGE).split("\n")
    assert len(lines) == 4
    assert "\u202e" not in "".join(lines)
