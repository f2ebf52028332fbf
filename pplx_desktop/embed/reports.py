"""What checking and tuning a model found, as plain values: for the command line, the window, and a frame of JSON.

Needs no onnxruntime and no onnx. Invariant: `as_json` and `from_json` are each other's inverse.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any, Literal, cast

Outcome = Literal["passed", "failed", "not-checked"]


@dataclass(frozen=True, slots=True)
class GraphFacts:
    """What a graph file is. `operators` counts nodes by operator, with its domain where it is not ONNX's own, the most
    frequent first; `inputs` and `outputs` are lines such as `input_ids int64 [batch, tokens]`. `size_bytes` counts the
    files of weights outside the graph.
    """

    file: str
    size_bytes: int
    producer: str
    ir_version: int
    opsets: dict[str, int]
    operators: dict[str, int]
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    parameters: int
    quantisation: str

    @property
    def is_full_precision(self) -> bool:
        """True where all weights are float32."""
        forms = self.quantisation.split("; ")
        return all(" x float32 (" in form for form in forms)


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at: what, how it ended, and what was found in one line."""

    name: str
    outcome: Outcome
    found: str


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """What `models verify` found. `reference` says what the vectors were compared with. `verdict` is a sentence;
    `passed` is False where any check failed.
    """

    model: str
    passed: bool
    verdict: str
    reference: str
    provider: str
    graphs: tuple[GraphFacts, ...]
    checks: tuple[Check, ...]

    def as_json(self) -> dict[str, Any]:
        """As JSON values."""
        return asdict(self)

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> VerifyReport:
        """From what `as_json` gave, after a way through JSON."""
        rows = cast("list[dict[str, Any]]", values["graphs"])
        for row in rows:
            row.update(inputs=tuple(row["inputs"]), outputs=tuple(row["outputs"]))
        graphs = [GraphFacts(**row) for row in rows]
        made: dict[str, Any] = {"graphs": tuple(graphs), "checks": tuple(Check(**check) for check in values["checks"])}
        return cls(**{**values, **made})


@dataclass(frozen=True, slots=True)
class Candidate:
    """One way to run the model that was measured, a row of the table.

    `tokens_per_s` is by the number of tokens in a pass; `ratio` is its speed to the delivered graph's in the same
    rounds, at the length that decides. `cosine` is the mean cosine of its vectors to the reference's, `same_top_10` the
    mean share of the reference's ten nearest that are among its own ten nearest, `same_bits` the share of bits that agree.
    All four are None where it was not measured; `note` then says why, as it does where it was dropped.
    """

    variant: str
    threads: int
    state: Literal["kept", "slower", "dropped", "unavailable"]
    tokens_per_s: dict[int, float] = field(default_factory=dict[int, float])
    ratio: float | None = None
    cosine: float | None = None
    same_top_10: float | None = None
    same_bits: float | None = None
    size_bytes: int = 0
    peak_bytes: int = 0
    load_s: float = 0.0
    note: str = ""


@dataclass(frozen=True, slots=True)
class WindowSize:
    """One length of window of a contextual model: how fast, and how near a chunk's vectors come to those of the
    longest window that was measured.
    """

    tokens: int
    tokens_per_s: float
    seconds: float
    cosine: float | None
    same_top_10: float | None


@dataclass(frozen=True, slots=True)
class TuneReport:
    """What `models tune` measured, and what is used from now on.

    `reference` says what vectors were compared with. `recommended_window_tokens` is 0 where the model has no windows or
    the present one is as good; the setting is never changed by tuning. `spread` is how far apart the rounds were, 0 to 1.
    """

    model: str
    machine: str
    onnxruntime: str
    reference: str
    chosen: str
    threads: int
    ratio: float
    candidates: tuple[Candidate, ...]
    windows: tuple[WindowSize, ...] = ()
    window_tokens: int = 0
    recommended_window_tokens: int = 0
    spread: float = 0.0
    warnings: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """As JSON values; JSON makes the keys of `tokens_per_s` texts."""
        return asdict(self)

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> TuneReport:
        """From what `as_json` gave, after a way through JSON."""
        rows = cast("list[dict[str, Any]]", values["candidates"])
        for row in rows:
            row["tokens_per_s"] = {int(tokens): rate for tokens, rate in row["tokens_per_s"].items()}
        candidates = tuple(Candidate(**row) for row in rows)
        windows = tuple(WindowSize(**row) for row in values["windows"])
        made: dict[str, Any] = {"candidates": candidates, "windows": windows, "warnings": tuple(values["warnings"])}
        return cls(**{**values, **made})
