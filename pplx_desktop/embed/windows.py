"""Plans what goes through the model in one pass: windows of tokens, and batches of windows.

Invariant: no token of a text is lost. A text that does not fit into a window is cut into pieces of like length, each
in a window of its own; a row's vector is then the mean of its pieces, weighted by their tokens. No window is longer
than the limit, and every text with at least one token is in at least one window.
"""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Sequence
from dataclasses import dataclass

WINDOWS_VERSION = 2
"""Raise it when the same texts come into other windows than before: their vectors are others then."""

Ids = Sequence[int]

_EARLIEST_ANCHOR = 0.25
_TEXTS_AN_ANCHOR = 12
"""One text in so many is an anchor; one that comes before this share of the window is full is passed over."""


@dataclass(frozen=True, slots=True)
class Part:
    """Tokens of a window that are pooled into one vector: the half-open span, the row that it belongs to, and how
    many of its tokens are that row's text.
    """

    row: int
    start: int
    end: int
    weight: int


@dataclass(frozen=True, slots=True)
class Window:
    """A sequence of tokens for one pass, with the parts to pool."""

    ids: tuple[int, ...]
    parts: tuple[Part, ...]

    def after(self, context: Ids, separator: int) -> Window:
        """This window behind a context that is read with it and belongs to no part. Raises ValueError for one that
        holds the separator.
        """
        if not context:
            return self
        if separator in context:
            raise ValueError("a context holds the separator")
        shift = len(context) + 1
        moved = (Part(part.row, part.start + shift, part.end + shift, part.weight) for part in self.parts)
        return Window((*context, separator, *self.ids), tuple(moved))


def plan_contextual(texts: Sequence[Ids], separator: int, max_tokens: int, first_row: int = 0) -> list[Window]:
    """Windows of whole texts of one document, in order, with `separator` between two and no other special token.

    A separator belongs to no part. Texts without a token are in no window. Rows count from `first_row`. Raises
    ValueError for a text that holds the separator: the model would take it for two.

    Where a window ends is seen from the texts in it and the one that does not fit any more. So a window's texts alone
    are planned as that window, and of the windows of a document's beginning all but the last are those of the whole.
    What is put before windows is no part of this: `max_tokens` is what it leaves.
    """
    rows = [row for row, text in enumerate(texts) if text]
    windows: list[Window] = []
    at = 0
    while at < len(rows):
        text = texts[rows[at]]
        if separator in text:
            raise ValueError("a text holds the separator")
        if len(text) > max_tokens:
            windows += [
                Window(tuple(piece), (Part(first_row + rows[at], 0, len(piece), len(piece)),))
                for piece in _pieces(text, max_tokens)
            ]
            at += 1
            continue
        end = _window_end(texts, rows, at, max_tokens)
        windows.append(_joined(texts, rows[at:end], separator, first_row))
        at = end
    return windows


def _window_end(texts: Sequence[Ids], rows: Sequence[int], at: int, max_tokens: int) -> int:
    """The place in `rows` where the window ends that begins at `at`.

    A window takes all texts that fit. But where one of them is an anchor (chosen by its own tokens alone), the next
    window begins there: after a change somewhere above, windows begin at the same texts again from the next anchor on,
    and what follows is not embedded anew. By measurement, on text of 5,500 and 11,000 chunks, a window holds 4 to 5 %
    less of its document for it; after three paragraphs near the start were taken out, 25 and 13 % of the tokens are in
    new windows instead of 54 and 35 % (tests/benchmarks/window_cuts.py).
    """
    tokens, end, anchor = -1, at, None
    while end < len(rows) and tokens + 1 + len(texts[rows[end]]) <= max_tokens:
        if tokens >= max_tokens * _EARLIEST_ANCHOR and _is_anchor(texts[rows[end]]):
            anchor = end
        tokens += 1 + len(texts[rows[end]])
        end += 1
    ends_anyway = end == len(rows) or len(texts[rows[end]]) > max_tokens or _is_anchor(texts[rows[end]])
    return end if anchor is None or ends_anyway else anchor


def _is_anchor(text: Ids) -> bool:
    return zlib.crc32(array("q", text).tobytes()) % _TEXTS_AN_ANCHOR == 0


def _joined(texts: Sequence[Ids], rows: Sequence[int], separator: int, first_row: int) -> Window:
    ids: list[int] = []
    parts: list[Part] = []
    for row in rows:
        if separator in texts[row]:
            raise ValueError("a text holds the separator")
        if parts:
            ids.append(separator)
        parts.append(Part(first_row + row, len(ids), len(ids) + len(texts[row]), len(texts[row])))
        ids += texts[row]
    return Window(tuple(ids), tuple(parts))


def plan_independent(
    texts: Sequence[Ids], contexts: Sequence[Ids], prefix: Ids, suffix: Ids, max_tokens: int
) -> list[Window]:
    """A window for each text: `prefix`, the text's context, the text, `suffix`; all of it is pooled.

    Each piece of a long text has the whole context before it. The row of a text is its place in `texts`.
    """
    windows: list[Window] = []
    for row, (text, context) in enumerate(zip(texts, contexts, strict=True)):
        room = max_tokens - len(prefix) - len(context) - len(suffix)
        for piece in _pieces(text, room):
            ids = (*prefix, *context, *piece, *suffix)
            if ids:
                windows.append(Window(ids, (Part(row, 0, len(ids), max(len(piece), 1)),)))
    return windows


def plan_batches(windows: Sequence[Window], max_tokens: int) -> list[list[int]]:
    """Which windows run together, as places in `windows`: such of the very same length, so that nothing is padded.

    A batch has at most `max_tokens` tokens, or one window. The longest come first.
    """
    alike: dict[int, list[int]] = {}
    for place, window in enumerate(windows):
        alike.setdefault(len(window.ids), []).append(place)
    batches: list[list[int]] = []
    for length in sorted(alike, reverse=True):
        size = max(1, max_tokens // length)
        batches += [alike[length][at : at + size] for at in range(0, len(alike[length]), size)]
    return batches


def _pieces(text: Ids, max_tokens: int) -> list[Ids]:
    """`text` in as few pieces of at most `max_tokens` as it takes, none much shorter than the others."""
    if max_tokens < 1:
        raise ValueError("there is no room for text in a window")
    count = max(1, -(-len(text) // max_tokens))
    return [text[len(text) * piece // count : len(text) * (piece + 1) // count] for piece in range(count)]
