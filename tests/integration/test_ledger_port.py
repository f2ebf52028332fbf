"""What the port promises of the ledger and of orders about files, held by the real engine and by the one that the window
is tested with.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest

from pplx_desktop.core.errors import UserError
from pplx_desktop.core.ledger_types import FileEntry, LedgerView
from pplx_desktop.core.ports import SearchEngine
from pplx_desktop.core.reasons import REASONS
from pplx_desktop.core.settings import SettingsStore
from pplx_desktop.core.types import FileState
from pplx_desktop.engine.host import Host
from tests.support.homes import Home, write_notes
from tests.support.ledger_entries import page_of
from tests.support.sample_ledger import ledger_engine

ALL = LedgerView(states=tuple(FileState), limit=100_000)


@dataclass
class Case:
    """An engine with a ledger, and its entries, read once and whole."""

    engine: SearchEngine
    entries: list[FileEntry]

    @property
    def folder(self) -> str:
        return self.engine.settings().folders[0]


def _real(home: Home) -> Host:
    write_notes(home.documents)
    inner = home.documents / "Inner and Ärger"
    write_notes(inner)
    write_notes(home.documents / "Inner and Ärger sibling")
    (inner / "broken.pdf").write_bytes(b"%PDF-1.7\nno")
    (inner / "empty.txt").write_bytes(b"")
    (inner / "picture.bin").write_bytes(bytes(range(256)) * 4)
    (home.documents / ".env").write_text("TOKEN=1")
    (home.documents / "node_modules").mkdir()
    (home.documents / "node_modules" / "a.js").write_text("1")
    home.paths.create()
    settings = SettingsStore(home.paths.settings_file).set(folders=(str(home.documents),))
    home.settings = settings
    home.index()
    return Host(home.paths)


@pytest.fixture(params=["real", "fake"], scope="module")
def case(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    engine = _real(Home(tmp_path_factory.mktemp("home"))) if request.param == "real" else ledger_engine()
    page = engine.ledger(ALL)
    assert page.total == len(page.entries)
    yield Case(engine, list(page.entries))
    engine.close()


def test_it_has_every_state_that_can_be(case: Case) -> None:
    states = {entry.state for entry in case.entries}
    assert {FileState.INDEXED, FileState.SKIPPED, FileState.FAILED, FileState.LEFT_OUT} <= states
    assert len({entry.path for entry in case.entries}) == len(case.entries)


@pytest.mark.parametrize(
    "view",
    [
        LedgerView(),
        *(LedgerView(states=(state,)) for state in FileState),
        LedgerView(states=(FileState.FAILED, FileState.LEFT_OUT)),
        LedgerView(reason="damaged"),
        LedgerView(states=(FileState.LEFT_OUT,), reason="left-out-secret"),
        LedgerView(text="GARDEN"),
        LedgerView(text="ÄRGER"),
        LedgerView(text="no such name"),
        LedgerView(text="%"),
        LedgerView(order="size"),
        LedgerView(order="size", descending=True),
        LedgerView(order="changed", descending=True),
        LedgerView(order="reason"),
        LedgerView(order="path", descending=True),
        LedgerView(order="name", states=tuple(FileState)),
        LedgerView(order="name", descending=True),
        LedgerView(offset=2, limit=3),
        LedgerView(offset=10_000),
        LedgerView(limit=1, states=tuple(FileState)),
    ],
    ids=repr,
)
def test_a_page_is_what_its_view_asks_for(case: Case, view: LedgerView) -> None:
    assert case.engine.ledger(view) == page_of(case.entries, view)
    # In one folder, which begins as another one does, and in none of ours.
    inside = replace(view, folder=f"{case.folder}/Inner and Ärger")
    assert case.engine.ledger(inside) == page_of(case.entries, inside)
    assert case.engine.ledger(replace(view, folder="/nowhere/at all")).total == 0


def test_the_folders_count_what_the_ledger_lists(case: Case) -> None:
    status = case.engine.status()
    assert [root.path for root in status.roots] == list(status.folders)
    for root in status.roots:
        counts = {
            FileState.INDEXED: root.indexed,
            FileState.PENDING: root.pending,
            FileState.SKIPPED: root.skipped,
            FileState.FAILED: root.failed,
            FileState.LEFT_OUT: root.left_out,
        }
        listed = {state: case.engine.ledger(LedgerView(states=(state,), folder=root.path)).total for state in FileState}
        assert counts == listed
        assert root.files == sum(count for state, count in counts.items() if state is not FileState.LEFT_OUT)
        inside = [entry for entry in case.entries if entry.path.startswith(f"{root.path}/")]
        assert root.chunks == sum(entry.chunks for entry in inside)
        assert root.embedded == sum(entry.embedded for entry in inside)


def test_whoever_looks_at_a_file_without_text_is_told_why_it_has_none(case: Case) -> None:
    without = [entry for entry in case.entries if entry.state in {FileState.FAILED, FileState.SKIPPED}]
    assert len({entry.reason for entry in without}) > 1
    for entry in without:
        with pytest.raises(UserError) as caught:
            case.engine.view(entry.path)
        assert REASONS[entry.reason].label in caught.value.title
        assert caught.value.hint == REASONS[entry.reason].hint


def test_what_lies_in_no_folder_is_refused(case: Case) -> None:
    with pytest.raises(UserError):
        case.engine.index_now(["/nowhere/at all.txt"])


def test_orders_that_change_nothing_are_taken(case: Case) -> None:
    case.engine.hurry(on=True)
    case.engine.hurry(on=False)
    case.engine.hurry(on=False)
    case.engine.index_now([])
    assert len(case.engine.ledger(ALL).entries) == len(case.entries)
