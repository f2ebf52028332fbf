"""Homes of the benchmark: an index of so many chunks, written as the program writes one.

Invariant: what stands in a home depends on the source, the number of chunks and the seed; one that is not complete has no
mark and is made anew.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from pplx_desktop.core.paths import Paths
from pplx_desktop.core.types import Chunk, ChunkedDocument, FileStat
from pplx_desktop.engine.bench_search.codes import DIMS, DrawnVectors
from pplx_desktop.engine.bench_search.texts import MadeDocument, Texts
from pplx_desktop.engine.writer_lock import WriterLock
from pplx_desktop.index.store import Index

Tell = Callable[[str], None]

FINGERPRINT = "bench-search"
ROOT = os.path.join(os.sep, "bench", "Documents")  # noqa: PTH118
SEED = 5
PROBES = 240
_MARK = "bench.json"
_BATCH_CHUNKS = 20_000
_LARGEST_SHARE = 20
"""No document has more than this part of all chunks."""
_PROGRESS_CHUNKS = 100_000


@dataclass(frozen=True, slots=True)
class Probe:
    """A passage of the index that queries are made from. `source`, `copy`, `row` and `count` are what its vector was drawn
    by: of the document's `count` passages it is number `row`.
    """

    text: str
    kind: str
    folder: str
    source: int
    copy: int
    row: int
    count: int


@dataclass(frozen=True, slots=True)
class HomeRecord:
    """What is in a home, and what it took to write it. `tidy_s` is the upkeep afterwards, which else is done when idle."""

    chunks: int
    documents: int
    source: str
    seed: int
    write_s: float
    tidy_s: float
    index_bytes: int
    text_chars: int
    probes: tuple[Probe, ...] = ()


def home_paths(folder: Path) -> Paths:
    """The folders of a home, as `PPLX_DESKTOP_HOME` has them."""
    return Paths(*(folder / name for name in ("config", "data", "models", "run")))


def read_record(folder: Path) -> HomeRecord | None:
    """What is in a home; None where it is not complete."""
    try:
        record: dict[str, Any] = json.loads((folder / _MARK).read_text(encoding="utf-8"))
        probes = tuple(Probe(**probe) for probe in record.pop("probes"))
        return HomeRecord(**record, probes=probes)
    except (OSError, ValueError, TypeError, KeyError):
        return None


def make_home(
    folder: Path, texts: Texts, chunks: int, tell: Tell, *, source: str, seed: int = SEED, tidy: bool = True
) -> HomeRecord:
    """Write a home with `chunks` chunks in place of what is there. Raises `EnvironmentProblem`."""
    shutil.rmtree(folder, ignore_errors=True)
    paths = home_paths(folder)
    paths.create()
    with WriterLock(paths.writer_lock), Index.open(paths.index_file, write=True) as index:
        begun = time.monotonic()
        probes = _write(index, texts, chunks, seed, tell)
        written = time.monotonic()
        if tidy:
            tell("upkeep")
            while index.tidy():
                pass
        index.erase_traces()
        counts = index.counts(None)
        record = HomeRecord(
            chunks=counts.chunks,
            documents=counts.indexed,
            source=source,
            seed=seed,
            write_s=round(written - begun, 1),
            tidy_s=round(time.monotonic() - written, 1),
            index_bytes=counts.index_bytes,
            text_chars=counts.text_chars,
            probes=tuple(probes),
        )
    (folder / _MARK).write_text(json.dumps(asdict(record)), encoding="utf-8")
    return record


def _write(index: Index, texts: Texts, chunks: int, seed: int, tell: Tell) -> list[Probe]:
    """Write all. Returns passages that are evenly spread over what was written."""
    vectors = DrawnVectors(seed)
    probes: list[Probe] = []
    generation = index.ensure_generation(FINGERPRINT, FINGERPRINT, DIMS)
    done = in_batch = 0
    documents = texts.endless(seed, largest=max(1, chunks // _LARGEST_SHARE))
    with ExitStack() as stack:
        stack.enter_context(index.batch())
        for number, whole in enumerate(documents):
            made = _shortened(whole, chunks - done)
            count = len(made.chunked.chunks)
            document = index.store_document(*_file(made, number), 1, made.chunked)
            codes = vectors.codes(vectors.document(made.source, made.copy, count))
            index.store_codes(generation, document, codes)
            if (place := len(probes) * chunks // PROBES - done) < count and len(probes) < PROBES:
                probes.append(_probe(made, min(max(place, 0), count - 1)))
            if (done + count) // _PROGRESS_CHUNKS > done // _PROGRESS_CHUNKS:
                tell(f"{done + count:,} chunks")
            done, in_batch = done + count, in_batch + count
            if done >= chunks:
                break
            if in_batch >= _BATCH_CHUNKS:
                stack.close()
                stack.enter_context(index.batch())
                in_batch = 0
    return probes


def _probe(made: MadeDocument, row: int) -> Probe:
    document, chunks = made.chunked.document, made.chunked.chunks
    text = document.text[chunks[row].start : chunks[row].end]
    return Probe(text, document.kind, os.path.split(made.place)[0], made.source, made.copy, row, len(chunks))


def _file(made: MadeDocument, number: int) -> tuple[FileStat, bytes]:
    path = os.path.join(ROOT, made.place)  # noqa: PTH118
    digest = hashlib.blake2b(f"{number}\n{path}".encode("utf-8", "surrogateescape"), digest_size=16).digest()
    return FileStat(path, len(made.chunked.document.text), made.mtime_ns, 1, number + 1), digest


def _shortened(made: MadeDocument, chunks: int) -> MadeDocument:
    if len(made.chunked.chunks) <= chunks:
        return made
    kept: tuple[Chunk, ...] = made.chunked.chunks[:chunks]
    end = kept[-1].end
    document = made.chunked.document
    blocks = tuple(block for block in document.blocks if block.end <= end)
    return replace(made, chunked=ChunkedDocument(replace(document, text=document.text[:end], blocks=blocks), kept))
