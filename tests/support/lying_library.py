"""An onnxruntime with one provider more, which is honest, lies, fails, falls back in silence, or takes the process down.

All else is the real library: the provider's numbers are the processor's, changed.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Sequence
from typing import Any, Literal

import numpy as np
import onnxruntime

from pplx_desktop.embed.providers import CPU, KNOWN
from pplx_desktop.embed.runtime import Provider

Manner = Literal["honest", "lies", "gives NaN", "fails to load", "fails to run", "falls back", "crashes", "is slow"]


class LyingLibrary:
    """Stands in for the module onnxruntime. `made` counts the sessions by the first provider that each asked for."""

    def __init__(self, provider: Provider, manner: Manner, version: str = onnxruntime.__version__) -> None:
        self.__version__ = version
        self.name = KNOWN[provider].library_name
        self.manner: Manner = manner
        self.made: list[str] = []
        self.options: Any = None
        self.provider_options: dict[str, str] = {}
        self.most_at_once = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(onnxruntime, name)

    def get_available_providers(self) -> list[str]:
        return [self.name, CPU]

    def InferenceSession(self, path: str, options: Any, providers: Sequence[Any], enable_fallback: int) -> Any:
        assert enable_fallback == 0
        first = providers[0] if isinstance(providers[0], str) else providers[0][0]
        self.made.append(first)
        real = onnxruntime.InferenceSession(path, options, providers=[CPU])
        if first == CPU:
            return real
        self.options, self.provider_options = options, providers[0][1]
        if self.manner == "fails to load":
            raise RuntimeError("the driver is too old\nand more that nobody reads")
        if self.manner == "crashes":
            os._exit(3)
        return _Session(self, real)


class _Session:
    def __init__(self, library: LyingLibrary, real: Any) -> None:
        self._library, self._real = library, real
        self._inside = 0
        self._lock = threading.Lock()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)

    def get_providers(self) -> list[str]:
        return [CPU] if self._library.manner == "falls back" else [self._library.name, CPU]

    def get_provider_graph_assignment_info(self) -> list[Any]:
        return [_Part(self._library.name, 9), _Part(CPU, 3)]

    def run(self, outputs: list[str], feed: dict[str, Any]) -> list[Any]:
        with self._lock:
            self._inside += 1
            self._library.most_at_once = max(self._library.most_at_once, self._inside)
        values = [np.array(value) for value in self._real.run(outputs, feed)]
        match self._library.manner:
            case "fails to run":
                raise RuntimeError("the device was removed")
            case "lies":
                values = [value[..., ::-1].copy() for value in values]
            case "gives NaN":
                values = [np.full_like(value, np.nan) for value in values]
            case "is slow":
                time.sleep(0.2)
            case _:
                time.sleep(0.001)
        with self._lock:
            self._inside -= 1
        return values


class _Part:
    def __init__(self, name: str, nodes: int) -> None:
        self.ep_name = name
        self._nodes = nodes

    def get_nodes(self) -> list[int]:
        return list(range(self._nodes))
