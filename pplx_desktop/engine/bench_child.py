"""The children of the benchmark: each makes, loads or measures one thing, so that its memory is its own.

Invariant: a request has one answer. The child ends when its owner closes its input.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from pplx_desktop.core.errors import PplxError
from pplx_desktop.core.frames import Message, read_frame, take_over_stdio, write_frame
from pplx_desktop.embed.card_recipe import CardRecipe
from pplx_desktop.embed.catalog import Catalog
from pplx_desktop.embed.graph.limits import matrix_limits
from pplx_desktop.embed.graph.random_model import write_random_model
from pplx_desktop.embed.graph.shape import Qwen3Shape
from pplx_desktop.embed.graph.variants import VariantUnavailable, make_variant
from pplx_desktop.embed.measuring import peak_bytes
from pplx_desktop.embed.model import DocumentInput, EmbeddingModel
from pplx_desktop.embed.runtime import Runtime
from pplx_desktop.engine.wire import error_to_frame


def main(arguments: list[str]) -> int:
    """Answer requests until stdin closes. Arguments: the folder of the benchmark's model, and its name."""
    folder, name = arguments
    child = _Child(Path(folder), name)
    source, sink = take_over_stdio()
    while (frame := read_frame(source)) is not None:
        message, _ = frame
        try:
            answer = child.answer(message)
        except VariantUnavailable as error:
            answer = {"error": "variant-unavailable", "title": error.reason, "detail": "", "hint": ""}
        except PplxError as error:
            answer, _ = error_to_frame(error)
        write_frame(sink, answer)
    return 0


class _Child:
    def __init__(self, folder: Path, name: str) -> None:
        self._folder, self._name = folder, name
        self._recipe: CardRecipe | None = None
        self._model: EmbeddingModel | None = None

    def answer(self, message: Message) -> Message:
        tasks: dict[str, Callable[[Any], Message]] = {
            "make": self._make,
            "limits": lambda seconds: asdict(matrix_limits(seconds)),
            "load_recipe": self._load_recipe,
            "load_ours": self._load_ours,
            "recipe": self._run_recipe,
            "ours": self._run_ours,
            "query": self._query,
            "peak": lambda _: {"peak_bytes": peak_bytes()},
        }
        (task,) = message.keys() & tasks.keys()
        return tasks[task](message[task])

    def _make(self, wanted: Message) -> Message:
        """The model and the variant; `tokenizer` is the path of a tokenizer.json, or empty."""
        tokenizer = Path(wanted["tokenizer"]) if wanted["tokenizer"] else None
        if not (self._folder / f"{self._name}.toml").exists():
            write_random_model(self._folder, self._name, Qwen3Shape(**wanted["shape"]), tokenizer=tokenizer)
        model = Catalog(self._folder, self._folder).find(self._name)
        files = make_variant(model, wanted["variant"], self._folder / f"{self._name}-variants", lambda _: None)
        graph = model.manifest.graph
        delivered = sum(model.path(path).stat().st_size for path in (graph, f"{graph}_data"))
        return {"graph": str(files.graph), "ours_bytes": files.size_bytes, "recipe_bytes": delivered}

    def _load_recipe(self, _: object) -> Message:
        started = time.perf_counter()
        self._recipe = CardRecipe(Catalog(self._folder, self._folder).find(self._name))
        return {"seconds": time.perf_counter() - started}

    def _load_ours(self, wanted: Message) -> Message:
        started = time.perf_counter()
        model = Catalog(self._folder, self._folder).find(self._name)
        runtime = Runtime(Path(wanted["graph"]), (model.manifest.output,), variant=wanted["variant"])
        self._model = EmbeddingModel.load(model, runtime)
        return {"seconds": time.perf_counter() - started}

    def _run_recipe(self, documents: list[list[str]]) -> Message:
        assert self._recipe is not None  # noqa: S101 - loaded by the request before
        run = self._recipe.embed(documents)
        return {"seconds": run.seconds, "tokens": run.tokens, "padded": run.padded}

    def _run_ours(self, documents: list[list[str]]) -> Message:
        assert self._model is not None  # noqa: S101
        inputs = [DocumentInput("", ("",) * len(texts), tuple(texts)) for texts in documents]
        lengths = self._model.window_lengths(inputs)
        started = time.perf_counter()
        self._model.embed_documents(inputs)
        return {"seconds": time.perf_counter() - started, "windows": lengths}

    def _query(self, text: str) -> Message:
        assert self._model is not None  # noqa: S101
        started = time.perf_counter()
        self._model.embed_query(text)
        seconds = time.perf_counter() - started
        (tokens,) = self._model.window_lengths([DocumentInput("", ("",), (text,))])
        return {"seconds": seconds, "tokens": tokens}
