"""How a model's weights are run on this machine: which graph, on how many threads, by which provider.

A model's vectors are defined by its manifest and its weights; a `Runtime` is one way to compute them. What was measured
to be faster here, and checked to give the same vectors, may stand in for the delivered graph.

Invariant: nothing here is part of a model's fingerprint.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Provider = Literal["cpu", "dml", "cuda", "coreml", "openvino"]


@dataclass(frozen=True, slots=True)
class Runtime:
    """One way to run a model.

    `graph` is the file to open. `outputs` are the outputs to ask for, by name: with `pooled` False the one output holds
    values for each token, float32 [batch, tokens, native dims], which this program pools; with `pooled` True each has
    one row for a text, [batch, native dims]. `threads` is None for as many as the provider takes by itself. `variant`
    names how the graph was made: `delivered`, or one of `embed.graph.variants`.
    """

    graph: Path
    outputs: tuple[str, ...]
    pooled: bool = False
    variant: str = "delivered"
    threads: int | None = None
    provider: Provider = "cpu"
