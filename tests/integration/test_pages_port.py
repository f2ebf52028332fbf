"""What the port promises of drawn pages, held by the real engine and by the one that the window is tested with."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pplx_desktop.core.errors import ExtractionError
from pplx_desktop.core.page_types import PIXEL_BYTES, SheetPlaces
from pplx_desktop.core.ports import SearchEngine
from pplx_desktop.core.types import Block
from pplx_desktop.engine.host import Host
from tests.support.fake_engine import FakeEngine
from tests.support.homes import Home, write_pdf
from tests.support.made_office import workbook

PLACES = (SheetPlaces("Costs", ((2, (0,)), (5, (2,)))),)
PAGES = ("The orchard opens in May.", "Bring a basket and good shoes.")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    home = Home(tmp_path_factory.mktemp("home"))
    home.documents.mkdir(parents=True, exist_ok=True)
    write_pdf(home.documents / "a.pdf", *PAGES)
    (home.documents / "a.py").write_text("def f():\n\n\n    pass\n")
    row = '<row r="{}"><c r="{}" t="str"><v>{}</v></c></row>'
    (home.documents / "a.xlsx").write_bytes(
        workbook({"Costs": row.format(2, "B2", "rent") + row.format(5, "D5", "12")}).getvalue()
    )
    home.paths.create()
    return home


@pytest.fixture(params=["real", "fake"])
def engine(request: pytest.FixtureRequest, home: Home) -> Iterator[SearchEngine]:
    if request.param == "real":
        engine: SearchEngine = Host(home.paths)
    else:
        engine = FakeEngine()
        engine.papers[str(home.documents / "a.pdf")] = (home.documents / "a.pdf").read_bytes()
        engine.sources[str(home.documents / "a.py")] = (home.documents / "a.py").read_text()
        engine.cells[str(home.documents / "a.xlsx")] = PLACES
        engine.blocks["x"] = (Block(0, 1),)
    yield engine
    engine.close()


def test_pages_are_outlined_drawn_and_read(engine: SearchEngine, home: Home) -> None:
    path = str(home.documents / "a.pdf")
    outline = engine.page_outline(path)
    assert (outline.member, outline.is_picture, len(outline.sizes)) == ("", False, 2)
    for dark in (False, True):
        picture = engine.draw_page(path, outline.member, 2, 200, dark=dark)
        assert abs(picture.width - 200) <= 1
        assert picture.is_dark == dark
        assert len(picture.pixels) == picture.width * picture.height * PIXEL_BYTES
    text = engine.page_text(path, "", 2, [(27, PAGES[1])])
    assert text.text.strip() == PAGES[1]
    assert text.offsets[text.text.index("basket")] == 27 + PAGES[1].index("basket")


def test_a_source_comes_as_it_is(engine: SearchEngine, home: Home) -> None:
    assert engine.source_text(str(home.documents / "a.py")) == "def f():\n\n\n    pass\n"


def test_cells_of_a_workbook_have_places(engine: SearchEngine, home: Home) -> None:
    assert engine.cell_places(str(home.documents / "a.xlsx")) == PLACES


def test_what_is_not_there_is_told(engine: SearchEngine, home: Home, tmp_path: Path) -> None:
    gone = str(tmp_path / "gone.pdf")
    for ask in (
        lambda: engine.page_outline(gone),
        lambda: engine.draw_page(gone, "", 1, 100),
        lambda: engine.page_text(gone, "", 1, []),
        lambda: engine.source_text(gone),
        lambda: engine.cell_places(gone),
        lambda: engine.draw_page(str(home.documents / "a.pdf"), "", 3, 100),
    ):
        with pytest.raises(ExtractionError):
            ask()
