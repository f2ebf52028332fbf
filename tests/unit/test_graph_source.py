"""Weights in every form that a delivered graph may store them in: what is read is what onnxruntime multiplies by."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
import pytest
from onnx import TensorProto, helper, numpy_helper

from pplx_desktop.core.errors import ModelProblem
from pplx_desktop.embed.graph.linears import quantised_blocks
from pplx_desktop.embed.graph.source import Linear, SourceGraph
from pplx_desktop.embed.graph.weights import GraphFile, GraphWriter
from tests.support.reference_qwen3 import Array

INPUTS, OUTPUTS = 48, 20
RANDOM = np.random.default_rng(3)
WEIGHT = RANDOM.normal(size=(INPUTS, OUTPUTS)).astype(np.float32)
CODES = RANDOM.integers(0, 255, (INPUTS, OUTPUTS)).astype(np.uint8)
SIGNED = (CODES.astype(np.int16) - 128).astype(np.int8)
SCALES = RANDOM.uniform(0.01, 0.1, OUTPUTS).astype(np.float32)
ZEROS = RANDOM.integers(100, 150, OUTPUTS).astype(np.uint8)


class Built:
    """A graph from `x` to `y`."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def const(self, value: Any, name: str = "") -> str:
        name = name or f"const{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(np.asarray(value), name))
        return name

    def __call__(self, op: str, *inputs: str, out: tuple[str, ...] = (), **attributes: Any) -> str:
        names = out or (f"t{len(self.nodes)}",)
        micro = {"MatMulNBits", "MatMulIntegerToFloat", "DynamicQuantizeMatMul", "GatherBlockQuantized"}
        domain = "com.microsoft" if op in micro else ""
        self.nodes.append(helper.make_node(op, inputs, names, domain=domain, **attributes))
        return names[0]

    def save(self, path: Path, *, inputs: int = INPUTS, ids: bool = False) -> SourceGraph:
        kind = (TensorProto.INT64, ["n"]) if ids else (TensorProto.FLOAT, ["n", inputs])
        name = "input_ids" if ids else "x"
        self.nodes[-1].output[0] = "y"
        model = helper.make_model(
            helper.make_graph(
                self.nodes,
                "g",
                [helper.make_tensor_value_info(name, *kind)],
                [helper.make_tensor_value_info("y", TensorProto.FLOAT, None)],
                self.constants,
            ),
            opset_imports=[helper.make_opsetid("", 21), helper.make_opsetid("com.microsoft", 1)],
            ir_version=10,
        )
        onnx.save(model, str(path))
        return SourceGraph(GraphFile(path))


def run(path: Path, **feeds: Array) -> Array:
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 4
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"]).run(None, feeds)[0]


def plain(b: Built) -> None:
    b("MatMul", "x", b.const(WEIGHT))


def gemm(b: Built) -> None:
    b("Gemm", "x", b.const(WEIGHT.T.copy()), transB=1)


def half_precision(b: Built) -> None:
    b("MatMul", "x", b("Cast", b.const(WEIGHT.astype(np.float16)), to=TensorProto.FLOAT))


def dequantised_by_column(b: Built) -> None:
    b("MatMul", "x", b("DequantizeLinear", b.const(CODES), b.const(SCALES), b.const(ZEROS), axis=1))


def dequantised_whole_and_turned(b: Built) -> None:
    weight = b("DequantizeLinear", b.const(SIGNED.T.copy()), b.const(np.float32(0.02)))
    b("MatMul", "x", b("Transpose", weight, perm=[1, 0]))


def dequantised_in_blocks(b: Built) -> None:
    scales = RANDOM.uniform(0.01, 0.1, (INPUTS // 16, OUTPUTS)).astype(np.float32)
    b("MatMul", "x", b("DequantizeLinear", b.const(SIGNED), b.const(scales), axis=0, block_size=16))


def dequantised_half_bytes(b: Built) -> None:
    codes = helper.make_tensor("int4", TensorProto.INT4, (INPUTS, OUTPUTS), (CODES % 16).astype(np.int8) - 8)
    b.constants.append(codes)
    b("MatMul", "x", b("DequantizeLinear", "int4", b.const(SCALES), axis=1))


def blocks(b: Built, bits: int, *, zero_points: bool = False, block: int = 32) -> None:
    codes, scales = quantised_blocks(WEIGHT.T.copy(), bits, block)
    inputs = ["x", b.const(codes), b.const(scales)]
    if zero_points:
        per_row = -(-INPUTS // block)
        width = per_row if bits == 8 else -(-per_row // 2)
        inputs.append(b.const(RANDOM.integers(0, 255, (OUTPUTS, width)).astype(np.uint8)))
    b("MatMulNBits", *inputs, K=INPUTS, N=OUTPUTS, bits=bits, block_size=block)


def dynamic_by_steps(b: Built) -> None:
    b("DynamicQuantizeLinear", "x", out=("q", "s", "z"))
    product = b("MatMulInteger", "q", b.const(SIGNED), "z", b.const(np.int8(3)))
    b("Mul", b("Cast", product, to=TensorProto.FLOAT), b("Mul", "s", b.const(SCALES)))


def dynamic_to_float(b: Built) -> None:
    b("DynamicQuantizeLinear", "x", out=("q", "s", "z"))
    b("MatMulIntegerToFloat", "q", b.const(CODES), "s", b.const(SCALES), "z", b.const(ZEROS))


def dynamic_in_one(b: Built) -> None:
    b("DynamicQuantizeMatMul", "x", b.const(SIGNED), b.const(SCALES))


@pytest.mark.parametrize(
    "build",
    [
        plain,
        gemm,
        half_precision,
        dequantised_by_column,
        dequantised_whole_and_turned,
        dequantised_in_blocks,
        dequantised_half_bytes,
        lambda b: blocks(b, 8),
        lambda b: blocks(b, 8, zero_points=True),
        lambda b: blocks(b, 4),
        lambda b: blocks(b, 4, zero_points=True, block=16),
        lambda b: blocks(b, 4, zero_points=True),
        dynamic_by_steps,
        dynamic_to_float,
        dynamic_in_one,
    ],
)
def test_a_stored_weight_is_what_the_graph_multiplies_by(tmp_path: Path, build: Any) -> None:
    built = Built()
    build(built)
    (linear,) = built.save(tmp_path / "g.onnx").linears
    assert (linear.value, linear.output, linear.bias) == ("x", "y", "")
    assert (linear.outputs, linear.inputs) == (OUTPUTS, INPUTS)
    # A row of the unit matrix is quantised without loss, so the product is the weight itself.
    product = run(tmp_path / "g.onnx", x=np.eye(INPUTS, dtype=np.float32))
    np.testing.assert_allclose(linear.weight().T, product, rtol=2e-3, atol=2e-4)
    assert np.abs(product).max() > 0.1


def test_a_bias_is_told(tmp_path: Path) -> None:
    built = Built()
    built("Gemm", "x", built.const(WEIGHT), built.const(SCALES, "bias"))
    (linear,) = built.save(tmp_path / "g.onnx").linears
    assert linear.bias == "bias"


def test_a_product_of_two_values_is_no_linear_layer(tmp_path: Path) -> None:
    built = Built()
    built("MatMul", "x", built("Transpose", "x", perm=[1, 0]))
    assert built.save(tmp_path / "g.onnx").linears == ()


def test_a_scale_that_is_no_constant_is_no_known_form(tmp_path: Path) -> None:
    built = Built()
    scale = built("ReduceMax", "x", built.const(np.array([0, 1])), keepdims=0)
    built("MatMul", "x", built("DequantizeLinear", built.const(SIGNED), scale))
    assert built.save(tmp_path / "g.onnx").linears == ()


TABLE = RANDOM.normal(size=(100, 32)).astype(np.float32)


def table_plain(b: Built) -> None:
    b("Gather", b.const(TABLE), "input_ids")


def table_half(b: Built) -> None:
    b("Cast", b("Gather", b.const(TABLE.astype(np.float16)), "input_ids"), to=TensorProto.FLOAT)


def table_dequantised(b: Built) -> None:
    codes = b("Gather", b.const(RANDOM.integers(0, 255, (100, 32)).astype(np.uint8)), "input_ids")
    b("DequantizeLinear", codes, b.const(np.float32(0.02)), b.const(np.uint8(120)))


def table_in_blocks(b: Built, bits: int, *, zero_points: bool) -> None:
    per_byte = 8 // bits
    codes = RANDOM.integers(0, 255, (100, 32 // per_byte)).astype(np.uint8)
    scales = RANDOM.uniform(0.01, 0.1, (100, 2)).astype(np.float32)
    inputs = [b.const(codes), "input_ids", b.const(scales)]
    if zero_points:
        inputs.append(b.const(RANDOM.integers(0, 255, (100, 2 // per_byte)).astype(np.uint8)))
    b("GatherBlockQuantized", *inputs, gather_axis=0, quantize_axis=1, block_size=16, bits=bits)


@pytest.mark.parametrize(
    "build",
    [
        table_plain,
        table_half,
        table_dequantised,
        lambda b: table_in_blocks(b, 4, zero_points=False),
        lambda b: table_in_blocks(b, 4, zero_points=True),
        lambda b: table_in_blocks(b, 8, zero_points=False),
        lambda b: table_in_blocks(b, 8, zero_points=True),
    ],
)
def test_a_stored_table_is_what_the_graph_looks_up(tmp_path: Path, build: Any) -> None:
    built = Built()
    build(built)
    (table,) = built.save(tmp_path / "g.onnx", ids=True).embeddings
    assert (table.indices, table.rows, table.dims) == ("input_ids", 100, 32)
    rows = run(tmp_path / "g.onnx", input_ids=np.arange(40, 70))
    np.testing.assert_allclose(table.values(40, 70), rows, rtol=1e-5, atol=1e-6)


def external(folder: Path, location: str) -> Path:
    """A graph whose weight lies in the file `location`, whatever that is."""
    tensor = TensorProto(name="w", data_type=TensorProto.FLOAT, dims=WEIGHT.shape, data_location=TensorProto.EXTERNAL)
    for key, value in (("location", location), ("offset", "0"), ("length", str(WEIGHT.nbytes))):
        tensor.external_data.add(key=key, value=value)
    built = Built()
    built.constants.append(tensor)
    built("MatMul", "x", "w")
    built.save(folder / "g.onnx")
    return folder / "g.onnx"


def weight_of(path: Path) -> Linear:
    (linear,) = SourceGraph(GraphFile(path)).linears
    return linear


def test_data_may_be_a_link_to_elsewhere_as_in_the_hubs_cache(tmp_path: Path) -> None:
    (tmp_path / "blobs").mkdir()
    (tmp_path / "snapshot").mkdir()
    (tmp_path / "blobs" / "abc").write_bytes(WEIGHT.tobytes())
    (tmp_path / "snapshot" / "w.data").symlink_to("../blobs/abc")
    np.testing.assert_array_equal(weight_of(external(tmp_path / "snapshot", "w.data")).weight(), WEIGHT.T)


@pytest.mark.parametrize("location", ["../w.data", "/etc/passwd", "a/../../w.data", "..\\w.data", "C:w.data", ""])
def test_data_outside_the_folder_is_refused(tmp_path: Path, location: str) -> None:
    (tmp_path / "w.data").write_bytes(WEIGHT.tobytes())
    (tmp_path / "model").mkdir()
    with pytest.raises(ModelProblem, match="not inside its folder"):
        weight_of(external(tmp_path / "model", location)).weight()


def test_data_that_is_cut_off_is_refused(tmp_path: Path) -> None:
    (tmp_path / "w.data").write_bytes(WEIGHT.tobytes()[:-4])
    with pytest.raises(ModelProblem, match="does not fit"):
        weight_of(external(tmp_path, "w.data")).weight()


def test_a_file_that_is_no_graph_is_refused(tmp_path: Path) -> None:
    (tmp_path / "g.onnx").write_bytes(b"<html>proxy error</html>")
    with pytest.raises(ModelProblem, match="cannot be read"):
        GraphFile(tmp_path / "g.onnx")


def test_a_graph_that_could_not_be_written_leaves_nothing(tmp_path: Path) -> None:
    class Stop(Exception):
        pass

    def write() -> None:
        with GraphWriter(tmp_path / "g.onnx") as writer:
            writer.constant(WEIGHT)
            raise Stop

    with pytest.raises(Stop):
        write()
    assert list(tmp_path.iterdir()) == []
