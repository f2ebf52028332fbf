"""Sets are measured through the whole program: files, readers, chunks, vectors and search, with nothing made up."""

import json
import math
from collections.abc import Iterator
from pathlib import Path

import pytest

from pplx_desktop.core.errors import UserError
from pplx_desktop.core.events import EventBus
from pplx_desktop.core.settings import Settings
from pplx_desktop.core.types import Codes, Hit, Passage, QueryVector, SearchMode, Snippet
from pplx_desktop.engine.beir import read_set
from pplx_desktop.engine.eval_comparison import compare
from pplx_desktop.engine.eval_outcomes import ranked_passages
from pplx_desktop.engine.eval_runs import Plan, Run, measure, read_scores, read_sets, run_to_json
from pplx_desktop.engine.eval_variants import Variant, parse_variant
from pplx_desktop.engine.evaluation import WholeIndex
from pplx_desktop.engine.lane import ModelLane
from pplx_desktop.index.store import Index
from tests.support.made_set import BIRDS, DOCUMENTS, METALS, write_set
from tests.support.tiny_models import TinyModel, write_tiny_model


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_set(tmp_path_factory.mktemp("sets") / "made")


@pytest.fixture(scope="module")
def whole(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[WholeIndex]:
    work = tmp_path_factory.mktemp("work")
    index = WholeIndex(read_set(data), work, work / "models", Settings(), EventBus())
    yield index
    index.close()


def test_answers_are_where_the_index_has_them(whole: WholeIndex) -> None:
    with Index.open(whole.index.paths.index_file, write=False) as index:
        for word in (*BIRDS, *METALS):
            path, (span,) = whole.answers[word]
            view = index.view(path)
            assert view is not None
            assert view.text[slice(*span)] == word
            # The text was changed on its way, so that its own offsets would be wrong.
            assert view.text != DOCUMENTS[whole.index.ids[path]][1]


def test_a_hit_is_a_passage_that_holds_the_answer(whole: WholeIndex) -> None:
    passages, within, documents = whole.evaluate("words")
    assert [one.view for one in (passages, within, documents)] == ["passages", "within", "documents"]
    ranks = {one.query: one.rank for one in passages.outcomes}
    assert {ranks[word] for word in (*BIRDS, *METALS)} == {1}
    # The word is in another section: that section comes first, and is no hit, though its document is the right one.
    assert ranks["far"] != 1
    assert {one.query: one.rank for one in documents.outcomes}["far"] == 1
    assert {one.query: one.rank for one in documents.outcomes}["lost"] != 1
    first = next(one for one in passages.outcomes if one.query == "lost").found[0]
    assert (first.row_id, first.is_right) == ("w-metals", False)
    assert METALS[0] in first.text


def test_within_the_document_nothing_else_is_found(whole: WholeIndex) -> None:
    (within,) = whole.evaluate("hybrid", views=["within"])
    readable = [outcome for outcome in within.outcomes if outcome.query != "noise"]
    assert len(readable) == len(within.outcomes) - 1
    for outcome in readable:
        document = whole.index.ids[whole.answers[outcome.query][0]]
        assert outcome.found
        assert {one.row_id for one in outcome.found} == {document}
    assert all(outcome.rank for outcome in readable)


def test_what_cannot_be_read_cannot_be_found(whole: WholeIndex) -> None:
    assert (whole.index.indexing.files, whole.index.indexing.indexed) == (3, 2)
    for evaluation in whole.evaluate("words"):
        (noise,) = (one for one in evaluation.outcomes if one.query == "noise")
        assert (noise.rank, noise.ndcg_10) == (0, 0.0)


def test_queries_can_be_limited_and_are_counted(whole: WholeIndex) -> None:
    ticks: list[tuple[int, int]] = []
    (found,) = whole.evaluate("words", views=["passages"], limit_queries=2, tick=lambda *at: ticks.append(at))
    assert [one.query for one in found.outcomes] == list(BIRDS[:2])
    assert ticks == [(1, 2), (2, 2)]


def test_the_model_is_asked_once_for_each_query(whole: WholeIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    embed = ModelLane.embed_query

    def counted(lane: ModelLane, text: str) -> QueryVector:
        asked.append(text)
        return embed(lane, text)

    monkeypatch.setattr(ModelLane, "embed_query", counted)
    modes: tuple[SearchMode, ...] = ("meaning", "hybrid")
    for mode in modes:
        whole.evaluate(mode, limit_queries=3)
    # One may have been asked by another test before.
    assert len(asked) == len(set(asked)) <= 3


def hit(path: str, score: float, *passages: float) -> Hit:
    found = [Passage(0, 9, None, "", value, ("words",), Snippet(f"{path}{value}")) for value in passages]
    return Hit(path, path, "md", 0, 0, score, ("words",), tuple(found))


def test_passages_stand_in_the_order_of_their_files() -> None:
    hits = [hit("a", 0.9, 0.7, 0.4), hit("b", 0.8, 0.8, 0.7, 0.5), hit("named", 0.75), hit("c", 0.7, 0.2)]
    shown = [(found.path, passage.score) for found, passage in ranked_passages(hits)]
    assert shown == [("a", 0.7), ("b", 0.8), ("b", 0.7), ("c", 0.2), ("a", 0.4), ("b", 0.5)]
    # A file that is before a better one for another reason than its score stays before it.
    assert [found.path for found, _ in ranked_passages([hit("exact", 0.3, 0.3), hit("b", 0.8, 0.8, 0.1)])] == [
        "exact",
        "b",
        "b",
    ]


@pytest.fixture(scope="module")
def contextual(tmp_path_factory: pytest.TempPathFactory) -> TinyModel:
    return write_tiny_model(tmp_path_factory.mktemp("models"), manifest={"model": {"max_tokens": 64, "positions": 512}})


def codes(index: WholeIndex, document: str) -> Codes:
    """The vectors of a document, as they are searched."""
    with Index.open(index.index.paths.index_file, write=False) as opened:
        (generation,) = opened.generations()
        (record,) = (
            record
            for path, record in opened.ledger(str(index.index.paths.data.parent)).items()
            if index.index.ids[path] == document
        )
        assert record.document_id is not None
        found = opened.retrieval.codes(generation.id, record.document_id)
        assert found is not None
        return found


def test_a_contextual_model_is_measured_through_its_windows(data: Path, contextual: TinyModel, tmp_path: Path) -> None:
    run: dict[int, WholeIndex] = {}
    try:
        for window in (64, 200):
            settings = Settings(model=contextual.name, window_tokens=window)
            run[window] = WholeIndex(read_set(data), tmp_path / str(window), contextual.installed, settings, EventBus())
        narrow, wide = codes(run[64], "w-birds"), codes(run[200], "w-birds")
        # The same passages, read with more of what stands around them.
        assert narrow.count == wide.count > 8
        assert narrow.bits != wide.bits
        ranks: list[list[int]] = []
        for index in run.values():
            (found,) = index.evaluate("meaning", views=["within"])
            assert sum(not one.found for one in found.outcomes) == 1  # that of the file that is no text
            ranks.append([one.rank for one in found.outcomes])
        assert ranks[0] != ranks[1]
    finally:
        for index in run.values():
            index.close()


def test_two_ways_are_compared_query_by_query(data: Path, contextual: TinyModel, tmp_path: Path) -> None:
    own = Variant(Settings(model=contextual.name))
    plan = Plan(rows=False, whole=True, legs=("words",))
    sets = read_sets([data])

    def measured(text: str) -> Run:
        way = parse_variant(text, own)
        return measure(sets, way, plan, tmp_path, contextual.installed, EventBus(), lambda _: None)

    first = measured("")
    # Only the best passage by words is left, so what is right and further down is not found by them any more.
    second = measured("words_limit=1")
    found = compare(first, second.scores)
    assert (found.first, found.second) == (contextual.name, "words_limit=1")
    assert {one.view for one in found.sets} == {"passages", "within", "documents"}
    (passages,) = (one for one in found.sets if (one.view, one.mode) == ("passages", "words"))
    (changed,) = (one for one in passages.changed if one.query in {"one", "other"})
    assert (changed.first, changed.second) == (pytest.approx(1 / math.log2(3)), 0.0)
    assert passages.first > passages.second
    assert passages.test.worse == 0
    assert not found.left_out
    # Both are of one index: the second time nothing was embedded.
    assert len(list(tmp_path.glob("*/*"))) == 1
    # A run that was kept says the same.
    kept = tmp_path / "kept.json"
    kept.write_text(json.dumps(run_to_json(second)), encoding="utf-8")
    again = compare(first, read_scores(kept))
    assert [one.test.better for one in again.sets] == [one.test.better for one in found.sets]
    assert again.second == "words_limit=1 (kept.json)"


def test_another_set_by_the_same_name_is_not_compared(tmp_path: Path) -> None:
    sets = read_sets([write_set(tmp_path / "one" / "made"), write_set(tmp_path / "two" / "made")])
    assert [known.name for known in sets] == ["one/made", "two/made"]
    assert sets[0].digest == sets[1].digest
    assert sets[0].folder != sets[1].folder
    queries = tmp_path / "two" / "made" / "queries.jsonl"
    queries.write_text(queries.read_text(encoding="utf-8").replace("what of the", "where is the"), encoding="utf-8")
    (other,) = read_sets([queries.parent])
    assert (other.name, other.digest != sets[0].digest) == ("made", True)
    (kept := tmp_path / "kept.json").write_text('{"format": 1, "results": 3}', encoding="utf-8")
    for path in (kept, tmp_path / "nowhere.json"):
        with pytest.raises(UserError, match="cannot be read as an earlier run"):
            read_scores(path)
