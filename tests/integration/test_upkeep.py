"""What keeps the index small: each step is small, nothing that is found changes, and what is gone gives its space back."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from pplx_desktop.core.types import Codes, Stretch
from pplx_desktop.index import packed_text
from pplx_desktop.index.code_blocks import BLOCK_CHUNKS
from pplx_desktop.index.fulltext import ColumnWeights
from pplx_desktop.index.store import Index
from tests.support.corpus import Library, chunked, content_hash, file_stat
from tests.support.fakes import FakeEmbedder

DIMS = 64


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    library = Library(tmp_path / "index.sqlite3", FakeEmbedder(dims=DIMS))
    yield library
    assert library.index.check() == []
    library.index.close()


def fill(library: Library, generation: int, files: int, chunks: int, seed: int) -> None:
    """Documents of random words, with random vectors."""
    rng, words = np.random.default_rng(seed), random.Random(seed)
    vocabulary = [f"word{number}" for number in range(2000)]
    with library.index.batch():
        for number in range(files):
            texts = [" ".join(words.choices(vocabulary, k=30)) for _ in range(chunks)]
            document = chunked(*texts, title=f"title {seed}")
            file = file_stat(f"/a/{number}.txt", mtime_ns=seed + 1)
            known = library.index.store_document(file, content_hash(document), 1, document)
            int8 = rng.integers(-127, 128, (chunks, DIMS), dtype=np.int8)
            codes = Codes(DIMS, chunks, np.packbits(int8 >= 0, axis=1).tobytes(), int8.tobytes())
            keys = rng.integers(-(2**63), 2**63 - 1, chunks).tolist()
            plan = [Stretch(row, row + 1, key, 1) for row, key in enumerate(keys)]
            assert library.index.store_codes(generation, known, codes, plan)


def tidy(index: Index) -> int:
    steps = 0
    while index.tidy():
        steps += 1
        assert steps < 10_000
    return steps


def size(index: Index) -> int:
    index.erase_traces()
    return index.counts(None).index_bytes


def answers(index: Index) -> list[object]:
    """What a few searches find."""
    bits = np.random.default_rng(9).integers(0, 256, (5, DIMS // 8), dtype=np.uint8)
    return [
        *(index.retrieval.nearest(1, row.tobytes(), 20, documents=None) for row in bits),
        *(
            list(index.retrieval.match_words([f"word{n}"], 50, ColumnWeights(), documents=None))
            for n in range(0, 2000, 400)
        ),
        index.view("/a/3.txt"),
        index.known_codes(1, dict.fromkeys(range(10), 1)),
    ]


def test_an_index_that_was_filled_ten_times_is_hardly_larger_than_a_fresh_one(library: Library, tmp_path: Path) -> None:
    for seed in range(10):
        fill(library, 1, 20, 12, seed)
    before = answers(library.index)
    assert tidy(library.index) > 0
    assert answers(library.index) == before
    with Library(tmp_path / "fresh.sqlite3", FakeEmbedder(dims=DIMS)).index as fresh:
        fresh_library = Library.__new__(Library)
        fresh_library.index = fresh
        fill(fresh_library, 1, 20, 12, 9)
        tidy(fresh)
        assert size(library.index) <= 1.3 * size(fresh)


def test_what_is_deleted_gives_its_space_back(library: Library) -> None:
    fill(library, 1, 50, 40, 1)
    tidy(library.index)
    full = size(library.index)
    library.index.forget([f"/a/{number}.txt" for number in range(50) if number % 10])
    before = answers_of_rest(library.index)
    tidy(library.index)
    assert answers_of_rest(library.index) == before
    assert size(library.index) < 0.45 * full
    blocks = library.index._db.value("SELECT count(*) FROM vectors_1_chunks")
    assert blocks <= -(-200 // BLOCK_CHUNKS) + 1


def answers_of_rest(index: Index) -> list[object]:
    codes = [index.retrieval.codes(1, index.record(f"/a/{number}.txt").document_id) for number in range(0, 50, 10)]
    return [*codes, index.retrieval.nearest(1, bytes(DIMS // 8), 400, documents=None)]


def test_a_generation_without_a_role_goes_in_small_steps(library: Library) -> None:
    second = library.index.ensure_generation("second", "second", DIMS)
    fill(library, 1, 80, 2, 1)
    for job in library.index.next_to_embed(second, 100):
        library.index.store_codes(second, job.document_id, library.embedder.embed_chunks("", job.headings, job.texts))
    library.index.keep_codes(1, library.index.record("/a/1.txt").document_id, {5: Codes(DIMS, 1, bytes(8), bytes(64))})
    library.index.set_roles({second: "searched"})
    assert [(known.id, known.role) for known in library.index.generations()] == [(1, ""), (second, "searched")]
    counts = []
    while any(known.id == 1 for known in library.index.generations()):
        counts.append(library.index.counts(1).embedded)
        assert library.index.tidy()
        assert library.index.check() == []
    assert len(counts) > 3
    assert counts == sorted(counts, reverse=True)
    assert library.index.counts(second).embedded == 160
    assert library.index._db.value("SELECT count(*) FROM kept_codes") == 0
    left = library.index._db.rows("SELECT name FROM sqlite_schema WHERE name GLOB '*_1' OR name GLOB '*_1_*'")
    assert [name for (name,) in left if name.startswith(("vectors", "codes"))] == []


def test_text_is_packed_better_when_there_is_time(library: Library) -> None:
    text = " ".join(random.Random(1).choices(["sun", "wind", "rain", "and", "the", "of", "weather"], k=30_000))
    library.put("/a/1.txt", text)
    packed = "SELECT sum(length(data)) FROM text_parts"
    before = library.index._db.value(packed)
    tidy(library.index)
    assert library.index._db.value(packed) < before
    assert library.index.view("/a/1.txt").text == text
    assert not library.index.tidy()


def test_text_from_before_there_were_frames_gets_them_though_it_grows(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = " ".join(random.Random(1).choices(["sun", "wind", "rain", "and", "the", "of", "weather"], k=30_000))
    with monkeypatch.context() as patch:
        patch.setattr(packed_text, "_ROOT_CHARS", len(text))
        library.put("/a/1.txt", text)
        tidy(library.index)
    packed = "SELECT data FROM text_parts"
    before = library.index._db.value(packed)
    tidy(library.index)
    assert library.index._db.value(packed) == before
    # As the migration does.
    library.index._db.run("UPDATE counters SET value = 0 WHERE name = 'text_packed'")
    tidy(library.index)
    assert len(library.index._db.value(packed)) > len(before)
    assert packed_text.is_in_frames(library.index._db.value(packed), len(text))
    assert library.index.view("/a/1.txt").text == text
    assert library.index.check() == []


def test_words_of_a_removed_file_are_in_no_byte_after_a_merge(library: Library, tmp_path: Path) -> None:
    fill(library, 1, 30, 20, 1)
    library.put("/gone/1.txt", "the quetzalcanary sings", title="titlecanary")
    fill(library, 1, 30, 20, 2)
    library.index.forget(["/gone/1.txt"])
    tidy(library.index)
    library.index.erase_traces()
    assert not any(b"canary" in file.read_bytes() for file in tmp_path.iterdir())
