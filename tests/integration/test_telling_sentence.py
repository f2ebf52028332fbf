"""Which sentence of a passage says what was asked for: the words' part and the model's, in a real index and a real child."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from pplx_desktop.core.errors import ModelProblem
from pplx_desktop.core.types import SearchResult, TellingSentence
from pplx_desktop.engine.host import Host
from pplx_desktop.engine.lane import ModelLane
from pplx_desktop.search.query import parse_query
from pplx_desktop.search.telling import ReadPassage, choose, like_query, read_passage, told
from tests.support.corpus import Library
from tests.support.fakes import FakeEmbedder
from tests.support.homes import Home

PASSAGE = (
    "The bill came in May and was paid at once. The boiler switches itself on and off every few minutes. "
    "A buffer tank would help. The cellar is dry."
)
COMMON = "The boiler of the neighbours is another one and does not matter here."


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    library = Library(tmp_path / "index.sqlite3", FakeEmbedder({"furnace": "boiler", "heater": "boiler"}))
    library.put("/home/me/a.txt", "An introduction.", PASSAGE, title="House", headings=("", "Heating"))
    for number in range(20):
        library.put(f"/home/me/{number}.txt", f"{COMMON} {number}")
    yield library
    library.index.close()


def read(library: Library, query: str, *, path: str = "/home/me/a.txt", start: int = 18) -> ReadPassage | None:
    return read_passage(library.index, parse_query(query)[0], path, start, start + len(PASSAGE))


def by_words(library: Library, query: str) -> str | None:
    passage = read(library, query)
    assert passage is not None
    number = choose(passage.words, None)
    return passage.texts()[number] if number is not None else None


def test_the_sentence_with_the_words_that_tell_leads(library: Library) -> None:
    passage = read(library, "boiler minutes")
    assert passage is not None
    assert (passage.title, passage.heading, len(passage.places)) == ("House", "Heating", 4)
    assert passage.words.max() == pytest.approx(1.0)
    # One rare word weighs more than a common one: "boiler" is in nearly all files.
    assert by_words(library, "boiler dry") == "The cellar is dry."
    assert by_words(library, "buffers") == "A buffer tank would help."
    assert by_words(library, "switch") == "The boiler switches itself on and off every few minutes."


def test_the_beginning_of_a_word_counts_as_it_is_typed(library: Library) -> None:
    assert by_words(library, "cella") == "The cellar is dry."


def test_where_nothing_leads_nothing_is_named(library: Library) -> None:
    assert by_words(library, "elephants") is None
    assert choose(np.array([0.4, 0.4, 0.1]), None) is None
    assert choose(np.array([0.4, 0.4, 0.1]), np.array([0.2, 0.2 + 1e-3, 0.9])) == 2
    assert choose(np.zeros(3), np.array([-0.3, -0.2, -0.1])) is None


def test_without_the_words_the_likeness_decides(library: Library) -> None:
    passage = read(library, "heater")
    assert passage is not None
    assert not passage.words.any()
    texts = passage.texts()
    assert library.embedder is not None
    codes = library.embedder.embed_chunks(passage.title, [passage.heading] * len(texts), texts)
    likeness = like_query(library.embedder.embed_query("heater"), codes)
    number = choose(passage.words, likeness)
    assert number is not None
    assert "boiler" in texts[number]


def test_what_is_not_there_any_more_is_not_read(library: Library) -> None:
    assert read(library, "boiler", start=30) is None
    assert read(library, "boiler", path="/home/me/gone.txt") is None
    assert read_passage(library.index, parse_query("boiler")[0], "/home/me/a.txt", 0, 16) is None  # one sentence


def test_the_row_shows_the_sentence_with_its_words_marked(library: Library) -> None:
    passage = read(library, "dry")
    assert passage is not None
    sentence = told(passage, 3)
    text = library.index.view("/home/me/a.txt").text
    assert text[sentence.start : sentence.end] == "The cellar is dry."
    assert sentence.snippet.told is not None
    assert sentence.snippet.text[slice(*sentence.snippet.told)] == "The cellar is dry."
    assert [sentence.snippet.text[slice(*mark)] for mark in sentence.snippet.marks] == ["dry"]


HEATING = (
    "Aunt Mary visited us in April and brought a cake.\n\nThe furnace starts and stops again and again, all day long. "
    "We went to the sea in summer, where the children learned to swim. The roof was painted red.\n"
)


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    home = Home(tmp_path_factory.mktemp("home"))
    home.documents.mkdir()
    (home.documents / "diary.txt").write_text(HEATING, encoding="utf-8")
    home.index()
    engine = Host(home.paths)
    yield engine
    engine.close()


def asked(host: Host, query: str) -> tuple[SearchResult, TellingSentence | None]:
    result = host.search(query)
    passage = result.hits[0].passages[0]
    return result, host.telling_sentence(query, result.hits[0].path, passage.start, passage.end)


def test_the_real_model_finds_the_sentence_that_shares_no_word(host: Host) -> None:
    query = "why does my heating keep switching itself on and off"
    result, sentence = asked(host, query)
    assert sentence is not None
    text = host.view(result.hits[0].path).text
    assert text[sentence.start : sentence.end] == "The furnace starts and stops again and again, all day long."


def test_who_comes_by_again_does_not_ask_the_model_again(host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[object] = []
    real = ModelLane.embed_sentences

    def counted(lane: ModelLane, passage: tuple[str, list[str], list[str]]) -> object:
        calls.append(passage)
        return real(lane, passage)

    monkeypatch.setattr(ModelLane, "embed_sentences", counted)
    first = asked(host, "children swimming")[1]
    assert first is not None
    assert asked(host, "children swimming")[1] == first
    assert len(calls) == 1
    asked(host, "colour of the roof")
    assert len(calls) == 2


def test_a_model_that_sleeps_is_not_woken(host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(lane: ModelLane, passage: object) -> object:
        raise AssertionError("it was asked")

    result = host.search("a colour on the roof")
    passage = result.hits[0].passages[0]
    monkeypatch.setattr(ModelLane, "is_running", property(lambda _: False))
    monkeypatch.setattr(ModelLane, "embed_sentences", fail)
    sentence = host.telling_sentence("a colour on the roof", result.hits[0].path, passage.start, passage.end)
    assert sentence is not None
    text = host.view(result.hits[0].path).text
    assert text[sentence.start : sentence.end] == "The roof was painted red."


def test_a_model_that_cannot_be_asked_leaves_the_words_to_decide_until_it_can(
    host: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(lane: ModelLane, passage: object) -> object:
        raise ModelProblem("model-busy", "The model is busy.")

    query = "roof repainting"
    with monkeypatch.context() as failing:
        failing.setattr(ModelLane, "embed_sentences", fail)
        result, sentence = asked(host, query)
        assert sentence is not None
        text = host.view(result.hits[0].path).text
        assert text[sentence.start : sentence.end] == "The roof was painted red."
        assert asked(host, "my furnace is broken")[1] is not None
        assert asked(host, "an oven that is broken")[1] is None
    assert asked(host, "an oven that is broken")[1] is not None
