"""What is damaged or was tampered with is noticed, told, and in nobody's way."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest

from pplx_desktop.core.errors import EnvironmentProblem
from pplx_desktop.core.types import Block, Codes, Stretch
from pplx_desktop.index.packed_places import pack_places, unpack_places
from pplx_desktop.index.packed_text import pack_text, unpack_text
from pplx_desktop.index.packing import Damaged
from tests.support.corpus import Library, Undone, end_batch
from tests.support.fakes import FakeEmbedder


def faults_after(library: Library, sql: str) -> list[str]:
    """What `check` finds after a statement, which is undone."""
    faults: list[str] = []
    with contextlib.suppress(Undone), library.index.batch():
        library.index._db.run(sql)
        faults = library.index.check()
        end_batch()
    return faults


def test_closing_twice_and_closing_what_is_damaged_is_no_error(tmp_path: Path) -> None:
    library = Library(tmp_path / "index.sqlite3")
    library.put("/a/b.txt", "text")
    (tmp_path / "index.sqlite3").write_bytes(b"damaged" * 4096)
    library.index.close()
    library.index.close()


def test_check_finds_what_was_tampered_with(tmp_path: Path) -> None:
    library = Library(tmp_path / "index.sqlite3", FakeEmbedder())
    for number in range(3):
        library.put(f"/a/{number}.txt", f"words {number}", "more")
    library.embed()
    document = library.index.record("/a/1.txt").document_id
    codes = library.index.retrieval.codes(1, document)
    assert library.index.store_codes(1, document, codes, [Stretch(0, 1, 11, 5), Stretch(1, 2, 12, 5)])
    assert library.index.check() == []
    tampering = (
        ("DELETE FROM file_names WHERE rowid = 1", "files without a name: 1"),
        ("INSERT INTO chunk_words (rowid, text) VALUES (99, 'nobody')", "words without a chunk: 99"),
        ("UPDATE text_parts SET data = substr(data, 1, 5) WHERE document_id = 2", "damaged text or places: 2"),
        ("UPDATE places SET chunks = substr(chunks, 1, 20) WHERE document_id = 2", "damaged text or places: 2"),
        ("UPDATE documents SET chars = 5 WHERE id = 1", "damaged text or places: 1"),
        ("DELETE FROM codes_1 WHERE chunk_id = 3", "not what was written, of document: 2"),
        ("UPDATE codes_1 SET sizes = zeroblob(3) WHERE chunk_id = 3", "not what was written, of document: 2"),
        ("DELETE FROM embedded WHERE document_id = 2", "bits of no document, from chunk: 3, 4"),
        ("UPDATE vectors_1_vector_chunks00 SET vectors = zeroblob(100)", "wrong length"),
        ("UPDATE vectors_1_vector_chunks00 SET vectors = randomblob(length(vectors))", "not what was written"),
        ("UPDATE plans SET data = substr(data, 1, 20) WHERE document_id = 2", "damaged plans: 2"),
        ("UPDATE stretches SET part = part + 100 WHERE document_id = 2", "damaged plans: 2"),
        ("UPDATE documents SET chunk_count = 7 WHERE id = 1", "chunks without words: 1"),
        ("UPDATE documents SET chunk_count = 3 WHERE id = 1", "ids are another's, too: 1"),
        ("UPDATE counters SET value = 5 WHERE name = 'next_chunk'", "ids will be given again: 3"),
        ("UPDATE files SET document_id = 1 WHERE id = 2", "documents without a file: 2"),
    )
    for sql, expected in tampering:
        faults = "\n".join(faults_after(library, sql))
        assert expected in faults, sql
    assert library.index.check() == []
    library.index.close()


def test_no_changed_byte_goes_unnoticed() -> None:
    text = "It is what it is, and 1,000 others."
    places = [Block(0, 5, 1, "A"), Block(7, 12, 2, "B")]
    for data, unpack, good in (
        (pack_text(text), unpack_text, text),
        (pack_text(text, slowly=True), unpack_text, text),
        (pack_places(places), unpack_places, [(0, 5, 1, "A"), (7, 12, 2, "B")]),
    ):
        assert unpack(data) == good
        for at in range(len(data)):
            changed = bytearray(data)
            changed[at] ^= 0x04
            try:
                assert unpack(bytes(changed)) == good
            except Damaged:
                continue


def test_damage_met_by_upkeep_or_by_looking_for_known_codes_is_told(tmp_path: Path) -> None:
    library = Library(tmp_path / "index.sqlite3")
    document = library.put("/a/b.txt", "some words")
    generation = library.index.ensure_generation("f", "m", 8)
    library.index.store_codes(generation, document, Codes(8, 1, b"\1", bytes(8)), [Stretch(0, 1, 11, 5)])
    library.index._db.run("UPDATE plans SET data = x'01'; UPDATE text_parts SET data = x'02'")
    with pytest.raises(EnvironmentProblem) as raised:
        library.index.known_codes(generation, {11: 1})
    assert raised.value.code == "index-corrupt"
    with pytest.raises(EnvironmentProblem) as raised:
        library.index.tidy()
    assert raised.value.code == "index-corrupt"
