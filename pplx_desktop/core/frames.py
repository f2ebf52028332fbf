"""How a child process and its owner talk: frames of JSON with a block of bytes, over the child's stdin and stdout.

A frame is two little-endian uint32 (bytes of JSON, bytes of payload), the JSON object, the payload. No pickles: what
a child that was taken over can send is data, never code.

Invariant: a frame is read whole or not at all; one that is larger than `MAX_FRAME_BYTES` is refused before anything of
it is read into memory.
"""

from __future__ import annotations

import json
import os
import struct
import sys
from collections.abc import Callable
from typing import Any, BinaryIO, cast

HEADER = struct.Struct("<II")
MAX_FRAME_BYTES = 512 * 1024 * 1024

Message = dict[str, Any]
"""A JSON object."""


class FrameError(Exception):
    """The other side sent something that is no frame, or ended in the middle of one."""


def write_frame(stream: BinaryIO, message: Message, payload: bytes = b"") -> None:
    """Write one frame and flush. Raises OSError (BrokenPipeError where the reader is gone)."""
    # Surrogate escapes of file names are no valid UTF-8; ASCII JSON carries them as escapes.
    header = json.dumps(message, ensure_ascii=True, separators=(",", ":")).encode("ascii")
    stream.write(HEADER.pack(len(header), len(payload)) + header)
    if payload:
        stream.write(payload)
    stream.flush()


def read_frame(stream: BinaryIO) -> tuple[Message, bytes] | None:
    """Read one frame; None at the end of the stream. Raises `FrameError`."""
    head = stream.read(HEADER.size)
    if not head:
        return None
    if len(head) < HEADER.size:
        raise FrameError("the stream ended inside a header")
    json_bytes, payload_bytes = HEADER.unpack(head)
    if json_bytes + payload_bytes > MAX_FRAME_BYTES:
        raise FrameError(f"a frame of {json_bytes + payload_bytes} bytes is too large")
    # Apart: to cut a page's pixels off would copy them, while no other thread of Python runs.
    header, payload = stream.read(json_bytes), stream.read(payload_bytes)
    if len(header) < json_bytes or len(payload) < payload_bytes:
        raise FrameError("the stream ended inside a frame")
    try:
        message = json.loads(header)
    except ValueError as error:
        raise FrameError("a frame's header is no JSON") from error
    if not isinstance(message, dict):
        raise FrameError("a frame's header is no JSON object")
    return cast("Message", message), payload


def take_over_stdio() -> tuple[BinaryIO, BinaryIO]:
    """The streams of a child: what its owner writes, and where it answers.

    Takes stdout over: whatever a library prints goes to stderr from now on and cannot break a frame.
    """
    source = os.fdopen(os.dup(0), "rb")
    sink = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    return source, sink


def serve(handle: Callable[[Message, bytes], tuple[Message, bytes]]) -> None:
    """Answer each frame on stdin with one on stdout, until the owner closes stdin."""
    source, sink = take_over_stdio()
    while (frame := read_frame(source)) is not None:
        try:
            write_frame(sink, *handle(*frame))
        except BrokenPipeError:
            return
