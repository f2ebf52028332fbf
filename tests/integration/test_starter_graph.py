"""The graph that is written for the starter model, with random weights, held against plain NumPy."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from pplx_desktop.embed.runtime import Runtime
from pplx_desktop.embed.session import Session
from tests.support.reference_bert import bert_hidden_state, random_bert_weights
from tests.support.scripts import load_script

WEIGHTS = random_bert_weights(vocabulary=100, seed=7)
SEQUENCES = [[1, 2, 3, 4, 5, 6, 7], [99], list(range(60)), [5, 4, 3]]


@pytest.fixture(scope="module")
def graph() -> Any:
    return load_script("starter_graph")


@pytest.fixture(scope="module")
def sessions(graph: Any, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Session]:
    folder = tmp_path_factory.mktemp("graphs")

    def session(precision: str) -> Session:
        path: Path = folder / f"{precision}.onnx"
        path.write_bytes(graph.write_graph(WEIGHTS, precision))
        return Session(Runtime(path, ("last_hidden_state",), threads=2), 384)

    return {precision: session(precision) for precision in ("float32", "int8")}


def test_float32_agrees_within_1e_5_with_padding_and_without(sessions: dict[str, Session]) -> None:
    expected = [bert_hidden_state(WEIGHTS, ids) for ids in SEQUENCES]
    together = sessions["float32"].run(SEQUENCES, 0)
    for ids, wanted, padded in zip(SEQUENCES, expected, together, strict=True):
        (alone,) = sessions["float32"].run([ids], 0)
        assert alone.shape == padded.shape == wanted.shape
        assert np.abs(alone - wanted).max() < 1e-5
        assert np.abs(padded - wanted).max() < 1e-5


def test_int8_is_near_and_does_not_depend_on_the_batch(sessions: dict[str, Session]) -> None:
    together = sessions["int8"].run(SEQUENCES, 0)
    for ids, padded in zip(SEQUENCES, together, strict=True):
        wanted = bert_hidden_state(WEIGHTS, ids)
        (alone,) = sessions["int8"].run([ids], 0)
        cosines = (alone * wanted).sum(1) / np.linalg.norm(alone, axis=1) / np.linalg.norm(wanted, axis=1)
        assert cosines.min() > 0.99
        assert np.array_equal(alone, padded)


def test_the_same_weights_give_the_same_bytes(graph: Any) -> None:
    assert graph.write_graph(WEIGHTS, "int8") == graph.write_graph(dict(reversed(WEIGHTS.items())), "int8")


def test_weights_stay_within_seven_bits(graph: Any) -> None:
    """More would saturate on processors without VNNI, and give other vectors there."""
    codes, scales = graph._quantised(WEIGHTS["encoder.layer.0.output.dense.weight"].T, 0, graph.WEIGHT_LIMIT)
    assert np.abs(codes).max() == 63
    assert 255 * 2 * 63 < 2**15
    restored = codes * scales
    assert np.abs(restored - WEIGHTS["encoder.layer.0.output.dense.weight"].T).max() <= scales.max() / 2 * 1.001


def test_a_weight_that_is_not_there_is_an_error(graph: Any) -> None:
    few = {name: value for name, value in WEIGHTS.items() if "layer.5." not in name}
    with pytest.raises(KeyError, match=r"layer\.5"):
        graph.write_graph(few, "int8")
