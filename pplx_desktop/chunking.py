"""Cuts a document into chunks: passages that fit the model, at borders that a reader would choose.

The text is tokenised once, in stretches, and cut by the tokens' offsets: at paragraph, then sentence, line, clause
and word borders, and only where there is none of them inside a word. Invariants: every visible character of the
blocks lies in exactly one chunk; chunks do not overlap and lie in order; none crosses a page or the end of a file
inside the document's, begins or ends with white space, or exceeds the limits.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise, takewhile
from typing import Protocol

from pplx_desktop.core.types import HEADING_JOINT, Block, Chunk, Document


class Tokens(Protocol):
    """Where the tokens of a text begin and end, for a tokenizer that knows words and need not list what is in them."""

    def count_before(self, position: int) -> int:
        """How many tokens begin before a character."""
        ...

    def first_beyond(self, position: int) -> int:
        """The number of the first token that ends beyond a character; how many there are where none does."""
        ...

    def start_of(self, number: int) -> int | None:
        """The character that a token begins with; None beyond the last."""
        ...


TokenOffsets = Callable[[str], Sequence[tuple[int, int]] | Tokens]
"""Half-open character offsets of a text's tokens, in order, without special tokens."""


@dataclass(frozen=True, slots=True)
class ChunkLimits:
    """How large chunks may be, and how small they should not be.

    `min_tokens` is what a section must hold to be a chunk of its own; smaller ones are joined with what follows on
    the same page. `max_chars` caps text that the tokenizer maps to few tokens.
    """

    max_tokens: int = 240
    max_chars: int = 4_000
    min_tokens: int = 32

    def __post_init__(self) -> None:
        if self.max_tokens < 1 or self.max_chars < 1 or self.min_tokens < 0:
            raise ValueError(f"limits make no sense: {self}")


# From the best border to the worst. Each match ends where a chunk may end. Nothing here looks at a character more than
# a few times, however long its runs of dots or blanks are.
_BORDERS = (
    re.compile(r"\n[ \t]*+\n"),
    re.compile(r"(?<![.!?…])[.!?…]++[\"'”’»)\]]*+(?=\s)|[。！？｡]++[」』”’）》]*+"),
    re.compile(r"\n"),
    re.compile(r"[,;:](?=\s)|[，、；：]"),
    re.compile(r"\s"),
)
_VISIBLE = re.compile(r"\S")
_MIN_FILL = 0.5
"""A border counts in the second half of what fits: better a cut sentence than a chunk of three words."""
_STRETCH_CHUNKS = 32
"""So many of the longest chunks are tokenised at once: memory stays bounded, and little is tokenised twice."""
_LOOKAHEAD_CHUNKS = 2
_MAX_MARKS = 8
_KINDS_WITH_MEMBERS = frozenset({"zip", "tar", "mbox", "eml", "msg"})
_MINOR_SHARE = 0.25
"""A section with less of a chunk than this has no say in the chunk's heading."""


def cut_chunks(document: Document, token_offsets: TokenOffsets, limits: ChunkLimits) -> tuple[Chunk, ...]:
    """The chunks of `document`, in reading order."""
    chunks: list[Chunk] = []
    apart = _page_and_member if document.kind in _KINDS_WITH_MEMBERS else _page
    for _, blocks in groupby(document.blocks, key=apart):
        chunks.extend(_PageCutter(document.text, list(blocks), token_offsets, limits).cut())
    return tuple(chunks)


def _page(block: Block) -> int | None:
    return block.page


def _page_and_member(block: Block) -> tuple[int | None, str]:
    """A file inside another, or a letter among others, is found by its own name, however small it is."""
    return block.page, block.heading.partition(HEADING_JOINT)[0]


class _PageCutter:
    """Cuts the blocks of one page, or of a document without pages."""

    def __init__(self, text: str, blocks: list[Block], token_offsets: TokenOffsets, limits: ChunkLimits) -> None:
        self._text = text
        self._blocks = blocks
        self._block_starts = [block.start for block in blocks]
        self._token_offsets = token_offsets
        self._limits = limits
        self._end = blocks[-1].end
        self._sections = _section_starts(blocks)
        self._stretch_end = -1
        self._stretch_start = 0
        self._tokens: Tokens = _ListedTokens(())

    def cut(self) -> Iterator[Chunk]:
        """The chunks, in order."""
        start = self._skip_blank(self._blocks[0].start)
        while start < self._end:
            end = self._choose_end(start)
            visible_end = start + len(self._text[start:end].rstrip())
            page, heading = self._place(start, visible_end)
            yield Chunk(start, visible_end, page, heading)
            start = self._skip_blank(end)

    def _skip_blank(self, position: int) -> int:
        match = _VISIBLE.search(self._text, position, self._end)
        return match.start() if match else self._end

    def _choose_end(self, start: int) -> int:
        """Where the chunk that begins at `start` ends; always beyond `start`."""
        self._tokenise_from(start)
        # The first token that reaches beyond `start`; a chunk may begin inside of one where a word was too long.
        first = self._tokens.first_beyond(start - self._stretch_start)
        fits = self._last_fitting(start, first, self._limits.max_tokens)
        if (border := self._section_border(start, first, fits)) is not None:
            return border
        if fits >= self._end:
            return self._end
        # What is left of a section after a full chunk should be no scrap: two chunks share it.
        section_end = self._section_end(start)
        left = self._tokens.count_before(section_end - self._stretch_start) - first
        if section_end <= self._stretch_end and self._limits.max_tokens < left < self._limits.max_tokens * 3 // 2:
            return self._best_border(start, self._last_fitting(start, first, max(left * 5 // 8, 1)))
        return self._best_border(start, fits)

    def _tokenise_from(self, start: int) -> None:
        """See that the tokens from `start` on are known, as far as a choice of its end needs them."""
        if self._stretch_end >= min(start + _LOOKAHEAD_CHUNKS * self._limits.max_chars, self._end):
            return
        self._stretch_start = start
        self._stretch_end = min(start + _STRETCH_CHUNKS * self._limits.max_chars, self._end)
        tokens = self._token_offsets(self._text[start : self._stretch_end])
        self._tokens = _ListedTokens(tokens) if isinstance(tokens, Sequence) else tokens

    def _last_fitting(self, start: int, first: int, max_tokens: int) -> int:
        """The furthest end with at most `max_tokens`, within the limit of characters."""
        end = min(start + self._limits.max_chars, self._end)
        if (beyond := self._tokens.start_of(first + max_tokens)) is not None:
            # To where the first token that does not fit begins.
            end = min(end, self._stretch_start + beyond)
        return max(end, start + 1)

    def _section_border(self, start: int, first: int, fits: int) -> int | None:
        """The first section border up to `fits` with enough before it to stand alone."""
        index = bisect_left(self._sections, start + 1)
        while index < len(self._sections) and (border := self._sections[index]) <= fits:
            if self._tokens.count_before(border - self._stretch_start) - first >= self._limits.min_tokens:
                return border
            index += 1
        return None

    def _section_end(self, start: int) -> int:
        index = bisect_left(self._sections, start + 1)
        return self._sections[index] if index < len(self._sections) else self._end

    def _best_border(self, start: int, fits: int) -> int:
        """The best border at or before `fits`; a place inside a word where there is none."""
        lowest = start + int((fits - start) * _MIN_FILL)
        # One more character, so that a border at the very end of what fits is seen.
        window = self._text[lowest : min(fits + 1, self._end)]
        for border in _BORDERS:
            last = 0
            for match in border.finditer(window):
                if lowest + match.end() > fits:
                    break
                last = match.end()
            if last:
                return lowest + last
        if self._text[fits : fits + 1].isspace():
            return fits
        blank = max(self._text.rfind(" ", start, lowest), self._text.rfind("\n", start, lowest))
        return blank if blank > start else self._before_marks(start, fits)

    def _before_marks(self, start: int, end: int) -> int:
        """`end`, moved back so that no accent or joiner is parted from its letter."""
        for position in range(end, max(start, end - _MAX_MARKS), -1):
            if not (unicodedata.combining(self._text[position]) or self._text[position] in "\u200d\ufe0f"):
                return position
        return end

    def _place(self, start: int, end: int) -> tuple[int | None, str]:
        """Page and heading of a chunk: where it joins several small sections, the path of headings they have in common.

        A section that only leads to the next one (a title right above a subtitle) does not count, and neither does one
        that is a small part of the chunk (a running head).
        """
        first = max(bisect_right(self._block_starts, start) - 1, 0)
        blocks = [block for block in self._blocks[first : bisect_left(self._block_starts, end)] if block.end > start]
        chars: dict[tuple[str, ...], int] = {}
        for block in blocks:
            path = tuple(block.heading.split(HEADING_JOINT))
            chars[path] = chars.get(path, 0) + min(end, block.end) - max(start, block.start)
        large = [path for path, count in chars.items() if count >= _MINOR_SHARE * (end - start)] or list(chars)
        deepest = [path for path in large if not any(path == other[: len(path)] != other for other in large)]
        return blocks[0].page, HEADING_JOINT.join(_common_start(deepest)) or blocks[0].heading


class _ListedTokens:
    """Tokens by the list of their offsets."""

    def __init__(self, offsets: Sequence[tuple[int, int]]) -> None:
        self._starts = [start for start, _ in offsets]
        self._ends = [end for _, end in offsets]

    def count_before(self, position: int) -> int:
        return bisect_left(self._starts, position)

    def first_beyond(self, position: int) -> int:
        return bisect_right(self._ends, position)

    def start_of(self, number: int) -> int | None:
        return self._starts[number] if number < len(self._starts) else None


def _common_start(paths: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    common = paths[0]
    for path in paths[1:]:
        same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(common, path, strict=False)))
        common = common[:same]
    return common


def _section_starts(blocks: Sequence[Block]) -> list[int]:
    """Where a block begins that has another heading than the one before it."""
    return [block.start for before, block in pairwise(blocks) if before.heading != block.heading]
