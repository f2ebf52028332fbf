"""Places, packed: looking into them finds what unpacking them all does."""

from __future__ import annotations

from pplx_desktop.core.types import Block
from pplx_desktop.index.packing import PlaceTable, pack_places, unpack_places


def test_the_heading_of_a_character_is_that_of_the_block_it_lies_in() -> None:
    blocks = [Block(8 * at + 2, 8 * at + 8, at // 3, f"H{at // 2}") for at in range(20)]
    packed = pack_places(blocks)
    offsets = range(blocks[-1].end + 3)
    of_all = {at: place.heading for place in unpack_places(packed) for at in range(place.start, place.end)}
    assert PlaceTable(packed).headings_at(offsets) == [of_all.get(at) for at in offsets]
    assert None in PlaceTable(packed).headings_at(offsets)
    assert PlaceTable(pack_places([])).headings_at([0, 5]) == [None, None]


def test_places_by_number_are_those_of_the_whole() -> None:
    packed = pack_places([Block(8 * at, 8 * at + 6, at // 3 or None, f"H{at // 2}") for at in range(20)])
    whole = unpack_places(packed)
    assert PlaceTable(packed).rows([3, 0, 19]) == [whole[3], whole[0], whole[19]]
    assert PlaceTable(packed).rows(slice(4, 6)) == whole[4:6]
