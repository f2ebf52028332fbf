"""Searches over several sets of vectors: each file is judged by the best model that has it, and no model wins by its scale."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

import numpy as np
import pytest

from pplx_desktop.core.errors import ModelProblem
from pplx_desktop.core.ports import QueryEmbedder
from pplx_desktop.core.types import QueryVector, SearchMode, SearchResult
from pplx_desktop.index.store import Generation, Role
from pplx_desktop.search.searcher import Searcher
from tests.support.corpus import Library
from tests.support.fakes import BrokenEmbedder, FakeEmbedder

SYNONYMS = {"automobile": "car", "vehicle": "car", "doctor": "physician"}
FILLER = ("bread and wine", "a garden in spring", "the long way home", "winter in the north", "a ship at sea")


class Biased(FakeEmbedder):
    """To it all texts are much alike: it adds the same to each."""

    def _vector(self, text: str) -> np.ndarray:
        common = np.random.default_rng(1).standard_normal(self.dims)
        return super()._vector(text) + 2 * common


class Models:
    """An index that several models share."""

    def __init__(self, folder: Path, **embedders: FakeEmbedder) -> None:
        first = next(iter(embedders.values()))
        self.library = Library(folder / "index.sqlite3", first)
        self.embedders = embedders
        self.index = self.library.index
        self.ids = {
            name: self.index.ensure_generation(embedder.fingerprint, name, embedder.dims)
            for name, embedder in embedders.items()
        }

    def put(self, name: str, *chunks: str) -> int:
        return self.library.put(f"/home/{name}", *chunks)

    def embed(self, model: str, documents: Collection[int]) -> None:
        embedder, generation = self.embedders[model], self.ids[model]
        for job in self.index.next_to_embed(generation, 1000, max_chunks=10_000):
            if job.document_id in documents:
                codes = embedder.embed_chunks(job.title, job.headings, job.texts)
                self.index.store_codes(generation, job.document_id, codes)

    def assign(self, **roles: Role) -> None:
        self.index.set_roles({self.ids[name]: role for name, role in roles.items()})

    def ask(self, raw: str, mode: SearchMode = "meaning", *, wanted: str, gone: Collection[str] = ()) -> SearchResult:
        def others(generation: Generation) -> QueryEmbedder | None:
            return None if generation.fingerprint in gone else self.embedders[generation.fingerprint]

        return Searcher(self.index, self.embedders[wanted], others=others).search(raw, mode=mode, limit=100)


def names(result: SearchResult) -> list[str]:
    return [Path(hit.path).name for hit in result.hits]


@pytest.fixture
def models(tmp_path: Path) -> Iterator[Models]:
    made = Models(
        tmp_path,
        old=FakeEmbedder(SYNONYMS, dims=128, fingerprint="old"),
        new=Biased(SYNONYMS, dims=256, fingerprint="new"),
        quick=FakeEmbedder(SYNONYMS, dims=64, fingerprint="quick"),
    )
    yield made
    made.index.close()


def fill(models: Models) -> tuple[list[int], list[int]]:
    """Two halves of a library, with the same things in each."""
    halves: list[list[int]] = []
    for half in ("a", "b"):
        documents = [models.put(f"{half}-filler{n}.txt", f"{text} {half}{n}") for n, text in enumerate(FILLER * 4)]
        documents.append(models.put(f"{half}-car.txt", f"the automobile {half}"))
        documents.append(models.put(f"{half}-health.txt", f"a physician {half}"))
        halves.append(documents)
    return halves[0], halves[1]


def test_two_models_that_share_the_files_find_all_of_them(models: Models) -> None:
    first, second = fill(models)
    models.embed("old", first)
    models.embed("new", second)
    models.assign(old="searched", new="next")
    for query, expected in (("vehicle", {"a-car.txt", "b-car.txt"}), ("doctor", {"a-health.txt", "b-health.txt"})):
        result = models.ask(query, wanted="new")
        assert set(names(result)[:2]) == expected
        assert result.notices == ()
    everything = models.ask("vehicle", wanted="new")
    assert len(names(everything)) == len(set(names(everything))) == 44


def test_a_file_that_two_models_have_is_judged_by_the_searched_one(models: Models) -> None:
    first, second = fill(models)
    models.embed("old", first)
    models.assign(old="searched", new="next")
    alone = models.ask("vehicle", wanted="new")
    models.embed("new", first)
    assert names(models.ask("vehicle", wanted="new")) == names(alone)
    asked = len(models.embedders["new"].queries)
    models.ask("vehicle", wanted="new")
    assert len(models.embedders["new"].queries) == asked  # it has nothing of its own yet: it need not be asked
    models.embed("new", second)
    assert set(names(models.ask("vehicle", wanted="new"))[:2]) == {"a-car.txt", "b-car.txt"}


def test_conditions_hold_for_each_model(models: Models) -> None:
    first, second = fill(models)
    models.embed("old", first)
    models.embed("new", second)
    models.assign(old="searched", new="next")
    models.library.put("/home/work/third.md", "the vehicle of another", kind="md")
    assert names(models.ask("vehicle in:/home/work", "hybrid", wanted="new")) == ["third.md"]
    assert set(names(models.ask("vehicle -physician", wanted="new"))) == {
        name for name in names(models.ask("vehicle", wanted="new")) if "health" not in name
    }


def test_a_quick_model_answers_for_what_nobody_else_has(models: Models) -> None:
    first, second = fill(models)
    models.embed("quick", [*first, *second])
    models.embed("new", first)
    models.assign(new="searched", quick="first")
    result = models.ask("vehicle", wanted="new")
    assert set(names(result)[:2]) == {"a-car.txt", "b-car.txt"}
    assert len(result.hits) == 44


def test_a_model_that_cannot_answer_is_done_without_and_told(models: Models) -> None:
    first, second = fill(models)
    models.embed("old", first)
    models.embed("new", second)
    models.assign(old="searched", new="next")
    models.embedders["old"] = BrokenEmbedder(dims=128, fingerprint="old")
    result = models.ask("vehicle", wanted="new")
    assert names(result)[0] == "b-car.txt"
    assert not any(name.startswith("a-") for name in names(result))
    assert result.notices == ("The model is not there. Some files were searched by words and names only.",)
    assert set(names(models.ask("automobile", "hybrid", wanted="new"))[:2]) == {"a-car.txt", "b-car.txt"}
    models.embedders["new"] = BrokenEmbedder(dims=256, fingerprint="new")
    with pytest.raises(ModelProblem):
        models.ask("vehicle", wanted="new")
    assert models.ask("automobile", "hybrid", wanted="new").hits


def test_a_set_that_is_dropped_while_the_model_thinks_is_no_error(models: Models) -> None:
    first, second = fill(models)
    models.embed("old", [*first, *second])
    models.embed("new", [*first, *second])
    models.assign(old="searched", new="next")
    old = models.embedders["old"]

    class Slow(FakeEmbedder):
        def embed_query(self, text: str) -> QueryVector:
            models.assign(new="searched")
            while models.index.tidy():
                pass
            return old.embed_query(text)

    models.embedders["old"] = Slow(dims=128, fingerprint="old")
    result = models.ask("automobile", "hybrid", wanted="new")
    assert set(names(result)[:2]) == {"a-car.txt", "b-car.txt"}
    assert [known.fingerprint for known in models.index.generations()] == ["new"]


@pytest.mark.parametrize("let_go", [False, True])
@pytest.mark.parametrize("mode", ["meaning", "hybrid"])
def test_a_set_that_takes_the_others_place_while_that_ones_model_thinks_is_asked_instead(
    models: Models, mode: SearchMode, let_go: bool
) -> None:
    first, second = fill(models)
    models.embed("old", [*first, *second])
    models.embed("new", [*first, *second])
    models.assign(old="searched", new="next")
    old = models.embedders["old"]

    class Slow(FakeEmbedder):
        def embed_query(self, text: str) -> QueryVector:
            models.assign(new="searched")
            if let_go:
                raise ModelProblem("model-closed", "The model is let go.")
            return old.embed_query(text)

    models.embedders["old"] = Slow(dims=128, fingerprint="old")
    result = models.ask("vehicle", mode, wanted="new")
    assert set(names(result)[:2]) == {"a-car.txt", "b-car.txt"}
    assert result.notices == ()
