"""What can compute a graph: onnxruntime's providers, with what each of them has to be told.

Owns their names, their order, and their options, each with its reason. Needs no onnxruntime: the library is handed in,
so that a test can hand in one that lies.

Invariant: no provider is told to compute with fewer bits than float32 where it can be told otherwise: the models
overflow in half precision.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, cast

from pplx_desktop.embed.machine import this_machine
from pplx_desktop.embed.runtime import Provider

CPU = "CPUExecutionProvider"


@dataclass(frozen=True, slots=True)
class ProviderFacts:
    """What is known of a provider. `is_concurrent` is False where one thread at a time may be in `Run`."""

    title: str
    library_name: str
    is_concurrent: bool = False


KNOWN: dict[Provider, ProviderFacts] = {
    "cpu": ProviderFacts("The processor (cpu)", CPU, is_concurrent=True),
    "cuda": ProviderFacts("CUDA (cuda)", "CUDAExecutionProvider"),
    "dml": ProviderFacts("DirectML (dml)", "DmlExecutionProvider"),
    "coreml": ProviderFacts("CoreML (coreml)", "CoreMLExecutionProvider"),
    "openvino": ProviderFacts("OpenVINO (openvino)", "OpenVINOExecutionProvider"),
}
AUTO_ORDER: tuple[Provider, ...] = ("cuda", "dml", "coreml", "openvino")
"""What `auto` tries before the processor, the one that tends to be fastest first. No build of onnxruntime has more than
two of them."""


def available(library: Any) -> list[Provider]:
    """The providers of this build of onnxruntime, the processor last."""
    names = _names(library)
    return [provider for provider in (*AUTO_ORDER, "cpu") if KNOWN[provider].library_name in names]


def why_missing(provider: Provider, library: Any) -> str:
    """What to tell of a provider that this build lacks; empty where it has it."""
    names = _names(library)
    if KNOWN[provider].library_name in names:
        return ""
    return f"this build of onnxruntime ({library.__version__}) has {', '.join(names)}, and no {provider}"


def device_of(provider: Provider, library: Any) -> str:
    """The device that a provider would use, as far as the library tells: part of what a check of it is kept under."""
    if provider == "cpu":
        return str(this_machine())
    if provider == "openvino":
        return _openvino_device(library)
    try:
        devices = [
            f"{device.device.vendor} {device.device.vendor_id:x}:{device.device.device_id:x} {dict(device.ep_metadata)}"
            for device in library.get_ep_devices()
            if device.ep_name == KNOWN[provider].library_name
        ]
    except Exception:  # noqa: BLE001 - a library without this call, or one that fails in it, tells nothing
        devices = []
    return "; ".join(devices) or "not told"


def set_options(provider: Provider, options: Any, library: Any, threads: int | None = None) -> list[Any]:
    """Set what the provider needs in the session's `options`; returns the `providers` for the session."""
    if provider == "cpu":
        return [CPU]
    told: dict[str, str] = {}
    if provider == "dml":
        # Both are required: DirectML refuses a session that has them otherwise.
        options.enable_mem_pattern = False
        options.execution_mode = library.ExecutionMode.ORT_SEQUENTIAL
        # The first adapter drives the screen; a laptop's faster one often does not.
        told = {"performance_preference": "high_performance", "device_filter": "gpu"}
    elif provider == "cuda":
        # Twice as much with each step, which is the default, takes memory that the screen and others need.
        told = {"arena_extend_strategy": "kSameAsRequested"}
        if hasattr(library, "preload_dlls"):
            # CUDA and cuDNN may have come as wheels, where no loader looks.
            library.preload_dlls()
    elif provider == "coreml":
        # The older format, which is the default, has few of the operators, and computes in half precision. The neural
        # engine always does; windows have all lengths.
        told = {
            "ModelFormat": "MLProgram",
            "MLComputeUnits": "CPUAndGPU",
            "RequireStaticInputShapes": "0",
            "AllowLowPrecisionAccumulationOnGPU": "0",
        }
    elif provider == "openvino":
        # As its documentation advises: it optimises graphs itself, and does not know onnxruntime's fused operators.
        options.graph_optimization_level = library.GraphOptimizationLevel.ORT_DISABLE_ALL
        device = _openvino_device(library)
        properties = {"INFERENCE_PRECISION_HINT": "f32", "PERFORMANCE_HINT": "LATENCY", "NUM_STREAMS": "1"}
        if device == "CPU":
            # Without it, eight, however many cores there are.
            properties["INFERENCE_NUM_THREADS"] = str(threads or this_machine().cores)
        # No cache of compiled models: nothing would compare its files with a checksum.
        told = {"device_type": device, "load_config": json.dumps({device: properties})}
    return [(KNOWN[provider].library_name, told), CPU]


def _names(library: Any) -> list[str]:
    return [str(name) for name in cast("Iterable[object]", library.get_available_providers())]


def _openvino_device(library: Any) -> str:
    """A graphics processor if there is one, else the processor. Not the neural unit: it takes no windows of any length,
    and computes in half precision.
    """
    try:
        devices = [str(device) for device in library.capi._pybind_state.get_available_openvino_device_ids()]  # noqa: SLF001
    except AttributeError:
        return "CPU"
    return next((device for device in devices if device.startswith("GPU")), "CPU")
