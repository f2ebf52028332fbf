"""The model's graph in onnxruntime: token ids in, values for each token out. The only module that imports onnxruntime.

Invariant: telemetry is off before the import, and idle sessions take no CPU time (no spinning threads). A failure of the
library is a `ModelProblem`.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

# Once more, for whoever imports this module in a way of their own: it has to stand before the import.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"

import numpy as np
import numpy.typing as npt
import onnxruntime

from pplx_desktop.core.errors import ModelProblem

runtime: Any = onnxruntime
"""onnxruntime, whose own types are mostly unknown."""
Floats = npt.NDArray[np.float32]
Ids = npt.NDArray[np.int64]

_FATAL_ONLY = 4


class Session:
    """A loaded graph."""

    def __init__(self, path: Path, output: str, dims: int, threads: int | None) -> None:
        """Load the graph at `path`. `threads` is None for one thread a core.

        Raises `ModelProblem`: `model-load` where onnxruntime refuses the graph, `model-graph` where it lacks what is
        needed: the named output with `dims` values for a token, and inputs that are known here.
        """
        options = runtime.SessionOptions()
        options.intra_op_num_threads = threads or 0
        # The arena keeps what it took until the session ends, yet it bounds memory: without it, 50 batches of different
        # shape took the starter model to 570 MB by fragmentation (198 MB with it) and half as much CPU time again.
        # Patterns are remembered for each shape, and shapes do not come back.
        options.enable_cpu_mem_arena = True
        options.enable_mem_pattern = False
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        # What goes wrong arrives as an exception; the library's own log would be a second voice on stderr.
        options.log_severity_level = _FATAL_ONLY
        try:
            self._session = runtime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        except Exception as error:  # onnxruntime's own exceptions share no base class
            raise ModelProblem(
                "model-load",
                f"The model {path} could not be loaded.",
                detail=str(error),
                hint="Install the model again, or choose another one (see `models list`). Search by words goes on.",
            ) from error
        self._output = output
        self._inputs: list[str] = [value.name for value in self._session.get_inputs()]
        self._check(path, output, dims)

    def run(self, sequences: Sequence[Sequence[int]], pad_id: int) -> list[Floats]:
        """Values for the tokens of each sequence, float32 [tokens, dims], padding taken away.

        The sequences are padded to the longest of them and run together. Raises `ModelProblem("model-run")`.
        """
        longest = max(len(sequence) for sequence in sequences)
        ids = np.full((len(sequences), longest), pad_id, np.int64)
        mask = np.zeros_like(ids)
        for row, sequence in enumerate(sequences):
            ids[row, : len(sequence)] = sequence
            mask[row, : len(sequence)] = 1
        try:
            values = self._session.run([self._output], self._feed(ids, mask))
        except Exception as error:
            raise ModelProblem(
                "model-run",
                "The model stopped with an error.",
                detail=str(error),
                hint="Close other programs if memory is short, or choose a smaller model.",
            ) from error
        hidden = cast("Floats", values[0])
        return [hidden[row, : len(sequence)] for row, sequence in enumerate(sequences)]

    def _feed(self, ids: Ids, mask: Ids) -> dict[str, Any]:
        known: dict[str, Ids] = {
            "input_ids": ids,
            "attention_mask": mask,
            # Padding stands at the end, so positions count from the first token in every row.
            "position_ids": np.broadcast_to(np.arange(ids.shape[1], dtype=np.int64), ids.shape),
            "token_type_ids": np.zeros_like(ids),
        }
        return {name: np.ascontiguousarray(known[name]) for name in self._inputs}

    def _check(self, path: Path, output: str, dims: int) -> None:
        outputs: dict[str, list[object]] = {value.name: value.shape for value in self._session.get_outputs()}
        known = {"input_ids", "attention_mask", "position_ids", "token_type_ids"}
        complaint = ""
        if output not in outputs:
            complaint = f"it has no output {output!r}, only {', '.join(outputs)}"
        elif isinstance(outputs[output][-1], int) and outputs[output][-1] != dims:
            complaint = f"its output {output!r} has {outputs[output][-1]} dimensions, not {dims}"
        elif not {"input_ids", "attention_mask"} <= set(self._inputs) <= known:
            complaint = f"it has the inputs {', '.join(self._inputs)}"
        if complaint:
            raise ModelProblem(
                "model-graph",
                f"The model {path} does not fit its description: {complaint}.",
                hint="Install the model that the description means, or choose another one (see `models list`).",
            )
