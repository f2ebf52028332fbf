"""Reads XML as a stream of events, in constant memory, for parts that may be large or cut off.

Faster than a tree where most elements are looked at once, and what stands before a defect is read. Names of elements
come without their prefix, those of attributes as they are. Invariant: parsing never reads another file, opens a socket or expands an entity of the document's own.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import BinaryIO
from xml.parsers import expat

from pplx_desktop.core.errors import ExtractionCode, ExtractionError

_STEP_BYTES = 256 * 1024

Attributes = dict[str, str]


def parse_events(
    stream: BinaryIO,
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None],
    text: Callable[[str], object],
) -> None:
    """Tell of every element and text in order. Raises `ExtractionError` (damaged) at the first defect, after what
    stands before it was told of, and whatever the callbacks raise.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def begin(name: str, attributes: Attributes) -> None:
        start(name.rpartition(":")[2], attributes)

    def finish(name: str) -> None:
        end(name.rpartition(":")[2])

    def begin_root(name: str, attributes: Attributes) -> None:
        # Where the root has no prefix, its vocabulary has none throughout, and what has one is another's.
        is_prefixed = ":" in name
        parser.StartElementHandler = begin if is_prefixed else start
        parser.EndElementHandler = finish if is_prefixed else end
        begin(name, attributes)

    parser.StartElementHandler = begin_root
    parser.CharacterDataHandler = text
    parser.EntityDeclHandler = _refuse_entity
    try:
        while part := stream.read(_STEP_BYTES):
            parser.Parse(part)
        parser.Parse(b"", True)  # noqa: FBT003 -- the library's own
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise _damaged(str(error)) from error


def _refuse_entity(name: str, *_: object) -> None:
    raise _damaged(f"it declares an entity: {name}")


def _damaged(detail: str) -> ExtractionError:
    return ExtractionError(
        ExtractionCode.DAMAGED,
        "This document is damaged inside.",
        detail=detail,
        hint="Open it in the program it comes from, and save it again.",
    )
