"""How long the windows of a contextual model should be: speed falls with length, and a chunk sees more of its document.

Invariant: nothing is changed here. A changed window embeds everything anew, so it is for the user to decide.
"""

from __future__ import annotations

from pplx_desktop.embed.manifest import Manifest
from pplx_desktop.embed.measuring import Measurer
from pplx_desktop.embed.pooling import Floats
from pplx_desktop.embed.reports import WindowSize
from pplx_desktop.embed.tokenization import ModelTokenizer
from pplx_desktop.embed.tune.likeness import LEAST_COSINE, LEAST_SAME_TOP_10, likeness
from pplx_desktop.embed.tune.texts import BuiltInTexts, plan_long

SIZES = (512, 1024, 2048, 4096)
"""The model was probably trained on 4,096 tokens at the most."""
_FULL = 0.75
_NEAR = 0.1
"""A size that is so near to the present one tells nothing new."""


def measure_windows(
    measurer: Measurer,
    manifest: Manifest,
    tokenizer: ModelTokenizer,
    texts: BuiltInTexts,
    sizes: tuple[int, ...] | None = None,
) -> tuple[WindowSize, ...]:
    """The long text embedded in windows of each size that the model allows, the present one among them, and its
    vectors compared with those of the longest window.
    """
    present = manifest.max_tokens
    others = {size for size in sizes or SIZES if size <= manifest.positions and abs(size - present) > present * _NEAR}
    allowed = others | {present}
    measured: list[tuple[int, float, float, Floats]] = []
    for size in sorted(allowed):
        windows = plan_long(texts, tokenizer, size)
        rows = 1 + max(part.row for window in windows for part in window.parts)
        # The first pass over a new length takes longer.
        measurer.seconds(windows[0].ids)
        vectors, seconds = measurer.embed(windows, rows)
        full = [
            (len(window.ids), time)
            for window, time in zip(windows, seconds, strict=True)
            if len(window.ids) >= _FULL * size
        ] or [(len(window.ids), time) for window, time in zip(windows, seconds, strict=True)]
        tokens, times = (sum(values) for values in zip(*full, strict=True))
        measured.append((size, tokens / times, times / len(full), vectors))
    longest = measured[-1][3]
    found: list[WindowSize] = []
    for size, rate, seconds_each, vectors in measured:
        like = likeness(vectors, longest, len(vectors), manifest)
        found.append(
            WindowSize(size, round(rate, 1), round(seconds_each, 2), round(like.cosine, 4), round(like.same_top_10, 4))
        )
    return tuple(found)


def recommended(windows: tuple[WindowSize, ...], present: int) -> int:
    """The fastest size whose vectors are like those of the longest window; 0 where that is the present one, or where
    none but the longest is like itself: then it is a matter of taste, and the present one stays.
    """
    like = [
        window
        for window in windows[:-1]
        if (window.cosine or 0) >= LEAST_COSINE and (window.same_top_10 or 0) >= LEAST_SAME_TOP_10
    ]
    best = max(like, key=lambda window: window.tokens_per_s, default=None)
    return 0 if best is None or best.tokens == present else best.tokens
