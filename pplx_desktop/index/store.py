"""The index: everything that is stored, and the only way to it.

One SQLite file, which can always be made again from the user's files. Invariants: all of a file is written in one
transaction, so that a kill leaves a file's old version or its new one, whole; an old version stays searchable until the
new one takes its place; nothing is written by a reader.

An `Index` belongs to one thread at a time. Other threads open their own with `write=False`.
"""

from __future__ import annotations

from collections.abc import Collection, Generator, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from pplx_desktop.core.errors import EnvironmentProblem
from pplx_desktop.core.types import ChunkedDocument, Codes, DocumentView, FileStat, FileState, IndexCounts, Stretch
from pplx_desktop.index import check, documents, ledger, stretches, vectors, waiting
from pplx_desktop.index.connection import BUSY_TIMEOUT_MS, SIDE_FILES, set_aside
from pplx_desktop.index.fulltext import FullText
from pplx_desktop.index.ledger import FileRecord, Standing
from pplx_desktop.index.migrate import open_index
from pplx_desktop.index.retrieval import Retrieval
from pplx_desktop.index.waiting import EmbedJob

__all__ = ["EmbedJob", "FileRecord", "Index", "set_aside"]


class Index:
    """See the module. Every method may raise `EnvironmentProblem` (index-locked, index-corrupt, disk-full …)."""

    def __init__(self, path: Path, *, write: bool, busy_timeout_ms: int) -> None:
        self.path = path
        self._db = open_index(path, write=write, busy_timeout_ms=busy_timeout_ms)
        self._fulltext = FullText(self._db)
        self.retrieval = Retrieval(self._db, self._fulltext)
        # Whether the log may hold what was deleted. An earlier writer may have been killed before it emptied it.
        self._traces = write

    @classmethod
    def open(cls, path: Path, *, write: bool, busy_timeout_ms: int = BUSY_TIMEOUT_MS) -> Self:
        """Open the index file. A writer makes it where it is missing and brings an older one up to date.

        Raises `EnvironmentProblem`: index-missing and index-older (readers), index-newer, index-corrupt, index-locked,
        index-inaccessible, disk-full, sqlite-unsuitable.
        """
        return cls(path, write=write, busy_timeout_ms=busy_timeout_ms)

    def close(self) -> None:
        """Close the connection. Idempotent.

        A log that may still hold deleted text is emptied before, for SQLite does so by itself only where no other
        connection is open.
        """
        try:
            # Nobody could do anything about a failure any more; the next writer tries again.
            with suppress(EnvironmentProblem):
                if self._traces:
                    self.erase_traces()
        finally:
            self._traces = False
            self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def batch(self) -> AbstractContextManager[None]:
        """Make all writes inside one transaction, which saves time with many small files. A failure undoes them all."""
        return self._writing()

    @contextmanager
    def _writing(self) -> Generator[None]:
        """One transaction; after it, a try to erase what a reader kept from being erased before."""
        with self._db.transaction():
            yield
        if self._traces and not self._db.connection.in_transaction:
            self.erase_traces(wait=False)

    def snapshot(self) -> AbstractContextManager[None]:
        """Make all reads inside see one state of the index."""
        return self._db.snapshot()

    # Files.

    def ledger(self, root: str) -> dict[str, FileRecord]:
        """All files in a folder and below it, by path."""
        return ledger.files_under(self._db, root)

    def paths_outside(self, roots: Iterable[str]) -> list[str]:
        """All files that lie in none of these folders or below them."""
        return ledger.paths_outside(self._db, roots)

    def record(self, path: str) -> FileRecord | None:
        """The file at a path."""
        return ledger.find_file(self._db, path)

    def note_pending(self, files: Iterable[FileStat]) -> None:
        """Note files that are new or changed. They are found by name from now on; what was indexed of an older version
        stays searchable until it is replaced.
        """
        with self._writing():
            for file in files:
                known = ledger.find_file(self._db, file.path)
                document = known.document_id if known else None
                ledger.put_file(self._db, file, Standing(FileState.PENDING, document_id=document))

    def rename(self, old: str, file: FileStat) -> None:
        """Note that the file at `old` is at `file.path` now. Nothing is read or embedded again. What was known of a
        file at the new path is forgotten.
        """
        with self._writing():
            known = ledger.find_file(self._db, old)
            if known is None or old == file.path:
                self._put(file, Standing(FileState.PENDING) if known is None else _standing(known))
                return
            self._forget(file.path)
            ledger.move_file(self._db, known, file)

    def forget(self, paths: Iterable[str]) -> int:
        """Delete files from the index, and the text and vectors that only they had. Returns how many were known.

        Then the log is emptied, so that their text is in none of the index's files any more. Inside a `batch`, or while
        a reader is busy with an older state, that is left to the end of a later write, or to `close`.
        """
        with self._db.transaction():
            count = sum(self._forget(path) for path in paths)
        self._traces = self._traces or count > 0
        if self._traces and not self._db.connection.in_transaction:
            self.erase_traces(wait=count > 0)
        return count

    def erase_traces(self, *, wait: bool = True) -> bool:
        """Empty the write-ahead log into the database, which leaves no deleted text in it. False where a reader is
        in the way, with `wait` for longer than the busy timeout; then each later write tries again.
        """
        self._traces = not self._db.empty_log(wait=wait)
        return not self._traces

    def set_unsearchable(
        self, file: FileStat, state: FileState, reason: str, detail: str, *, extractor_version: int = 0
    ) -> None:
        """Note that a file has no text to search, and why. An older version of it is no longer searchable."""
        if state not in {FileState.SKIPPED, FileState.FAILED}:
            raise ValueError(f"{state} is not a reason to be without text")
        with self._writing():
            self._put(file, Standing(state, reason, detail, extractor_version))

    def link_known_content(self, file: FileStat, content_hash: bytes, extractor_version: int) -> bool:
        """Point a file to the document that was already read from the same bytes by the same extractors.

        False where there is none: then the file must be read.
        """
        with self._writing():
            document = self._db.value(
                "SELECT id FROM documents WHERE content_hash = ? AND extractor_version = ?",
                content_hash,
                extractor_version,
            )
            if document is None:
                return False
            self._put(file, _indexed(extractor_version, document))
            return True

    def _put(self, file: FileStat, standing: Standing) -> None:
        replaced = ledger.put_file(self._db, file, standing)
        if replaced is None:
            return
        file_id = self._file_id(file)
        if standing.document_id is None:
            stretches.drop_kept(self._db, file_id=file_id)
            ledger.drop_if_orphan(self._db, replaced, self._drop_document)
        else:
            ledger.drop_if_orphan(self._db, replaced, lambda document: self._drop_document(document, for_file=file_id))

    def _file_id(self, file: FileStat) -> int | None:
        known = ledger.find_file(self._db, file.path)
        return known and known.file_id

    def _forget(self, path: str) -> bool:
        known = ledger.find_file(self._db, path)
        if known is None:
            return False
        ledger.delete_file(self._db, known)
        ledger.delete_folder_if_empty(self._db, path)
        ledger.drop_if_orphan(self._db, known.document_id, self._drop_document)
        return True

    # Documents.

    def store_document(
        self, file: FileStat, content_hash: bytes, extractor_version: int, chunked: ChunkedDocument
    ) -> int:
        """Write a file with its text, chunks and words in one transaction, in place of its older version.

        A document of the same bytes that older extractors read is replaced for all files that point to it. Returns
        the document's id.
        """
        with self._writing():
            same_bytes = self._db.value("SELECT id FROM documents WHERE content_hash = ?", content_hash)
            if same_bytes is not None:
                # The unique hash is needed for the new one; the old row goes at the end of this transaction.
                self._db.run("UPDATE documents SET content_hash = randomblob(16) WHERE id = ?", same_bytes)
            document = documents.insert_document(self._db, content_hash, extractor_version, chunked)
            if same_bytes is not None:
                self._db.run(
                    "UPDATE files SET document_id = ?, extractor_version = ? WHERE document_id = ?",
                    document,
                    extractor_version,
                    same_bytes,
                )
            self._put(file, _indexed(extractor_version, document))
            if same_bytes is not None:
                self._drop_document(same_bytes, for_file=self._file_id(file))
        return document

    def view(self, path: str) -> DocumentView | None:
        """The text of a file as it was indexed; None where it has none."""
        with self._db.snapshot():
            known = ledger.find_file(self._db, path)
            row = known and self._db.row(
                "SELECT title, kind, chars, data FROM documents JOIN document_blocks ON document_id = id WHERE id = ?",
                known.document_id,
            )
            if not known or known.document_id is None or not row:
                return None
            title, kind, chars, blocks = row
            text = documents.TextReader(self._db, known.document_id).span(0, chars)
        return DocumentView(path, title, kind, text, documents.unpack_blocks(blocks))

    def _drop_document(self, document_id: int, *, for_file: int | None = None) -> None:
        """Delete a document. Its codes are kept for the file whose new version takes its place, where that waits for
        vectors: most of what is in the one is in the other.
        """
        for generation, dims, waits in self._db.rows(
            "SELECT e.generation_id, g.dims, NOT EXISTS (SELECT 1 FROM files f JOIN embedded n"
            " ON n.document_id = f.document_id AND n.generation_id = e.generation_id WHERE f.id = ?)"
            " FROM embedded e JOIN generations g ON g.id = e.generation_id WHERE e.document_id = ?",
            for_file,
            document_id,
        ):
            if for_file is not None and waits:
                stretches.keep_document(self._db, generation, dims, document_id, for_file)
            vectors.delete_codes(self._db, generation, document_id)
        documents.delete_document(self._db, document_id)

    # Vectors.

    def ensure_generation(self, fingerprint: str, model: str, dims: int) -> int:
        """The id of the set of vectors with this fingerprint, made if it is new. `dims` is a multiple of 8."""
        known = self.generation(fingerprint)
        if known is not None and known.dims == dims:
            return known.id
        with self._writing():
            return vectors.add_generation(self._db, fingerprint, model, dims)

    def generation(self, fingerprint: str) -> vectors.Generation | None:
        """The set of vectors with this fingerprint."""
        return next((known for known in vectors.generations(self._db) if known.fingerprint == fingerprint), None)

    def has_vectors(self, generation: int) -> bool:
        """Whether any document has its vectors in the generation."""
        return bool(self._db.value("SELECT EXISTS (SELECT 1 FROM embedded WHERE generation_id = ?)", generation))

    def next_to_embed(
        self, generation: int, limit: int, *, max_chunks: int = 512, without: Collection[int] = ()
    ) -> list[EmbedJob]:
        """Documents without vectors: small ones before large ones, then those whose files changed last.

        At most `limit`, and with no more than `max_chunks` together, for their text is read into memory; but always
        one where there is one. Documents without chunks never wait, those whose ids are in `without` are passed over.
        """
        with self._db.snapshot():
            return waiting.next_jobs(self._db, generation, limit, max_chunks, without)

    def pending_chunks(self, generation: int) -> int:
        """How many chunks have no vector in the generation."""
        return waiting.pending_chunks(self._db, generation)

    def known_codes(self, generation: int, rows: Mapping[int, int]) -> dict[int, Codes]:
        """The codes of those stretches that were embedded before, by key. `rows` says how many chunks each key has."""
        with self._db.snapshot():
            dims = self._db.value("SELECT dims FROM generations WHERE id = ?", generation)
            return stretches.find_codes(self._db, generation, dims, rows)

    def keep_codes(self, generation: int, document_id: int, codes: Mapping[int, Codes]) -> None:
        """Keep codes of some stretches, by key, until all of the document is embedded: a kill loses the rest only."""
        with self._writing():
            file_id = self._db.value("SELECT min(id) FROM files WHERE document_id = ?", document_id)
            if file_id is not None:
                stretches.keep_codes(self._db, generation, file_id, codes)

    def drop_kept_codes(self) -> None:
        """Delete what is kept for documents that wait for their vectors: none does."""
        if self._db.value("SELECT EXISTS (SELECT 1 FROM kept_codes)"):
            with self._writing():
                stretches.drop_kept(self._db)

    def store_codes(self, generation: int, document_id: int, codes: Codes, plan: Sequence[Stretch] = ()) -> bool:
        """Write the vectors of all chunks of a document in one transaction, in place of older ones. `plan` says what
        they were made from.

        False, and nothing written, where the document is gone: its file changed while the model was at work. Raises
        ValueError where the codes are not one row for each chunk, or have other dimensions than the generation.
        """
        with self._writing():
            dims = self._db.value("SELECT dims FROM generations WHERE id = ?", generation)
            chunks = documents.chunks_of(self._db, document_id)
            if dims is None or not chunks:
                return False
            if codes.dims != dims or codes.count != len(chunks):
                raise ValueError(f"codes of {codes.count} x {codes.dims} for {len(chunks)} chunks of {dims}")
            vectors.delete_codes(self._db, generation, document_id)
            chunk_ids = [chunk.id for chunk in chunks]
            vectors.insert_codes(self._db, generation, document_id, chunk_ids, codes)
            stretches.insert_stretches(self._db, generation, chunk_ids, plan)
            stretches.drop_kept_of_document(self._db, generation, document_id)
        return True

    # The whole.

    def counts(self, generation: int | None) -> IndexCounts:
        """How many files are in each state, and what the index holds. `embedded` counts chunks of the generation."""
        with self._db.snapshot():
            states: dict[str, int] = dict(self._db.rows("SELECT state, count(*) FROM files GROUP BY state"))
            reasons: dict[str, int] = dict(
                self._db.rows("SELECT reason, count(*) FROM files WHERE reason <> '' GROUP BY reason ORDER BY 2 DESC")
            )
            chunks, chars = self._db.rows("SELECT ifnull(sum(chunk_count), 0), ifnull(sum(chars), 0) FROM documents")[0]
            embedded = self._db.value(
                "SELECT ifnull(sum(chunk_count), 0) FROM embedded WHERE generation_id = ?", generation
            )
        files = [self.path, *(self.path.with_name(self.path.name + side) for side in SIDE_FILES)]
        return IndexCounts(
            files=sum(states.values()),
            indexed=states.get(FileState.INDEXED, 0),
            pending=states.get(FileState.PENDING, 0),
            skipped=states.get(FileState.SKIPPED, 0),
            failed=states.get(FileState.FAILED, 0),
            chunks=chunks,
            embedded=embedded,
            text_chars=chars,
            index_bytes=sum(file.stat().st_size for file in files if file.exists()),
            reasons=reasons,
        )

    def check(self) -> list[str]:
        """What does not agree in the index, one line each; empty where all is well. Reads everything."""
        return check.find_faults(self._db)


def _indexed(extractor_version: int, document_id: int) -> Standing:
    return Standing(FileState.INDEXED, extractor_version=extractor_version, document_id=document_id)


def _standing(known: FileRecord) -> Standing:
    return Standing(known.state, known.reason, "", known.extractor_version, known.document_id)
