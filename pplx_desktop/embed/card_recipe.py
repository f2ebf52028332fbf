"""The model card's recipe for a contextual model, as a user would write it down: what the program is compared with.

The chunks of a document are joined by the separator, the documents of a batch padded to the longest of them and run
together through the graph as it was delivered, in a session with its default options; each span is mean-pooled.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pplx_desktop.embed.catalog import InstalledModel
from pplx_desktop.embed.pooling import Floats, mean_of_spans
from pplx_desktop.embed.session import ONNXRUNTIME
from pplx_desktop.embed.tokenization import ModelTokenizer


@dataclass(frozen=True, slots=True)
class RecipeRun:
    """What came of one batch. `tokens` counts the documents' own, `padded` all that went through the model."""

    vectors: list[Floats]
    tokens: int
    padded: int
    seconds: float


class CardRecipe:
    """A model loaded as its card says."""

    def __init__(self, model: InstalledModel) -> None:
        """Raises as `ModelTokenizer.load`, and what onnxruntime raises."""
        self._tokenizer = ModelTokenizer.load(model)
        self._output = model.manifest.output
        self._session = ONNXRUNTIME.InferenceSession(
            str(model.path(model.manifest.graph)), providers=["CPUExecutionProvider"]
        )

    def embed(self, documents: Sequence[Sequence[str]]) -> RecipeRun:
        """One batch: the chunks of each document to a vector each."""
        started = time.perf_counter()
        sequences: list[list[int]] = []
        spans: list[list[tuple[int, int]]] = []
        for chunks in documents:
            ids: list[int] = []
            places: list[tuple[int, int]] = []
            for chunk in self._tokenizer.encode(chunks):
                if places and self._tokenizer.separator_id is not None:
                    ids.append(self._tokenizer.separator_id)
                places.append((len(ids), len(ids) + len(chunk)))
                ids += chunk
            sequences.append(ids)
            spans.append(places)
        longest = max(map(len, sequences))
        ids_array = np.zeros((len(sequences), longest), np.int64)
        mask = np.zeros_like(ids_array)
        for row, ids in enumerate(sequences):
            ids_array[row, : len(ids)] = ids
            mask[row, : len(ids)] = 1
        (hidden,) = self._session.run([self._output], {"input_ids": ids_array, "attention_mask": mask})
        vectors = [mean_of_spans(hidden[row], places) for row, places in enumerate(spans)]
        return RecipeRun(vectors, int(mask.sum()), mask.size, time.perf_counter() - started)
