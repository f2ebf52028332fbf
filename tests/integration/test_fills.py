"""Several sets of vectors at once: a change of model, kills in between, a model that fails or is gone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pplx_desktop.core.errors import ModelProblem
from pplx_desktop.core.types import Fill
from tests.support.fill_bench import RULES, Embedder, Home, write_notes


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    made = Home(tmp_path)
    yield made
    made.close()


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
    # No step ends before the answer that it waits for: what is in the model's hand is embedded again.
    monkeypatch.setattr("pplx_desktop.engine.vector_stage._PATIENCE_S", 60.0)
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
