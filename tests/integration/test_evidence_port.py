"""What the port promises of sentences and of what is like a passage, held by the real engine and by the one that the
window is tested with.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from pplx_desktop.core.errors import UserError
from pplx_desktop.core.ports import SearchEngine
from pplx_desktop.engine.host import Host
from tests.support.fake_engine import FakeEngine, make_hit, make_passage
from tests.support.fake_evidence import Told
from tests.support.homes import Home

TEXT = (
    "The bill came in the month of May and was paid. The furnace starts and stops again and again, all day long. "
    "The children learned to swim in the sea."
)
SENTENCE = "The furnace starts and stops again and again, all day long."
QUERY = "furnace that starts all day"


@dataclass
class Case:
    """An engine that knows three files: `diary`, one like it, and `empty`, which has no text."""

    engine: SearchEngine
    diary: str
    other: str
    empty: str


@pytest.fixture(scope="module", params=["real", "fake"])
def case(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    if request.param == "real":
        home = Home(tmp_path_factory.mktemp("home"))
        home.documents.mkdir()
        names = ("diary.txt", "other.md", "empty.txt")
        for name, text in zip(names, (TEXT, "# Heating\n\nThe boiler starts and stops all the time.", ""), strict=True):
            (home.documents / name).write_text(text, encoding="utf-8")
        home.index()
        made = Case(Host(home.paths), *(str(home.documents / name) for name in names))
    else:
        engine = FakeEngine()
        made = Case(engine, "/data/diary.txt", "/data/other.md", "/data/empty.txt")
        engine.views[made.diary] = TEXT
        engine.telling[made.diary, 0] = Told(SENTENCE)
        engine.passages[made.diary] = (make_passage(TEXT, ()),)
        engine.like[made.diary] = [make_hit(made.diary), make_hit(made.other, make_passage("The boiler.", ()))]
    yield made
    made.engine.close()


def test_the_sentence_lies_in_the_text_and_in_its_snippet(case: Case) -> None:
    sentence = case.engine.telling_sentence(QUERY, case.diary, 0, len(TEXT))
    assert sentence is not None
    assert case.engine.view(case.diary).text[sentence.start : sentence.end] == SENTENCE
    assert sentence.snippet.told is not None
    assert sentence.snippet.text[slice(*sentence.snippet.told)] == SENTENCE


def test_where_there_is_no_such_text_there_is_no_sentence(case: Case) -> None:
    assert case.engine.telling_sentence(QUERY, case.diary, 0, len("The bill came in the month of May")) is None
    assert case.engine.telling_sentence(QUERY, case.diary + ".gone", 0, len(TEXT)) is None
    assert case.engine.telling_sentence(QUERY, case.empty, 0, 10) is None


def test_all_passages_of_a_file_are_those_that_hold_what_was_asked_for(case: Case) -> None:
    (passage,) = case.engine.passages_of(QUERY, case.diary)
    assert case.engine.view(case.diary).text[passage.start : passage.end].strip() == TEXT
    assert passage.evidence is None
    assert case.engine.passages_of(QUERY, case.diary + ".gone") == ()
    assert case.engine.passages_of(QUERY, case.empty) == ()
    assert case.engine.passages_of(" ", case.diary) == ()


def test_what_is_like_it_is_another_file(case: Case) -> None:
    result = case.engine.like_this(case.diary, 0)
    assert [hit.path for hit in result.hits] == [case.other]
    assert result.hits[0].sources == ("meaning",)
    assert result.explanation is not None
    assert result.explanation.meaning_weight == 1.0
    assert [hit.path for hit in case.engine.like_this(case.diary, None).hits] == [case.other]
    assert case.engine.like_this(case.diary, 0, limit=0).hits == ()


def test_what_has_no_vectors_cannot_be_compared(case: Case) -> None:
    for path in (case.empty, case.diary + ".gone"):
        with pytest.raises(UserError) as caught:
            case.engine.like_this(path, 0)
        assert caught.value.code in {"not-indexed", "not-embedded"}
