"""A quick model stands in while a slow one embeds, and nothing is made twice."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.fill_bench import RULES, Embedder, Home, write_notes


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    made = Home(tmp_path)
    yield made
    made.close()


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
