"""The embedding model as the rest of the program sees it: texts in, codes out.

Owns the way from text to vector for both kinds of model, as the manifest says: an independent model embeds each passage
on its own, with its title and headings before it; a contextual one reads the passages of a document together, in windows
before which stand the title and the headings of their first passage.

Invariant: a text's vector depends on its document and the manifest alone, never on what else was asked for with it, in
which order, or in which batch. Every text gets exactly one row, of finite numbers.
"""

from __future__ import annotations

import threading
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise

import numpy as np
import numpy.typing as npt

from pplx_desktop.core.errors import ModelProblem
from pplx_desktop.core.types import Codes, QueryVector, Stretch
from pplx_desktop.embed.catalog import InstalledModel
from pplx_desktop.embed.context import context_before
from pplx_desktop.embed.manifest import Manifest
from pplx_desktop.embed.pooling import Floats, mean_of_spans, weighted_mean
from pplx_desktop.embed.quantisation import GraphCodes, to_codes, to_query_vector
from pplx_desktop.embed.reuse import find_stretches
from pplx_desktop.embed.runtime import Runtime
from pplx_desktop.embed.session import Session
from pplx_desktop.embed.tokenization import ModelTokenizer
from pplx_desktop.embed.windows import Part, Window, plan_batches, plan_contextual, plan_independent

_PROBES = ("The boiler switches itself on and off every few minutes.", "1 2 3 4 5 6 7 8 9 !!! ??? ((( ))) x x x x x")
_ROUNDING = 1e-3
"""Sums in another order differ by less than a millionth, another scale by a hundredth."""


@dataclass(frozen=True, slots=True)
class DocumentInput:
    """The passages of one document, in reading order. `headings` is as long as `texts`."""

    title: str
    headings: tuple[str, ...]
    texts: tuple[str, ...]

    def __post_init__(self) -> None:
        if len(self.headings) != len(self.texts):
            raise ValueError(f"{len(self.headings)} headings for {len(self.texts)} texts")


@dataclass(frozen=True, slots=True)
class _Pooled:
    """What the model made of a window: values [parts, native dims], and the codes that its graph gave with them."""

    values: Floats
    int8: npt.NDArray[np.int8] | None = None
    signs: npt.NDArray[np.bool_] | None = None


class EmbeddingModel:
    """A loaded model. Threads may use it at the same time; where the provider runs for one only, the others wait."""

    def __init__(self, model: InstalledModel, tokenizer: ModelTokenizer, session: Session, runtime: Runtime) -> None:
        self._model = model
        self._manifest = model.manifest
        self._tokenizer = tokenizer
        self._runtime = runtime
        self._session: Session | None = session
        self._counting = threading.Lock()
        self.windows_run = 0
        """How many windows went through the model: what was reused did not."""

    @classmethod
    def load(cls, model: InstalledModel, runtime: Runtime | None = None) -> EmbeddingModel:
        """Check the model's files, as far as they are used, against their checksums and load them. `runtime` is how it
        is run: None for the graph as it was delivered, on the processor.

        Raises `ModelProblem`: `model-missing`, `model-altered`, `model-tokenizer`, `model-separator`, `model-load`,
        `model-graph`, `provider-missing`.
        """
        runtime = runtime or model.delivered_runtime()
        # A graph that stands in for the delivered one was compared with its own record when it was chosen.
        is_delivered = runtime.graph == model.path(model.manifest.graph)
        if is_delivered:
            model.check()
        tokenizer = ModelTokenizer.load(model, is_checked=is_delivered)
        return cls(model, tokenizer, Session(runtime, model.manifest.native_dims), runtime)

    @property
    def fingerprint(self) -> str:
        """What the vectors depend on, as `InstalledModel.fingerprint`."""
        return self._model.fingerprint

    @property
    def manifest(self) -> Manifest:
        """What the model is."""
        return self._manifest

    @property
    def dims(self) -> int:
        """Dimensions of the codes."""
        return self._manifest.dims

    def embed_query(self, text: str) -> QueryVector:
        """The vector of a query: that of a document with one chunk, without title and heading. A text without any token
        has zeros.

        Raises `ModelProblem("model-run")`.
        """
        pooled, graph = self._embed([DocumentInput("", ("",), (text,))], None)
        return to_query_vector(pooled, self._manifest.dims, self._manifest.int8_scheme, graph)

    def embed_documents(
        self,
        documents: Sequence[DocumentInput],
        between_batches: Callable[[], None] | None = None,
        *,
        dims: int | None = None,
    ) -> list[Codes]:
        """The codes of each document, a row for each of its texts, in order, in `dims` dimensions or as many as the
        manifest says.

        `between_batches` is called before each run of the model but the first; it may embed a query. A text without any
        token has a row of zeros. Raises `ModelProblem("model-run")`.
        """
        pooled, graph = self._embed(documents, between_batches)
        dims, scheme = dims or self._manifest.dims, self._manifest.int8_scheme
        return [
            to_codes(pooled[start:end], dims, scheme, graph.rows(start, end) if graph else None)
            for start, end in _rows(documents)
        ]

    def plan(self, documents: Sequence[DocumentInput]) -> list[tuple[Stretch, ...]]:
        """What each document consists of, without running the model. A stretch embedded as a document of its own gets
        the codes that it has in this one.
        """
        windows = self._plan(documents)
        first_rows = [window.parts[0].row for window in windows]
        return [
            find_stretches(windows[bisect_left(first_rows, start) : bisect_left(first_rows, end)], start, end)
            for start, end in _rows(documents)
        ]

    def window_lengths(self, documents: Sequence[DocumentInput]) -> list[int]:
        """The tokens of each window that these documents go through the model in."""
        return [len(window.ids) for window in self._plan(documents)]

    def embed_pooled(self, documents: Sequence[DocumentInput]) -> list[Floats]:
        """The values of each document's texts before any code is made of them, [texts, native dims].

        Raises `ModelProblem("model-run")`.
        """
        pooled, _ = self._embed(documents, None)
        return [pooled[start:end] for start, end in _rows(documents)]

    def close(self) -> None:
        """Give the model's memory back. Idempotent; the model cannot be used afterwards."""
        self._session = None

    def _embed(
        self, documents: Sequence[DocumentInput], between_batches: Callable[[], None] | None
    ) -> tuple[Floats, GraphCodes | None]:
        """Pooled values [texts of all documents, native dims], and the codes that the graph made of whole texts."""
        windows = self._plan(documents)
        found: list[list[tuple[_Pooled, int, int]]] = [[] for document in documents for _ in document.texts]
        for window, values in zip(windows, self._run(windows, between_batches), strict=True):
            for number, part in enumerate(window.parts):
                found[part.row].append((values, number, part.weight))
        pooled = np.zeros((len(found), self._manifest.native_dims), np.float32)
        for row, pieces in enumerate(found):
            if pieces:
                vectors = np.stack([values.values[number] for values, number, _ in pieces])
                pooled[row] = weighted_mean(vectors, [weight for _, _, weight in pieces])
        return pooled, self._graph_codes(found) if self._runtime.pooled else None

    def _graph_codes(self, found: Sequence[Sequence[tuple[_Pooled, int, int]]]) -> GraphCodes:
        """The graph's own codes, for the texts that went through it in one piece."""
        shape = (len(found), self._manifest.native_dims)
        made, int8, signs = np.zeros(len(found), np.bool_), np.zeros(shape, np.int8), np.zeros(shape, np.bool_)
        outputs = self._runtime.outputs
        for row, pieces in enumerate(found):
            if len(pieces) == 1:
                made[row] = True
                values = pieces[0][0]
                int8[row] = 0 if values.int8 is None else values.int8[0]
                signs[row] = False if values.signs is None else values.signs[0]
        has_int8, has_signs = self._manifest.int8_output in outputs, self._manifest.binary_output in outputs
        return GraphCodes(made, int8 if has_int8 else None, signs if has_signs else None)

    def _plan(self, documents: Sequence[DocumentInput]) -> list[Window]:
        tokenizer, manifest = self._tokenizer, self._manifest
        texts = tokenizer.encode([text for document in documents for text in document.texts])
        separator = tokenizer.separator_id
        if separator is None:
            every = [(document, number) for document in documents for number in range(len(document.texts))]
            # The joint to the text is part of the context, for tokenizers that keep white space.
            contexts = self._contexts(every, "\n")
            return plan_independent(texts, contexts, tokenizer.prefix, tokenizer.suffix, manifest.max_tokens)
        # Where windows end follows from the texts alone: another title or heading moves no border.
        room = manifest.max_tokens - manifest.context_room
        windows: list[Window] = []
        firsts: list[tuple[DocumentInput, int]] = []
        for document, (row, end) in zip(documents, _rows(documents), strict=True):
            planned = plan_contextual(texts[row:end], separator, room, row)
            firsts += [(document, window.parts[0].row - row) for window in planned]
            windows += planned
        contexts = self._contexts(firsts)
        return [window.after(context, separator) for window, context in zip(windows, contexts, strict=True)]

    def _contexts(self, places: Sequence[tuple[DocumentInput, int]], joint: str = "") -> list[list[int]]:
        """What stands before some texts, each the one at a place in its document, as token ids."""
        lines, limit = self._manifest.context_lines, self._manifest.context_tokens
        wanted = [
            context_before(document.texts[number], document.title, document.headings[number], lines)
            for document, number in places
        ]
        distinct = list(dict.fromkeys(wanted))
        encoded = self._tokenizer.encode([context and context + joint for context in distinct])
        ids = {context: tokens[:limit] for context, tokens in zip(distinct, encoded, strict=True)}
        return [ids[context] for context in wanted]

    def _run(self, windows: Sequence[Window], between_batches: Callable[[], None] | None) -> list[_Pooled]:
        """What becomes of each window, in their order."""
        session = self._session
        if session is None:
            raise ValueError("the model was closed")
        pool = self._pool_in_graph if self._runtime.pooled else self._pool_tokens
        pooled: dict[int, _Pooled] = {}
        batches = plan_batches(windows, self._manifest.batch_tokens)
        if len(batches) < len(windows) and not self._keeps_rows_apart:
            batches = [[place] for place in range(len(windows))]
        for number, batch in enumerate(batches):
            if number and between_batches is not None:
                between_batches()
            results = pool(session, [windows[place] for place in batch])
            if not all(np.isfinite(result.values).all() for result in results):
                raise _not_finite(self._manifest.name)
            pooled.update(zip(batch, results, strict=True))
            with self._counting:
                self.windows_run += len(batch)
        return [pooled[place] for place in range(len(windows))]

    @cached_property
    def _keeps_rows_apart(self) -> bool:
        """False where a window gets other values beside other windows: a graph that is quantised while it runs may take
        one scale for all of a batch. Its windows run one by one.
        """
        session = self._session
        if session is None:
            raise ValueError("the model was closed")
        pool = self._pool_in_graph if self._runtime.pooled else self._pool_tokens
        texts = self._tokenizer.encode(_PROBES)
        length = min(map(len, texts))
        windows = [Window(tuple(ids[:length]), (Part(row, 0, length, length),)) for row, ids in enumerate(texts)]
        together = np.concatenate([pooled.values for pooled in pool(session, windows)])
        alone = np.concatenate([pool(session, [window])[0].values for window in windows])
        return bool(np.abs(together - alone).max() <= _ROUNDING * np.abs(alone).max())

    def _pool_tokens(self, session: Session, windows: Sequence[Window]) -> list[_Pooled]:
        hidden = session.run([window.ids for window in windows], self._tokenizer.pad_id)
        return [
            _Pooled(mean_of_spans(tokens, [(part.start, part.end) for part in window.parts]))
            for window, tokens in zip(windows, hidden, strict=True)
        ]

    def _pool_in_graph(self, session: Session, windows: Sequence[Window]) -> list[_Pooled]:
        manifest = self._manifest
        outputs = session.run_pooled([window.ids for window in windows], self._tokenizer.pad_id)
        values = outputs[manifest.output].astype(np.float32)
        int8 = outputs.get(manifest.int8_output or "")
        binary = outputs.get(manifest.binary_output or "")
        return [
            _Pooled(
                values[row : row + 1],
                None if int8 is None else int8[row : row + 1].astype(np.int8),
                None if binary is None else binary[row : row + 1] > 0,
            )
            for row in range(len(windows))
        ]


def _rows(documents: Sequence[DocumentInput]) -> list[tuple[int, int]]:
    """Which rows of all texts are those of each document."""
    ends = list(accumulate((len(document.texts) for document in documents), initial=0))
    return list(pairwise(ends))


def _not_finite(name: str) -> ModelProblem:
    return ModelProblem(
        "model-run",
        f"The model {name} gave values that are no finite numbers.",
        detail="NaN or infinity in the pooled values",
        hint="Its files may be damaged or quantised badly: install it again, or choose another one (see `models list`).",
    )
