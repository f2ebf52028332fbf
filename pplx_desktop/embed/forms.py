"""What a folder of model files is: recognises an export in the form of the hub's models, as a fine-tuned one is, and
describes it by a manifest.

Knows how such folders are laid out: `config.json`, `tokenizer.json`, graphs in `onnx/` or beside them, weights in files
that the graph names. Reads the graph's outputs with onnx, so it is not for the search's way.

Invariant: what the folder does not say is not guessed: a model whose pooling is not known is refused with the reason.
Nothing is written into the folder.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any, Literal, cast

from pplx_desktop.core.errors import ModelProblem
from pplx_desktop.core.paths import displayed
from pplx_desktop.embed.manifest import (
    NAME,
    Manifest,
    ModelFile,
    ModelKind,
    Pooling,
    Reference,
    Separator,
    Source,
    read_manifest,
)
from pplx_desktop.embed.records import RECORD

PPLX_TYPE = "bidirectional_pplx_qwen3"
"""`model_type` of the pplx-embed family."""
SEPARATOR, SEPARATOR_ID = "<|endoftext|>", 151643
_QUANTISED, _FULL = "model_quantized.onnx", "model.onnx"
_TOKEN_OUTPUTS = ("last_hidden_state", "token_embeddings")
_POOLED, _POOLED_INT8, _POOLED_BINARY = "pooler_output", "pooler_output_int8", "pooler_output_binary"
_SPECIAL_TOKENS = "special_tokens_map.json"


@dataclass(frozen=True, slots=True)
class GraphForm:
    """What a graph says of itself: its outputs with the size of their last axis (None where it is not fixed), and the
    files that hold its weights, relative to the model's folder.
    """

    outputs: dict[str, int | None]
    data: tuple[str, ...]


def recognise(
    folder: Path, *, name: str | None = None, kind: ModelKind | None = None, graph: str | None = None
) -> Manifest:
    """The manifest of the model in `folder`: the one that lies there, or a new one by the folder's form.

    `name` is the folder's own if None; `kind` is contextual if the configuration says so; `graph` is the quantised one,
    for it takes a quarter of the memory, and the one in full precision is then its reference. Raises
    `ModelProblem("model-form")` with what is missing or not known.
    """
    if name is not None and not NAME.fullmatch(name):
        raise ModelProblem(
            "model-form", f"{name!r} is no name for a model.", hint="Use small letters, digits, dots and dashes."
        )
    if not folder.is_dir():
        raise ModelProblem("model-form", f"There is no folder {displayed(str(folder))}.")
    if (known := _own_manifest(folder)) is not None:
        return known if name is None else replace(known, name=name)
    config = _config(folder)
    family = "pplx" if config.get("model_type") == PPLX_TYPE else "mean"
    if family == "mean":
        _require_mean_pooling(folder, config)
    if not (folder / "tokenizer.json").is_file():
        raise _problem(folder, "has no tokenizer.json", "Export the tokenizer as a fast one, into this file.")
    native_dims = _number(config, "hidden_size") or _number(config, "n_embd")
    if native_dims is None:
        raise _problem(folder, "does not say in its config.json how many dimensions it has (hidden_size)")
    chosen, reference = _choose_graph(folder, graph)
    form = read_graph(folder, chosen)
    kind = kind or ("contextual" if _says_context(folder, config) else "independent")
    values = _outputs(folder, form, kind, family)
    if (dims := form.outputs[values.output]) is not None and dims != native_dims:
        raise _problem(folder, f"has {native_dims} dimensions by its config.json and {dims} by {chosen}")
    limits = _limits(folder, config, kind, family)
    special = _SPECIAL_TOKENS if (folder / _SPECIAL_TOKENS).is_file() else None
    own = [
        chosen,
        *form.data,
        "tokenizer.json",
        "config.json",
        *([special] if special and kind == "contextual" else []),
    ]
    name = _plain_name(folder) if name is None else name
    return Manifest(
        name=name,
        title=name,
        license="unknown",
        languages="unknown",
        note="Imported from a folder.",
        source=Source(folder=displayed(str(folder.absolute()))),
        kind=kind,
        graph=chosen,
        output=values.output,
        pooling=values.pooling,
        int8_output=values.int8,
        binary_output=values.binary,
        token_output=values.tokens,
        native_dims=native_dims,
        # Only the pplx models are trained for a prefix of their dimensions.
        dims=min(512, native_dims // 8 * 8) if family == "pplx" else native_dims // 8 * 8,
        int8_scheme="tanh" if family == "pplx" else "max-abs",
        tokenizer="tokenizer.json",
        separator=Separator(SEPARATOR, special, SEPARATOR_ID if family == "pplx" else None)
        if kind == "contextual"
        else None,
        max_tokens=limits.window,
        positions=limits.positions,
        chunk_tokens=limits.chunk,
        batch_tokens=limits.window,
        context_lines=("{title}", "{heading}") if limits.context else (),
        context_tokens=limits.context,
        files=_described(folder, own),
        reference=_reference(folder, reference) if reference else None,
    )


def read_graph(folder: Path, graph: str) -> GraphForm:
    """What the graph at this path in the folder says of itself; its weights are not read where they lie beside it.

    Raises `ModelProblem("model-form")` for what is no graph, and for weights that are missing or lie elsewhere.
    """
    import onnx  # noqa: PLC0415 - takes half a second, and is wanted here only
    from onnx.external_data_helper import ExternalDataInfo, uses_external_data  # noqa: PLC0415

    library: Any = onnx
    try:
        model = library.load(str(folder / graph), load_external_data=False)
    except Exception as error:  # protobuf's own exceptions share no base class with onnx's
        hint = "Copy or export it again: it may be cut off or damaged."
        raise _problem(folder, f"has no readable graph in {graph}", hint, str(error)) from error
    outputs: dict[str, int | None] = {}
    for value in model.graph.output:
        axes = value.type.tensor_type.shape.dim
        outputs[value.name] = axes[-1].dim_value or None if axes else None
    beside = PurePosixPath(graph).parent
    data = sorted(
        {
            (beside / ExternalDataInfo(tensor).location).as_posix()
            for tensor in _tensors(model.graph)
            if uses_external_data(tensor)
        }
    )
    for path in data:
        if ".." in PurePosixPath(path).parts or PurePosixPath(path).is_absolute():
            raise _problem(folder, f"has a graph {graph} with weights outside of the folder", detail=path)
        if not (folder / path).is_file():
            raise _problem(folder, f"lacks {path}, which holds weights of {graph}", "Copy this file too.")
    return GraphForm(outputs, tuple(data))


def _tensors(graph: Any) -> Iterable[Any]:
    """All constants of a graph and of the graphs within it."""
    yield from graph.initializer
    for node in graph.node:
        for attribute in node.attribute:
            if attribute.HasField("t"):
                yield attribute.t
            if attribute.HasField("g"):
                yield from _tensors(attribute.g)


@dataclass(frozen=True, slots=True)
class _Outputs:
    output: str
    pooling: Pooling
    int8: str | None = None
    binary: str | None = None
    tokens: str | None = None


def _outputs(folder: Path, form: GraphForm, kind: ModelKind, family: Literal["pplx", "mean"]) -> _Outputs:
    tokens = next((name for name in _TOKEN_OUTPUTS if name in form.outputs), None)
    # What other families call pooler_output is something else than the mean: a layer over the first token.
    if kind == "independent" and family == "pplx" and {_POOLED, _POOLED_INT8} <= form.outputs.keys():
        binary = _POOLED_BINARY if _POOLED_BINARY in form.outputs else None
        return _Outputs(_POOLED, "graph", _POOLED_INT8, binary, tokens)
    if tokens is None:
        raise _problem(
            folder,
            f"has a graph without values for each token: its outputs are {', '.join(form.outputs)}",
            f"Export it with the output {_TOKEN_OUTPUTS[0]}.",
        )
    return _Outputs(tokens, "span-mean" if kind == "contextual" else "mean")


@dataclass(frozen=True, slots=True)
class _Limits:
    positions: int
    window: int
    chunk: int
    context: int


def _limits(folder: Path, config: dict[str, Any], kind: ModelKind, family: Literal["pplx", "mean"]) -> _Limits:
    """As the manifests of the delivered models have them, as far as the model's positions go."""
    positions = _number(config, "max_position_embeddings")
    trained = _number(_json(folder / "sentence_bert_config.json"), "max_seq_length")
    if positions is not None and str(config.get("model_type")).startswith(("roberta", "xlm-roberta", "mpnet")):
        # Their positions are counted from behind the padding token's id.
        positions -= (_number(config, "pad_token_id") or 1) + 1
    known = [number for number in (positions, trained) if number is not None and number > 0]
    if not known:
        raise _problem(folder, "does not say in its config.json how long a text may be (max_position_embeddings)")
    pplx_window = 1088 if kind == "contextual" else 1040
    window = min(*known, pplx_window if family == "pplx" else 512)
    chunk = min(256 if family == "pplx" else 224, max(window // 2, 1))
    return _Limits(min(known), window, chunk, context=min(48, window // 8))


def _require_mean_pooling(folder: Path, config: dict[str, Any]) -> None:
    """Of other families the folder has to say that the mean is what they want, and nothing before a text."""
    model_type = config.get("model_type", "")
    pooling = _json(folder / "1_Pooling" / "config.json")
    modes = [key for key, value in pooling.items() if key.startswith("pooling_mode_") and value is True]
    if modes != ["pooling_mode_mean_tokens"] and pooling.get("pooling_mode") != "mean":
        raise _problem(
            folder,
            f"has the model type {model_type!r}, of which it is not known here how it makes a vector of its tokens",
            f"It can be read if its type is {PPLX_TYPE}, or if 1_Pooling/config.json asks for the mean alone.",
        )
    prompts = _json(folder / "config_sentence_transformers.json").get("prompts")
    if isinstance(prompts, dict) and any(cast("dict[str, object]", prompts).values()):
        raise _problem(folder, "wants instructions before its texts, which this program does not put there")


def _choose_graph(folder: Path, graph: str | None) -> tuple[str, str | None]:
    """The graph to run, and that in full precision beside it, if there is one."""
    found = sorted(
        path.relative_to(folder).as_posix() for pattern in ("onnx/*.onnx", "*.onnx") for path in folder.glob(pattern)
    )
    if graph is not None:
        if graph not in found:
            raise _problem(folder, f"has no graph {graph}", f"It has {', '.join(found) or 'none'}.")
        chosen = graph
    elif not found:
        raise _problem(folder, "has no graph: no .onnx file in it or in its folder onnx", "Export the model to ONNX.")
    else:
        quantised, full = ([path for path in found if PurePosixPath(path).name == name] for name in (_QUANTISED, _FULL))
        candidates = quantised or full or found
        if len(candidates) > 1:
            raise _problem(
                folder,
                f"has several graphs, and it is not clear which is meant: {', '.join(candidates)}",
                f"Name the one to use {_QUANTISED} or {_FULL}, or leave only that one.",
            )
        chosen = candidates[0]
    reference = (PurePosixPath(chosen).parent / _FULL).as_posix()
    return chosen, reference if reference != chosen and reference in found else None


def _reference(folder: Path, graph: str) -> Reference | None:
    """The reference with this graph; None where only some of it is there, for nothing needs it."""
    try:
        form = read_graph(folder, graph)
    except ModelProblem:
        return None
    return Reference(graph, _described(folder, [graph, *form.data]))


def _own_manifest(folder: Path) -> Manifest | None:
    """The manifest in the folder or beside it, under its name, if there is one whose files are all there."""
    absolute = folder.absolute()
    beside = absolute.parent / f"{absolute.name}.toml"
    places = [path for path in sorted(folder.glob("*.toml")) if path.name != RECORD]
    for path in [*places, *([beside] if beside.is_file() else [])]:
        try:
            manifest = read_manifest(path)
        except ModelProblem:
            # There are other files in TOML, those of projects and of this program's own records.
            continue
        if all((folder / file.path).is_file() for file in manifest.files if not file.optional):
            return manifest
    return None


def _says_context(folder: Path, config: dict[str, Any]) -> bool:
    """Whether the names of classes, of the model, or of its modules tell of a contextual model."""
    modules = _json(folder / "modules.json", list)
    spoken = [config.get("architectures"), config.get("auto_map"), config.get("_name_or_path"), modules]
    return "context" in f"{json.dumps(spoken)} {_plain_name(folder)}".casefold()


def _plain_name(folder: Path) -> str:
    """The folder's name as a model can have it. In the hub's cache that is the repository's, not the commit."""
    folder = folder.absolute()
    name = folder.name
    if folder.parent.name == "snapshots":
        name = folder.parent.parent.name.rpartition("--")[2]
    name = re.sub(r"[^a-z0-9._-]+", "-", name.casefold()).strip("._-")
    return name or "model"


def _described(folder: Path, paths: Sequence[str]) -> tuple[ModelFile, ...]:
    return tuple(ModelFile(path, (folder / path).stat().st_size, None, optional=False) for path in paths)


def _config(folder: Path) -> dict[str, Any]:
    path = folder / "config.json"
    if not path.is_file():
        raise _problem(folder, "has no config.json", "Give the folder that a model was downloaded or exported to.")
    config = _json(path)
    if not isinstance(config.get("model_type"), str):
        raise _problem(folder, "does not say in its config.json what type of model it is (model_type)")
    return config


def _json(path: Path, kind: type = dict) -> Any:
    """What a JSON file holds; something empty where there is none, or where it holds something else."""
    try:
        values: object = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return kind()
    return values if isinstance(values, kind) else kind()


def _number(values: dict[str, Any], key: str) -> int | None:
    value = values.get(key)
    return value if type(value) is int and value > 0 else None


def _problem(folder: Path, complaint: str, hint: str = "", detail: str = "") -> ModelProblem:
    return ModelProblem(
        "model-form",
        f"{displayed(str(folder))} is no model that can be used: it {complaint}.",
        detail=detail,
        hint=hint,
    )
