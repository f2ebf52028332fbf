"""What is stored, replaced, renamed, forgotten; and that everything in the index agrees after it."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from pplx_desktop.core.types import Block, Chunk, ChunkedDocument, Codes, Document, FileState
from pplx_desktop.index.documents import PART_CHARS
from pplx_desktop.index.fulltext import ColumnWeights
from pplx_desktop.index.packed_places import pack_places, unpack_places
from pplx_desktop.index.store import Index
from tests.support.corpus import Library, Undone, chunked, end_batch, file_stat
from tests.support.fakes import FakeEmbedder


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    library = Library(tmp_path / "index.sqlite3", FakeEmbedder())
    yield library
    assert library.index.check() == []
    library.index.close()


def documents_with(index: Index, *words: str) -> set[int]:
    return {match.document_id for match in index.retrieval.match_words(words, 100, ColumnWeights(), documents=None)}


def test_a_file_is_known_by_name_before_it_is_read(library: Library) -> None:
    library.index.note_pending([file_stat("/home/me/TaxReturn2023.pdf"), file_stat("/home/me/Rapport_été.txt")])
    for words, name in (
        (["tax"], "TaxReturn2023.pdf"),
        (["taxreturn2023"], "TaxReturn2023.pdf"),
        (["ete"], "Rapport_été.txt"),
    ):
        matches = library.index.retrieval.match_names(words, 10, files=None)
        assert [match.path for match in matches] == [f"/home/me/{name}"]
    assert library.index.counts(None).pending == 2


def test_a_changed_file_stays_searchable_until_its_new_version_is_there(library: Library) -> None:
    old = library.put("/a/b.txt", "the old wording")
    library.embed()
    library.index.note_pending([file_stat("/a/b.txt", mtime_ns=2)])
    record = library.index.ledger("/a")["/a/b.txt"]
    assert (record.state, record.document_id, record.file.mtime_ns) == (FileState.PENDING, old, 2)
    assert documents_with(library.index, "old") == {old}
    new = library.put("/a/b.txt", "a new wording", mtime_ns=2)
    assert documents_with(library.index, "old") == set()
    assert documents_with(library.index, "new") == {new}
    assert new > old
    assert [job.document_id for job in library.index.next_to_embed(1, 10)] == [new]


def test_copies_share_a_document_and_its_vectors(library: Library) -> None:
    first = library.put("/a/one.txt", "same bytes")
    library.embed()
    assert library.put("/b/two.txt", "same bytes") == first
    assert library.index.next_to_embed(1, 10) == []
    assert library.index.counts(1).embedded == library.index.counts(1).chunks == 1
    assert library.index.forget(["/a/one.txt"]) == 1
    assert documents_with(library.index, "bytes") == {first}
    assert library.index.forget(["/b/two.txt", "/b/never-seen.txt"]) == 1
    assert documents_with(library.index, "bytes") == set()
    assert library.index.counts(1).chunks == 0


def test_a_rename_reads_and_embeds_nothing(library: Library) -> None:
    document = library.put("/a/old-name.txt", "text that stays")
    library.embed()
    library.put("/b/new-name.txt", "what lay there before")
    library.index.rename("/a/old-name.txt", file_stat("/b/new-name.txt", inode=9))
    records = library.index.ledger("/")
    assert set(records) == {"/b/new-name.txt"}
    assert records["/b/new-name.txt"].document_id == document
    assert records["/b/new-name.txt"].state is FileState.INDEXED
    assert library.index.next_to_embed(1, 10) == []
    assert library.index.retrieval.match_names(["old"], 10, files=None) == []
    assert len(library.index.retrieval.match_names(["new"], 10, files=None)) == 1


def test_a_rename_of_an_unknown_file_makes_it_pending(library: Library) -> None:
    library.index.rename("/a/unknown.txt", file_stat("/a/known.txt"))
    assert library.index.ledger("/a")["/a/known.txt"].state is FileState.PENDING


def test_newer_extractors_replace_a_document_for_all_its_files(library: Library) -> None:
    document = chunked("as it was read")
    library.index.store_document(file_stat("/a/1.txt"), b"hash", 1, document)
    assert library.index.link_known_content(file_stat("/a/2.txt"), b"hash", 1)
    assert not library.index.link_known_content(file_stat("/a/2.txt"), b"hash", 2)
    new = library.index.store_document(file_stat("/a/1.txt"), b"hash", 2, chunked("as it is read now"))
    records = library.index.ledger("/a")
    assert {(record.document_id, record.extractor_version) for record in records.values()} == {(new, 2)}
    assert documents_with(library.index, "was") == set()


def test_storing_the_same_again_leaves_one_document(library: Library) -> None:
    document = chunked("once")
    for _ in range(3):
        library.index.store_document(file_stat("/a/1.txt"), b"hash", 1, document)
    assert library.index.counts(None).chunks == 1


def test_an_unsearchable_file_says_why_and_loses_its_text(library: Library) -> None:
    library.put("/a/b.pdf", "former text")
    library.index.set_unsearchable(
        file_stat("/a/b.pdf"), FileState.FAILED, "encrypted", "needs a password", extractor_version=3
    )
    library.index.set_unsearchable(file_stat("/a/c.bin"), FileState.SKIPPED, "unsupported-type", "")
    record = library.index.ledger("/a")["/a/b.pdf"]
    assert (record.state, record.reason, record.extractor_version, record.document_id) == (
        FileState.FAILED,
        "encrypted",
        3,
        None,
    )
    counts = library.index.counts(None)
    assert (counts.failed, counts.skipped, counts.chunks) == (1, 1, 0)
    assert counts.reasons == {"encrypted": 1, "unsupported-type": 1}
    assert library.index.view("/a/b.pdf") is None
    with pytest.raises(ValueError, match="pending"):
        library.index.set_unsearchable(file_stat("/a/b.pdf"), FileState.PENDING, "", "")


def test_the_ledger_of_a_folder_holds_what_is_below_it_only(library: Library) -> None:
    paths = [
        "/a/b/1.txt",
        "/a/b/c/2.txt",
        "/a/b.txt",
        "/a/bc/3.txt",
        "/a/b0/4.txt",
        os.fsdecode(b"/a/b/\xff\xfe/\xe9.txt"),
    ]
    library.index.note_pending(file_stat(path) for path in paths)
    assert set(library.index.ledger("/a/b")) == {paths[0], paths[1], paths[5]}
    assert set(library.index.ledger("/a/b/")) == {paths[0], paths[1], paths[5]}
    assert set(library.index.ledger("/")) == set(paths)
    assert set(library.index.paths_outside(["/a/b", "/a/bc"])) == {paths[2], paths[4]}


def test_identities_of_any_size_come_back(library: Library) -> None:
    file = replace(file_stat("/a/b"), device=2**64 - 1, inode=2**127 + 5, size=2**50, mtime_ns=-5)
    library.index.note_pending([file])
    assert library.index.record("/a/b").file == file


def test_a_long_document_comes_back_whole(library: Library) -> None:
    rng = np.random.default_rng(5)
    words = ["één", "zwei", "три", "four", "\U0001f600", "six"]
    text = " ".join(words[number] for number in rng.integers(0, 6, PART_CHARS // 2))
    assert len(text) > 2 * PART_CHARS
    chunks = tuple(Chunk(at, min(at + 777, len(text)), heading=f"h{at % 3}") for at in range(0, len(text), 777))
    blocks = tuple(Block(chunk.start, chunk.end, None, chunk.heading) for chunk in chunks)
    library.index.store_document(
        file_stat("/a/long.txt"), b"long", 1, ChunkedDocument(Document("txt", "Long", text, blocks), chunks)
    )
    view = library.index.view("/a/long.txt")
    assert (view.text, view.blocks, view.title) == (text, blocks, "Long")
    job = library.index.next_to_embed(1, 1)[0]
    assert job.texts == tuple(text[chunk.start : chunk.end] for chunk in chunks)
    assert job.headings == tuple(chunk.heading for chunk in chunks)


def test_blocks_are_packed_without_loss() -> None:
    blocks = (Block(0, 5, 1, "A"), Block(7, 7, None, ""), Block(100, 200, 3, "A › B"), Block(201, 202, 3, "A"))
    assert tuple(Block(*place) for place in unpack_places(pack_places(blocks))) == blocks
    assert unpack_places(pack_places(())) == []


def test_text_that_is_no_unicode_keeps_its_offsets(library: Library) -> None:
    library.put("/a/odd.txt", "before \ud800 after \x00 end", title="title \udcff")
    assert library.index.view("/a/odd.txt").text == "before \ufffd after \x00 end"
    assert len(documents_with(library.index, "end")) == 1


def test_small_documents_get_their_vectors_before_large_ones_and_new_before_old(library: Library) -> None:
    large = library.put("/a/large.txt", *(f"chunk {number}" for number in range(65)), mtime_ns=9)
    older, newer = library.put("/a/older.txt", "older", mtime_ns=1), library.put("/a/newer.txt", "newer", mtime_ns=5)
    library.index.store_document(
        file_stat("/a/empty.txt"), b"empty", 1, ChunkedDocument(Document("txt", "", "", ()), ())
    )
    assert [job.document_id for job in library.index.next_to_embed(1, 3)] == [newer, older, large]
    assert library.index.pending_chunks(1) == 67


def test_what_is_read_to_be_embedded_is_bounded(library: Library) -> None:
    sizes = {"/a/1": 3, "/a/2": 2, "/a/3": 1, "/a/4": 40}
    made = [
        library.put(path, *(f"{path} chunk {number}" for number in range(size)), mtime_ns=9 - place)
        for place, (path, size) in enumerate(sizes.items())
    ]

    def handed_out(**limits: object) -> list[int]:
        return [job.document_id for job in library.index.next_to_embed(1, 10, **limits)]

    assert handed_out() == made
    assert handed_out(max_chunks=5) == made[:2]
    assert handed_out(max_chunks=4) == handed_out(max_chunks=1) == made[:1]
    assert handed_out(max_chunks=3, without={made[0]}) == made[1:3]
    assert handed_out(max_chunks=5, without=made[:3]) == made[3:]
    assert handed_out(without=made) == []


def test_codes_are_for_all_chunks_or_refused(library: Library) -> None:
    document = library.put("/a/b.txt", "one", "two")
    codes = library.embedder.embed_chunks("", ("", ""), ("one", "two"))
    one = library.embedder.embed_chunks("", ("",), ("one",))
    other = FakeEmbedder(dims=64).embed_chunks("", ("", ""), ("one", "two"))
    for wrong in (one, other):
        with pytest.raises(ValueError, match="2 chunks of 128"):
            library.index.store_codes(1, document, wrong)
    assert library.index.pending_chunks(1) == 2
    assert library.index.store_codes(1, document, codes)
    assert library.index.store_codes(1, document, codes)
    assert library.index.pending_chunks(1) == 0
    library.index.forget(["/a/b.txt"])
    assert not library.index.store_codes(1, document, codes)


def test_generations_live_side_by_side(library: Library) -> None:
    document = library.put("/a/b.txt", "one", "two")
    library.embed()
    second = library.index.ensure_generation("other", "other model", 64)
    assert (library.index.has_vectors(1), library.index.has_vectors(second)) == (True, False)
    assert library.index.ensure_generation("other", "other model", 64) == second
    with pytest.raises(ValueError, match="64 dimensions, not 32"):
        library.index.ensure_generation("other", "other model", 32)
    assert [job.document_id for job in library.index.next_to_embed(second, 5)] == [document]
    library.index.store_codes(second, document, FakeEmbedder(dims=64).embed_chunks("", ("", ""), ("one", "two")))
    assert library.index.check() == []
    assert library.index.generation("other").id == second
    assert library.index.counts(second).embedded == 2
    library.index.forget(["/a/b.txt"])


def test_the_nearest_are_found_within_the_documents_asked_for(library: Library) -> None:
    wanted = library.put("/a/b.txt", "sun wind", "rain")
    other = library.put("/a/c.txt", "sun wind", "sun wind water")
    library.embed()
    vector = library.embedder.embed_query("sun wind")
    nearest = library.index.retrieval.nearest(1, vector.bits, 5000, documents=None)
    assert len(nearest) == 4
    assert [distance for _, distance in nearest] == sorted(distance for _, distance in nearest)
    for documents, count in ((np.array([wanted]), 2), (np.array([wanted, other]), 4), (np.array([], np.int64), 0)):
        assert len(library.index.retrieval.nearest(1, vector.bits, 10, documents=documents)) == count


def test_what_was_forgotten_is_in_none_of_the_files(tmp_path: Path) -> None:
    library = Library(tmp_path / "index.sqlite3", FakeEmbedder())
    for number in range(30):
        library.put(f"/a/{number}.txt", f"common words of file {number}", "second passage")
    secret = "".join(f"{word} " for word in ("zanzibarcanary", "quetzalcanary", "xylophonecanary"))
    # Not compressible to nothing, so that a rest of it would be seen in the parts, too.
    filler = f"zyx{os.urandom(1000).hex()}"
    library.put("/a/secretnamecanary.txt", secret, filler, title="titlecanary", headings=("headingcanary", ""))
    library.embed()
    part = library.index._db.value("SELECT data FROM text_parts WHERE document_id = (SELECT max(id) FROM documents)")
    needles = [b"canary", part[200:232], filler[20:52].encode()]

    def left() -> list[bytes]:
        content = b"".join(file.read_bytes() for file in tmp_path.iterdir())
        return [needle for needle in needles if needle in content]

    assert left() == needles
    library.index.forget(["/a/secretnamecanary.txt"])
    assert left() == []
    assert library.index.check() == []
    library.index.close()
    assert left() == []


@pytest.mark.parametrize("later", ["write", "forget", "close", "next writer"])
def test_a_busy_reader_delays_the_erasure_and_no_more(tmp_path: Path, later: str) -> None:
    def canaries() -> bool:
        return any(b"erasedcanary" in file.read_bytes() for file in tmp_path.iterdir())

    path = tmp_path / "index.sqlite3"
    library = Library(path)
    library.index._db.connection.set_busy_timeout(1500)
    library.put("/a/erasedcanary.txt", "text")
    # Until the end, so that SQLite does not empty the log by itself when the writer closes.
    with Index.open(path, write=False) as reader:
        with reader.snapshot():
            assert reader.view("/a/erasedcanary.txt") is not None
            begun = time.monotonic()
            assert library.index.forget(["/a/erasedcanary.txt"]) == 1
            assert time.monotonic() - begun > 1.4
            library.index._db.connection.set_busy_timeout(30_000)
            begun = time.monotonic()
            library.put("/a/c.txt", "a write that does not wait for the reader")
            assert time.monotonic() - begun < 15
        assert reader.view("/a/erasedcanary.txt") is None
        assert canaries()
        if later == "write":
            library.put("/a/d.txt", "another write")
        elif later == "forget":
            library.index.forget([])
        elif later == "close":
            library.index.close()
        else:
            library.index._traces = False  # as where this one is killed
            library.index.close()
            assert canaries()
            library = Library(path)
            library.put("/a/d.txt", "another write")
        assert not canaries()
    library.index.close()


def test_a_batch_is_one_transaction(library: Library) -> None:
    def put_two_and_fail() -> None:
        with library.index.batch():
            library.put("/a/b.txt", "gone with the batch")
            library.put("/a/c.txt", "this too")
            end_batch()

    with pytest.raises(Undone):
        put_two_and_fail()
    assert library.index.counts(None).files == 0
    with library.index.batch():
        library.put("/a/b.txt", "here to stay")
        library.put("/a/c.txt", "here for a moment")
        assert library.index.forget(["/a/c.txt"]) == 1
    assert library.index.counts(None).files == 1
    log = library.index.path.with_name(library.index.path.name + "-wal")
    assert log.stat().st_size == 0, "what was forgotten in a batch is erased at its end"


def test_another_thread_reads_while_the_writer_writes(library: Library) -> None:
    library.put("/a/b.txt", "first")
    with Index.open(library.index.path, write=False) as reader, library.index.batch():
        library.put("/a/c.txt", "second")
        assert set(reader.ledger("/a")) == {"/a/b.txt"}


def test_codes_must_fit() -> None:
    with pytest.raises(ValueError, match="do not fit"):
        Codes(64, 2, b"\0" * 8, b"\0" * 128)
