"""Searches on a real index, with an embedder whose synonyms are known."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pplx_desktop.core.errors import ModelProblem
from pplx_desktop.core.types import Block, Chunk, ChunkedDocument, Document, SearchMode, SearchResult
from pplx_desktop.search.ranking import Ranking
from pplx_desktop.search.searcher import Searcher
from pplx_desktop.search.terms import weigh_terms
from tests.support.corpus import Library, file_stat
from tests.support.fakes import BrokenEmbedder, FakeEmbedder

SYNONYMS = {"automobile": "car", "vehicle": "car", "doctor": "physician", "kitten": "cat", "invoice": "bill"}


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    library = Library(tmp_path / "index.sqlite3", FakeEmbedder(SYNONYMS))
    library.put(
        "/home/me/Work/cars.md",
        "The automobile was repaired.",
        "Its brakes squeak on hills.",
        kind="md",
        title="Repairs",
    )
    library.put(
        "/home/me/Work/Über 2024/health.pdf",
        "A physician examined the patient.",
        "Blood pressure was measured.",
        kind="pdf",
        pages=True,
    )
    library.put(
        "/home/me/private/pets.txt", "The cat sleeps near the window all day.", "Feeding happens at running times."
    )
    library.put(
        "/home/me/private/recipes.txt",
        "Boil the pasta in salted water.",
        "Serve with tomato sauce.",
        headings=("Pasta", "Pasta › Serving"),
    )
    library.embed()
    yield library
    library.index.close()


def ask(library: Library, raw: str, mode: SearchMode = "hybrid", **options: object) -> SearchResult:
    return Searcher(library.index, library.embedder).search(raw, mode=mode, **options)  # type: ignore[arg-type]


def names(result: SearchResult) -> list[str]:
    return [os.path.split(hit.path)[1] for hit in result.hits]


def test_words_find_stems_and_mark_them(library: Library) -> None:
    result = ask(library, "runs", "words")
    assert names(result) == ["pets.txt"]
    hit = result.hits[0]
    assert hit.sources == ("words",)
    passage = hit.passages[0]
    assert [passage.snippet.text[start:end] for start, end in passage.snippet.marks] == ["running"]
    text = library.index.view(hit.path).text
    assert [text[start:end] for start, end in passage.marks] == ["running"]
    assert text[passage.start : passage.end] == "Feeding happens at running times."


def test_the_place_is_that_of_what_was_found(library: Library) -> None:
    """A chunk may join small sections; where the words stand in it, is where the user is sent to."""
    text = "Roses in May.\n\nMoss on the wall, in May."
    blocks = (Block(0, 13, None, "Sunny"), Block(15, len(text), None, "Shady › Moss"))
    document = ChunkedDocument(Document("docx", "", text, blocks), (Chunk(0, len(text), None, "Sunny"),))
    library.index.store_document(file_stat("/home/me/garden.docx"), b"garden", 1, document)
    for query, heading in {
        "roses": "Sunny",
        "moss": "Shady › Moss",
        "may moss": "Shady › Moss",
        "may": "Sunny",
    }.items():
        (hit,) = ask(library, query, "words").hits
        assert [passage.heading for passage in hit.passages] == [heading]


def test_meaning_finds_what_shares_no_word(library: Library) -> None:
    assert names(ask(library, "vehicle", "words")) == []
    for mode in ("meaning", "hybrid"):
        hit = ask(library, "vehicle", mode).hits[0]
        assert (hit.path, hit.sources) == ("/home/me/Work/cars.md", ("meaning",))
        assert hit.passages[0].snippet.marks == ()
        assert hit.passages[0].snippet.text == "The automobile was repaired."


def test_a_rare_word_is_not_outranked_by_likeness(library: Library) -> None:
    library.put("/home/me/long.txt", "squeak " + "of many other things that have nothing to do with it " * 5)
    library.put("/home/me/like.txt", "an automobile between bread and wine in the garden")
    library.embed()
    found = ask(library, "squeak vehicle")
    assert [hit.sources for hit in found.hits[:3]] == [("words", "meaning")] * 2 + [("meaning",)]
    assert set(names(found)[:2]) == {"cars.md", "long.txt"}
    assert names(found)[2] == "like.txt"


def test_hits_carry_what_is_shown(library: Library) -> None:
    hit = ask(library, "blood pressure").hits[0]
    assert (hit.title, hit.kind, hit.size, hit.copies) == ("health.pdf", "pdf", 100, ())
    assert (hit.passages[0].page, hit.passages[0].sources) == (2, ("words", "meaning"))
    recipe = ask(library, "tomato").hits[0]
    assert recipe.passages[0].heading == "Pasta › Serving"
    assert ask(library, "automobile").hits[0].title == "Repairs"


def test_scores_are_shares_and_passages_best_first(library: Library) -> None:
    for raw in ("pasta water", "cat physician automobile", "pets", "the"):
        result = ask(library, raw)
        scores = [hit.score for hit in result.hits]
        assert scores == sorted(scores, reverse=True)
        assert all(0.0 <= score <= 1.0 for score in scores)
        for hit in result.hits:
            inner = [passage.score for passage in hit.passages]
            assert inner == sorted(inner, reverse=True)
            assert len(inner) <= 5


def test_the_limit_counts_files(library: Library) -> None:
    assert len(ask(library, "the", limit=2).hits) == 2


@pytest.mark.parametrize("mode", ["words", "meaning", "hybrid"])
@pytest.mark.parametrize(
    ("raw", "found"),
    [
        ("the type:pdf", {"health.pdf"}),
        ("the type:.PDF,md", {"health.pdf", "cars.md"}),
        ("the type:text", {"cars.md", "pets.txt", "recipes.txt"}),
        ("the in:private", {"pets.txt", "recipes.txt"}),
        ("the in:PRIV", {"pets.txt", "recipes.txt"}),
        ("the in:/home/me/Work", {"cars.md", "health.pdf"}),
        ("the in:/home/me/Wor", set()),
        ('the in:"work/über 2024"', {"health.pdf"}),
        ("the in:private type:pdf", set()),
        ("the after:2033", set()),
        ("the before:2001", set()),
        ("the -pasta in:private", {"pets.txt"}),
        ('the -"near the window"', {"cars.md", "health.pdf", "recipes.txt"}),
        ('"near the window"', {"pets.txt"}),
        ('the "salted water" "tomato sauce"', {"recipes.txt"}),
        ('"water salted"', set()),
        ('the "brakes"', {"cars.md"}),
        # Across the border of two chunks.
        ('"was repaired its brakes"', {"cars.md"}),
        ('"repaired its squeak"', set()),
        ('the -"examined the patient blood"', {"cars.md", "pets.txt", "recipes.txt"}),
        # In the name alone.
        ('the "pets"', {"pets.txt"}),
        ("the -cars", {"health.pdf", "pets.txt", "recipes.txt"}),
    ],
)
def test_conditions_hold_in_every_mode(library: Library, raw: str, found: set[str], mode: SearchMode) -> None:
    hits = set(names(ask(library, raw, mode)))
    if mode == "meaning" or raw.startswith('"'):
        assert hits == found
    else:
        assert hits <= found
        assert bool(hits) == bool(found)


def test_conditions_alone_list_the_newest(library: Library) -> None:
    library.index.note_pending([file_stat("/home/me/private/new.txt", mtime_ns=1_800_000_000_000_000_000)])
    result = ask(library, "in:private")
    assert names(result) == ["new.txt", "pets.txt", "recipes.txt"]
    assert all(hit.passages == () and hit.sources == () for hit in result.hits)


def test_days_begin_at_local_midnight(library: Library) -> None:
    midnight = int(datetime(2022, 3, 1).astimezone().timestamp()) * 10**9
    library.put("/d/late.txt", "dated one", mtime_ns=midnight - 1)
    library.put("/d/early.txt", "dated two", mtime_ns=midnight)
    assert names(ask(library, "dated after:2022-03-01", "words")) == ["early.txt"]
    assert names(ask(library, "dated before:2022-03 after:2022-02-28", "words")) == ["late.txt"]


def test_copies_are_one_hit(library: Library) -> None:
    library.put(
        "/home/me/private/old/kept recipes.txt",
        "Boil the pasta in salted water.",
        "Serve with tomato sauce.",
        headings=("Pasta", "Pasta › Serving"),
    )
    hit = ask(library, "tomato").hits[0]
    assert hit.path == "/home/me/private/recipes.txt"
    assert hit.copies == ("/home/me/private/old/kept recipes.txt",)
    assert ask(library, "kept tomato").hits[0].path == "/home/me/private/old/kept recipes.txt"
    assert ask(library, "tomato in:old").hits[0].copies == ()


def test_names_find_files_that_were_not_read(library: Library) -> None:
    undecodable = os.fsdecode(b"/home/me/scans/TaxReturn-2023-\xff.tiff")
    library.index.note_pending([file_stat(undecodable)])
    for raw in ("tax return", "TaxReturn", '"tax return" 2023', "returns type:tiff"):
        hit = ask(library, raw).hits[0]
        assert (hit.path, hit.sources, hit.passages, hit.kind) == (undecodable, ("name",), (), "tiff")
        assert hit.title == "TaxReturn-2023-\\xff.tiff"
    assert undecodable not in [hit.path for hit in ask(library, "tax -2023").hits]


def test_a_name_lifts_its_file(library: Library) -> None:
    library.put("/home/me/a.txt", "pasta and more pasta, nothing else")
    library.embed()
    hit = ask(library, "recipes pasta").hits[0]
    assert (hit.path, hit.sources[-1]) == ("/home/me/private/recipes.txt", "name")


def test_the_beginning_of_the_last_word_is_enough_while_typing(library: Library) -> None:
    assert names(ask(library, "salted toma", "words", typing=True)) == ["recipes.txt"]
    assert names(ask(library, "toma", "words")) == []
    assert names(ask(library, "toma ", "words", typing=True)) == []
    assert names(ask(library, "recip", "words", typing=True)) == ["recipes.txt"]


def test_without_a_model_words_go_on(library: Library) -> None:
    for embedder in (None, BrokenEmbedder()):
        searcher = Searcher(library.index, embedder)
        if embedder is not None:
            generation = library.index.ensure_generation(embedder.fingerprint, "broken", 128)
            for job in library.index.next_to_embed(generation, 1):
                codes = embedder.embed_chunks(job.title, job.headings, job.texts)
                library.index.store_codes(generation, job.document_id, codes)
        result = searcher.search("pasta")
        assert names(result)[0] == "recipes.txt"
        assert len(result.notices) == 1
        assert result.hits[0].score > 0.9
        assert searcher.search("pasta", mode="words").notices == ()
        with pytest.raises(ModelProblem):
            searcher.search("pasta", mode="meaning")


@pytest.mark.parametrize("begun", [False, True])
def test_a_model_without_vectors_yet_is_told(library: Library, begun: bool) -> None:
    embedder = FakeEmbedder(fingerprint="another")
    if begun:
        library.index.ensure_generation("another", "another", embedder.dims)
    searcher = Searcher(library.index, embedder)
    result = searcher.search("pasta")
    assert names(result)[0] == "recipes.txt"
    assert "only words and names were searched" in result.notices[0]
    by_meaning = searcher.search("pasta", mode="meaning")
    assert by_meaning.hits == ()
    (notice,) = by_meaning.notices
    assert notice.startswith("Nothing was indexed by meaning yet")
    assert "search by words" in notice
    assert "were searched" not in notice
    assert embedder.queries == []


def test_files_without_vectors_yet_are_found_by_their_words(library: Library) -> None:
    library.put("/home/me/new.txt", "Tomato tomato tomato")
    assert set(names(ask(library, "tomato"))[:2]) == {"new.txt", "recipes.txt"}


def test_the_model_is_asked_for_the_words_only(library: Library) -> None:
    ask(library, 'blood "was measured" type:pdf -rain in:home')
    ask(library, "type:pdf")
    ask(library, "anything", "words")
    assert library.embedder.queries == ["blood was measured"]


@pytest.mark.parametrize("mode", ["hybrid", "meaning"])
def test_where_no_file_is_left_the_model_is_not_asked(library: Library, mode: SearchMode) -> None:
    for raw in ("solar type:mp3", "solar in:nowhere", 'solar "was never measured"', "solar before:1980"):
        result = ask(library, raw, mode)
        assert (result.hits, result.is_good_match, result.notices) == ((), False, ())
        assert result.explanation is not None
        assert result.explanation.in_scope == 0
    assert library.embedder.queries == []


def test_nothing_asked_is_nothing_found(library: Library) -> None:
    for raw in ("", "   ", "-pasta", '""', "?!"):
        assert ask(library, raw, "words").hits == ()
    assert library.embedder.queries == []


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(
    raw=st.text(alphabet=st.one_of(st.sampled_from('"-:*^(){}+,. \x00\ud800ANDORNEAR'), st.characters()), max_size=40)
    | st.lists(
        st.sampled_from(["the", '"', "-", "in:", "type:", "after:", "NEAR(", "*", "AND", "OR", "{text}:", "^", "cat"])
    ).map(" ".join),
    typing=st.booleans(),
)
def test_no_query_is_an_error(library: Library, raw: str, *, typing: bool) -> None:
    result = ask(library, raw, typing=typing)
    assert all(0.0 <= hit.score <= 1.0 for hit in result.hits)


@pytest.mark.parametrize("raw", ["type:\ud800", "type:pdf,x\udcff pasta", "in:\ud800", '"\ud800 x"'])
def test_half_a_character_is_no_error(library: Library, raw: str) -> None:
    for mode in ("words", "hybrid"):
        assert ask(library, raw, mode).notices == ()


def test_common_words_are_left_out_and_rare_ones_weighed(library: Library) -> None:
    for number in range(60):
        library.put(f"/many/{number}.txt", f"ordinary text number{number} " + ("seldom" if number < 2 else "often"))
    terms = weigh_terms(library.index.retrieval, ["ordinary", "often", "seldom", "squeak", "absent"], Ranking())
    assert terms.terms == ("seldom", "squeak")
    assert set(terms.rare) == {"seldom", "squeak"}
    assert terms.rare["squeak"] > terms.rare["seldom"]
    whole = weigh_terms(library.index.retrieval, ["ordinary", "often", "seldom", "squeak"], Ranking())
    assert sum(whole.rare.values()) == pytest.approx(1.0)
    assert sum(terms.rare.values()) < 0.7  # the word that is nowhere counts too
    assert weigh_terms(library.index.retrieval, ["ordinary", "absent"], Ranking()).terms == ("ordinary",)
    assert weigh_terms(library.index.retrieval, ["absent"], Ranking()).terms == ()


def test_the_file_whose_name_is_typed_comes_first(library: Library) -> None:
    library.put("/home/me/list.txt", "issue4881.pdf issue4881.pdf issue4881.pdf and others")
    library.put("/home/me/issue4881.pdf", "a page about something else")
    library.embed()
    for raw in ("issue4881.pdf", "issue4881", "ISSUE4881.PDF"):
        assert names(ask(library, raw))[0] == "issue4881.pdf"


def test_a_folder_brings_files_only_with_a_word_of_their_names(library: Library) -> None:
    for number in range(3):
        library.put(f"/home/me/Zebras/letter {number}.txt", f"page {number} says nothing about animals")
    assert ask(library, "zebras", "words").hits == ()
    assert names(ask(library, "zebras letter 1", "words"))[0] == "letter 1.txt"
    assert names(ask(library, "zebras letter", "words")) == [f"letter {number}.txt" for number in range(3)]


def test_words_with_one_stem_count_once(library: Library) -> None:
    terms = weigh_terms(library.index.retrieval, ["automobile", "automobiles", "repaired"], Ranking())
    assert terms.terms == ("automobile", "repaired")
