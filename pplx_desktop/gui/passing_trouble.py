"""When trouble that was told is over. Pure functions, no widgets.

Invariant: what nobody can know to be over stays until the user puts it away.
"""

from __future__ import annotations

from pplx_desktop.core.events import Trouble
from pplx_desktop.core.types import Status

_ENDS_WITH_A_RUN = frozenset({"bug", "disk-full", "index-locked", "index-older"})
"""What holds indexing up as a whole."""


def is_over(trouble: Trouble, status: Status) -> bool:
    """True where `status`, asked for after it was told, says that it is so no more."""
    match trouble.code:
        case "removals-held" | "folder-changed":
            return not any(root.held for root in status.roots)
        case "folder-missing":
            return not any(root.watching == "missing" for root in status.roots)
        case _:
            return False


def ends_with_a_run(trouble: Trouble) -> bool:
    """True where indexing could not have come to its end with it."""
    return trouble.code in _ENDS_WITH_A_RUN
