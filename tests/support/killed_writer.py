"""A process that writes to an index, with lists of common words, until it is killed: `python -m tests.support.killed_writer INDEX SEED`."""

from __future__ import annotations

import random
import sys
from pathlib import Path

from tests.support.corpus import Library
from tests.support.fakes import FakeEmbedder
from tests.support.small_blocks import small_blocks


def main() -> None:
    with small_blocks():
        write()


def write() -> None:
    path, seed = Path(sys.argv[1]), int(sys.argv[2])
    rng = random.Random(seed)
    library = Library(path, FakeEmbedder(dims=64))
    library.index._db.run("PRAGMA wal_autocheckpoint = 20")  # checkpoints are to be hit, too
    print("ready", flush=True)
    step = 0
    while True:
        step += 1
        name = f"/a/{rng.randrange(30)}.txt"
        if rng.random() < 0.15:
            library.index.forget([name])
        elif rng.random() < 0.1:
            library.index.note_pending([library.index.record(name).file] if library.index.record(name) else [])
        else:
            chunks = [
                f"seed {seed} step {step} chunk {number} " * rng.randrange(1, 60)
                for number in range(rng.randrange(1, 12))
            ]
            library.put(name, *chunks, title=f"title {step}", mtime_ns=step)
        for _ in range(rng.choice((0, 0, 1, 3, 9))):
            library.index.list_words()
        if rng.random() < 0.4:
            for job in library.index.next_to_embed(library.generation, 3):
                codes = library.embedder.embed_chunks(job.title, job.headings, job.texts)
                library.index.store_codes(library.generation, job.document_id, codes)


if __name__ == "__main__":
    main()
