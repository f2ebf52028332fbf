"""How values look inside a frame. The one place that turns dataclasses into JSON and back.

Text of a document travels as the frame's payload, not in its JSON: it may be many megabytes.
"""

from __future__ import annotations

from pplx_desktop.core.errors import ExtractionCode, ExtractionError, ModelProblem, PplxError
from pplx_desktop.core.frames import Message
from pplx_desktop.core.types import Block, Chunk, ChunkedDocument, Codes, Document, QueryVector, ReadOptions, Stretch


def document_to_frame(chunked: ChunkedDocument) -> tuple[Message, bytes]:
    """A chunked document as a frame."""
    document = chunked.document
    message: Message = {
        "kind": document.kind,
        "title": document.title,
        "pages": document.pages,
        "warnings": list(document.warnings),
        "pictured_pages": document.pictured_pages,
        "blocks": [[b.start, b.end, b.page, b.heading] for b in document.blocks],
        "chunks": [[c.start, c.end, c.page, c.heading] for c in chunked.chunks],
    }
    return message, document.text.encode("utf-8", "surrogatepass")


def document_from_frame(message: Message, payload: bytes) -> ChunkedDocument:
    """The inverse of `document_to_frame`. Raises KeyError, TypeError or ValueError for anything else."""
    document = Document(
        kind=message["kind"],
        title=message["title"],
        text=payload.decode("utf-8", "surrogatepass"),
        blocks=tuple(Block(*values) for values in message["blocks"]),
        pages=message["pages"],
        warnings=tuple(message["warnings"]),
        pictured_pages=message["pictured_pages"],
    )
    return ChunkedDocument(document, tuple(Chunk(*values) for values in message["chunks"]))


def read_options(values: Message) -> ReadOptions:
    """The options of a request, as `asdict` made them."""
    return ReadOptions(values["ocr"], tuple(values["languages"]), values["archives"])


def codes_to_frame(codes: list[Codes]) -> tuple[Message, bytes]:
    """Codes of several documents as a frame: for each its bits, then its int8."""
    return (
        {"codes": [[code.dims, code.count] for code in codes]},
        b"".join(part for code in codes for part in (code.bits, code.int8)),
    )


def codes_from_frame(message: Message, payload: bytes) -> list[Codes]:
    """The inverse of `codes_to_frame`. Raises KeyError or ValueError where sizes do not agree."""
    codes: list[Codes] = []
    at = 0
    for dims, count in message["codes"]:
        middle = at + dims * count // 8
        end = middle + dims * count
        codes.append(Codes(dims, count, payload[at:middle], payload[middle:end]))
        at = end
    if at != len(payload):
        raise ValueError(f"{len(payload) - at} bytes too many")
    return codes


def plans_to_message(plans: list[tuple[Stretch, ...]]) -> Message:
    """The stretches of several documents as a message."""
    return {"plans": [[[s.first, s.end, s.key, s.tokens] for s in plan] for plan in plans]}


def plans_from_message(message: Message) -> list[tuple[Stretch, ...]]:
    """The inverse of `plans_to_message`. Raises KeyError, TypeError or ValueError for anything else, and where the
    stretches of a document do not follow each other.
    """
    plans = [tuple(Stretch(*map(int, values)) for values in plan) for plan in message["plans"]]
    for plan in plans:
        ends = [0, *(stretch.end for stretch in plan)]
        if any(stretch.first != end or stretch.end <= end for stretch, end in zip(plan, ends, strict=False)):
            raise ValueError("stretches that leave out chunks, or hold none")
    return plans


def query_to_frame(vector: QueryVector) -> tuple[Message, bytes]:
    """A query's vector as a frame."""
    return {"dims": vector.dims}, vector.values + vector.bits


def query_from_frame(message: Message, payload: bytes) -> QueryVector:
    """The inverse of `query_to_frame`."""
    dims: int = message["dims"]
    if len(payload) != 4 * dims + dims // 8:
        raise ValueError(f"a query of {dims} dimensions in {len(payload)} bytes")
    return QueryVector(dims, payload[: 4 * dims], payload[4 * dims :])


def error_to_frame(error: PplxError) -> tuple[Message, bytes]:
    """A known error as a frame."""
    return {"error": {"code": error.code, "title": error.title, "detail": error.detail, "hint": error.hint}}, b""


def raise_extraction_error(message: Message) -> None:
    """Raise the `ExtractionError` that a frame holds, if it holds one."""
    if (error := message.get("error")) is not None:
        raise ExtractionError(ExtractionCode(error["code"]), error["title"], detail=error["detail"], hint=error["hint"])


def raise_model_problem(message: Message) -> None:
    """Raise the `ModelProblem` that a frame holds, if it holds one."""
    if (error := message.get("error")) is not None:
        raise ModelProblem(error["code"], error["title"], detail=error["detail"], hint=error["hint"])
