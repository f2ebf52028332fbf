"""Frames are read whole or refused; nothing that a child sends can do more than be wrong."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pplx_desktop.core.frames import HEADER, MAX_FRAME_BYTES, FrameError, read_frame, write_frame

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(codec=None)), lambda x: st.lists(x, max_size=3)
)


@given(st.dictionaries(st.text(), json_values), st.binary())
def test_what_is_written_is_read(message: dict[str, object], payload: bytes) -> None:
    stream = io.BytesIO()
    write_frame(stream, message, payload)
    write_frame(stream, {"second": 1})
    stream.seek(0)
    assert read_frame(stream) == (message, payload)
    assert read_frame(stream) == ({"second": 1}, b"")
    assert read_frame(stream) is None


def test_names_that_are_no_text_survive() -> None:
    stream = io.BytesIO()
    write_frame(stream, {"path": "caf\udce9"})
    stream.seek(0)
    assert read_frame(stream) == ({"path": "caf\udce9"}, b"")


@pytest.mark.parametrize("kept", [3, 9, 14])
def test_a_frame_that_was_cut_is_an_error(kept: int) -> None:
    stream = io.BytesIO()
    write_frame(stream, {"a": 1}, b"payload")
    with pytest.raises(FrameError):
        read_frame(io.BytesIO(stream.getvalue()[:kept]))


def test_a_frame_that_is_too_large_is_refused_before_it_is_read() -> None:
    with pytest.raises(FrameError, match="too large"):
        read_frame(io.BytesIO(HEADER.pack(2, MAX_FRAME_BYTES)))


@pytest.mark.parametrize("body", [b"[]", b"{", b"\xff\xff"])
def test_a_header_that_is_no_object_is_an_error(body: bytes) -> None:
    with pytest.raises(FrameError):
        read_frame(io.BytesIO(HEADER.pack(len(body), 0) + body))
