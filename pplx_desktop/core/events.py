"""How the engine tells others that something changed, without knowing them.

Invariant: a listener that raises is logged and does not stop the others; `publish` never blocks on a listener's lock
held by this bus.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass

from pplx_desktop.core.model_types import ModelJobState
from pplx_desktop.core.types import Progress, RunSummary

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ProgressChanged:
    """Indexing moved on. Sent at most ten times a second."""

    progress: Progress


@dataclass(frozen=True, slots=True)
class RunFinished:
    """All folders were scanned and all their files dealt with."""

    summary: RunSummary


@dataclass(frozen=True, slots=True)
class FoldersChanged:
    """The list of watched folders is another."""

    folders: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that the user should know, in the user's words. `code` is that of the error behind it."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class TroubleOver:
    """What was told is so no more. Of some troubles nobody can know it."""

    trouble: Trouble


@dataclass(frozen=True, slots=True)
class ModelJobChanged:
    """A download, an import, a check or a tuning of a model moved on or ended. Sent at most ten times a second."""

    state: ModelJobState


Event = ProgressChanged | RunFinished | FoldersChanged | ModelJobChanged | Trouble | TroubleOver
Listener = Callable[[Event], None]


class EventBus:
    """Hands each event to each listener, in the publisher's thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._listeners: tuple[Listener, ...] = ()

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Add a listener. Returns the call that takes it away again."""
        with self._lock:
            self._listeners = (*self._listeners, listener)

        def unsubscribe() -> None:
            with self._lock:
                self._listeners = tuple(known for known in self._listeners if known is not listener)

        return unsubscribe

    def publish(self, event: Event) -> None:
        """Call every listener with `event`."""
        for listener in self._listeners:
            try:
                listener(event)
            except Exception:
                log.exception("a listener failed on %r", event)
