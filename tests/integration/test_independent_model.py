"""An independent model through all of the embed room, held against plain NumPy."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from pplx_desktop.embed.catalog import Catalog
from pplx_desktop.embed.model import DocumentInput, EmbeddingModel
from tests.support.reference_qwen3 import Array, last_hidden_state
from tests.support.tiny_models import TinyModel, encode_plainly, write_tiny_model

TEXTS = ("the cat and the hat", "in the rain there was another", "x", "")
LINES = {"context_lines": ["{title}", "{heading}"], "context_tokens": 12}


def load(tiny: TinyModel) -> EmbeddingModel:
    return EmbeddingModel.load(Catalog(tiny.installed, tiny.installed).find(tiny.name))


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> TinyModel:
    folder = tmp_path_factory.mktemp("models")
    return write_tiny_model(folder, kind="independent", manifest={"text": {"chunk_tokens": 32, **LINES}})


@pytest.fixture(scope="module")
def model(tiny: TinyModel) -> EmbeddingModel:
    return load(tiny)


def mean(tiny: TinyModel, ids: list[int]) -> Array:
    return last_hidden_state(tiny.weights, tiny.shape, ids).mean(0)


def test_each_text_is_embedded_by_itself_with_its_context(tiny: TinyModel, model: EmbeddingModel) -> None:
    document = DocumentInput("A hat", ("", "Rain", "Rain › X", ""), TEXTS)
    pooled = model._embed([document], None)[0]
    contexts = ["A hat\n", "A hat\nRain\n", "A hat\nRain\n", "A hat\n"]
    expected = [
        mean(tiny, encode_plainly(context) + encode_plainly(text))
        for context, text in zip(contexts, TEXTS, strict=True)
    ]
    assert np.abs(pooled - np.stack(expected)).max() < 1e-5


def test_a_long_context_is_cut_and_leaves_room_for_the_text(tiny: TinyModel, model: EmbeddingModel) -> None:
    title = "a very long title of a document that goes on and on"
    pooled = model._embed([DocumentInput(title, ("",), (TEXTS[0],))], None)[0]
    assert np.abs(pooled[0] - mean(tiny, encode_plainly(title)[:12] + encode_plainly(TEXTS[0]))).max() < 1e-5


def test_every_piece_of_a_long_text_has_the_context_and_counts_by_its_tokens(
    tiny: TinyModel, model: EmbeddingModel
) -> None:
    text, context = "the end and then the rest " * 12, encode_plainly("A hat\n")
    ids = encode_plainly(text)
    assert 2 * (64 - len(context)) < len(ids) <= 3 * (64 - len(context))
    places = [len(ids) * piece // 3 for piece in range(4)]
    pieces = [ids[start:end] for start, end in pairwise(places)]
    expected = sum(mean(tiny, context + piece) * len(piece) for piece in pieces) / len(ids)
    pooled = model._embed([DocumentInput("A hat", ("",), (text,))], None)[0]
    assert np.abs(pooled[0] - expected).max() < 1e-5


def test_a_query_has_no_context(tiny: TinyModel, model: EmbeddingModel) -> None:
    values = np.frombuffer(model.embed_query(TEXTS[0]).values, "<f4")
    assert np.abs(values - np.tanh(mean(tiny, encode_plainly(TEXTS[0]))[:48])).max() < 1e-5


def test_neighbours_order_and_batches_change_no_code(tmp_path: Path, model: EmbeddingModel) -> None:
    documents = [DocumentInput("A hat", ("Rain",) * length, TEXTS[:length]) for length in (1, 4, 2, 3)]
    together = model.embed_documents(documents)
    assert [model.embed_documents([document])[0] for document in documents] == together
    assert model.embed_documents(documents[::-1]) == together[::-1]
    small = write_tiny_model(
        tmp_path, kind="independent", manifest={"model": {"batch_tokens": 1}, "text": {"chunk_tokens": 32, **LINES}}
    )
    assert load(small).embed_documents(documents) == together


def test_headings_must_be_as_many_as_texts() -> None:
    with pytest.raises(ValueError, match="1 headings for 2 texts"):
        DocumentInput("", ("",), ("a", "b"))
