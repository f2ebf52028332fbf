"""Lists of common words answer as FTS5 does, whatever was written, deleted and listed before, and keep nothing that is gone."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path

import apsw
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pplx_desktop.index import common_words, holders, rooms, unlisting
from pplx_desktop.index.chunk_rows import runs_in
from pplx_desktop.index.fulltext import ColumnWeights, FullText
from pplx_desktop.index.holders import HolderReader, has_lists, totals
from pplx_desktop.index.store import Index
from pplx_desktop.index.word_lists import BLOCK_CHUNKS, pack_counts, pack_list, unpack_lists
from tests.support.corpus import Library
from tests.support.small_blocks import EAGER, small_blocks

WORDS = ["the", "running", "runs", "system", "file", "Élan", "rare", "rarer", "東京都", "don't", "databases", "x1"]
COMMON_TEXT = st.lists(st.sampled_from(WORDS), min_size=1, max_size=9).map(" ".join)
NAMES = st.sampled_from([f"/a/{number}.txt" for number in range(8)])
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("put"), NAMES, st.lists(COMMON_TEXT, min_size=1, max_size=12), COMMON_TEXT),
        st.tuples(st.just("forget"), st.lists(NAMES, min_size=1, max_size=6)),
        st.tuples(st.just("fill")),
        st.tuples(st.just("list"), st.sampled_from([1, 2, 1000])),
    ),
    min_size=3,
    max_size=14,
)
ASKED: list[tuple[str, ...]] = [
    ("the",),
    ("running", "file"),
    ("system", "the", "databases"),
    ("rare", "rarer"),
    ("the system",),
    ("the file", "running", "elan"),
    ("東京都", "system"),
    ("東京", "nowhere"),
    ("京", "file"),
]


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    library = Library(tmp_path / "index.sqlite3")
    yield library
    assert library.index.check() == []
    library.index.close()


def fill_block(index: Index) -> None:
    """Let the ids of chunks go on in the next block, as if this one were full."""
    index._db.run(
        "UPDATE counters SET value = (value / ? + 1) * ? WHERE name = 'next_chunk'", BLOCK_CHUNKS, BLOCK_CHUNKS
    )


def make_lists(index: Index) -> int:
    made: set[int] = set()
    while steps := list(common_words.list_block(index._db, **EAGER)):
        made |= set(steps)
    return len(made)


def answers(
    index: Index, asked: Sequence[str], limit: int, documents: np.ndarray | None, weights: ColumnWeights
) -> tuple[list[tuple[int, float]], list[tuple[int, float]]]:
    """By the lists, and by FTS5."""
    fulltext = FullText(index._db)
    chunks = None if documents is None else runs_in(index._db, documents)
    best, scores = fulltext._match_with_lists(asked, limit, weights, chunks=chunks, beginning="")
    return list(zip(best.tolist(), scores.tolist(), strict=True)), fulltext.match_with_fts5(
        asked, limit, weights, chunks=chunks
    )


def assert_answers_agree(index: Index) -> None:
    # In one state of the index, where what was read of a word is kept for the next question.
    with index._db.snapshot():
        _assert_answers_agree(index)


def _assert_answers_agree(index: Index) -> None:
    fulltext = FullText(index._db)
    documents = np.array([row for (row,) in index._db.rows("SELECT id FROM documents ORDER BY id")], np.int64)
    everything = totals(index._db).chunks + 1
    for asked in ASKED:
        for scope in (None, documents[::2]):
            found, expected = answers(index, asked, everything, scope, ColumnWeights())
            assert found == expected
        found, expected = answers(index, asked, everything, None, ColumnWeights(1.0, 0.5, 4.0))
        assert [chunk for chunk, _ in found] == [chunk for chunk, _ in expected]
        assert [score for _, score in found] == pytest.approx([score for _, score in expected])
        for term in asked:
            expression = fulltext._any_of([term])
            held = [row for (row,) in index._db.rows("SELECT rowid FROM chunk_words(?)", expression)]
            assert fulltext.chunks_with(term) == held
            assert fulltext.count_chunks(term) == len(held)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(STEPS, st.sampled_from([0, 200]), st.sampled_from([0, 1, 4]))
def test_lists_answer_as_fts5_does_whatever_came_and_went(steps: list[tuple], few: int, most_listed: int) -> None:
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(rooms, "_FEW", few)
        # With 0 the vocabulary is asked for every word.
        patch.setattr(holders, "_MOST_LISTED", most_listed)
        patch.setattr(unlisting, "_DROPPED_EVERY", 24)
        library = Library(Path(folder) / "index.sqlite3")
        listing: Iterator[int] = iter(())
        for step in steps:
            match step:
                case ("put", name, chunks, title):
                    library.put(name, *chunks, title=title, headings=[title[:5]] * len(chunks))
                case ("forget", names):
                    library.index.forget(names)
                case ("fill",):
                    fill_block(library.index)
                case (_, parts):
                    # What goes while lists are being made is in none.
                    if not list(islice(listing, parts)):
                        listing = common_words.list_block(library.index._db, **EAGER)
                        list(islice(listing, parts))
        assert_answers_agree(library.index)
        fill_block(library.index)
        make_lists(library.index)
        assert_answers_agree(library.index)
        assert library.index.check() == []
        library.index.close()


def test_the_best_of_many_are_those_of_fts5_and_equal_ones_go_by_their_id(library: Library) -> None:
    rng = random.Random(3)
    with library.index.batch():
        for number in range(60):
            texts = [" ".join(rng.choices(WORDS, k=rng.randrange(3, 30))) for _ in range(50)]
            library.put(f"/a/{number}.txt", *texts, title=f"number {number}")
    fill_block(library.index)
    with library.index.batch():
        library.put("/b/later.txt", *(["the system"] * 40))
    assert make_lists(library.index) == 1
    assert has_lists(library.index._db)
    for asked in ASKED:
        found, expected = answers(library.index, asked, 500, None, ColumnWeights())
        assert [score for _, score in found] == [score for _, score in expected]
        least = found[-1][1] if found else 0.0
        assert [one for one in found if one[1] > least] == [one for one in expected if one[1] > least]
        ties = [chunk for chunk, score in found if score == least]
        everything, _ = answers(library.index, asked, 10_000, None, ColumnWeights())
        assert ties == [chunk for chunk, score in everything if score == least][: len(ties)]


def test_a_beginning_stands_for_the_words_that_many_chunks_hold(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.put("/a/one.txt", *(["system of files"] * 6), "systole", "nothing")
    fill_block(library.index)
    library.put("/a/two.txt", "systems", "filed", "systole")
    make_lists(library.index)
    fulltext = FullText(library.index._db)

    def found(beginning: str) -> list[int]:
        matches = fulltext.match_words([], 100, ColumnWeights(), chunks=None, beginning=beginning)
        return sorted(match.chunk_id % BLOCK_CHUNKS for match in matches)

    assert found("syst") == [0, 1, 2, 2, 3, 4, 5, 6, 7]
    monkeypatch.setattr("pplx_desktop.index.holders._MANY", 5)
    # "systole" is in too few chunks for a list, "systems" has the stem of "system".
    assert found("syst") == [0, 1, 2, 3, 4, 5, 6]
    assert found("systo") == [2, 7]


@pytest.mark.parametrize("many", [4_000, 5], ids=["by FTS5", "by lists"])
def test_a_beginning_is_that_of_words_that_begin_as_it_is_typed(
    library: Library, monkeypatch: pytest.MonkeyPatch, many: int
) -> None:
    """The stem of "ins" is "in", that of "pos" is "po"."""
    monkeypatch.setattr("pplx_desktop.index.holders._MANY", many)
    library.put("/a/one.txt", *(["into it"] * 6), *(["install it"] * 6), "in", "poem", "position", "glass", "ins")
    fill_block(library.index)
    make_lists(library.index)
    fulltext = FullText(library.index._db)

    def found(beginning: str) -> list[int]:
        matches = fulltext.match_words([], 100, ColumnWeights(), chunks=None, beginning=beginning)
        return sorted(match.chunk_id - 1 for match in matches)

    assert found("ins") == [6, 7, 8, 9, 10, 11]
    assert found("in") == [*range(13), 16]
    assert found("pos") == [14]
    without_lists = fulltext.match_with_fts5([], 100, ColumnWeights(), chunks=None, beginning="ins")
    assert sorted(chunk - 1 for chunk, _ in without_lists) == [6, 7, 8, 9, 10, 11]
    assert fulltext.holds(17, "ins", begins=True)


@pytest.mark.parametrize(
    "beginning",
    ["i", "in", "ins", "inst", "po", "pos", "über", "uber", "ü", "syst", "systems", "2", "20", "nothing", "x"],
)
def test_a_beginning_without_lists_is_scored_as_by_fts5(library: Library, beginning: str) -> None:
    """Read from the vocabulary, word by word: a chunk that holds several words, or one twice, or in its title, counts once."""
    library.put(
        "/a/one.txt", "into it and into that", "install the installed system", "in position", "poem", title="Inside"
    )
    fill_block(library.index)
    library.put(
        "/a/two.txt", "über überall 2026 202", "systems of systole", "instant insistence " * 3, headings=["In"] * 3
    )
    make_lists(library.index)
    fulltext = FullText(library.index._db)
    found = dict(
        zip(*fulltext._match_with_lists([], 100, ColumnWeights(), chunks=None, beginning=beginning), strict=True)
    )
    expected = dict(fulltext.match_with_fts5([], 100, ColumnWeights(), chunks=None, beginning=beginning))
    assert found == pytest.approx(expected, rel=1e-12)
    # What is in the index begins with stems, and "system" does not begin with "systems".
    assert bool(found) == (beginning not in ("nothing", "systems", "x"))


def test_an_index_that_is_small_gets_no_lists(library: Library) -> None:
    library.put("/a/one.txt", *(["the system"] * 10))
    fill_block(library.index)
    while library.index.tidy():
        pass
    assert not has_lists(library.index._db)


def test_a_list_that_was_cut_short_leaves_nothing_and_is_made_again(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.put("/a/one.txt", *(["the system runs"] * 10))
    fill_block(library.index)
    whole, calls = common_words._list, []

    def list_or_die(*arguments: object) -> tuple[int, bytes] | None:
        calls.append(arguments)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return whole(*arguments)

    monkeypatch.setattr(common_words, "_list", list_or_die)
    with pytest.raises(KeyboardInterrupt):
        make_lists(library.index)
    assert library.index._db.value("SELECT count(*) FROM word_lists") == 0
    assert_answers_agree(library.index)
    assert make_lists(library.index) == 1
    assert_answers_agree(library.index)


@pytest.mark.parametrize("others", [3, 60], ids=["few go", "many go, which are marked first"])
def test_what_goes_is_in_no_list_and_in_no_byte(library: Library, others: int) -> None:
    for number in range(60):
        library.put(f"/a/{number}.txt", *(["the system runs"] * 3))
    for number in range(others):
        library.put(f"/secret/{number}.txt", *([f"the canaryword runs {number}"] * 13))
    fill_block(library.index)
    assert make_lists(library.index) == 1
    library.index.erase_traces()
    data = library.index.path.read_bytes()
    library.index.forget([f"/secret/{number}.txt" for number in range(others)])
    library.index.erase_traces()
    assert b"canaryword" in data
    assert library.index._db.value("SELECT count(*) FROM word_lists WHERE word = 'canaryword'") == 0
    assert b"canaryword" not in library.index.path.read_bytes()
    make_lists(library.index)
    assert_answers_agree(library.index)


def test_a_form_of_a_word_that_only_removed_texts_had_is_in_no_byte(library: Library) -> None:
    """What a word of the lists is asked by is made of its stem, which others still hold."""
    for number in range(60):
        library.put(f"/secret/{number}.txt", f"the canarywording {number}")
    for number in range(30):
        library.put(f"/a/{number}.txt", f"the canaryword runs {number}")
    fill_block(library.index)
    assert make_lists(library.index) == 1
    assert library.index._db.value("SELECT chunks FROM word_lists WHERE word = 'canaryword'") == 90
    for number in range(60):
        library.index.forget([f"/secret/{number}.txt"])
    library.index.erase_traces()
    assert library.index._db.value("SELECT chunks FROM word_lists WHERE word = 'canaryword'") == 30
    assert b"canarywording" not in library.index.path.read_bytes()
    assert_answers_agree(library.index)


def test_lists_of_a_block_that_loses_many_chunks_are_dropped_and_made_again(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unlisting, "_DROPPED_EVERY", 8)
    for number in range(40):
        library.put(f"/a/{number}.txt", "the system runs", f"number {number}")
    fill_block(library.index)
    made = 0
    for number in range(20):
        made += make_lists(library.index)
        library.index.forget([f"/a/{number}.txt"])
        assert_answers_agree(library.index)
    # 80 chunks became 40, 4 of them between the numbers at which they are dropped and the beginning.
    assert made == 1 + 40 // 8


def test_lists_that_chunks_left_while_they_were_made_are_made_anew(library: Library) -> None:
    library.put("/a/one.txt", *(["the system runs"] * 10))
    library.put("/secret/one.txt", *(["the canaryword"] * 3))
    fill_block(library.index)
    listing = common_words.list_block(library.index._db, **EAGER)
    assert list(islice(listing, 2)) == [0, 0]
    library.index.forget(["/secret/one.txt"])
    assert list(listing) == [0]
    assert not has_lists(library.index._db)
    assert make_lists(library.index) == 1
    assert library.index._db.value("SELECT count(*) FROM word_lists WHERE word = 'canaryword'") == 0


def test_what_was_written_last_is_listed_first_and_alone_while_more_is_written(tmp_path: Path) -> None:
    def listed() -> list[int]:
        rows = library.index._db.rows("SELECT id FROM word_lists WHERE word = '' ORDER BY id")
        return [holders.block_of(row) for (row,) in rows]

    with small_blocks():
        library = Library(tmp_path / "index.sqlite3")
        for number in range(3):
            library.put(f"/a/{number}.txt", *([f"the system {number}"] * holders.BLOCK_CHUNKS))
        while library.index.list_words(newest_only=True):
            pass
        assert listed() == [2]
        while library.index.list_words():
            pass
        assert listed() == [0, 1, 2]
        assert_answers_agree(library.index)
        assert library.index.check() == []
        library.index.close()


def test_check_finds_a_list_that_is_not_what_the_full_text_index_says(library: Library) -> None:
    library.put("/a/one.txt", *(["the system runs"] * 10))
    fill_block(library.index)
    make_lists(library.index)
    database = library.index._db
    row, data = database.rows("SELECT id, data FROM word_lists WHERE word = 'system'")[0]
    places, counts, _ = unpack_lists([data])
    database.run("UPDATE word_lists SET data = ? WHERE id = ?", pack_list(places[1:], counts[1:]), row)
    assert any("system" in fault for fault in library.index.check())
    database.run("UPDATE word_lists SET data = ? WHERE id = ?", data, row)


@settings(deadline=None)
@given(st.lists(st.tuples(st.sets(st.integers(0, BLOCK_CHUNKS - 1)), st.booleans()), max_size=4), st.integers(0, 2**32))
def test_what_is_unpacked_is_what_was_packed(lists: list[tuple[set[int], bool]], seed: int) -> None:
    rng = np.random.default_rng(seed)
    packed, places, counts = [], [], []
    for number, (sparse, dense) in enumerate(lists):
        there = np.array(sorted(sparse), np.int64)
        if dense:
            there = np.union1d(there, rng.permutation(BLOCK_CHUNKS)[: BLOCK_CHUNKS // 3])
        times = pack_counts(*(rng.integers(0, most, len(there)) for most in (300, 3, 3)))
        packed.append(pack_list(there, times))
        places += (there + number * BLOCK_CHUNKS).tolist()
        counts += times.tolist()
    found, times, sizes = unpack_lists(packed)
    assert found.tolist() == places
    assert times.tolist() == counts
    assert sizes.sum() == len(places)


def test_a_search_that_was_taken_back_leaves_the_next_one_its_vocabulary(library: Library) -> None:
    library.put("/a/one.txt", "rare system", "the system")
    database = library.index._db
    reader = HolderReader(database, FullText(database).tokenizers)
    assert not database.knows_vocabulary
    database.run("CREATE TABLE temp.broken (id INTEGER PRIMARY KEY)")
    with suppress(apsw.ConstraintError), database.snapshot():
        reader.holders("rare", in_columns=False)
        assert database.knows_vocabulary
        database.run("INSERT INTO temp.broken VALUES (1), (1)")
    assert not database.knows_vocabulary
    with database.snapshot():
        (told,) = reader.holders("system", in_columns=False).told
        assert (len(told), told.times.tolist()) == (2, [1, 1])
        assert library.index.retrieval.vocabulary.count("system") == 2
