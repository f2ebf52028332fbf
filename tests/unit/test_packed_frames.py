"""Texts and places in frames: what is unpacked of them is what unpacking them all gives, and no more than is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pplx_desktop.core.types import Block
from pplx_desktop.index import packed_places, packed_text
from pplx_desktop.index.frames import join_frames
from pplx_desktop.index.packed_places import PlaceTable, pack_places, unpack_places
from pplx_desktop.index.packed_text import PackedText, is_in_frames, pack_text, unpack_text
from pplx_desktop.index.packing import Damaged, compress

ROOT, FRAME = 64, 32


@pytest.fixture(autouse=True, scope="module")
def short_frames() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(packed_text, "_ROOT_CHARS", ROOT)
        patch.setattr(packed_text, "_FRAME_CHARS", FRAME)
        patch.setattr(packed_places, "_FRAME_PLACES", 4)
        yield


def text_of(chars: int) -> str:
    return "".join(Random(chars).choices("aé漢 \U0001f600\n", k=chars))


@given(st.integers(0, 400), st.integers(0, 420), st.integers(0, 420), st.booleans())
@settings(deadline=None)
def test_a_span_is_that_of_the_whole(chars: int, start: int, end: int, slowly: bool) -> None:
    text = text_of(chars)
    packed = pack_text(text, slowly=slowly)
    assert unpack_text(packed) == text
    assert PackedText(packed).span(start, end) == text[start:end]
    assert is_in_frames(packed, chars)


@pytest.mark.parametrize(("chars", "frames"), [(0, 1), (80, 1), (81, 2), (112, 2), (113, 3), (400, 11)])
def test_the_last_frame_is_half_a_frame_at_least(chars: int, frames: int) -> None:
    part = PackedText(pack_text(text_of(chars)))
    part.whole()
    assert len(part._frames) == frames
    lengths = [len(frame) for _, frame in sorted(part._frames.items())]
    assert set(lengths[1:-1]) <= {FRAME}
    assert frames == 1 or FRAME // 2 < lengths[-1] <= FRAME + FRAME // 2


def test_no_frame_is_unpacked_that_nobody_asked_for() -> None:
    part = PackedText(pack_text(text_of(400)))
    assert part.span(ROOT + 3 * FRAME, ROOT + 4 * FRAME)
    assert set(part._frames) == {4}
    table = PlaceTable(pack_places([Block(at, at + 1, None, f"H{at}") for at in range(40)]))
    assert [place.heading for place in table.rows([17, 9])] == ["H17", "H9"]
    assert table.headings_at([30, 31]) == ["H30", "H31"]
    assert set(table._unpacked) == {2, 4, 7}


def test_a_text_from_before_there_were_frames_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    text = text_of(400)
    with monkeypatch.context() as patch:
        patch.setattr(packed_text, "_ROOT_CHARS", 1_000)
        whole = pack_text(text)
    assert not is_in_frames(whole, len(text))
    assert PackedText(whole).span(70, 390) == text[70:390]


@given(
    st.lists(
        st.tuples(st.integers(0, 9), st.integers(0, 40), st.none() | st.integers(0, 5), st.sampled_from('AB"\\Ü')),
        max_size=25,
    ),
    st.data(),
)
@settings(max_examples=40, deadline=None)
def test_places_are_those_of_the_whole(shapes: list[tuple[int, int, int | None, str]], data: st.DataObject) -> None:
    places: list[Block] = []
    end = 0
    for distance, length, page, heading in shapes:
        places.append(Block(end + distance, end + distance + length, page, heading))
        end += distance + length
    table = PlaceTable(pack_places(places))
    assert [Block(*place) for place in table.rows(slice(None))] == places
    asked = data.draw(st.lists(st.integers(0, max(0, len(places) - 1)), max_size=9)) if places else []
    assert [Block(*place) for place in table.rows(asked)] == [places[at] for at in asked]
    assert sorted(table.spans(asked)) == sorted((places[at].start, places[at].end) for at in asked)
    # A character may lie in the last place that begins there or before.
    offsets = range(end + 2)
    last = {at: max((n for n, place in enumerate(places) if place.start <= at), default=0) for at in offsets}
    expected = [
        places[last[at]].heading if places and places[last[at]].start <= at < places[last[at]].end else None
        for at in offsets
    ]
    assert table.headings_at(offsets) == expected


def test_no_changed_byte_goes_unnoticed() -> None:
    text = text_of(300)
    places = [Block(at, at + 1, at // 3, f"H{at}") for at in range(10)]
    cases: list[tuple[bytes, Callable[[bytes], object], object]] = [
        (pack_text(text), unpack_text, text),
        (pack_text(text), lambda data: PackedText(data).span(200, 260), text[200:260]),
        (pack_places(places), unpack_places, unpack_places(pack_places(places))),
    ]
    for data, unpack, good in cases:
        for at in range(len(data)):
            for bit in (0x01, 0x04, 0x80):
                changed = bytearray(data)
                changed[at] ^= bit
                try:
                    assert unpack(bytes(changed)) == good
                except Damaged:
                    continue


def test_a_place_behind_the_last_frame_is_damage() -> None:
    table = PlaceTable(pack_places([Block(at, at + 1, None, "") for at in range(9)]))
    for missing in (9, 11, 12, 4_000):
        with pytest.raises(Damaged):
            table.rows([0, missing])
        with pytest.raises(Damaged):
            table.spans([0, missing])


@pytest.mark.parametrize("root", [b"", b"short"])
def test_a_root_that_is_none_is_damage(root: bytes) -> None:
    packed = PackedText(join_frames([compress(root), compress(b"and more")], [0, ROOT]))
    with pytest.raises(Damaged):
        packed.span(ROOT, ROOT + 3)


@pytest.mark.parametrize("kept", [0, 1, 5, 9, 30])
def test_what_is_cut_short_is_told(kept: int) -> None:
    with pytest.raises(Damaged):
        unpack_text(pack_text(text_of(300))[:kept])
