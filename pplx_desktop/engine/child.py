"""A child process that answers frames, held on a short leash.

Owns starting, asking, timing out and ending a child; knows nothing of what it answers.

Invariant: a request ends. It ends with the reply, or with `ChildDied` when the child crashed, passed its deadline or
its memory limit; in the last two cases the child was killed. Nobody waits for a child that hangs.
"""

from __future__ import annotations

import contextlib
import logging
import os
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Sequence
from typing import BinaryIO, Literal, cast

import psutil

from pplx_desktop.core.frames import FrameError, Message, read_frame, write_frame

log = logging.getLogger(__name__)

ChildName = Literal["extract", "page", "model", "job", "bench", "bench-search"]
Cause = Literal["crash", "timeout", "memory"]
CHILD_FLAG = "--child"
_GUARD_INTERVAL_S = 0.1
_CLOSE_WAIT_S = 2.0


class ChildDied(Exception):
    """The child ended before it answered. `cause` says how; `stderr` is the end of what it printed, `peak_bytes` the
    most memory that it was seen to have.
    """

    def __init__(self, cause: Cause, exit_code: int | None, stderr: str, peak_bytes: int = 0) -> None:
        super().__init__(f"{cause}, exit code {exit_code}")
        self.cause: Cause = cause
        self.exit_code = exit_code
        self.stderr = stderr
        self.peak_bytes = peak_bytes


def child_command(name: ChildName, *arguments: str) -> list[str]:
    """How to start a child of this program, from a source checkout, a wheel or a bundle."""
    if getattr(sys, "frozen", False):
        return [sys.executable, CHILD_FLAG, name, *arguments]
    return [sys.executable, "-m", "pplx_desktop", CHILD_FLAG, name, *arguments]


def child_environment() -> dict[str, str]:
    """The environment of a child: that of the host, without telemetry, and with UTF-8 whatever the locale."""
    return {**os.environ, "ORT_DISABLE_TELEMETRY": "1", "PYTHONUTF8": "1"}


class ChildProcess:
    """One running child. `request` is for one thread at a time; `kill` and `close` may come from any.

    Making one raises `ChildDied` where the system starts no process.
    """

    def __init__(self, command: Sequence[str], *, memory_limit_bytes: int | None = None) -> None:
        self._memory_limit_bytes = memory_limit_bytes
        self._tail: deque[bytes] = deque(maxlen=64)
        try:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                env=child_environment(),
                # A Ctrl+C in the terminal is the host's to handle: it ends its children in order.
                start_new_session=sys.platform != "win32",
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError as error:
            # No process, memory or descriptor to be had: to the caller the same as one that died at once.
            raise ChildDied("crash", None, str(error)) from error
        # All three were asked for, so none of them is None.
        self._stdin = cast("BinaryIO", self._process.stdin)
        self._stdout = cast("BinaryIO", self._process.stdout)
        self._stderr = cast("BinaryIO", self._process.stderr)
        self._drain = threading.Thread(target=self._keep_stderr, name="child-stderr", daemon=True)
        self._drain.start()
        self.requests = 0
        self._peak_bytes = 0

    @property
    def pid(self) -> int:
        """The child's process id."""
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        """False once the process has ended."""
        return self._process.poll() is None

    def memory_bytes(self) -> int:
        """The child's resident memory; 0 once it has ended."""
        try:
            return int(psutil.Process(self.pid).memory_info().rss)
        except psutil.Error:
            return 0

    def request(self, message: Message, payload: bytes = b"", *, deadline_s: float) -> tuple[Message, bytes]:
        """Send a frame and wait for its answer. Raises `ChildDied`."""
        done = threading.Event()
        verdict: list[Cause] = []
        guard = threading.Thread(
            target=self._guard, args=(done, time.monotonic() + deadline_s, verdict), name="child-guard", daemon=True
        )
        guard.start()
        try:
            self.requests += 1
            self.send(message, payload)
            return self.receive()
        except ChildDied as death:
            cause: Cause = verdict[0] if verdict else death.cause
            raise ChildDied(cause, death.exit_code, death.stderr, self._peak_bytes) from None
        finally:
            done.set()
            guard.join()

    def send(self, message: Message, payload: bytes = b"") -> None:
        """Write a frame. Raises `ChildDied`."""
        try:
            write_frame(self._stdin, message, payload)
        except (OSError, ValueError) as error:  # ValueError: `kill` closed the pipe in another thread
            raise self._death() from error

    def receive(self) -> tuple[Message, bytes]:
        """Wait for a frame, without a deadline. Raises `ChildDied`."""
        try:
            frame = read_frame(self._stdout)
        except (OSError, FrameError, ValueError) as error:
            raise self._death() from error
        if frame is None:
            raise self._death()
        return frame

    def stderr(self) -> str:
        """The end of what the child printed."""
        self._drain.join(0.5)
        return b"".join(self._tail).decode("utf-8", "replace")[-2000:].strip()

    def kill(self) -> None:
        """End the child at once. Idempotent."""
        with contextlib.suppress(OSError):
            self._process.kill()
        self._process.wait()
        self._close_pipes()

    def close(self) -> None:
        """Ask the child to end by closing its input, then end it. Idempotent."""
        with contextlib.suppress(OSError, ValueError):
            self._stdin.close()
        try:
            self._process.wait(_CLOSE_WAIT_S)
        except subprocess.TimeoutExpired:
            log.warning("child %d did not end by itself", self.pid)
        self.kill()

    def _death(self) -> ChildDied:
        self.kill()
        return ChildDied("crash", self._process.returncode, self.stderr())

    def _close_pipes(self) -> None:
        self._drain.join(1.0)
        for pipe in (self._stdin, self._stdout, self._stderr):
            with contextlib.suppress(OSError, ValueError):
                pipe.close()

    def _keep_stderr(self) -> None:
        with contextlib.suppress(OSError, ValueError):
            for line in self._stderr:
                self._tail.append(line)

    def _guard(self, done: threading.Event, end: float, verdict: list[Cause]) -> None:
        self._peak_bytes = 0
        while not done.wait(_GUARD_INTERVAL_S):
            now_bytes = self.memory_bytes()
            self._peak_bytes = max(self._peak_bytes, now_bytes)
            if time.monotonic() > end:
                verdict.append("timeout")
            elif self._memory_limit_bytes is not None and now_bytes > self._memory_limit_bytes:
                verdict.append("memory")
            else:
                continue
            with contextlib.suppress(OSError):
                self._process.kill()
            return
