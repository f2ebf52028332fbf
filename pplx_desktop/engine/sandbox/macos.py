"""macOS' means: limits on what may be written and how many files are open. The system heeds no limit on memory: the
owner looks at the child ten times a second instead (`ChildProcess`).
"""

from __future__ import annotations

import resource

_MOST_DESCRIPTORS = 256
NOT_KEPT_FROM = ("memory: watched from outside", "network and programs: not kept from on macOS")


def confine_macos() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Confine this process. Returns what is in force, and what is not, with the reason."""
    for kind, most in (
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, _MOST_DESCRIPTORS),
    ):
        resource.setrlimit(kind, (most, most))
    return ("limits",), NOT_KEPT_FROM
