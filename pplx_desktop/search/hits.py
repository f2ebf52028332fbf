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
from pplx_desktop.index.conditions import Scope
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
    chunks = {item.document_id: item.chunks for item in ranked if item.document_id in copies and item.chunks}
    passages = _passages(retrieval, chunks, wanted, ranking)
    hits: list[Hit] = []
    for item in ranked:
        # No document has this number.
        document = item.document_id or 0
        files = copies.get(document) or ([alone[item.file_id]] if item.file_id in alone else [])
        if not files:
            continue
        first, *others = sorted(files, key=lambda file: _preference(file, names))
        coverages = [names[file.file_id].coverage for file in files if file.file_id in names]
        # One word of many, met in a folder's name, found nothing.
        named: tuple[Source, ...] = ("name",) if max(coverages, default=0.0) >= ranking.name_coverage else ()
        found = {source for chunk in item.chunks for source in chunk.sources}
        hits.append(
            hit_of(
                first,
                score=item.score,
                sources=(*(source for source in ("words", "meaning") if source in found), *named),
                passages=passages.get(document, ()),
                copies=tuple(file.path for file in others),
                evidence=item.evidence,
            )
        )
    return tuple(hits)


def _passages(
    retrieval: Retrieval, found: Mapping[int, Sequence[ScoredChunk]], wanted: Wanted, ranking: Ranking
) -> dict[int, Sequence[Passage]]:
    """The passages of documents, with what they take of the texts read at once."""
    texts = retrieval.texts(found)
    there = [(texts[document], chunks) for document, chunks in found.items()]
    if ranking.snippet_chars:
        retrieval.fetch_texts((text, [chunk.chunk_id for chunk in chunks]) for text, chunks in there)
        passages = read_passages(there, retrieval.tokenizers, wanted, ranking.snippet_chars)
    else:
        passages = [passages_unread(text, chunks) for text, chunks in there]
    return dict(zip(found, passages, strict=True))


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
