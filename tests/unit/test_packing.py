"""Places, packed: looking into them finds what unpacking them all does."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from pplx_desktop.core.types import Block
from pplx_desktop.index.packed_places import PlaceTable, pack_places, unpack_places


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


_HARD_TO_PART = ['a","b', "\\", '"', "Ä › B", '","', '",', ',"', "\\,"]


@given(
    st.lists(st.text(max_size=12) | st.sampled_from(_HARD_TO_PART), min_size=1, max_size=60),
    st.data(),
)
@settings(deadline=None)
def test_a_heading_is_read_alone_as_with_all_others(headings: list[str], data: st.DataObject) -> None:
    headings = [heading.encode("utf-8", "replace").decode() for heading in headings]
    packed = pack_places([Block(8 * at, 8 * at + 6, None, heading) for at, heading in enumerate(headings)])
    wanted = data.draw(st.lists(st.integers(0, len(headings) - 1), max_size=30))
    table = PlaceTable(packed)
    assert [row.heading for row in table.rows(wanted)] == [headings[at] for at in wanted]
    assert table.headings_at([8 * at for at in wanted]) == [headings[at] for at in wanted]


@given(
    st.lists(
        st.tuples(
            st.sampled_from([0, 1, 200, 300, 70_000, 20_000_000]) | st.integers(-400, 400),
            st.sampled_from([0, 5, 255, 256, 65_536, 17_000_000]),
            st.none() | st.sampled_from([0, 1, 255, 256, 70_000]),
            st.integers(0, 300),
        ),
        max_size=40,
    )
)
@settings(deadline=None)
def test_numbers_of_any_size_come_back(shapes: list[tuple[int, int, int | None, int]]) -> None:
    places: list[Block] = []
    end = 1_000
    for distance, length, page, heading in shapes:
        places.append(Block(end + distance, end + distance + length, page, f"H{heading}"))
        end += distance + length
    assert [Block(*place) for place in unpack_places(pack_places(places))] == places
