"""What the port promises of holdings, held by the real engine and by the one that the window is tested with; and the parts
of a real index against what SQLite itself says of every page.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import apsw
import pytest

from pplx_desktop.core.ledger_types import LedgerView
from pplx_desktop.core.ports import SearchEngine
from pplx_desktop.core.settings import SettingsStore
from pplx_desktop.core.types import FileState
from pplx_desktop.engine.host import Host
from tests.support.homes import Home, write_notes
from tests.support.sample_ledger import ledger_engine

WORDS = ("heater", "pump", "invoice", "garden", "router", "passport", "ladder", "kettle", "violin", "harbour")


def _real(home: Home) -> Host:
    write_notes(home.documents)
    for number in range(12):
        words = " ".join(f"{WORDS[(number * step) % 10]}{(number * step) % 97}" for step in range(1, 300))
        (home.documents / f"long {number}.md").write_text(f"# Note {number}\n\n{words}\n")
    (home.documents / "broken.pdf").write_bytes(b"%PDF-1.7\nno")
    home.paths.create()
    home.settings = SettingsStore(home.paths.settings_file).set(folders=(str(home.documents),))
    home.index()
    return Host(home.paths)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home with an index."""
    return Home(tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="module")
def real(home: Home) -> Iterator[Host]:
    """The engine on it."""
    host = _real(home)
    yield host
    host.close()


@pytest.fixture(params=["real", "fake"])
def engine(request: pytest.FixtureRequest, real: Host) -> SearchEngine:
    """Each of both."""
    return real if request.param == "real" else ledger_engine()


def test_kinds_count_what_is_searchable(engine: SearchEngine) -> None:
    entries = engine.ledger(LedgerView(states=(FileState.INDEXED,), limit=100_000)).entries
    kinds = engine.holdings().kinds
    assert len(kinds) > 1
    assert sum(kind.files for kind in kinds) == len(entries)
    assert [kind.files for kind in kinds] == sorted((kind.files for kind in kinds), reverse=True)
    for kind in kinds:
        of_kind = [entry for entry in entries if entry.kind == kind.kind]
        assert (kind.files, kind.size_bytes, kind.chunks) == (
            len(of_kind),
            sum(entry.size for entry in of_kind),
            sum(entry.chunks for entry in of_kind),
        )


def test_the_disk_is_told(engine: SearchEngine) -> None:
    disk = engine.holdings().disk
    assert disk.text > 0
    assert disk.words > 0
    assert disk.free > 0
    assert disk.index == disk.text + disk.words + disk.spare + sum(room.size_bytes for room in disk.meanings)


def test_parts_are_what_the_pages_say(home: Home, real: Host) -> None:
    disk = real.holdings().disk
    connection = apsw.Connection(str(home.paths.index_file), flags=apsw.SQLITE_OPEN_READONLY)
    sizes = dict(connection.execute("SELECT name, sum(pgsize) FROM dbstat WHERE aggregate = 1 GROUP BY name"))
    pages = connection.execute("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size").fetchone()[0]
    connection.close()
    assert disk.index == pages
    text = sum(size for name, size in sizes.items() if name in {"text_parts", "places"})
    vectors = sum(size for name, size in sizes.items() if name.startswith(("vectors_", "codes_", "plans")))
    # Pages are filled in part; at this size that is much of them.
    assert text > 0
    assert 0.25 * text <= disk.text <= text
    assert vectors > 0
    assert 0.4 * vectors <= sum(room.size_bytes for room in disk.meanings) <= 1.3 * vectors


def test_models_of_the_user_are_counted_once(tmp_path: Path) -> None:
    home = Home(tmp_path)
    home.paths.create()
    (home.paths.models / "mine").mkdir()
    (home.paths.models / "mine" / "model.onnx").write_bytes(b"x" * 5_000)
    (home.paths.models / "mine" / "link.onnx").symlink_to("model.onnx")
    host = Host(home.paths)
    assert host.holdings().disk.models == 5_000
    host.close()


def test_nothing_is_held_before_anything_is_indexed(tmp_path: Path) -> None:
    home = Home(tmp_path)
    host = Host(home.paths)
    holdings = host.holdings()
    host.close()
    assert holdings.kinds == ()
    assert holdings.disk.index == 0
    assert holdings.disk.free > 0
