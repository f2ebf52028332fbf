"""Pause and stop, seen by a worker between two pieces of its work."""

from __future__ import annotations

import threading

from pplx_desktop.core.errors import Cancelled


class Gate:
    """Open, paused or stopped; stopped is for good. Thread-safe."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._paused = False
        self._stopped = False

    @property
    def is_paused(self) -> bool:
        """True between `pause` and `resume`."""
        return self._paused

    @property
    def is_stopped(self) -> bool:
        """True after `stop`."""
        return self._stopped

    def pause(self) -> None:
        """Hold workers at their next `check`."""
        with self._changed:
            self._paused = True

    def resume(self) -> None:
        """Let held workers go on."""
        with self._changed:
            self._paused = False
            self._changed.notify_all()

    def stop(self) -> None:
        """Send workers home: their next `check` raises, held ones too."""
        with self._changed:
            self._stopped = True
            self._changed.notify_all()

    def wait(self, seconds: float) -> None:
        """Wait so long, or until stopped."""
        with self._changed:
            self._changed.wait_for(lambda: self._stopped, seconds)

    def check(self) -> None:
        """Wait while paused. Raises `Cancelled` once stopped."""
        with self._changed:
            self._changed.wait_for(lambda: self._stopped or not self._paused)
        self.check_stopped()

    def check_stopped(self) -> None:
        """Raises `Cancelled` once stopped; goes on while paused."""
        if self._stopped:
            raise Cancelled("stopped", "Indexing was stopped.")
