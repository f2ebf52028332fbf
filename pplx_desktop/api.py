"""The models from Python, for notebooks and scripts: texts in, NumPy arrays out.

    from pplx_desktop.api import load, similarity

    with load("pplx-embed-context-v1-0.6b") as model:
        documents = model.encode([["First passage of a document.", "Its second one."], ["Another document."]])
        query = model.encode([["What is asked?"]])[0]
        print(similarity(query, documents[0]))

Invariant: opens no network socket, and writes nothing into a folder that it is given. What is wrong with the arguments
is a TypeError or a ValueError that says what to pass; what is wrong with the model is a `ModelProblem`.
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal, cast, overload

import numpy as np
import numpy.typing as npt

from pplx_desktop.core.errors import ModelProblem
from pplx_desktop.core.paths import default_paths, delivered
from pplx_desktop.embed.catalog import Catalog, InstalledModel, ModelOptions
from pplx_desktop.embed.manifest import ModelKind

if TYPE_CHECKING:
    from pplx_desktop.embed.model import DocumentInput, EmbeddingModel

Quantization = Literal["int8", "binary", "float"]
Array = npt.NDArray[Any]

DEFAULT_DIMS = 512
_QUANTIZATIONS = ("int8", "binary", "float")
_PROVIDERS = ("auto", "cpu", "dml", "cuda", "coreml", "openvino")


def load(
    name_or_path: str | os.PathLike[str],
    *,
    provider: str = "auto",
    threads: int | None = None,
    window_tokens: int = 0,
) -> Embedder:
    """Load a model: one that `pplx-desktop models list` shows, or the one in a folder (downloaded, exported, fine-tuned).

    `provider` is what computes, as in the settings: another one than the processor is compared with it at first use, and
    left with a warning where it differs. A folder is run on the processor unless another one is named. `threads` is None
    for as many as suit. A contextual model reads a document in windows of so many tokens; `window_tokens` makes them
    larger or smaller (0: as the model's manifest has it), up to 32,768 for the pplx models.

    A model that `models tune` made faster on this machine is run that way. Raises `ModelProblem` where there is no such
    model, its files are not all there or not what they were, or it cannot be run.
    """
    if provider not in _PROVIDERS:
        raise ValueError(f"provider is one of {', '.join(_PROVIDERS)}, not {provider!r}")
    if threads is not None and (not _is_number(threads) or threads < 1):
        raise ValueError(f"threads is at least 1, or None for as many as suit, not {threads!r}")
    # What they import takes a second, and nobody needs it to import this module.
    from pplx_desktop.embed.choosing import choose  # noqa: PLC0415
    from pplx_desktop.embed.model import EmbeddingModel  # noqa: PLC0415

    paths, options = default_paths(), ModelOptions(window_tokens=window_tokens)
    known = Catalog(delivered("models"), paths.models)
    if not os.fspath(name_or_path):
        raise ValueError("name_or_path is a model's name or its folder, not an empty text")
    if _is_folder(name_or_path, known):
        folder = Path(os.path.expanduser(name_or_path))  # noqa: PTH111 - Path's raises for unknown users
        model = _in_place(folder, options, checked=provider not in ("auto", "cpu"))
        provider = "cpu" if provider == "auto" else provider
    else:
        model = known.find(os.fspath(name_or_path), options)
    if model.files:
        choice = choose(model, paths.models / model.manifest.name, provider)
        runtime = choice.runtime
        if provider not in ("auto", runtime.provider):
            warnings.warn("; ".join(choice.told), RuntimeWarning, stacklevel=2)
    else:
        runtime = model.delivered_runtime()
    runtime = runtime if threads is None else replace(runtime, threads=threads)
    return Embedder(EmbeddingModel.load(model, runtime), runtime.provider)


class Embedder:
    """A loaded model. Threads may use it at the same time. Close it, or use it in a `with` statement, to give its memory
    back.
    """

    def __init__(self, model: EmbeddingModel, provider: str) -> None:
        self._model = model
        self._provider = provider

    @property
    def name(self) -> str:
        """The model's name; that of its folder, where it was loaded from one."""
        return self._model.manifest.name

    @property
    def kind(self) -> ModelKind:
        """`contextual` for a model that takes documents of chunks, `independent` for one that takes texts."""
        return self._model.manifest.kind

    @property
    def native_dims(self) -> int:
        """How many dimensions the model has."""
        return self._model.manifest.native_dims

    @property
    def provider(self) -> str:
        """What computes: `cpu`, `dml`, `cuda`, `coreml` or `openvino`."""
        return self._provider

    @overload
    def encode(
        self, documents: list[list[str]], dims: int | None = None, quantization: Quantization = "int8"
    ) -> list[Array]: ...

    @overload
    def encode(self, documents: list[str], dims: int | None = None, quantization: Quantization = "int8") -> Array: ...

    def encode(
        self,
        documents: Sequence[str] | Sequence[Sequence[str]],
        dims: int | None = None,
        quantization: Quantization = "int8",
    ) -> Array | list[Array]:
        """Vectors of texts.

        A contextual model takes a list of documents, each a list of its chunks in reading order, and returns a list of
        arrays, [chunks, dims] for each document. A query is a document of one chunk: `encode([[query]])[0]`. An
        independent model takes a list of texts, documents and queries alike, and returns one array [texts, dims].
        Nothing is put before a text, nothing is truncated: what is longer than the model's window is cut into pieces
        whose values are averaged, and a long document of a contextual model is read in windows of whole chunks.

        `dims` keeps the first dimensions (Matryoshka), 128 or more by eights; None is 512, or all that the model has
        where it has fewer. `quantization` is, of the mean x over a text's tokens:

        - `int8`: int8, for the pplx models round(127 tanh(x)), as on their cards. Compare by cosine.
        - `binary`: uint8 [.., dims / 8], the signs as bits (1 for x >= 0), the first dimension in the highest bit
          (`np.packbits`). The cards' `binary` gives the same signs as +1 and -1, one number a dimension; theirs packed
          is called `ubinary`. Compare by Hamming distance.
        - `float`: float32, x itself, not normalised. The cards know no such output for a model's user; compare it with
          float only, for int8 was made of its tanh.

        A text without any token has zeros. Raises TypeError for documents of another shape, ValueError for what this
        model or this function does not know, `ModelProblem("model-run")` where the model stops with an error.
        """
        from pplx_desktop.embed.model import DocumentInput  # noqa: PLC0415 - see `load`

        if quantization not in _QUANTIZATIONS:
            raise ValueError(f"quantization is one of {', '.join(_QUANTIZATIONS)}, not {quantization!r}")
        dims = self._checked_dims(dims)
        groups = _documents(documents, self.name) if self.kind == "contextual" else [_texts(documents, self.name)]
        inputs = [DocumentInput("", ("",) * len(group), tuple(group)) for group in groups]
        arrays = self._arrays(inputs, dims, quantization)
        return arrays if self.kind == "contextual" else arrays[0]

    def close(self) -> None:
        """Give the model's memory back. It cannot be used afterwards."""
        self._model.close()

    def __enter__(self) -> Embedder:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<{self.kind} model {self.name}, {self.native_dims} dimensions, on {self.provider}>"

    def _checked_dims(self, dims: int | None) -> int:
        if dims is None:
            return min(DEFAULT_DIMS, self.native_dims)
        if not _is_number(dims) or dims == 0:
            raise ValueError(f"dims is a number of dimensions, or None, not {dims!r}")
        dims = int(dims)
        try:
            return ModelOptions(dims=dims).applied(self._model.manifest).dims
        except ModelProblem as problem:
            raise ValueError(problem.title) from None

    def _arrays(self, inputs: list[DocumentInput], dims: int, quantization: Quantization) -> list[Array]:
        if quantization == "float":
            # Copies: a view of a prefix would keep all of the dimensions.
            return [values[:, :dims].copy() for values in self._model.embed_pooled(inputs)]
        arrays: list[Array] = []
        for codes in self._model.embed_documents(inputs, dims=dims):
            if quantization == "int8":
                arrays.append(np.frombuffer(codes.int8, np.int8).reshape(codes.count, dims).copy())
            else:
                arrays.append(np.frombuffer(codes.bits, np.uint8).reshape(codes.count, dims // 8).copy())
        return arrays


def similarity(first: npt.ArrayLike, second: npt.ArrayLike) -> npt.NDArray[np.float32]:
    """How alike vectors are, float32 [rows of first, rows of second], from -1 to 1; a single vector is one row.

    The cosine for int8 and float; for packed bits the share of equal bits less that of others, which is the cosine of
    the signs. A vector of zeros is like nothing. Raises ValueError for vectors of two kinds or lengths.
    """
    left, right = np.atleast_2d(np.asarray(first)), np.atleast_2d(np.asarray(second))
    if left.dtype != right.dtype or left.shape[-1] != right.shape[-1]:
        raise ValueError(
            f"vectors of {left.dtype} [{left.shape[-1]}] and of {right.dtype} [{right.shape[-1]}] cannot be compared"
        )
    if left.dtype == np.uint8:
        left, right = (np.unpackbits(bits, axis=-1).astype(np.float32) * 2 - 1 for bits in (left, right))
    return (_unit(left) @ _unit(right).T).astype(np.float32)


def _unit(vectors: Array) -> npt.NDArray[np.float64]:
    values = vectors.astype(np.float64)
    lengths = np.linalg.norm(values, axis=-1, keepdims=True)
    return values / np.where(lengths == 0, 1, lengths)


def _is_folder(name_or_path: str | os.PathLike[str], known: Catalog) -> bool:
    if not isinstance(name_or_path, str):
        return True
    if os.sep in name_or_path or "/" in name_or_path:
        return True
    return name_or_path not in known.names() and Path(name_or_path).is_dir()


def _in_place(folder: Path, options: ModelOptions, *, checked: bool) -> InstalledModel:
    """The model in a folder. There is nothing to compare its files with; `checked` reads them all the same, where what
    is found out about them is to be recorded under their checksums.
    """
    from pplx_desktop.embed.forms import recognise  # noqa: PLC0415 - see `load`
    from pplx_desktop.embed.records import measured  # noqa: PLC0415

    manifest = options.applied(recognise(folder))
    present = [file.path for file in manifest.files if (folder / file.path).is_file()] if checked else []
    return InstalledModel(manifest, folder, tuple(measured(folder, path) for path in present))


def _documents(documents: object, name: str) -> list[list[str]]:
    if _is_list(documents) and all(_is_list(document) for document in cast("Sequence[object]", documents)):
        rows = [list(document) for document in cast("Sequence[Sequence[object]]", documents)]
        if all(isinstance(chunk, str) for row in rows for chunk in row):
            return cast("list[list[str]]", rows)
    raise TypeError(
        f"{name} is a contextual model: pass a list of documents, each a list of its chunks, like"
        ' [["first chunk", "second chunk"], ["another document"]]. A query is a document of one chunk: [[query]].'
    )


def _texts(documents: object, name: str) -> list[str]:
    if _is_list(documents) and all(isinstance(text, str) for text in cast("Sequence[object]", documents)):
        return list(cast("Sequence[str]", documents))
    raise TypeError(
        f"{name} embeds texts independently of each other: pass a list of texts, like"
        ' ["first text", "second text"], not lists of chunks and not a single text.'
    )


def _is_number(value: object) -> bool:
    return isinstance(value, int | np.integer) and not isinstance(value, bool)


def _is_list(values: object) -> bool:
    """True for lists, tuples and the like; a text is none, though Python has it for one."""
    return isinstance(values, Sequence | np.ndarray) and not isinstance(values, str | bytes)
