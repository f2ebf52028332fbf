"""The ways to write a model's graph, by name. Needs no library, so that names can be shown and checked anywhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Arithmetic = Literal["fp32", "int8", "int8-rows", "blocks"]


@dataclass(frozen=True, slots=True)
class Grade:
    """How a matrix is stored and multiplied. `bits` and `block` are those of `blocks`."""

    arithmetic: Arithmetic
    bits: int = 8
    block: int = 128


FP32 = Grade("fp32")
_INT8 = Grade("int8")
_ROWS = Grade("int8-rows")
_BLOCKS8 = Grade("blocks", 8, 128)
_BLOCKS4 = Grade("blocks", 4, 32)


@dataclass(frozen=True, slots=True)
class Variant:
    """A way to write a model's graph. `depends_on_batch` is True where a sequence's values change with what else is in
    the same run: such a variant is used for one sequence at a time, or not at all.
    """

    name: str
    description: str
    linear: Grade
    down: Grade
    is_fused: bool
    depends_on_batch: bool = False


VARIANTS = (
    Variant("fused-int8-rows", "fused, int8 with a scale for each token", _ROWS, _ROWS, is_fused=True),
    Variant("fused-int8-mixed", "fused, int8 by token, 8-bit blocks after the gate", _ROWS, _BLOCKS8, is_fused=True),
    Variant("fused-blocks8", "fused, 8-bit blocks of 128", _BLOCKS8, _BLOCKS8, is_fused=True),
    Variant("fused-blocks4", "fused, 4-bit blocks of 32", _BLOCKS4, _BLOCKS4, is_fused=True),
    Variant("fused-fp32", "fused, full precision", FP32, FP32, is_fused=True),
    Variant(
        "fused-int8", "fused, dynamic int8 with one scale for a run", _INT8, _INT8, is_fused=True, depends_on_batch=True
    ),
    Variant("int8-rows", "as delivered, int8 with a scale for each token", _ROWS, _ROWS, is_fused=False),
    Variant("blocks8", "as delivered, 8-bit blocks of 128", _BLOCKS8, _BLOCKS8, is_fused=False),
    Variant("blocks4", "as delivered, 4-bit blocks of 32", _BLOCKS4, _BLOCKS4, is_fused=False),
    Variant("fp32", "as delivered, full precision", FP32, FP32, is_fused=False),
    Variant(
        "int8",
        "as delivered, dynamic int8 with one scale for a run",
        _INT8,
        _INT8,
        is_fused=False,
        depends_on_batch=True,
    ),
)
"""The most promising first."""


def find_variant(name: str) -> Variant:
    """The variant of this name. Raises KeyError."""
    return {variant.name: variant for variant in VARIANTS}[name]
