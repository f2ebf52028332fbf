"""Ways to multiply by a constant matrix: in full precision, in int8, in blocks of 8 or 4 bits.

Invariant: every way but `int8` gives a token the same values whatever else is in the batch. `int8` takes one scale for
all tokens of a run, as the usual dynamic quantisation does; one token with large values costs all others their precision.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from onnx import TensorProto

from pplx_desktop.embed.graph.grades import Grade
from pplx_desktop.embed.graph.weights import MICROSOFT, Array, Floats, GraphWriter

_TINY = np.float32(1e-30)
_SMALLEST = np.float32(1e-36)
"""What is smaller at the most is nothing: its scale would be no normal number, or zero."""
_ACTIVATION_LIMIT = 127
_MIDDLE = 128
_TABLE_LIMIT = 127
"""A table is looked up, not multiplied: all of int8 is safe."""
_TABLE_ROWS = 8192


@dataclass(frozen=True, slots=True)
class Rows:
    """A tensor whose rows are still to be multiplied by `scale`, [batch, tokens, 1], or are as they are meant."""

    name: str
    scale: str = ""


class LinearWriter:
    """Writes products with constant matrices into one graph.

    Weights stay within ±`weight_limit`; 63 where the processor's sums of two products saturate (see `arithmetic`).
    """

    def __init__(self, writer: GraphWriter, weight_limit: int) -> None:
        self._writer = writer
        self._weight_limit = weight_limit
        self._quantised: dict[Rows, tuple[str, str]] = {}

    def products(self, rows: Rows, weights: Sequence[Floats], grade: Grade, name: str) -> list[Rows]:
        """`rows` times each of the transposed `weights`, [outputs, inputs]. What is quantised once serves all of them."""
        return [self.product(rows, weight, grade, f"{name}.{number}") for number, weight in enumerate(weights)]

    def product(self, rows: Rows, weight: Floats, grade: Grade, name: str) -> Rows:
        """`rows` times the transposed `weight`, [outputs, inputs]. Small but for the row's scale, which may wait."""
        writer = self._writer
        if grade.arithmetic == "fp32":
            return Rows(writer.add("MatMul", rows.name, writer.constant(weight.T, name)), rows.scale)
        if grade.arithmetic == "blocks":
            return Rows(self._blocks(rows.name, weight, grade, name), rows.scale)
        codes, scales = quantised(weight, self._weight_limit)
        table, factors = writer.constant(codes.T, name), writer.constant(scales, f"{name}.scale")
        if grade.arithmetic == "int8":
            return Rows(writer.add("DynamicQuantizeMatMul", rows.name, table, factors, domain=MICROSOFT), rows.scale)
        values, scale = self._rows(rows)
        product = writer.add(
            "MatMulIntegerToFloat",
            values,
            table,
            writer.constant(np.float32(1 / _ACTIVATION_LIMIT)),
            factors,
            writer.constant(np.uint8(_MIDDLE)),
            domain=MICROSOFT,
        )
        return Rows(product, scale)

    def plain(self, rows: Rows) -> str:
        """The tensor with its scale applied."""
        return self._writer.add("Mul", rows.name, rows.scale) if rows.scale else rows.name

    def _rows(self, rows: Rows) -> tuple[str, str]:
        """The rows as uint8, each between -127 and 127 around the middle, and the scales that undo it."""
        if rows not in self._quantised:
            writer = self._writer
            # Two passes that read are faster than one that also writes absolute values.
            highest, lowest = (self._reduced(operator, rows.name) for operator in ("ReduceMax", "ReduceMin"))
            largest = writer.add("Max", highest, writer.add("Neg", lowest), writer.constant(_TINY))
            values = writer.add(
                "QuantizeLinear",
                writer.add("Div", rows.name, largest),
                writer.constant(np.float32(1 / _ACTIVATION_LIMIT)),
                writer.constant(np.uint8(_MIDDLE)),
            )
            scale = writer.add("Mul", largest, rows.scale) if rows.scale else largest
            self._quantised[rows] = (values, scale)
        return self._quantised[rows]

    def _reduced(self, operator: str, value: str) -> str:
        writer = self._writer
        if writer.opset < 18:
            return writer.add(operator, value, axes=[-1], keepdims=1)
        return writer.add(operator, value, writer.constant(np.array([-1], np.int64)), keepdims=1)

    def _blocks(self, value: str, weight: Floats, grade: Grade, name: str) -> str:
        outputs, inputs = weight.shape
        codes, scales = quantised_blocks(weight, grade.bits, grade.block)
        writer = self._writer
        return writer.add(
            "MatMulNBits",
            value,
            writer.constant(codes, name),
            writer.constant(scales, f"{name}.scale"),
            domain=MICROSOFT,
            K=inputs,
            N=outputs,
            bits=grade.bits,
            block_size=grade.block,
            # 4: activations are quantised to int8 too, a scale for each block of each row.
            accuracy_level=4,
        )


def write_table(writer: GraphWriter, indices: str, rows: int, dims: int, read: Callable[[int, int], Floats]) -> str:
    """Look `indices` up in a table that is stored in int8 with a scale for each row. `read` gives some of its rows."""
    scales = np.empty((rows, 1), np.float32)

    def codes() -> Iterator[Array]:
        for start, end in table_parts(rows):
            values, scales[start:end, 0] = quantised(read(start, end), _TABLE_LIMIT)
            yield values

    table = writer.stream("table", np.int8, (rows, dims), codes())
    picked = writer.add("Cast", writer.add("Gather", table, indices), to=TensorProto.FLOAT)
    return writer.add("Mul", picked, writer.add("Gather", writer.constant(scales, "table.scale"), indices))


def table_parts(rows: int) -> Iterator[tuple[int, int]]:
    """Ranges of rows of a table that are small enough to be in memory."""
    for start in range(0, rows, _TABLE_ROWS):
        yield start, min(start + _TABLE_ROWS, rows)


def quantised(weight: Floats, limit: int) -> tuple[npt.NDArray[np.int8], Floats]:
    """int8 codes within ±`limit`, and for each row the scale that undoes them."""
    largest = np.abs(weight).max(axis=1)
    scales = (np.where(largest < _SMALLEST, np.float32(1), largest) / np.float32(limit)).astype(np.float32)
    return np.rint(weight / scales[:, None]).astype(np.int8), scales


def quantised_blocks(weight: Floats, bits: int, block: int) -> tuple[npt.NDArray[np.uint8], Floats]:
    """Codes as MatMulNBits wants them, [outputs, blocks, bytes], around the middle of their range, and the scales,
    [outputs, blocks]. A last block that is not full is filled with zeros.
    """
    outputs, inputs = weight.shape
    blocks = -(-inputs // block)
    padded = np.zeros((outputs, blocks * block), np.float32)
    padded[:, :inputs] = weight
    parts = padded.reshape(outputs, blocks, block)
    middle = 1 << (bits - 1)
    # The extreme of a block takes the end of the range that has one code more.
    extreme = np.take_along_axis(parts, np.abs(parts).argmax(-1)[..., None], axis=-1)[..., 0]
    scales = np.where(np.abs(extreme) < _SMALLEST, np.float32(1), extreme / np.float32(-middle)).astype(np.float32)
    codes = np.clip(np.rint(parts / scales[..., None]) + middle, 0, 2 * middle - 1).astype(np.uint8)
    if bits == 4:
        codes = (codes[..., 0::2] | (codes[..., 1::2] << 4)).astype(np.uint8)
    return codes, scales
