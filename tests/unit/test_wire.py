"""What crosses the border to a child comes back as it went, or is refused."""

import pytest

from pplx_desktop.core.errors import ExtractionCode, ExtractionError, ModelProblem
from pplx_desktop.core.types import Block, Chunk, ChunkedDocument, Codes, Document, QueryVector, Stretch
from pplx_desktop.engine import wire


def test_documents() -> None:
    document = Document("pdf", "Titel", "eins\n\nzwei 😀", (Block(0, 4, 1, "A"), Block(6, 12, 2, "")), 2, ("odd",))
    chunked = ChunkedDocument(document, (Chunk(0, 4, 1, "A"), Chunk(6, 12, 2)))
    assert wire.document_from_frame(*wire.document_to_frame(chunked)) == chunked


def test_codes() -> None:
    codes = [Codes(8, 2, b"ab", b"0123456789abcdef"), Codes(16, 1, b"xy", bytes(16)), Codes(8, 0, b"", b"")]
    assert wire.codes_from_frame(*wire.codes_to_frame(codes)) == codes


def test_codes_of_the_wrong_size_are_refused() -> None:
    message, payload = wire.codes_to_frame([Codes(8, 2, b"ab", bytes(16))])
    for broken in (payload[:-1], payload + b"x"):
        with pytest.raises(ValueError, match=r"do not fit|too many"):
            wire.codes_from_frame(message, broken)


def test_plans() -> None:
    plans = [(Stretch(0, 3, -(2**63), 700), Stretch(3, 4, 2**63 - 1, 5)), ()]
    assert wire.plans_from_message(wire.plans_to_message(plans)) == plans


@pytest.mark.parametrize("plan", [[[1, 2, 5, 5]], [[0, 2, 5, 5], [3, 4, 6, 5]], [[0, 0, 5, 5]], [[0, 1]], [["x"]]])
def test_plans_that_leave_out_chunks_are_refused(plan: list[list[object]]) -> None:
    with pytest.raises((TypeError, ValueError)):
        wire.plans_from_message({"plans": [plan]})


def test_queries() -> None:
    vector = QueryVector(8, bytes(range(32)), b"\x80")
    assert wire.query_from_frame(*wire.query_to_frame(vector)) == vector
    with pytest.raises(ValueError, match="dimensions"):
        wire.query_from_frame({"dims": 16}, vector.values + vector.bits)


def test_errors() -> None:
    message, _ = wire.error_to_frame(ExtractionError(ExtractionCode.BOMB, "title", detail="detail", hint="hint"))
    with pytest.raises(ExtractionError) as caught:
        wire.raise_extraction_error(message)
    assert (caught.value.code, caught.value.hint) == (ExtractionCode.BOMB, "hint")
    with pytest.raises(ModelProblem):
        wire.raise_model_problem(message)
    wire.raise_extraction_error({"kind": "txt"})
    wire.raise_model_problem({"codes": []})
