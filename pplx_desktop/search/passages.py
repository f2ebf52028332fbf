"""The passages of a hit: the best one is ready to be shown, the others are made ready when somebody looks at them.

To read a passage, to find the query's words in it and to cut a snippet out is most of what a search costs, and a list of
results shows one passage of each file. Invariant: what is made ready later is what would have been made at once. All that
it takes was read in the search's own snapshot, so nobody asks the index for it, and any thread may look.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import cast, overload

from pplx_desktop.core.errors import EnvironmentProblem
from pplx_desktop.core.evidence import PassageEvidence
from pplx_desktop.core.types import Passage, Snippet, Source
from pplx_desktop.index.chunk_rows import ChunkRow
from pplx_desktop.index.documents import HeldText, TextReader
from pplx_desktop.index.tokens import Tokenizers, shared_tokenizers
from pplx_desktop.search.snippets import Span, Wanted, find_marks, make_snippet

_shared = threading.Lock()
"""Held by whoever uses the shared tokenizers."""


@dataclass(frozen=True, slots=True)
class ScoredChunk:
    """A chunk that was found."""

    chunk_id: int
    score: float
    sources: tuple[Source, ...]
    evidence: PassageEvidence | None = None


class Passages(Sequence[Passage]):
    """See the module."""

    def __init__(self, makers: Sequence[Callable[[], Passage]]) -> None:
        """Each of `makers` gives the same passage whenever it is called. The first is called at once."""
        self._makers = makers
        self._made: dict[int, Passage] = {}
        if makers:
            self._at(0)

    def __len__(self) -> int:
        return len(self._makers)

    @overload
    def __getitem__(self, index: int) -> Passage: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Passage, ...]: ...
    def __getitem__(self, index: int | slice) -> Passage | tuple[Passage, ...]:
        chosen = range(len(self))[index]
        return tuple(map(self._at, chosen)) if isinstance(chosen, range) else self._at(chosen)

    def __iter__(self) -> Iterator[Passage]:
        return map(self._at, range(len(self)))

    def __eq__(self, other: object) -> bool:
        if isinstance(other, (Passages, tuple)):
            return list(self) == list(cast("Sequence[Passage]", other))
        return NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))

    def __deepcopy__(self, _: dict[int, object]) -> tuple[Passage, ...]:
        return tuple(self)

    def _at(self, number: int) -> Passage:
        made = self._made.get(number)
        if made is None:
            # Two threads that come at once get the same one.
            made = self._made.setdefault(number, self._makers[number]())
        return made


def read_passages(
    found: Sequence[tuple[TextReader, Sequence[ScoredChunk]]],
    tokenizers: Tokenizers,
    wanted: Wanted,
    snippet_chars: int,
) -> list[Sequence[Passage]]:
    """The passages of some documents, one at least of each."""
    # Made here, by the search's thread: who looks later may be one that opens nothing.
    shared_tokenizers()
    firsts = _make([(text, chunks[0]) for text, chunks in found], tokenizers, wanted, snippet_chars)
    return [
        _with_later(first, text.held(), chunks[1:], wanted, snippet_chars)
        for first, (text, chunks) in zip(firsts, found, strict=True)
    ]


def passages_unread(text: TextReader, chunks: Sequence[ScoredChunk]) -> Sequence[Passage]:
    """The passages of one document, where no text is read."""
    rows = [text.chunk(chunk.chunk_id) for chunk in chunks]
    return tuple(_passage(chunk, row, row.heading, Snippet(""), ()) for chunk, row in zip(chunks, rows, strict=True))


def _with_later(
    first: Passage, text: HeldText, others: Sequence[ScoredChunk], wanted: Wanted, snippet_chars: int
) -> Passages:
    return Passages([lambda: first, *(partial(_make_later, chunk, text, wanted, snippet_chars) for chunk in others)])


def _make_later(chunk: ScoredChunk, text: HeldText, wanted: Wanted, snippet_chars: int) -> Passage:
    try:
        with _shared:
            return _make([(text, chunk)], shared_tokenizers(), wanted, snippet_chars)[0]
    except EnvironmentProblem:
        # Whoever opens the file is told so.
        row = _row_of(chunk, text)
        return _passage(chunk, row, row.heading, Snippet(""), ())


def _row_of(chunk: ScoredChunk, text: HeldText) -> ChunkRow:
    """Where a chunk is; at the beginning of its document where that is damaged, too."""
    try:
        return text.chunk(chunk.chunk_id)
    except EnvironmentProblem:
        return ChunkRow(chunk.chunk_id, text.places.document_id, 0, 0, 0, None, "")


def _make(
    asked: Sequence[tuple[TextReader | HeldText, ScoredChunk]],
    tokenizers: Tokenizers,
    wanted: Wanted,
    snippet_chars: int,
) -> list[Passage]:
    """Passages, each step for all of them: one after the other takes a tenth longer, for a processor has room for the
    code of one step.
    """
    rows = [text.chunk(chunk.chunk_id) for text, chunk in asked]
    contents = [text.span(row.start, row.end) for (text, _), row in zip(asked, rows, strict=True)]
    marks = [
        find_marks(tokenizers.cut(content), wanted) if "words" in chunk.sources else []
        for (_, chunk), content in zip(asked, contents, strict=True)
    ]
    headings = [_heading_of_most(text, row, marked) for (text, _), row, marked in zip(asked, rows, marks, strict=True)]
    return [
        _passage(
            chunk,
            row,
            heading,
            make_snippet(content, marked, snippet_chars),
            tuple((row.start + start, row.start + end) for (start, end), _ in marked),
        )
        for (_, chunk), row, content, marked, heading in zip(asked, rows, contents, marks, headings, strict=True)
    ]


def _passage(
    chunk: ScoredChunk, row: ChunkRow, heading: str, snippet: Snippet, marks: tuple[tuple[int, int], ...]
) -> Passage:
    return Passage(
        start=row.start,
        end=row.end,
        page=row.page,
        heading=heading,
        score=chunk.score,
        sources=chunk.sources,
        snippet=snippet,
        marks=marks,
        evidence=chunk.evidence,
    )


def _heading_of_most(text: TextReader | HeldText, row: ChunkRow, marks: Sequence[tuple[Span, int]]) -> str:
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
