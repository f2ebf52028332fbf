"""What searching must come to at a million passages, and what it came to. Pure functions.

Invariant: each target is judged by what was measured in the same run, at the largest size.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

_Measured = Mapping[str, Any]
_MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Target:
    """A target: what was measured, and the most or, with `at_least`, the least that it may be."""

    name: str
    measured: float
    limit: float
    unit: str
    at_least: bool = False

    @property
    def is_met(self) -> bool:
        """Whether it is as it should be."""
        return self.measured >= self.limit if self.at_least else self.measured <= self.limit


def judge_targets(chunks: int, measured: _Measured) -> tuple[Target, ...]:
    """The targets, of what `child` measured with so many chunks."""
    return tuple(
        Target(name, read(chunks, measured), limit, unit, at_least)
        for name, read, limit, unit, at_least in (
            ("scan: vec0's time / ours", _ratio("scans"), 10.0, "", True),
            ("scan with a filter: vec0's time / ours", _ratio("filtered_scans"), 10.0, "", True),
            ("two common words, their leg, p95", _words_leg("two common words"), 30.0, "ms", False),
            ("two common words, whole search, p95", _time("two common words", "p95_ms"), 30.0, "ms", False),
            ("beginning of a word while typing, its leg, p95", _words_leg("beginning, typing"), 30.0, "ms", False),
            ("beginning of a word, whole search, p95", _time("beginning, typing", "p95_ms"), 30.0, "ms", False),
            ("hybrid, all kinds, p50", _hybrid("p50_ms"), 40.0, "ms", False),
            ("hybrid, all kinds, p95", _hybrid("p95_ms"), 100.0, "ms", False),
            ("copy of the codes, for a million", _copy_mb, 80.0, "MB", False),
        )
    )


def _ratio(scans: str) -> Callable[[int, _Measured], float]:
    def read(_: int, measured: _Measured) -> float:
        times = measured[scans]["times"]
        ratio: float = times["vec0"]["p50_ms"] / max(times["copy"]["p50_ms"], 1e-6)
        return ratio

    return read


def _time(kind: str, which: str) -> Callable[[int, _Measured], float]:
    return lambda _, measured: measured["searches"][kind]["times"][which]


def _words_leg(kind: str) -> Callable[[int, _Measured], float]:
    return lambda _, measured: measured["searches"][kind]["stages_p95_ms"]["words"]


def _hybrid(which: str) -> Callable[[int, _Measured], float]:
    return lambda _, measured: measured["hybrid"][which]


def _copy_mb(chunks: int, measured: _Measured) -> float:
    return measured["warm_up"]["copy_bytes"] / 1e6 * _MILLION / chunks
