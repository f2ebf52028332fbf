"""Constants of a graph: read from where they are, written where they are to be.

A graph file holds small constants itself; large ones stand in a file of data beside it. Neither side ever holds more
than one large tensor in memory: what is read is mapped, what is written goes to disk at once.

Invariant: data is read from files inside the graph's folder only, though such a file may be a link, as the cache of the
hub has them. What is written stands under a temporary name until it is complete.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import IO, Any, cast

import ml_dtypes
import numpy as np
import numpy.typing as npt
import onnx
from onnx import TensorProto, helper, numpy_helper

from pplx_desktop.core.errors import ModelProblem

Array = npt.NDArray[Any]
Floats = npt.NDArray[np.float32]

MICROSOFT = "com.microsoft"
"""The domain of onnxruntime's own operators."""
_OPSET = 21
_IR_VERSION = 10
_INLINE_BYTES = 1024
_ALIGNMENT = 4096
"""onnxruntime maps large tensors, and maps whole pages."""
_DTYPES: dict[int, Any] = {
    TensorProto.FLOAT: np.float32,
    TensorProto.FLOAT16: np.float16,
    TensorProto.BFLOAT16: ml_dtypes.bfloat16,
    TensorProto.DOUBLE: np.float64,
    TensorProto.UINT8: np.uint8,
    TensorProto.INT8: np.int8,
    TensorProto.INT32: np.int32,
    TensorProto.INT64: np.int64,
    TensorProto.BOOL: np.bool_,
}
_HALF_BYTES: dict[int, bool] = {TensorProto.INT4: True, TensorProto.UINT4: False}
"""Types with two values in a byte, the first in its low half; True where they have a sign."""


class GraphFile:
    """A graph that is read: its nodes, and its constants by name."""

    def __init__(self, path: Path) -> None:
        """Read the graph, without the data beside it. Raises `ModelProblem("model-graph")`."""
        self.path = path
        try:
            self.model: onnx.ModelProto = cast("Any", onnx).load(str(path), load_external_data=False)
        except Exception as error:  # protobuf's DecodeError, or OSError
            raise _unusable(path, f"it cannot be read: {error}") from error
        self._constants: dict[str, TensorProto] = {tensor.name: tensor for tensor in self.model.graph.initializer}
        for node in self.model.graph.node:
            if node.op_type == "Constant" and node.domain in {"", "ai.onnx"}:
                for attribute in node.attribute:
                    if attribute.name == "value":
                        self._constants[node.output[0]] = attribute.t
                    elif attribute.name in {"value_float", "value_int", "value_floats", "value_ints"}:
                        self._constants[node.output[0]] = numpy_helper.from_array(_plain_constant(attribute))

    def is_constant(self, name: str) -> bool:
        """True for an initializer and for the output of a Constant."""
        return name in self._constants

    def names(self) -> tuple[str, ...]:
        """The names of all constants."""
        return tuple(self._constants)

    def constant_shape(self, name: str) -> tuple[int, ...]:
        """Raises KeyError."""
        return tuple(self._constants[name].dims)

    def constant_type(self, name: str) -> int:
        """The constant's `TensorProto.DataType`. Raises KeyError."""
        return self._constants[name].data_type

    def array(self, name: str) -> Array:
        """The constant's values; mapped, not read, where they are in the data beside the graph. Types of half a byte
        come as int8 or uint8. Raises KeyError, `ModelProblem("model-graph")`.
        """
        tensor = self._constants[name]
        if tensor.data_type in _HALF_BYTES:
            count = int(np.prod(tensor.dims, dtype=np.int64))
            codes = self._bytes(tensor, (count + 1) // 2)
            return unpack_nibbles(codes, signed=_HALF_BYTES[tensor.data_type])[:count].reshape(tuple(tensor.dims))
        if tensor.data_type not in _DTYPES:
            raise _unusable(self.path, f"the constant {name} has a type that is not known here ({tensor.data_type})")
        if not _is_outside(tensor):
            return numpy_helper.to_array(tensor)
        dtype = np.dtype(_DTYPES[tensor.data_type])
        size = int(np.prod(tensor.dims, dtype=np.int64)) * dtype.itemsize
        return self._bytes(tensor, size).view(dtype).reshape(tuple(tensor.dims))

    def stored(self, name: str) -> tuple[TensorProto, npt.NDArray[np.uint8] | None]:
        """A constant as the graph has it, and its bytes where they are many. Raises as `array`."""
        tensor = self._constants[name]
        if _is_outside(tensor):
            entries = _entries(tensor)
            size = int(entries["length"]) if "length" in entries else self.array(name).nbytes
            return tensor, self._bytes(tensor, size)
        is_large = len(tensor.raw_data) > _INLINE_BYTES
        return tensor, np.frombuffer(tensor.raw_data, np.uint8) if is_large else None

    def _bytes(self, tensor: TensorProto, size: int) -> npt.NDArray[np.uint8]:
        if not _is_outside(tensor):
            return np.frombuffer(tensor.raw_data or bytes(tensor.int32_data), np.uint8)
        entries = _entries(tensor)
        location = entries.get("location", "")
        place = PurePosixPath(location)
        if not location or place.is_absolute() or ".." in place.parts or "\\" in location or ":" in location:
            raise _unusable(self.path, f"its data {location!r} is not inside its folder")
        offset, length = int(entries.get("offset", "0")), int(entries.get("length", str(size)))
        path = self.path.parent / location
        try:
            available = path.stat().st_size
            if length != size or offset < 0 or offset + size > available:
                raise _unusable(self.path, f"{tensor.name} does not fit into {location}, which has {available} bytes")
            if not size:
                return np.zeros(0, np.uint8)
            return np.memmap(path, np.uint8, "r", offset, (size,))
        except OSError as error:
            raise _unusable(self.path, f"{location} cannot be read: {error.strerror}") from error


class GraphWriter:
    """A graph that is written: nodes are kept, large constants go to disk at once.

    Used in a `with` block: at its end the graph stands under its name, with its data in a file beside it; where the
    block raised, nothing is left.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.data_path = path.with_name(f"{path.name}_data")
        self.nodes: list[onnx.NodeProto] = []
        self._constants: dict[str, TensorProto] = {}
        self._inputs: list[onnx.ValueInfoProto] = []
        self._outputs: list[onnx.ValueInfoProto] = []
        self._imports = {"": _OPSET, MICROSOFT: 1}
        self._functions: list[onnx.FunctionProto] = []
        self._ir_version = _IR_VERSION
        self._names = 0
        self._prefix = ""
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, self._temporary = tempfile.mkstemp(dir=path.parent, prefix=".writing-")
        self._data: IO[bytes] = os.fdopen(handle, "wb")

    def __enter__(self) -> GraphWriter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        temporary = Path(self._temporary)
        try:
            if kind is None:
                self._data.flush()
                os.fsync(self._data.fileno())
                self._data.close()
                self._finish(temporary)
        finally:
            self._data.close()
            with contextlib.suppress(OSError):
                temporary.unlink()

    @property
    def files(self) -> tuple[Path, ...]:
        """What was written, once the block has ended."""
        return (self.path, self.data_path)

    def declare(
        self, inputs: Iterable[onnx.ValueInfoProto], outputs: Iterable[onnx.ValueInfoProto], like: Any = None
    ) -> None:
        """Say what goes in and out. `like` is a model whose operator sets and functions the graph uses."""
        self._inputs, self._outputs = list(inputs), list(outputs)
        if like is not None:
            self._imports = {MICROSOFT: 1, **{_domain(item.domain): item.version for item in like.opset_import}}
            self._functions = list(like.functions)
            self._ir_version = like.ir_version
            # What is added must not be named like what is there.
            names = {name for node in like.graph.node for name in (node.name, *node.output)}
            names.update(tensor.name for tensor in like.graph.initializer)
            while any(name.startswith(self._prefix) for name in names):
                self._prefix += "new_"

    def has_constant(self, name: str) -> bool:
        """True for a constant that was added."""
        return name in self._constants

    @property
    def opset(self) -> int:
        """The version of ONNX's own operators that the graph uses."""
        return self._imports[""]

    def constant(self, value: Array | np.generic, name: str = "") -> str:
        """Add a constant and return its name. Equal small ones are stored once where no name is given."""
        array = np.ascontiguousarray(value).reshape(np.shape(value))
        if not name and array.nbytes <= _INLINE_BYTES:
            name = f"{array.dtype}{list(array.shape)}{array.tobytes().hex()[:64]}"
            known = self._constants.get(name)
            if known is not None and np.array_equal(numpy_helper.to_array(known), array):
                return name
        if not name or name in self._constants:
            name = self._fresh("constant")
        if array.nbytes <= _INLINE_BYTES:
            self._constants[name] = numpy_helper.from_array(array, name)
        else:
            self.stream(name, array.dtype, array.shape, [array])
        return name

    def stream(self, name: str, dtype: Any, shape: Sequence[int], parts: Iterable[Array]) -> str:
        """Add a constant that is written part by part."""
        offset = -(-self._data.tell() // _ALIGNMENT) * _ALIGNMENT
        self._data.seek(offset)
        length = 0
        for part in parts:
            block = np.ascontiguousarray(part, dtype)
            self._data.write(memoryview(cast("Any", block.reshape(-1).view(np.uint8))))
            length += block.nbytes
        if length != int(np.prod(shape, dtype=np.int64)) * np.dtype(dtype).itemsize:
            raise ValueError(f"{name}: {length} bytes do not make {list(shape)}")
        tensor = TensorProto(
            name=name,
            data_type=helper.np_dtype_to_tensor_dtype(np.dtype(dtype)),
            dims=list(shape),
            data_location=TensorProto.EXTERNAL,
        )
        for key, value in (("location", self.data_path.name), ("offset", str(offset)), ("length", str(length))):
            tensor.external_data.add(key=key, value=value)
        self._constants[name] = tensor
        return name

    def copy(self, file: GraphFile, name: str) -> None:
        """Add a constant of another graph, of whatever type, under its name."""
        tensor, data = file.stored(name)
        if data is None:
            self._constants[name] = tensor
            return
        self.stream(name, np.uint8, data.shape, [data])
        copied = self._constants[name]
        copied.data_type = tensor.data_type
        del copied.dims[:]
        copied.dims.extend(tensor.dims)

    def add(self, operator: str, *inputs: str, domain: str = "", **attributes: Any) -> str:
        """Add a node with one output and return that output's name."""
        return self.add_many(operator, 1, *inputs, domain=domain, **attributes)[0]

    def add_many(self, operator: str, outputs: int, *inputs: str, domain: str = "", **attributes: Any) -> list[str]:
        """Add a node with several outputs."""
        name = self._fresh(operator)
        names = [f"{name}_{position}" for position in range(outputs)]
        self.nodes.append(helper.make_node(operator, inputs, names, name=name, domain=domain, **attributes))
        return names

    def _fresh(self, stem: str) -> str:
        self._names += 1
        return f"{self._prefix}{stem}_{self._names}"

    def _finish(self, temporary: Path) -> None:
        model = helper.make_model(
            helper.make_graph(self.nodes, "graph", self._inputs, self._outputs, list(self._constants.values())),
            opset_imports=[helper.make_opsetid(domain, version) for domain, version in self._imports.items()],
            ir_version=self._ir_version,
            functions=self._functions,
            producer_name="pplx-desktop",
        )
        graph = temporary.with_name(f"{temporary.name}.graph")
        try:
            graph.write_bytes(model.SerializeToString())
            temporary.replace(self.data_path)
            graph.replace(self.path)
        finally:
            with contextlib.suppress(OSError):
                graph.unlink()


def unpack_nibbles(codes: npt.NDArray[np.uint8], *, signed: bool) -> Array:
    """The two values of each byte, the one in its low half first, along the last axis."""
    values = np.empty((*codes.shape[:-1], codes.shape[-1] * 2), np.uint8)
    values[..., 0::2] = codes & 15
    values[..., 1::2] = codes >> 4
    return ((values ^ 8).astype(np.int8) - 8).astype(np.int8) if signed else values


def _domain(name: str) -> str:
    """ONNX's own operators have two names for their domain."""
    return "" if name == "ai.onnx" else name


def _plain_constant(attribute: onnx.AttributeProto) -> Array:
    dtype = np.float32 if "float" in attribute.name else np.int64
    return np.asarray(helper.get_attribute_value(attribute), dtype)


def _is_outside(tensor: TensorProto) -> bool:
    return tensor.data_location == TensorProto.EXTERNAL


def _entries(tensor: TensorProto) -> dict[str, str]:
    return {entry.key: entry.value for entry in tensor.external_data}


def _unusable(path: Path, complaint: str) -> ModelProblem:
    return ModelProblem(
        "model-graph",
        f"The model {path} cannot be taken apart: {complaint}.",
        hint="Install the model again. It can be used as it is if it can be loaded.",
    )
