"""What each system's way to take keys has in common."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from pplx_desktop.core.errors import EnvironmentProblem, PplxError
from pplx_desktop.gui.hotkey.keys import Combination

Pressed = Callable[[int, str], None]
"""Told at each press: when it was, by the system's own clock, and a token that lets a window come to the front there."""
Failed = Callable[[PplxError], None]

WAY_OUT = "Bind the command pplx-desktop --toggle to keys in the settings of your desktop."


class Grab(Protocol):
    """One combination that is taken, or about to be. Its making returns at once; what goes wrong is told."""

    def release(self) -> None:
        """Give the keys back, without waiting. Idempotent."""
        ...

    def join(self, timeout_s: float) -> None:
        """Wait until they are given back."""
        ...

    def bring_forward(self, window: int, time_ms: int) -> None:
        """Ask the system to put our window in front: it was the user who wished so, at this time."""
        ...


MakeGrab = Callable[[Combination, Pressed, Failed], Grab]


def taken(keys: Combination) -> PplxError:
    """Another program has these keys."""
    return EnvironmentProblem(
        "hotkey-taken", f"Another program has {keys.text} already.", hint="Choose other keys in the settings."
    )


def unavailable(detail: str) -> PplxError:
    """No program can take keys here."""
    return EnvironmentProblem("no-hotkeys", "This desktop lets no program take keys.", detail=detail, hint=WAY_OUT)
