"""One way to run a model, held in a process of its own while it is measured: a graph that crashes or hangs costs that
process, and what it takes in memory is its own.

Owns both ends: `Measurer` starts the process and asks it, `main` is what runs in it.

Invariant: a request ends, with an answer or with `ModelProblem`. The process ends with its owner. The graph's files were
compared with their checksums by whoever asks.
"""

from __future__ import annotations

import contextlib
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, cast

import numpy as np
import psutil

from pplx_desktop.core.errors import ModelProblem
from pplx_desktop.core.frames import FrameError, Message, read_frame, take_over_stdio, write_frame
from pplx_desktop.embed.pooling import Floats, mean_of_spans, weighted_mean
from pplx_desktop.embed.runtime import Runtime
from pplx_desktop.embed.session import Session
from pplx_desktop.embed.windows import Window

CHILD = "measure"
_LOAD_S = 900.0
_RUN_S = 1800.0
_CLOSE_S = 5.0


class Measurer:
    """A runtime that is loaded in a process of its own. Used by one thread."""

    def __init__(self, runtime: Runtime, native_dims: int, pad_id: int = 0) -> None:
        """Start the process and load the graph. `load_s` is what loading took, `native_dims` as for `Session`.

        Raises `ModelProblem`: what `Session` raises, or `measure-died` where the process crashed or hung.
        """
        self._native_dims = native_dims
        try:
            self._process = subprocess.Popen(
                _command(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "ORT_DISABLE_TELEMETRY": "1", "PYTHONUTF8": "1"},
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError as error:
            raise _died(f"no process could be started: {error}") from error
        self._stdin = cast("BinaryIO", self._process.stdin)
        self._stdout = cast("BinaryIO", self._process.stdout)
        described = {**asdict(runtime), "graph": str(runtime.graph)}
        try:
            loaded, _ = self._ask({"load": described, "native_dims": native_dims, "pad_id": pad_id}, _LOAD_S)
        except BaseException:
            self.close()
            raise
        self.load_s = float(loaded["load_s"])

    def seconds(self, ids: Sequence[int], runs: int = 1) -> float:
        """How long one pass over `ids` takes: the mean of `runs` passes, one after the other."""
        answer, _ = self._ask({"time": list(ids), "runs": runs}, _RUN_S)
        return float(answer["seconds"])

    def embed(self, windows: Sequence[Window], rows: int) -> tuple[Floats, list[float]]:
        """The pooled values [rows, native dims] of the texts that `windows` hold, and the seconds of each window. Rows
        that are in no window are zeros.
        """
        wanted = [{"ids": window.ids, "spans": [(part.start, part.end) for part in window.parts]} for window in windows]
        answer, payload = self._ask({"embed": wanted}, _RUN_S)
        vectors = np.frombuffer(payload, "<f4").reshape(-1, self._native_dims)
        parts = [part for window in windows for part in window.parts]
        pooled = np.zeros((rows, self._native_dims), np.float32)
        for row in range(rows):
            places = [place for place, part in enumerate(parts) if part.row == row]
            if places:
                pooled[row] = weighted_mean(vectors[places], [parts[place].weight for place in places])
        return pooled, [float(value) for value in answer["seconds"]]

    def peak_bytes(self) -> int:
        """The most memory that the process ever had."""
        return int(self._ask({"peak": True}, _RUN_S)[0]["peak_bytes"])

    def close(self) -> None:
        """End the process. Idempotent."""
        for pipe in (self._stdin, self._stdout):
            with contextlib.suppress(OSError, ValueError):
                pipe.close()
        try:
            self._process.wait(_CLOSE_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def __enter__(self) -> Measurer:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _ask(self, message: Message, deadline_s: float) -> tuple[Message, bytes]:
        guard = threading.Timer(deadline_s, self._process.kill)
        guard.daemon = True
        guard.start()
        try:
            write_frame(self._stdin, message)
            frame = read_frame(self._stdout)
        except (OSError, ValueError, FrameError) as error:
            raise _died(str(error)) from error
        finally:
            guard.cancel()
        if frame is None:
            raise _died(f"exit code {self._process.wait()}")
        answer, payload = frame
        if "error" in answer:
            raise ModelProblem(answer["error"], answer["title"], detail=answer["detail"], hint=answer["hint"])
        return answer, payload


def main(arguments: list[str]) -> int:
    """Serve until stdin closes. No arguments: what to load comes in the first frame."""
    del arguments
    source, sink = take_over_stdio()
    requests: queue.SimpleQueue[Message] = queue.SimpleQueue()
    threading.Thread(target=_read, args=(source, requests), name="requests", daemon=True).start()
    first = requests.get()
    loaded: _Loaded | None = None
    message = first
    while True:
        payload = b""
        try:
            if loaded is None:
                loaded = _Loaded(message)
                answer: Message = {"load_s": loaded.load_s}
            else:
                answer, payload = loaded.answer(message)
        except ModelProblem as problem:
            answer = {"error": problem.code, "title": problem.title, "detail": problem.detail, "hint": problem.hint}
        write_frame(sink, answer, payload)
        message = requests.get()


class _Loaded:
    """The loaded graph, in the process that measures."""

    def __init__(self, message: Message) -> None:
        described: dict[str, Any] = message["load"]
        described.update(graph=Path(described["graph"]), outputs=tuple(described["outputs"]))
        self._runtime = Runtime(**described)
        self._pad_id = int(message["pad_id"])
        started = time.perf_counter()
        self._session = Session(self._runtime, int(message["native_dims"]))
        self.load_s = time.perf_counter() - started

    def answer(self, message: Message) -> tuple[Message, bytes]:
        if "time" in message:
            return {"seconds": self._time(message["time"], message["runs"])}, b""
        if "embed" in message:
            rows: list[Floats] = []
            seconds: list[float] = []
            for window in message["embed"]:
                started = time.perf_counter()
                rows.append(self._pooled(window["ids"], window["spans"]))
                seconds.append(time.perf_counter() - started)
            return {"seconds": seconds}, np.concatenate(rows).astype("<f4").tobytes() if rows else b""
        return {"peak_bytes": peak_bytes()}, b""

    def _time(self, ids: list[int], runs: int) -> float:
        started = time.perf_counter()
        for _ in range(runs):
            self._session.run_pooled([ids], self._pad_id)
        return (time.perf_counter() - started) / runs

    def _pooled(self, ids: list[int], spans: list[tuple[int, int]]) -> Floats:
        if self._runtime.pooled:
            return np.asarray(self._session.run_pooled([ids], self._pad_id)[self._runtime.outputs[0]], np.float32)
        return mean_of_spans(self._session.run([ids], self._pad_id)[0], [(start, end) for start, end in spans])


def _read(source: BinaryIO, requests: queue.SimpleQueue[Message]) -> None:
    with contextlib.suppress(FrameError, OSError):
        while (frame := read_frame(source)) is not None:
            requests.put(frame[0])
    # The owner is gone, so nobody waits for what is being measured.
    os._exit(0)


def peak_bytes() -> int:
    """The most memory that this process ever had."""
    if sys.platform.startswith("linux"):
        # getrusage would count what the process was forked from.
        for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    if sys.platform == "win32":
        return int(cast("Any", psutil.Process().memory_info()).peak_wset)
    import resource  # noqa: PLC0415 - not on Windows

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _command() -> list[str]:
    start = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "pplx_desktop"]
    return [*start, "--child", CHILD]


def _died(detail: str) -> ModelProblem:
    return ModelProblem(
        "measure-died",
        "The process that ran this graph crashed or hung.",
        detail=detail,
        hint="Close other programs if memory is short.",
    )
