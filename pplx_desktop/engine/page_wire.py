"""How boxes of characters look inside a frame: four whole numbers each, shares of the page in 65,535ths.

Invariant: whatever bytes come, what is read from them lies on the page.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable

from pplx_desktop.core.page_types import Box

_BOX = struct.Struct("<4H")
_WHOLE = 0xFFFF


def boxes_to_bytes(boxes: Iterable[Box]) -> bytes:
    """Boxes as they are sent."""
    return b"".join(_BOX.pack(*(round(min(max(side, 0.0), 1.0) * _WHOLE) for side in box)) for box in boxes)


def boxes_from_bytes(data: bytes) -> tuple[Box, ...]:
    """The inverse of `boxes_to_bytes`. Raises ValueError where bytes are left over."""
    if len(data) % _BOX.size:
        raise ValueError(f"{len(data)} bytes are no boxes")
    return tuple(
        (left / _WHOLE, top / _WHOLE, right / _WHOLE, bottom / _WHOLE)
        for left, top, right, bottom in _BOX.iter_unpack(data)
    )
