"""What the port promises of completing conditions and of earlier searches, held by the real engine and by the one that the
window is tested with; and where the history lies on disk.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pplx_desktop.core.ports import SearchEngine
from pplx_desktop.core.settings import SettingsStore
from pplx_desktop.engine.host import Host
from pplx_desktop.engine.recent_searches import MOST, RecentSearches
from tests.support.fake_engine import FakeEngine
from tests.support.homes import Home, write_notes


def _real(home: Home) -> Host:
    for name in ("House/Heating", "House/My Heating Reports", "Others/報告書"):
        write_notes(home.documents / name)
    (home.documents / "House" / "table.csv").write_text("pump,price\nA,1\n")
    home.paths.create()
    home.settings = SettingsStore(home.paths.settings_file).set(folders=(str(home.documents),))
    home.index()
    return Host(home.paths)


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    host = _real(Home(tmp_path_factory.mktemp("home")))
    yield host
    host.close()


@pytest.fixture(params=["real", "fake"])
def engine(request: pytest.FixtureRequest) -> Iterator[SearchEngine]:
    engine = request.getfixturevalue("real") if request.param == "real" else FakeEngine()
    yield engine
    engine.change_settings(history=True)
    engine.forget_searches()


def _texts(engine: SearchEngine, condition, beginning: str, limit: int = 8) -> list[str]:
    return [value.text for value in engine.values_of(condition, beginning, limit=limit)]


def test_folders_are_offered_by_any_part_of_their_name(engine: SearchEngine) -> None:
    found = _texts(engine, "in", "hEAT")
    assert found == ["Heating", "My Heating Reports"]
    assert _texts(engine, "in", "報") == ["報告書"]
    assert _texts(engine, "in", "no such folder") == []
    assert len(_texts(engine, "in", "", limit=2)) == 2


def test_groups_come_before_the_kinds_they_stand_for(engine: SearchEngine) -> None:
    found = engine.values_of("type", "")
    assert [value.is_group for value in found] == sorted((value.is_group for value in found), reverse=True)
    assert {"sheet"} <= {value.text for value in found if value.is_group}
    assert all(value.files > 0 for value in found)


def test_searches_are_kept_newest_first_and_each_once(engine: SearchEngine) -> None:
    for query in ("tax 2023", "heat pump", "tax 2023"):
        engine.remember_search(query)
    assert engine.recent_searches() == ("tax 2023", "heat pump")
    engine.forget_searches()
    assert engine.recent_searches() == ()


def test_without_history_nothing_is_kept(engine: SearchEngine) -> None:
    engine.remember_search("tax 2023")
    engine.change_settings(history=False)
    engine.remember_search("heat pump")
    assert engine.recent_searches() == ()
    engine.change_settings(history=True)
    assert engine.recent_searches() == ()


def test_counts_are_those_of_the_search(real: Host) -> None:
    for condition in ("type", "in"):
        for value in real.values_of(condition, ""):
            found = real.search(f'{condition}:"{value.text}"', mode="words", limit=1_000)
            files = {path for hit in found.hits for path in (hit.path, *hit.copies)}
            assert len(files) >= value.files, value


def test_a_whole_path_is_gone_on_from(real: Host) -> None:
    house = Path(real.settings().folders[0]) / "House"
    assert set(_texts(real, "in", str(house / "H"))) == {str(house / "Heating")}


def test_nothing_is_offered_where_nothing_is_indexed(home: Home) -> None:
    host = Host(home.paths)
    assert host.values_of("in", "") == ()
    host.close()


def test_the_history_is_private_and_survives(home: Home) -> None:
    home.paths.create()
    kept = home.paths.searches_file
    RecentSearches(kept).remember("  Wärme   報告\ud800 ")
    assert kept.stat().st_mode & 0o077 == 0
    assert RecentSearches(kept).all() == ("Wärme 報告\ud800",)
    RecentSearches(kept).forget()
    assert not kept.exists()


def test_what_was_typed_on_the_way_is_not_kept(home: Home) -> None:
    home.paths.create()
    searches = RecentSearches(home.paths.searches_file)
    for query in ("he", "heat pump", "heat pump price", "tax", "x" * 1_000, " "):
        searches.remember(query)
    assert searches.all() == ("tax", "heat pump price")
    for number in range(MOST + 20):
        searches.remember(f"{number}.")
    assert len(searches.all()) == MOST


@pytest.mark.parametrize("content", [b"", b"{", b"[1, null]", b'{"a": 1}', b"\xff\xfe"])
def test_a_history_that_cannot_be_read_costs_only_itself(home: Home, content: bytes) -> None:
    home.paths.create()
    home.paths.searches_file.write_bytes(content)
    searches = RecentSearches(home.paths.searches_file)
    assert searches.all() == ()
    searches.remember("tax")
    assert RecentSearches(home.paths.searches_file).all() == ("tax",)
