"""Stand-ins for the slow or large parts, written by hand. They keep the same promises as the real ones."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence

import numpy as np

from pplx_desktop.core.errors import ModelProblem
from pplx_desktop.core.types import Codes, QueryVector


class FakeEmbedder:
    """A model that knows words only: a text is the mean of its words' directions, and synonyms share one.

    `meanings` maps a word to the word whose direction it takes.
    """

    def __init__(
        self, meanings: Mapping[str, str] | None = None, *, dims: int = 128, fingerprint: str = "fake"
    ) -> None:
        self.dims = dims
        self.fingerprint = fingerprint
        self.queries: list[str] = []
        self.embedded_chunks = 0
        self._meanings = dict(meanings or {})

    def embed_query(self, text: str) -> QueryVector:
        self.queries.append(text)
        values = self._vector(text)
        return QueryVector(self.dims, values.astype("<f4").tobytes(), np.packbits(values >= 0).tobytes())

    def embed_chunks(self, title: str, headings: Sequence[str], texts: Sequence[str]) -> Codes:
        assert len(headings) == len(texts)
        self.embedded_chunks += len(texts)
        values = np.stack(
            [self._vector(f"{title} {heading} {text}") for heading, text in zip(headings, texts, strict=True)]
        )
        largest = np.abs(values).max(axis=1, keepdims=True)
        int8 = np.round(values / np.where(largest > 0, largest, 1) * 127).astype(np.int8)
        return Codes(self.dims, len(texts), np.packbits(values >= 0, axis=1).tobytes(), int8.tobytes())

    def _vector(self, text: str) -> np.ndarray:
        words = re.findall(r"\w+", text.casefold())
        directions = [self._direction(self._meanings.get(word, word)) for word in words]
        return np.mean(directions, axis=0) if directions else np.zeros(self.dims)

    def _direction(self, word: str) -> np.ndarray:
        seed = int.from_bytes(hashlib.blake2b(word.encode("utf-8", "replace"), digest_size=8).digest())
        return np.random.default_rng(seed).standard_normal(self.dims)


class BrokenEmbedder(FakeEmbedder):
    """A model whose child does not start."""

    def embed_query(self, text: str) -> QueryVector:
        raise ModelProblem("model-missing", "The model is not there.", hint="Install it.")
