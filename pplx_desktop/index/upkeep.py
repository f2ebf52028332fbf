"""What keeps the index small over years, done a little at a time when there is nothing else to do: dropping vectors that
nobody searches, filling blocks of vec0, merging the full text index, compressing text better, giving back unused space.

Invariant: each step is one small transaction of its own; a kill between any two, or in one, costs nothing but the step.
Nothing that is found changes by it.
"""

from __future__ import annotations

from pplx_desktop.index import code_blocks, counters, stretches, vectors, words
from pplx_desktop.index.connection import Database, corrupt
from pplx_desktop.index.packed_text import is_in_frames, pack_text, unpack_text
from pplx_desktop.index.packing import Damaged

_DOCUMENTS_A_STEP = 32
_KEPT_A_STEP = 500
_PAGES_A_STEP = 256
_SPARE_BLOCKS = 1
_SPARE_PAGES = 8


def tidy_step(database: Database) -> bool:
    """Do one small step of what is to be done. False where nothing was."""
    return (
        _drop_vectors(database)
        or _drop_sizes(database)
        or _fill_blocks(database)
        or words.erase_step(database)
        or words.merge_step(database)
        or _pack_text(database)
        or _give_back_pages(database)
    )


def _drop_vectors(database: Database) -> bool:
    generation = database.value("SELECT id FROM generations WHERE role = '' ORDER BY id LIMIT 1")
    if generation is None:
        return False
    with database.transaction():
        documents = database.rows(
            "SELECT document_id FROM embedded WHERE generation_id = ? ORDER BY document_id LIMIT ?",
            generation,
            _DOCUMENTS_A_STEP,
        )
        for (document,) in documents:
            stretches.delete_codes(database, generation, document)
        if documents:
            return True
        kept = database.rows("SELECT id FROM kept_codes WHERE generation_id = ? LIMIT ?", generation, _KEPT_A_STEP)
        database.run_many("DELETE FROM kept_codes WHERE id = ?", kept)
        if not kept:
            vectors.drop_generation(database, generation)
    return True


def _drop_sizes(database: Database) -> bool:
    if vectors.keeps_sizes(database) or not vectors.has_sizes(database):
        return False
    with database.transaction():
        vectors.drop_sizes(database, _DOCUMENTS_A_STEP)
    return True


def _fill_blocks(database: Database) -> bool:
    """Move the vectors of a block of vec0 that is mostly empty into the last one: a block goes when it is empty, and
    what is deleted takes room until then.
    """
    for generation in vectors.generations(database):
        # The bits that say which places of a block are taken: counting rows by block would read all of them for each.
        blocks = code_blocks.blocks(database, generation.id)
        live = sum(rows for _, rows in blocks)
        needed = -(-live // code_blocks.BLOCK_CHUNKS)
        if len(blocks) <= needed + _SPARE_BLOCKS + needed // 10:
            continue
        # vec0 writes into the newest block.
        newest = max(blocks)[0]
        _, block = min((rows, block) for block, rows in blocks if block != newest)
        with database.transaction():
            chunks = code_blocks.chunks_in_block(database, generation.id, block)
            bits = code_blocks.read_bits(database, generation.id, chunks)
            code_blocks.delete_bits(database, generation.id, chunks)
            code_blocks.put_bits(database, generation.id, bits.items())
        return True
    return False


def _pack_text(database: Database) -> bool:
    """Compress text better than there was time for when it was read."""
    packed = counters.read(database, "text_packed")
    rows: list[tuple[int, bytes]] = database.rows(
        "SELECT id, data FROM text_parts WHERE id > ? ORDER BY id LIMIT 1", packed
    )
    if not rows:
        return False
    with database.transaction():
        for part, data in rows:
            try:
                text = unpack_text(data)
                is_current = is_in_frames(data, len(text))
            except Damaged as damage:
                raise corrupt(database.path, f"text: {damage}") from damage
            smaller = pack_text(text, slowly=True)
            if len(smaller) < len(data) or not is_current:
                database.run("UPDATE text_parts SET data = ? WHERE id = ?", smaller, part)
        counters.put(database, "text_packed", rows[-1][0])
    return True


def _give_back_pages(database: Database) -> bool:
    """Shorten the file by what is unused in it, but for a little that is soon used again."""
    unused, pages = database.value("PRAGMA freelist_count"), database.value("PRAGMA page_count")
    if unused <= _SPARE_PAGES + pages // 100:
        return False
    database.rows(f"PRAGMA incremental_vacuum({_PAGES_A_STEP})")
    return database.value("PRAGMA freelist_count") < unused
