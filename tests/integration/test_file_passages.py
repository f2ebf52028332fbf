"""All passages of one file, where a search brings the best five of it."""

from __future__ import annotations

import pytest

from pplx_desktop.engine.host import Host
from tests.support.homes import Home

_FILLER = "The day went by with much rain and little wind, and nobody came along the shore. " * 12
_SIGHTINGS = 12


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    home = Home(tmp_path_factory.mktemp("home"))
    home.documents.mkdir()
    parts = [f"# Day {number}\n\n{_FILLER}A walrus lay on the ice.\n\n" for number in range(_SIGHTINGS)]
    parts.append(f"# The last day\n\n{_FILLER}A walrus with a broken tusk lay on the ice.\n\n")
    (home.documents / "diary.md").write_text("".join(parts), encoding="utf-8")
    (home.documents / "other.md").write_text("# Zoo\n\nA walrus eats fish.\n", encoding="utf-8")
    home.index()
    return home


def test_every_passage_that_holds_the_word_is_there_once(home: Home) -> None:
    path = str(home.documents / "diary.md")
    host = Host(home.paths)
    try:
        brought = next(hit for hit in host.search("walrus", mode="words").hits if hit.path == path).passages
        found, text = host.passages_of("walrus", path), host.view(path).text
    finally:
        host.close()
    assert len(brought) == 5
    of_word = [passage for passage in found if "words" in passage.sources]
    assert len(of_word) == text.count("walrus") == _SIGHTINGS + 1
    assert all("walrus" in text[passage.start : passage.end] for passage in of_word)
    assert [text[slice(*mark)] for passage in of_word for mark in passage.marks] == ["walrus"] * len(of_word)
    assert {passage.start for passage in brought} <= {passage.start for passage in found}
    assert [passage.score for passage in found] == sorted((passage.score for passage in found), reverse=True)


def test_a_passage_that_holds_little_of_the_question_is_none(home: Home) -> None:
    path = str(home.documents / "diary.md")
    host = Host(home.paths)
    try:
        found = host.passages_of("walrus with a broken tusk", path)
        text = host.view(path).text
    finally:
        host.close()
    assert "tusk" in text[found[0].start : found[0].end]
    assert all("tusk" in text[one.start : one.end] for one in found if "words" in one.sources)


def test_a_word_that_is_not_complete_finds_what_the_search_found(home: Home) -> None:
    path = str(home.documents / "diary.md")
    host = Host(home.paths)
    try:
        (hit,) = [hit for hit in host.search("walr", mode="words", typing=True).hits if hit.path == path]
        found = host.passages_of("walr", path, typing=True)
    finally:
        host.close()
    assert len(hit.passages) == 5
    assert len([passage for passage in found if "words" in passage.sources]) == _SIGHTINGS + 1
