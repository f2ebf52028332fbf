"""Changes that no event tells of: no watch left (failure mode 6), a drive that others write to, a dead watcher."""

from pathlib import Path

import pytest

from pplx_desktop.core.events import Trouble
from pplx_desktop.core.settings import SettingsStore
from pplx_desktop.engine import background
from pplx_desktop.engine.host import Host
from pplx_desktop.files import watch
from pplx_desktop.index.store import Index
from tests.support.fake_machine import FakeMachine
from tests.support.homes import Home
from tests.support.waiting import eventually


def test_without_watches_changes_are_found_by_scans_and_the_user_is_told(
    notes_home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch.Watcher, "__init__", limited(watch.Watcher.__init__))
    monkeypatch.setattr(watch.Watcher, "note", lambda *_, **__: None)
    monkeypatch.setattr(background, "_RESCAN_UNTOLD_S", 1.0)
    monkeypatch.setattr(background, "_SETTINGS_INTERVAL_S", 0.5)
    SettingsStore(notes_home.paths.settings_file).set(
        folders=(str(notes_home.documents),), model="pplx-embed-context-v1-0.6b", quick_first=False
    )
    host = Host(notes_home.paths, FakeMachine())
    host.events.subscribe(notes_home.events.append)
    try:
        host.start()
        eventually(lambda: host.status().counts.indexed == 4)
        (notes_home.documents / "new.txt").write_text("A wizard keeps seven owls.", encoding="utf-8")
        eventually(lambda: [Path(hit.path).name for hit in host.search("owls", mode="words").hits] == ["new.txt"])
    finally:
        host.close()
    assert any(isinstance(event, Trouble) and event.text == watch.LIMIT_TROUBLE for event in notes_home.events)
    with Index.open(notes_home.paths.index_file, write=False) as index:
        assert [status.watching for status in index.folder_counts()] == ["scans"]


def limited(real: object) -> object:
    """A watcher to which the system gives no more watches."""

    def begin(*arguments: object, **options: object) -> None:
        real(*arguments, **options | {"limit_reached": lambda: True})  # type: ignore[operator]

    return begin
