"""Several sets of vectors at once: a change of model, a quick stand-in, the pace, what was asked for, kills in between."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from pplx_desktop.core.errors import ModelProblem
from pplx_desktop.core.events import Event, EventBus, ProgressChanged
from pplx_desktop.core.ports import DocumentTexts
from pplx_desktop.core.types import Codes, Fill, Pace, PaceReason
from pplx_desktop.engine.fills import Fills
from pplx_desktop.engine.gate import Gate
from pplx_desktop.engine.indexer import Indexer
from pplx_desktop.engine.text_stage import TextStage
from pplx_desktop.engine.vector_stage import VectorStage
from pplx_desktop.files.scan import ScanRules
from pplx_desktop.index.store import Generation, Index
from tests.support.fake_stages import FakeChunkEmbedder, FakeExtractor

RULES = ScanRules()


class Embedder(FakeChunkEmbedder):
    """A model of its own name, with vectors of its own size. Waits in each request until `go_on` is set."""

    def __init__(self, name: str, dims: int = 8, *poison: str) -> None:
        super().__init__(*poison)
        self.fingerprint, self.dims = name, dims
        self.go_on = threading.Event()
        self.go_on.set()

    def embed_documents(self, documents: Sequence[DocumentTexts]) -> list[Codes]:
        assert self.go_on.wait(20)
        return super().embed_documents(documents)

    def codes(self, texts: Sequence[str]) -> Codes:
        codes = super().codes(texts)
        times = self.dims // 8
        rows = [codes.int8[at : at + 8] * times for at in range(0, len(codes.int8), 8)]
        bits = [codes.bits[at : at + 1] * times for at in range(codes.count)]
        return Codes(self.dims, codes.count, b"".join(bits), b"".join(rows))


class Policy:
    """A pace that a test decides."""

    def __init__(self) -> None:
        self.now: tuple[Pace, PaceReason] = ("full", "")
        self.rest = 0.0

    def pace(self) -> tuple[Pace, PaceReason]:
        return self.now

    def rest_s(self, worked_s: float) -> float:
        assert worked_s > 0
        return self.rest


class Home:
    """An index with files that are read already, and sessions that embed them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "docs"
        self.folder.mkdir()
        self.index = Index.open(folder / "index.sqlite3", write=True)
        self.events: list[Event] = []
        self.extractor = FakeExtractor()
        self.gate = Gate()
        self.text = TextStage(self.index, self.extractor, 2, self.gate)
        self.policy = Policy()
        self.swaps = 0

    def write(self, name: str, *paragraphs: str) -> str:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n\n".join(paragraphs), encoding="utf-8")
        return str(path)

    def session(
        self, wanted: Embedder, quick: Embedder | None = None, *, gone: Sequence[str] = (), limited: bool = False
    ) -> Indexer:
        """What a start of the program makes, with `wanted` in the settings. Models in `gone` cannot be asked any more."""
        bus = EventBus()
        bus.subscribe(self.events.append)
        gate = self.gate

        def answers(generation: Generation) -> bool:
            return generation.fingerprint not in gone

        def swapped() -> None:
            self.swaps += 1

        fills = Fills(
            self.index,
            VectorStage(self.index, wanted, wanted.fingerprint, gate),
            quick=None if quick is None else lambda: VectorStage(self.index, quick, quick.fingerprint, gate),
            policy=self.policy if limited else None,
            answers=answers,
            swapped=swapped,
        )
        return Indexer(self.index, self.text, fills, bus, gate)

    def run(self, wanted: Embedder, quick: Embedder | None = None, *, gone: Sequence[str] = ()) -> Indexer:
        indexer = self.session(wanted, quick, gone=gone)
        indexer.run([str(self.folder)], RULES)
        assert self.index.check() == []
        return indexer

    def roles(self) -> dict[str, str]:
        return {known.fingerprint: known.role for known in self.index.generations()}

    def count(self, name: str) -> int:
        known = self.index.generation(name)
        return self.index.embedded_chunks(known.id) if known else 0

    def close(self) -> None:
        self.extractor.close()
        self.text.close()
        self.index.close()


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    made = Home(tmp_path)
    yield made
    made.close()


def write_notes(home: Home, count: int = 30) -> None:
    for number in range(count):
        home.write(f"{number:02}.txt", f"note {number}", f"more of note {number}")


def test_the_old_model_is_searched_until_the_new_one_has_all(home: Home) -> None:
    write_notes(home)
    home.run(Embedder("old"))
    assert home.roles() == {"old": "searched"}
    new = Embedder("new", 16)
    indexer = home.session(new)
    indexer.scan([str(home.folder)], RULES)
    seen: set[tuple[str, str]] = set()
    while indexer.step():
        roles = home.roles()
        seen.add((roles.get("old", "-"), roles["new"]))
        # At any instant there is a set that has everything.
        searched = next(name for name, role in roles.items() if role == "searched")
        assert home.count(searched) == 60
    assert seen == {("searched", "next"), ("", "searched"), ("-", "searched")}
    assert home.roles() == {"new": "searched"}
    assert home.swaps == 1
    assert home.index.check() == []


def test_progress_shows_both_fills(home: Home) -> None:
    write_notes(home)
    home.run(Embedder("old"))
    indexer = home.session(Embedder("new"))
    indexer.scan([str(home.folder)], RULES)
    assert indexer.step()
    searched, following = indexer.progress.fills
    assert searched == Fill("old", "searched", 60, 60)
    assert (following.model, following.role, following.total_chunks) == ("new", "next", 60)
    assert following.done_chunks == indexer.progress.embedded_chunks
    while indexer.step():
        pass
    indexer.finish(0.0)
    assert indexer.progress.fills == (Fill("new", "searched", 60, 60, 0.0),)


def test_what_comes_while_the_new_model_fills_is_searched_by_it(home: Home) -> None:
    write_notes(home)
    home.run(Embedder("old"))
    new = Embedder("new")
    new.go_on.clear()
    indexer = home.session(new)
    home.write("late.txt", "a late note")
    indexer.scan([str(home.folder)], RULES)
    new.go_on.set()
    while home.count("new") == 0:
        assert indexer.step()
    assert "a late note" in new.embedded  # recent files come first
    while indexer.step():
        pass
    assert (home.roles(), home.count("new")) == ({"new": "searched"}, 61)


@pytest.mark.parametrize("steps", [1, 2, 3, 5, 8, 13, 40])
def test_a_kill_at_any_step_of_a_change_costs_nothing(home: Home, steps: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pplx_desktop.engine.vector_stage._PLANNED_CHUNKS", 8)
    write_notes(home)
    home.run(Embedder("old"))
    new = Embedder("new", 16)
    # As after a kill: what the stages have in hand is gone, only the index is left.
    for _ in range(20):
        indexer = home.session(new)
        indexer.scan([str(home.folder)], RULES)
        alive = [indexer.step() for _ in range(steps)][-1]
        assert home.index.check() == []
        assert list(home.roles().values()).count("searched") == 1
        if not alive:
            break
    home.run(new)
    assert home.roles() == {"new": "searched"}
    assert sorted(new.embedded) == sorted(text for n in range(30) for text in (f"note {n}", f"more of note {n}"))


def test_changing_ones_mind_is_harmless(home: Home) -> None:
    write_notes(home)
    home.run(Embedder("old"))
    for name in ("second", "third", "old"):
        indexer = home.session(Embedder(name))
        indexer.scan([str(home.folder)], RULES)
        indexer.step()
        assert home.roles()["old"] == "searched"
        assert home.count("old") == 60
    home.run(Embedder("old"))
    assert home.roles() == {"old": "searched"}


def test_a_model_that_is_gone_makes_way_at_once(home: Home) -> None:
    write_notes(home)
    home.run(Embedder("old"))
    home.session(Embedder("new"), gone=["old"])
    assert home.roles() == {"old": "", "new": "searched"}


def test_a_document_on_which_the_new_model_fails_does_not_keep_the_old_one_for_ever(home: Home) -> None:
    write_notes(home)
    home.write("bad.txt", "poison")
    home.run(Embedder("old"))
    home.run(Embedder("new", 8, "poison"))
    assert home.roles() == {"new": "searched"}
    assert home.count("new") == 60


def test_a_new_model_that_always_fails_leaves_the_old_one(home: Home) -> None:
    write_notes(home)
    home.run(Embedder("old"))
    indexer = home.run(Embedder("new", 8, "note"))
    assert isinstance(indexer.model_problem, ModelProblem)
    assert home.roles() == {"old": "searched", "new": "next"}
    assert home.count("old") == 60


def write_much(home: Home) -> int:
    for number in range(10):
        home.write(f"{number}.txt", *(f"part {part} of {number}" for part in range(40)))
    return 400


def test_a_quick_model_stands_in_for_a_slow_one(home: Home) -> None:
    chunks = write_much(home)
    slow, quick = Embedder("slow", 16), Embedder("quick")
    indexer = home.session(slow, quick)
    indexer.scan([str(home.folder)], RULES)
    while home.count("slow") == 0:
        assert indexer.step()
    assert home.roles() == {"slow": "searched", "quick": "first"}
    assert home.count("quick") == chunks
    assert {fill.role: fill.model for fill in indexer.progress.fills} == {"searched": "slow", "first": "quick"}
    while indexer.step():
        pass
    assert home.roles() == {"slow": "searched"}
    assert home.count("slow") == chunks
    assert home.index.check() == []


def test_what_the_slow_model_has_is_not_made_again_by_the_quick_one(home: Home) -> None:
    home.write("first.txt", "the first note")
    home.run(Embedder("slow"), Embedder("quick"))
    assert home.roles() == {"slow": "searched"}  # too little for two models
    write_much(home)
    quick = Embedder("quick")
    home.run(Embedder("slow"), quick)
    assert len(quick.embedded) == 400
    assert "the first note" not in quick.embedded


def test_the_quick_models_work_outlasts_a_restart(home: Home) -> None:
    write_much(home)
    slow = Embedder("slow")
    indexer = home.session(slow, Embedder("quick"))
    indexer.scan([str(home.folder)], RULES)
    while home.count("slow") < 200:
        assert indexer.step()
    again = home.session(slow, Embedder("quick"))  # less than what would be worth it is left
    again.scan([str(home.folder)], RULES)
    assert home.roles() == {"slow": "searched", "quick": "first"}
    assert home.count("quick") == 400
    while again.step():
        pass
    assert home.roles() == {"slow": "searched"}


def test_a_quick_model_that_fails_is_done_without(home: Home) -> None:
    write_much(home)
    indexer = home.run(Embedder("slow"), Embedder("quick", 8, "part"))
    assert indexer.model_problem is None
    assert home.roles() == {"slow": "searched"}
    assert home.count("slow") == 400


def test_when_the_quick_model_was_the_one_in_use_it_goes_on_with_what_is_new(home: Home) -> None:
    write_notes(home)
    home.run(Embedder("quick"))
    write_much(home)
    slow, quick = Embedder("slow", 16), Embedder("quick")
    indexer = home.session(slow, quick)
    indexer.scan([str(home.folder)], RULES)
    while home.count("slow") == 0:
        assert indexer.step()
    assert home.roles() == {"quick": "searched", "slow": "next"}
    assert home.count("quick") == 460
    while indexer.step():
        pass
    assert home.roles() == {"slow": "searched"}


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
