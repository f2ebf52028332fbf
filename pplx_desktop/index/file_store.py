"""What the index knows of files, folders and their text.

Invariant: all of a file is written in one transaction; an old version stays searchable until the new one takes its place.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Sequence

from pplx_desktop.core.holdings import KindShare
from pplx_desktop.core.ledger_types import LedgerPage, LedgerView
from pplx_desktop.core.types import ChunkedDocument, DocumentView, FileStat, FileState, FolderStatus
from pplx_desktop.index import documents, interest, ledger, ledger_view, quarantine, roots, stretches, waiting, words
from pplx_desktop.index.holdings import Parts, find_kinds, find_parts
from pplx_desktop.index.ledger import FileRecord, Standing
from pplx_desktop.index.opened import OpenedIndex
from pplx_desktop.index.roots import LeftOut, RootRecord

_FILES_AT_ONCE = 100


class FileStore(OpenedIndex):
    """The part of an `Index` that deals with files."""

    def ledger(self, root: str, *, deep: bool = True) -> dict[str, FileRecord]:
        """All files in a folder and below it, by path; with `deep` off only those directly in it."""
        return ledger.files_under(self._db, root, deep=deep)

    def folders(self, root: str) -> list[str]:
        """The folders that files are directly in, of those at `root` and below it."""
        return ledger.folders_under(self._db, root)

    def paths_outside(self, roots: Iterable[str]) -> list[str]:
        """All files that lie in none of these folders or below them."""
        return ledger.paths_outside(self._db, roots)

    def record(self, path: str) -> FileRecord | None:
        """The file at a path."""
        return ledger.find_file(self._db, path)

    def files_at(self, paths: Iterable[str]) -> list[FileRecord]:
        """The files at these paths, and all in these folders and below them."""
        with self._db.snapshot():
            return ledger.files_at(self._db, paths)

    def document_ids(self, paths: Iterable[str]) -> list[int]:
        """The documents of the files at these paths, in these folders and below them."""
        return list({record.document_id: None for record in self.files_at(paths) if record.document_id is not None})

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
        self.rename_all([(old, file)])

    def rename_all(self, renames: Iterable[tuple[str, FileStat]]) -> None:
        """`rename` for many files at once, which is much faster. Among these, names may be exchanged."""
        with self._writing():
            wanted = [(ledger.find_file(self._db, old), file) for old, file in renames]
            moves = [(known, file) for known, file in wanted if known is not None and known.file.path != file.path]
            leaving = {known.file.path for known, _ in moves}
            self._forget(self._known(file.path for _, file in moves if file.path not in leaving))
            ledger.move_files(self._db, moves)
            for known, file in wanted:
                if known is None or known.file.path == file.path:
                    self._put(file, Standing(FileState.PENDING) if known is None else _standing(known))

    def forget(self, paths: Iterable[str], *, before_each: Callable[[], None] | None = None) -> int:
        """Delete files from the index, and the text and vectors that only they had. Returns how many were known.

        Many go in several transactions; `before_each` is called before each, and what it raises leaves the rest. Then
        what is left of their text is taken out of the index's files. Inside a `batch`, or while a reader is busy with an
        older state, that is left to the end of a later write, or to `close`.
        """
        with self._db.snapshot():
            files = self._known(paths)
        going = {known.document_id for known in files if known.document_id is not None}
        for first in range(0, len(files), _FILES_AT_ONCE):
            if before_each:
                before_each()
            with self._db.transaction():
                words.expect_deletion(self._db, documents.count_chunks(self._db, going))
                self._forget(files[first : first + _FILES_AT_ONCE])
            self._traces = True
        if self._traces and not self._db.connection.in_transaction:
            self.erase_traces(wait=bool(files))
        return len(files)

    def hold(self, paths: Iterable[str], *, now_ns: int | None = None) -> None:
        """Note that files are gone, but kept until the user confirms it: they stay searchable, and stale."""
        with self._writing():
            ledger.hold_files(self._db, paths, time.time_ns() if now_ns is None else now_ns)

    def release(self, paths: Iterable[str]) -> None:
        """Note that files that were held are there again. What notes a file in another way releases it, too."""
        with self._writing():
            ledger.hold_files(self._db, paths, None)

    def held(self, root: str) -> list[str]:
        """The files in a folder and below it that are held."""
        return [path for path, record in self.ledger(root).items() if record.held]

    def set_unsearchable(
        self, file: FileStat, state: FileState, reason: str, detail: str, *, extractor_version: int = 0
    ) -> None:
        """Note that a file has no text to search, and why. An older version of it is no longer searchable."""
        if state not in {FileState.SKIPPED, FileState.FAILED}:
            raise ValueError(f"{state} is not a reason to be without text")
        with self._writing():
            self._put(file, Standing(state, reason, detail, extractor_version))

    def link_known_content(
        self, file: FileStat, content_hash: bytes, extractor_version: int, *, with_ocr: bool = False
    ) -> bool:
        """Point a file to the document that was already read from the same bytes by the same extractors; `with_ocr`, to one
        in which text in pictures was recognised.

        False where there is none: then the file must be read.
        """
        with self._writing():
            document = self._db.value(
                "SELECT id FROM documents WHERE content_hash = ? AND extractor_version = ? AND with_ocr >= ?",
                content_hash,
                extractor_version,
                with_ocr,
            )
            if document is None:
                return False
            self._put(file, _indexed(extractor_version, document))
            return True

    def waiting_for_ocr(self, limit: int = -1) -> list[FileStat]:
        """Files with text in pictures that was not read, which recognising was not tried for: what was wanted before
        what changed last.
        """
        return waiting.waiting_for_ocr(self._db, limit)

    def count_waiting_for_ocr(self) -> int:
        """How many files `waiting_for_ocr` knows."""
        return waiting.count_waiting_for_ocr(self._db)

    def give_up_ocr(self, path: str) -> None:
        """Note that recognising text was tried for a file's document, which stays as it is."""
        with self._writing():
            known = ledger.find_file(self._db, path)
            self._db.run("UPDATE documents SET with_ocr = 1 WHERE id = ?", known and known.document_id)

    def quarantined(self, content_hash: bytes, extractor_version: int) -> tuple[str, str] | None:
        """Reason and detail for content that brought these extractors down before."""
        return quarantine.find(self._db, content_hash, extractor_version)

    def quarantine(self, content_hash: bytes, extractor_version: int, reason: str, detail: str) -> None:
        """Note content that these extractors are not to read again."""
        with self._writing():
            quarantine.put(self._db, content_hash, extractor_version, reason, detail)

    def end_quarantine(self, content_hash: bytes) -> None:
        """Let content be read again."""
        with self._writing():
            quarantine.release(self._db, content_hash)

    # Folders.

    def roots(self) -> list[RootRecord]:
        """The user's folders as they were noted last."""
        return roots.find_roots(self._db)

    def root(self, path: str) -> RootRecord | None:
        """One of the user's folders as it was noted last."""
        return next((root for root in self.roots() if root.path == path), None)

    def note_root(self, root: RootRecord) -> None:
        """Note how one of the user's folders is now."""
        with self._writing():
            roots.put_root(self._db, root)

    def keep_roots(self, paths: Iterable[str]) -> None:
        """Forget all roots but these, with what was left out of them. Their files are another matter: `forget`."""
        with self._writing():
            roots.keep_roots(self._db, paths)

    def note_left_out(
        self,
        root: str,
        entries: Iterable[LeftOut],
        *,
        beyond: int = 0,
        within: str | None = None,
        passed: Collection[str] = (),
    ) -> None:
        """Note what rules left out of a root, in place of what an earlier scan did; of a folder `within` it only where
        one is given. What is below the folders in `passed` stays as it is. `beyond` counts what is not listed. The root
        was noted before.
        """
        with self._writing():
            roots.put_left_out(self._db, root, entries, beyond=beyond, within=within, passed=passed)

    def mark_stale(self, within: str, folders: Iterable[str]) -> None:
        """Note that of all in `within`, exactly what is in `folders` and below them cannot be read now."""
        with self._writing():
            roots.mark_stale(self._db, within, folders)

    # What people see and want.

    def ledger_page(self, view: LedgerView) -> LedgerPage:
        """Entries of the ledger that fulfil a view's conditions."""
        with self._db.snapshot():
            return ledger_view.find_page(self._db, view)

    def folder_counts(self) -> list[FolderStatus]:
        """How each root stands."""
        with self._db.snapshot():
            return ledger_view.find_folders(self._db)

    def holdings(self) -> tuple[tuple[KindShare, ...], Parts]:
        """What the index holds by kind of file, and what takes how much room in it."""
        with self._db.snapshot():
            return find_kinds(self._db), find_parts(self._db)

    def note_interest(self, paths: Iterable[str], weight: float = 1.0, *, now_ns: int | None = None) -> None:
        """Note that people opened or found these files: they, and those near them, come first from now on."""
        with self._writing():
            interest.add_interest(self._db, paths, weight, time.time_ns() if now_ns is None else now_ns)

    def interest(self, *, now_ns: int | None = None) -> dict[str, float]:
        """How much files were wanted, by path, the most wanted first: once is 1, and half as much a week later."""
        return interest.weights(self._db, time.time_ns() if now_ns is None else now_ns)

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

    def _known(self, paths: Iterable[str]) -> list[FileRecord]:
        return [known for path in dict.fromkeys(paths) if (known := ledger.find_file(self._db, path)) is not None]

    def _forget(self, files: Sequence[FileRecord]) -> None:
        ledger.delete_files(self._db, files)
        for document in sorted({known.document_id for known in files if known.document_id is not None}):
            ledger.drop_if_orphan(self._db, document, self._drop_document)

    def store_document(
        self,
        file: FileStat,
        content_hash: bytes,
        extractor_version: int,
        chunked: ChunkedDocument,
        *,
        with_ocr: bool = False,
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
            document = documents.insert_document(self._db, content_hash, extractor_version, chunked, with_ocr=with_ocr)
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
            row = known and self._db.row("SELECT title, kind, chars FROM documents WHERE id = ?", known.document_id)
            if not known or known.document_id is None or not row:
                return None
            title, kind, chars = row
            text = documents.TextReader(self._db, known.document_id).span(0, chars)
            blocks = documents.blocks_of(self._db, known.document_id)
        return DocumentView(path, title, kind, text, blocks)

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
            stretches.delete_codes(self._db, generation, document_id)
        documents.delete_document(self._db, document_id)


def _indexed(extractor_version: int, document_id: int) -> Standing:
    return Standing(FileState.INDEXED, extractor_version=extractor_version, document_id=document_id)


def _standing(known: FileRecord) -> Standing:
    return Standing(known.state, known.reason, "", known.extractor_version, known.document_id)
