"""A contextual model through all of the embed room, held against plain NumPy: floats within 1e-5, codes equal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import onnx
import pytest

from pplx_desktop.core.errors import ModelProblem
from pplx_desktop.core.types import Codes
from pplx_desktop.embed.catalog import Catalog
from pplx_desktop.embed.model import DocumentInput, EmbeddingModel
from tests.support.reference_qwen3 import Array, binary_codes, int8_codes, pooled_chunks
from tests.support.tiny_models import SEPARATOR, TinyModel, encode_plainly, qwen3_graph, write_tiny_model

DIMS = 48
TEXTS = (
    "the cat and the hat",
    "in the morning there was rain",
    f"a literal {SEPARATOR} in a file, and <think> too",
    "straße, 日本",
    "another one",
    "x",
)


def load(tiny: TinyModel) -> EmbeddingModel:
    return EmbeddingModel.load(Catalog(tiny.installed, tiny.installed).find(tiny.name))


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> TinyModel:
    return write_tiny_model(
        tmp_path_factory.mktemp("models"), manifest={"model": {"max_tokens": 200, "batch_tokens": 800}}
    )


@pytest.fixture(scope="module")
def model(tiny: TinyModel) -> EmbeddingModel:
    return load(tiny)


def document(*texts: str) -> DocumentInput:
    return DocumentInput("A title", ("A heading",) * len(texts), texts)


def reference(tiny: TinyModel, *windows: Sequence[str]) -> Array:
    """Pooled values of the texts, each window a pass of its own."""
    passes = [
        pooled_chunks(tiny.weights, tiny.shape, [encode_plainly(text) for text in window], tiny.separator_id)
        for window in windows
    ]
    return np.concatenate(passes)


def assert_equal(codes: Codes, pooled: Array) -> None:
    """Bits and int8 are equal. The reference must be clear of ties, else this would test the noise of float32."""
    scaled = np.tanh(pooled[:, :DIMS]) * 127
    assert np.abs(np.abs(scaled % 1) - 0.5).min() > 1e-4, "a value of the reference is a tie: choose another text"
    assert np.abs(pooled[:, :DIMS]).min() > 1e-6, "a value of the reference is zero: choose another text"
    assert codes.count == len(pooled)
    assert codes.int8 == int8_codes(pooled, DIMS)
    assert codes.bits == binary_codes(pooled, DIMS)


def test_a_document_is_one_pass_with_a_vector_for_each_chunk(tiny: TinyModel, model: EmbeddingModel) -> None:
    (codes,) = model.embed_documents([document(*TEXTS)])
    assert_equal(codes, reference(tiny, TEXTS))


def test_a_query_is_a_document_of_one_chunk_and_its_floats_are_within_1e_5(
    tiny: TinyModel, model: EmbeddingModel
) -> None:
    for text in TEXTS:
        query, expected = model.embed_query(text), reference(tiny, [text])
        floats = np.frombuffer(query.values, "<f4")
        assert np.abs(floats - np.tanh(expected[0, :DIMS])).max() < 1e-5
        assert query.bits == binary_codes(expected, DIMS)
        (codes,) = model.embed_documents([document(text)])
        assert_equal(codes, expected)
        assert codes.bits == query.bits


def test_pooled_floats_are_within_1e_5(tiny: TinyModel, model: EmbeddingModel) -> None:
    pooled = model._embed([document(*TEXTS), document(*TEXTS[::-1])], None)[0]  # codes hide what lies below them
    assert np.abs(pooled - reference(tiny, TEXTS, TEXTS[::-1])).max() < 1e-5


def test_chunks_are_seen_in_the_context_of_their_document(model: EmbeddingModel) -> None:
    first, second = model.embed_documents([document(TEXTS[0], TEXTS[1]), document(TEXTS[0], TEXTS[4])])
    assert first.int8[:DIMS] != second.int8[:DIMS]


def test_title_and_headings_change_nothing_where_the_manifest_does_not_ask_for_them(model: EmbeddingModel) -> None:
    plain = DocumentInput("", ("",), (TEXTS[0],))
    titled = DocumentInput("Title", ("Part › Section",), (TEXTS[0],))
    assert model.embed_documents([plain]) == model.embed_documents([titled])


def test_no_batch_and_no_padding_changes_a_code(tiny: TinyModel, model: EmbeddingModel) -> None:
    """Documents of very different length in one batch, in any order, equal the reference of each on its own."""
    documents = [TEXTS, TEXTS[5:], TEXTS[2:4], TEXTS[:1], TEXTS[3:4], TEXTS[1:5], TEXTS[4:]]
    for chosen in (documents, documents[::-1], documents[2:5]):
        codes = model.embed_documents([document(*texts) for texts in chosen])
        for made, texts in zip(codes, chosen, strict=True):
            assert_equal(made, reference(tiny, texts))


@pytest.mark.parametrize("batch_tokens", [1, 100, 1000])
def test_the_batch_size_changes_no_code(tmp_path: Path, model: EmbeddingModel, batch_tokens: int) -> None:
    other = load(write_tiny_model(tmp_path, manifest={"model": {"max_tokens": 200, "batch_tokens": batch_tokens}}))
    documents = [document(*TEXTS), document(*TEXTS[:2]), document(TEXTS[5])]
    assert other.embed_documents(documents) == model.embed_documents(documents)
    assert other.fingerprint == model.fingerprint


def test_a_long_document_is_embedded_in_windows_of_whole_chunks(tmp_path: Path) -> None:
    tiny = write_tiny_model(tmp_path, manifest={"model": {"max_tokens": 50, "batch_tokens": 120}})
    lengths = [len(encode_plainly(text)) for text in TEXTS]
    assert lengths == [11, 17, 39, 14, 7, 1], "the windows below follow from these"
    (codes,) = load(tiny).embed_documents([document(*TEXTS)])
    # 11 + 1 + 17 = 29, and 39 more do not fit; 39 + 1 + 14 = 54 is too many; 14 + 1 + 7 + 1 + 1 = 24 fits.
    assert_equal(codes, reference(tiny, TEXTS[:2], TEXTS[2:3], TEXTS[3:]))


def test_a_chunk_longer_than_a_window_is_the_weighted_mean_of_its_pieces(tmp_path: Path) -> None:
    tiny = write_tiny_model(tmp_path, manifest={"model": {"max_tokens": 40, "batch_tokens": 120}})
    long = " and ".join([*TEXTS[:2], *TEXTS[3:]])
    ids = encode_plainly(long)
    assert len(ids) == 57
    (codes,) = load(tiny).embed_documents([document(TEXTS[0], long, TEXTS[4])])
    pieces = [ids[:28], ids[28:]]
    values = [pooled_chunks(tiny.weights, tiny.shape, [piece], tiny.separator_id)[0] for piece in pieces]
    middle = (values[0] * 28 + values[1] * 29) / 57
    around = reference(tiny, TEXTS[:1], TEXTS[4:5])
    assert_equal(codes, np.stack([around[0], middle, around[1]]))


def test_a_text_without_tokens_has_a_row_of_its_own(tiny: TinyModel, model: EmbeddingModel) -> None:
    (codes,) = model.embed_documents([document(TEXTS[0], "", TEXTS[1])])
    expected = reference(tiny, TEXTS[:2])
    assert codes.count == 3
    assert codes.int8 == int8_codes(expected[:1], DIMS) + bytes(DIMS) + int8_codes(expected[1:], DIMS)
    assert model.embed_query("").values == bytes(4 * DIMS)
    assert model.embed_documents([DocumentInput("", (), ())])[0].count == 0
    assert model.embed_documents([]) == []


def test_a_query_may_be_embedded_between_two_batches(tmp_path: Path) -> None:
    model = load(write_tiny_model(tmp_path, manifest={"model": {"batch_tokens": 1}}))
    documents = [document(text) for text in TEXTS]
    expected, query = model.embed_documents(documents), model.embed_query(TEXTS[0])
    answers: list[object] = []
    assert model.embed_documents(documents, lambda: answers.append(model.embed_query(TEXTS[0]))) == expected
    assert answers == [query] * (len(TEXTS) - 1)


def test_weights_beside_the_graph_are_checked_too(tmp_path: Path) -> None:
    tiny = write_tiny_model(tmp_path)
    graph = tiny.folder / "onnx" / "model.onnx"
    onnx.save(onnx.load(graph), graph, save_as_external_data=True, location="model.onnx_data", size_threshold=1024)
    (codes,) = load(tiny).embed_documents([document(TEXTS[0])])
    assert_equal(codes, reference(tiny, TEXTS[:1]))
    data = graph.with_name("model.onnx_data")
    content = bytearray(data.read_bytes())
    content[-1] ^= 1
    data.write_bytes(content)
    with pytest.raises(ModelProblem, match=r"model\.onnx_data"):
        load(tiny)


@pytest.mark.parametrize(
    ("output", "native_dims", "complaint"),
    [("pooler_output", 64, "no output 'last_hidden_state'"), ("last_hidden_state", 128, "64 dimensions, not 128")],
)
def test_a_graph_that_does_not_fit_its_manifest_is_refused(
    tmp_path: Path, output: str, native_dims: int, complaint: str
) -> None:
    tiny = write_tiny_model(tmp_path, manifest={"model": {"native_dims": native_dims}})
    onnx.save(qwen3_graph(tiny.weights, tiny.shape, output), str(tiny.folder / "onnx" / "model.onnx"))
    with pytest.raises(ModelProblem, match=complaint) as caught:
        load(tiny)
    assert caught.value.code == "model-graph"


def test_a_graph_that_onnxruntime_refuses_is_a_model_problem(tmp_path: Path) -> None:
    tiny = write_tiny_model(tmp_path)
    (tiny.folder / "onnx" / "model.onnx").write_bytes(b"no graph")
    with pytest.raises(ModelProblem) as caught:
        load(tiny)
    assert caught.value.code == "model-load"
    assert caught.value.detail


def test_a_run_that_fails_is_a_model_problem(tmp_path: Path) -> None:
    """The vocabulary of the graph is smaller than that of the tokenizer."""
    tiny = write_tiny_model(tmp_path)
    few = {**tiny.weights, "embed_tokens": tiny.weights["embed_tokens"][:10]}
    onnx.save(qwen3_graph(few, tiny.shape), str(tiny.folder / "onnx" / "model.onnx"))
    with pytest.raises(ModelProblem) as caught:
        load(tiny).embed_query("the cat")
    assert caught.value.code == "model-run"


@pytest.mark.parametrize("gain", [np.nan, np.inf])
def test_values_that_are_no_finite_numbers_are_a_model_problem(tmp_path: Path, gain: float) -> None:
    tiny = write_tiny_model(tmp_path)
    broken = {**tiny.weights, "norm": np.full_like(tiny.weights["norm"], gain)}
    onnx.save(qwen3_graph(broken, tiny.shape), str(tiny.folder / "onnx" / "model.onnx"))
    model = load(tiny)
    for embed in (lambda: model.embed_query("the cat"), lambda: model.embed_documents([document("the cat", "x")])):
        with pytest.raises(ModelProblem, match="finite") as caught:
            embed()
        assert caught.value.code == "model-run"


def test_a_closed_model_cannot_be_used(tmp_path: Path) -> None:
    model = load(write_tiny_model(tmp_path))
    model.close()
    model.close()
    with pytest.raises(ValueError, match="closed"):
        model.embed_query("the cat")


def without_mask(graph: Path) -> None:
    """Make the graph one that does not ask which tokens are padding, as the fused ones are."""
    model = onnx.load(graph)
    (mask,) = [value for value in model.graph.input if value.name == "attention_mask"]
    model.graph.input.remove(mask)
    one = onnx.helper.make_tensor("one", onnx.TensorProto.INT64, [1], [1])
    model.graph.node.insert(0, onnx.helper.make_node("Shape", ["input_ids"], ["ids_shape"]))
    model.graph.node.insert(1, onnx.helper.make_node("ConstantOfShape", ["ids_shape"], ["attention_mask"], value=one))
    onnx.save(model, str(graph))


def test_a_graph_without_mask_gives_the_same_whatever_the_lengths(tmp_path: Path) -> None:
    tiny = write_tiny_model(tmp_path, manifest={"model": {"max_tokens": 200, "batch_tokens": 800}})
    without_mask(tiny.folder / "onnx" / "model.onnx")
    documents = [TEXTS, TEXTS[5:], TEXTS[2:4], TEXTS[:1], TEXTS[2:4], TEXTS[1:5]]
    codes = load(tiny).embed_documents([document(*texts) for texts in documents])
    for made, texts in zip(codes, documents, strict=True):
        assert_equal(made, reference(tiny, texts))


def test_a_graph_that_stands_in_needs_no_delivered_one_to_be_read(tmp_path: Path) -> None:
    """It was compared with its own record; what is read of the model's own files is compared still."""
    tiny = write_tiny_model(tmp_path)
    model = Catalog(tiny.installed, tiny.installed).find(tiny.name)
    expected = EmbeddingModel.load(model).embed_documents([document(*TEXTS[:2])])
    graph = tiny.folder / "onnx" / "model.onnx"
    variant = replace(model.delivered_runtime(), graph=graph.rename(tmp_path / "variant.onnx"), variant="other")
    graph.write_bytes(b"altered")
    assert EmbeddingModel.load(model, variant).embed_documents([document(*TEXTS[:2])]) == expected
    with pytest.raises(ModelProblem, match=r"model\.onnx"):
        EmbeddingModel.load(model)
    (tiny.folder / "special_tokens_map.json").write_text('{"sep_token": "<think>"}', encoding="utf-8")
    with pytest.raises(ModelProblem, match="special_tokens_map") as caught:
        EmbeddingModel.load(model, variant)
    assert caught.value.code == "model-altered"
