"""The model's graph in onnxruntime: token ids in, values for each token or for each text out. The only module that
imports onnxruntime.

Invariant: telemetry is off before the import, and idle sessions take no CPU time (no spinning threads). A failure of the
library is a `ModelProblem`. A session runs by the provider that it was asked for, or it is none: falling back is for
the one who chose.
"""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Sequence
from typing import Any, cast

# Once more, for whoever imports this module in a way of their own: it has to stand before the import.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"

import numpy as np
import numpy.typing as npt
import onnxruntime

from pplx_desktop.core.errors import ModelProblem
from pplx_desktop.embed.providers import CPU, KNOWN, set_options
from pplx_desktop.embed.runtime import Runtime

ONNXRUNTIME: Any = onnxruntime
"""onnxruntime, whose own types are mostly unknown."""
Floats = npt.NDArray[np.float32]
Ids = npt.NDArray[np.int64]

_FATAL_ONLY = 4


class Session:
    """A loaded graph.

    `takes_padding` is False for a graph that does not ask which tokens are padding. `is_concurrent` is False where one
    thread at a time may run it; other threads then wait here.
    """

    def __init__(self, runtime: Runtime, native_dims: int, library: Any = ONNXRUNTIME) -> None:
        """Load the runtime's graph.

        Raises `ModelProblem`: `provider-missing` where this build of onnxruntime lacks the provider, or the provider
        did not take the graph; `model-load` where onnxruntime refuses the graph; `model-graph` where it lacks what is
        needed: the named outputs with `native_dims` values, and inputs that are known here.
        """
        provider = KNOWN[runtime.provider]
        options = library.SessionOptions()
        options.intra_op_num_threads = runtime.threads or 0
        # The arena keeps what it took until the session ends, and that is the lower peak all the same: with windows of
        # all lengths and int8 weights of the true size (615 MB), 18 MB above the weights with it and 470 without, at
        # the same speed; with the starter 56 and 101. Memory that is handed back after each operator, by the arena's
        # shrinking or by malloc, halves the starter's speed. tests/benchmarks/session_memory.py measures it.
        # Patterns are remembered for each shape, and shapes do not come back.
        options.enable_cpu_mem_arena = True
        options.enable_mem_pattern = False
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        # What goes wrong arrives as an exception; the library's own log would be a second voice on stderr.
        options.log_severity_level = _FATAL_ONLY
        if runtime.provider != "cpu":
            options.add_session_config_entry("session.record_ep_graph_assignment_info", "1")
        chosen = set_options(runtime.provider, options, library, runtime.threads)
        try:
            # Without enable_fallback=0 a provider that fails is replaced in silence.
            self._session = library.InferenceSession(str(runtime.graph), options, providers=chosen, enable_fallback=0)
        except Exception as error:  # onnxruntime's own exceptions share no base class
            raise ModelProblem(
                "model-load",
                f"The model {runtime.graph} could not be loaded.",
                detail=str(error),
                hint="Install the model again, or choose another one (see `models list`). Search by words goes on.",
            ) from error
        if provider.library_name not in self._session.get_providers():
            raise ModelProblem(
                "provider-missing",
                f"{provider.title} could not be started.",
                detail=f"onnxruntime started {', '.join(self._session.get_providers())} instead",
                hint="Set provider to auto or cpu.",
            )
        self._outputs = runtime.outputs
        self._inputs: list[str] = [value.name for value in self._session.get_inputs()]
        self._check(runtime, native_dims)
        self.takes_padding = "attention_mask" in self._inputs
        self.is_concurrent = provider.is_concurrent
        self._turn = contextlib.nullcontext() if self.is_concurrent else threading.Lock()

    def nodes_on_processor(self) -> tuple[int, int] | None:
        """How many of the graph's nodes the provider left to the processor, and how many there are. None where the
        library does not tell. Leaving them is silent otherwise.
        """
        try:
            parts = [
                (part.ep_name, len(part.get_nodes())) for part in self._session.get_provider_graph_assignment_info()
            ]
        except Exception:  # noqa: BLE001 - an older library, or a graph that was compiled as a whole
            return None
        total = sum(count for _, count in parts)
        return (sum(count for name, count in parts if name == CPU), total) if total else None

    def run(self, sequences: Sequence[Sequence[int]], pad_id: int) -> list[Floats]:
        """Values for the tokens of each sequence, float32 [tokens, dims], padding taken away, of the first output.

        The sequences are padded to the longest of them and run together. Raises `ModelProblem("model-run")`, and
        ValueError for sequences of different length where the graph does not take padding.
        """
        hidden = self._run(sequences, pad_id)[self._outputs[0]]
        return [hidden[row, : len(sequence)] for row, sequence in enumerate(sequences)]

    def run_pooled(self, sequences: Sequence[Sequence[int]], pad_id: int) -> dict[str, npt.NDArray[Any]]:
        """What the graph itself makes of each sequence: each output by its name, [sequences, dims], in the type that
        the graph gives it. Raises as `run`.
        """
        return self._run(sequences, pad_id)

    def _run(self, sequences: Sequence[Sequence[int]], pad_id: int) -> dict[str, npt.NDArray[Any]]:
        longest = max(len(sequence) for sequence in sequences)
        if not self.takes_padding and any(len(sequence) != longest for sequence in sequences):
            raise ValueError("this graph takes no padding: the sequences of a run have to be of one length")
        ids = np.full((len(sequences), longest), pad_id, np.int64)
        mask = np.zeros_like(ids)
        for row, sequence in enumerate(sequences):
            ids[row, : len(sequence)] = sequence
            mask[row, : len(sequence)] = 1
        try:
            with self._turn:
                values = self._session.run(list(self._outputs), self._feed(ids, mask))
        except Exception as error:
            raise ModelProblem(
                "model-run",
                "The model stopped with an error.",
                detail=str(error),
                hint="Close other programs if memory is short, or choose a smaller model.",
            ) from error
        return dict(zip(self._outputs, cast("list[npt.NDArray[Any]]", values), strict=True))

    def _feed(self, ids: Ids, mask: Ids) -> dict[str, Any]:
        known: dict[str, Ids] = {
            "input_ids": ids,
            "attention_mask": mask,
            # Padding stands at the end, so positions count from the first token in every row.
            "position_ids": np.broadcast_to(np.arange(ids.shape[1], dtype=np.int64), ids.shape),
            "token_type_ids": np.zeros_like(ids),
        }
        return {name: np.ascontiguousarray(known[name]) for name in self._inputs}

    def _check(self, runtime: Runtime, native_dims: int) -> None:
        outputs: dict[str, list[object]] = {value.name: value.shape for value in self._session.get_outputs()}
        known = {"input_ids", "attention_mask", "position_ids", "token_type_ids"}
        rank = 2 if runtime.pooled else 3
        complaint = ""
        for output in runtime.outputs:
            shape = outputs.get(output)
            if output not in outputs:
                complaint = f"it has no output {output!r}, only {', '.join(outputs)}"
            elif shape and isinstance(shape[-1], int) and shape[-1] != native_dims:
                complaint = f"its output {output!r} has {shape[-1]} dimensions, not {native_dims}"
            elif shape and len(shape) != rank:
                complaint = f"its output {output!r} has {len(shape)} axes, not {rank}"
        if not {"input_ids"} <= set(self._inputs) <= known:
            complaint = f"it has the inputs {', '.join(self._inputs)}"
        if complaint:
            raise ModelProblem(
                "model-graph",
                f"The model {runtime.graph} does not fit its description: {complaint}.",
                hint="Install the model that the description means, or choose another one (see `models list`).",
            )
