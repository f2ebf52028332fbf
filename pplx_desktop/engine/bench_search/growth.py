"""How measures grow with the number of passages, and what larger indexes would take. Pure functions.

On paper only: a straight line through what was measured at the two largest sizes. That is fair for what reads or keeps
everything (bytes, scans) and too much for what reads the top of something; it knows nothing of a disk that is slower than
memory, which is what an index meets that does not fit.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

LARGER = (10_000_000, 100_000_000)

_LEAST_TIMES = 4.0
"""Of two sizes, the larger must be so many times the other for growth to show above what runs differ by."""
_LEAST_MEASURED = 1.0
"""Milliseconds or bytes below which a measure is noise."""


@dataclass(frozen=True, slots=True)
class Line:
    """A measure at each size that was measured; `exponent` is how it grows between the two largest: 1 is in proportion, 0
    not at all; None where they are too near each other, or the measure too small, to tell. `larger` is what the line gives
    at `LARGER`.
    """

    measured: tuple[float, ...]
    exponent: float | None
    larger: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Growth:
    """Measures by name."""

    sizes: tuple[int, ...]
    lines: dict[str, Line]


def reckon_growth(rows: Sequence[Mapping[str, float]]) -> Growth | None:
    """From measures at some sizes, smallest first, "chunks" among them. None with fewer than two."""
    if len(rows) < 2:
        return None
    sizes = tuple(int(row["chunks"]) for row in rows)
    return Growth(
        sizes,
        {name: _line([row[name] for row in rows], sizes) for name in rows[0] if name != "chunks"},
    )


def _line(values: Sequence[float], sizes: Sequence[int]) -> Line:
    (before, after), (small, large) = values[-2:], sizes[-2:]
    slope = max(0.0, (after - before) / (large - small))
    tells = min(before, after) >= _LEAST_MEASURED and large >= _LEAST_TIMES * small
    exponent = math.log(after / before) / math.log(large / small) if tells else None
    return Line(tuple(values), exponent, tuple(after + slope * (size - large) for size in LARGER))
