"""How finely values are kept beside their signs: more so in new generations than in those of older indexes."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from pplx_desktop.core.errors import EnvironmentProblem
from pplx_desktop.core.types import Codes
from pplx_desktop.index.code_copies import CodeCopies
from pplx_desktop.index.connection import Database, connect
from pplx_desktop.index.migrate import is_older
from pplx_desktop.index.packing import pack_sizes, unpack_int8
from pplx_desktop.index.store import Index
from tests.support.corpus import Library
from tests.support.fakes import FakeEmbedder
from tests.support.waiting import eventually

OLD_INDEX = Path(__file__).parent.parent / "fixtures" / "index" / "0003.sqlite3.gz"
DIMS = 384


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    made = Library(tmp_path / "index.sqlite3", FakeEmbedder(dims=DIMS))
    yield made
    assert made.index.check() == []
    made.index.close()


def normal_codes(chunks: int, seed: int) -> Codes:
    values = np.random.default_rng(seed).standard_normal((chunks, DIMS))
    int8 = np.rint(values / np.abs(values).max(axis=1, keepdims=True) * 127).astype(np.int8)
    return Codes(DIMS, chunks, np.packbits(values >= 0, axis=1).tobytes(), int8.tobytes())


def put(library: Library, number: int, chunks: int) -> tuple[int, Codes]:
    document = library.put(f"/a/{number}.txt", *(f"chunk {at} of {number}" for at in range(chunks)))
    codes = normal_codes(chunks, number)
    assert library.index.store_codes(1, document, codes)
    return document, codes


def bits_of(database: Database) -> int:
    return database.value("SELECT size_bits FROM generations WHERE id = 1")


def likeness_kept(index: Index, document: int, codes: Codes) -> float:
    """The cosine of what is stored to what was to be, of the chunk that lost most."""
    stored = index.retrieval.codes(1, document)
    assert stored is not None
    read, meant = (np.frombuffer(rows.int8, np.int8).reshape(-1, DIMS).astype(np.float64) for rows in (stored, codes))
    lengths = np.linalg.norm(read, axis=1) * np.linalg.norm(meant, axis=1)
    return float((np.einsum("ij,ij->i", read, meant) / lengths).min())


@pytest.mark.parametrize("size_bits", [2, 3])
def test_any_choice_of_chunks_is_read_as_it_was_written(library: Library, size_bits: int) -> None:
    library.index._db.run("UPDATE generations SET size_bits = ?", size_bits)
    written: dict[int, list[int]] = {}
    for number, chunks in enumerate((1, 4, 5, 6, 7, 8, 13, 14, 15, 29)):
        document, codes = put(library, number, chunks)
        int8 = np.frombuffer(codes.int8, np.int8).reshape(chunks, DIMS)
        rows = unpack_int8(codes.bits, pack_sizes(int8, size_bits), DIMS, size_bits)
        ids = [chunk.id for chunk in library.index.retrieval.chunks_of(document)]
        written.update(zip(ids, rows.tolist(), strict=True))
    choose = np.random.default_rng(5)
    copies = CodeCopies(library.index.path)
    with closing(copies), Index.open(library.index.path, write=False, codes=copies) as reader:
        reader.retrieval.code_rows(1, [1])
        eventually(lambda: copies.size_bytes)
        for retrieval in (library.index.retrieval, reader.retrieval):
            for count in (1, 2, 9, 40, len(written)):
                wanted = choose.choice(sorted(written), count, replace=False).tolist()
                rows = retrieval.code_rows(1, wanted)
                assert rows.sized.all()
                assert dict(zip(rows.chunks.tolist(), rows.values.tolist(), strict=True)) == {
                    chunk: written[chunk] for chunk in wanted
                }


def test_new_generations_keep_three_bits(library: Library) -> None:
    document, codes = put(library, 1, 9)
    assert bits_of(library.index._db) == 3
    assert likeness_kept(library.index, document, codes) > 0.993


def test_an_older_index_keeps_its_values_and_goes_on_with_two_bits(tmp_path: Path) -> None:
    path = tmp_path / "index.sqlite3"
    path.write_bytes(gzip.decompress(OLD_INDEX.read_bytes()))
    with closing(connect(path, write=False)) as database:
        dims = database.value("SELECT dims FROM generations WHERE id = 1")
        before = b"".join(row for (row,) in database.rows("SELECT sizes FROM codes_1 ORDER BY chunk_id"))
    with Index.open(path, write=True) as index:
        assert bits_of(index._db) == 2
        rows = index.retrieval.code_rows(1, range(10_000))
        bits = np.packbits(rows.values > 0, axis=1).tobytes()
        assert rows.values.tolist() == unpack_int8(bits, before, dims, 2).tolist()
        document = index._db.value("SELECT max(document_id) FROM embedded")
        count = len(index.retrieval.chunks_of(document))
        values = np.random.default_rng(3).standard_normal((count, dims))
        int8 = np.clip(np.rint(values * 40), -127, 127).astype(np.int8)
        assert index.store_codes(1, document, Codes(dims, count, np.packbits(values >= 0).tobytes(), int8.tobytes()))
        stored = index.retrieval.codes(1, document)
        assert stored is not None
        assert set(np.abs(np.frombuffer(stored.int8, np.int8)).tolist()) <= {11, 35, 62, 99}
        assert index.check() == []


def test_an_index_of_the_version_before_is_brought_up_to_date_at_once(library: Library) -> None:
    """Nobody is told that it takes minutes."""
    database, path = library.index._db, library.index.path
    database.run("UPDATE generations SET size_bits = 2")
    document, codes = put(library, 1, 9)
    coarse = likeness_kept(library.index, document, codes)
    database.run("ALTER TABLE generations DROP COLUMN size_bits; PRAGMA user_version = 4")
    database.run("UPDATE counters SET value = 7 WHERE name = 'text_packed'")
    library.index.close()
    with pytest.raises(EnvironmentProblem, match="older"):
        Index.open(path, write=False)
    assert not is_older(path)
    library.index = Index.open(path, write=True)
    assert bits_of(library.index._db) == 2
    assert likeness_kept(library.index, document, codes) == coarse
    assert library.index._db.value("SELECT value FROM counters WHERE name = 'text_packed'") == 0


def test_values_dropped_and_wanted_again_are_kept_as_finely_as_today(library: Library) -> None:
    library.index._db.run("UPDATE generations SET size_bits = 2")
    document, codes = put(library, 1, 9)
    coarse = likeness_kept(library.index, document, codes)
    library.index.want_sizes(wanted=False)
    # Switched on again before all of them are gone, those that are left must still be read.
    library.index.want_sizes(wanted=True)
    assert bits_of(library.index._db) == 2
    assert likeness_kept(library.index, document, codes) == coarse
    library.index.want_sizes(wanted=False)
    while library.index.tidy():
        pass
    library.index.want_sizes(wanted=True)
    assert bits_of(library.index._db) == 3
    assert [job.document_id for job in library.index.next_to_embed(1, 9)] == [document]
    assert library.index.store_codes(1, document, codes)
    assert likeness_kept(library.index, document, codes) > max(coarse, 0.993)


def test_rows_fill_their_pages(library: Library) -> None:
    """Of a large document, a page of values has little room left."""
    put(library, 1, 700)
    database = library.index._db
    pages = database.value("SELECT count(*) FROM dbstat WHERE name = 'codes_1' AND pagetype = 'leaf'")
    stored = database.value("SELECT sum(length(sizes)) FROM codes_1")
    assert stored / (pages * database.value("PRAGMA page_size")) > 0.95


def test_a_row_begins_where_the_one_before_it_ends(library: Library) -> None:
    put(library, 1, 30)
    firsts = [first for (first,) in library.index._db.rows("SELECT chunk_id FROM codes_1 ORDER BY 1")]
    assert {second - first for first, second in pairwise(firsts)} == {7}
