"""Linux' means, in the order in which they have to be taken: limits, no new privileges, Landlock, the filter of calls."""

from __future__ import annotations

import ctypes
import os
import resource

from pplx_desktop.engine.sandbox.landlock import apply_landlock, landlock_version
from pplx_desktop.engine.sandbox.seccomp import apply_filter, why_no_filter

_PR_SET_NO_NEW_PRIVS = 38
_MOST_DESCRIPTORS = 256


def confine_linux(memory_limit_bytes: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Confine this process. Returns what is in force, and what is not, with the reason."""
    libc = ctypes.CDLL(None, use_errno=True)
    _limit(memory_limit_bytes)
    if problem := _give_up_privileges(libc):
        needing = ("Landlock", "seccomp")
        return ("limits",), tuple(f"{means}: no_new_privs failed ({problem})" for means in needing)
    version = landlock_version(libc)
    return _sorted((f"Landlock {version or ''}".strip(), apply_landlock(libc)), ("seccomp", apply_filter(libc)))


def survey_linux() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What `confine_linux` would return, as far as can be told."""
    libc = ctypes.CDLL(None, use_errno=True)
    version = landlock_version(libc)
    return _sorted(
        (f"Landlock {version}", "") if version else ("Landlock", "not available"), ("seccomp", why_no_filter(libc))
    )


def _limit(memory_limit_bytes: int) -> None:
    for kind, most in (
        (resource.RLIMIT_AS, memory_limit_bytes),
        # A write beyond 0 bytes fails: also into files that were open before, or that have no name.
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, _MOST_DESCRIPTORS),
    ):
        _, highest = resource.getrlimit(kind)
        allowed = most if highest == resource.RLIM_INFINITY else min(most, highest)
        resource.setrlimit(kind, (allowed, allowed))


def _give_up_privileges(libc: ctypes.CDLL) -> str:
    """No program that is started can have more rights than this process. Returns why not, empty where it is so."""
    done = libc.prctl(_PR_SET_NO_NEW_PRIVS, *map(ctypes.c_ulong, (1, 0, 0, 0))) == 0
    return "" if done else os.strerror(ctypes.get_errno())


def _sorted(*taken: tuple[str, str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    in_force = [means for means, problem in taken if not problem]
    lacking = [f"{means}: {problem}" for means, problem in taken if problem]
    return ("limits", *in_force), tuple(lacking)
