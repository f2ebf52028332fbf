"""Small documents and an index to put them into."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from pplx_desktop.core.types import Block, Chunk, ChunkedDocument, Codes, Document, FileStat
from pplx_desktop.index.packing import pack_sizes, unpack_int8
from pplx_desktop.index.store import Index
from tests.support.fakes import FakeEmbedder


def file_stat(path: str, *, mtime_ns: int = 1_700_000_000_000_000_000, inode: int = 1, size: int = 100) -> FileStat:
    return FileStat(path, size, mtime_ns, 7, inode)


def chunked(
    *chunks: str, title: str = "", kind: str = "txt", headings: Sequence[str] = (), pages: bool = False
) -> ChunkedDocument:
    """A document whose chunks are these texts, each a block of its own, with a blank line between two."""
    text = "\n\n".join(chunks)
    blocks: list[Block] = []
    at = 0
    for number, chunk in enumerate(chunks):
        heading = headings[number] if headings else ""
        blocks.append(Block(at, at + len(chunk), number + 1 if pages else None, heading))
        at += len(chunk) + 2
    document = Document(kind, title, text, tuple(blocks), len(chunks) if pages else None)
    return ChunkedDocument(
        document, tuple(Chunk(block.start, block.end, block.page, block.heading) for block in blocks)
    )


def content_hash(document: ChunkedDocument) -> bytes:
    return hashlib.blake2b(document.document.text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def as_stored(codes: Codes) -> Codes:
    """Codes as the index gives them back: the signs exactly, the values as far as rescoring needs them."""
    sizes = pack_sizes(np.frombuffer(codes.int8, np.int8).reshape(codes.count, codes.dims))
    return replace(codes, int8=unpack_int8(codes.bits, sizes, codes.dims).tobytes())


class Library:
    """Fills an index as the engine does."""

    def __init__(self, path: Path, embedder: FakeEmbedder | None = None) -> None:
        self.index = Index.open(path, write=True)
        self.embedder = embedder
        self.generation = (
            self.index.ensure_generation(embedder.fingerprint, "fake", embedder.dims) if embedder is not None else None
        )

    def put(
        self,
        path: str,
        *chunks: str,
        title: str = "",
        kind: str = "txt",
        mtime_ns: int = 1_700_000_000_000_000_000,
        headings: Sequence[str] = (),
        pages: bool = False,
    ) -> int:
        document = chunked(*chunks, title=title, kind=kind, headings=headings, pages=pages)
        file = file_stat(path, mtime_ns=mtime_ns)
        known = self.index.link_known_content(file, content_hash(document), 1)
        if not known:
            self.index.store_document(file, content_hash(document), 1, document)
        record = self.index.record(path)
        assert record is not None
        assert record.document_id is not None
        return record.document_id

    def embed(self) -> None:
        """Give every document its vectors."""
        assert self.embedder is not None
        assert self.generation is not None
        while jobs := self.index.next_to_embed(self.generation, 10):
            for job in jobs:
                codes = self.embedder.embed_chunks(job.title, job.headings, job.texts)
                self.index.store_codes(self.generation, job.document_id, codes)


class Undone(Exception):
    """Ends a batch whose writes are not to stay."""


def end_batch() -> None:
    """Do so."""
    raise Undone
