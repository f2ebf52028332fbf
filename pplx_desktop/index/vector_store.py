"""What the index knows of vectors: generations, what waits for them, and what need not be computed again.

Invariant: a document has the vectors of all its chunks in a generation, or none.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from pplx_desktop.core.types import Codes, Stretch
from pplx_desktop.index import stretches, vectors, waiting
from pplx_desktop.index.chunk_rows import chunk_span
from pplx_desktop.index.opened import OpenedIndex
from pplx_desktop.index.vectors import Generation, Role
from pplx_desktop.index.waiting import EmbedJob


class VectorStore(OpenedIndex):
    """The part of an `Index` that deals with vectors."""

    def ensure_generation(self, fingerprint: str, model: str, dims: int, *, window_tokens: int = 0) -> int:
        """The id of the set of vectors with this fingerprint, made if it is new. `dims` is a multiple of 8.

        Where none is searched, the new one is from now on; otherwise it has no role until it is given one.
        """
        known = self.generation(fingerprint)
        if known is not None and known.dims == dims:
            return known.id
        with self._writing():
            return vectors.add_generation(self._db, fingerprint, model, dims, window_tokens)

    def generation(self, fingerprint: str) -> Generation | None:
        """The set of vectors with this fingerprint."""
        return next((known for known in vectors.generations(self._db) if known.fingerprint == fingerprint), None)

    def generations(self) -> list[Generation]:
        """All sets of vectors, oldest first."""
        return vectors.generations(self._db)

    def set_roles(self, roles: Mapping[int, Role]) -> None:
        """Give generations their roles, in one transaction. All others have none from now on: `tidy` drops them."""
        with self._writing():
            vectors.set_roles(self._db, roles)

    def has_vectors(self, generation: int) -> bool:
        """Whether any document has its vectors in the generation."""
        return bool(self._db.value("SELECT EXISTS (SELECT 1 FROM embedded WHERE generation_id = ?)", generation))

    def next_to_embed(
        self,
        generation: int,
        limit: int,
        *,
        max_chunks: int = 512,
        without: Collection[int] = (),
        first: Collection[int] = (),
        unless_in: Collection[int] = (),
    ) -> list[EmbedJob]:
        """Documents without vectors in the generation, nor in those of `unless_in`. Those whose ids are in `first`
        come before all others; then small ones before large ones; then those whose files were wanted, those near them,
        and those whose files changed last. At the end come those whose vectors lack what is wanted for rescoring.

        At most `limit`, and with no more than `max_chunks` together, for their text is read into memory; but always
        one where there is one. Documents without chunks never wait, those whose ids are in `without` are passed over.
        """
        with self._db.snapshot():
            return waiting.next_jobs(self._db, generation, limit, max_chunks, without, first, unless_in)

    def pending_chunks(self, generation: int, *, unless_in: Collection[int] = ()) -> int:
        """How many chunks have not all that is wanted of them in the generation, and no vector in those of `unless_in`."""
        with self._db.snapshot():
            return waiting.pending_chunks(self._db, generation, unless_in)

    def embedded_chunks(self, generation: int) -> int:
        """How many chunks have all that is wanted of them in the generation."""
        return waiting.complete_chunks(self._db, generation)

    def want_sizes(self, *, wanted: bool) -> None:
        """Say whether the values for rescoring are to be kept beside the bits. Where they are not, `tidy` drops those that
        are there; where they are, documents without them wait to be embedded anew.
        """
        if vectors.keeps_sizes(self._db) != wanted:
            with self._writing():
                vectors.want_sizes(self._db, wanted=wanted)
                # What is kept was read while the other was wanted.
                stretches.drop_kept(self._db)

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

    def drop_kept_codes(self, generation: int | None = None) -> None:
        """Delete what is kept for documents that wait for their vectors, in one generation or in all: none does."""
        if self._db.value(
            "SELECT EXISTS (SELECT 1 FROM kept_codes WHERE generation_id = ifnull(?, generation_id))", generation
        ):
            with self._writing():
                stretches.drop_kept(self._db, generation=generation)

    def store_codes(self, generation: int, document_id: int, codes: Codes, plan: Sequence[Stretch] = ()) -> bool:
        """Write the vectors of all chunks of a document in one transaction, in place of older ones. `plan` says what
        they were made from.

        False, and nothing written, where the document is gone: its file changed while the model was at work. Raises
        ValueError where the codes are not one row for each chunk, or have other dimensions than the generation.
        """
        with self._writing():
            dims = self._db.value("SELECT dims FROM generations WHERE id = ?", generation)
            first, end = chunk_span(self._db, document_id)
            if dims is None or first == end:
                return False
            if codes.dims != dims or codes.count != end - first:
                raise ValueError(f"codes of {codes.count} x {codes.dims} for {end - first} chunks of {dims}")
            stretches.delete_codes(self._db, generation, document_id)
            vectors.insert_codes(self._db, generation, document_id, codes)
            stretches.insert_stretches(self._db, generation, document_id, plan)
            stretches.drop_kept_of_document(self._db, generation, document_id)
        return True
