"""Plans what goes through the model in one pass: windows of tokens, and batches of windows.

Invariant: no token of a text is lost. A text that does not fit into a window is cut into pieces of like length, each
in a window of its own; a row's vector is then the mean of its pieces, weighted by their tokens. No window is longer
than the limit, and every text with at least one token is in at least one window.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

Ids = Sequence[int]


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


def plan_contextual(texts: Sequence[Ids], separator: int, max_tokens: int, first_row: int = 0) -> list[Window]:
    """Windows of whole texts of one document, in order, with `separator` between two and no other special token.

    A separator belongs to no part. Texts without a token are in no window. Rows count from `first_row`. Raises
    ValueError for a text that holds the separator: the model would take it for two.
    """
    windows: list[Window] = []
    ids: list[int] = []
    parts: list[Part] = []

    def close() -> None:
        if parts:
            windows.append(Window(tuple(ids), tuple(parts)))
            ids.clear()
            parts.clear()

    for row, text in enumerate(texts, first_row):
        if separator in text:
            raise ValueError("a text holds the separator")
        if len(text) > max_tokens:
            close()
            windows += [
                Window(tuple(piece), (Part(row, 0, len(piece), len(piece)),)) for piece in _pieces(text, max_tokens)
            ]
            continue
        if not text:
            continue
        if parts and len(ids) + 1 + len(text) > max_tokens:
            close()
        if parts:
            ids.append(separator)
        parts.append(Part(row, len(ids), len(ids) + len(text), len(text)))
        ids += text
    close()
    return windows


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
    """Which windows run together, as places in `windows`: such of like length, for padding is paid for as text is.

    A batch has at most `max_tokens` tokens with its padding, or one window. The longest come first.
    """
    batches: list[list[int]] = []
    for place in sorted(range(len(windows)), key=lambda place: -len(windows[place].ids)):
        if batches and len(windows[batches[-1][0]].ids) * (len(batches[-1]) + 1) <= max_tokens:
            batches[-1].append(place)
        else:
            batches.append([place])
    return batches


def _pieces(text: Ids, max_tokens: int) -> list[Ids]:
    """`text` in as few pieces of at most `max_tokens` as it takes, none much shorter than the others."""
    if max_tokens < 1:
        raise ValueError("there is no room for text in a window")
    count = max(1, -(-len(text) // max_tokens))
    return [text[len(text) * piece // count : len(text) * (piece + 1) // count] for piece in range(count)]
