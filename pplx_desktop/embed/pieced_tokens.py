"""The tokens of a text by those of its pieces, for tokenizers that look at each word by itself: a text has few different
words, so most of it is looked up.

Invariant: the offsets are those that the tokenizer gives for the whole text.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from itertools import accumulate

from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

Offsets = tuple[tuple[int, int], ...]

_PIECES = re.compile(r"[^ \t\n!-/:-@\[-`{-~]+|[ \t\n!-/:-@\[-`{-~]+")
"""Blanks and ASCII's punctuation, at which BERT's tokenizers part words whatever stands around, and what is between."""
_LONGEST_PIECE = 48
_MAX_PIECES = 65_536
"""About 10 MB; `tests/benchmarks/chunking_speed.py`."""


class PiecedTokens:
    """Tokens of a text. Those of a piece are looked at only where they are asked for."""

    def __init__(self, pieces: Sequence[str], offsets: Sequence[Offsets]) -> None:
        self._offsets = offsets
        self._starts = list(accumulate(map(len, pieces), initial=0))
        self._counts = list(accumulate(map(len, offsets), initial=0))

    def offsets(self) -> list[tuple[int, int]]:
        """All of them."""
        return [
            (at + start, at + end)
            for at, offsets in zip(self._starts, self._offsets, strict=False)
            for start, end in offsets
        ]

    def count_before(self, position: int) -> int:
        """How many tokens begin before a character."""
        piece = bisect_left(self._starts, position, hi=len(self._offsets)) - 1
        if piece < 0:
            return 0
        at = position - self._starts[piece]
        return self._counts[piece] + sum(1 for start, _ in self._offsets[piece] if start < at)

    def first_beyond(self, position: int) -> int:
        """The number of the first token that ends beyond a character; how many there are where none does."""
        piece = bisect_right(self._starts, position, hi=len(self._offsets)) - 1
        if piece < 0:
            return 0
        at = position - self._starts[piece]
        return self._counts[piece] + sum(1 for _, end in self._offsets[piece] if end <= at)

    def start_of(self, number: int) -> int | None:
        """The character that a token begins with; None beyond the last."""
        if number >= self._counts[-1]:
            return None
        piece = bisect_right(self._counts, number) - 1
        return self._starts[piece] + self._offsets[piece][number - self._counts[piece]][0]


class PieceTokeniser:
    """Tokenises text by pieces, and keeps those that it met."""

    def __init__(self, encode: Callable[[str], list[tuple[int, int]]]) -> None:
        """`encode` gives the offsets of the tokens of a text."""
        self._encode = encode
        self._known: dict[str, Offsets] = {}
        # Most pieces are one token as long as they are: they share what says so.
        self._shared: dict[Offsets, Offsets] = {}

    @property
    def kept(self) -> int:
        """How many pieces are known."""
        return len(self._known)

    def __call__(self, text: str) -> PiecedTokens:
        """The tokens of a text."""
        pieces = _PIECES.findall(text)
        different = set(pieces)
        new = [piece for piece in different if piece not in self._known]
        if len(self._known) + len(new) > _MAX_PIECES:
            self._known.clear()
            self._shared.clear()
            new = list(different)
        self._learn(new)
        tokens = PiecedTokens(pieces, list(map(self._known.__getitem__, pieces)))
        for piece in new:
            if len(piece) > _LONGEST_PIECE:
                del self._known[piece]
        return tokens

    def _learn(self, pieces: Sequence[str]) -> None:
        offsets = self._encode(" ".join(pieces)) if pieces else []
        at = number = 0
        for piece in pieces:
            first, end = number, at + len(piece)
            while number < len(offsets) and offsets[number][0] < end:
                number += 1
            found = tuple((start - at, stop - at) for start, stop in offsets[first:number])
            self._known[piece] = self._shared.setdefault(found, found)
            at = end + 1


def has_pieces(tokenizer: Tokenizer) -> bool:
    """Whether a tokenizer is of BERT's kind."""
    return (
        isinstance(tokenizer.pre_tokenizer, pre_tokenizers.BertPreTokenizer)
        and isinstance(tokenizer.normalizer, normalizers.BertNormalizer)
        and isinstance(tokenizer.model, models.WordPiece)
    )
