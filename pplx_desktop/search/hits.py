"""From scored chunks and names to hits: rows, copies, passages, snippets.

Invariant: a document is one hit, whichever of its copies was found, and its passages are in the order of their scores.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pplx_desktop.core.evidence import HitEvidence, PassageEvidence
from pplx_desktop.core.paths import displayed
from pplx_desktop.core.types import Hit, Passage, Snippet, Source
from pplx_desktop.index.chunk_rows import ChunkRow
from pplx_desktop.index.conditions import Scope
from pplx_desktop.index.documents import TextReader
from pplx_desktop.index.retrieval import FileRow, Retrieval
from pplx_desktop.search.names import NameScore
from pplx_desktop.search.ranking import Ranking
from pplx_desktop.search.snippets import Span, Wanted, find_marks, make_snippet


@dataclass(frozen=True, slots=True)
class ScoredChunk:
    """A chunk that was found."""

    chunk_id: int
    score: float
    sources: tuple[Source, ...]
    evidence: PassageEvidence | None = None


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
    rows = retrieval.chunks(chunk.chunk_id for item in ranked for chunk in item.chunks)
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
        passages = tuple(_passages(retrieval, item, rows, wanted, ranking))
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


def hit_of(
    file: FileRow,
    *,
    score: float,
    sources: tuple[Source, ...] = (),
    passages: tuple[Passage, ...] = (),
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


def _passages(
    retrieval: Retrieval, item: Ranked, rows: dict[int, ChunkRow], wanted: Wanted, ranking: Ranking
) -> Iterable[Passage]:
    text: TextReader | None = None
    for chunk in item.chunks:
        row = rows[chunk.chunk_id]
        if not ranking.snippet_chars:
            yield Passage(
                row.start, row.end, row.page, row.heading, chunk.score, chunk.sources, Snippet(""), (), chunk.evidence
            )
            continue
        text = text or retrieval.text(row.document_id)
        content = text.span(row.start, row.end)
        by_words = "words" in chunk.sources
        marks = find_marks(retrieval.tokenizers.stems(content), wanted) if by_words else []
        yield Passage(
            start=row.start,
            end=row.end,
            page=row.page,
            heading=_heading_of_most(text, row, marks),
            score=chunk.score,
            sources=chunk.sources,
            snippet=make_snippet(content, marks, ranking.snippet_chars),
            marks=tuple((row.start + start, row.start + end) for (start, end), _ in marks),
            evidence=chunk.evidence,
        )


def _heading_of_most(text: TextReader, row: ChunkRow, marks: Sequence[tuple[Span, int]]) -> str:
    """The heading above most of what was looked for: a chunk that joins small sections, files or letters has only
    what they have in common, or nothing.
    """
    if not marks:
        return row.heading
    found: dict[str, set[int]] = {}
    headings = text.headings_at([row.start + begin for (begin, _), _ in marks])
    for heading, (_, number) in zip(headings, marks, strict=True):
        if heading is not None:
            found.setdefault(heading, set()).add(number)
    return max(found, key=lambda heading: len(found[heading]), default=row.heading)
