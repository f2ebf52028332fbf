"""What computes here: the processor by name, the instruction sets that decide which kernels are fast, and its cores.

What was measured on one machine means nothing on another. Needs no library but psutil. Invariant: asking never fails;
what cannot be learnt is left out.
"""

from __future__ import annotations

import ctypes
import platform
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import psutil

# Each of them has kernels of its own in onnxruntime, and different numbers too: without VNNI, int8 products saturate.
_MATTERING = (
    *("avx", "avx2", "avx512f", "avx512_vnni", "avx_vnni", "avx512_bf16", "amx_int8", "amx_tile"),
    *("asimddp", "i8mm", "bf16", "sve", "sve2", "sme"),
)
# IsProcessorFeaturePresent's numbers, from winnt.h.
_WINDOWS = {39: "avx", 40: "avx2", 41: "avx512f", 43: "asimddp", 66: "i8mm", 67: "bf16", 46: "sve"}
_MAC = {
    "hw.optional.avx1_0": "avx",
    "hw.optional.avx2_0": "avx2",
    "hw.optional.avx512f": "avx512f",
    "hw.optional.arm.FEAT_DotProd": "asimddp",
    "hw.optional.arm.FEAT_I8MM": "i8mm",
    "hw.optional.arm.FEAT_SME": "sme",
}


@dataclass(frozen=True, slots=True)
class Machine:
    """The processor. `features` are its instruction sets that matter here, sorted; `cores` physical ones, `threads`
    what this process may use at once.
    """

    processor: str
    features: tuple[str, ...]
    cores: int
    threads: int

    def __str__(self) -> str:
        """In one line, as it is shown and recorded."""
        return f"{self.processor}, {' '.join(self.features) or 'no known features'}, {self.cores} cores"


@cache
def this_machine() -> Machine:
    """The machine that this process runs on."""
    threads = _usable_threads()
    name, features = _processor()
    cores = psutil.cpu_count(logical=False) or threads
    return Machine(name or platform.machine() or "unknown", tuple(sorted(features)), min(cores, threads), threads)


def _usable_threads() -> int:
    try:
        # A container or `taskset` may allow fewer than there are.
        return len(psutil.Process().cpu_affinity() or ()) or psutil.cpu_count() or 1
    except (AttributeError, psutil.Error):  # macOS has no affinity
        return psutil.cpu_count() or 1


def _processor() -> tuple[str, set[str]]:
    if sys.platform == "win32":
        present = ctypes.windll.kernel32.IsProcessorFeaturePresent  # type: ignore[attr-defined]
        return platform.processor(), {name for number, name in _WINDOWS.items() if present(number)}
    if sys.platform == "darwin":
        name = _sysctl("machdep.cpu.brand_string")
        return name, {feature for key, feature in _MAC.items() if _sysctl(key) == "1"}
    return _linux_processor()


def _linux_processor() -> tuple[str, set[str]]:
    try:
        text = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return platform.processor(), set()
    fields: dict[str, str] = {}
    for line in text.splitlines():
        key, colon, value = line.partition(":")
        if colon:
            fields.setdefault(key.strip().lower(), value.strip())
    flags = set((fields.get("flags") or fields.get("features") or "").split())
    # Virtual machines give many processors one name; family and model tell them apart.
    numbers = [fields[key] for key in ("cpu family", "model", "cpu part") if key in fields]
    name = fields.get("model name") or fields.get("cpu implementer", "")
    return " ".join([name, *([f"({' '.join(numbers)})"] if numbers else [])]).strip(), flags & set(_MATTERING)


def _sysctl(key: str) -> str:
    try:
        done = subprocess.run(["sysctl", "-n", key], capture_output=True, text=True, check=False, timeout=5)
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.strip()
