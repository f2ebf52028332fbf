"""Graphs that are made of a model's weights, held against the reference in float64."""

from __future__ import annotations

import errno
import hashlib
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper

from pplx_desktop.core.errors import ModelProblem
from pplx_desktop.core.model_types import ModelJobProgress
from pplx_desktop.embed.catalog import Catalog, InstalledModel
from pplx_desktop.embed.graph.equalised import EqualisedWeights
from pplx_desktop.embed.graph.fused import EncoderWeights, Grades, write_fused
from pplx_desktop.embed.graph.grades import Grade
from pplx_desktop.embed.graph.random_model import write_random_model
from pplx_desktop.embed.graph.rewrite import rewrite
from pplx_desktop.embed.graph.shape import Qwen3Shape
from pplx_desktop.embed.graph.source import SourceGraph
from pplx_desktop.embed.graph.variants import VARIANTS, VariantUnavailable, find_variant, make_variant
from pplx_desktop.embed.graph.weights import GraphFile, GraphWriter
from pplx_desktop.embed.model import DocumentInput, EmbeddingModel
from pplx_desktop.embed.runtime import Runtime
from pplx_desktop.embed.session import Session
from tests.support.reference_bert import bert_hidden_state, random_bert_weights
from tests.support.reference_qwen3 import Array, Shape, last_hidden_state, random_weights
from tests.support.scripts import load_script
from tests.support.tiny_models import NamedWeights, TinyModel, write_tiny_model
from tests.support.tiny_pooled import write_tiny_pooled

IDS = [5, 17, 200, 31, 8, 99, 123, 64, 250, 3, 77, 41]
LEAST_COSINE = {"fp32": 0.999999, "int8-rows": 0.999, "int8": 0.998, "blocks8": 0.9995, "blocks4": 0.97}
"""The worst token's cosine to the reference. A wrong scale anywhere gives far less."""
ROWS, BLOCKS, WHOLE = Grade("int8-rows"), Grade("blocks", 8, 128), Grade("int8")


def installed(tiny: TinyModel) -> InstalledModel:
    return Catalog(tiny.installed, tiny.installed).find(tiny.name)


def silent(progress: ModelJobProgress) -> None:
    pass


def cosines(found: Array, expected: Array) -> Array:
    lengths = np.linalg.norm(found, axis=-1) * np.linalg.norm(expected, axis=-1)
    return (found * expected).sum(-1) / lengths


def opened(model: InstalledModel, variant: str, folder: Path) -> Session:
    files = make_variant(model, variant, folder, silent)
    return Session(files.runtime(threads=1), model.manifest.native_dims)


@pytest.fixture
def tiny(tmp_path: Path) -> TinyModel:
    return write_tiny_model(tmp_path / "models")


@pytest.mark.parametrize("variant", [variant.name for variant in VARIANTS])
def test_a_variant_gives_the_values_of_the_model(tiny: TinyModel, tmp_path: Path, variant: str) -> None:
    (values,) = opened(installed(tiny), variant, tmp_path / "variants").run([IDS], 0)
    expected = last_hidden_state(tiny.weights, tiny.shape, IDS)
    grade = variant.removeprefix("fused-").replace("int8-mixed", "int8-rows")
    assert cosines(values, expected).min() > LEAST_COSINE[grade]
    if grade == "fp32":
        np.testing.assert_allclose(values, expected, rtol=1e-3, atol=2e-4)


@pytest.mark.parametrize("variant", [variant.name for variant in VARIANTS if not variant.depends_on_batch])
def test_a_sequence_has_the_same_values_whatever_runs_with_it(tiny: TinyModel, tmp_path: Path, variant: str) -> None:
    session = opened(installed(tiny), variant, tmp_path / "variants")
    others = [[9] * len(IDS), [200, 201] * (len(IDS) // 2)]
    alone, beside = session.run([IDS], 0)[0], session.run([IDS, *others], 0)[0]
    np.testing.assert_allclose(alone, beside, rtol=1e-4, atol=1e-5)


def test_what_depends_on_the_batch_is_marked_so(tiny: TinyModel, tmp_path: Path) -> None:
    session = opened(installed(tiny), "fused-int8", tmp_path / "variants")
    alone, beside = session.run([IDS], 0)[0], session.run([IDS, [9] * len(IDS)], 0)[0]
    assert np.abs(alone - beside).max() > 1e-3
    assert find_variant("fused-int8").depends_on_batch


def test_a_rewritten_graph_still_takes_padding(tiny: TinyModel, tmp_path: Path) -> None:
    session = opened(installed(tiny), "int8-rows", tmp_path / "variants")
    assert session.takes_padding
    short, _ = session.run([IDS[:5], IDS], 0)
    assert cosines(short, last_hidden_state(tiny.weights, tiny.shape, IDS[:5])).min() > 0.999


def test_a_fused_graph_turns_by_the_place_in_each_sequence(tiny: TinyModel, tmp_path: Path) -> None:
    session = opened(installed(tiny), "fused-fp32", tmp_path / "variants")
    assert not session.takes_padding
    for values, ids in zip(session.run([IDS, IDS[::-1]], 0), (IDS, IDS[::-1]), strict=True):
        np.testing.assert_allclose(values, last_hidden_state(tiny.weights, tiny.shape, ids), rtol=1e-3, atol=2e-4)


def test_the_whole_way_from_text_to_codes(tiny: TinyModel, tmp_path: Path) -> None:
    model = installed(tiny)
    files = make_variant(model, "fused-fp32", tmp_path / "variants", silent)
    texts = ("the thing on the other hand", "and the end", "x" * 300)
    document = DocumentInput("", ("",) * 3, texts)
    other = DocumentInput("", ("",), ("the inner string",))
    delivered, fused = EmbeddingModel.load(model), EmbeddingModel.load(model, files.runtime(threads=1))
    for expected, found in zip(
        delivered.embed_pooled([document, other]), fused.embed_pooled([document, other]), strict=True
    ):
        np.testing.assert_allclose(found, expected, rtol=1e-3, atol=2e-4)


@pytest.mark.parametrize("variant", ["fused-fp32", "fp32", "fused-int8-rows", "int8-rows"])
def test_a_model_that_pools_in_its_graph_gives_its_tokens_instead(tmp_path: Path, variant: str) -> None:
    tiny = write_tiny_pooled(tmp_path / "models")
    model = installed(tiny)
    files = make_variant(model, variant, tmp_path / "variants", silent)
    assert (files.outputs, files.pooled) == (("last_hidden_state",), False)
    assert "Tanh" not in [node.op_type for node in onnx.load(str(files.graph)).graph.node]
    document = DocumentInput("", ("", ""), ("the thing on the other hand", "and"))
    (expected,) = EmbeddingModel.load(model).embed_pooled([document])
    (found,) = EmbeddingModel.load(model, files.runtime(threads=1)).embed_pooled([document])
    assert cosines(found, expected).min() > 0.999


def test_a_model_without_values_for_each_token_has_no_variants(tmp_path: Path) -> None:
    model = installed(write_tiny_pooled(tmp_path / "models"))
    model = replace(model, manifest=replace(model.manifest, token_output=None))
    with pytest.raises(VariantUnavailable, match="no values for each token"):
        make_variant(model, "fp32", tmp_path / "variants", silent)


def test_a_graph_in_half_precision_is_not_rewritten(tiny: TinyModel, tmp_path: Path) -> None:
    source = tiny.folder / "onnx" / "model.onnx"
    graph = onnx.load(str(source))
    for tensor in graph.graph.initializer:
        if "_proj" in tensor.name:
            tensor.CopyFrom(
                onnx.numpy_helper.from_array(onnx.numpy_helper.to_array(tensor).astype(np.float16), tensor.name)
            )
    onnx.save(graph, str(tmp_path / "half.onnx"))
    with pytest.raises(VariantUnavailable, match="half precision"):
        make_variant(installed(tiny), "int8-rows", tmp_path / "v", silent, source=tmp_path / "half.onnx")
    # Its weights are all that the fused one takes.
    files = make_variant(installed(tiny), "fused-fp32", tmp_path / "v", silent, source=tmp_path / "half.onnx")
    (values,) = Session(files.runtime(threads=1), 64).run([IDS], 0)
    assert cosines(values, last_hidden_state(tiny.weights, tiny.shape, IDS)).min() > 0.9999


def large_channels(weights: dict[str, Array], shape: Shape) -> None:
    """A few channels after the gate are a hundred times larger than the others."""
    for layer in range(shape.layers):
        for channel in (7, 100):
            weights[f"layers.{layer}.up_proj"][channel] *= 100
            weights[f"layers.{layer}.down_proj"][:, channel] /= 100


def large_token(weights: dict[str, Array], shape: Shape) -> None:
    """One token (17) makes two channels after the first gate hundreds of times larger than any other token does."""
    direction = weights["embed_tokens"][17] / np.linalg.norm(weights["embed_tokens"][17])
    for channel in (3, 200):
        for name in ("gate_proj", "up_proj"):
            weights[f"layers.0.{name}"][channel] = 7.5 * direction / weights["layers.0.post_attention_layernorm"]
        weights["layers.0.down_proj"][:, channel] /= 200


def values_with(folder: Path, weights: EncoderWeights, grades: Grades, weight_limit: int = 127) -> Array:
    with GraphWriter(folder / "g.onnx") as writer:
        write_fused(writer, weights, grades, weight_limit=weight_limit, positions=64)
    runtime = Runtime(folder / "g.onnx", ("last_hidden_state",), threads=1)
    return Session(runtime, weights.shape.hidden).run([IDS], 0)[0]


@pytest.mark.parametrize("plant", [large_channels, large_token])
def test_outliers_cost_the_careful_ways_nothing(
    tmp_path: Path, plant: Callable[[dict[str, Array], Shape], None]
) -> None:
    shape = Shape(300, hidden=64, intermediate=512)
    weights = random_weights(shape, 4)
    plant(weights, shape)
    expected = last_hidden_state(weights, shape, IDS)
    named = NamedWeights(weights, shape)

    def mean_cosine(weights: EncoderWeights, linear: Grade, down: Grade) -> float:
        return float(
            cosines(values_with(tmp_path, weights, Grades(linear, down, has_int8_table=True)), expected).mean()
        )

    naive = mean_cosine(named, WHOLE, WHOLE)
    by_rows = mean_cosine(named, ROWS, ROWS)
    in_blocks = mean_cosine(named, ROWS, BLOCKS)
    equalised = mean_cosine(EqualisedWeights(named), ROWS, ROWS)
    both = mean_cosine(EqualisedWeights(named), ROWS, BLOCKS)
    assert naive < 0.985
    assert naive < by_rows < in_blocks < equalised
    assert equalised > 0.999
    assert both > 0.999


def test_equalised_weights_are_the_same_function(tmp_path: Path) -> None:
    shape = Shape(300, intermediate=512)
    weights = random_weights(shape, 4)
    large_channels(weights, shape)
    named = NamedWeights(weights, shape)
    equalised = EqualisedWeights(named)
    full = Grades(Grade("fp32"), Grade("fp32"), has_int8_table=False)
    assert np.abs(equalised.matrix(0, "up")[7] / named.matrix(0, "up")[7]).max() < 0.25
    plain = values_with(tmp_path, named, full)
    np.testing.assert_allclose(values_with(tmp_path, equalised, full), plain, rtol=1e-4, atol=1e-5)


def test_weights_stay_small_where_the_processor_saturates(tmp_path: Path) -> None:
    shape = Shape(300)
    weights = random_weights(shape, 4)
    grades = Grades(ROWS, ROWS, has_int8_table=True)
    values = values_with(tmp_path, NamedWeights(weights, shape), grades, weight_limit=63)
    assert cosines(values, last_hidden_state(weights, shape, IDS)).min() > 0.999
    model = onnx.load(str(tmp_path / "g.onnx"))
    codes = {tensor.name: onnx.numpy_helper.to_array(tensor) for tensor in model.graph.initializer}
    matrices = [codes[node.input[1]] for node in model.graph.node if node.op_type == "MatMulIntegerToFloat"]
    assert len(matrices) == 7 * shape.layers
    assert {int(np.abs(matrix.astype(int)).max()) for matrix in matrices} == {63}


def test_a_quantised_model_can_be_made_faster_too(tiny: TinyModel, tmp_path: Path) -> None:
    """What was delivered may be 8-bit blocks: the variants are made of those."""
    model = installed(tiny)
    delivered = make_variant(model, "blocks8", tmp_path / "delivered", silent)
    fused = make_variant(model, "fused-int8-rows", tmp_path / "variants", silent, source=delivered.graph)
    expected = Session(delivered.runtime(threads=1), 64).run([IDS], 0)[0]
    assert cosines(Session(fused.runtime(threads=1), 64).run([IDS], 0)[0], expected).min() > 0.999


def test_files_are_said_and_are_all_there_is(tiny: TinyModel, tmp_path: Path) -> None:
    steps: list[ModelJobProgress] = []
    files = make_variant(installed(tiny), "fused-int8-rows", tmp_path / "v", steps.append)
    assert sorted(files.files) == sorted((tmp_path / "v").iterdir())
    assert files.size_bytes == sum(path.stat().st_size for path in files.files)
    assert [step.done for step in steps] == [1, 2]
    assert all(step.total == 2 for step in steps)
    before = {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in files.files}
    make_variant(installed(tiny), "fused-int8-rows", tmp_path / "v", silent)
    assert {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in files.files} == before


def test_a_disk_without_room_is_told_before_anything_is_written(
    tiny: TinyModel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _: type("Usage", (), {"free": 1000})())
    with pytest.raises(ModelProblem, match="no room") as problem:
        make_variant(installed(tiny), "fp32", tmp_path / "v", silent)
    assert problem.value.code == "disk-full"
    assert list((tmp_path / "v").iterdir()) == []


def test_a_disk_that_fills_while_it_is_written_leaves_nothing(
    tiny: TinyModel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(ModelProblem, match="no room"):
        make_variant(installed(tiny), "fp32", tmp_path / "v", silent)
    assert list((tmp_path / "v").iterdir()) == []


def test_a_graph_of_another_kind_says_what_it_lacks(tiny: TinyModel, tmp_path: Path) -> None:
    nodes = [helper.make_node("Identity", ["x"], ["last_hidden_state"])]
    values = [helper.make_tensor_value_info(name, TensorProto.FLOAT, ["n"]) for name in ("x", "last_hidden_state")]
    path = tmp_path / "other.onnx"
    onnx.save(helper.make_model(helper.make_graph(nodes, "g", values[:1], values[1:])), str(path))
    for variant, reason in (("fused-fp32", "tables that are looked up"), ("int8", "no linear layer")):
        with pytest.raises(VariantUnavailable, match=reason):
            make_variant(installed(tiny), variant, tmp_path / "v", silent, source=path)
        assert list((tmp_path / "v").iterdir()) == []


@pytest.mark.parametrize("grade", [ROWS, BLOCKS, Grade("fp32")])
def test_another_kind_of_encoder_is_rewritten(tmp_path: Path, grade: Grade) -> None:
    """BERT: biases, LayerNorm, positions that are no words. Nothing but its linear layers and its words changes."""
    weights = random_bert_weights(2000, 1)
    path = tmp_path / "bert.onnx"
    path.write_bytes(load_script("starter_graph").write_graph(weights, "float32"))
    with GraphWriter(tmp_path / "new.onnx") as writer:
        rewrite(writer, SourceGraph(GraphFile(path)), "last_hidden_state", grade, weight_limit=127)
    session = Session(Runtime(tmp_path / "new.onnx", ("last_hidden_state",), threads=1), 384)
    short, values = session.run([IDS[:5], IDS], 0)
    assert cosines(values, bert_hidden_state(weights, IDS)).min() > 0.999
    assert cosines(short, bert_hidden_state(weights, IDS[:5])).min() > 0.999
    operators = [node.op_type for node in onnx.load(str(tmp_path / "new.onnx")).graph.node]
    replaced = {"int8-rows": "MatMulIntegerToFloat", "blocks": "MatMulNBits", "fp32": "MatMul"}[grade.arithmetic]
    # Queries, keys and values are one matrix there: four in each of six layers.
    assert operators.count(replaced) == 24
    assert ("MatMul" in operators) == (grade.arithmetic == "fp32")


STREAMING = """
import resource, sys
from pathlib import Path
from pplx_desktop.embed.catalog import Catalog
from pplx_desktop.embed.graph.random_model import write_random_model
from pplx_desktop.embed.graph.rewrite import rewrite
from pplx_desktop.embed.graph.shape import Qwen3Shape
from pplx_desktop.embed.graph.source import SourceGraph
from pplx_desktop.embed.graph.variants import make_variant
from pplx_desktop.embed.measuring import peak_bytes
folder = Path(sys.argv[1])
before = peak_bytes()
write_random_model(folder, "random", Qwen3Shape(16_384, 1024, 6, 8, 4, 128, 3072))
print(peak_bytes() - before)
"""


def test_a_model_is_written_without_being_held_in_memory(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", STREAMING, str(tmp_path)], capture_output=True, text=True, check=True, timeout=60
    )
    size = (tmp_path / "random" / "onnx" / "model.onnx_data").stat().st_size
    assert size > 350e6
    assert int(done.stdout) < 120e6  # the table's part and one matrix, with what is made on the way


def test_a_random_model_is_a_model(tmp_path: Path) -> None:
    write_random_model(tmp_path, "random", Qwen3Shape(300, 64, 2, 4, 2, 16, 96))
    model = Catalog(tmp_path, tmp_path).find("random")
    (codes,) = EmbeddingModel.load(model).embed_documents([DocumentInput("", ("", ""), ("Grüße aus Köln", "two"))])
    assert codes.count == 2
    assert len(set(codes.int8)) > 20
