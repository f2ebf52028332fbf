"""Writes a delivered graph anew with other linear layers: works for any encoder whose products are known forms.

Inputs, attention, norms and all else stay as they are, so the new graph takes masks and padding as the delivered one.

Invariant: what does not lead to the wanted output is left out; every linear layer of a known form is replaced, and there
is at least one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import onnx
from onnx import TensorProto

from pplx_desktop.embed.graph.linears import Grade, LinearWriter, Rows, write_table
from pplx_desktop.embed.graph.source import Embedding, Linear, SourceGraph
from pplx_desktop.embed.graph.weights import GraphWriter

_LARGE_TABLE = 1024
"""Rows from which on a table of words is worth to be stored in int8. Positions and kinds of segments stay as they are."""
_HALF = frozenset({TensorProto.FLOAT16, TensorProto.BFLOAT16})


class NotRewritable(Exception):
    """The graph has nothing that could be replaced. The text says why."""


def rewrite(
    writer: GraphWriter,
    graph: SourceGraph,
    output: str,
    grade: Grade,
    *,
    weight_limit: int,
    linear_done: Callable[[int, int], None] = lambda _done, _total: None,
) -> None:
    """Write the part of `graph` that gives `output`. Raises `NotRewritable`, `ModelProblem("model-graph")`."""
    _check(graph, output)
    model = graph.file.model
    needed = set(_needed(graph.nodes, [output], graph))
    linears = {linear.nodes[-1]: linear for linear in graph.linears if linear.nodes[-1] in needed}
    inputs = {value.name for value in model.graph.input}
    tables = {
        table.nodes[-1]: table
        for table in graph.embeddings
        if table.nodes[-1] in needed and graph.content(table.indices) in inputs and table.rows >= _LARGE_TABLE
    }
    if not linears:
        raise NotRewritable("it has no linear layer in a form that is known here")
    constants = set(graph.file.names())
    writer.declare(
        [value for value in model.graph.input if value.name not in constants],
        [value for value in model.graph.output if value.name == output],
        like=model,
    )
    writing = LinearWriter(writer, weight_limit)
    replaced = {place for item in (*linears.values(), *tables.values()) for place in item.nodes}
    done = 0
    for place in sorted(needed):
        if place in linears:
            _replace_linear(writer, writing, linears[place], grade)
            done += 1
            linear_done(done, len(linears))
        elif place in tables and grade.arithmetic != "fp32":
            _replace_table(writer, tables[place])
        elif place not in replaced or (grade.arithmetic == "fp32" and place not in _places(linears.values())):
            writer.nodes.append(graph.nodes[place])
    _leave_out_dead(writer, output)
    used = set(_used(writer.nodes))
    for name in graph.file.names():
        if name in used and not writer.has_constant(name):
            writer.copy(graph.file, name)


def _check(graph: SourceGraph, output: str) -> None:
    if output not in graph.outputs:
        raise NotRewritable(f"it has no output {output}")
    for linear in graph.linears:
        node = graph.nodes[linear.nodes[0]]
        for name in node.input:
            if graph.file.is_constant(name) and graph.file.constant_type(name) in _HALF:
                raise NotRewritable("it calculates in half precision")


def _places(linears: Iterable[Linear]) -> set[int]:
    return {place for linear in linears for place in linear.nodes}


def _replace_linear(writer: GraphWriter, writing: LinearWriter, linear: Linear, grade: Grade) -> None:
    product = writing.plain(writing.product(Rows(linear.value), linear.weight(), grade, f"{linear.output}.weight"))
    if linear.bias:
        writer.add("Add", product, linear.bias)
    writer.nodes[-1].output[0] = linear.output


def _replace_table(writer: GraphWriter, table: Embedding) -> None:
    write_table(writer, table.indices, table.rows, table.dims, table.values)
    writer.nodes[-1].output[0] = table.output


def _leave_out_dead(writer: GraphWriter, output: str) -> None:
    """Take out what only led to what was replaced."""
    wanted, kept = {output}, list[onnx.NodeProto]()
    for node in reversed(writer.nodes):
        if wanted.intersection(node.output):
            wanted.update(_used([node]))
            kept.append(node)
    writer.nodes[:] = kept[::-1]


def _needed(nodes: list[onnx.NodeProto], outputs: list[str], graph: SourceGraph) -> Iterator[int]:
    waiting = list(outputs)
    seen: set[int] = set()
    while waiting:
        place = graph.producers.get(waiting.pop())
        if place is not None and place not in seen:
            seen.add(place)
            yield place
            waiting += _used([nodes[place]])


def _used(nodes: Iterable[Any]) -> Iterator[str]:
    """The names that nodes take, those inside their branches and bodies too."""
    for node in nodes:
        yield from (name for name in node.input if name)
        for attribute in node.attribute:
            for body in (attribute.g, *attribute.graphs):
                yield from _used(body.node)
                yield from (value.name for value in body.output)
