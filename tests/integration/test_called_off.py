"""A search that nobody waits for any more stops soon, wherever it is, and the next one does not notice."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

import pytest

from pplx_desktop.core.errors import Cancelled
from pplx_desktop.core.types import SearchMode
from pplx_desktop.core.wanted import Wanted
from pplx_desktop.engine.host import Host
from tests.support.homes import Home, write_notes

QUERY = "boiler in the cell"


class CalledOffAt(Wanted):
    """Is called off when it is looked at for the time of this number, from 0."""

    def __init__(self, look: int) -> None:
        super().__init__()
        self.looks_left = look

    def check(self) -> None:
        if self.looks_left == 0:
            self.call_off()
        self.looks_left -= 1
        super().check()


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    home = Home(tmp_path_factory.mktemp("home"))
    write_notes(home.documents)
    (home.documents / "cellar.md").write_text("# Cellar\n\nThe boiler stands in the cellar, and hums.")
    home.index()
    host = Host(home.paths)
    yield host
    host.close()


def _paths(host: Host, mode: SearchMode) -> list[str]:
    return [hit.path for hit in host.search(QUERY, mode=mode, typing=True).hits]


@pytest.mark.parametrize("mode", ["words", "hybrid"])
def test_at_every_look(host: Host, mode: SearchMode) -> None:
    expected = _paths(host, mode)
    assert expected
    kept = list(host._search._idle)
    for look in count():
        try:
            host.search(QUERY, mode=mode, typing=True, wanted=CalledOffAt(look))
        except Cancelled:
            assert _paths(host, mode) == expected
        else:
            break
    assert look > 10
    # No connection was lost on the way, and what they know with it.
    assert host._search._idle == kept


def test_before_it_begins(host: Host) -> None:
    wanted = Wanted()
    wanted.call_off()
    with pytest.raises(Cancelled):
        host.search(QUERY, wanted=wanted)
