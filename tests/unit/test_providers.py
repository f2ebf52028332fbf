"""What each provider is told, held against what its documentation asks for."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import Any

import onnxruntime
import pytest

from pplx_desktop.embed.machine import this_machine
from pplx_desktop.embed.providers import AUTO_ORDER, CPU, KNOWN, available, device_of, set_options, why_missing
from pplx_desktop.embed.runtime import Provider
from tests.support.lying_library import LyingLibrary


def told(provider: Provider, library: Any = onnxruntime) -> tuple[Any, list[Any]]:
    options = onnxruntime.SessionOptions()
    options.enable_mem_pattern = True
    options.execution_mode = onnxruntime.ExecutionMode.ORT_PARALLEL
    return options, set_options(provider, options, library, threads=3)


def test_the_processor_needs_nothing() -> None:
    assert told("cpu")[1] == [CPU]
    assert KNOWN["cpu"].is_concurrent


def test_directml_has_no_memory_pattern_runs_in_sequence_and_one_thread_at_a_time() -> None:
    options, providers = told("dml")
    assert options.enable_mem_pattern is False
    assert options.execution_mode == onnxruntime.ExecutionMode.ORT_SEQUENTIAL
    assert not KNOWN["dml"].is_concurrent
    assert providers[0] == (
        "DmlExecutionProvider",
        {"performance_preference": "high_performance", "device_filter": "gpu"},
    )
    assert providers[1] == CPU


def test_cuda_takes_no_more_memory_than_is_asked_for_and_finds_its_libraries() -> None:
    found: list[str] = []
    library = SimpleNamespace(preload_dlls=lambda: found.append("loaded"))
    assert told("cuda", library)[1][0] == (
        "CUDAExecutionProvider",
        {"arena_extend_strategy": "kSameAsRequested"},
    )
    assert found == ["loaded"]


def test_coreml_never_computes_in_half_precision() -> None:
    name, values = told("coreml")[1][0]
    assert name == "CoreMLExecutionProvider"
    assert values["ModelFormat"] == "MLProgram"
    assert values["MLComputeUnits"] == "CPUAndGPU"
    assert values["AllowLowPrecisionAccumulationOnGPU"] == "0"
    assert values["RequireStaticInputShapes"] == "0"


@pytest.mark.parametrize(
    ("devices", "chosen"), [(["CPU"], "CPU"), (["CPU", "GPU.0", "NPU"], "GPU.0"), (["NPU"], "CPU")]
)
def test_openvino_computes_in_full_precision_on_the_graphics_processor_if_there_is_one(
    devices: list[str], chosen: str
) -> None:
    inner = SimpleNamespace(get_available_openvino_device_ids=lambda: devices)
    library = SimpleNamespace(
        capi=SimpleNamespace(_pybind_state=inner), GraphOptimizationLevel=onnxruntime.GraphOptimizationLevel
    )
    options, providers = told("openvino", library)
    assert options.graph_optimization_level == onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    name, values = providers[0]
    assert name == "OpenVINOExecutionProvider"
    assert values["device_type"] == chosen
    properties = json.loads(values["load_config"])[chosen]
    assert properties["INFERENCE_PRECISION_HINT"] == "f32"
    assert properties.get("INFERENCE_NUM_THREADS") == ("3" if chosen == "CPU" else None)
    assert "CACHE_DIR" not in properties
    assert device_of("openvino", library) == chosen


def test_what_this_build_lacks_is_told() -> None:
    library = LyingLibrary("cuda", "honest", version="1.99")
    assert available(library) == ["cuda", "cpu"]
    assert why_missing("cuda", library) == ""
    assert why_missing("dml", library) == (
        "this build of onnxruntime (1.99) has CUDAExecutionProvider, CPUExecutionProvider, and no dml"
    )


def test_the_real_build_has_the_processor() -> None:
    assert available(onnxruntime)[-1] == "cpu"
    assert why_missing("cpu", onnxruntime) == ""
    assert set(AUTO_ORDER) | {"cpu"} == set(KNOWN)


def test_the_machine_is_known_by_name_and_cores() -> None:
    machine = this_machine()
    assert 1 <= machine.cores <= machine.threads
    assert machine.processor in str(machine)
    assert f"{machine.cores} cores" in str(machine)
