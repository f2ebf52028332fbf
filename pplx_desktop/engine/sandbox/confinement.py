"""Confining this process to reading files: by whatever means its system has.

Invariant: called before anything foreign is read, and once; nothing here can be taken back by the process itself. What
a system lacks is said, and no reason to stop.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Confinement:
    """By what means a process is confined, and what could not be had, each with the reason."""

    in_force: tuple[str, ...]
    lacking: tuple[str, ...]

    def __str__(self) -> str:
        told = ", ".join(self.in_force) or "nothing"
        return f"{told} (without {'; '.join(self.lacking)})" if self.lacking else told


def confine(memory_limit_bytes: int) -> Confinement:
    """Confine this process: memory, and then, as far as the system can, no network, no other program, no writing."""
    if sys.platform == "linux":
        from pplx_desktop.engine.sandbox.linux import confine_linux  # noqa: PLC0415 - each system has its own

        return Confinement(*confine_linux(memory_limit_bytes))
    if sys.platform == "win32":
        from pplx_desktop.engine.sandbox.windows import confine_windows  # noqa: PLC0415

        return Confinement(*confine_windows(memory_limit_bytes))
    if sys.platform == "darwin":
        from pplx_desktop.engine.sandbox.macos import confine_macos  # noqa: PLC0415

        return Confinement(*confine_macos())
    return Confinement((), (f"means for {sys.platform}",))


def survey() -> Confinement:
    """What `confine` would come to on this system, as far as can be told without doing it."""
    if sys.platform == "linux":
        from pplx_desktop.engine.sandbox.linux import survey_linux  # noqa: PLC0415

        return Confinement(*survey_linux())
    if sys.platform == "win32":
        from pplx_desktop.engine.sandbox.windows import NOT_KEPT_FROM  # noqa: PLC0415

        return Confinement(("job object",), NOT_KEPT_FROM)
    if sys.platform == "darwin":
        from pplx_desktop.engine.sandbox.macos import NOT_KEPT_FROM  # noqa: PLC0415

        return Confinement(("limits",), NOT_KEPT_FROM)
    return Confinement((), (f"means for {sys.platform}",))
