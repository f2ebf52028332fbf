"""The rows, and how answers are arranged in them."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from pplx_desktop.core.ports import MOST_PASSAGES
from pplx_desktop.gui.results_model import HIT, MORE, More, ResultsModel, arranged
from tests.support.fake_engine import make_hit, make_passage
from tests.support.sample_hits import guide, hits

NAMES = st.lists(st.sampled_from("abcdefgh"), unique=True, max_size=8)


def test_the_model_keeps_qts_promises(qtbot: QtBot) -> None:
    model = ResultsModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for known in (hits(), hits()[:2], [], hits()[3:], hits()):
        model.show(known)
        assert model.rowCount() == len(known)
        assert [model.index(row).data(HIT) for row in range(len(known))] == known
    assert model.rowCount(model.index(0)) == 0
    assert model.data(QModelIndex()) is None


def test_what_a_screen_reader_says(qtbot: QtBot) -> None:
    model = ResultsModel()
    model.show([guide()[0]])
    text = model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert text.startswith("Heat pump sizing guide.pdf, ~/Documents/House/Heating, 2 days ago")
    assert text.endswith("found by meaning, page 12, at least 3 more passages, strength 4 of 4")
    description = model.index(0).data(Qt.ItemDataRole.AccessibleDescriptionRole)
    assert description.startswith("A unit that is too large will short-cycle")


def test_how_many_more_passages_there_are_is_said_as_far_as_it_is_known(qtbot: QtBot) -> None:
    model = ResultsModel()
    hit = guide()[0]
    model.show([hit])
    assert model.index(0).data(MORE) == More(len(hit.passages) - 1, is_all=False)
    model.tell_count(hit.path, 12)
    assert model.index(0).data(MORE) == More(11, is_all=True)
    # A file may have more than anybody is told of.
    model.tell_count(hit.path, MOST_PASSAGES)
    assert model.index(0).data(MORE) == More(MOST_PASSAGES - 1, is_all=False)


def test_what_only_fulfils_the_filters_has_no_strength(qtbot: QtBot) -> None:
    model = ResultsModel()
    model.show([replace(make_hit("/data/a.pdf"), sources=(), passages=(), score=0.0)])
    text = model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert text.startswith("a")
    assert "found by" not in text
    assert "strength" not in text


def test_a_row_is_dragged_out_as_a_file(qtbot: QtBot) -> None:
    model = ResultsModel()
    model.show([make_hit("/data/a b \udcff#%.txt", make_passage("x", ()))])
    (url,) = model.mimeData([model.index(0)]).urls()
    assert url.toEncoded().data() == b"file:///data/a%20b%20%FF%23%25.txt"


@given(NAMES, st.dictionaries(st.integers(0, 9), st.sampled_from("abcdefghxyz"), max_size=2))
def test_pinned_rows_stay_and_all_are_shown_once(after: list[str], pins: dict[int, str]) -> None:
    pins = {row: name for row, name in pins.items() if list(pins.values()).count(name) == 1}
    new = [make_hit(f"/data/{name}.txt", score=0.9) for name in after]
    pinned = {row: make_hit(f"/data/{name}.txt", score=0.1) for row, name in pins.items()}
    rows = arranged(new, pinned)
    paths = [hit.path for hit in rows]
    assert sorted(paths) == sorted({hit.path for hit in new} | {hit.path for hit in pinned.values()})
    fixed = {hit.path for hit in pinned.values()}
    assert [path for path in paths if path not in fixed] == [hit.path for hit in new if hit.path not in fixed]
    for row, hit in pinned.items():
        # A row behind the end of what there is comes as near to its place as it can.
        assert paths.index(hit.path) == row or row >= len(paths) - len(pinned)
    # What the newer answer says of a file is what is shown.
    known = {hit.path for hit in new}
    assert all(hit.score == 0.9 for hit in rows if hit.path in known)
