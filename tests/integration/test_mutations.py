"""That the campaign of broken files begins with whole ones, and sees what it looks for. `test_campaigns` runs it."""

from __future__ import annotations

from pathlib import Path

import pytest

from pplx_desktop.extract.registry import extract_file
from tests.campaigns import mutations
from tests.campaigns.tally import Tally
from tests.support.reading_child import Child


def test_every_sample_is_read_while_it_is_whole(tmp_path: Path) -> None:
    for name, content in mutations.made_in(tmp_path):
        path = tmp_path / name
        path.write_bytes(content)
        assert extract_file(str(path)).text, name


def test_a_reader_that_raises_is_found_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter(
        [
            {"state": "damaged", "title": "Broken.", "detail": "AttributeError: no such thing"},
            {"state": "timeout"},
            {"state": "damaged", "title": "Broken.", "detail": "BadZipFile: no"},
            {"state": "died"},
            {"state": "indexed"},
        ]
    )
    monkeypatch.setattr(Child, "read", lambda self, path: next(answers))
    tally = Tally("mutations", 5, tmp_path)
    mutations.run(tally)
    assert len(tally.losses) == 2
    assert len(list(tmp_path.glob("lost-*"))) == 2
