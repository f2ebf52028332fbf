"""The session: what it takes, what it gives, and what it refuses."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import psutil
import pytest

from pplx_desktop.core.errors import ModelProblem
from pplx_desktop.core.model_types import ModelJobProgress
from pplx_desktop.core.paths import delivered
from pplx_desktop.embed.catalog import Catalog, InstalledModel
from pplx_desktop.embed.graph.variants import make_variant
from pplx_desktop.embed.measuring import Measurer
from pplx_desktop.embed.runtime import Runtime
from pplx_desktop.embed.session import Session
from tests.support.tiny_models import write_tiny_model
from tests.support.tiny_pooled import write_tiny_pooled


def quiet(progress: ModelJobProgress) -> None:
    pass


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> InstalledModel:
    folder = tmp_path_factory.mktemp("models")
    write_tiny_model(folder)
    return Catalog(folder / "none", folder).find("tiny")


@pytest.fixture(scope="module")
def maskless(model: InstalledModel, tmp_path_factory: pytest.TempPathFactory) -> Runtime:
    """A graph that does not ask which tokens are padding."""
    return make_variant(model, "fused-fp32", tmp_path_factory.mktemp("made"), quiet).runtime()


def test_padding_is_taken_away(model: InstalledModel) -> None:
    session = Session(model.delivered_runtime(), 64)
    assert session.takes_padding
    short, long = session.run([[5, 6], [7, 8, 9, 10]], 0)
    assert (short.shape, long.shape) == ((2, 64), (4, 64))
    np.testing.assert_allclose(short, session.run([[5, 6]], 0)[0], atol=1e-5)


def test_a_graph_without_a_mask_takes_equal_lengths_only(model: InstalledModel, maskless: Runtime) -> None:
    session = Session(maskless, 64)
    assert not session.takes_padding
    with pytest.raises(ValueError, match="one length"):
        session.run([[5, 6], [7, 8, 9]], 0)
    one, other = session.run([[5, 6, 7], [8, 9, 10]], 0)
    full = Session(model.delivered_runtime(), 64)
    np.testing.assert_allclose(one, full.run([[5, 6, 7]], 0)[0], atol=1e-4)
    np.testing.assert_allclose(other, full.run([[8, 9, 10]], 0)[0], atol=1e-4)


def test_outputs_of_a_graph_that_pools_are_given_by_name_and_in_its_types(tmp_path: Path) -> None:
    write_tiny_pooled(tmp_path)
    runtime = Runtime(
        tmp_path / "tiny" / "onnx" / "model.onnx",
        ("pooler_output_int8", "pooler_output", "pooler_output_binary"),
        pooled=True,
    )
    rows = Session(runtime, 64).run_pooled([[5, 6], [7, 8, 9]], 0)
    assert {name: (rows[name].shape, rows[name].dtype) for name in runtime.outputs} == {
        "pooler_output_int8": ((2, 64), np.int8),
        "pooler_output": ((2, 64), np.float32),
        "pooler_output_binary": ((2, 64), np.int8),
    }
    assert (np.sign(rows["pooler_output"]) == rows["pooler_output_binary"]).all()


@pytest.mark.parametrize(
    ("change", "dims", "part"),
    [
        ({"outputs": ("pooled",)}, 64, "no output 'pooled', only last_hidden_state"),
        ({}, 32, "has 64 dimensions, not 32"),
        ({"pooled": True}, 64, "has 3 axes, not 2"),
    ],
)
def test_a_graph_that_does_not_fit_is_refused(
    model: InstalledModel, change: dict[str, object], dims: int, part: str
) -> None:
    with pytest.raises(ModelProblem) as raised:
        Session(replace(model.delivered_runtime(), **change), dims)
    assert raised.value.code == "model-graph"
    assert part in raised.value.title


def test_a_provider_that_this_build_lacks_is_an_error_and_no_silent_processor(model: InstalledModel) -> None:
    with pytest.warns(UserWarning, match="not in available provider names"), pytest.raises(ModelProblem) as raised:
        Session(replace(model.delivered_runtime(), provider="cuda"), 64)
    assert raised.value.code in {"provider-missing", "model-load"}


def test_a_failure_while_it_runs_is_a_problem_of_the_model(model: InstalledModel) -> None:
    session = Session(model.delivered_runtime(), 64)
    with pytest.raises(ModelProblem) as raised:
        session.run([[10**9]], 0)
    assert raised.value.code == "model-run"
    assert session.run([[5]], 0)[0].shape == (1, 64)


def test_a_session_that_waits_takes_no_processor_time(model: InstalledModel) -> None:
    session = Session(replace(model.delivered_runtime(), threads=2), 64)
    process = psutil.Process()

    def is_still_after_a_run() -> bool:
        session.run([list(range(60))] * 8, 0)
        before = sum(process.cpu_times()[:2])
        time.sleep(1.0)
        return sum(process.cpu_times()[:2]) - before < 0.15

    # Something else in this process may have had to do meanwhile.
    assert any(is_still_after_a_run() for _ in range(4))
    assert session.is_concurrent


def test_memory_stays_within_bounds_whatever_the_lengths(tmp_path: Path) -> None:
    """Weights and 250 MB, Python and onnxruntime among them, for the starter with windows of forty lengths."""
    starter = Catalog(delivered("models"), tmp_path).find("all-minilm-l6-v2")
    with Measurer(starter.delivered_runtime(), 384) as measurer:
        for tokens in range(12, 512, 12):
            measurer.seconds(list(range(1000, 1000 + tokens)))
        assert measurer.peak_bytes() < starter.size_bytes + 250e6
