"""From scored chunks and names to hits: rows, copies, passages, snippets.

Invariant: a document is one hit, whichever of its copies was found, and its passages are in the order of their scores.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pplx_desktop.core.evidence import HitEvidence
from pplx_desktop.core.paths import displayed
from pplx_desktop.core.types import Hit, Passage, Source
from pplx_desktop.index.chunk_rows import ChunkRow
from pplx_desktop.index.conditions import Scope
from pplx_desktop.index.documents import TextReader
from pplx_desktop.index.retrieval import FileRow, Retrieval
from pplx_desktop.search.names import NameScore
from pplx_desktop.search.passages import ScoredChunk, passages_unread, read_passages
from pplx_desktop.search.ranking import Ranking
from pplx_desktop.search.snippets import Wanted


@dataclass(frozen=True, slots=True)
class Ranked:
    """A document, or a file without one, with its score. `chunks` are best first."""

    score: float
    document_id: int | None
    file_id: int | None
    chunks: tuple[ScoredChunk, ...]
    evidence: HitEvidence | None = None


def build_hits(
    retrieval: Retrieval,
    ranked: Sequence[Ranked],
    names: dict[int, NameScore],
    scope: Scope,
    wanted: Wanted,
    ranking: Ranking,
) -> tuple[Hit, ...]:
    """The hits of what was ranked, in its order."""
    copies = retrieval.files_of((item.document_id for item in ranked if item.document_id is not None), scope)
    alone = retrieval.files(item.file_id for item in ranked if item.file_id is not None)
    rows = retrieval.chunks(
        {
            item.document_id: [chunk.chunk_id for chunk in item.chunks]
            for item in ranked
            if item.document_id is not None and item.chunks
        }
    )
    texts = (
        _texts(retrieval, [item for item in ranked if item.document_id in copies], rows)
        if ranking.snippet_chars
        else {}
    )
    hits: list[Hit] = []
    for item in ranked:
        files = copies.get(item.document_id, []) if item.document_id is not None else []
        files = files or ([alone[item.file_id]] if item.file_id in alone else [])
        if not files:
            continue
        first, *others = sorted(files, key=lambda file: _preference(file, names))
        coverages = [names[file.file_id].coverage for file in files if file.file_id in names]
        # One word of many, met in a folder's name, found nothing.
        named: tuple[Source, ...] = ("name",) if max(coverages, default=0.0) >= ranking.name_coverage else ()
        chunks = [(chunk, rows[chunk.chunk_id]) for chunk in item.chunks]
        passages: Sequence[Passage]
        if item.document_id in texts:
            text = texts[item.document_id]
            passages = read_passages(text, chunks, retrieval.tokenizers, wanted, ranking.snippet_chars)
        else:
            passages = passages_unread(chunks)
        found = {source for chunk in item.chunks for source in chunk.sources}
        hits.append(
            hit_of(
                first,
                score=item.score,
                sources=(*(source for source in ("words", "meaning") if source in found), *named),
                passages=passages,
                copies=tuple(file.path for file in others),
                evidence=item.evidence,
            )
        )
    return tuple(hits)


def _texts(retrieval: Retrieval, ranked: Sequence[Ranked], rows: Mapping[int, ChunkRow]) -> dict[int, TextReader]:
    """The texts of documents, with what their passages take, read at once."""
    of_document = {
        item.document_id: [rows[chunk.chunk_id] for chunk in item.chunks]
        for item in ranked
        if item.document_id is not None and item.chunks
    }
    texts = {document: retrieval.text(document) for document in of_document}
    retrieval.fetch_texts(
        (texts[document], row.start, row.end) for document, chunks in of_document.items() for row in chunks
    )
    return texts


def hit_of(
    file: FileRow,
    *,
    score: float,
    sources: tuple[Source, ...] = (),
    passages: Sequence[Passage] = (),
    copies: tuple[str, ...] = (),
    evidence: HitEvidence | None = None,
) -> Hit:
    """A hit for a file. Without a title of its own a document is called by its file's name."""
    return Hit(
        path=file.path,
        title=file.title or displayed(os.path.split(file.path)[1]),
        kind=file.kind,
        size=file.size,
        mtime_ns=file.mtime_ns,
        score=min(1.0, max(0.0, score)),
        sources=sources,
        passages=passages,
        copies=copies,
        evidence=evidence,
    )


def _preference(file: FileRow, names: dict[int, NameScore]) -> tuple[float, int, str]:
    """Of several copies, the one whose name was asked for is shown, then the one with the shortest path."""
    name = names.get(file.file_id)
    return (-name.score - name.is_exact if name else 0.0, len(file.path), file.path)
