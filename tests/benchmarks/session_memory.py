"""Memory and speed of a session with each way to allocate, window by window: what the options in embed/session.py are
chosen by.

    python tests/benchmarks/session_memory.py GRAPH [--longest N] [--windows N] [--only NAME]

Each way runs in a process of its own. `loading` is the peak while the session is made, `peak` that of the whole run,
`after` what is held between two windows at the end; all in MB above what Python and onnxruntime take, and above the size
of the graph's files in `over`. `CPU` counts the seconds of all threads.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np

from pplx_desktop.embed.session import ONNXRUNTIME

WAYS: dict[str, dict[str, Any]] = {
    "arena": {"arena": True},
    "arena, shrunk": {"arena": True, "run": {"memory.enable_memory_arena_shrinkage": "cpu:0"}},
    "arena, weights outside": {"arena": True, "session": {"session.use_device_allocator_for_initializers": "1"}},
    "arena, as requested, weights outside": {
        "arena": True,
        "as_requested": True,
        "session": {"session.use_device_allocator_for_initializers": "1"},
    },
    "no arena": {"arena": False},
    "no arena, 1 malloc arena": {"arena": False, "environment": {"MALLOC_ARENA_MAX": "1"}},
    "no arena, mapped from 1 MB": {
        "arena": False,
        "environment": {"MALLOC_MMAP_THRESHOLD_": "1048576", "MALLOC_TRIM_THRESHOLD_": "1048576"},
    },
    "no arena, kept up to 256 MB": {
        "arena": False,
        "environment": {
            "MALLOC_ARENA_MAX": "1",
            "MALLOC_MMAP_THRESHOLD_": "1073741824",
            "MALLOC_TRIM_THRESHOLD_": "268435456",
            "MALLOC_TOP_PAD_": "67108864",
        },
    },
    "no arena, no prepacking": {"arena": False, "session": {"session.disable_prepacking": "1"}},
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("graph", type=Path)
    parser.add_argument("--longest", type=int, default=512)
    parser.add_argument("--windows", type=int, default=60)
    parser.add_argument("--only", default="")
    parser.add_argument("--way", default="")
    options = parser.parse_args()
    if options.way:
        measure(options.graph, options.longest, options.windows, WAYS[options.way])
        return
    folder = options.graph.parent
    files = {options.graph, *folder.glob(f"{options.graph.name}*data*"), *folder.glob(f"{options.graph.stem}*data*")}
    size = sum(file.stat().st_size for file in files) / 1e6
    print(f"{options.graph.name}: {size:.0f} MB, {options.windows} windows of 8 to {options.longest} tokens")
    print(
        "| way | load s | loading | after load | peak | after | over | tokens/s | CPU |\n|---|---|---|---|---|---|---|---|---|"
    )
    for name, way in WAYS.items():
        if options.only in name:
            command = [sys.executable, __file__, str(options.graph), "--way", name]
            command += ["--longest", str(options.longest), "--windows", str(options.windows)]
            environment = {**os.environ, "ORT_DISABLE_TELEMETRY": "1", **way.get("environment", {})}
            done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
            if done.returncode:
                print(f"| {name} | {done.stderr.strip().splitlines()[-1][:100]} |")
                continue
            row = json.loads(done.stdout)
            print(
                f"| {name} | {row['load_s']:.1f} | {row['loading']:.0f} | {row['loaded']:.0f} | {row['peak']:.0f} "
                f"| {row['after']:.0f} | {row['peak'] - size:.0f} | {row['rate']:.0f} | {row['cpu']:.1f} |",
                flush=True,
            )


def measure(graph: Path, longest: int, windows: int, way: dict[str, Any]) -> None:
    """One way, in this process. Prints a line of JSON."""
    runtime = ONNXRUNTIME
    options = runtime.SessionOptions()
    options.enable_cpu_mem_arena = way["arena"]
    options.enable_mem_pattern = False
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    for key, value in way.get("session", {}).items():
        options.add_session_config_entry(key, value)
    if way.get("as_requested"):
        # Strategy 1 is kSameAsRequested; -1 stands for what is chosen by default.
        arena = runtime.OrtArenaCfg(0, 1, -1, -1)
        info = runtime.OrtMemoryInfo("Cpu", runtime.OrtAllocatorType.ORT_ARENA_ALLOCATOR, 0, runtime.OrtMemType.DEFAULT)
        runtime.create_and_register_allocator(info, arena)
        options.add_session_config_entry("session.use_env_allocators", "1")
    run_options = runtime.RunOptions()
    for key, value in way.get("run", {}).items():
        run_options.add_run_config_entry(key, value)
    start = memory("VmRSS")
    began = time.perf_counter()
    session = runtime.InferenceSession(str(graph), options, providers=["CPUExecutionProvider"])
    load_s = time.perf_counter() - began
    loading, loaded = memory("VmHWM") - start, memory("VmRSS") - start
    names = [value.name for value in session.get_inputs()]
    lengths = np.random.default_rng(5).integers(8, longest + 1, windows).tolist()
    lengths[windows // 2] = longest
    began, processor = time.perf_counter(), time.process_time()
    for length in lengths:
        ids = np.random.default_rng(length).integers(5, 250, (1, length))
        known = {
            "input_ids": ids,
            "attention_mask": np.ones_like(ids),
            "token_type_ids": np.zeros_like(ids),
            "position_ids": np.arange(length)[None],
        }
        session.run(None, {name: known[name] for name in names}, run_options)
    seconds = time.perf_counter() - began
    print(
        json.dumps(
            {
                "load_s": load_s,
                "loading": loading,
                "loaded": loaded,
                "peak": memory("VmHWM") - start,
                "after": memory("VmRSS") - start,
                "rate": sum(lengths) / seconds,
                "cpu": time.process_time() - processor,
            }
        )
    )


def memory(field: str) -> float:
    """MB of this process, by a field of the kernel's."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{field}:")) * 1024 / 1e6


if __name__ == "__main__":
    main()
