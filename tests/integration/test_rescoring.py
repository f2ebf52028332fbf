"""The values beside the signs of vectors: left out, dropped and made again as the setting says, with answers all the while."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import apsw
import numpy as np
import pytest

from pplx_desktop.core.types import QueryVector
from pplx_desktop.engine.gate import Gate
from pplx_desktop.engine.vector_stage import VectorStage
from pplx_desktop.index import upkeep
from pplx_desktop.index.code_copies import CodeCopies
from pplx_desktop.index.store import Index
from pplx_desktop.search.meaning import likenesses
from pplx_desktop.search.searcher import Searcher
from tests.support.corpus import Library
from tests.support.fake_stages import FakeChunkEmbedder
from tests.support.fakes import FakeEmbedder
from tests.support.homes import Home
from tests.support.waiting import eventually

DIMS = 128


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    made = Library(tmp_path / "index.sqlite3", FakeEmbedder(dims=DIMS))
    yield made
    assert made.index.check() == []
    made.index.close()


def put(library: Library, count: int) -> list[int]:
    documents = [library.put(f"/a/{n}.txt", f"note {n}", f"more of {n}", f"end of {n}") for n in range(count)]
    library.embed()
    return documents


def sized(index: Index) -> dict[int, bool]:
    """Whether each chunk has sizes."""
    rows = index.retrieval.code_rows(1, range(10_000))
    return dict(zip(rows.chunks.tolist(), rows.sized.tolist(), strict=True))


def sizes_stored(index: Index) -> int:
    return index._db.value("SELECT count(*) FROM codes_1")


def tidy(index: Index) -> int:
    steps = 0
    while index.tidy():
        steps += 1
        assert steps < 10_000
    return steps


def query(text: str) -> QueryVector:
    return FakeEmbedder(dims=DIMS).embed_query(text)


def test_without_it_only_signs_are_stored_and_their_likeness_is_that_of_the_whole_query(library: Library) -> None:
    library.index.want_sizes(wanted=False)
    put(library, 4)
    assert sizes_stored(library.index) == 0
    assert list(sized(library.index).values()) == [False] * 12
    rows = library.index.retrieval.code_rows(1, range(1, 13))
    asked = query("note 2")
    signs = np.where(rows.values > 0, 1.0, -1.0)
    values = np.frombuffer(asked.values, "<f4").astype(np.float64)
    expected = signs @ values / np.linalg.norm(values) / np.sqrt(DIMS) / np.sqrt(2 / np.pi)
    assert likenesses(asked, rows) == pytest.approx(expected, abs=1e-5)


def test_what_is_kept_by_signs_alone_is_about_as_like_as_with_sizes(library: Library) -> None:
    put(library, 30)
    asked = query("note 2")
    before = likenesses(asked, library.index.retrieval.code_rows(1, range(1, 91)))
    library.index.want_sizes(wanted=False)
    tidy(library.index)
    after = likenesses(asked, library.index.retrieval.code_rows(1, range(1, 91)))
    # Both may stand side by side while sizes come or go.
    assert np.mean(after - before) == pytest.approx(0, abs=0.03)
    assert np.corrcoef(before, after)[0, 1] > 0.8


def test_switched_off_the_sizes_go_in_small_steps_and_every_state_answers(library: Library) -> None:
    put(library, 70)
    tidy(library.index)
    searcher = Searcher(library.index, library.embedder)
    bits = library.index.retrieval.nearest(1, query("note 7").bits, 20, documents=None)
    library.index.want_sizes(wanted=False)
    states: set[int] = set()
    while library.index.tidy():
        states.add(sizes_stored(library.index))
        assert library.index.check() == []
        assert searcher.search("note 7", mode="meaning").hits[0].path == "/a/7.txt"
    assert len(states) > 2
    assert sizes_stored(library.index) == 0
    # And then nobody is kept from writing.
    with closing(apsw.Connection(str(library.index.path))) as other:
        other.execute("BEGIN IMMEDIATE")
        assert not upkeep._drop_sizes(library.index._db)
        other.execute("ROLLBACK")
    assert library.index.retrieval.nearest(1, query("note 7").bits, 20, documents=None) == bits
    assert library.index.pending_chunks(1) == 0
    assert library.index.embedded_chunks(1) == library.index.counts(1).embedded == 210


def test_switched_on_again_all_waits_after_what_has_no_vector_and_becomes_what_it_was(library: Library) -> None:
    documents = put(library, 5)
    before = {document: library.index.retrieval.codes(1, document) for document in documents}
    library.index.want_sizes(wanted=False)
    tidy(library.index)
    library.index.want_sizes(wanted=True)
    new = library.put("/a/new.txt", "a new one")
    assert library.index.pending_chunks(1) == 16
    assert library.index.embedded_chunks(1) == 0
    # What is searchable stays so meanwhile.
    assert library.index.counts(1).embedded == 15
    waiting = [job.document_id for job in library.index.next_to_embed(1, 10)]
    assert (waiting[0], set(waiting)) == (new, {new, *documents})
    library.embed()
    assert library.index.pending_chunks(1) == 0
    assert {document: library.index.retrieval.codes(1, document) for document in documents} == before
    assert all(sized(library.index).values())


def test_signs_alone_are_not_taken_for_codes_that_need_not_be_computed_again(tmp_path: Path) -> None:
    with Index.open(tmp_path / "index.sqlite3", write=True) as index:
        library = Library.__new__(Library)
        library.index, library.embedder, library.generation = index, None, None
        embedder = FakeChunkEmbedder()

        def embed() -> int:
            with closing(VectorStage(index, embedder, "fake", Gate())) as stage:
                while stage.step():
                    pass
                return stage.embedded

        library.put("/a/1.txt", "one", "two")
        assert embed() == 2
        asked = len(embedder.embedded)
        index.want_sizes(wanted=False)
        tidy(index)
        # The same text in another file: its signs are known.
        library.put("/a/2.txt", "one", "two", title="another")
        embed()
        assert index.pending_chunks(1) == 0
        index.want_sizes(wanted=True)
        embed()
        assert len(embedder.embedded) > asked
        assert index.pending_chunks(1) == 0
        assert all(sized(index).values())
        assert index.check() == []


def test_damage_is_not_written_down_as_what_was_stored(library: Library) -> None:
    put(library, 2)
    library.index._db.run("UPDATE codes_1 SET sizes = zeroblob(length(sizes)) WHERE chunk_id = 1")
    assert library.index.check() != []
    library.index.want_sizes(wanted=False)
    with pytest.raises(Exception, match="damaged"):
        tidy(library.index)
    library.index._db.run("DELETE FROM embedded; DELETE FROM codes_1; DELETE FROM vectors_1")


def test_a_copy_of_the_codes_sees_sizes_go(library: Library) -> None:
    put(library, 3)
    copies = CodeCopies(library.index.path)
    with closing(copies), Index.open(library.index.path, write=False, codes=copies) as reader:
        assert reader.retrieval.sample_rows(1, 100).sized.all()
        eventually(lambda: copies.size_bytes)
        assert reader.retrieval.sample_rows(1, 100).sized.all()
        library.index.want_sizes(wanted=False)
        tidy(library.index)
        assert not reader.retrieval.sample_rows(1, 100).sized.any()
        assert not reader.retrieval.code_rows(1, [1, 2]).sized.any()


def test_the_setting_decides_in_a_session(notes_home: Home) -> None:
    notes_home.settings = replace(notes_home.settings, rescoring=False)
    notes_home.index()
    with Index.open(notes_home.paths.index_file, write=False) as index:
        chunks = index.counts(1).embedded
        assert sizes_stored(index) == 0
        assert chunks > 0
    found = notes_home.names("boiler", "meaning")
    assert found
    notes_home.settings = replace(notes_home.settings, rescoring=True)
    notes_home.index()
    with Index.open(notes_home.paths.index_file, write=False) as index:
        assert sum(sized(index).values()) == index.counts(1).embedded == chunks
        assert index.check() == []
