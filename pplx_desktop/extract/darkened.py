"""Turns a drawn page into light on dark: lightness is turned over, hues stay; photos are left as they are.

Invariant: a picture on the page that is a scan (paper with print) is turned as the page is.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Pixels = NDArray[np.uint8]

Region = tuple[float, float, float, float]
"""Left, top, right, bottom, as shares of the page."""

_PAPER = 0x1B
"""What white becomes: a little lighter than black is easier on the eye."""
_INK = 0xEC
_SOFTENED = bytes(_PAPER + value * (_INK - _PAPER) // 255 for value in range(256))
_LIGHT = 200
_INKED = bytes(range(_LIGHT + 1))
_SCANNED_SHARE = 0.55
"""So much of a scan is paper; of a photo that is rare."""


def opaque(pixels: bytes) -> bytes:
    """The same with the fourth byte of each pixel full: where it is not, the window may take it for see-through."""
    filled = bytearray(pixels)
    filled[3::4] = b"\xff" * (len(pixels) // 4)
    return bytes(filled)


def is_paper(pixels: bytes) -> bool:
    """Whether most of a picture, rows of pixels of four bytes, is white or nearly so."""
    greens = pixels[1::4]
    return len(greens) > 0 and len(greens.translate(None, _INKED)) >= _SCANNED_SHARE * len(greens)


def darkened(pixels: bytes, width: int, height: int, pictures: Iterable[Region] = ()) -> bytes:
    """Rows of pixels of four bytes, light on dark. `pictures` are where pictures stand."""
    # Its threads are of no use here, and each takes address space from what a confined process has.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    import numpy as np  # noqa: PLC0415 -- threads must not run before a process is confined

    page: Pixels = np.frombuffer(pixels, np.uint8).reshape(height, width, 4)
    kept = [
        (slice(round(top * height), round(bottom * height)), slice(round(left * width), round(right * width)))
        for left, top, right, bottom in pictures
    ]
    blue, green, red = page[:, :, 0], page[:, :, 1], page[:, :, 2]
    low, high = np.minimum(np.minimum(blue, green), red), np.maximum(np.maximum(blue, green), red)
    # Less the largest and the smallest of the three, each keeps its distance to the others: its hue. What it comes to
    # lies between 0 and 255 again, so it does not matter that bytes overflow on the way.
    moved = page + (255 - low - high)[:, :, np.newaxis]
    turned: Pixels = np.frombuffer(bytearray(moved.tobytes().translate(_SOFTENED)), np.uint8).reshape(page.shape)
    for place in kept:
        part = low[place]
        if part.size and float((part > _LIGHT).mean()) < _SCANNED_SHARE:
            turned[place] = page[place]
    turned[:, :, 3] = 255
    return turned.tobytes()
