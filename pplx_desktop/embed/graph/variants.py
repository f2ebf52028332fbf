"""The graphs that can be made of a model's weights to run faster here, by name.

Invariant: a variant holds the model's own weights, at most rounded, and gives the model's values for each token. Whether
they are near enough is for the caller to measure. Files appear under their names when they are complete.
"""

from __future__ import annotations

import errno
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pplx_desktop.core.errors import ModelProblem
from pplx_desktop.core.model_types import ModelJobProgress
from pplx_desktop.embed.catalog import InstalledModel
from pplx_desktop.embed.graph.arithmetic import weight_limit
from pplx_desktop.embed.graph.equalised import EqualisedWeights
from pplx_desktop.embed.graph.fused import OUTPUT, EncoderWeights, Grades, write_fused
from pplx_desktop.embed.graph.grades import FP32, VARIANTS, Variant, find_variant
from pplx_desktop.embed.graph.qwen3 import NotRecognised, Qwen3, recognise
from pplx_desktop.embed.graph.rewrite import NotRewritable, rewrite
from pplx_desktop.embed.graph.shape import Qwen3Shape
from pplx_desktop.embed.graph.source import SourceGraph
from pplx_desktop.embed.graph.weights import Floats, GraphFile, GraphWriter
from pplx_desktop.embed.runtime import Runtime

__all__ = [
    "VARIANTS",
    "Variant",
    "VariantFiles",
    "VariantUnavailable",
    "find_variant",
    "make_variant",
]

Progress = Callable[[ModelJobProgress], None]


@dataclass(frozen=True, slots=True)
class VariantFiles:
    """A variant that was made: `graph` and all `files`, among them the graph, and how it is asked."""

    variant: str
    graph: Path
    outputs: tuple[str, ...]
    pooled: bool
    files: tuple[Path, ...]
    size_bytes: int

    def runtime(self, threads: int | None = None) -> Runtime:
        """To load it on the processor."""
        return Runtime(self.graph, self.outputs, self.pooled, self.variant, threads)


class VariantUnavailable(Exception):
    """This variant cannot be made of this model. `reason` is for the user."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class _RecognisedWeights:
    """The weights of a recognised encoder, read when they are asked for."""

    def __init__(self, model: Qwen3) -> None:
        self._model = model

    @property
    def shape(self) -> Qwen3Shape:
        return self._model.shape

    def matrix(self, layer: int, name: str) -> Floats:
        return self._model.layers[layer].matrices[name].weight()

    def gain(self, layer: int, name: str) -> Floats:
        if name == "norm":
            return self._model.norm
        gains = self._model.layers[layer]
        return {
            "input_norm": gains.input_norm,
            "post_norm": gains.post_norm,
            "q_norm": gains.q_norm,
            "k_norm": gains.k_norm,
        }[name]

    def table(self, start: int, end: int) -> Floats:
        return self._model.embedding.values(start, end)


def make_variant(
    model: InstalledModel, variant: str, folder: Path, progress: Progress, source: Path | None = None
) -> VariantFiles:
    """Write a variant into `folder`. The weights come from the graph `source`: without one, from the one in full
    precision where the model has it, else from the delivered one.

    Raises `VariantUnavailable`, `ModelProblem` (`model-graph`, `model-altered`, `disk-full`, `variant-unwritable`),
    KeyError for an unknown name.
    """
    chosen = find_variant(variant)
    output = model.manifest.token_output if model.manifest.pooling == "graph" else model.manifest.output
    if output is None:
        raise VariantUnavailable("the model's graph gives no values for each token")
    path = source or model.reference_graph() or model.path(model.manifest.graph)
    graph = SourceGraph(GraphFile(path))
    target = folder / f"{variant}.onnx"

    def tell(done: int, total: int) -> None:
        progress(ModelJobProgress(f"Making the variant {variant}", done, total))

    try:
        _check_room(folder, _expected_bytes(graph, chosen))
        with GraphWriter(target) as writer:
            if chosen.is_fused:
                _write_fused(writer, graph, chosen, model, tell)
                output = OUTPUT
            else:
                rewrite(writer, graph, output, chosen.linear, weight_limit=weight_limit(), linear_done=tell)
    except (NotRecognised, NotRewritable) as error:
        raise VariantUnavailable(str(error)) from error
    except OSError as error:
        raise _unwritable(folder, error) from error
    files = writer.files
    size = sum(file.stat().st_size for file in files)
    return VariantFiles(variant, target, (output,), pooled=False, files=files, size_bytes=size)


def _write_fused(
    writer: GraphWriter, graph: SourceGraph, variant: Variant, model: InstalledModel, tell: Callable[[int, int], None]
) -> None:
    weights: EncoderWeights = _RecognisedWeights(recognise(graph, model.folder / "config.json"))
    if weights.shape.hidden != model.manifest.native_dims:
        raise NotRecognised(f"its values have {weights.shape.hidden} dimensions, not {model.manifest.native_dims}")
    if variant.linear != FP32:
        weights = EqualisedWeights(weights)
    layers = weights.shape.layers
    write_fused(
        writer,
        weights,
        Grades(variant.linear, variant.down, has_int8_table=variant.linear != FP32),
        weight_limit=weight_limit(),
        positions=model.manifest.positions,
        layer_done=lambda done: tell(done, layers),
    )


def _expected_bytes(graph: SourceGraph, variant: Variant) -> int:
    """What the variant will take on disk, rather too much than too little."""
    bytes_each = {"fp32": 4.0, "int8": 1.01, "int8-rows": 1.01, "blocks": 1.2}[variant.linear.arithmetic]
    matrices = sum(linear.outputs * linear.inputs for linear in graph.linears)
    tables = sum(table.rows * table.dims for table in graph.embeddings)
    return int((matrices + tables) * bytes_each) + (64 << 20)


def _check_room(folder: Path, needed: int) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise _no_room(folder, f"{free / 1e9:.1f} GB are free, {needed / 1e9:.1f} GB are needed")


def _unwritable(folder: Path, error: OSError) -> ModelProblem:
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return _no_room(folder, str(error))
    return ModelProblem(
        "variant-unwritable",
        f"The model's faster form cannot be written into {folder}: {error.strerror or error}.",
        detail=str(error),
        hint="Check the folder's permissions, close what uses the model, and tune again.",
    )


def _no_room(folder: Path, detail: str) -> ModelProblem:
    return ModelProblem(
        "disk-full",
        f"There is no room for the model's faster form in {folder}.",
        detail=detail,
        hint="Free some space and tune again; the model works as it was delivered meanwhile.",
    )
