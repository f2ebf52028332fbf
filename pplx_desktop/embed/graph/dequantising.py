"""Stored codes to the numbers that they stand for."""

from __future__ import annotations

import numpy as np

from pplx_desktop.embed.graph.weights import Array, Floats, unpack_nibbles


def dequantised(codes: Array, scale: Array, zero_point: Array | None, axis: int, block: int) -> Floats:
    """(codes - zero point) times scale, as DequantizeLinear has it: one scale, one along an axis, or one for each block
    along the axis.
    """

    def spread(values: Array) -> Array:
        if values.size == 1:
            return floats(values).reshape(())
        if block:
            return np.repeat(floats(values), block, axis=axis)[tuple(slice(0, size) for size in codes.shape)]
        shape = [1] * codes.ndim
        shape[axis] = -1
        return floats(values).reshape(shape)

    centred = floats(codes) if zero_point is None else floats(codes) - spread(zero_point)
    return centred * spread(scale)


def floats(values: Array) -> Floats:
    """The values as float32."""
    return np.asarray(values, np.float32)


def flat(values: Array | None) -> Array | None:
    """The values in one row, None for none."""
    return None if values is None else values.reshape(-1)


def widened(values: Array, block: int, length: int) -> Floats:
    """Each value of a row as often as its block is long."""
    return np.repeat(floats(values), block, axis=1)[:, :length]


def zero_points(values: Array | None, shape: tuple[int, ...], *, packed: bool) -> Array | None:
    """Zero points [rows, blocks], as floats or as codes that may be packed like the weights."""
    if values is None or np.issubdtype(values.dtype, np.floating) or not packed:
        return None if values is None else values.reshape(shape)
    rows, blocks = shape
    return unpack_nibbles(values.reshape(rows, -1), signed=False)[:, :blocks]
