"""What is asked for by its exact word, number, phrase or file name comes first, whatever is like the query.

The texts are real: modules of the standard library and the project's own pages. The model is misled on purpose: to it,
every query is the very same as a few decoys.
"""

from __future__ import annotations

import email
import json
import random
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pplx_desktop.core.types import Hit, QueryVector, SearchMode
from pplx_desktop.search.ranking import DEFAULT_RANKING
from pplx_desktop.search.searcher import Searcher
from tests.support.corpus import Library
from tests.support.fakes import FakeEmbedder

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = (Path(email.__file__).parent, Path(json.__file__).parent)
CHUNK_CHARS, MOST_CHUNKS = 900, 5
DECOYS = 12
PLACES_ONLY = replace(DEFAULT_RANKING, snippet_chars=0)
ASKED: tuple[tuple[SearchMode, bool], ...] = (
    ("hybrid", False),
    ("hybrid", True),
    ("words", False),
    ("words", True),
)
NAMES = (
    "/home/me/Papers/Tax_Return-2023 (final).pdf",
    "/home/me/Papers/Old/Tax_Return-2022.pdf",
    "/home/me/Papers/tax return and other letters of 2023.txt",
    "/home/me/Música/Canción de cuna.txt",
    "/home/me/Bilder/IMG_20230714_183042.jpg",
    "/home/me/code/archive.tar.gz",
    "/home/me/code/README",
    "/home/me/code/other/README.md",
    "/home/me/notes/getUserName.js",
    "/home/me/notes/résumé v2.docx",
)


class Misled(FakeEmbedder):
    """To it each query is the text of the decoys, so that these are as like as can be."""

    def embed_query(self, text: str) -> QueryVector:
        return super().embed_query("decoy " * 9)

    @cache  # noqa: B019 - one for the module, words come again and again
    def _direction(self, word: str) -> np.ndarray:
        return super()._direction(word)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    library = Library(tmp_path_factory.mktemp("exact") / "index.sqlite3", Misled())
    files = [
        ROOT / "README.md",
        ROOT / "ARCHITECTURE.md",
        *(file for one in FOLDERS for file in sorted(one.glob("*.py"))),
    ]
    for file in files:
        text = file.read_text("utf-8")
        chunks = [text[at : at + CHUNK_CHARS] for at in range(0, len(text), CHUNK_CHARS)][:MOST_CHUNKS]
        library.put(f"/home/me/code/{file.parent.name}/{file.name}", *filter(str.strip, chunks))
    for number, path in enumerate(NAMES):
        library.put(path, f"page {number} about something else entirely", f"the {number}th page tells nothing, either")
    for number in range(DECOYS):
        # Words that queries share, so that the words leg finds the decoys as well.
        library.put(f"/home/me/decoys/d{number}.txt", f"decoy decoy decoy the of and import return self def {number}")
    library.embed()
    yield library
    library.index.close()


class Texts(dict[str, str]):
    """What each file holds, by path; too long to be shown by a test that fails."""

    def __repr__(self) -> str:
        return f"{len(self)} texts"


@pytest.fixture(scope="module")
def texts(library: Library) -> Texts:
    paths = [path for path, record in library.index.ledger("/home").items() if record.document_id]
    return Texts({path: view.text for path in paths if (view := library.index.view(path)) is not None})


def ask(library: Library, raw: str, mode: SearchMode, *, typing: bool) -> tuple[Hit, ...]:
    searcher = Searcher(library.index, library.embedder, PLACES_ONLY)
    return searcher.search(raw, mode=mode, typing=typing, limit=100).hits


@cache
def stems(library: Library, text: str) -> tuple[str, ...]:
    return tuple(token.term for token in library.index.retrieval.tokenizers.stems(text))


def holds(library: Library, text: str, words: tuple[str, ...]) -> bool:
    there = stems(library, text)
    return any(there[at : at + len(words)] == words for at, word in enumerate(there) if word == words[0])


def assert_holders_first(library: Library, texts: Texts, asked: str, hits: tuple[Hit, ...]) -> None:
    words = stems(library, asked)
    said = [holds(library, texts[hit.path], words) or hit.evidence.exact == "name" for hit in hits]
    assert said[0], (asked, hits[0].path)
    assert said == sorted(said, reverse=True), (asked, [hit.path for hit in hits])
    assert {path for path, text in texts.items() if holds(library, text, words)} <= {
        path for hit, held in zip(hits, said, strict=True) if held for path in (hit.path, *hit.copies)
    }


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**9), how=st.sampled_from(ASKED))
@pytest.mark.parametrize("kind", ["word", "number"])
def test_what_holds_a_rare_word_or_a_number_comes_first(
    library: Library, texts: Texts, kind: str, seed: int, how: tuple[SearchMode, bool]
) -> None:
    chance = random.Random(seed)
    pattern = r"[^\W\d_]{4,}" if kind == "word" else r"\d+(?:[.:]\d+)*"
    path = chance.choice(sorted(texts))
    words = re.findall(pattern, texts[path])
    chance.shuffle(words)
    count = library.index.retrieval.count_chunks
    word = next((word for word in words if 0 < count(word) <= DEFAULT_RANKING.rare_chunks), None)
    if word is None:
        return
    assert_holders_first(library, texts, word, ask(library, word, how[0], typing=how[1]))
    # With a word that says little beside it.
    both = f"the {word}"
    assert_holders_first(library, texts, word, ask(library, both, how[0], typing=how[1]))


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**9), how=st.sampled_from(ASKED))
def test_what_holds_a_phrase_is_all_there_is_and_shown_by_the_passage_with_it(
    library: Library, texts: Texts, seed: int, how: tuple[SearchMode, bool]
) -> None:
    chance = random.Random(seed)
    path = chance.choice([path for path, text in sorted(texts.items()) if len(text) > CHUNK_CHARS])
    words = re.findall(r"\w+", texts[path][:CHUNK_CHARS])
    at = chance.randrange(max(1, len(words) - 3))
    phrase = " ".join(words[at : at + 3])
    wanted = stems(library, phrase)
    hits = ask(library, f'"{phrase}" import', how[0], typing=how[1])
    assert path in {one for hit in hits for one in (hit.path, *hit.copies)}
    for hit in hits:
        assert holds(library, texts[hit.path], wanted)
        passages = [texts[hit.path][passage.start : passage.end] for passage in hit.passages]
        inside = [holds(library, passage, wanted) for passage in passages]
        assert inside == sorted(inside, reverse=True)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**9), how=st.sampled_from(ASKED))
def test_a_file_is_first_for_its_name_however_it_is_written(
    library: Library, texts: Texts, seed: int, how: tuple[SearchMode, bool]
) -> None:
    chance = random.Random(seed)
    path = Path(chance.choice([*NAMES, *sorted(texts)]))
    near = f"{path.parent.name}{chance.choice(' /')}{path.name}"
    asked = chance.choice([path.name, path.stem, path.name.split(".", 1)[0], near])
    asked = chance.choice([asked, asked.replace("_", " "), asked.replace(" ", "_"), asked.upper(), asked.lower()])
    first = Path(ask(library, asked, how[0], typing=how[1])[0].path)
    names = {first.name, first.stem, first.name.split(".", 1)[0], f"{first.parent.name} {first.name}"}
    assert plain(asked) in set(map(plain, names)), (asked, first)


def plain(text: str) -> str:
    return re.sub(r"[\W_]", "", text.casefold())


@pytest.mark.parametrize("how", ASKED)
def test_the_beginning_of_a_rare_word_is_enough_while_typing(library: Library, how: tuple[SearchMode, bool]) -> None:
    mode, typing = how
    if typing:
        assert "decoys" not in ask(library, "quopr", mode, typing=True)[0].path
        assert "decoys" in ask(library, "decoy", mode, typing=True)[0].path


def test_a_rare_word_is_certain_beside_one_that_many_passages_hold(library: Library) -> None:
    # A quarter, or half, of all passages hold the other one.
    for asked in ("quopri import", "import quopri", "def quopri"):
        told = {hit.evidence.exact for hit in ask(library, asked, "hybrid", typing=False) if "decoys" in hit.path}
        assert told == {""}
        assert ask(library, asked, "hybrid", typing=False)[0].evidence.exact == "rare"


@pytest.mark.parametrize("asked", ["quo_pri", "quo-pri", "the quo.pri"])
@pytest.mark.parametrize("typing", [False, True])
def test_what_is_only_written_otherwise_is_as_certain(
    library: Library, texts: Texts, asked: str, *, typing: bool
) -> None:
    first = ask(library, asked, "hybrid", typing=typing)[0]
    assert first.evidence.exact == "rare"
    assert "quopri" in texts[first.path]


def test_the_beginning_of_a_name_with_dots_is_enough_while_typing(library: Library) -> None:
    for asked in ("archive.ta", "Tax_Return-20"):
        assert Path(ask(library, asked, "hybrid", typing=True)[0].path).name.startswith(asked)


def test_a_rare_word_in_a_long_question_makes_nothing_certain(library: Library) -> None:
    asked = "why do whales that sing below frozen oceans never sleep quopri"
    hits = ask(library, asked, "hybrid", typing=False)
    assert {hit.evidence.exact for hit in hits} == {""}
    assert "decoys" in hits[0].path


def test_scores_never_rise_and_say_why(library: Library) -> None:
    hits = ask(library, "quopri", "hybrid", typing=False)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert hits[0].evidence.exact == "rare"
    assert {hit.evidence.exact for hit in hits if "decoys" in hit.path} <= {""}
