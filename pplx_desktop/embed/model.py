"""The embedding model as the rest of the program sees it: texts in, codes out.

Owns the way from text to vector for both kinds of model, as the manifest says: an independent model embeds each passage
on its own, with its title and headings before it; a contextual one reads the passages of a document together.

Invariant: a text's vector depends on its document and the manifest alone, never on what else was asked for with it, in
which order, or in which batch. Every text gets exactly one row, of finite numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from pplx_desktop.core.errors import ModelProblem
from pplx_desktop.core.types import Codes, QueryVector
from pplx_desktop.embed.catalog import InstalledModel
from pplx_desktop.embed.context import context_before
from pplx_desktop.embed.pooling import Floats, mean_of_spans, weighted_mean
from pplx_desktop.embed.quantisation import to_codes, to_query_vector
from pplx_desktop.embed.session import Session
from pplx_desktop.embed.tokenization import ModelTokenizer
from pplx_desktop.embed.windows import Window, plan_batches, plan_contextual, plan_independent


@dataclass(frozen=True, slots=True)
class DocumentInput:
    """The passages of one document, in reading order. `headings` is as long as `texts`."""

    title: str
    headings: tuple[str, ...]
    texts: tuple[str, ...]

    def __post_init__(self) -> None:
        if len(self.headings) != len(self.texts):
            raise ValueError(f"{len(self.headings)} headings for {len(self.texts)} texts")


class EmbeddingModel:
    """A loaded model. Used by one thread at a time."""

    def __init__(self, model: InstalledModel, tokenizer: ModelTokenizer, session: Session) -> None:
        self._model = model
        self._manifest = model.manifest
        self._tokenizer = tokenizer
        self._session: Session | None = session

    @classmethod
    def load(cls, model: InstalledModel, threads: int | None = None) -> EmbeddingModel:
        """Check the model's files against their checksums and load them. `threads` is None for one a core.

        Raises `ModelProblem`: `model-missing`, `model-altered`, `model-tokenizer`, `model-separator`, `model-load`,
        `model-graph`.
        """
        model.check()
        manifest = model.manifest
        tokenizer = ModelTokenizer.load(model)
        return cls(
            model, tokenizer, Session(model.path(manifest.graph), manifest.output, manifest.native_dims, threads)
        )

    @property
    def fingerprint(self) -> str:
        """What the vectors depend on, as `InstalledModel.fingerprint`."""
        return self._model.fingerprint

    @property
    def dims(self) -> int:
        """Dimensions of the codes."""
        return self._manifest.dims

    def embed_query(self, text: str) -> QueryVector:
        """The vector of a query: for a contextual model that of a document with one chunk, for an independent one
        that of a text without title and heading. A text without any token has zeros.

        Raises `ModelProblem("model-run")`.
        """
        pooled = self._embed([DocumentInput("", ("",), (text,))], None)
        return to_query_vector(pooled[0], self._manifest.dims, self._manifest.int8_scheme)

    def embed_documents(
        self, documents: Sequence[DocumentInput], between_batches: Callable[[], None] | None = None
    ) -> list[Codes]:
        """The codes of each document, a row for each of its texts, in order.

        `between_batches` is called before each run of the model but the first; it may embed a query. A text without any
        token has a row of zeros. Raises `ModelProblem("model-run")`.
        """
        pooled = self._embed(documents, between_batches)
        codes: list[Codes] = []
        row = 0
        for document in documents:
            end = row + len(document.texts)
            codes.append(to_codes(pooled[row:end], self._manifest.dims, self._manifest.int8_scheme))
            row = end
        return codes

    def close(self) -> None:
        """Give the model's memory back. Idempotent; the model cannot be used afterwards."""
        self._session = None

    def _embed(self, documents: Sequence[DocumentInput], between_batches: Callable[[], None] | None) -> Floats:
        """Pooled values [texts of all documents, native dims]."""
        windows = self._plan(documents)
        parts: list[list[tuple[Floats, int]]] = [[] for document in documents for _ in document.texts]
        for window, values in zip(windows, self._run(windows, between_batches), strict=True):
            for part, vector in zip(window.parts, values, strict=True):
                parts[part.row].append((vector, part.weight))
        pooled = np.zeros((len(parts), self._manifest.native_dims), np.float32)
        for row, pieces in enumerate(parts):
            if pieces:
                vectors, weights = zip(*pieces, strict=True)
                pooled[row] = weighted_mean(np.stack(vectors), weights)
        return pooled

    def _plan(self, documents: Sequence[DocumentInput]) -> list[Window]:
        tokenizer, manifest = self._tokenizer, self._manifest
        texts = tokenizer.encode([text for document in documents for text in document.texts])
        if tokenizer.separator_id is None:
            contexts = self._contexts(documents)
            return plan_independent(texts, contexts, tokenizer.prefix, tokenizer.suffix, manifest.max_tokens)
        windows: list[Window] = []
        row = 0
        for document in documents:
            end = row + len(document.texts)
            windows += plan_contextual(texts[row:end], tokenizer.separator_id, manifest.max_tokens, row)
            row = end
        return windows

    def _contexts(self, documents: Sequence[DocumentInput]) -> list[list[int]]:
        """What stands before each text, as token ids."""
        lines, limit = self._manifest.context_lines, self._manifest.context_tokens
        wanted = [
            context_before(text, document.title, heading, lines)
            for document in documents
            for heading, text in zip(document.headings, document.texts, strict=True)
        ]
        distinct = list(dict.fromkeys(wanted))
        # The joint to the text is part of the context, for tokenizers that keep white space.
        encoded = self._tokenizer.encode([f"{context}\n" if context else "" for context in distinct])
        ids = {context: tokens[:limit] for context, tokens in zip(distinct, encoded, strict=True)}
        return [ids[context] for context in wanted]

    def _run(self, windows: Sequence[Window], between_batches: Callable[[], None] | None) -> list[Floats]:
        """The pooled parts of each window, in the order of `windows`."""
        if self._session is None:
            raise ValueError("the model was closed")
        values: dict[int, Floats] = {}
        for number, batch in enumerate(plan_batches(windows, self._manifest.batch_tokens)):
            if number and between_batches is not None:
                between_batches()
            hidden = self._session.run([windows[place].ids for place in batch], self._tokenizer.pad_id)
            for place, tokens in zip(batch, hidden, strict=True):
                pooled = mean_of_spans(tokens, [(part.start, part.end) for part in windows[place].parts])
                if not np.isfinite(pooled).all():
                    raise _not_finite(self._manifest.name)
                values[place] = pooled
        return [values[place] for place in range(len(windows))]


def _not_finite(name: str) -> ModelProblem:
    return ModelProblem(
        "model-run",
        f"The model {name} gave values that are no finite numbers.",
        detail="NaN or infinity in the pooled values",
        hint="Its files may be damaged or quantised badly: install it again, or choose another one (see `models list`).",
    )
