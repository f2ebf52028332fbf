"""Places, packed: a part of them is that part of the whole."""

from __future__ import annotations

from pplx_desktop.core.types import Block
from pplx_desktop.index.packing import pack_places, unpack_places


def test_places_of_a_part_are_those_of_the_whole() -> None:
    blocks = [Block(8 * at, 8 * at + 6, at // 3, f"H{at // 2}") for at in range(20)]
    packed = pack_places(blocks)
    whole = unpack_places(packed)
    for start in range(0, blocks[-1].end + 2, 3):
        for end in range(start + 1, blocks[-1].end + 3, 5):
            assert unpack_places(packed, (start, end)) == [p for p in whole if p.start < end and start < p.end]
