"""A model whose graph pools, through all of the embed room: its own codes where it made them, ours where it did not."""

from __future__ import annotations

import threading
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import onnx
import pytest

from pplx_desktop.core.errors import ModelProblem
from pplx_desktop.embed.catalog import Catalog, InstalledModel
from pplx_desktop.embed.model import DocumentInput, EmbeddingModel
from tests.support.reference_qwen3 import Array, binary_codes, int8_codes, last_hidden_state
from tests.support.tiny_models import TinyModel, encode_plainly
from tests.support.tiny_pooled import GRAPH_SCALE, write_tiny_pooled

DIMS = 48
TEXTS = ("the cat and the hat", "in the rain there was another", "x", "straße, 日本")
LONG = "the end and then the rest " * 12


def installed(tiny: TinyModel) -> InstalledModel:
    return Catalog(tiny.installed, tiny.installed).find(tiny.name)


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> TinyModel:
    return write_tiny_pooled(tmp_path_factory.mktemp("models"))


@pytest.fixture(scope="module")
def model(tiny: TinyModel) -> EmbeddingModel:
    return EmbeddingModel.load(installed(tiny))


def document(*texts: str) -> DocumentInput:
    return DocumentInput("", ("",) * len(texts), texts)


def mean(tiny: TinyModel, text: str) -> Array:
    return last_hidden_state(tiny.weights, tiny.shape, encode_plainly(text)).mean(0)


def by_graph(pooled: Array, dims: int = DIMS) -> list[int]:
    """What the graph's scale makes of pooled values; a tie would test the noise of float32."""
    scaled = np.tanh(pooled[:dims]) * GRAPH_SCALE
    assert np.abs(np.abs(scaled % 1) - 0.5).min() > 1e-4, "a value of the reference is a tie: choose another text"
    return np.rint(scaled).astype(int).tolist()


def test_the_codes_of_a_whole_text_are_those_of_the_graph_by_their_names(
    tiny: TinyModel, model: EmbeddingModel
) -> None:
    (codes,) = model.embed_documents([document(*TEXTS)])
    pooled = np.stack([mean(tiny, text) for text in TEXTS])
    assert np.frombuffer(codes.int8, np.int8).reshape(-1, DIMS).tolist() == [by_graph(row) for row in pooled]
    assert codes.int8 != int8_codes(pooled, DIMS)
    assert codes.bits == binary_codes(pooled, DIMS)


@pytest.mark.parametrize("dims", [8, 40, 64])
def test_a_prefix_of_the_graph_s_codes_is_taken(tiny: TinyModel, model: EmbeddingModel, dims: int) -> None:
    (codes,) = model.embed_documents([document(TEXTS[0])], dims=dims)
    assert (codes.dims, codes.count) == (dims, 1)
    assert np.frombuffer(codes.int8, np.int8).tolist() == by_graph(mean(tiny, TEXTS[0]), dims)
    assert codes.bits == binary_codes(mean(tiny, TEXTS[0])[None], dims)


def test_a_text_that_was_cut_is_pooled_and_quantised_here(tiny: TinyModel, model: EmbeddingModel) -> None:
    ids = encode_plainly(LONG)
    assert 128 < len(ids) <= 192
    places = [len(ids) * piece // 3 for piece in range(4)]
    pieces = [ids[start:end] for start, end in pairwise(places)]
    values = [last_hidden_state(tiny.weights, tiny.shape, piece).mean(0) for piece in pieces]
    expected = np.average(values, axis=0, weights=[len(piece) for piece in pieces])[None]
    (codes,) = model.embed_documents([document(TEXTS[0], LONG, TEXTS[1])])
    rows = np.frombuffer(codes.int8, np.int8).reshape(3, DIMS)
    assert rows[1].tobytes() == int8_codes(expected, DIMS)
    assert rows[0].tolist() == by_graph(mean(tiny, TEXTS[0]))
    assert rows[2].tolist() == by_graph(mean(tiny, TEXTS[1]))
    assert codes.bits[DIMS // 8 : DIMS // 4] == binary_codes(expected, DIMS)


def test_a_text_without_tokens_has_zeros(model: EmbeddingModel) -> None:
    (codes,) = model.embed_documents([document("", TEXTS[0])])
    assert codes.int8[:DIMS] == bytes(DIMS)
    assert codes.int8[DIMS:] != bytes(DIMS)


def test_a_query_has_floats_of_the_pooled_values_and_bits_of_the_graph(tiny: TinyModel, model: EmbeddingModel) -> None:
    query, expected = model.embed_query(TEXTS[1]), mean(tiny, TEXTS[1])
    assert np.abs(np.frombuffer(query.values, "<f4") - np.tanh(expected[:DIMS])).max() < 1e-5
    assert query.bits == binary_codes(expected[None], DIMS)


def test_pooled_values_are_those_before_any_code(tiny: TinyModel, model: EmbeddingModel) -> None:
    first, second = model.embed_pooled([document(*TEXTS[:2]), document(TEXTS[2])])
    expected = np.stack([mean(tiny, text) for text in TEXTS[:3]])
    assert np.abs(np.concatenate([first, second]) - expected).max() < 1e-5
    assert (first.shape, second.shape, first.dtype) == ((2, 64), (1, 64), np.float32)


def test_a_graph_with_values_for_tokens_may_stand_in(tiny: TinyModel, model: EmbeddingModel) -> None:
    """As one does that was made faster on this machine: the mean is the same, the codes are then made here."""
    delivered = installed(tiny).delivered_runtime()
    assert (delivered.pooled, delivered.outputs) == (
        True,
        ("pooler_output", "pooler_output_int8", "pooler_output_binary"),
    )
    other = EmbeddingModel.load(installed(tiny), replace(delivered, outputs=("last_hidden_state",), pooled=False))
    documents = [document(*TEXTS), document(LONG)]
    expected = [np.stack([mean(tiny, text) for text in TEXTS])]
    (codes, _) = other.embed_documents(documents)
    assert codes.int8 == int8_codes(expected[0], DIMS)
    for mine, theirs in zip(other.embed_pooled(documents), model.embed_pooled(documents), strict=True):
        assert np.abs(mine - theirs).max() < 1e-5


def test_a_graph_without_binary_output_leaves_the_bits_to_the_program(tmp_path: Path, tiny: TinyModel) -> None:
    other = write_tiny_pooled(tmp_path)
    model = installed(other)
    fewer = replace(model, manifest=replace(model.manifest, binary_output=None))
    assert fewer.fingerprint != model.fingerprint
    (codes,) = EmbeddingModel.load(fewer).embed_documents([document(*TEXTS)])
    pooled = np.stack([mean(tiny, text) for text in TEXTS])
    assert codes.bits == binary_codes(pooled, DIMS)
    assert np.frombuffer(codes.int8, np.int8)[:DIMS].tolist() == by_graph(pooled[0])


def test_an_output_that_the_graph_lacks_is_named(tmp_path: Path) -> None:
    tiny = write_tiny_pooled(tmp_path, manifest={"model": {"int8_output": "elsewhere"}})
    with pytest.raises(ModelProblem, match="no output 'elsewhere'") as caught:
        EmbeddingModel.load(installed(tiny))
    assert caught.value.code == "model-graph"


def test_values_that_are_no_finite_numbers_are_refused(tmp_path: Path) -> None:
    tiny = write_tiny_pooled(tmp_path)
    path = tiny.folder / "onnx" / "model.onnx"
    model = onnx.load(path)
    (norm,) = [tensor for tensor in model.graph.initializer if tensor.name == "pool_scale"]
    norm.CopyFrom(onnx.numpy_helper.from_array(np.float32(np.nan), "pool_scale"))
    for node in model.graph.node:
        if node.output[0] == "pooler_output":
            node.input[0] = "spoilt"
    spoil = onnx.helper.make_node("Mul", ["summed", "pool_scale"], ["spoilt"])
    model.graph.node.insert([node.output[0] for node in model.graph.node].index("pooler_output"), spoil)
    onnx.save(model, str(path))
    with pytest.raises(ModelProblem, match="finite"):
        EmbeddingModel.load(installed(tiny)).embed_documents([document("the cat")])


def test_threads_may_share_a_model(model: EmbeddingModel) -> None:
    documents = [document(*TEXTS), document(LONG, TEXTS[2])]
    expected, query = model.embed_documents(documents), model.embed_query(TEXTS[0])
    wrong: list[object] = []

    def embed(*, queries: bool) -> None:
        for _ in range(10):
            made = model.embed_query(TEXTS[0]) if queries else model.embed_documents(documents)
            if made != (query if queries else expected):
                wrong.append(made)

    threads = [threading.Thread(target=embed, kwargs={"queries": number % 2 == 0}) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
