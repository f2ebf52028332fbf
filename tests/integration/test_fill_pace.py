"""What is embedded when: the pace, what was asked for, what the user works with, what is told of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pplx_desktop.core.events import ProgressChanged
from tests.support.fill_bench import RULES, Embedder, Home, write_notes


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    made = Home(tmp_path)
    yield made
    made.close()


def test_held_back_by_the_pace_nothing_is_embedded_but_what_was_asked_for(home: Home) -> None:
    write_notes(home)
    asked = home.write("asked/one.txt", "what was asked for")
    home.policy.now = ("paused", "battery")
    embedder = Embedder("fake")
    indexer = home.session(embedder, limited=True)
    indexer.scan([str(home.folder)], RULES)
    while indexer.step():
        pass
    assert indexer.is_held
    assert indexer.rest_s > 0
    assert (indexer.progress.pace, indexer.progress.pace_reason) == ("paused", "battery")
    assert indexer.progress.eta_s is None
    assert embedder.embedded == []
    assert home.index.counts(None).indexed == 31  # text does not wait
    indexer.index_now([asked])
    while indexer.step():
        pass
    assert embedder.embedded == ["what was asked for"]
    home.write("asked/two.txt", "another one in the folder")
    indexer.index_now([str(home.folder / "asked")])
    indexer.scan([str(home.folder)], RULES)
    while indexer.step():
        pass
    assert embedder.embedded == ["what was asked for", "another one in the folder"]
    assert indexer.is_held
    home.policy.now = ("full", "")
    while indexer.step():
        pass
    assert not indexer.is_held
    assert home.index.pending_chunks(indexer._fills.generation) == 0


def test_at_a_slow_pace_there_is_a_rest_after_each_request(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pplx_desktop.engine.vector_stage._PLANNED_CHUNKS", 8)
    write_notes(home)
    home.policy.now, home.policy.rest = ("slow", "busy"), 30.0
    embedder = Embedder("fake")
    indexer = home.session(embedder, limited=True)
    indexer.scan([str(home.folder)], RULES)
    while indexer.step():
        pass
    assert len(embedder.requests) == 1
    assert indexer.is_held
    assert 20 < indexer.rest_s <= 30
    assert indexer.progress.pace == "slow"
    home.policy.now, home.policy.rest = ("full", ""), 0.0  # at once, in the middle of the rest
    while indexer.step():
        pass
    assert not indexer.is_held
    assert len(embedder.embedded) == 60


def test_what_was_asked_for_is_embedded_before_other_text_is_read(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pplx_desktop.engine.text_stage._SHARED_S", 0.0)
    write_notes(home, 60)
    asked = home.write("z/asked.txt", "what was asked for")
    embedder = Embedder("fake")
    indexer = home.session(embedder)
    indexer.index_now([asked])
    indexer.scan([str(home.folder)], RULES)
    while not embedder.embedded:
        assert indexer.step()
    assert embedder.embedded[0] == "what was asked for"
    assert home.text.waiting > 20


def test_new_text_does_not_wait_for_the_model(home: Home) -> None:
    write_notes(home)
    embedder = Embedder("fake")
    indexer = home.session(embedder)
    indexer.scan([str(home.folder)], RULES)
    embedder.go_on.clear()
    while indexer.progress.phase != "embedding":
        assert indexer.step()
    late = home.write("late.txt", "written while the model thinks")
    indexer.scan([str(home.folder)], RULES)
    while home.index.view(late) is None:
        assert indexer.step()
    assert embedder.embedded == []
    embedder.go_on.set()
    while indexer.step():
        pass
    assert home.index.pending_chunks(indexer._fills.generation) == 0
    assert len(embedder.embedded) == 61  # what was in the model's hand then was made use of


def test_what_the_user_works_with_comes_first(home: Home) -> None:
    for folder in ("a", "b", "c"):
        for number in range(3):
            home.write(f"{folder}/{number}.txt", f"{folder}{number}")
    home.run(Embedder("old"))
    home.index.note_interest([str(home.folder / "b" / "1.txt")])
    new = Embedder("new")
    home.run(new)
    assert new.embedded[0] == "b1"
    assert {*new.embedded[1:3]} == {"b0", "b2"}
    home.extractor.read.clear()
    for folder in ("a", "b", "c"):
        home.write(f"{folder}/late.txt", f"late {folder}")
    home.run(new)
    assert len(home.extractor.read) == 3
    assert new.embedded[-3:][0] == "late b"


def test_nothing_is_asked_of_the_index_when_all_is_done(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    write_notes(home)
    indexer = home.run(Embedder("fake"))
    asked: list[str] = []
    real = home.index._db.rows

    def count(sql: str, *values: object) -> object:
        asked.append(sql)
        return real(sql, *values)

    monkeypatch.setattr(home.index._db, "rows", count)
    for _ in range(5):
        assert not indexer.step()
    assert asked == []


def test_a_whole_folder_that_was_asked_for_is_embedded_though_the_pace_holds_everything_back(home: Home) -> None:
    write_notes(home, 10)
    for number in range(300):
        home.write(f"asked/{number}.txt", f"asked {number}")
    home.policy.now = ("paused", "battery")
    embedder = Embedder("fake")
    indexer = home.session(embedder, limited=True)
    indexer.scan([str(home.folder)], RULES)
    while indexer.step():
        pass
    indexer.index_now([str(home.folder / "asked")])
    while indexer.step():
        pass
    assert sorted(embedder.embedded) == sorted(f"asked {number}" for number in range(300))


def test_what_changes_later_where_something_was_asked_for_keeps_to_the_pace(home: Home) -> None:
    write_notes(home)
    home.write("asked/one.txt", "what was asked for")
    home.policy.now = ("paused", "battery")
    embedder = Embedder("fake")
    indexer = home.session(embedder, limited=True)
    indexer.scan([str(home.folder)], RULES)
    indexer.index_now([str(home.folder / "asked")])
    while indexer.step():
        pass
    assert embedder.embedded == ["what was asked for"]
    home.write("asked/two.txt", "nobody asked for this")
    indexer.scan([str(home.folder)], RULES)
    while indexer.step():
        pass
    assert embedder.embedded == ["what was asked for"]


def test_on_battery_for_ever_the_index_is_tidied_little_by_little(home: Home) -> None:
    write_notes(home, 60)
    home.run(Embedder("old"))
    home.session(Embedder("new"), gone=["old"])
    home.policy.now = ("paused", "battery")
    indexer = home.session(Embedder("new"), limited=True)
    indexer.scan([str(home.folder)], RULES)
    assert home.count("old") == 120
    assert not indexer.step()
    assert indexer.is_held
    assert 0 < home.count("old") < 120  # no more than a little each time
    for _ in range(10):
        assert not indexer.step()
    assert home.roles() == {"new": "searched"}


def test_nothing_is_said_of_the_time_left_before_the_model_was_seen_at_work(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pplx_desktop.engine.text_stage._SHARED_S", 0.0)
    write_notes(home, 60)
    indexer = home.session(Embedder("fake"))
    indexer.scan([str(home.folder)], RULES)
    while home.text.waiting:
        assert indexer.step()
        assert (indexer.progress.phase, indexer.progress.eta_s) == ("reading", None)
        assert (home.text.eta_s is None) == (home.text.waiting == 60)
        # What was read by now waits for its vectors as well.
        assert home.text.waiting == 60 or 110 <= indexer.progress.pending_chunks <= 130
    while indexer.step():
        pass
    home.write("late.txt", "a late note")
    home.write("later.txt", "a later note")
    indexer.scan([str(home.folder)], RULES)
    assert indexer.step()
    assert indexer.progress.eta_s is not None


def test_what_ends_after_the_user_paused_is_told_as_paused(home: Home) -> None:
    write_notes(home)
    embedder = Embedder("fake")
    indexer = home.session(embedder)
    indexer.scan([str(home.folder)], RULES)
    while indexer.progress.phase != "embedding":
        assert indexer.step()
    home.gate.pause()
    indexer.tell_again()
    told = [event.progress for event in home.events if isinstance(event, ProgressChanged)][-1]
    assert (told.phase, told.pace, told.pace_reason, told.eta_s) == ("paused", "paused", "asked", None)
    assert told.fills
